"""The console blocks of the README and of its like in docs/: run as a reader would, on a terminal of 80 columns, to be
compared or written anew.

    python -m tests.readme            rewrite every output in these pages, and the screenshot in docs/

In a ```console block each line that begins with `$ ` is a command and the lines below it are what it prints.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte

from tests.conftest import CORPORA, SEEDS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "through-time.md", ROOT / "docs" / "export.md")
REUTERS = CORPORA / "reuters-21578.tar.xz"
COLUMNS = 80

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command as the README shows it, and the output below it."""

    command: str
    output: str


def shown(text: str) -> Iterator[Shown]:
    """Every command in a text's console blocks, in order."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield Shown(command, output)


class Reader:
    """Somebody who types the README's commands in a folder that holds `seeds` and `reuters`.

    A context manager. The folder's name is short, and of the same length every time, so that paths in it take
    the same room on the screen.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="n", dir="/tmp")
        self.home = Path(self._folder.name)
        (self.home / "seeds").symlink_to(SEEDS)
        with tarfile.open(REUTERS) as packed:
            packed.extractall(self.home, filter="data")
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PAGER": "cat",
        }

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def type(self, command: str) -> str:
        """What a command prints on the terminal, with what differs from day to day and home to home evened out."""
        child = pexpect.spawn(
            "bash",
            ["-c", command],
            cwd=str(self.home),
            env=self._environment,
            dimensions=(300, COLUMNS),
            timeout=120,
            encoding="utf-8",
            preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL),  # as in a shell
        )
        printed = child.read()
        child.close()
        screen = pyte.Screen(COLUMNS, 300)
        pyte.Stream(screen).feed(printed)
        lines = [line.rstrip() for line in screen.display]
        text = re.sub(r"\s+\Z", "", "\n".join(lines)) + "\n"
        text = text.replace(str(self.home), "~")
        text = re.sub(r"^│(.*?) *│$", lambda row: f"│{row[1]:{COLUMNS - 2}}│", text, flags=re.MULTILINE)
        text = re.sub(r"in (\d+)\.\d s", lambda found: "in 1.4 s" if int(found[1]) else "in 0.2 s", text)
        text = re.sub(r"(?<=Size      )\d+\.\d MB", "38.6 MB", text)
        return re.sub(r"SQLite 3\.\d+\.\d+", "SQLite 3.40.1", text)


def rewrite() -> None:
    """Write what the commands print now into the pages, read one after another."""
    with Reader() as reader:

        def run(match: re.Match[str]) -> str:
            parts = [f"$ {part.command}\n{reader.type(part.command)}" for part in shown(match[0])]
            return "```console\n" + "".join(parts) + "```"

        for page in PAGES:
            page.write_text(_BLOCK.sub(run, page.read_text()))
        _screenshot(str(reader.home / ".config/newsidx/newsidx.db"))


def _screenshot(archive_path: str) -> None:
    """A search on a dark terminal of 96 columns, by rich's SVG export."""
    from rich.console import Console

    from newsidx import Archive, Query
    from newsidx.search.answer import search
    from newsidx.terminal import hits

    screen = Console(record=True, width=96, force_terminal=True, file=open(os.devnull, "w"), highlight=False)  # noqa: SIM115
    question = "coffee quotas brazil"
    with open_archive(archive_path) as archive:
        screen.print(f"[bold]$[/] newsidx search {question}")
        screen.print(hits.hits(list(search(archive, Query.parse(question), limit=6)), screen))
    picture = screen.export_svg(title="newsidx")
    screen.file.close()
    # A picture that fetches nothing: the font is the reader's own.
    (ROOT / "docs" / "search.svg").write_text(re.sub(r',\s*url\("[^"]*"\) format\("\w+"\)', "", picture))


if __name__ == "__main__":
    rewrite()
