"""The screens are as they were drawn for tests/tui/snapshots/, at every width, and can be read on dark and light."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import ColorTriplet
from rich.style import Style

from newsidx.tui.app import BrowseApp
from newsidx.tui.reader import Question
from tests.tui.driving import Screen
from tests.tui.screens import SCENES, SNAPSHOTS, drawn, make_archive


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("screens"))


@pytest.mark.parametrize("scene", SCENES)
def test_every_screen_is_as_it_was(place: Path, scene: str) -> None:
    for name, text in drawn(place, scene).items():
        assert text == (SNAPSHOTS / name).read_text(encoding="utf-8"), "if it is meant: python -m tests.tui.screens"


@pytest.mark.parametrize("no_color", [None, "1"])
def test_every_letter_can_be_told_from_what_is_behind_it_on_dark_and_on_light(
    place: Path, monkeypatch: pytest.MonkeyPatch, no_color: str | None
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)

    async def session() -> list[tuple[str, float]]:
        app = BrowseApp(str(place), Question("id:20240312-1"))
        contrasts = []
        async with app.run_test(size=(120, 36)) as pilot:
            screen = Screen(app, pilot)
            await screen.settled()
            await screen.press("d")
            for _ in ("dark", "light"):
                for strip in app.screen._compositor.render_strips():
                    assert cell_len(strip.text) == 120
                    contrasts += [(part.text, _contrast(part.style)) for part in strip if part.text.strip(" ─│")]
                await screen.press("T")
        return contrasts

    for text, contrast in asyncio.run(session()):
        assert contrast > 1.7, text


def test_the_chosen_article_can_be_seen_without_colours(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def session() -> None:
        app = BrowseApp(str(place), Question(""))
        async with app.run_test(size=(120, 36)) as pilot:
            await Screen(app, pilot).settled()
            chosen, other = (list(app.screen._compositor.render_strips()[row])[1].style for row in (1, 2))
            assert chosen
            assert other
            assert (chosen.color, chosen.bgcolor) != (other.color, other.bgcolor)
            assert _contrast(Style(color=chosen.bgcolor, bgcolor=other.bgcolor)) > 5

    asyncio.run(session())


def _contrast(style: Style | None) -> float:
    """The contrast of letters and background, from 1 to 21, as in the Web Content Accessibility Guidelines."""
    assert style
    assert style.color
    assert style.bgcolor
    darker, lighter = sorted((_luminance(style.color.triplet), _luminance(style.bgcolor.triplet)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(triplet: ColorTriplet | None) -> float:
    assert triplet
    red, green, blue = (
        share / 12.92 if share <= 0.04 else ((share + 0.055) / 1.055) ** 2.4 for share in triplet.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
