"""What newsidx writes as CSV, JSON and JSON Lines, it reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.formats.registry import output_format
from newsidx.readers.decode import clean
from tests.readers.formats.records.records import read

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=50)


def articles_of(texts: list[str]) -> list[Article]:
    return [article for text in texts for article in read(text, "a.txt").articles]


def written(articles: list[Article], form: str) -> str:
    return "\n".join(output_format(form).articles(articles)) + "\n"


FILES = [
    "---\ndate: 2022-03-06 10:30 -0500\ntitle: Talks\nauthor: Ann Lee\nsource: The Herald\nsection: World\n"
    "place: Geneva\nurl: https://example.org/a\nlanguage: de\ntags: [a, b]\npage: 4\n---\n\nThey go on.\n\nMore.\n",
    "date 2022-03-07 It snowed in <b>Geneva</b> &amp; elsewhere. More.\n\nAnd more.\n",
    "Nobody knows when.\n",
    "2022-03-08\n\nA headline\n\n=SUM(A1) is no formula here.\n",
]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_every_field_comes_back(form: str) -> None:
    before = articles_of(FILES)
    reading = read(written(before, form), f"a.{form}")
    assert reading.problem is None
    for old, new in zip(before, reading.articles, strict=True):
        assert new.fingerprint == old.fingerprint
        assert (new.date, new.published, new.words, new.byline) == (old.date, old.published, old.words, old.byline)
        assert (new.source, new.section, new.place, new.url) == (old.source, old.section, old.place, old.url)
        assert (new.language, new.meta) == (old.language, old.meta if form != "csv" else {})


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), st.sampled_from(["json", "jsonl", "csv"]))
def test_any_title_and_text_comes_back(pairs: list[tuple[str, str]], form: str) -> None:
    blank = Article(1, None, None, "", "", None, None, None, None, None, None, 0, {}, None, "header", 0)
    articles = [blank._replace(title=f"T {title}".strip(), body=f"B {body}".strip()) for title, body in pairs]
    read_back = read(written(articles, form), f"a.{form}").articles
    plain = [(" ".join(clean(a.title).split()), " ".join(clean(a.body).split())) for a in articles]
    assert len(read_back) == len(plain)
    for (title, body), article in zip(plain, read_back, strict=True):
        assert (" ".join(article.title.split()), " ".join(article.body.split())) == (title, body)
