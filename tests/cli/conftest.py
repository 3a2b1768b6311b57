"""An archive that many tests may read, and the real command asking it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run

LONG_TITLE = " ".join(f"headline{number:02}" for number in range(40))
UNBROKEN_TITLE = "".join(f"unbroken{number:02}" for number in range(20))
CJK_TITLE = "経済制裁について長い記事の題名であり、端末の幅を超えて折り返されるもの" * 3
EMOJI_TITLE = "Rocket 🚀 launch 🎉 delayed 😀 again"
LONG_FOLDER = "/".join(f"a-folder-with-a-long-name-{number}" for number in range(6))
BRIEFS = 45

FILES: dict[str, str | bytes] = {
    "oil.txt": "date 2022-03-06 Oil sanctions were eased. Venezuela ships crude again.\n",
    "long-title.md": f"---\ntitle: {LONG_TITLE}\ndate: 2022-03-07\nsource: The Newspaper of Record\n"
    f"author: Ann Smith\nurl: https://example.org/{'u' * 150}\n{'k' * 90}: kept\n---\n\nMore about sanctions.\n",
    "unbroken.md": f"---\ntitle: {UNBROKEN_TITLE}\ndate: 2022-03-08\n---\n\nEven more about sanctions.\n",
    "cjk.md": f"---\ntitle: {CJK_TITLE}\ndate: 2022-03-09\n---\n\n{'漢字の本文です。' * 30} sanctions\n",
    "emoji.md": f"---\ntitle: {EMOJI_TITLE}\ndate: 2022-03-10\n---\n\nNo sanctions on rockets.\n",
    f"{LONG_FOLDER}/two  spaces.txt": "date 2022-04-01 Deep down.\n",
    "undated.txt": "Nobody knows when.\n",
    f"{LONG_FOLDER}/empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00",
    **{f"briefs/{day:02}.txt": f"date 2021-0{1 + day % 9}-11 Brief {day} on grain.\n" for day in range(BRIEFS)},
}


class News(NamedTuple):
    """An archive, the folder it was made from, and how many articles it has."""

    db: Path
    folder: Path
    articles: int


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> News:
    """An archive with long titles and paths, wide characters, undated articles and problems. Not to be changed."""
    place = tmp_path_factory.mktemp("news")
    write(place / "articles", FILES)
    subprocess.run(
        [sys.executable, "-m", "newsidx", "--db", str(place / "news.db"), "ingest", "articles"],
        cwd=place,
        check=True,
        capture_output=True,
        env={**os.environ, "NEWSIDX_DB": "", "NEWSIDX_CONFIG": ""},
    )
    return News(place / "news.db", place / "articles", len(FILES) - 2)


@pytest.fixture
def ask(run: Run, news: News) -> Run:
    """Run the real command on that archive, with pipes for stdout and stderr."""

    def ask_newsidx(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return run(*arguments, stdin=stdin, **{"NEWSIDX_DB": str(news.db), **environment})

    return ask_newsidx
