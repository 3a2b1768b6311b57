"""The configuration file chooses archives, the pager and colours; what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from newsidx.cli.list import command as list_command
from newsidx.cli.options import chosen_format
from newsidx.cli.timeline import command as timeline_command
from tests.cli.conftest import News, write
from tests.conftest import Run


@pytest.fixture
def other(tmp_path: Path, run: Run) -> Path:
    """An archive of one article about snow."""
    write(tmp_path / "snow", {"a.txt": "date 2022-03-06 Snow.\n"})
    done = run("ingest", "snow", "--db", str(tmp_path / "snow.db"))
    assert done.returncode == 0, done.stderr
    return tmp_path / "snow.db"


def config(folder: Path, text: str) -> dict[str, str]:
    """The environment in which this is the configuration file, and no archive is named."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return {"NEWSIDX_CONFIG": str(path), "NEWSIDX_DB": ""}


def test_the_default_archive_is_used_unless_another_is_named(run: Run, news: News, other: Path, tmp_path: Path) -> None:
    environment = config(tmp_path, f'archive = "{other.name}"\n')  # beside the file itself
    assert "Snow" in run("list", **environment).stdout
    assert "Snow" not in run("list", "--db", str(news.db), **environment).stdout
    assert "Snow" not in run("list", **{**environment, "NEWSIDX_DB": str(news.db)}).stdout


def test_an_archive_is_named_before_or_after_the_command_or_in_the_environment(
    run: Run, other: Path, tmp_path: Path
) -> None:
    environment = config(tmp_path, f'[archives]\nsnow = "{other}"\n')
    for arguments in (("--db", "@snow", "list"), ("list", "--db", "@snow")):
        assert "Snow" in run(*arguments, **environment).stdout
    assert "Snow" in run("list", **{**environment, "NEWSIDX_DB": "@snow"}).stdout
    unknown = run("--db", "@ice", "list", **environment)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "newsidx: No archive is called @ice. Those with a name are @snow.\n"


def test_what_it_says_is_shown(run: Run, tmp_path: Path) -> None:
    text = 'pager = "less -R"\ncolor = false\narchive = "/a.db"\nformat = "compact"\nlanguage = "es"\n'
    environment = config(tmp_path, text + '[archives]\nx = "/x.db"\n')
    shown = run("config", **environment)
    settings = ["archive\t/a.db", "format\tcompact", "language\tes", "pager\tless -R", "color\tfalse", "@x\t/x.db"]
    assert shown.stdout.splitlines()[1:] == settings
    assert shown.stdout.splitlines()[0] == environment["NEWSIDX_CONFIG"]


def test_the_words_of_queries_are_in_its_language_unless_another_is_named(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "es", {"a.txt": "Date: 2022-03-06\nLanguage: es\n\nUno\n\nHuelgas en el puerto.\n"})
    environment = {**config(tmp_path, 'language = "Spanish"\n'), "NEWSIDX_DB": str(tmp_path / "es.db")}
    run("ingest", "es", **environment)
    assert run("search", "huelga", **environment).returncode == 0
    assert run("search", "huelga", "--lang", "en", **environment).returncode == 1
    wrong = run("search", "huelga", **{**environment, **config(tmp_path, 'language = "x"\n'), "NEWSIDX_DB": "es.db"})
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "language must be a language" in wrong.stderr


def test_its_format_is_that_of_a_terminal_where_the_command_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in config(tmp_path, 'format = "compact"\n').items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for command, form in ((list_command, "compact"), (timeline_command, "table")):
        with click.Context(command):
            assert chosen_format(None) == form
            assert chosen_format("json") == "json"
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    with click.Context(list_command):
        assert chosen_format(None) == "lines"


def test_colours_are_left_out_unless_the_environment_asks_for_them(run: Run, other: Path, tmp_path: Path) -> None:
    environment = config(tmp_path, f'archive = "{other}"\ncolor = false\n')
    assert "\x1b[" not in run("show", "20220306-1", **environment).stdout
    assert "\x1b[" in run("show", "20220306-1", **environment, FORCE_COLOR="1").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("archive = 3", "archive must be a text in quotes"),
        ('color = "no"', "color must be true or false"),
        ("archives = 3", "archives must be a table"),
        ("[archives]\nx = []", "archives.x must be a text in quotes"),
        ("format = 3", "format must be a text in quotes"),
        ('format = "tabel"', "format must be one of table, compact, lines, "),
        ('format = "text"', "format must be one of table, compact, lines, "),
        ('language = "klingon"', "language must be a language: its code, such as es, or its English name"),
        ("language = true", "language must be a text in quotes"),
        ('archve = "a.db"', "a setting that newsidx does not know: archve"),
        ("archive = ", "is not valid TOML"),
        ("archive = '\udcff'", "is not valid TOML"),
    ],
)
def test_what_is_wrong_in_it_is_one_clear_message(run: Run, tmp_path: Path, text: str, message: str) -> None:
    environment = config(tmp_path, "")
    Path(environment["NEWSIDX_CONFIG"]).write_bytes(text.encode(errors="surrogateescape"))
    for arguments in (["list"], ["config"], ["search", "oil", "--lang", "en", "--format", "json"], ["info"]):
        refused = run(*arguments, **environment)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert message in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", ["table", "compact", "json", "ris"])
def test_each_format_of_an_answer_can_be_its_format(run: Run, tmp_path: Path, form: str) -> None:
    assert f"format\t{form}\n" in run("config", **config(tmp_path, f'format = "{form}"\n')).stdout


def test_without_a_file_nothing_changes(run: Run, tmp_path: Path) -> None:
    shown = run("config", NEWSIDX_CONFIG=str(tmp_path / "none.toml"))
    assert (shown.returncode, shown.stdout) == (1, f"{tmp_path / 'none.toml'}\n")
    assert "There is no such file yet" in shown.stderr
    assert run("config").returncode == 1
