"""Screens of `newsidx browse` as text, to be compared with those in tests/tui/snapshots/.

    python -m tests.tui.screens      draw them anew, after a change that is meant to be seen

Text, and not pictures: it says what changed in a diff, and stays the same with another version of textual.
"""

from __future__ import annotations

import asyncio
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsidx.archive import open_archive
from newsidx.ingest import ingest
from newsidx.ingest.standard_input import standard_input
from newsidx.tui.app import BrowseApp
from newsidx.tui.reader import Question
from tests.tui.driving import Screen

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((60, 24), (80, 24), (120, 36), (200, 50))

SCENES: dict[str, tuple[str, tuple[str, ...]]] = {
    "answer": ("harbour", ("j", "m")),
    "scripts": ("", ("j", "j")),
    "fields": ("harbour", ("f",)),
    "timeline": ("harbour", ("t", "left", "shift+left")),
    "keys": ("harbour", ("question_mark",)),
    "tags": ("harbour", ("m", "m", "plus", *"fer")),
    "note": ("note:*", ("w",)),
    "cite": ("harbour", ("c",)),
    "duplicates": ("id:20240312-1", ("d",)),
    "nothing": ("nosuchword", ()),
}
"""What is typed and pressed before a screen is drawn."""

_FERRY = (
    "The inquiry into the ferry Saint Orla heard on Tuesday that the harbour master had warned of the tide twice. "
    "The captain, who was not at the helm, said that nobody had told him. The inquiry goes on for three more weeks, "
    "and the owners of the ferry will be heard next."
)
_ARTICLES = (
    ("2024-03-12", "Harbour master warned of the tide, the inquiry into the Saint Orla hears", "Ledger", _FERRY),
    ("2024-03-13", "Harbour master warned twice", "Evening Post", _FERRY.replace("three more weeks", "a month")),
    ("2024-02-01", "Strike closes the harbour", "Ledger", "Dockers closed the harbour for a day.\n\nMore tomorrow."),
    ("2023-11-20", "Cranes arrive", "Ledger", "Two cranes came to the harbour.\n\n" + "A long day. " * 200),
    (
        "2024-05-01",
        "港湾ストライキ、三日目に入る　労使の交渉は続く",
        "朝日新聞",
        "港湾の労働者はストを続けた。" * 9,
    ),
    ("2024-05-02", "إضراب في الميناء لليوم الثالث", "الأهرام", "قال متحدث باسم العمال إن الإضراب مستمر. " * 6),
    ("2024-05-03", "שְׁבִיתָה בַּנָּמֵל e\u0301\u0323\u0308 🚢", "הארץ", "השביתה בנמל נמשכת זה היום השלישי. " * 6),
    (
        "2024-05-04",
        "파업 사흘째 \u202eabc\u202c [bold]x[/bold] \x1b[31m",
        "한겨레 신문",
        "항만 파업이 계속됐다. " * 6,
    ),
)


def make_archive(folder: Path) -> Path:
    """An archive with articles in several scripts, tags and notes. Its files' names are the same everywhere."""
    records = (
        {"date": date, "title": title, "source": source, "text": text, "url": f"https://example.org/{date}"}
        for date, title, source, text in _ARTICLES
    )
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    with (
        open_archive(str(folder / "news.db"), write=True) as archive,
        standard_input(io.BytesIO(lines.encode())) as given,
    ):
        ingest(archive, ["-"], given=given)
        archive.change_tags([20240312000001, 20240201000001], ["ferry", "sources/tanabe"])
        archive.change_note(20240312000001, "Called the inquiry: the notice is public.\n\n二人目の証人は火曜日。")
    return folder / "news.db"


def drawn(place: Path, scene: str, theme: str = "textual-dark") -> dict[str, str]:
    """A scene at each size, by the name of its snapshot."""
    query, keys = SCENES[scene]

    async def session() -> dict[str, str]:
        app = BrowseApp(str(place), Question(query))
        async with app.run_test(size=SIZES[0]) as pilot:
            app.theme = theme
            screen = Screen(app, pilot)
            await screen.settled()
            await screen.press(*keys)
            shown = {}
            for columns, lines in SIZES:
                await screen.resize(columns, lines)
                shown[f"{scene}-{columns}.txt"] = "".join(f"{line.rstrip()}\n" for line in screen.lines)
            return shown

    return asyncio.run(session())


def _all() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        place = make_archive(Path(folder))
        for scene in SCENES:
            yield from drawn(place, scene).items()


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, text in _all():
        (SNAPSHOTS / name).write_text(text, encoding="utf-8")
