"""How many words a text has, in scripts with spaces and without."""

from __future__ import annotations

import pytest

from newsidx.text.word_count import word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n", 0),
        ("The ships are back.", 4),
        ("L’été — déjà", 3),
        ("Корабли вернулись домой.", 3),
        ("عادت السفن إلى الميناء.", 4),
        ("서울에서 열린 회의", 3),
        ("東京で発表した。", 7),
        ("NHKは、東京で発表した。", 9),
        ("北京 2022年3月6日", 8),
        ("カタカナ", 4),
        ("?!", 1),
        ("The word 東京 is a name", 7),
    ],
)
def test_words_are_counted_by_spaces_or_by_letters(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("รัฐบาลประกาศแผนใหม่สำหรับโรงเรียน", 7),  # รัฐบาล ประกาศ แผน ใหม่ สำหรับ โรงเรียน
        ("ລັດຖະບານປະກາດແຜນການໃໝ່", 5),
        ("រដ្ឋាភិបាលប្រកាសផែនការថ្មី", 5),
        ("အစိုးရကကြေညာခဲ့သည်", 4),
    ],
)
def test_a_run_of_a_south_east_asian_script_has_about_as_many_words_as_a_person_counts(text: str, words: int) -> None:
    assert abs(word_count(text) - words) <= 2
    assert word_count(f"{text} {text}") == 2 * word_count(text)
