"""What is done with articles in `newsidx browse`: tags, notes, references, near-duplicates, and taking back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from newsidx.archive import open_archive
from newsidx.article import Article
from newsidx.ingest import ingest
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.text.whole import whole
from newsidx.tui import changing
from newsidx.tui.article_pane import ArticlePane
from tests.archive.old_schemas import downgrade
from tests.tui.conftest import Browse
from tests.tui.driving import Screen


@pytest.fixture
def tagged(place: Path) -> Path:
    """The archive, whose first article has tags and a note."""
    with open_archive(str(place), write=True) as archive:
        archive.change_tags([20220301000001], ["story", "sources/smith"])
        archive.change_note(20220301000001, "Called Smith")
    return place


def articles(place: Path, text: str = "") -> dict[str, Article]:
    with open_archive(str(place)) as archive:
        ids = [article_id for article_id, _ in archive.ids(Query.parse(text) if text else Query(), sort=Sort.OLDEST)]
        return {article.title: article for article in archive.articles(ids)}


def test_an_article_shows_its_tags_and_note_and_tags_are_among_the_values(browse: Browse, tagged: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("G")
        assert screen.shows("sources/smith story")
        assert screen.shows("Called Smith")
        await screen.press("f", "end", "enter")
        assert screen.query == 'tag:"story"'
        assert screen.titles == ["Oil embargo"]

    browse(scenario)


def test_tags_are_changed_on_the_article_or_on_the_marked_ones_and_completed(browse: Browse, tagged: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("plus", *"opec", "enter")
        assert "1 article changed: +opec" in screen.status
        assert screen.shows("Tags")
        await screen.press("m", "m", "plus", *"so", "tab", "space", "minus", *"opec", "enter")
        assert "2 articles changed: +sources/smith -opec" in screen.status

    browse(scenario)
    assert {title: article.tags for title, article in articles(tagged, "tag:*").items()} == {
        "Oil embargo": ("sources/smith", "story"),
        "Snow": ("sources/smith",),
        "More snow": ("sources/smith",),
    }


def test_what_cannot_be_a_tag_is_said_and_can_be_corrected(browse: Browse, place: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("minus", *"a,b", "enter")
        assert "“a,b” cannot be a tag." in screen.dialog
        await screen.type("+a b")
        assert "“b” is no change of a tag." in screen.dialog
        await screen.type("+a")
        assert "1 article changed: +a" in screen.status

    browse(scenario)


def test_a_note_is_written_and_dropped_only_if_that_is_asked_for_twice(browse: Browse, tagged: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("G", "w")
        screen.app.screen.query_one(TextArea).text += " and Jones"
        await screen.press("escape")
        assert "Escape again drops it" in screen.dialog
        await screen.press("ctrl+s")
        assert "Note on 20220301-1 saved." in screen.status
        assert screen.shows("Called Smith and Jones")
        await screen.press("w", "ctrl+end", *"xyz", "slash", "escape", "escape")
        await screen.press("w")
        assert screen.app.screen.query_one(TextArea).text == "Called Smith and Jones"
        with open_archive(str(tagged), write=True) as archive:
            archive.change_note(20220301000001, "Mine", "Called Smith and Jones")
        await screen.press("x", "ctrl+s")
        assert "changed or removed 20220301-1 or its note meanwhile." in screen.dialog
        await screen.press("escape", "escape", "w")
        screen.app.screen.query_one(TextArea).text = " \n"
        await screen.press("ctrl+s")
        assert "Note on 20220301-1 deleted." in screen.status

    browse(scenario)
    assert articles(tagged)["Oil embargo"].note is None


def test_the_last_change_is_shown_and_taken_back(browse: Browse, place: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("u")
        assert "There is no change to undo" in screen.status
        await screen.press("plus", *"opec", "enter", "u")
        assert re.search(r"\d\d:\d\d  tags of 1 article changed: \+opec", screen.dialog)
        assert whole(" ") not in screen.dialog
        await screen.press("escape", "u", "enter")
        assert "Undone: tags of 1 article changed: +opec." in screen.status
        with open_archive(str(place), write=True) as archive:
            archive.remove([20220506000001])
        await screen.press("u", "enter")
        assert "Undone: 1 article is back." in screen.status
        assert "Snow" in screen.titles

    browse(scenario)
    assert articles(place, "tag:*") == {}


def test_ids_and_references_are_copied(browse: Browse) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("y")
        assert screen.app.clipboard == "20220507-1"
        await screen.press("m", "m", "y")
        assert screen.app.clipboard == "20220507-1\n20220506-1"
        await screen.press("c")
        assert screen.shows("More snow. (2022, May 7).")
        await screen.press("down", "enter")
        assert screen.app.clipboard.splitlines()[1].startswith("Times. “Snow.” May 6, 2022.")
        await screen.press("M", "g", "c", "enter")
        assert screen.app.clipboard.startswith("Times. “More snow.” May 7, 2022.")

    browse(scenario)


def test_near_duplicates_are_shown_with_what_differs(browse: Browse, place: Path, tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(60)]
    later = [*words[:30], "[/red]", "inserted", *words[30:50], *words[51:]]
    for day, text in (("2022-06-01", words), ("2022-06-03", later)):
        body = f"Title: Ferry runs\nDate: {day}\n\n{' '.join(text)}\n"
        (tmp_path / "articles" / f"{day}.txt").write_text(body, encoding="utf-8")
    with open_archive(str(place), write=True) as archive:
        ingest(archive, [str(tmp_path / "articles")])

    async def scenario(screen: Screen) -> None:
        pane = screen.app.query_one(ArticlePane)
        await screen.press("d")
        assert screen.titles == ["Ferry runs", "Ferry runs"]
        assert "1 near-duplicate of 20220603-1" in screen.status
        assert screen.shows("What differs from 20220603-1")
        assert "word29 [-[/red] inserted-] word30" in screen.article
        assert "word49 {+word50+} word51" in screen.article
        await screen.press("k")
        assert not screen.shows("What differs")
        await screen.press("j", "n")
        await screen.resize(60, 20)
        await screen.press("n", "n", "n", "n")
        assert "No further difference" in screen.status
        assert pane.scroll_offset.y > 0
        await screen.press("left_square_bracket", "j", "j", "d")
        assert "20220507-1 has no near-duplicates." in screen.status

    browse(scenario)


def test_while_another_program_writes_what_was_typed_waits_in_the_dialog(
    browse: Browse, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "_PATIENCE", 0.1)

    async def scenario(screen: Screen) -> None:
        with open_archive(str(place), write=True) as other, other.transaction():
            await screen.press("plus", *"opec", "enter")
            assert "is locked by another program" in screen.dialog
        await screen.press("enter")
        assert "1 article changed: +opec" in screen.status

    browse(scenario)


def test_an_archive_of_an_earlier_newsidx_is_read_on_after_its_first_change(browse: Browse, place: Path) -> None:
    downgrade(place, 8)

    async def scenario(screen: Screen) -> None:
        await screen.press("plus", *"opec", "enter")
        assert "Tags opec" in re.sub(r"[\s│]+", " ", screen.article)
        await screen.press("j")
        assert screen.reading == "Snow"

    browse(scenario)


def test_what_another_program_removed_is_said(browse: Browse, place: Path, tmp_path: Path) -> None:
    async def scenario(screen: Screen) -> None:
        await screen.press("w", "x")
        with open_archive(str(place), write=True) as archive:
            archive.remove([20220506000001, 20220507000001])
        await screen.press("ctrl+s")
        assert "changed or removed 20220507-1" in screen.dialog
        await screen.press("escape", "escape", "j")
        assert "20220506-1 is no longer in the archive" in screen.status
        for key in "rdcw":
            await screen.press(key)
            assert "20220506-1" in screen.status
        await screen.press("x")
        await screen.type(str(tmp_path / "gone.csv"))
        assert "No longer in the archive: 20220506-1" in screen.dialog

    browse(scenario)


def test_what_others_put_into_tags_and_notes_cannot_reach_the_terminal(browse: Browse, place: Path) -> None:
    with open_archive(str(place), write=True) as archive:
        archive.change_tags([20220507000001], ["op\x1b[31mec"])
        archive.change_note(20220507000001, "Called\x1b]0;title\x07 Smith")

    async def scenario(screen: Screen) -> None:
        await screen.press("w")
        assert screen.app.screen.query_one(TextArea).text == "Called]0;title Smith"
        assert "\x1b" not in "".join(screen.lines)
        await screen.press("escape", "f", "plus", *"op", "tab")
        assert screen.app.screen.query_one(Input).value == "+op"
        assert "\x1b" not in "".join(screen.lines)
        await screen.press("escape", "escape", "w", "x", "ctrl+s")
        assert "saved" in screen.status

    browse(scenario)
