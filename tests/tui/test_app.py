"""What a person does in `newsidx browse`: ask, read, narrow, go back, mark, export, save."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.widgets import Input

from newsidx.archive import open_archive
from newsidx.tui import answering
from newsidx.tui.article_pane import ArticlePane
from tests.tui.conftest import Browse
from tests.tui.driving import Screen

OIL = ["Oil prices fall", "Oil embargo", "Gas prices"]


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "_SETTLED", 0.0)


def test_without_a_query_all_articles_are_listed_the_newest_first_and_read(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        assert screen.titles == ["More snow", "Snow", "Oil prices fall", "Gas prices", "Oil embargo"]
        assert screen.reading == "More snow"
        assert "5 articles, newest first" in screen.status
        await screen.press("j", "j")
        assert screen.reading == "Oil prices fall"
        await screen.press("k")
        assert screen.reading == "Snow"

    browse(scenario)


def test_what_is_typed_is_answered_without_enter(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("slash", "o", "i", "l")
        assert (screen.query, set(screen.titles)) == ("oil", set(OIL))
        assert "3 articles, best first" in screen.status
        await screen.press("enter", "s")
        assert screen.titles == ["Oil prices fall", "Gas prices", "Oil embargo"]
        await screen.press("slash", "end", "slash")
        assert screen.query == "oil/"
        assert "newest first" in screen.status

    browse(scenario)


def test_a_date_that_cannot_be_read_is_said_and_the_answer_stays(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        screen.app.query_one("#query", Input).value = "oil date:2022-13"
        await screen.settled()
        assert "2022-13" in screen.status
        assert set(screen.titles) == set(OIL)

    browse(scenario, "oil")


def test_where_nothing_matches_other_spellings_are_offered(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        assert screen.status == "no article matches; did you mean: embargo"

    browse(scenario, "embagro")


def test_an_article_is_read_by_pages_and_from_match_to_match(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        pane = screen.app.query_one(ArticlePane)
        assert screen.reading == "Oil embargo"
        await screen.press("n")
        first = pane.scroll_offset.y
        await screen.press("n", "n")
        assert pane.scroll_offset.y > first + 30
        await screen.press("n")
        assert "No further match" in screen.status
        await screen.press("N", "N", "N")
        assert pane.scroll_offset.y <= first
        await screen.press("space")
        assert pane.scroll_offset.y > 0

    browse(scenario, '"oil embargo" OR pipeline')


def test_a_value_and_a_span_narrow_the_query_and_back_undoes_it(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("f", "down", "down", "enter")
        assert screen.query == 'oil source:"Times"'
        assert screen.titles == ["Oil prices fall"]
        await screen.press("left_square_bracket")
        assert (screen.query, set(screen.titles)) == ("oil", set(OIL))
        await screen.press("t", "enter")
        assert screen.query == "oil date:2022-04-05..2022-04-05"
        assert screen.titles == ["Oil prices fall"]
        await screen.press("left_square_bracket", "right_square_bracket")
        assert screen.query == "oil date:2022-04-05..2022-04-05"
        await screen.press("right_square_bracket")
        assert "Nothing was seen after this" in screen.status

    browse(scenario, "oil")


def test_related_articles_stand_beside_the_answer_and_back_leads_to_it(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        first, second = screen.titles
        await screen.press("j", "r")
        assert screen.titles == [first]
        await screen.press("left_square_bracket")
        assert (screen.titles, screen.reading) == ([first, second], second)

    browse(scenario, "snow")


def test_articles_are_exported_as_the_ending_says_and_never_over_a_file(browse: Browse, tmp_path: Path) -> None:
    target = tmp_path / "oil.ris"

    async def scenario(screen: Screen) -> None:
        await screen.press("m", "m", "x", "a", "b", "escape", "x")
        await screen.type(str(target))
        assert "2 articles written" in screen.status
        assert target.read_text(encoding="utf-8").count("TY  - ") == 2
        await screen.press("x")
        await screen.type(str(target))
        assert "already exists. Choose another name." in screen.dialog
        await screen.type("oil.xyz")
        assert "names no format" in screen.dialog
        await screen.press("escape", "M", "x")
        await screen.type(str(tmp_path / "chosen.md"))
        assert "1 article written" in screen.status

    browse(scenario, "oil")


def test_the_query_is_saved_as_an_alert_which_stands_for_it_in_a_query(browse: Browse, place: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("A", "f", "u", "e", "l", "enter")
        assert "newsidx alert run fuel" in screen.status
        await screen.press("A", "f", "u", "e", "l", "enter")
        assert "already exists" in screen.dialog
        await screen.press("escape")
        screen.app.query_one("#query", Input).value = "search:fuel -title:gas"
        await screen.settled()
        assert set(screen.titles) == {"Oil prices fall", "Oil embargo"}
        screen.app.query_one("#query", Input).value = "search:nosuch"
        await screen.settled()
        assert "There is no alert called nosuch" in screen.status

    browse(scenario, "oil")
    with open_archive(str(place)) as archive:
        assert [(alert.name, alert.query_text) for alert in archive.alerts()] == [("fuel", "oil")]


def test_what_was_typed_is_shown_as_it_is_and_not_read_as_markup(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("A")
        assert any("oil [/red] [bold" in line for line in screen.lines)
        await screen.press("escape")
        assert screen.app.is_running

    browse(scenario, "oil [/red] [bold")


def test_keys_articles_and_values_can_be_clicked(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.click("Gas prices")
        assert screen.reading == "Gas prices"
        await screen.press("slash")
        await screen.click("Tag")
        assert "Tags of 20220302-1" in screen.dialog
        await screen.press("escape")
        await screen.click("Fields")
        await screen.click("3  Times")
        assert screen.query == 'source:"Times"'

    browse(scenario)


def test_nothing_is_written_to_the_archive_by_looking(browse: Browse, place: Path) -> None:
    before = place.read_bytes()

    async def scenario(screen: Screen) -> None:
        await screen.press(
            "j", "enter", "escape", "t", "left", "escape", "f", "escape", "m", "r", "left_square_bracket", "s", "y",
            "c", "enter", "plus", "x", "escape", "w", "x", "escape", "escape", "u", "escape", "d",
        )  # fmt: skip

    browse(scenario, "oil")
    assert place.read_bytes() == before


@pytest.mark.parametrize("size", [(60, 20), (300, 80), (20, 8)])
def test_every_size_of_terminal_shows_query_list_and_article(browse: Browse, size: tuple[int, int]) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("question_mark", "escape", "f", "f", "enter", "escape")
        await screen.resize(*reversed(size))
        await screen.resize(*size)
        await screen.press("enter")
        await screen.hit("escape")  # the list is not drawn yet
        await screen.press("pagedown", "pageup")
        assert len(screen.lines) == size[1]
        if size >= (60, 20):
            text = "\n".join(screen.lines)
            assert "2022-0" in text
            assert screen.reading.split()[0] in text

    browse(scenario, "oil", size=(100, 30))


@pytest.mark.parametrize("seed", [1])
def test_no_keys_in_any_order_end_the_browser(browse: Browse, seed: int) -> None:
    chance = random.Random(seed)
    keys = [
        *"jkgGnNtfsrmyTA[]/b+-wcdMux", "space", "enter", "escape", "tab", "left", "right", "up", "down", "shift+left",
        "question_mark", "pagedown", "backspace", "home", "end", *"day:2022-13 (R \"*-",
    ]  # fmt: skip
    names = {
        "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", " ": "space", ":": "colon",
        "+": "plus", "-": "minus",
    }  # fmt: skip

    async def scenario(screen: Screen) -> None:
        for key in chance.choices(keys, k=60):
            await screen.hit(names.get(key, key))
        await screen.settled()
        assert screen.app.is_running
        assert screen.app.return_code in (None, 0)

    browse(scenario, "oil")
