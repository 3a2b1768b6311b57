"""Citations follow the formats' own specifications, and no text leaves its field."""

from __future__ import annotations

import datetime
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.formats import bibtex, csl_json, ris

ARTICLE = Article(
    id=20220306000001, date=datetime.date(2022, 3, 6), published=None, title="Oil & gas: 100% {up}", body="Text.",
    byline="By Dr. Ann Smith, Bob de Boer Jr. and Reuters", source="The Herald", section="World", place="London",
    url="https://example.org/a_b?c=1&d=50%25", language="en", words=1, meta={"page": "A1"}, date_from="seed",
    title_from="header", fingerprint=0, files=("/news/a; b/Oil_1.txt", "/copy.txt"),
)  # fmt: skip
hostile = st.lists(
    st.sampled_from(["\n", "\r\n", "ER  - ", "TY  - NEWS", "}", "{", "\\", '"', "@article{x,", "$", "%", "é", "a"])
)


def test_an_ris_record() -> None:
    assert "\n".join(ris.write_articles([ARTICLE])) == (
        "TY  - NEWS\nID  - 20220306-1\nAU  - Smith, Ann\nAU  - de Boer, Bob, Jr.\nAU  - Reuters\n"
        "TI  - Oil & gas: 100% {up}\nT2  - The Herald\nPY  - 2022\nDA  - 2022/03/06/\n"
        "SE  - World\nSP  - A1\nCY  - London\nLA  - en\n"
        "UR  - https://example.org/a_b?c=1&d=50%25\nAB  - Text.\nL1  - /news/a; b/Oil_1.txt\nER  - \n"
    )


def test_a_bibtex_entry() -> None:
    assert "\n".join(bibtex.write_articles([ARTICLE])) == (
        "@article{news-20220306-1,\n  author = {Smith, Ann and de Boer, Jr., Bob and {Reuters}},\n"
        "  title = {{Oil \\& gas: 100\\% \\{up\\}}},\n  journal = {The Herald},\n  year = {2022},\n"
        "  address = {London},\n  pages = {A1},\n  note = {World},\n  language = {en},\n  abstract = {Text.},\n"
        "  url = {https://example.org/a_b?c=1\\&d=50\\%25},\n  file = {/news/a\\; b/Oil_1.txt},\n"
        '  month = "6~" # mar,\n}\n'
    )


def test_a_csl_item() -> None:
    (item,) = json.loads("\n".join(csl_json.write_articles([ARTICLE])))
    assert item == {
        "id": "20220306-1",
        "type": "article-newspaper",
        "title": "Oil & gas: 100% {up}",
        "author": [
            {"family": "Smith", "given": "Ann"},
            {"family": "de Boer", "given": "Bob", "suffix": "Jr."},
            {"literal": "Reuters"},
        ],
        "issued": {"date-parts": [[2022, 3, 6]]},
        "container-title": "The Herald",
        "section": "World",
        "page": "A1",
        "abstract": "Text.",
        "publisher-place": "London",
        "language": "en",
        "URL": "https://example.org/a_b?c=1&d=50%25",
    }
    assert json.loads("\n".join(csl_json.write_articles([]))) == []


def test_a_file_whose_path_would_end_its_field_is_left_out() -> None:
    for path, field in (("C:\\news\\a.txt", "  file = {C\\:\\\\news\\\\a.txt},"), ("/news/}{.txt", None)):
        lines = list(bibtex.write_articles([ARTICLE._replace(files=(path,))]))
        assert [line for line in lines if line.startswith("  file")] == ([field] if field else [])


def test_a_page_that_is_no_text_is_left_out() -> None:
    for page in (None, ["A1"], {"a": 1}, True, ""):
        article = ARTICLE._replace(meta={"page": page})
        assert not any(line.startswith("SP") for line in ris.write_articles([article]))
    assert "SP  - 7" in list(ris.write_articles([ARTICLE._replace(meta={"page": 7})]))


@given(hostile.map("".join), hostile.map("".join))
def test_no_text_leaves_its_field(title: str, byline: str) -> None:
    article = ARTICLE._replace(title=title, body=title, byline=byline, source=byline, url=title, files=(byline,))
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
