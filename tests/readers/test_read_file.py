import codecs
import datetime
import json
import tracemalloc
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsidx.article import EARLIEST, Article
from newsidx.readers import finish as finish_module
from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import DateReader, fingerprint, read_file

TODAY = datetime.date(2022, 3, 9)
DATES = DateReader(today=TODAY)
NOON = datetime.datetime(2022, 3, 1, 12).timestamp()


def read(text: str | bytes, path: str = "a.txt", dates: DateReader = DATES, mtime: float | None = None) -> Article:
    reading = read_file(text if isinstance(text, bytes) else text.encode(), path, dates, mtime)
    assert reading.problem is None
    (article,) = reading.articles
    return article


# One piece of text for each rule of DESIGN's section 3, in the order they are tried. Each has a day of its own.
FRONT_MATTER = "---\ndate: 2022-01-01\n---\n"
HEADER = "Date: 2022-01-02\nSection: World\n\n"
SEED = "date 2022-01-03 "
LINE = "2022-01-04\n\n"
PUBLISHED = "\n\nPublished: 5 January 2022\n\n"
DATELINE = "\n\nGENEVA, 6 January 2022 (AFP) - "
PATH = "2022-01-07-talks.txt"
UPDATED = "\n\nLast updated 8 January 2022\n\n"
TEXT = "Talks go on. Nothing new."


@pytest.mark.parametrize(
    ("text", "path", "date_from", "day"),
    [
        (FRONT_MATTER + SEED + TEXT + PUBLISHED, PATH, "front-matter", 1),
        (FRONT_MATTER + LINE + TEXT, PATH, "front-matter", 1),
        (HEADER + SEED + TEXT + PUBLISHED, PATH, "header", 2),
        (HEADER + LINE + TEXT, PATH, "header", 2),
        (SEED + LINE + TEXT + PUBLISHED, PATH, "seed", 3),
        (LINE + TEXT + PUBLISHED + DATELINE + "x", PATH, "line", 4),
        (TEXT + PUBLISHED + DATELINE + "x", PATH, "published", 5),
        (TEXT + DATELINE + "x" + PUBLISHED, PATH, "published", 5),
        (TEXT + DATELINE + "x" + UPDATED, PATH, "dateline", 6),
        (TEXT + UPDATED, PATH, "path", 7),
        (TEXT + UPDATED, "a.txt", "published", 8),
    ],
)
def test_the_first_rule_that_holds_dates_the_article(text: str, path: str, date_from: str, day: int) -> None:
    article = read(text, path, mtime=NOON)
    assert (article.date_from, article.date) == (date_from, datetime.date(2022, 1, day))


@pytest.mark.parametrize("bad", ["1599-12-31", "2022-03-11", "2999-01-01", "31 February 2022", "soon"])
@pytest.mark.parametrize(
    "layout",
    [
        "---\ntitle: Talks\ndate: {}\n---\n",
        "Title: Talks\nDate: {}\n\n",
        "date {} ",
        "{}\n\n",
        "Published: {}\n\n",
        "GENEVA, {} (AFP) - ",
    ],
)
def test_a_date_that_cannot_be_one_of_publication_leaves_it_to_the_next_rule(layout: str, bad: str) -> None:
    assert read(layout.format(bad) + TEXT).date is None
    article = read(layout.format(bad) + TEXT, PATH)
    assert (article.date, article.date_from) == (datetime.date(2022, 1, 7), "path")


@pytest.mark.parametrize(
    ("top", "date_from"), [("---\ntitle: Talks\n---\n", "front-matter"), ("Title: Talks\nSection: World\n\n", "header")]
)
def test_a_header_without_a_date_leaves_it_to_the_text_below(top: str, date_from: str) -> None:
    assert read(top + SEED + TEXT).date_from == "seed"
    assert read(top + LINE + TEXT).date_from == "line"
    assert read(top + PUBLISHED + TEXT).date_from == "published"
    assert read(top + SEED + TEXT)[3:5] == ("Talks", TEXT)


@pytest.mark.parametrize("top", [FRONT_MATTER, HEADER, SEED, LINE, PUBLISHED, DATELINE, UPDATED])
def test_what_gave_the_date_leaves_the_body(top: str) -> None:
    article = read(top + TEXT)
    assert article.date is not None
    assert (article.title, article.body) == ("Talks go on.", TEXT)


def test_a_text_without_any_date_is_kept_undated() -> None:
    article = read(TEXT)
    assert (article.date, article.published, article.date_from, article.body) == (None, None, None, TEXT)


def test_the_time_a_file_was_changed_counts_only_when_asked_for_and_last() -> None:
    assert read(TEXT).date is None
    assert read(TEXT, mtime=NOON)[1] == datetime.date(2022, 3, 1)
    assert read(TEXT, mtime=NOON).date_from == "mtime"
    assert read(TEXT, PATH, mtime=NOON).date_from == "path"


@given(st.text(st.sampled_from("ab \n\t\u3000\u2028"), max_size=40))
def test_the_words_of_a_large_text_are_counted_piece_by_piece_and_each_once(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finish_module, "_PIECE", 7)
        assert finish_module._word_count(text) == len(text.split())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_large_file_takes_a_few_times_its_size_of_memory(encoding: str) -> None:
    raw = ("слово о нефти " * 300_000).encode(encoding)
    tracemalloc.start()
    try:
        assert read_file(raw, "a.txt", DATES).articles[0].words == 900_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 70_000_000  # a list of its words alone takes 80


@pytest.mark.parametrize("text", ["Date: 04/00/1987\nTitle: Talks\n\nThe text.", "date 01-0-1739 The text. More."])
def test_a_day_or_month_00_leaves_the_article_undated(text: str) -> None:
    assert read(text).date is None
    assert read(TEXT, "1987-04-00-talks.txt").date is None
    assert read(TEXT, "00-04-1987 talks.txt").date is None


@pytest.mark.parametrize("mtime", [1e30, -1e30, float("nan"), float("inf"), -2e10, 4e9, 1e12, -1e12, 2.0**63])
def test_an_impossible_time_of_change_dates_nothing(mtime: float) -> None:
    assert read(TEXT, mtime=mtime).date is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("---\ndate: 03/04/2021\n---\n" + TEXT, "a.txt"),
        ("Date: 03/04/2021\n\n" + TEXT, "a.txt"),
        ("date 03/04/2021 " + TEXT, "a.txt"),
        ("Title: Talks\n\ndate 03/04/2021 " + TEXT, "a.txt"),
        ("03/04/2021\n\n" + TEXT, "a.txt"),
        ("Published: 03-04-2021\n\n" + TEXT, "a.txt"),
        ("GENEVA, 03/04/2021 (AFP) - " + TEXT, "a.txt"),
        (TEXT, "03-04-2021.txt"),
        ("Updated: 03/04/2021\n\n" + TEXT, "a.txt"),
    ],
)
def test_a_numeric_date_with_two_readings_is_counted_as_ambiguous(text: str, path: str) -> None:
    for dayfirst, date, other in ((False, "2021-03-04", "2021-04-03"), (True, "2021-04-03", "2021-03-04")):
        reading = read_file(text.encode(), path, DateReader(dayfirst, TODAY))
        assert reading.ambiguous == 1
        assert str(reading.articles[0].date) == date
        assert reading.articles[0].meta["date_or"] == other


@pytest.mark.parametrize("written", ["2021-03-04", "2021/03/04", "4 March 2021", "20210304", "2021-03-04T10:30:00Z"])
def test_dayfirst_never_touches_a_date_that_says_its_order(written: str) -> None:
    reading = read_file(f"date {written} {TEXT}".encode(), "a.txt", DateReader(dayfirst=True, today=TODAY))
    assert (reading.articles[0].date, reading.ambiguous) == (datetime.date(2021, 3, 4), 0)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("", ProblemKind.EMPTY, "empty"),
        (" \n\t\n", ProblemKind.NO_TEXT, "no text"),
        ("\ufeff", ProblemKind.NO_TEXT, "no text"),
        ("date 2022-03-06", ProblemKind.NO_TEXT, "a date and no text"),
        ("2022-03-06\n", ProblemKind.NO_TEXT, "a date and no text"),
        ("Title: Talks\nAuthor: Jane Smith\n", ProblemKind.NO_TEXT, "no text below its header"),
        ("---\ndate: 2022-03-06\n---\n", ProblemKind.NO_TEXT, "a date and no text"),
    ],
)
def test_a_file_without_a_text_is_a_named_problem(text: str, kind: ProblemKind, message: str) -> None:
    reading = read_file(text.encode(), "a.txt", DATES)
    assert (reading.articles, reading.problem) == ((), (kind, message))


@pytest.mark.parametrize(
    ("raw", "message"), [(b"\x89PNG\r\n", "a PNG picture, not text"), (bytes(range(256)), "binary, not text")]
)
def test_a_file_that_is_not_text_is_a_named_problem(raw: bytes, message: str) -> None:
    assert read_file(raw, "a.txt", DATES).problem == (ProblemKind.NOT_TEXT, message)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("date 2022-03-06 “Café”".encode(), "utf-8"),
        ("date 2022-03-06 “Café”".encode("utf-8-sig"), "utf-8-sig"),
        ("date 2022-03-06 “Café”".encode("utf-16"), "utf-16"),
        ("date 2022-03-06 “Café”".encode("utf-16-le"), "utf-16-le"),
        ("date 2022-03-06 “Café”".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_and_recorded(raw: bytes, encoding: str) -> None:
    reading = read_file(raw, "a.txt", DATES)
    assert reading.encoding == encoding
    assert reading.articles[0].date_from == "seed"
    assert reading.articles[0].title == "“Café”"


def test_windows_line_ends_change_nothing() -> None:
    text = "Title: Talks\nDate: 2022-03-06\n\nOne.\n\nTwo.\n"
    assert read(text.replace("\n", "\r\n")) == read(text)
    assert read(text).body == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "reader"),
    [(FRONT_MATTER, "front-matter"), (HEADER, "header"), (SEED, "seed"), (LINE, "plain"), ("", "plain")],
)
def test_the_layout_is_recorded(text: str, reader: str) -> None:
    assert read_file((text + TEXT).encode(), "a.txt", DATES).reader == reader


def test_words_count_a_title_that_is_not_in_the_body() -> None:
    assert read("One two three.\n\nFour.").words == 4
    assert read("One two\n\nThree four.").words == 4
    assert read("Title: One two\nPlace: Geneva\n\nThree four.").words == 4


def test_copies_of_a_text_share_a_fingerprint_and_other_texts_do_not() -> None:
    one = read("date 2022-03-06 " + TEXT)
    assert read(FRONT_MATTER + TEXT.replace(" ", " ") + "\r\n").fingerprint == one.fingerprint
    assert read("date 2022-03-06 " + TEXT + "!").fingerprint != one.fingerprint
    assert one.fingerprint == fingerprint(one.title, one.body)
    assert -(2**63) <= one.fingerprint < 2**63
    assert fingerprint("Talks", "go on") != fingerprint("Talks go", "on")


def test_the_same_bytes_always_give_the_same_article() -> None:
    raw = (HEADER + TEXT).encode()
    assert read_file(raw, PATH, DATES) == read_file(raw, PATH, DATES)


STARTS = st.sampled_from(
    [
        "",
        "---\n",
        "---\ntitle: ",
        '---\ntitle: "\\ud800\\a\\u0301',
        "date ",
        "date 2022-03-06 ",
        "Date: ",
        "Title: ",
        "Title: A\nDate: 2022-03-06\n\n",
        "Tag: a\nTag: b\nDate_or: c\nBy: ",
        "2022-03-06",
        "Published: ",
        "GENEVA, 6 March 2022 (AFP) - ",
        "By ",
        "\ufeff",
    ]
)
PIECES = st.sampled_from(
    ["---\n", "\n", "\n\n", ": ", '"', "2022-03-06", "03/04/2021", "2999-01-01", "1599-01-01", "March 6, 2022", "10:30",
     " ", "\x00", "\x85", "\u2028", "\x1b[0m", "e\u0301", "\u0301", "“Text”", "word. ", "U.S. ", "[", "{", "&a ",
     "*a", "x" * 90]
)  # fmt: skip
BODIES = st.text() | st.lists(PIECES, max_size=12).map("".join)
TEXTS = st.builds(str.__add__, STARTS, BODIES)
MARKS = st.sampled_from(
    [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, b"date 2022-03-06 ", b"---\n"]
)
RAW = (
    st.builds(bytes.__add__, MARKS, st.binary(max_size=120))
    | TEXTS.map(lambda text: text.encode("utf-8", "replace"))
    | TEXTS.map(lambda text: text.encode("utf-16", "replace"))
    | TEXTS.map(lambda text: text.encode("cp1252", "replace"))
)
PATHS = (
    st.sampled_from(["a.txt", PATH, "2022/03/06/a.txt", "03-04-2021", "1599-01-01.txt", "\udcff.txt", ""]) | st.text()
)


def strings_in(value: object) -> list[str]:
    """Every string of a field, those in `meta` too."""
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in strings_in(item)]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in strings_in(item)]
    return [value] if isinstance(value, str) else []


@settings(max_examples=400)
@given(RAW, PATHS, st.booleans(), st.none() | st.floats())
@example(b'---\ntitle: "\\UFFFFFFFF"\n---\nText', "a.txt", False, None)
@example(b'---\ntitle: "e\\u0301\\ud800"\n---\nText', "a.txt", False, None)
@example(b"---\n" + b"[" * 3000, "a.txt", False, None)
@example(b"Talks go on.", "6\x1cMarch\x1c2022.txt", False, None)
@example(b"Talks go on.", "6\u2000March\u20282022.txt", False, None)
@example(b"Date: 04/00/1987\nTitle: Talks\n\nText", "00-04-2022.txt", False, None)
@example(b"0" * 150 + b"A\r===", "a.txt", False, None)
@example(b"date 12:00" + b" " * 3000, "a.txt", False, -1e300)
@example(b"date 2022-03-06 25:71 x", "a.txt", True, 1e300)
def test_any_bytes_become_clean_articles_or_a_named_problem(
    raw: bytes, path: str, dayfirst: bool, mtime: float | None
) -> None:
    reading = read_file(raw, path, DateReader(dayfirst, TODAY), mtime)
    assert bool(reading.articles) != bool(reading.problem)
    for article in reading.articles:
        assert article.date is None or EARLIEST <= article.date <= TODAY + datetime.timedelta(days=1)
        assert (article.date is None) == (article.date_from is None)
        assert article.title or article.body
        assert article.title_from in ("header", "line", "text")
        if article.title_from != "header":
            assert len(article.title) <= (300 if article.title_from == "line" else 100)  # 300 if markup marks it
        json.dumps(article.meta)
        for text in strings_in(article):
            assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
            assert unicodedata.is_normalized("NFC", text)
