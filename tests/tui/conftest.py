"""A small archive to browse, and what runs the browser without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.ingest import ingest
from newsidx.tui.app import BrowseApp
from newsidx.tui.reader import Question
from tests.tui.driving import Screen

Scenario = Callable[[Screen], Awaitable[None]]
Browse = Callable[..., None]

_LONG = "The oil embargo begins.\n\n" + "More on it.\n\n" * 60 + "An oil pipeline."
_ARTICLES = [
    (
        "2022-03-01",
        "Herald",
        "Oil embargo",
        "The oil embargo begins.\n\n" + "More on it.\n\n" * 60 + "An oil pipeline.",
    ),
    ("2022-03-02", "Herald", "Gas prices", "Gas is dear. Oil is not."),
    ("2022-04-05", "Times", "Oil prices fall", "Oil fell. https oil oil"),
    ("2022-05-06", "Times", "Snow", "It snowed in Oslo."),
    ("2022-05-07", "Times", "More snow", "It snowed in Oslo again, as it had the day before."),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An archive of five articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, (date, source, title, body) in enumerate(_ARTICLES):
        text = f"Title: {title}\nDate: {date}\nSource: {source}\nURL: https://example.org/{number}\n\n{body}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        ingest(archive, [str(folder)])
    return tmp_path / "news.db"


@pytest.fixture
def browse(place: Path) -> Browse:
    """Runs what a person does in the browser, which begins with a query."""

    def run(scenario: Scenario, text: str = "", size: tuple[int, int] = (120, 40)) -> None:
        async def session() -> None:
            app = BrowseApp(str(place), Question(text))
            async with app.run_test(size=size) as pilot:
                screen = Screen(app, pilot)
                await screen.settled()
                await scenario(screen)

        asyncio.run(session())

    return run
