"""`newsidx problems`: the files that newsidx saw and found no article in."""

from __future__ import annotations

import click

from newsidx.cli.options import ROW_FORMATS, archive_option, chosen_format, format_option, pager_option


@click.command("problems", short_help="The files without an article, and why.")
@format_option((*ROW_FORMATS, "paths"))
@pager_option
@archive_option
def command(form: str | None, no_pager: bool, db: str) -> int:
    """List the files that hold no article, each with the reason."""
    from newsidx.archive import Archive
    from newsidx.archive.fetching import Problem, problems
    from newsidx.cli.answers import print_lines
    from newsidx.views import machine, terminal
    from newsidx.views.safe import unbroken

    form = chosen_format(form)
    with Archive.open(db) as archive:
        found = list(problems(archive))
        if form == "paths":
            print_lines(unbroken(problem.path) for problem in found)
        elif form != "table":
            print_lines(machine.records(Problem._fields, found, form))
        elif found:
            from newsidx.views.problems import problems as view

            terminal.show(view(found), use_pager=not no_pager)
    if not found:
        click.echo("No problems: every file seen became articles.", err=True)
    return 0 if found else 1
