import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.rules import first_lines as plain
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2022, 3, 9))
DAY = datetime.date(2022, 3, 6)


def first_lines(text: str) -> Draft:
    draft = Draft(text)
    plain.read_first_lines(draft, DATES)
    return draft


@pytest.mark.parametrize(
    "line",
    [
        "2022-03-06",
        "6 March 2022",
        "Sunday, March 6, 2022",
        " March 6, 2022. ",
        "2022-03-06T10:30:00Z",
        "06.03.2022",
        "令和4年3月6日",
        "二〇二二年三月六日",
    ],
)
def test_a_first_line_that_is_a_date_dates_the_article_and_leaves_it(line: str) -> None:
    dates = DateReader(dayfirst=True, today=DAY)
    draft = Draft(f"\n{line}\n\nThe text.\n\nMore.")
    plain.read_first_lines(draft, dates)
    assert (draft.date, draft.date_from) == (DAY, "line")
    assert draft.text.strip() == "The text.\n\nMore."


def test_a_second_line_that_is_a_date_leaves_the_headline_standing_alone() -> None:
    assert first_lines("Talks go on\n6 March 2022\nThe text.").text == "Talks go on\n\nThe text."
    assert first_lines("Talks go on\n\n6 March 2022\n\nThe text.").text == "Talks go on\n\nThe text."


@pytest.mark.parametrize(
    "above",
    [
        "The bridge stays closed for the winter, says the council that voted on it in the morning",
        "Datum:\n",
        "Veröffentlicht am",
    ],
)
def test_a_line_that_is_short_beside_its_text_ends_where_its_writer_ended_it(above: str) -> None:
    paragraph = (
        "The council voted on it in the morning, and nobody spoke against it, as it had been known for weeks. " * 4
    )
    draft = first_lines(f"Talks\nWinter\n{above}\n6 March 2022\n{paragraph}\n{paragraph}")
    assert (draft.date, draft.date_from) == (DAY, "line")


@pytest.mark.parametrize(
    "above", ["The meeting of the council that has been called by its new chair will be held on", "am"]
)
def test_words_that_need_a_date_keep_it_however_long_the_lines_are(above: str) -> None:
    paragraph = (
        "The council voted on it in the morning, and nobody spoke against it, as it had been known for weeks. " * 4
    )
    assert first_lines(f"Talks\nWinter\n{above}\n6 March 2022\n{paragraph}\n{paragraph}").date is None


def test_the_date_in_brackets_of_an_item_of_a_list_is_that_of_the_item() -> None:
    assert first_lines("# Agenda\n- end of the work this Sunday (2022-03-06)\n- next steps").date is None


def test_the_first_letter_of_a_novel_does_not_date_it() -> None:
    letters = "Wie froh bin ich.\n\nAm 10. Mai\n\nEine wunderbare Heiterkeit.\n\nAm 12. Mai\n\nIch weiß nicht."
    assert first_lines(f"Die Leiden\n\nErstes Buch\n\nAm 4. Mai 1771\n\n{letters}").date is None


def test_the_date_in_the_head_of_all_pages_is_that_of_the_text() -> None:
    page = "Council — 6 March 2022\n\nThe members spoke of the bridge.\n"
    draft = first_lines(page + "5 March 2021 was named.\n" + page + "4 March 2021 was not.\n" + page * 3)
    assert draft.date == DAY


def test_the_second_date_of_a_list_dates_nothing_where_the_first_does_not() -> None:
    prose = "The council voted on it in the morning, and nobody spoke against it, as it had been known for weeks."
    items = f"Read on\nThe goalkeeper who goes under\n6 March 2022\n{prose}\nAnother\n5 March 2022\n{prose}\nMore\nEnd"
    assert (
        first_lines(f"Talks\nThe bridge\nThe way home leads on\n{items}".replace("goes under", "goes on")).date is None
    )


def test_the_last_of_several_lone_dates_is_no_signature() -> None:
    prose = "The council voted on it in the morning, and nobody spoke against it, as it had been known for weeks."
    assert (
        first_lines(f"Talks\n\n{prose}\n\n{prose}\n\n5 March 2022\n\nBridges\n\n6 March 2022\n\nTunnels").date is None
    )


@pytest.mark.parametrize("between", [" ", ": ", " - ", " – ", " | ", ", ", "\t"])
def test_a_line_may_begin_with_an_iso_date(between: str) -> None:
    draft = first_lines(f"2022-03-06{between}Talks go on\n\nThe text.")
    assert (draft.date, draft.date_from) == (DAY, "line")
    assert draft.text == "Talks go on\n\nThe text."
    assert first_lines(f"Talks go on\n2022-03-06{between}The text.").text == "Talks go on\nThe text."


@pytest.mark.parametrize(
    "text",
    [
        "6 March 2022 was a Sunday\n\nThe text.",
        "In 2022-03-06 it rained",
        "2022-03-11\nThe text.",
        "1599-03-06\nThe text.",
        "2022-03-06th\nThe text.",
        "March 2022\nThe text.",
        "The text.",
        "\n\n",
    ],
)
def test_a_date_elsewhere_dates_nothing(text: str) -> None:
    draft = first_lines(text)
    assert (draft.date, draft.text) == (None, text)


def test_how_the_date_was_written_is_kept_where_it_says_more() -> None:
    assert first_lines("Sunday, March 6, 2022\n\nText").meta == {"date_text": "Sunday, March 6, 2022"}
    assert first_lines("2022-03-06\n\nText").meta == {}


@pytest.mark.parametrize(
    "text", ["a1\n" + " " * 300_000 + "\nx", "1\t" * 1000 + " " * 300_000, "6 March" + " " * 300_000]
)
def test_an_endless_line_of_white_space_takes_no_time(text: str) -> None:
    assert_takes_less(2, lambda: first_lines(text))


HEAD = "HARBOUR COUNCIL\nThe Mayor, Ann Lee\nPier 3, Marrowport\n"
BODY = "\nThe council has agreed to repair the bridge.\n\nWork begins in June, said the mayor.\n"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("6 March 2022", ""),
        ("[Sunday 6 March 2022]", ""),
        ("MEDIA RELEASE   6 March 2022", "MEDIA RELEASE"),
        ("TRANSCRIPT  RADIO INTERVIEW  MARROWPORT  SUNDAY, 6 MARCH 2022", "TRANSCRIPT  RADIO INTERVIEW  MARROWPORT"),
        ("Media Release\t6 March 2022\tNo. 22/17", "Media Release\tNo. 22/17"),
        ("SUNDAY 6 MARCH 2022    No: 45/01", "No: 45/01"),
        ("6 March 2022   MEDIA RELEASE   03/63", "MEDIA RELEASE   03/63"),
        ("6 March 2022 22/17", "22/17"),
        ("6 March 2022 (22/17)", "(22/17)"),
        ("Sunday, 6 March 2022 Reps: 34", "Reps: 34"),
        ("D 45  6 March 2022", "D 45"),
        ("MARROWPORT, 6 March 2022", "MARROWPORT"),
        ("Marrowport - 6 March 2022", "Marrowport"),
        ("Media Statement – 6 March 2022", "Media Statement"),
        ("Ledger House | 6 March 2022", "Ledger House"),
    ],
)
def test_a_line_of_a_letterhead_dates_the_article_and_keeps_what_else_it_says(line: str, rest: str) -> None:
    draft = first_lines(f"{HEAD}{line}\n{BODY}")
    assert (draft.date, draft.date_from) == (DAY, "line")
    assert draft.text == (f"{HEAD}{rest}\n{BODY}" if rest else f"{HEAD}{BODY}")


def test_a_line_that_says_so_may_stand_above_the_date_and_leaves_with_it() -> None:
    draft = first_lines(f"{HEAD}Date:\n6 March 2022\n{BODY}")
    assert (draft.date, draft.text) == (DAY, f"{HEAD}{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on\n6 March 2022",
        "In the autumn it was found that the bridge had been closed on\n6 March 2022\nand nobody had noticed.",
        "The bridge will be open to all until Sunday\n6 March 2022\nas was announced before the election of the mayor.",
        "on 6 March 2022.",
        "When:\n6 March 2022",
        "When:\n\n6 March 2022",
        "She wrote to him:\n\n6 March 2022\n\nDear Tom,",
        "6 March 2022\nTime: 10 am",
        "Last updated\n6 March 2022",
        "- Bridge\n- Ferry\n6 March 2022",
        "1-6 March 2022",
        "Marrowport 5 - 6 March 2022",
        "BORN 6 MARCH 2022",
        "From 6 March 2022",
        "Open until  6 March 2022",
        "CLOSED FROM  6 MARCH 2022",
        "the bridge is closed  6 March 2022  and then open",
        "Bridge   1 March 2022   6 March 2022",
        "6 March 2022 Arsenal 3",
        "University of the Harbour and the Islands, 6 March 2022",
        "EMBARGOED UNTIL SUNDAY 6 MARCH 2022",
    ],
)
def test_other_dates_near_the_top_date_nothing(line: str) -> None:
    text = f"{HEAD}{line}\n{BODY}"
    draft = first_lines(text)
    assert (draft.date, draft.text) == (None, text)


def test_only_the_first_twenty_lines_count() -> None:
    assert first_lines("Name\n\n" * 19 + "6 March 2022\n").date == DAY
    assert first_lines("Name\n\n" * 20 + "6 March 2022\n").date is None


def test_below_the_text_only_a_date_that_ends_it_counts() -> None:
    prose = "The council has agreed, after a long debate, to repair the old bridge.\n\n"
    assert first_lines(f"Bridge\n\n{prose * 3}6 March 2022\n\nAnn Lee, 555 0100\n").date == DAY
    letter = f"Bridge\n\n{prose * 3}6 March 2022\n\nDear Mayor,\n\n{prose * 2}Yours,\n\nTom\n"
    assert first_lines(letter).date is None


def test_a_date_below_the_headline_and_what_the_article_says_in_short_counts() -> None:
    short = "The council has agreed, after a long debate, to repair the old bridge."
    for blank in ("", "\n"):
        assert first_lines(f"Bridge\n{short}\n{blank}6 March 2022\n\n{BODY}{BODY}").date == DAY


def test_a_long_headline_ends_no_head() -> None:
    headline = "Words of the mayor at the opening of the bridge over the harbour of the town"
    for rule in ("", "-" * len(headline) + "\n"):
        assert first_lines(f"{headline}\n{rule}\nMARROWPORT\n6 March 2022\n{BODY}{BODY}").date == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Digest\n\n6 March 2022\nBridge closed.\n\n5 March 2022\nFerry late.\n\n4 March 2022\nSnow.\n",
        "6 March 2022\nBridge closed.\n\n5 March 2022\nFerry late.\n\n4 March 2022\nSnow.\n",
        f"{HEAD}6 March 2022\nBridge.\n5 March 2022\nFerry.\n4 March 2022\nSnow.\n",
        f"{HEAD}Bridge   6 March 2022\nFerry   5 March 2022\nSnow   4 March 2022\n",
        f"{HEAD}Date\tTeam\n6 March 2022\tMarrowport\n5 March 2022\tSkerry\n4 March 2022\tGull Point\n",
    ],
)
def test_a_text_of_several_items_is_not_dated_by_its_first(text: str) -> None:
    draft = first_lines(text)
    assert (draft.date, draft.text) == (None, text)


def test_the_date_of_a_newsletter_stands_apart_from_those_of_its_items() -> None:
    items = "\n\n5 March 2022\nFerry late.\n\n4 March 2022\nSnow.\n"
    assert first_lines(f"The Ledger\nSunday, March 6, 2022{items}").date == DAY


def test_a_letter_that_is_quoted_does_not_hide_the_date_of_the_article() -> None:
    assert first_lines(f"{HEAD}6 March 2022\n{BODY}\n1 March 2022\n\nDear Mayor,\n").date == DAY


def test_a_headline_keeps_the_date_in_brackets_that_it_ends_with() -> None:
    draft = first_lines("# The news at seven (20220306)\n\nThe text.")
    assert (draft.date, draft.text) == (DAY, "# The news at seven (20220306)\n\nThe text.")


_PIECES = st.sampled_from(
    ["6 March 2022", "\n", "\n\n", "   ", "\t", " | ", "MEDIA RELEASE", "When:", "Sunday", ", ", " - ", "(", ")",
     "talks go on", "2022-03-06", "- ", "By Ann Lee", "No: 45/01", "Dated ", "* ", "\xa0", "《", "日", "06.03.2022"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_nothing_but_the_date_leaves_the_text(text: str) -> None:
    draft = first_lines(text)
    left = f"{draft.text} {draft.fields.get('byline', '')} {draft.meta.get('date_text', '')}"
    assert set(re.findall(r"[^\W\d]+", text)) <= set(re.findall(r"[^\W\d]+", left)) | {"By", "Dated"}
    assert draft.date is not None or draft.text == text


@pytest.mark.parametrize(
    "text",
    [
        "1 May 2022  " * 30_000,
        "1 May 2022\n" * 30_000,
        "Name\n" * 5 + "1 May 2022\n" + "A  1 May 2022\n" * 30_000,
        "x\n6 March 2022\n" + "1999 x\n" * 50_000,
        "(" * 200_000 + "2022",
        "--\n" * 300_000 + "6 March 2022",
        "a, " * 100_000 + "6 March 2022",
    ],
)
def test_hostile_lines_take_no_time(text: str) -> None:
    assert_takes_less(2, lambda: first_lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-01 10:00 started\n2022-03-02 10:00 stopped\n2022-03-03 10:00 started\n",
        "date;title\n2022-03-01;Rain\n2022-03-02;Snow\n2022-03-03;Hail\n",
    ],
)
def test_a_log_or_a_table_is_not_dated_by_its_first_line(text: str) -> None:
    draft = first_lines(text)
    assert (draft.date, draft.text) == (None, text)
