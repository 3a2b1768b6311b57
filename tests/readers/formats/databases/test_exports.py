"""What holds for the exports of all news databases: every article comes back, whatever its text, and nothing raises."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.reading import Reading, read_file
from tests.readers.formats.databases.exports import LAYOUTS, Story
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2024, 1, 1))

TWO = (
    Story("Harbour wall falls into the sea", "Marrowport Herald", datetime.date(2022, 3, 6), "Ann Reed", "Home news",
          ("The wall fell on Sunday.", "Nobody was hurt, said Ann Lee.")),
    Story("Talks on the ferry go on", "Coast & Country (London)", datetime.date(2021, 12, 31), "Bob Lee", "Transport",
          ("They met in May 2020.", "“No,” said the harbour master.", "Über allen Gipfeln ist Ruh.")),
)  # fmt: skip

_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"), exclude_characters="|\x85")
_WORD = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=8),
    st.sampled_from(
        ("ferry", "harbour", "Länge:", "SECTION:", "2022", "of", "DOCUMENTS", "HD", "TI", "&amp;", "<b>", "«")
    ),
)
_LIKE_LABELS = st.sampled_from(
    (
        "LENGTH: a long way to go", "Section: the one that hurt", "Subject: harbours, said the clerk", "Body",
        "Title: it is only a word", "HD", "Author: Ann Lee", "1 of 2 DOCUMENTS", "Load-Date: never, he said",
        "-" * 70, "Copyright law is hard.", "Document 1 of 9", "March 6, 2022 was a Sunday", "Date: 2020-01-01",
        "OpenURL", "LÄNGE: 0", "ProQuest",
    )
)  # fmt: skip
_SENTENCE = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_TITLE = st.lists(
    st.sampled_from(("Ferry", "wall", "at", "last", "Überfall", "春", "talks", "3")), min_size=2, max_size=7
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """An article of any words. Its first and last paragraphs are prose: beside labels nothing tells a label from it."""
    first, last = draw(_SENTENCE), draw(_SENTENCE)
    within = draw(st.lists(st.one_of(_SENTENCE, _LIKE_LABELS), max_size=4))
    date = draw(st.dates(datetime.date(1985, 1, 1), datetime.date(2023, 12, 31)))
    source = draw(st.sampled_from(("The Herald", "Le Monde (Paris)", "Guardian.com", "Straße & Co")))
    paragraphs = (f"It began so {first} there.", *within, f"It ended so {last} there.")
    return Story(" ".join(draw(_TITLE)), source, date, "Ann Reed", "Home news", paragraphs)


def words_of(text: str) -> str:
    return "".join(clean(text).split())


def read(text: str, name: str = "a.txt") -> Reading:
    return read_file(text.encode(), name, DATES)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_article_of_an_export_has_its_own_date_title_source_author_section_and_text(layout: str) -> None:
    reading = read(LAYOUTS[layout](TWO))
    assert reading.reader == layout.partition(" ")[0]
    assert reading.problem is None
    for article, story in zip(reading.articles, TWO, strict=True):
        assert (article.date, article.date_from) == (story.date, "export")
        assert (article.title, article.title_from) == (story.title, "header")
        assert (article.source, article.byline) == (story.source, story.byline)
        assert article.section is not None
        assert article.section.startswith(story.section)
        assert words_of(article.body) == words_of("".join(story.paragraphs))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("own", ["Title: it is only a word", "Body"])
def test_a_text_with_the_labels_of_nexis_uni_is_read_as_what_it_is(layout: str, own: str) -> None:
    story = TWO[0]._replace(paragraphs=("It began.", own, "Load-Date: never, he said", "LÄNGE: 0", "It ended."))
    reading = read(LAYOUTS[layout]([story, TWO[1]]))
    assert reading.reader == layout.partition(" ")[0]
    assert [(article.date, article.title) for article in reading.articles] == [
        (story.date, story.title),
        (TWO[1].date, TWO[1].title),
    ]
    assert words_of(reading.articles[0].body) == words_of("".join(story.paragraphs))


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_every_article_comes_back_in_its_place_whatever_its_text(layout: str, data: st.DataObject) -> None:
    written = data.draw(st.lists(stories(), min_size=1, max_size=4))
    reading = read(LAYOUTS[layout](written))
    assert reading.problem is None
    assert [(a.date, a.title, a.source) for a in reading.articles] == [(s.date, s.title, s.source) for s in written]
    for article, story in zip(reading.articles, written, strict=True):
        assert words_of(article.body) == words_of("".join(story.paragraphs))


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_an_export_that_is_cut_off_or_damaged_raises_nothing_and_keeps_what_is_whole(
    layout: str, data: st.DataObject
) -> None:
    raw = LAYOUTS[layout](TWO).encode()
    end = data.draw(st.integers(0, len(raw)))
    read_file(raw[:end], "a.txt", DATES)
    at = data.draw(st.integers(0, len(raw)))
    junk = data.draw(st.one_of(st.binary(max_size=30), st.sampled_from((b"<", b"\n\n", b"</div>", b"TY  - ", b"\t"))))
    read_file(raw[:at] + junk + raw[end:], "a.txt", DATES)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_articles_above_the_place_where_an_export_was_cut_off_stay(layout: str) -> None:
    text = LAYOUTS[layout](TWO)
    cut = read(text[: text.index("They met")])
    assert (cut.articles[0].date, cut.articles[0].title) == (TWO[0].date, TWO[0].title)


@pytest.mark.parametrize("layout", ["nexis", "nexis-uni", "proquest", "factiva", "newsbank", "ris"])
def test_exports_that_were_joined_in_one_file_are_all_read(layout: str) -> None:
    reading = read(LAYOUTS[layout](TWO) + "\n\n" + LAYOUTS[layout](TWO))
    assert [article.title for article in reading.articles] == [story.title for story in (*TWO, *TWO)]
    assert words_of(reading.articles[1].body) == words_of("".join(TWO[1].paragraphs))


@pytest.mark.parametrize(
    "prose",
    [
        "Of all the 7 DOCUMENTS none was signed.\n\n1 of 7 DOCUMENTS\n\nwas all that he said.",
        "End of Document\n\nwas the last line of the treaty.",
        "ProQuest bought the archive.\n\nTitle: none yet.",
        "HD\nwas written on the door.\n\nDocument 12 was missing.",
        "The NewsBank deal: March 6, 2022 | a day to remember.",
        "He wrote TY  - and then nothing more.",
    ],
)
def test_a_text_that_only_mentions_a_database_is_no_export(prose: str) -> None:
    assert read(prose).reader in ("plain", "newsbank")
    assert words_of(prose).endswith(words_of(read(prose).articles[0].body))


@pytest.mark.parametrize(
    "piece",
    ["1 of 2 DOCUMENTS\n", "End of Document\n", "ProQuest document ID: 1\n\n", "LANT000020220306ei3600000\n",
     "March 6, 2022 | A\nNewsBank\n", "TY  - NEWS\nAU  - a, ", "SUBJECT: a\n", "HD\tPD\t", "Document URL: a\n",
     "______________________\n",
     "<div class='article enArticle'>", "<article>", "<td>", "</b>", "<p>"],
)  # fmt: skip
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_takes_long_however_often_it_recurs(layout: str, piece: str) -> None:
    text = LAYOUTS[layout](TWO).replace("They met", piece * (60_000 // len(piece)))
    assert_takes_less(2, lambda: read(text))
