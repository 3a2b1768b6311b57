"""Every name of a month and of a weekday, in every language that has them, is read as what it means there."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsidx.article import EARLIEST
from newsidx.dates.extract import DateReader
from newsidx.dates.plain import plain, word_key
from newsidx.languages import Language, dated_languages
from newsidx.languages.english import ENGLISH
from tests.timing import assert_linear, repeated

TODAY = datetime.date(2022, 3, 9)
TOMORROW = datetime.date(2022, 3, 10)
READER = DateReader(today=TODAY)
LANGUAGES = dated_languages()
MARKED = ("ja", "ko", "th", "vi", "zh")
"""Languages whose dates are marked in other ways than by the names of months between blanks."""

SPACED = [language for language in LANGUAGES if language.code not in MARKED]


def meanings() -> dict[str, set[int]]:
    """The numbers of the months that each name means, in all languages together."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        for number, names in enumerate(language.dates.months, 1):
            for name in names:
                numbers[word_key(name)].add(number)
    return numbers


MEANINGS = meanings()


def date_in(text: str) -> datetime.date | None:
    found = READER.whole(text)
    return found.date if found else None


def test_only_these_names_mean_different_months_in_different_languages() -> None:
    assert {name for name, numbers in MEANINGS.items() if len(numbers) > 1} == {
        "lip", "lis", "listopad", "listopada", "srp",
    }  # fmt: skip


def test_no_name_of_a_language_means_two_of_its_months() -> None:
    for language in LANGUAGES:
        names = [word_key(name) for names in language.dates.months for name in set(map(word_key, names))]
        assert len(names) == len(set(names)), language.code


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_language_with_months_has_twelve_and_seven_weekdays_and_announces_dates(language: Language) -> None:
    assert (len(language.dates.months), len(language.dates.weekdays)) == (12, 7)
    assert all((*language.dates.months, *language.dates.weekdays))
    assert language.dates.published


@pytest.mark.parametrize("language", SPACED, ids=lambda language: language.code)
def test_every_name_of_every_month_is_read_in_every_order(language: Language) -> None:
    of_month = [*(word for word in language.dates.before_month if word[-1] != "'"), ""]
    of_year = [*language.dates.before_year, ""]
    for number, names in enumerate(language.dates.months, 1):
        for name in names:
            expected = datetime.date(2019, number, 7)
            forms = [
                f"7 {name.upper()}. 2019",
                f"07-{name}-2019",
                f"{name} 7, 2019",
                f"2019 {name} 7",
                f"7. {name} 2019",
            ]
            forms += [" ".join(f"7 {before} {name} {after} 2019".split()) for before in of_month for after in of_year]
            for form in forms:
                read = date_in(form)
                assert read == expected or len(MEANINGS[word_key(name)]) > 1, form


@pytest.mark.parametrize("language", SPACED, ids=lambda language: language.code)
def test_every_weekday_may_stand_before_or_behind(language: Language) -> None:
    name = language.dates.months[4][0]
    before_day = language.dates.before_day[:1]
    for names in language.dates.weekdays:
        for weekday in names:
            forms = [f"{weekday}, 7 {name} 2019", f"7 {name} 2019 ({weekday.title()})", f"{weekday.upper()}, 7.5.2019"]
            forms += [f"{weekday}, {before} 7 {name} 2019" for before in before_day]
            for form in forms:
                assert date_in(form) == datetime.date(2019, 5, 7), form


@pytest.mark.parametrize("language", SPACED, ids=lambda language: language.code)
def test_the_first_name_of_every_month_is_read_in_a_sentence(language: Language) -> None:
    for number, (name, *_) in enumerate(language.dates.months, 1):
        for ordinal in ("", *(word for word in language.dates.ordinals if word[0] != "·")):
            found = READER.find(f"xyz {17}{ordinal} {name} 2019, xyz")
            if len(MEANINGS[word_key(name)]) == 1:
                assert found is not None, (name, ordinal)
                assert found.date == datetime.date(2019, number, 17)


@given(st.dates(EARLIEST, TOMORROW), st.sampled_from(SPACED), st.integers(0, 5), st.data())
def test_a_date_in_any_language_round_trips(
    day: datetime.date, language: Language, place: int, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(language.dates.months[day.month - 1]))
    form = data.draw(st.sampled_from(["{0.day} {1} {0.year}", "{0.day:02}. {1}, {0.year}", "{0.year}. {1} {0.day}."]))
    assume(len(MEANINGS[word_key(name)]) == 1)
    text = form.format(day, name)
    for found in (READER.at(f"x {text}", 2), READER.find(" " * place + text)):
        assert found is None or found.date == day
    assert date_in(f"[{text}]") == day


DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"]


@given(st.dates(EARLIEST, TOMORROW), st.sampled_from(DIGITS))
def test_digits_of_every_script_are_digits(day: datetime.date, digits: str) -> None:
    table = str.maketrans("0123456789", digits)
    for text in (
        str(day),
        f"{day:%Y/%m/%d}".zfill(10),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} مارس 2021",
    ):
        read = date_in(text.translate(table))
        assert read is not None
        assert plain(text.translate(table)) == text or "年" in text
        assert read == day or "مارس" in text


@given(st.dates(EARLIEST, TOMORROW))
def test_dates_of_east_asia_round_trip(day: datetime.date) -> None:
    numerals = "〇一二三四五六七八九"
    tens = ["", "十", "二十", "三十"]

    def numeral(number: int) -> str:
        return tens[number // 10] + (numerals[number % 10] if number % 10 else "")

    chinese = f"{''.join(numerals[int(digit)] for digit in str(day.year))}年{numeral(day.month)}月{numeral(day.day)}日"
    week = "一二三四五六日"[day.weekday()]
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日 星期{week}",
        f"（{day.year}年{day.month}月{day.day}日）",
        chinese,
        f"{day.year}년 {day.month}월 {day.day}일 {'월화수목금토일'[day.weekday()]}요일",
        f"{day.year}. {day.month}. {day.day}.",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        assert date_in(text) == day, text
        found = READER.find(f"北京 {text}。 X")
        assert found is not None
        assert found.date == day


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("令和4年3月6日", "2022-03-06"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成31年5月1日", None),  # the era had ended
        ("昭和99年1月7日", None),
        ("民國111年3月6日", "2022-03-06"),
        ("6 มีนาคม 2565", "2022-03-06"),
        ("วันอาทิตย์ที่ 6 มีนาคม พ.ศ. 2565", "2022-03-06"),
        ("6 มี.ค. 2022", "2022-03-06"),
        ("6 มีนาคม พ.ศ. 2022", None),
        ("6/3/2565", None),
        ("2565-03-06", None),
        ("۱۴۰۰/۱۲/۱۵", None),
        ("15 اسفند 1400", None),
        ("3 شعبان 1443", None),
        ("3 شعبان 1643", None),
        ("2078-11-22", None),
        ("二〇二二年二月三十日", None),
    ],
)
def test_years_of_other_calendars_are_converted_exactly_or_not_read(text: str, date: str | None) -> None:
    assert str(date_in(text)) == str(date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("6 listopada 2020", "2020-11-06"),  # Polish, which writes no full stop behind the day
        ("6. listopada 2020.", "2020-10-06"),  # Croatian, which always does
        ("niedziela, 6. listopada 2020", "2020-11-06"),
        ("7. srp 2020", None),
    ],
)
def test_a_month_of_two_meanings_is_read_only_where_the_language_is_plain(text: str, date: str | None) -> None:
    assert str(date_in(text)) == str(date)


@pytest.mark.parametrize(
    "text",
    [
        "aumento del 5 tra 2010 e 2012",
        "5 set 2010",
        "we had 12 out 2010",
        "le 5 des 2010 participants",
        "20 pro 2010",
        "Mars 3, 1971 landed",
        "6 di mars 2022",
        "6 de März 2022",
        "mai 2010",
        "5 mai 10",
        "1914 mars",
        "the 5 companies in 1987",
        "vol. 4, Mar. 1987",
        "7 mars 1992MEDIA",
        "set 12 of 2010",
    ],
)
def test_a_month_of_another_language_makes_no_date_out_of_prose(text: str) -> None:
    assert READER.find(text) is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Domingo 6 de marzo de 2022, 10:30", "2022-03-06T10:30:00"),
        ("6 de marzo de 2022 a las 10:30", "2022-03-06T10:30:00"),
        ("Sonntag, den 6. März 2022 um 10.30 Uhr", "2022-03-06T10:30:00"),
        ("dimanche 6 mars 2022 à 10h30", "2022-03-06T10:30:00"),
        ("6 марта 2022 г., 10:30", "2022-03-06T10:30:00"),
        ("10:30, 6 марта 2022", "2022-03-06T10:30:00"),
        ("6 Mart 2022 10:30 GMT", "2022-03-06T10:30:00+00:00"),
        ("令和4年3月6日(日) 10時30分", "2022-03-06T10:30:00"),
        ("2022년 3월 6일 오후 2시 30분", "2022-03-06T14:30:00"),
        ("6 marzo 2022 10.30", None),
    ],
)
def test_a_time_beside_a_date_of_another_language_is_kept(text: str, published: str | None) -> None:
    found = READER.whole(text)
    assert (found.published if found else None) == published


MARKS = (
    "de del le den 6 07 31 2019 1871 1400 2565 . , ' ’ - / ( ) d' года г. um Uhr 10:30 年 3月 日 令和4年 năm ٣ и"
).split()
NAMES = [name for language in LANGUAGES for names in language.dates.months for name in names[:2]]
WORDS = st.sampled_from([*MARKS, " ", "\n", "tháng 3"]) | st.sampled_from(NAMES)


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.lists(WORDS, max_size=9).map("".join) | st.text(max_size=40))
@example("2019 6")
@example("de 6 2019")
@example("6 (mars) 2019")
def test_no_text_raises_and_what_is_read_stands_in_it(text: str) -> None:
    for found in (READER.whole(text), READER.find(text), READER.at(text), READER.in_name(text), READER.mail(text)):
        if found is None:
            continue
        assert EARLIEST <= found.date <= TOMORROW
        assert 0 <= found.start < found.end <= len(text)
        assert len([character for character in text if character.isnumeric()]) >= 5


def test_records_beyond_english_are_loaded_only_for_a_text_that_may_have_their_dates() -> None:
    program = (
        "import sys; from newsidx.dates.extract import DateReader; d = DateReader()\n"
        "for text in ('6 March 2022', 'Oil prices rose in 1987', 'A line', 'Café Élysée'):\n"
        "    d.whole(text), d.find(text), d.at(text)\n"
        "print([name for name in sys.modules if 'languages.spanish' in name or 'dates.named' in name])\n"
        "print(d.whole('6 de marzo de 2022').date)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "2022-03-06"
    assert "spanish" not in ran.stdout.splitlines()[0]


def test_english_comes_first() -> None:
    assert LANGUAGES[0] is ENGLISH


HOSTILE = {
    "days and years": "6 2019 ",
    "words and a year": "de ",
    "numbers": "6 ",
    "digits of another script": "٦",
    "years of another script": "٢٠٢٢ ",
    "days, months and years": "6 de marzo de 2999 ",
    "ranges": "6 y ",
    "weekdays": "domingo, ",
    "brackets": "(",
    "marks": "*_",
    "characters of dates": "年月",
    "many characters of dates": "2022年3月",
    "dates and dashes": "2022-03-06 - ",
    "Thai days": "6 มีนาคม ",
    "capitals and hyphens": "F-",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("before", ["", "6 ", "6 de marzo de 2022 "])
def test_no_text_takes_longer_than_in_proportion_to_its_length(piece: str, before: str) -> None:
    def read(text: str) -> None:
        READER.find(text), READER.whole(text), READER.at(text), READER.in_name(text), READER.mail(text)

    assert_linear(read, repeated(piece, before))
