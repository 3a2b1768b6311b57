"""`newsidx timeline`: how often, when, for one question or several."""

from __future__ import annotations

import click

from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    QueryCommand,
    archive_option,
    asked,
    chosen_dates,
    chosen_format,
    date_options,
    format_option,
    pager_option,
)


@click.command(
    "timeline",
    cls=QueryCommand,
    short_help="How often, when: questions over time.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx timeline cocoa
  newsidx timeline cocoa coffee 'sugar OR beet' --by week
  newsidx timeline 'interest rate*' --share --date 1987
  newsidx timeline opec --save opec.svg
""",
)
@click.argument("questions", nargs=-1, required=True, metavar="QUESTION...")
@date_options
@click.option("--by", type=click.Choice(["day", "week", "month", "year"]), help="The period. [default: by the span]")
@click.option("--share", is_flag=True, help="Answers per thousand articles of the period, not their number.")
@click.option("--save", metavar="FILE", help="Draw a chart into FILE.svg, .png or .pdf (needs newsidx[charts]).")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    questions: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    by: str | None,
    share: bool,
    save: str | None,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show how often articles answer each QUESTION, when. A question of several words is quoted as one.

    The articles with all the words are counted. Time in which the archive has no articles at all is shown as a gap,
    not as zero. The highest periods are marked, each with the article that answers best.
    """
    from newsidx.analysis.timeline import peaks, timeline
    from newsidx.archive.opening import open_archive
    from newsidx.terminal import console as terminal
    from newsidx.text.sanitize import one_line

    if save:
        from newsidx.formats.chart import ENDINGS

        if not save.lower().endswith(ENDINGS):
            raise click.UsageError(f"--save draws {', '.join(ENDINGS)}: name a file that ends so.")
    dates = chosen_dates(since, until, on, date)
    queries = [asked([question], dates) for question in _with_negations(questions)]
    if any(query.is_blank for query in queries):
        raise click.UsageError("There is no word, field or date to look for in one of these questions.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        found = timeline(archive, queries, by)
        for query, total, undated in zip(queries, found.totals, found.undated, strict=True):
            if not total:
                click.echo(f"Nothing found for {one_line(query.text)}.", err=True)
            elif undated:
                click.echo(f"Note: {undated:,} of {one_line(query.text)} are without a date.", err=True)
        if not found.periods:
            return 1
        if save:
            from newsidx.formats.chart import save as draw

            draw(found, save, share)
            click.echo(f"Drawn: {one_line(save)}", err=True)
        if form == "table":
            from newsidx.terminal.timeline import chart

            high = peaks(archive, found, share)
            archive.end_snapshot()
            terminal.show(chart(found, high, share, terminal.console()), use_pager=not no_pager)
        else:
            from newsidx.cli.output import print_lines
            from newsidx.terminal.timeline import rows

            print_lines(rows(found, form))
    return 0


def _with_negations(arguments: tuple[str, ...]) -> list[str]:
    """The questions, one an argument: but `-gas` belongs to the one before it."""
    questions: list[str] = []
    for argument in arguments:
        if questions and argument.startswith("-"):
            questions[-1] = f"{questions[-1]} {argument}"
        else:
            questions.append(argument)
    return questions
