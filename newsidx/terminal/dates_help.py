"""Every way to write dates on one screen."""

from __future__ import annotations

from rich.console import RenderableType

from newsidx.terminal.sheet import sheet

FORMS = (
    ("2022", "a year; 2022-03 a month; 2022-03-06 or 20220306 a day"),
    ("March 2022", "a month by its name, or Mar 2022; 6 March 2022 a day"),
    ("2022-Q1", "a quarter; Q1 2022, first quarter of 2022"),
    ("2022-W10", "an ISO week, from Monday to Sunday"),
    ("1990s", "ten years"),
    ("yesterday", "today, tomorrow"),
    ("last quarter", "all of it; last or this: week, month, quarter, year"),
    ("last 7 days", "today and the six before; in short 7d, 2w, 3m, 1y"),
    ("30 days ago", "that day; a week ago, 2 months ago, a year ago"),
    ("2022-01..2022-06", "from one to the other; 2022-01.. and ..2022 too"),
    ("March to May 2021", "in words; March 2020 to May 2021, 2020 until yesterday"),
    ("--03-06", "6 March of every year"),
)
"""What can be typed, and what it means."""

RULES = (
    "--date and --on: within these dates; --since: from then on; --until: up to then.",
    'In a query: date: on: since: until:, with quotes: since:"30 days ago".',
    "All dates given must hold. 03/04/2022, which could be two days, is refused.",
)
EXAMPLES = (
    "newsidx list last quarter",
    "newsidx search oil --since '30 days ago'",
    "newsidx timeline oil --date 'March 2020 to May 2021'",
)


def dates() -> RenderableType:
    """The forms, the rules and some examples."""
    return sheet(FORMS, RULES, EXAMPLES)
