import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import wiki_template
from newsidx.readers.reading import read_file
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2022, 3, 9))


@pytest.mark.parametrize(
    "template",
    [
        "{{Update|date = 6 March 2022}}",
        "{{News item\n| date = 6 March 2022\n| volgnr = {{nr|7|x=[[a|b]]}}\n}}",
        "{{date|March 6, 2022}}",
        "{{Date|2022|3|6}}",
        "{{Brazil}}\n{{date|March 6, 2022}}",
        "{{byline|date=March 6, 2022|location=Geneva}}",
    ],
)
def test_a_template_at_the_top_dates_the_page(template: str) -> None:
    (draft,) = wiki_template.read(f"{template}\n\nThe text. {{{{other|date=1 May 2020}}}}", DATES)
    assert (str(draft.date), draft.date_from) == ("2022-03-06", "header")
    assert draft.text.endswith("The text. {{other|date=1 May 2020}}")
    assert "March" not in draft.text


def test_a_template_that_says_nothing_of_the_page_stays_in_the_text() -> None:
    (draft,) = wiki_template.read("{{Brazil}}\n{{date|March 6, 2022}}\nThe text.", DATES)
    assert draft.text == "{{Brazil}}\nThe text."


def test_its_parameters_fill_fields() -> None:
    (draft,) = wiki_template.read("{{News|date=6 March 2022|title=Talks|author=Jane Smith|icon=x}}\nText", DATES)
    assert (draft.title, draft.fields) == ("Talks", {"byline": "Jane Smith"})
    assert draft.meta == {"date_text": "6 March 2022", "icon": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "{{Infobox battle|date=6 June 1944}}\nText",
        "{{cite news|date=6 March 2022|title=x}}",
        "{{Refimprove|date=March 2022}}\nText",
        "{{date|soon}}\nText",
        "{{never closed|date=6 March 2022\nText",
        "Text {{date|6 March 2022}}",
        "{{}}",
    ],
)
def test_other_templates_date_nothing(text: str) -> None:
    assert wiki_template.read(text, DATES) == ()


def test_a_page_of_a_wiki_is_called_by_its_file() -> None:
    page = b"{{Update|date=6 March 2022}}\n'''New talks!'''<br>\nThe text."
    (article,) = read_file(page, "/wiki/New_talks%21.wiki", DATES).articles
    assert (article.title, article.title_from, article.body) == ("New talks!", "path", "The text.")
    (article,) = read_file(page, "/wiki/Talks.wiki", DATES).articles
    assert (article.title, article.body) == ("Talks", "'''New talks!'''<br>\nThe text.")


@pytest.mark.parametrize("piece", ["{{", "{{a|", "[[", "}}{{", "|", "{{}}", "{{date|x}}\n"])
def test_braces_without_end_take_no_time(piece: str) -> None:
    text = "{{Update|date=6 March 2022|" + piece * 50_000
    assert_takes_less(0.5, lambda: wiki_template.read(text, DATES))


@given(st.integers(0, 60), st.text(alphabet="{}|=[] \na", max_size=20))
def test_a_page_that_is_cut_off_or_changed_loses_no_text(at: int, inserted: str) -> None:
    text = "{{Update|date=6 March 2022|a={{b}}}}\n\nThe text."
    for draft in wiki_template.read(text[:at] + inserted + text[at:], DATES):
        assert draft.text.endswith("The text.") or at > text.index("The text")
