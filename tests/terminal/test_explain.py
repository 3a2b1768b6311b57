"""An explanation as a tree: every part of a query in words, within the width, and harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from rich.tree import Tree

from newsidx import Archive, Query, parse_range
from newsidx.search.request import Match
from newsidx.terminal.explain import tree
from tests.searching import answer
from tests.terminal.conftest import OnTerminal, drawn, drawn_lines

ARTICLES = {
    "1.txt": "date 2021-03-06 Pact\n\nSanctions on oil and on grain.",
    "2.txt": "date 2021-03-07 Treaty\n\nGrain and oil, and more sanctions.",
    "3.txt": "date 2022-03-05 Market\n\nThe oil price.",
    "4.txt": "date 2022-03-06 Trade\n\nOil was dear.",
}
EVERYTHING = (
    '(oil OR =gas) -coal sanct* "oil embargo" "white house"~5 title:venezuela by:smith (lang:en OR date:2022-03)'
)


@pytest.fixture
def news(archive: Archive, add: Callable[..., object]) -> Archive:
    add(ARTICLES)
    return archive


def lines(archive: Archive, terminal: OnTerminal, query: str | Query, columns: int = 120, **options: Any) -> list[str]:
    asked = Query.parse(query) if isinstance(query, str) else query
    return drawn_lines(explained(archive, asked, **options), terminal(columns))


def explained(archive: Archive, query: Query, **options: Any) -> Tree:
    found = answer(archive, query, **options)
    list(found.hits)
    return tree(found)


def bare(printed: list[str]) -> list[str]:
    """The lines without the branches they hang on."""
    return [line.lstrip("│├└─ ") for line in printed]


def test_every_kind_of_part_is_named(news: Archive, terminal: OnTerminal) -> None:
    said = bare(lines(news, terminal, EVERYTHING))
    start = said.index("Understood as")
    assert said[start + 1 : start + 17] == [
        "all of",
        "any of",
        "oil  word, in any form",
        "=gas  exactly this form",
        "not",
        "coal  word, in any form",
        "sanct*  words that begin like this",
        '"oil embargo"  phrase',
        '"white house"~5  at most 5 other words between them',
        "in the title",
        "venezuela  word, in any form",
        'by:"smith"  has this word or phrase',
        "any of",
        'lang:"en"  the language is this',
        'date:"2022-03"  dates',
        "Word forms of  en",
    ]


def test_what_belongs_together_hangs_together(news: Archive, terminal: OnTerminal) -> None:
    printed = lines(news, terminal, "oil -(gas OR coal)")
    depth = {line.lstrip("│├└─ ").split("  ")[0]: len(line) - len(line.lstrip("│├└─ ")) for line in printed}
    assert depth["all of"] < depth["oil"] == depth["not"] < depth["any of"] < depth["gas"] == depth["coal"]


@pytest.mark.parametrize(
    ("text", "options", "parts"),
    [
        ("oil grain", {}, ["Full matches  2 articles", "Partial matches  2 articles"]),
        ("oil grain", {"match": Match.ANY}, ["Any of the words  4 articles"]),
        ("oill", {"fuzzy": True}, ["Full matches  0 articles", "One letter off  4 articles"]),
        ("embarrgo", {"fuzzy": True}, ["Full matches  0 articles"]),
        (
            "sanktionz",
            {"fuzzy": True},
            ["Full matches  0 articles", "Two letters off  2 articles"],
        ),
        ("oill", {"fuzzy": True, "sort": "newest"}, ["Similar spelling  4 articles"]),
        ("date:2022", {}, ["Articles  2 articles"]),
    ],
)
def test_the_parts_of_the_answer_are_named(
    news: Archive, terminal: OnTerminal, text: str, options: dict[str, Any], parts: list[str]
) -> None:
    assert [line for line in bare(lines(news, terminal, text, **options)) if re.search(r"\d articles$", line)] == parts


def test_what_the_index_cannot_find_is_said(news: Archive, terminal: OnTerminal) -> None:
    after = "then each of these articles is checked for what the index does not have"
    alone = "every article is checked: the index cannot find any of this"
    for text, said in {
        "oil": [],
        "oil path:1987": [after],
        "=oil by:smith": [],
        "path:1987": [alone],
        "-oil": [alone],
    }.items():
        assert [line for line in bare(lines(news, terminal, text)) if "checked" in line] == said, text
    assert 'FTS5  ({title body} : "oil" AND {byline} : "smith")' in bare(lines(news, terminal, "oil by:smith"))


def test_a_phrase_too_long_for_other_forms_is_named(news: Archive, terminal: OnTerminal) -> None:
    sentence = "oil is up by two to one a day in the week on"
    said = bare(lines(news, terminal, f'"{sentence}"'))
    assert f"not in other forms, because it is long  {sentence}" in said
    assert not any("because it is long" in line for line in bare(lines(news, terminal, f'"{sentence[:20]}"')))


def test_the_dates_and_the_times_are_shown(news: Archive, terminal: OnTerminal) -> None:
    said = bare(lines(news, terminal, Query.parse("oil since:2022-03", parse_range("2022"))))
    assert "Dates  2022-03-01..2022-12-31" in said
    assert [line.split()[1] for line in said[said.index("Time") + 1 :]] == ["ms"] * 5


def test_a_query_without_a_word_is_shown_as_such(news: Archive, terminal: OnTerminal) -> None:
    assert "no words" in bare(lines(news, terminal, ":)"))


@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_no_wider_than_the_terminal(news: Archive, terminal: OnTerminal, columns: int) -> None:
    printed = lines(news, terminal, f"{EVERYTHING} {'unbroken' * 12}", columns)
    assert max(map(cell_len, printed)) <= columns


def test_what_was_typed_cannot_touch_the_terminal(news: Archive, terminal: OnTerminal) -> None:
    query = Query.parse("oil\x1b[2J \x9b31m [bold]x[/bold] \u202egnp")
    printed = drawn(explained(news, query), terminal(120))
    assert "\x1b[2J" not in printed
    assert "\x9b" not in printed
    assert "\u202e" not in printed
    assert "[bold]x[/bold]" in printed
