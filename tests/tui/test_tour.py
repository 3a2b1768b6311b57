"""The keys of docs/tour.md do on the sample archive what the page says they do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from newsidx.archive import open_archive
from newsidx.ingest import IngestOptions, ingest
from newsidx.query import Query
from newsidx.tui.app import BrowseApp
from newsidx.tui.reader import Question
from tests.conftest import SEEDS
from tests.tui.driving import Screen

PAGE = Path(__file__).parents[2] / "docs" / "tour.md"
KEYS = {"Enter": "enter", "Ctrl-S": "ctrl+s", "left": "left", "down": "down"}

_ROW = re.compile(r"^\| (?P<keys>`[^|]+`) \| (?P<does>[^|]+) \|$", re.MULTILINE)

After = Callable[[Screen, str], bool]
"""Whether a step has done what it should; it gets the screen, and what was read before."""

DOES: dict[str, After] = {
    "read one after another": lambda screen, before: screen.reading == screen.titles[1] != before,
    "from match to match in the article": lambda screen, before: screen.reading == before,
    "change the query": lambda screen, _: screen.query == "strike cranes",
    "back to the query before": lambda screen, _: screen.query == "strike",
    "the newest first": lambda screen, _: "newest first" in screen.status,
    "narrow the dates to the last days with a match": lambda screen, _: screen.query.startswith("strike date:2024-"),
    "narrow to the most common source instead": lambda screen, _: 'source:"' in screen.query,
    "mark two articles": lambda screen, _: "2 marked" in screen.status,
    "tag them": lambda screen, _: "2 articles changed: +strike" in screen.status,
    "take the tag off, and take that back": lambda screen, _: "Undone: tags of 2 articles" in screen.status,
    "write a note on the article": lambda screen, _: "saved" in screen.status,
    "what is related, and back": lambda screen, before: screen.reading == before,
    "its near-duplicates, and back": lambda screen, before: screen.reading == before,
    "copy a reference": lambda screen, _: "(2023" in screen.app.clipboard or "2023" in screen.app.clipboard,
    "save the query as an alert": lambda screen, _: "strike" in screen.status,
    "export": lambda screen, _: Path("strike.ris").exists(),
    "quit": lambda screen, _: screen.app._exit,
}


def steps() -> Iterator[tuple[list[str], str]]:
    """What is typed in each row of the table, a key or a text at a time, and what it does."""
    for row in _ROW.finditer(PAGE.read_text(encoding="utf-8").partition("## The same on one screen")[2]):
        yield re.findall("`([^`]+)`", row["keys"]), row["does"]


async def type_in(screen: Screen, typed: str) -> None:
    """Press a key, or type a text without waiting between its letters."""
    for key in [KEYS[typed]] if typed in KEYS else map(_character_to_key, typed):
        await screen.hit(key)
    await screen.settled()


def test_the_keys_of_the_tour_do_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_archive("try.db", write=True) as archive:
        ingest(archive, [str(SEEDS)], IngestOptions(jobs=0))

    async def session() -> None:
        app = BrowseApp("try.db", Question("strike"))
        async with app.run_test(size=(120, 40)) as pilot:
            screen = Screen(app, pilot)
            await screen.settled()
            for keys, does in steps():
                before = screen.reading
                for typed in keys:
                    await type_in(screen, typed)
                assert DOES[does](screen, before), (does, screen.status, screen.query, screen.reading)

    asyncio.run(session())
    assert [does for _, does in steps()] == list(DOES)
    with open_archive("try.db") as archive:
        tagged = archive.articles([article_id for article_id, _ in archive.ids(Query.parse("tag:strike"))])
        assert len(tagged) == 2
        assert archive.count(Query.parse("note:board")) == 1
        assert [alert.name for alert in archive.alerts()] == ["strike"]
