"""An archive full of other people's text: no command prints a control character of theirs, whatever the format."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is wanted", allow_module_level=True)

from newsidx.archive import open_archive
from newsidx.archive.sqlite.fts5 import compile
from newsidx.cli.options import ARTICLE_FORMATS, FORMATS, ROW_FORMATS
from tests.cli.conftest import write
from tests.cli.test_terminal import start
from tests.conftest import Run
from tests.terminal.conftest import without_own_codes
from tests.text.test_sanitize import FORBIDDEN, NASTY

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

EVIL = "oil " + "".join(NASTY)
"""Everything that could move a cursor, set a title, forge a link or be read as markup."""

COLUMNS = ("title", "byline", "source", "section", "place", "url", "language", "published", "body", "date_from")

SEARCHES = [("search", "oil", "--format", form) for form in ("table", *FORMATS)]
LISTS = [("list", "--format", form) for form in ("table", *FORMATS)]
COUNTS = [("list", "--by", unit) for unit in compile.UNITS]
PROBLEMS = [("problems", "--format", form) for form in ("table", *ROW_FORMATS, "paths")]
QUESTIONS = [
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
    ("export", "oil", "--to", f"x{EVIL}"), ("alert", "add", EVIL, "oil"),
    ("alert", "list", "--format", "table"), ("alert", "run"), ("alert", "remove", EVIL),
]  # fmt: skip
OTHERS = [
    ("show", "20220306-1", "--highlight", "oil"), ("show", "20220306-1", "--format", "json"), ("info",),
    ("info", "--format", "json"), ("check",), ("optimize",), ("ingest", "articles"), ("backup", "copy\x1b[2J.db"),
    ("remove", EVIL, "--yes"),  # the last: after it nobody else's text is left
]  # fmt: skip
COMMANDS = [*SEARCHES, *LISTS, *COUNTS, *PROBLEMS, *QUESTIONS, *THROUGH_TIME, *OTHERS]


@pytest.fixture
def evil(run: Run, tmp_path: Path) -> Path:
    """An archive whose every text is hostile, as an attacker may have made it, and one file name is, too."""
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


def test_no_command_passes_a_control_character_on_to_a_pipe(run: Run, evil: Path) -> None:
    for arguments in COMMANDS:
        done = run(*(argument.replace("\x00", "") for argument in arguments))
        assert_harmless(done.stdout, arguments)
        assert_harmless(done.stderr, arguments)
        assert "Traceback" not in done.stderr


def test_no_command_passes_a_control_character_on_to_a_terminal(evil: Path) -> None:
    as_on_a_pipe = {"lines", "ids", "paths", *ARTICLE_FORMATS}
    for arguments in (one for one in COMMANDS if not as_on_a_pipe & set(one)):
        child = start(evil, 80, *(argument.replace("\x00", "") for argument in arguments))
        printed = child.read().decode()
        child.close()
        assert_harmless(without_own_codes(printed.replace("\r\n", "\n")), arguments)
        assert "Traceback" not in printed


def assert_harmless(printed: str, arguments: tuple[str, ...]) -> None:
    found = FORBIDDEN.findall(re.sub(r"\t", "", printed))
    assert not found, (arguments, printed)


def test_what_a_question_asks_to_be_confirmed_is_harmless_too(evil: Path) -> None:
    child = start(evil, 80, "remove", "oil")
    child.expect(r"\[y/N\]")
    assert_harmless(without_own_codes((child.before or b"").decode().replace("\r\n", "\n")), ("remove",))
    child.sendline("n")
    child.expect("Nothing was removed")
    child.close()
    again = start(evil, 80, "remove", "oil")
    again.expect(r"\[y/N\]")
    again.sendline("y")
    again.expect("removed. The files stay.")
    again.close()
