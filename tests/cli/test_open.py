"""`newsidx open`: the right file in the right program, and a plain sentence where there is none."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the programs that stand in for editors are shell scripts", allow_module_level=True)

from tests.cli.conftest import write
from tests.conftest import Run
from tests.readers.containers.packing import zipped

MAILS = (
    "From jane@example.org Sun Mar  6 10:00:00 2022\nFrom: Jane\nDate: Sun, 6 Mar 2022 10:00:00 +0000\n"
    "Subject: Oil\n\nOil rose in the morning.\n\n"
    "From jane@example.org Mon Mar  7 10:00:00 2022\nFrom: Jane\nDate: Mon, 7 Mar 2022 10:00:00 +0000\n"
    "Subject: Gas\n\nGas fell in the evening.\n"
)

Opened = Callable[..., list[str]]


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """A program of any name that writes the arguments it was started with to a file."""

    def made(name: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"#!{sys.executable}\nimport json, sys\njson.dump(sys.argv[1:], open({str(tmp_path / 'started')!r}, 'w'))\n"
        )
        path.chmod(0o755)
        return path

    return made


@pytest.fixture
def opened(run: Run, program: Callable[[str], Path], tmp_path: Path) -> Opened:
    """What the editor was started with; it has the name of one that takes +LINE unless another is given."""

    def open_in_editor(*arguments: str, editor: str = "vim", more: str = "") -> list[str]:
        done = run("open", *arguments, VISUAL="", EDITOR=f"{program(editor)}{more}")
        assert done.returncode == 0, done.stderr
        return list(json.loads((tmp_path / "started").read_text()))

    return open_in_editor


def refused(run: Run, *arguments: str, **environment: str) -> str:
    """The message of a command that opens nothing."""
    done = run("open", *arguments, **{"VISUAL": "", "EDITOR": "/bin/false", **environment})
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_file_is_opened_in_the_editor(run: Run, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"two  spaces.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    path = str(tmp_path / "articles" / "two  spaces.txt")
    assert opened("20220306-1") == [path]
    assert opened("20220306000001") == [path]
    assert opened("articles/two  spaces.txt") == [path]


def test_the_editor_may_have_options_and_visual_comes_first(
    run: Run, opened: Opened, program: Callable[[str], Path], tmp_path: Path
) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    path = str(tmp_path / "articles" / "a.txt")
    assert opened("20220306-1", more=" -t 'two words'") == ["-t", "two words", path]
    visual = program("gvim")
    assert run("open", "20220306-1", VISUAL=str(visual), EDITOR="/bin/false").returncode == 0


def test_nothing_in_a_name_is_run_by_a_shell(run: Run, opened: Opened, tmp_path: Path) -> None:
    name = "a; touch $(echo evil) `touch evil` & '\".txt"
    write(tmp_path / "articles", {name: "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert opened("20220306-1") == [str(tmp_path / "articles" / name)]
    assert not (tmp_path / "evil").exists()


def test_a_file_of_several_articles_is_opened_at_the_article(run: Run, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"mails.mbox": MAILS})
    run("ingest", "articles")
    path = str(tmp_path / "articles" / "mails.mbox")
    assert opened("20220307-1") == ["+13", path]
    assert opened("20220307-1", editor="code") == [path]
    said = run("open", "20220307-1", VISUAL="", EDITOR="/bin/true").stderr
    assert said == f"Note: 20220307-1 is article 2 of 2 in {path}.\n"


def test_a_place_that_is_not_certain_is_not_gone_to(run: Run, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"mails.mbox": MAILS.replace("Gas fell in the evening", "Oil rose in the morning")})
    run("ingest", "articles")
    assert opened("20220307-1") == [str(tmp_path / "articles" / "mails.mbox")]


def test_another_copy_is_opened_if_the_first_is_gone(run: Run, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n", "b.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    first, second = (str(tmp_path / "articles" / name) for name in ("a.txt", "b.txt"))
    assert opened("20220306-1") == [first]
    assert opened("articles/b.txt") == [second]
    os.unlink(first)
    assert opened("20220306-1") == [second]
    assert "1 other file has the same article" in run("open", "20220306-1", VISUAL="", EDITOR="true").stderr


def test_a_file_that_is_gone_is_named(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    (tmp_path / "articles" / "a.txt").unlink()
    said = refused(run, "20220306-1")
    assert f"no longer there: {tmp_path / 'articles' / 'a.txt'}" in said
    assert "newsidx show 20220306-1" in said


def test_a_file_that_was_changed_is_opened_and_that_is_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert run("open", "20220306-1", VISUAL="", EDITOR="true").stderr == ""
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil and gas.\n"})
    done = run("open", "20220306-1", VISUAL="", EDITOR="true")
    assert done.returncode == 0
    assert "was changed after newsidx read it" in done.stderr


def test_what_is_inside_another_file_says_which_and_where(run: Run, tmp_path: Path) -> None:
    files = [("a.txt", b"date 2022-03-06 Oil.\n"), ("b.txt", b"date 2022-03-07 Gas.\n")]
    write(tmp_path / "articles", {"news.zip": zipped(files)})
    run("ingest", "articles")
    said = refused(run, "20220307-1")
    path = tmp_path / "articles" / "news.zip"
    assert f"20220307-1 is article 2 of 2 in {path}" in said
    assert f"inside a file of the kind zip: {path}" in said
    assert "newsidx open --desktop 20220307-1" in said


def test_what_is_no_text_is_not_given_to_an_editor(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    write(tmp_path / "articles", {"a.txt": b"\x00\x01\x02"})
    assert "is no text file" in refused(run, "20220306-1")


def test_text_in_two_bytes_a_letter_is_text(run: Run, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n".encode("utf-16")})
    run("ingest", "articles")
    assert opened("20220306-1") == [str(tmp_path / "articles" / "a.txt")]


def test_an_article_from_standard_input_has_no_file(run: Run) -> None:
    run("ingest", "-", stdin="date 2022-03-06 Oil.\n")
    assert "came in on standard input" in refused(run, "20220306-1")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EDITOR": ""}, "No editor is chosen: VISUAL and EDITOR are empty. Set one, for example export EDITOR=nano"),
        ({"EDITOR": "no-such-editor"}, "The editor no-such-editor cannot be started (No such file or directory)"),
        ({"EDITOR": "/bin/false"}, "The editor /bin/false failed with exit code 1"),
        ({"EDITOR": "vim 'x"}, "EDITOR has a quotation mark that is not closed"),
    ],
    ids=lambda value: str(value),
)
def test_an_editor_that_does_not_start_is_said(
    run: Run, tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert said in refused(run, "20220306-1", **environment)


def test_the_desktop_opens_the_file(run: Run, program: Callable[[str], Path], tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    path = f"{program('open' if sys.platform == 'darwin' else 'xdg-open').parent}:{os.environ['PATH']}"
    assert run("open", "20220306-1", "--desktop", PATH=path).returncode == 0
    assert json.loads((tmp_path / "started").read_text()) == [str(tmp_path / "articles" / "a.txt")]


def linked(run: Run, tmp_path: Path, url: str) -> None:
    """An article with a link, as an attacker may have written it."""
    write(tmp_path / "articles", {"a.md": "---\ndate: 2022-03-06\nurl: https://example.org/\n---\n\nOil.\n"})
    run("ingest", "articles")
    with sqlite3.connect(tmp_path / "run.db") as connection:
        connection.execute("UPDATE articles SET url = ?", [url])
    connection.close()


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=';touch", "HTTP://example.org/東京"])
def test_a_link_is_opened_in_the_browser(run: Run, program: Callable[[str], Path], tmp_path: Path, url: str) -> None:
    linked(run, tmp_path, url)
    done = run("open", "20220306-1", "--link", BROWSER=str(program("browser")))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "started").read_text()) == [url]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "--help", "https://a b", "http://a\x1b[2J"]
)
def test_only_web_addresses_are_opened(run: Run, program: Callable[[str], Path], tmp_path: Path, url: str) -> None:
    linked(run, tmp_path, url)
    said = refused(run, "20220306-1", "--link", BROWSER=str(program("browser")))
    assert "is no web address" in said
    assert "\x1b" not in said
    assert not (tmp_path / "started").exists()


def test_an_article_without_a_link_says_so(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert "20220306-1 has no link" in refused(run, "20220306-1", "--link")
    assert "cannot be combined" in refused(run, "20220306-1", "--link", "--desktop")
