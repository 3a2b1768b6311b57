"""A snippet is the part of a text that best shows why it matches; the time it takes grows with the text's length."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsidx import Archive, Query
from newsidx.archive.matching.snippets import excerpt
from newsidx.search.spelling import suggestion
from newsidx.text.marks import MARK_END, MARK_START
from tests.searching import highlight, search
from tests.timing import assert_grows_less, assert_takes_less

Add = Callable[..., object]

FILLER = "Nothing of it was said in the town where they had met before. " * 5
MARKS = str.maketrans("[]", MARK_START + MARK_END)
BRACKETS = str.maketrans(MARK_START + MARK_END, "[]")


def best_part(text: str) -> str:
    return excerpt(text.translate(MARKS), str.casefold).translate(BRACKETS)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The [oil] price fell.", "The [oil] price fell."),
        ("No match,\n\n  no mark.", "No match, no mark."),
        ("", ""),
        (f"{FILLER}The [oil] embargo. {FILLER}", "…The [oil] embargo. Nothing of it"),
        (f"An [oil] price. {FILLER}The [gas] and the [oil] price. {FILLER}", "…The [gas] and the [oil] price. Nothing"),
        (f"{FILLER}So [oil] fell in the U.S. as [gas] rose. {FILLER}", "…So [oil] fell in the U.S. as [gas] rose."),
        (f"[oil] {FILLER}", "[oil] Nothing of it was said"),
        (f"{FILLER}[oil embargo]", "they had met before. [oil embargo]"),
    ],
)
def test_the_best_part_has_most_of_the_query_and_starts_with_a_sentence(text: str, part: str) -> None:
    snippet = best_part(text)
    assert part in snippet
    assert len(snippet.split()) <= 24
    assert snippet.startswith("…") == (not text.startswith(snippet[:6]))


def test_a_text_without_spaces_is_cut_around_its_match() -> None:
    snippet = best_part("石" * 5000 + "[油]" + "石" * 5000)
    assert "[油]" in snippet
    assert len(snippet) < 700


CHINESE = "国务院总理在周三的会议上表示，中国经济保持稳定增长，与会者讨论了多项议题，包括能源安全、粮食供应和就业，" * 4
JAPANESE = "政府は水曜日、エネルギー価格の高騰に対応するための新たな対策を発表、首相は「国民の生活を守る」と述べ、" * 4
THAI = "รัฐบาลจะดำเนินมาตรการเพื่อช่วยเหลือประชาชน ที่ได้รับผลกระทบจากค่าครองชีพที่สูงขึ้น ซึ่งเพิ่มขึ้นอย่างต่อเนื่อง " * 4


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"{CHINESE}国际[油价]上涨5%，{CHINESE}", "国际[油价]上涨5%，国务院总理在周三的"),
        (f"{CHINESE}国际[油价]上\n涨5%，{CHINESE}", "国际[油价]上涨5%"),
        (f"{CHINESE}国际[油\n价]上涨5%，{CHINESE}", "国际[油价]上涨5%"),
        (f"{CHINESE}OPEC [油价] 2022年，{CHINESE}", "OPEC [油价] 2022年"),
        (f"{JAPANESE}全国の労働組合は[ストライキ]を計画、{JAPANESE}", "全国の労働組合は[ストライキ]を計画、"),
        (f"{THAI}ราคา[น้ำมัน]โลก {THAI}", "ราคา[น้ำมัน]โลก รัฐบาล"),
    ],
)
def test_a_snippet_without_spaces_is_as_wide_as_an_english_one_and_cut_at_punctuation(text: str, part: str) -> None:
    snippet = best_part(text)
    assert part in snippet
    assert 90 < cell_len(snippet.strip("…")) < 190
    before, _, after = snippet.partition("[")
    assert cell_len(before) > 10
    assert cell_len(after) > 20
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    joined = re.sub(r"[\[\]\n]", "", text)
    start = joined.index(re.sub(r"[\[\]…]", "", snippet))
    assert joined[start - 1] in "，、 "


def test_a_chinese_text_is_shown_whole_if_it_is_short() -> None:
    assert best_part("标题\n\n国际[油价]上涨，\n减产。") == "标题 国际[油价]上涨，减产。"


@given(st.text("国油价，。กน้ำ \nab[]5", max_size=300))
def test_a_snippet_in_any_script_is_a_part_of_the_text(text: str) -> None:
    plain = re.sub(r"[\[\]]", "", text)
    marked = re.sub("[油ก]+", lambda match: f"[{match[0]}]", plain)
    snippet = best_part(marked)
    assert re.fullmatch(r"([^\[\]]|\[[^\[\]]+\])*", snippet)
    assert re.sub(r"[\[\]…\s]", "", snippet) in re.sub(r"\s", "", plain)
    assert "\x04" not in snippet


@given(st.text("ab .[]\n", max_size=400))
def test_a_snippet_is_a_part_of_the_text_with_complete_highlights(text: str) -> None:
    text = re.sub(r"\[[^\[\]]*(?=\[|$)|(?<=\])[^\[\]]*\]", " ", text)
    text = re.sub(r"^[^\[]*\]", " ", text)
    if not re.fullmatch(r"([^\[\]]|\[[^\[\]]+\])*", text):  # a match is never empty
        return
    snippet = best_part(text)
    assert re.fullmatch(r"([^\[\]]|\[[^\[\]]*\])*", snippet)
    plain = re.sub(r"[\[\]…]", "", snippet)
    assert " ".join(plain.split()) in " ".join(re.sub(r"[\[\]]", "", text).split())


@pytest.mark.parametrize("text", ["word", "wor*", "word OR story", "=word"])
def test_an_article_of_one_repeated_word_is_shown_in_linear_time(archive: Archive, add: Add, text: str) -> None:
    add({f"{n}.txt": f"date 2022-03-{n:02} A story\n\n{'word ' * (n * 20_000)}" for n in (1, 4)})

    def show(day: str, least: int) -> None:
        query = Query.parse(f"({text}) date:{day}")
        (hit,) = search(archive, query)
        assert MARK_START in hit.snippet
        assert len(hit.snippet) < 300
        assert highlight(archive, hit.article, query).body.count(MARK_START) > least

    assert_grows_less(2 * 4, lambda: show("2022-03-01", 19_000), lambda: show("2022-03-04", 79_000))


def test_a_spelling_that_only_a_book_has_is_suggested_quickly(archive: Archive, add: Add) -> None:
    chance = random.Random(3)
    similar = [f"guaid{letter}" for letter in "abcdefghijkl"]
    words = chance.choices(similar, k=200_000)
    add({"book.txt": f"date 2022-03-06 A book\n\n{' '.join(words)}"})
    query = Query.parse("guaidoo")
    suggestions = []
    assert_takes_less(3, lambda: suggestions.append(suggestion(archive, query)))
    assert suggestions[0]
    assert suggestions[0].query in similar
