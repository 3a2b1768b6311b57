"""Other people's text cannot control the terminal, whatever it contains and however it is printed."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.archive.records import Description, Problem, SourceFile
from newsidx.article import Article
from newsidx.cli.options import ARTICLE_FORMATS, ROW_FORMATS
from newsidx.formats import figures
from newsidx.formats.registry import output_format
from newsidx.formats.reports import description_json
from newsidx.search.answer import Hit
from newsidx.terminal import article as article_view
from newsidx.terminal import hits as table
from newsidx.terminal import info, problems
from newsidx.terminal.console import console
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.sanitize import escape_json_controls, one_line, without_controls, without_line_breaks
from tests.terminal.conftest import as_a_terminal, drawn, without_own_codes

BIDI = "\u202a-\u202e\u2066-\u2069"
FORBIDDEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
"""All control characters but the line end."""

NASTY = [
    "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://evil\x1b\\", "\x9b31m", "\x9d0;title\x9c", "\x1bP", "\x1bc", "\x1b",
    "\r", "\n", "\n\n", "\t", "\b", "\x7f", "\x00", "\x85", "\x0b", "\x0c", "\x1c", "\u2028", "\u2029", "\u202e",
    "\u2066", "\u2069", "\u200b", "\ufeff", MARK_START, MARK_END, "[link=http://evil]x[/link]", "[/]", "[bold", "[b]",
    "\\[", ":smile:", "{}", "%s", '"', ",", "漢字", "😀", "e\u0301", "   ",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=20)), max_size=8).map("".join)
paths = hostile.map(lambda text: f"/{text}")
articles = st.builds(
    Article,
    id=st.sampled_from([7, 20220306000001]),
    date=st.sampled_from([None, datetime.date(2022, 3, 6)]),
    published=st.none() | hostile.map(lambda text: f"2022-03-06T{text}"),
    title=hostile,
    body=hostile,
    byline=st.none() | hostile,
    source=st.none() | hostile,
    section=st.none() | hostile,
    place=st.none() | hostile,
    url=st.none() | hostile | hostile.map(lambda text: f"https://{text}"),
    language=st.none() | hostile,
    words=st.integers(0, 10**6),
    meta=st.dictionaries(
        hostile | st.just("date_text") | st.just("date_or"),
        st.recursive(hostile, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(hostile, inner, max_size=2)),
        max_size=3,
    ),
    date_from=st.none() | st.sampled_from(["seed", "path"]) | hostile,
    title_from=hostile,
    fingerprint=st.just(0),
    files=st.lists(paths, max_size=2).map(tuple),
    tags=st.lists(hostile, max_size=2).map(tuple),
    note=st.none() | hostile,
)
hits = st.builds(Hit, articles, st.none() | st.floats(-100, 0), snippet=hostile, title=st.just(""), others=st.just(0))


@pytest.fixture(autouse=True, scope="module")
def terminal_with_everything() -> Iterator[None]:
    """Colours and links are on: whatever newsidx can write, it may."""
    with pytest.MonkeyPatch.context() as patch:
        as_a_terminal(patch, 80)
        patch.setenv("FORCE_HYPERLINK", "1")
        yield


def assert_harmless(printed: str) -> None:
    assert not FORBIDDEN.findall(without_own_codes(printed))


@given(st.lists(hits, min_size=1, max_size=3))
def test_a_table_of_hits_is_harmless(answer: list[Hit]) -> None:
    screen = console()
    for screen.width in (40, 100):
        assert_harmless(drawn(table.hits(answer, screen), screen))


@given(articles, st.booleans())
def test_an_article_is_harmless(shown: Article, gone: bool) -> None:
    files = [SourceFile(path, None, None, "2022-03-06T00:00:00" if gone else None) for path in shown.files]
    screen = console()
    assert_harmless(drawn(article_view.article(shown, files, screen), screen))


@given(st.lists(st.builds(Problem, path=paths, problem=hostile, seen=hostile), min_size=1, max_size=3))
def test_problems_are_harmless(found: list[Problem]) -> None:
    assert_harmless(drawn(problems.problems(found), console()))
    for form in ROW_FORMATS:
        assert_machine_format(list(output_format(form).rows(*figures.problems(found))), form, len(found))


@given(
    st.builds(
        Description,
        path=paths,
        first=st.none(),
        last=st.none(),
        busiest=st.just(()),
        gaps=st.just(()),
        sources=st.lists(st.tuples(hostile, st.integers(0, 9)), max_size=3).map(tuple),
        engine=st.just("SQLite 3"),
    )
)
def test_the_description_of_an_archive_is_harmless(shown: Description) -> None:
    screen = console()
    assert_harmless(drawn(info.description(shown, screen), screen))
    assert_harmless("\n".join(info.lines(shown)))
    assert_harmless(description_json(shown))
    assert json.loads(description_json(shown))["path"] == shown.path


@given(st.lists(hits, max_size=3))
def test_machine_formats_are_harmless_and_have_a_line_an_article(answer: list[Hit]) -> None:
    for form in ("lines", "json", "jsonl", "csv", "ids", "paths"):
        expected = sum(bool(hit.article.files) for hit in answer) if form == "paths" else len(answer)
        assert_machine_format(list(output_format(form).hits(answer)), form, expected)


@given(st.lists(articles, max_size=3))
def test_every_format_of_articles_is_harmless(answer: list[Article]) -> None:
    for form in ARTICLE_FORMATS:
        for line in output_format(form).articles(answer):
            assert_harmless(line.replace("\t", ""))


def assert_machine_format(lines: list[str], form: str, count: int) -> None:
    separators = "\t" if form == "lines" else ""
    for line in lines:
        assert "\n" not in line
        assert_harmless("".join(character for character in line if character not in separators))
    if form in ("json", "csv"):
        count += 1  # the closing bracket, or the header
    assert len(lines) == (1 if form == "json" and count == 1 else count)


@given(articles)
def test_json_loses_nothing(shown: Article) -> None:
    (line,) = output_format("jsonl").articles([shown])
    assert_harmless(line)
    found = json.loads(line)
    assert (found["title"], found["body"], found["meta"]) == (shown.title, shown.body, shown.meta)
    assert found["files"] == list(shown.files)


@given(hits)
def test_text_that_looks_like_markup_is_shown_as_it_is(hit: Hit) -> None:
    screen = console()
    screen.width = 2000
    printed = without_own_codes(drawn(table.hits([hit], screen), screen))
    assert one_line(hit.article.title) in printed
    assert one_line(hit.article.source) in printed


@given(st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf"])))
def test_harmless_text_can_be_encoded_and_holds_no_control_character(text: str) -> None:
    for made in (without_controls(text), one_line(text), without_line_breaks(text)):
        made.encode()
        assert not FORBIDDEN.findall(made.replace("\t", ""))
    assert "\n" not in one_line(text) + without_line_breaks(text)
    assert "\t" not in one_line(text) + without_line_breaks(text)
    assert json.loads(escape_json_controls(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    "text", ["naïve café", "漢字", "שלום", "مرحبا", "👩‍👩‍👧", "a\u200eb", "tab\there", "two\nlines", "[b]x[/b]"]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert without_controls(text) == text


def test_one_line_is_for_reading_and_unbroken_for_names() -> None:
    assert one_line("  two  words\n\tand more ") == "two words and more"
    assert without_line_breaks("/two  spaces\n/and\ttab") == "/two  spaces /and tab"
    assert one_line(None) == ""
