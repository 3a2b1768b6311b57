"""`newsidx problems`: the files that newsidx saw and found no article in."""

from __future__ import annotations

import click

from newsidx.cli.options import ROW_FORMATS, archive_option, chosen_format, format_option, pager_option


@click.command("problems", short_help="The files without an article, and why.")
@click.option("--removed", is_flag=True, help="List the removed articles that an ingest passes over, instead.")
@format_option((*ROW_FORMATS, "paths"))
@pager_option
@archive_option
def command(removed: bool, form: str | None, no_pager: bool, db: str) -> int:
    """List the files that hold no article, each with the reason."""
    from newsidx.archive.opening import open_archive
    from newsidx.archive.records import PassedOver, Problem
    from newsidx.cli.output import print_lines
    from newsidx.formats import records as machine
    from newsidx.terminal import console
    from newsidx.text.sanitize import without_line_breaks

    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        found: list[Problem] = [] if removed else list(archive.problems())
        away: list[PassedOver] = list(archive.passed_over()) if removed else []
        away_articles = archive.count_passed_over()
    if form == "paths":
        paths = [one.path for one in away] if removed else [problem.path for problem in found]
        print_lines(without_line_breaks(path) for path in dict.fromkeys(paths))
    elif form != "table":
        print_lines(machine.records(PassedOver._fields if removed else Problem._fields, (*found, *away), form))
    elif found or away:
        from newsidx.terminal import problems as view

        console.show(view.removed(away) if removed else view.problems(found), use_pager=not no_pager)
    if not removed and not found:
        click.echo("No problems: every file seen became articles.", err=True)
    if away_articles and not removed:
        articles = f"{away_articles:,} removed article{'s' if away_articles != 1 else ''}"
        click.echo(f"{articles} passed over; newsidx problems --removed lists what was removed.", err=True)
    elif away_articles:
        click.echo("newsidx ingest --again PATH reads them again.", err=True)
    elif removed:
        click.echo("Nothing that was removed is passed over.", err=True)
    return 0 if found or away else 1
