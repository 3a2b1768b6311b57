"""The console blocks of README.md and docs/: run as a reader types them, to be checked or rewritten.

    python -m tests.readme            rewrite every output in these pages, the table in docs/query.md, and the
                                     pictures docs/search.svg and docs/browse.svg

In a ```console block each line that begins with `$ ` is a command, and the lines below it are its output. Each page
stands alone: its commands run in a new folder in which the README's first command has run.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_NAMES = ("reading", "query", "tour", "through-time", "collections", "export", "archive")
PAGES = (README, *(ROOT / "docs" / f"{name}.md" for name in _NAMES))
PICTURE = ROOT / "docs" / "search.svg"
SCREEN = ROOT / "docs" / "browse.svg"
SCREEN_QUERY, SCREEN_SIZE = "strike", (110, 36)
SCREEN_COMMANDS = (
    "newsidx tag +docks +to-call 20230922-1",
    "newsidx note 20230922-1 'Ask the lines when their ships come back.'",
)
PICTURE_COMMAND = "newsidx search strike cranes -n 4"
PICTURE_COLUMNS = 96
COLUMNS, ROWS = 80, 300

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FIRST_COMMAND = re.compile(
    r"^```sh\n(?P<command>[^\n]*)\n```\n\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL
)
_QUERY_FORMS = re.compile(r"^\| typed \| means \|\n(?:\|.*\n)+", re.MULTILINE)
_SETTING = re.compile(r"^export .*$", re.MULTILINE)
_CHANGING = (
    (re.compile(r"\bin \d+\.\d s"), "in 0.1 s"),
    (re.compile(r" +[\d.,]+ ms\b"), "  0.4 ms"),  # in a column: the spaces before it depend on it
    (re.compile(r"(?<=Size      )\d+\.\d kB"), "319.5 kB"),
    (re.compile(r"SQLite 3\.\d+\.\d+"), "SQLite 3.40.1"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?= UTC)"), "2026-11-24 12:00"),
)
"""What differs from run to run, and what stands in the pages for it."""


@dataclass(frozen=True)
class Example:
    """A command as a page shows it, and the output below it."""

    command: str
    output: str


def examples(text: str) -> Iterator[Example]:
    """Every command in a page's console blocks, in order."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield Example(command, output)


def first_command() -> Example:
    """The README's first command, and the output shown below it."""
    match = _FIRST_COMMAND.search(README.read_text())
    assert match, "README.md begins with a command in a ```sh block and its output in a ```text block"
    return Example(match["command"], match["output"])


class Reader:
    """Somebody who has run the README's first command and types the commands of a page in the same folder.

    A context manager. The folder's name is short, and of the same length every time, so that the paths in an output
    take the same room on the screen. `first_output` is what the first command printed. `place` is that of the archive,
    if it is not in a file of the folder.
    """

    def __init__(self, place: str | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="n", dir="/tmp")
        self.home = Path(self._folder.name).resolve()
        for folder in ("seeds", "docs"):
            (self.home / folder).symlink_to(ROOT / folder)
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PAGER": "cat",
        }
        setting = _SETTING.search(README.read_text())
        assert setting, "README.md says how to choose the archive of the tour"
        self._setting = f"export NEWSIDX_DB={place}" if place else setting[0]
        # The tests run in an environment that newsidx is installed in already.
        steps = [step for step in first_command().command.split(" && ") if "/newsidx " in step]
        first = " && ".join(steps).replace(".venv/bin/", "")
        self.first_output = self.type(first.replace("--db try.db", f"--db {place}") if place else first)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def type(self, command: str) -> str:
        """What a command prints on the terminal; what differs from run to run is replaced."""
        screen = pyte.Screen(COLUMNS, ROWS)
        pyte.Stream(screen).feed(self.raw(command, COLUMNS).replace("\n", "\r\n"))
        text = "\n".join(line.rstrip() for line in screen.display).rstrip().replace(str(self.home), "~")
        text = f"{text}\n" if text else ""
        text = re.sub(r"^│(.*?) *│$", lambda row: f"│{row[1]:{COLUMNS - 2}}│", text, flags=re.MULTILINE)
        for pattern, replacement in _CHANGING:
            text = pattern.sub(replacement, text)
        return text

    def raw(self, command: str, columns: int) -> str:
        """What a command prints on a terminal of so many columns, escape sequences included."""
        child = pexpect.spawn(
            "bash",
            ["-c", f"{self._setting}\n{command}"],
            cwd=str(self.home),
            env=self._environment,
            dimensions=(ROWS, columns),
            timeout=120,
            encoding="utf-8",
            preexec_fn=_as_in_a_shell,
        )
        printed: str = child.read()
        child.close()
        return printed.replace("\r\n", "\n")


def _as_in_a_shell() -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def query_forms() -> str:
    """The table of docs/query.md: what `newsidx help query` prints first."""
    from newsidx.terminal.query_help import FORMS

    rows = [f"| `{typed}` | {means} |\n" for typed, means in FORMS]
    return "| typed | means |\n| --- | --- |\n" + "".join(rows)


def rewrite() -> None:
    """Write what the commands print now into the pages, and draw the picture."""
    query_page = ROOT / "docs" / "query.md"
    query_page.write_text(_QUERY_FORMS.sub(lambda _: query_forms(), query_page.read_text(), 1))
    with Reader() as reader:
        shown = first_command()
        text = README.read_text()
        README.write_text(text.replace(f"```text\n{shown.output}```", f"```text\n{reader.first_output}```", 1))
        PICTURE.write_text(_picture(reader))
        SCREEN.write_text(_screen(reader))
    for page in PAGES:
        with Reader() as reader:
            page.write_text(_with_outputs(page.read_text(), reader))


def _with_outputs(text: str, reader: Reader) -> str:
    def run(block: re.Match[str]) -> str:
        parts = [f"$ {example.command}\n{reader.type(example.command)}" for example in examples(block[0])]
        return "```console\n" + "".join(parts) + "```"

    return _BLOCK.sub(run, text)


def _picture(reader: Reader) -> str:
    """The screen after a search, on a dark terminal, by rich's SVG export."""
    from rich.console import Console
    from rich.text import Text

    with open(os.devnull, "w") as nowhere:
        console = Console(record=True, width=PICTURE_COLUMNS, force_terminal=True, file=nowhere, highlight=False)
        console.print(f"[bold]$[/] {PICTURE_COMMAND}")
        console.print(Text.from_ansi(reader.raw(PICTURE_COMMAND, PICTURE_COLUMNS).rstrip()))
        picture = console.export_svg(title="newsidx")
    return _fetching_nothing(picture)


def _screen(reader: Reader) -> str:
    """`newsidx browse` on an article with tags and a note, by textual's SVG export."""
    from newsidx.tui.app import BrowseApp
    from newsidx.tui.reader import Question

    place = reader.home / "try.db"
    for command in SCREEN_COMMANDS:
        reader.type(command)

    async def drawn() -> str:
        app = BrowseApp(str(place), Question(SCREEN_QUERY))
        async with app.run_test(size=SCREEN_SIZE) as pilot:
            await pilot.pause(1)
            return app.export_screenshot(title="newsidx browse")

    return _fetching_nothing(asyncio.run(drawn()).replace(str(reader.home), "~"))


def _fetching_nothing(picture: str) -> str:
    """A picture whose font is the reader's own."""
    return re.sub(r',\s*url\("[^"]*"\) format\("\w+"\)', "", picture)


if __name__ == "__main__":
    rewrite()
