"""The query language on one screen, in the same words as docs/query.md."""

from __future__ import annotations

from rich.console import RenderableType

from newsidx.terminal.sheet import sheet

FORMS = (
    ("oil venezuela", "both words, in any form: sanction finds sanctions"),
    ('"oil embargo"', "the phrase; curly quotes work too"),
    ("oil NEAR/5 embargo", 'at most 5 other words between them; or "oil embargo"~5'),
    ("oil OR gas", "either; and, or, not and near in lower case are words"),
    ("oil -gas", "the first without the second, as oil NOT gas; -gas alone too"),
    ("(oil OR gas) price", "brackets group"),
    ("sanction*", "words that start with it"),
    ("=sanctions", "exactly this form"),
    ("title:maduro", "in the title; body: in the text; title:(oil OR gas)"),
    ("by:smith", "in the metadata: by: source: section: place: lang:; by:smi*"),
    ("path:drafts", "a part of the path; file: a file or folder; url: the address"),
    ("tag:story", "with this tag; note:smith: in its note; search:NAME: alert"),
    ("20220306-1", "the article with this id; 20220306-1..20220306-9: a range"),
    ("date:2022-03", "on these days: date: on: since: (from:) until: (to:)"),
)
"""What can be typed, and what it means."""

RULES = (
    "NOT binds tighter than AND, which need not be written, and AND tighter than OR.",
    "In a query all in capitals, AND, OR, NOT and NEAR are words.",
    "On a terminal, if full matches fill less than a page, partial matches follow.",
    "Any text is a valid query; only a date that cannot be read is an error.",
)
EXAMPLES = (
    """newsidx search '"oil prices" (opec OR exxon) -title:futures' --date 1987-03""",
    """newsidx search 'sanction* by:smith since:2022-01' --sort newest""",
    """newsidx search guaidó --fuzzy    # similar spellings too""",
)


def language() -> RenderableType:
    """The forms, the rules and some examples."""
    return sheet(FORMS, RULES, EXAMPLES)
