"""A query of any length runs in time proportional to its length, or is refused with a clear message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.errors import QueryTooLong
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.query.tree import All, Any, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word
from newsidx.search.request import Match
from tests.archive.naive import NaiveArchive
from tests.searching import count, search
from tests.timing import assert_grows_less, assert_takes_less

TERMS = 1001


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("long")
    for day in range(1, 29):
        place = "Caracas" if day % 3 else "Lima"
        (folder / f"{day}.txt").write_text(
            f"Date: 2022-03-{day:02}\nBy: Writer {day}\nPlace: {place}\n\nOil {day}\n\n"
            f"Gas, w{day} and w{2 * day}s, of oil."
        )
    with open_archive(str(folder / "news.db"), write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
        yield opened


@pytest.fixture(scope="module")
def naive(archive: Archive) -> Iterator[NaiveArchive]:
    made = NaiveArchive([hit.article for hit in search(archive, Query(), limit=None)])
    yield made
    made.close()


def numbers(form: str, joined: str = " ") -> str:
    return joined.join(form.format(n=number, day=1 + number % 28, year=1000 + number) for number in range(7, TERMS + 7))


LONG = {
    "negations": numbers("-w{n}"),
    "a word and negations": "oil " + numbers("-w{n}"),
    "authors": numbers("by:{n}"),
    "any of some authors": numbers("by:{n}", " OR "),
    "a word by any of some authors": "oil (" + numbers("by:{n}", " OR ") + ")",
    "a word by none of some authors": "oil " + numbers("-by:{n}"),
    "a word or an author": numbers("(w{n} by:{n})", " OR "),
    "authors and dates": numbers("(by:{n} date:2022-03-{day:02})", " OR "),
    "neither an author nor a date": numbers("(-by:{n} -date:2022-03-{day:02})", " OR "),
    "exact words": numbers("=w{n}"),
    "any of some exact words": numbers("=w{n}", " OR "),
    "no exact word": numbers("-=w{n}"),
    "exact titles or bodies": numbers("title:=w{n} OR body:=w{n}s", " OR "),
    "exact words or authors": numbers("=w{n} OR by:{n}", " OR "),
    "dates": numbers("date:2022-03-{day:02}", " OR ") + " OR " + numbers("date:{year}", " OR "),
    "no date": numbers("-date:{year}"),
    "a day of every year": numbers("date:--03-{day:02}", " OR "),
    "paths": numbers("path:/{n}.txt", " OR "),
    "all paths": numbers("path:{n}"),
    "ids": numbers("20220306-{n}"),
    "all ids": numbers("id:20220306-{n}"),
    "files": numbers("file:/{n}.txt", " OR "),
    "languages": numbers("lang:x{n}", " OR "),
    "near": numbers('"gas w{n}"~1', " OR "),
    "near a similar word": numbers('"w{n} w{n}s"~1', " OR "),
    "phrases": numbers('"gas w{n}"', " OR "),
    "words": numbers("w{n}"),
    "any of some words": numbers("w{n}", " OR "),
    "a field with many words": f"title:({numbers('w{n}', ' OR ')})",
    "thirty levels": "".join(f"by:{n} (w{n} OR (" for n in range(14)) + "oil" + "))" * 14,
    "thirty levels with negations": "".join(f"-(by:{n} OR (w{n} " for n in range(14)) + "oil" + "))" * 14,
    "thirty negations": "".join(f"-(w{n} " for n in range(29)) + "oil" + ")" * 29,
    "thirty levels after many authors": numbers("by:{n}", " OR ") + " OR " + "(by:1 OR (gas " * 14 + "oil" + "))" * 14,
}


@pytest.mark.long
@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_a_query_of_a_thousand_terms_has_the_same_result_as_reading_the_articles(
    archive: Archive, naive: NaiveArchive, text: str
) -> None:
    query = Query.parse(text)
    expected = {article.ref for article in naive.matching(query)}
    assert count(archive, query) == len(expected)
    assert {hit.article.ref for hit in search(archive, query, limit=None, match=Match.FULL)} == expected
    list(search(archive, query))


GROWING: dict[str, Callable[[int], str]] = {
    "fields": lambda n: "title:-a " * n,
    "words": lambda n: " ".join(f"w{number}" for number in range(n)),
    "alternatives": lambda n: " OR ".join(f"w{number}" for number in range(n)),
    "negations": lambda n: "oil " + " ".join(f"-w{number}" for number in range(n)),
    "authors": lambda n: " OR ".join(f"by:w{number}" for number in range(n)),
    "exact words": lambda n: " OR ".join(f"=w{number}" for number in range(n)),
    "dates": lambda n: " OR ".join(f"date:{1000 + number % 5000}" for number in range(n)),
    "a phrase": lambda n: f'"{"oil " * n}"',
    "near": lambda n: f'"{"oil " * n}"~5',
    "a word": lambda n: "a" * n,
    "a prefix": lambda n: "a" * n + "*",
    "a prefix of many words": lambda n: "a-" * n + "b*",
    "an exact word": lambda n: "=" + "a" * n,
    "a prefix in a title": lambda n: "title:" + "é" * n + "*",
    "a compound": lambda n: "a-" * n + "b",
    "signs after a word": lambda n: "a" + "!" * n,
    "signs before a word": lambda n: "!" * n + "a",
    "dashes": lambda n: "-" * n + "a",
    "a field and dashes": lambda n: "title:" + "-" * n + "a",
    "colons": lambda n: "a:" * n,
    "brackets": lambda n: "(" * n + "a" + ")" * n,
    "question marks": lambda n: "a?" * n,
    "tildes": lambda n: "a~1" * n,
}


@pytest.mark.long
@pytest.mark.parametrize("make", GROWING.values(), ids=list(GROWING))
def test_a_query_takes_time_in_proportion_to_its_length(archive: Archive, make: Callable[[int], str]) -> None:
    def answer(text: str) -> None:
        query = Query.parse(text)
        count(archive, query)
        list(search(archive, query))
        list(search(archive, query, match=Match.ANY, limit=3))

    short, long = make(500), make(4000)
    assert_grows_less(2.5 * 8, lambda: answer(short), lambda: answer(long))


def test_a_query_that_is_too_long_for_sqlite_is_refused(archive: Archive) -> None:
    text = " OR ".join(f"(by:{number} date:{1000 + number % 5000})" for number in range(8_000))
    with pytest.raises(QueryTooLong, match="too long"):
        count(archive, Query.parse(text))


def word(number: int) -> str:
    """A word of its own for each number, with letters only, so that it has forms."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def nested(depth: int, node: Node) -> Node:
    for level in range(depth):
        other = Metadata("by", str(level))
        node = All((Word(word(level)), Any((node, other)))) if level % 2 else Any((Not(node), other))
    return node


LARGE: dict[str, Callable[[], Node]] = {
    "any of 1,999 words in all forms": lambda: Any(tuple(Word(word(number)) for number in range(1_999))),
    "10,000 words as they are written": lambda: All(tuple(Word(word(number)) for number in range(10_000))),
    "1,000 beginnings": lambda: Any(tuple(Prefix(word(number)) for number in range(1_000))),
    "3,000 beginnings of authors": lambda: Any(tuple(Metadata("by", word(number), True) for number in range(3_000))),
    "3,000 sources and links": lambda: Any(
        tuple(Metadata(field, word(number)) for number in range(3_000) for field in ("url", "source", "id"))
    ),
    "30 levels": lambda: nested(29, Word("oil")),
    "30 levels around words near each other": lambda: nested(29, Near("oil gas 東京", 3)),
    "2,500 different words near each other": lambda: Near(" ".join(word(number) for number in range(2_500)), 3),
    "a word near itself 1,500 times": lambda: Near(" ".join([*["and"] * 1_500, "gas"]), 0),
    "words with many forms near each other": lambda: Near("connect operate " * 6, 10),
    "compounds that overlap near each other": lambda: Near("and-and-and and-and and-and-and-and and-and gas", 0),
    "runs of letters near each other": lambda: Near("東京 石油 価格 京都 都の の石 油 価", 30),
    "a phrase of words with many forms": lambda: Phrase("connect operate " * 6),
    "600 phrases of words with many forms": lambda: Any(
        tuple(Phrase(f"connect operate {word(number)}") for number in range(600))
    ),
    "a phrase of 5,000 letters": lambda: Phrase("東京都の石油" * 1_000),
    "3,000 single letters": lambda: Any(tuple(Word(chr(0x4E00 + number)) for number in range(3_000))),
    "5,000 runs of letters": lambda: Any(tuple(Word(chr(0x4E00 + number) * 2) for number in range(5_000))),
    "titles and bodies": lambda: Any(
        tuple(InField(field, Word(word(number))) for number in range(900) for field in ("title", "body"))
    ),
}


@pytest.fixture(scope="module")
def long_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of long texts with words that occur often, in many forms, and in runs."""
    folder: Path = tmp_path_factory.mktemp("texts")
    forms = "connect connects connected connecting connection connective operate operates operated operating operation"
    for day in range(1, 15):
        (folder / f"{day}.txt").write_text(
            f"Date: 2022-03-{day:02}\nBy: Writer\n\nOil {day}\n\n"
            f"Gas. 東京都の石油{day}価格。 {'and ' * 2000}. {forms}.",
            encoding="utf-8",
        )
    with open_archive(str(folder / "news.db"), write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
        yield opened


@pytest.mark.long
@pytest.mark.parametrize("make", LARGE.values(), ids=list(LARGE))
def test_a_large_query_is_answered_in_a_few_seconds(long_texts: Archive, make: Callable[[], Node]) -> None:
    query = Query(tree=make())

    def answer() -> None:
        ids = [article_id for article_id, _ in long_texts.ids(query, limit=10)]
        assert len(ids) == min(10, long_texts.count(query))

    assert_takes_less(8, answer)


def test_a_query_that_is_nested_too_deeply_for_sqlite_is_refused(long_texts: Archive) -> None:
    with pytest.raises(QueryTooLong, match="too long"):
        long_texts.count(Query(tree=nested(60, Word("oil"))))


def test_a_query_of_more_than_2000_words_looks_for_them_as_they_are_written(long_texts: Archive) -> None:
    words = tuple(Word(f"zz{word(number)}") for number in range(2_000))
    assert long_texts.count(Query(tree=Any((Word("operations"), *words[1:])))) == 14
    assert long_texts.count(Query(tree=Any((Word("operations"), *words)))) == 0


@pytest.mark.parametrize("text", ["oil " * 50_001, '"' + "oil " * 50_001 + '"', "oil-" * 50_001, "o* " * 1_001])
def test_a_query_with_too_many_words_is_refused(text: str) -> None:
    with pytest.raises(QueryTooLong, match="the limit is"):
        Query.parse(text)


@pytest.mark.parametrize("form", ["{}", "{}*", "={}", "title:{}", '"{} b"', '"{} b"~3', "title:{}*", "oil OR {}"])
def test_a_word_longer_than_any_in_the_index_finds_nothing_at_once(archive: Archive, form: str) -> None:
    query, hits = Query.parse(form.format("a" * 64_000)), 28 if "OR" in form else 0

    def answer() -> None:
        assert count(archive, query) == hits
        assert len(list(search(archive, query, fuzzy=True, limit=None, match=Match.FULL))) == hits

    assert_takes_less(1, answer)
