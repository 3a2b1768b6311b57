"""No text takes longer than in proportion to its length, whatever was put in it: one file must not stop an ingest."""

import datetime
from collections.abc import Callable
from contextlib import suppress

import pytest

from newsidx.archive.matching.tokenizer import tokenized, tokens
from newsidx.dates.extract import DateReader
from newsidx.dates.ranges import parse_range
from newsidx.errors import BadDate, QueryTooLong
from newsidx.formats.authors import authors
from newsidx.formats.markdown import _escaped
from newsidx.query.lexer import Lexer
from newsidx.query.parser import parse
from newsidx.readers.reading import read_file
from newsidx.terminal.console import _FILLING
from newsidx.text.sanitize import escape_json_controls, one_line, without_controls, without_line_breaks
from tests.faults.trials import some_pairs
from tests.timing import assert_linear, assert_takes_less, repeated

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(text: str) -> None:
    read_file(text.encode("utf-8", "surrogatepass"), "a.txt", DATES)


def read_bytes(text: str) -> None:
    """Read bytes that are given as the text they are in Latin-1."""
    read_file(text.encode("latin-1"), "a.txt", DATES)


def ask_for_dates(text: str) -> None:
    with suppress(BadDate):
        parse_range(text)


def ask(text: str) -> None:
    with suppress(BadDate, QueryTooLong):
        parse(text)


TEXTS: dict[str, Callable[[int], str]] = {
    # The seed's layout, and the dates in it and after words that announce one.
    "a time and blanks": repeated(" ", "date 12:00"),
    "a date, a time and blanks": repeated(" ", "date 2022-03-06 12:00"),
    "a day and blanks": repeated(" ", "date 6"),
    "a weekday and empty lines": repeated("\n", "date monday,"),
    "a day and points": repeated(".", "date 6"),
    "a day, blanks, of and blanks": lambda size: "date 6" + " " * (size // 2) + "of" + " " * (size // 2) + "x",
    "an hour and blanks": lambda size: "date 1" + " " * (size // 2) + "am" + " " * (size // 2) + "x",
    "on and blanks": repeated(" ", "date 1:11 on"),
    "a short weekday and blanks": repeated(" ", "date 1:11 sun"),
    "a zone and blanks": repeated(" ", "date 2022-03-06 1:11 ABC"),
    "a dash and blanks": repeated(" ", "date 2022-03-06 -"),
    "digits": repeated("1", "date "),
    "the word date and blanks": lambda size: " \n" * (size // 4) + "date" + " " * (size // 2) + "x",
    "published, a time and blanks": repeated(" ", "Talks\n\nPublished: 12:00"),
    "posted, a time and tabs": repeated("\t", "Talks\n\nPosted 12:00"),
    "updated, a time and blanks": repeated(" ", "Talks\n\nUpdated: 12:00"),
    "published and digits": repeated("1 ", "Talks\n\nPublished "),
    "published and times": repeated("12:00 ", "Talks\n\nPublished: "),
    "published again and again": repeated("|published "),
    "published and dates": repeated("|published 2022-02-30 "),
    "posted times and blanks": repeated("posted 1:11" + " " * 170 + "x\n"),
    "a published date and blanks": repeated(" ", "Talks\n\nPublished 2022-03-06"),
    "a published date and full stops": repeated(".", "Talks\n\nPublished 2022-03-06"),
    # First lines, datelines, bylines, titles.
    "blank lines": repeated("\n \t", "date 2022-03-06 hi"),
    "lines of blanks with digits": repeated(" ", "1\n"),
    "an ISO date and marks": repeated("|:", "2022-03-06"),
    "bylines": repeated("By Xa\n"),
    "a byline of small words with commas": repeated(" d'a,b", "By Bob", "\nxx"),
    "a byline of names": repeated(" Bob", "By", "\nxx"),
    "a byline, a comma and blanks": repeated(" ", "By Bob, ", "\nxx"),
    "a byline of tabs": repeated("\t", "By", "\nxx"),
    "a name and blanks": repeated(" ", "By Bob", "\nxx"),
    "a byline and a line of blanks": repeated(" ", "By Bob\n"),
    "a byline in a place and blanks": repeated(" ", "By Bob in ", "\nxx"),
    "a headline, a byline and commas": repeated(" d'a,b", "Talks\nBy Bob", "\nxx"),
    "a byline of parts": repeated(" | ", "By Bob 1", "\nxx"),
    "names of cities": repeated("NEW YORK ", "A" * 10 + " "),
    "a city, a time and blanks": repeated(" ", "PARIS 12:00"),
    "a city, blanks and a date": repeated(" ", "PARIS", "x 2022-03-06 - x"),
    "a city, a date and blanks": repeated(" ", "PARIS, 2022-03-06"),
    "initials and dashes": repeated("A.-", "", " 2022-03-06 x"),
    "letters and slashes": repeated("A/A ", "", " 2022-03-06 x"),
    "capitals": repeated("A", "AA", ", Bb bb 2022-03-06 x"),
    "sentences of a letter": repeated("a. "),
    "full stops and quotation marks": repeated('."'),
    "abbreviations": repeated(" a.a."),
    "one sentence of abbreviations": repeated("a.", " ", '" A'),
    "hashes": repeated("#", "", " x\n\nbody"),
    "quotation marks": repeated('"', "x."),
    # Headers and front matter.
    "a header of keys": repeated("x: ", "Title: ", "\n\nbody"),
    "a header that goes on": lambda size: "Title: x\n" + (" " + "y" * (size // 99) + "\n") * 98 + "\nbody",
    "a header and blanks": repeated(" ", "Title: x\n"),
    "a header and lines of blanks": repeated("\n" + " " * 99 + "x", "Title: x"),
    "a header and dashes": repeated("-", "Title: x\n"),
    "a header and lines of dashes": repeated("\n----x", "Title: x"),
    "a header of one key": repeated("Foo: x\n", "Title: x\n"),
    "a header's author": repeated(" ", "Author: By", "\nTitle: x\n\nx"),
    "front matter of dashes": repeated("- ", "---\n", ""),
    "front matter of rules": repeated("---\n"),
    "front matter of rules and blanks": repeated("\n---" + " " * 99 + "x", "---\na: b"),
    "a long value": repeated("a: ", "---\ntitle: ", "\n---\nx"),
    "many keys": lambda size: "---\n" + "".join(f"k{number}: v\n" for number in range(size // 9)) + "---\nx",
    "complex keys": repeated("? ", "---\n", "\n---\nx"),
    "tags": repeated("!a ", "---\na: ", "\n---\nx"),
    "folded lines": repeated(" x\n", "---\na: >\n", "---\nx"),
    "plain lines": repeated(" x\n", "---\na: x\n", "---\nx"),
    "escapes": repeated("\\x41", '---\na: "', '"\n---\nx'),
    "a flow mapping": repeated("b, ", "---\na: {", "}\n---\nx"),
    "a flow sequence": repeated("[],", "---\na: [", "]\n---\nx"),
    "brackets": repeated("[", "---\na: ", "\n---\nx"),
    "aliases": repeated("*a ,", "---\na: &a [x]\nb: [", "]\n---\nx"),
    "comments": repeated("#x\n", "---\na: b\n", "---\nx"),
    "list items of no YAML": repeated("-x: y\n", "---\n", "---\nx"),
    # What is composed, and what is guessed.
    "accents": repeated("a\u0301"),
    "a pile of accents": repeated("\u0301\u0316", "a"),
    "a pile of ideographic marks": repeated("\u302a\u302c", "a"),
    "a pile of musical marks": repeated("\U0001d165\U0001d16d", "a"),
    "a pile of Tibetan marks": repeated("\u0f74\u0f71", "a"),
    "a pile of Hebrew marks": repeated("\u05b9\u05b0", "a"),
    "piles of 98 marks": repeated("a" + "\u0301\u0316" * 49),
    "piles of 100 marks": repeated("a" + "\u0301\u0316" * 50),
    "halves of pairs": repeated("\ud800"),
    "zeros": repeated("\0a"),
    "line ends": repeated("\r\n\x0b\u2028"),
}


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_a_file_takes_time_in_proportion_to_its_length(made: Callable[[int], str]) -> None:
    assert_linear(read, made)


ENCODED: dict[str, bytes] = {
    "any bytes": bytes((i * 7919 + i // 3) % 256 or 1 for i in range(65536)),
    "high bytes": bytes(128 + (i * 7919 + i // 3) % 128 for i in range(65536)),
    "Cyrillic": "Пример новости о нефти и газе. ".encode("cp1251"),
    "Japanese": "石油価格が上昇した。".encode("shift-jis"),
    "UTF-8 with bad bytes": "слово слово слово слово ".encode() + b"\xff",
    "UTF-16 without a mark": "Talks go on. ".encode("utf-16-le"),
}


@pytest.mark.parametrize("raw", ENCODED.values(), ids=ENCODED)
def test_guessing_an_encoding_takes_time_in_proportion_to_the_file(raw: bytes) -> None:
    text = raw.decode("latin-1")
    assert_linear(read_bytes, lambda size: (text * (size // len(text) + 1))[:size])


OTHERS: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "a byline's authors": (authors, repeated(" \u202a", "By A")),
    "many authors": (authors, repeated("Ann Lee; ")),
    "Markdown of digits": (_escaped, repeated("1")),
    "Markdown of blanks": (_escaped, repeated("\n \t")),
    "blanks in a printed line": (lambda text: _FILLING.sub("", text), repeated(" ", "x")),
    "terms": (tokenized, repeated("a-", "東京", "น้ำ\u0301")),
    "terms with places": (lambda text: list(tokens(text)), repeated("a-", "東京", "น้ำ\u0301")),
    "controls": (without_controls, repeated("\x1b\u202e")),
    "controls on one line": (one_line, repeated("\x1b \u2028")),
    "controls in a path": (without_line_breaks, repeated("\x1b\t")),
    "controls in JSON": (escape_json_controls, repeated("\x7f\u2028")),
    "a query of fields": (ask, repeated("title:", "", "oil")),
    "a query of negated fields": (ask, repeated("title:-a ")),
    "a query of fields and dashes": (ask, repeated("-", "title:", "oil")),
    "a query of quotation marks": (ask, repeated('"')),
    "a query of exact marks": (ask, repeated('="', "", "")),
    "a query of metadata": (ask, repeated('by:"')),
    "a query of dashes": (ask, repeated("-", "", "oil")),
    "a query of signs": (ask, repeated("-=")),
    "a query of brackets": (ask, repeated("(")),
    "a query of operators": (ask, repeated("OR NOT ")),
    "a query of unknown fields": (ask, repeated("foo:a ")),
    "a query of one date": (ask, repeated("1", "date:")),
    "a query of stars": (ask, repeated("a*b")),
    "a query of blanks": (lambda text: Lexer(text).run(), repeated(" ")),
    "a range of blanks": (ask_for_dates, repeated(" ")),
    "a range of dots": (ask_for_dates, repeated(".")),
    "a range of a month and dashes": (ask_for_dates, repeated("-", "mar")),
    "a range of a day and dashes": (ask_for_dates, lambda size: "1" + "-" * (size // 2) + "march" + "-" * (size // 2)),
    "a range of a yearly day": (ask_for_dates, repeated(" ", "--03-06")),
    "a range of days": (ask_for_dates, repeated("1", "last ")),
}


@pytest.mark.parametrize(("work", "made"), OTHERS.values(), ids=OTHERS)
def test_what_is_asked_or_shown_takes_time_in_proportion_to_its_length(
    work: Callable[[str], object], made: Callable[[int], str]
) -> None:
    assert_linear(work, made)


BEFORE = (
    "", "date ", "date 12:00", "date 2022-03-06 10:30 am", "date Sunday, 6 March", "By ", "By Bob", "Talks\nBy Bob,",
    "Published: ", "Talks\n\nPosted on 6", "Updated 2022-03-06", "PARIS, ", "PARIS, 6 March 2022", "PARIS (",
    "Title: x", "Date: 6", "Author: By", "1 ", "2022-03-06", "# ", "A.", "---",
)  # fmt: skip
PIECES = (
    " ", "\t", "\n", " \t", "\n ", "a", "A", "1", "1 ", "1:11 ", ".", ",", "-", "/", "|", "(", '"', "…", "A ", "A.",
    "A, ", "d'a,b ", "al-x,", "of ", "on ", "6 March ", "2022 ", "2022-", "12:00 ", "am ", "EST ", "Sun, ", "By ",
    "published ", "|date ", "x: ", "\u0301", "\u2028", "By Bob\n", "PARIS\n", "---\n",
)  # fmt: skip
AFTER = ("", "x", "\nx", "\n\nx", " 2022", " 2022-03-06 - x")


@pytest.mark.parametrize("before", BEFORE)
def test_nothing_repeated_after_what_means_something_takes_long(before: str) -> None:
    """8,000 characters are read in about a millisecond; by the square of them it would take a tenth of a second."""
    for piece, after in some_pairs(PIECES, AFTER):
        text = repeated(piece, before, after)(8000)
        assert_takes_less(0.02, lambda text=text: read(text), (before, piece, after))
