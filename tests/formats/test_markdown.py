"""Markdown: the text of an article is never read as markup."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newsidx.formats.markdown import article_file, write_articles
from tests.formats.test_citations import ARTICLE


def test_a_write_articles() -> None:
    two = [ARTICLE, ARTICLE._replace(id=2, date=None, byline=None, title="1. *Bold*", body="- a\n    b\n# c\n<b>")]
    assert "\n".join(write_articles(two)) == (
        "# Oil \\& gas: 100% {up}\n\n"
        "*2022-03-06 · By Dr. Ann Smith, Bob de Boer Jr. and Reuters · The Herald · World · London · "
        "https://example.org/a\\_b?c=1\\&d=50%25 · 20220306-1*\n\nText.\n\n---\n\n"
        "# 1\\. \\*Bold\\*\n\n*undated · The Herald · World · London · "
        "https://example.org/a\\_b?c=1\\&d=50%25 · 0-2*\n\n\\- a\nb\n\\# c\n\\<b\\>\n"
    )
    assert article_file(ARTICLE).path == "2022/03/2022-03-06-000001.md"


@given(st.text(st.sampled_from("a1.)#-+=*_`[]<>&|~$\\ \t\n")))
def test_every_markup_character_of_a_text_is_escaped(text: str) -> None:
    (printed,) = write_articles([ARTICLE._replace(body=text)])
    body = printed.split("*\n\n", 1)[1]
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>&|~$]", body)
    assert not re.search(r"^(?:[ \t]|[#+=-]|\d+[.)])", body.rstrip("\n"), re.MULTILINE)
