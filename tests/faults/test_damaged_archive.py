"""A corrupt archive, with bytes changed, pages overwritten or its end cut off: every command reports it or works.

The damage can be anywhere: in the header of the file or of a page, in an article's text, JSON or date. No command
crashes, commands that read leave the file as it is, commands that write go on or refuse, and `check --repair` saves
what is intact.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from tests.faults.in_process import answer, faults_in_fork
from tests.faults.trials import Trials

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),  # pytest-xdist has threads
]

PAGE = 8192
FOLDER = "(the folder)"
READING = [
    ["list"], ["search", "oil", "--format", "json"], ["search", "gas embargo", "--format", "table"],
    ["search", "oyl", "--fuzzy"], ["show", "20220305-1"], ["show", "20220305-2", "--highlight", "gas"], ["info"],
    ["problems"], ["list", "--by", "month"], ["list", "--by", "week"], ["list", "--by", "calendar"],
    ["timeline", "gas"], ["related", "20220306-1"], ["words", "--date", "2022-03"], ["alert", "run", "--peek"],
    ["alert", "list"], ["search", "by:ann path:f lang:en"], ["search", "-oil"], ["search", "em*", "=gas"],
    ["search", "oil", "--group"], ["export", "--to", "-", "--format", "bibtex"],
    ["export", "--to", "-", "--format", "csv"], ["cite", "20220305-1"], ["search", "20220305-1..20220306-9 file:/"],
]  # fmt: skip
WRITING = [
    ["check"], ["duplicates"], ["alert", "run"], ["optimize"], ["ingest", "-j0", FOLDER],
    ["ingest", "-j0", "--check", "--prune", FOLDER], ["remove", "20220307-1", "--yes"], ["backup", "backup.db"],
]  # fmt: skip
FINALLY = [["check", "--repair"], ["check"], ["list"]]

ARTICLE = """---
date: 2022-03-{day:02}T10:00:00Z
title: Oil story {number}
author: Ann Smith
source: Herald
tags: [a, b]
x: {{y: z}}
---

"""


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with everything an archive can have, next to the folder it was made from. Read-only."""
    place = tmp_path_factory.mktemp("intact")
    (place / "files").mkdir()
    for number in range(60):
        text = ARTICLE.format(day=1 + number % 28, number=number) + f"gas embargo number {number % 20} " * 20
        (place / "files" / f"{number}.txt").write_text(text)
    for arguments in (
        ["ingest", "-j0", str(place / "files")], ["alert", "add", "x", "oil"], ["duplicates"],
        ["remove", "20220301-1", "--yes"], ["optimize"],
    ):  # fmt: skip
        assert answer(["--db", str(place / "news.db"), *arguments]).status in (0, 1), arguments
    return place


def damaged(intact: bytes, chance: random.Random) -> bytes:
    """The bytes with one to twenty places damaged, all in one of seven ways."""
    data, way = bytearray(intact), chance.randrange(7)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(data))
        if way == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            data[at] = chance.randrange(256)
        elif way == 2:
            length = len(data[at : at + chance.randint(1, 200)])
            data[at : at + length] = chance.randbytes(length)
        elif way == 3:
            start, other = (chance.randrange(len(intact) // PAGE) * PAGE for _ in range(2))
            data[start : start + PAGE] = chance.choice(
                (bytes(PAGE), chance.randbytes(PAGE), intact[other : other + PAGE])
            )
        elif way == 4:
            data[chance.randrange(100)] = chance.randrange(256)
        elif way == 5:
            known = chance.choice((b"2022-03", b'{"', b'"tags', b"Ann", b"Oil", b"header", b"front"))
            if (start := data.find(known, at)) >= 0:
                data[start + chance.randrange(4)] = chance.choice(b'\x00\xff{}"x9-')
        elif len(data) > 20_000:
            del data[at:]
        if len(data) < 200:
            break
    return bytes(data)


def test_no_command_crashes_hangs_or_writes_because_of_a_corrupt_file(
    intact: Path, trials: Trials, fast_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(intact / "files")
    raw = (intact / "news.db").read_bytes()
    for chance in trials(15):
        place = fast_path / str(trials.number)
        place.mkdir()
        monkeypatch.chdir(place)
        (place / "news.db").write_bytes(damaged(raw, chance))
        commands = chance.sample(WRITING, 3)
        writing = [[folder if argument == FOLDER else argument for argument in command] for command in commands]
        faults = faults_in_fork(place / "news.db", chance.sample(READING, 9), [*writing, *FINALLY])
        assert faults == []
        monkeypatch.chdir(fast_path)
        shutil.rmtree(place)
