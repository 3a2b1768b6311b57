"""Scripts without spaces are cut so that any part of a run can be looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.text.bigrams import bigrams, has_runs, is_run, runs, with_bigrams, without_runs


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("東京都", "東京 京都 都"),
        ("NHKは東京2020年", "NHK は東 東京 京 2020 年"),
        ("ストライキ", "スト トラ ライ イキ キ"),
        ("น้ำมัน", "น้ ้ำ ำม มั ัน น"),
        ("정부가 말했다", "정부 부가 가 말했 했다 다"),
        ("sanctions, Guaidó", "sanctions, Guaidó"),
        ("", ""),
    ],
)
def test_a_run_becomes_its_pairs_and_its_last_letter(text: str, cut: str) -> None:
    assert " ".join(with_bigrams(text).split()) == cut


@given(
    st.text(alphabet="東京都ストน้ำ", min_size=1, max_size=9), st.text(alphabet="東京都ストน้ำ", min_size=1, max_size=4)
)
def test_a_run_is_in_another_just_if_its_pairs_follow_one_another(run: str, part: str) -> None:
    pairs, looked_up = bigrams(run).split(), bigrams(part).split()[: max(1, len(part) - 1)]
    is_in_order = any(
        all(pair.startswith(wanted) for pair, wanted in zip(pairs[start:], looked_up, strict=False))
        and len(pairs) - start >= len(looked_up)
        for start in range(len(pairs))
    )
    assert is_in_order == (part in run)


def test_a_run_ends_where_another_script_begins() -> None:
    text = "国际油价上涨5%，OPEC减产"
    assert [run[0] for run in runs(text)] == ["国际油价上涨", "减产"]
    assert without_runs(text) == "      5%，OPEC  "


@pytest.mark.parametrize(
    ("text", "has", "is_one"),
    [("東京", True, True), ("น้ำ", True, True), ("NHK東京", True, False), ("“oil” – Москва कीमतें", False, False)],
)
def test_a_run_is_told_from_other_text(text: str, has: bool, is_one: bool) -> None:
    assert (has_runs(text), is_run(text)) == (has, is_one)
