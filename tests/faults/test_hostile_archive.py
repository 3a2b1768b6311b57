"""An archive full of other people's text: no command prints a control character of theirs, whatever the format."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from newsidx.archive import open_archive
from newsidx.archive.sqlite.fts5 import compile
from newsidx.cli.options import ARTICLE_FORMATS, FORMATS, ROW_FORMATS
from tests.cli.conftest import write
from tests.commands.on_terminal import start
from tests.conftest import Run
from tests.faults.in_process import answer
from tests.terminal.conftest import without_own_codes
from tests.text.test_sanitize import FORBIDDEN, NASTY

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

EVIL = "oil " + "".join(NASTY)
"""Text with everything that could move a cursor, set a title, forge a link or be read as markup."""

COLUMNS = ("title", "byline", "source", "section", "place", "url", "language", "published", "body", "date_from")

SEARCHES = [("search", "oil", "--format", form) for form in ("table", "compact", *FORMATS)]
LISTS = [("list", "--format", form) for form in ("table", "compact", *FORMATS)]
KWIC = [("search", "oil", "--kwic", "--format", form) for form in ("table", *ROW_FORMATS)]
OPENING = [("open", "20220306-1"), ("open", "20220306-1", "--link"), ("open", EVIL)]
COUNTS = [("list", "--by", unit) for unit in compile.UNITS]
PROBLEMS = [("problems", "--format", form) for form in ("table", *ROW_FORMATS, "paths")]
QUERIES = [
    ("search", EVIL), ("search", "--explain", EVIL), ("search", "--fuzzy", "oyl"), ("search", f"oyl{EVIL}"),
    ("search", f"date:{EVIL}"), ("list", "--date", EVIL), ("show", EVIL), ("ingest", EVIL), ("--db", EVIL, "info"),
    (EVIL,), ("search", "oil", f"--{EVIL}"),
]  # fmt: skip
THROUGH_TIME = [
    ("timeline", "oil", EVIL), ("timeline", "oil", "--share", "--format", "json"), ("list", "--by", "calendar"),
    *(("related", "20220306-1", "--format", form) for form in ("table", *ROW_FORMATS)),
    *(("words", "articles", "--format", form) for form in ("table", *ROW_FORMATS)), ("words", EVIL),
    *(("duplicates", "--diff", "--format", form) for form in ("table", *ROW_FORMATS)), ("search", "oil", "--group"),
    *(("export", "oil", "--to", "-", "--format", form) for form in ARTICLE_FORMATS),
    *(("cite", "20220306-1", "--style", style) for style in ("apa", "chicago", "mla", "bibtex", "ris", "csl")),
    ("cite", EVIL), ("search", "20220306-1", "--explain"), ("search", f"file:{EVIL}"),
    ("export", "oil", "--to", f"x{EVIL}"), ("alert", "add", EVIL, "oil"),
    ("alert", "list", "--format", "table"), ("alert", "run"), ("alert", "remove", EVIL),
]  # fmt: skip
OTHERS = [
    ("show", "20220306-1", "--highlight", "oil"), ("show", "--of", "oil"), ("show", "--of", EVIL),
    ("show", "20220306-1", "--format", "json"), ("info",),
    ("info", "--format", "json"), ("check",), ("optimize",), ("ingest", "articles"), ("backup", "copy\x1b[2J.db"),
    ("remove", EVIL, "--yes"),  # the last one, as it removes all hostile text
]  # fmt: skip
COMMANDS = [*SEARCHES, *LISTS, *KWIC, *OPENING, *COUNTS, *PROBLEMS, *QUERIES, *THROUGH_TIME, *OTHERS]


@pytest.fixture
def evil(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with hostile text in every column, as an attacker could make it, and with a hostile file name."""
    monkeypatch.setenv("VISUAL", "true")
    db = tmp_path / "run.db"
    names = ["a\x1b]0;title\x07.txt", "[bold]b\x9b31m\u202e.txt"]
    write(tmp_path / "articles", {name: f"date 2022-03-06 Oil {name[0]} rose." for name in names})
    write(tmp_path / "articles", {"c\x1b[2J\n.txt": b""})
    assert run("ingest", "articles").returncode == 0
    with open_archive(str(db), write=True) as archive:
        for column in COLUMNS:
            archive.connection.execute(f"UPDATE articles SET {column} = ?", [EVIL.replace("\x00", "")])
        archive.connection.execute("UPDATE articles SET meta = json_object(?1, ?1)", [EVIL.replace("\x00", "")])
        archive.connection.execute("UPDATE files SET problem = ? WHERE problem IS NOT NULL", [EVIL.replace("\x00", "")])
        archive.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    return db


def test_no_command_prints_a_control_character(evil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(evil.parent)
    for arguments in COMMANDS:
        given = answer(["--db", str(evil), *(argument.replace("\x00", "") for argument in arguments)])
        assert_harmless(given.stdout, arguments)
        assert_harmless(given.stderr, arguments)


def test_no_command_prints_a_control_character_to_a_pipe(run: Run, evil: Path) -> None:
    for arguments in (*QUERIES, SEARCHES[0], LISTS[0], PROBLEMS[0], ("show", "20220306-1"), *OTHERS):
        given = run(*(argument.replace("\x00", "") for argument in arguments))
        assert_harmless(given.stdout, arguments)
        assert_harmless(given.stderr, arguments)
        assert "Traceback" not in given.stderr


def test_no_command_prints_a_control_character_to_a_terminal(evil: Path) -> None:
    same_as_in_a_pipe = {"lines", "ids", "paths", *ARTICLE_FORMATS}
    for arguments in (command for command in COMMANDS if not same_as_in_a_pipe & set(command)):
        child = start(evil, 80, *(argument.replace("\x00", "") for argument in arguments), folder=evil.parent)
        printed = child.read().decode()
        child.close()
        assert_harmless(without_own_codes(printed.replace("\r\n", "\n")), arguments)
        assert "Traceback" not in printed


def assert_harmless(printed: str, arguments: tuple[str, ...]) -> None:
    forbidden = FORBIDDEN.findall(re.sub(r"\t", "", printed))
    assert not forbidden, (arguments, printed)


def test_a_confirmation_prompt_prints_no_control_character(evil: Path) -> None:
    child = start(evil, 80, "remove", "oil")
    child.expect(r"\[y/N\]")
    assert_harmless(without_own_codes((child.before or b"").decode().replace("\r\n", "\n")), ("remove",))
    child.sendline("n")
    child.expect("Nothing was removed")
    child.close()
    again = start(evil, 80, "remove", "oil")
    again.expect(r"\[y/N\]")
    again.sendline("y")
    again.expect("removed. newsidx undo brings")
    again.close()
