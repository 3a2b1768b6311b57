"""Citations follow the formats' own specifications, and no text leaves its field."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.formats import bibtex, csl_json, ris
from newsidx.formats.authors import authors

ARTICLE = Article(
    id=20220306000001, date=datetime.date(2022, 3, 6), published=None, title="Oil & gas: 100% {up}", body="Text.",
    byline="By Ann Smith and Bob de Boer", source="The Herald", section="World", place="London",
    url="https://example.org/a_b?c=1&d=50%25", language="en", words=1, meta={}, date_from="seed", title_from="header",
    fingerprint=0,
)  # fmt: skip
hostile = st.lists(
    st.sampled_from(["\n", "\r\n", "ER  - ", "TY  - NEWS", "}", "{", "\\", '"', "@article{x,", "$", "%", "é", "a"])
)


def test_an_ris_record() -> None:
    assert "\n".join(ris.write_articles([ARTICLE])) == (
        "TY  - NEWS\nID  - 20220306-1\nAU  - Smith, Ann\nAU  - Bob de Boer\nTI  - Oil & gas: 100% {up}\n"
        "T2  - The Herald\nPY  - 2022\nDA  - 2022/03/06/\nSE  - World\nCY  - London\nLA  - en\n"
        "UR  - https://example.org/a_b?c=1&d=50%25\nER  - \n"
    )


def test_a_bibtex_entry() -> None:
    assert "\n".join(bibtex.write_articles([ARTICLE])) == (
        "@article{news-20220306-1,\n  author = {Smith, Ann and {Bob de Boer}},\n"
        "  title = {{Oil \\& gas: 100\\% \\{up\\}}},\n  journal = {The Herald},\n  year = {2022},\n"
        "  address = {London},\n  note = {World},\n  language = {en},\n"
        '  url = {https://example.org/a_b?c=1\\&d=50\\%25},\n  month = "6~" # mar,\n}\n'
    )


def test_a_csl_item() -> None:
    (item,) = json.loads("\n".join(csl_json.write_articles([ARTICLE])))
    assert item == {
        "id": "20220306-1",
        "type": "article-newspaper",
        "title": "Oil & gas: 100% {up}",
        "author": [{"family": "Smith", "given": "Ann"}, {"literal": "Bob de Boer"}],
        "issued": {"date-parts": [[2022, 3, 6]]},
        "container-title": "The Herald",
        "section": "World",
        "publisher-place": "London",
        "language": "en",
        "URL": "https://example.org/a_b?c=1&d=50%25",
    }
    assert json.loads("\n".join(csl_json.write_articles([]))) == []


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        (None, []),
        ("By ANN SMITH, Reuters", ["ANN SMITH, Reuters"]),
        ("Ann Smith, Bob Jones", ["Smith, Ann", "Jones, Bob"]),
        ("by Ann Smith; Reuters staff", ["Smith, Ann", "Reuters staff"]),
        ("Associated Press", ["Associated Press"]),
        ("Byron Smith", ["Smith, Byron"]),
    ],
)
def test_the_authors_of_a_byline(byline: str | None, expected: list[str]) -> None:
    assert [str(author) for author in authors(byline)] == expected


@given(hostile.map("".join), hostile.map("".join))
def test_no_text_leaves_its_field(title: str, byline: str) -> None:
    article = ARTICLE._replace(title=title, byline=byline, source=byline, url=title)
    lines = list(ris.write_articles([article]))
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert [line for line in lines if line.startswith(("TY", "ER"))] == ["TY  - NEWS", "ER  - "]
    entry = "\n".join(bibtex.write_articles([article]))
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", entry.replace(r"\{", "").replace(r"\}", "")):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert entry.count("\n@") == 0
    assert len(json.loads("\n".join(csl_json.write_articles([article])))) == 1
