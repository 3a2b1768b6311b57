"""An explanation as a tree: every part of a question in words, within the width, and harmless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from newsidx import Archive, Query, parse_range
from newsidx.search.explain import explained
from newsidx.terminal.explain import tree
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
    explanation = explained(archive, asked, **{"sort": "relevance", "limit": 20, **options})
    return drawn_lines(tree(explanation), terminal(columns))


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
        "=gas  just this form",
        "not",
        "coal  word, in any form",
        "sanct*  words that begin so",
        '"oil embargo"  phrase',
        '"white house"~5  at most 5 other words between them',
        "in the title",
        "venezuela  word, in any form",
        'by:"smith"  metadata that holds this',
        "any of",
        'lang:"en"  metadata that holds this',
        'date:"2022-03"  dates',
        "Dates  all",
    ]


def test_what_belongs_together_hangs_together(news: Archive, terminal: OnTerminal) -> None:
    printed = lines(news, terminal, "oil -(gas OR coal)")
    depth = {line.lstrip("│├└─ ").split("  ")[0]: len(line) - len(line.lstrip("│├└─ ")) for line in printed}
    assert depth["all of"] < depth["oil"] == depth["not"] < depth["any of"] < depth["gas"] == depth["coal"]


@pytest.mark.parametrize(
    ("text", "options", "parts"),
    [
        ("oil grain", {}, ["All the words  2 articles", "Some of the words  2 articles"]),
        ("oil grain", {"words": "any"}, ["Any of the words  4 articles"]),
        ("oill", {"fuzzy": True}, ["All the words  0 articles", "A word spelled one letter otherwise  4 articles"]),
        ("embarrgo", {"fuzzy": True}, ["All the words  0 articles"]),
        (
            "sanktionz",
            {"fuzzy": True},
            ["All the words  0 articles", "A word spelled two letters otherwise  2 articles"],
        ),
        ("oill", {"fuzzy": True, "sort": "newest"}, ["Spelled nearly so  4 articles"]),
        ("date:2022", {}, ["Articles  2 articles"]),
    ],
)
def test_the_parts_of_the_answer_are_named(
    news: Archive, terminal: OnTerminal, text: str, options: dict[str, Any], parts: list[str]
) -> None:
    assert [line for line in bare(lines(news, terminal, text, **options)) if line.endswith("articles")] == parts


def test_what_the_index_cannot_tell_is_said(news: Archive, terminal: OnTerminal) -> None:
    after = "and then a look at each article, for what the index does not know"
    alone = "a look at each article, for nothing in it can be asked of FTS5"
    for text, said in {
        "oil": [],
        "oil by:smith": [after],
        "=oil": [after],
        "by:smith": [alone],
        "-oil": [alone],
    }.items():
        assert [line for line in bare(lines(news, terminal, text)) if "a look at each" in line] == said, text
    assert 'FTS5  "oil"' in bare(lines(news, terminal, "oil by:smith"))


def test_the_dates_and_the_times_are_shown(news: Archive, terminal: OnTerminal) -> None:
    said = bare(lines(news, terminal, Query.parse("oil since:2022-03", parse_range("2022"))))
    assert "Dates  2022-03-01..2022-12-31" in said
    assert [line.split()[1] for line in said[said.index("Time") + 1 :]] == ["ms"] * 5


def test_a_question_without_a_word_is_shown_as_such(news: Archive, terminal: OnTerminal) -> None:
    assert "no words" in bare(lines(news, terminal, ":)"))


@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_no_wider_than_the_terminal(news: Archive, terminal: OnTerminal, columns: int) -> None:
    printed = lines(news, terminal, f"{EVERYTHING} {'unbroken' * 12}", columns)
    assert max(map(cell_len, printed)) <= columns


def test_what_was_typed_cannot_touch_the_terminal(news: Archive, terminal: OnTerminal) -> None:
    query = Query.parse("oil\x1b[2J \x9b31m [bold]x[/bold] \u202egnp")
    printed = drawn(tree(explained(news, query, "relevance", 20)), terminal(120))
    assert "\x1b[2J" not in printed
    assert "\x9b" not in printed
    assert "\u202e" not in printed
    assert "[bold]x[/bold]" in printed
