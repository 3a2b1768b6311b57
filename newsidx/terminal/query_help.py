"""The language of questions on one screen: the same words as in docs/query.md."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

FORMS = (
    ("oil venezuela", "both words, in any form: sanction finds sanctions"),
    ('"oil embargo"', "the phrase; curly quotes do as well"),
    ('"oil embargo"~5', "at most 5 other words between them, in any order"),
    ("oil OR gas", "either; and, or, not and near in lower case are words"),
    ("oil -gas", "the one without the other; so does oil NOT gas"),
    ("-gas", "everything but that"),
    ("(oil OR gas) price", "brackets group"),
    ("sanction*", "words that begin so"),
    ("=sanctions", "just this form"),
    ("title:maduro", "in the title; body: in the text; title:(oil OR gas)"),
    ("by:smith", "metadata holds it: by: source: section: place: path:"),
    ("lang:en", "the language, en-GB among it"),
    ("date:2022-03", "on these days: date: on: since: until:"),
)
"""What can be typed, and what it means."""

RULES = (
    "NOT binds tighter than AND, which need not be written, and AND tighter than OR.",
    "On a terminal, if less than a page have all the words, those with some follow.",
    "Any text is a valid question; only a date that is none is an error.",
)
EXAMPLES = (
    """newsidx search '"oil prices" (opec OR exxon) -title:futures' --date 1987-03""",
    """newsidx search 'sanction* by:smith since:2022-01' --sort newest""",
    """newsidx search guaidó --fuzzy    # words spelled nearly so""",
)


def language() -> RenderableType:
    """The forms, the rules and some examples."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="yellow")
    table.add_column()
    for typed, means in FORMS:
        table.add_row(Text(typed), Text(means))
    return Group(table, Text(), *map(Text, RULES), Text(), *(Text(example, "green") for example in EXAMPLES))
