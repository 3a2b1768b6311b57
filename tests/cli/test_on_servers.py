"""The commands on an archive in OpenSearch: they say what they say of one in a file, and never a password."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.kinds import KINDS
from tests.cli.conftest import write
from tests.conftest import Run

ARTICLES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\nBy: Ann Smith\n\nOil embargo\n\nAn oil embargo began. Sanctions follow.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose, and oil prices with them.",
    "c.txt": "Date: 2022-03-06\nSource: Herald\nSection: Sport\n\nRowing\n\nThe eight won again on the river.",
    "e.txt": "Oil without a date.",
    "f.txt": "",
}
ARTICLES["again/a.txt"] = ARTICLES["a.txt"]
COMMANDS = (
    "ingest articles",
    "ingest articles",
    "list",
    "list --by month",
    "list --by source",
    "list --undated",
    "search oil",
    "search oil AND source:herald",
    "search sanction --format ids",
    "show 20220305-1 --format json",
    "timeline oil --by month",
    "words oil",
    "duplicates",
    "cite 20220305-1",
    "export --format csv",
    "files",
    "files --status duplicate",
    "problems",
    "tag +energy oil",
    "note 20220306-1 Ask.",
    "tag",
    "search note:ask",
    "alert add oil oil",
    "alert run",
    "remove 20220306-2 --yes",
    "problems --removed",
    "undo --yes",
    "list 2022-03-06",
    "check",
)
SECRET = "open-sesame"


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an archive that does not exist, with a user name and a password, which the servers ignore."""
    (tmp_path / "data").mkdir()
    return KINDS["opensearch"].place(request, tmp_path / "data").replace("://", f"://reader:{SECRET}@")


def without_times(text: str) -> str:
    """What a command printed, without how long it took and when it was."""
    lines = (line for line in text.splitlines() if " files in " not in line)
    return "\n".join(" ".join(word for word in line.split() if "+00:00" not in word) for line in lines)


def test_the_commands_say_what_they_say_of_an_archive_in_a_file(run: Run, tmp_path: Path, place: str) -> None:
    write(tmp_path / "articles", ARTICLES)
    for command in COMMANDS:
        in_file, on_servers = run(*command.split()), run(*command.split(), NEWSIDX_DB=place)
        assert (on_servers.returncode, without_times(on_servers.stdout)) == (
            in_file.returncode,
            without_times(in_file.stdout),
        ), (command, on_servers.stderr)
        assert without_times(on_servers.stderr) == without_times(in_file.stderr)
        assert SECRET not in on_servers.stdout + on_servers.stderr
    of_file, of_servers = (
        json.loads(run("info", "--format", "json", **environment).stdout) for environment in ({}, {"NEWSIDX_DB": place})
    )
    for kind, described in (("SQLite", of_file), ("OpenSearch", of_servers)):
        assert described.pop("engine").startswith(kind)
        assert described.pop("bytes") > 0
        del described["schema"]
    assert of_servers.pop("path") == place.replace(f":{SECRET}", "")
    del of_file["path"]
    assert of_servers == of_file


def test_what_servers_do_themselves_is_said_in_one_line(run: Run, tmp_path: Path, place: str) -> None:
    write(tmp_path / "articles", ARTICLES)
    assert run("ingest", "articles", "--db", place).returncode == 0
    backup = run("backup", "copy.db", "--db", place)
    assert (backup.returncode, backup.stdout) == (2, "")
    assert backup.stderr.startswith("newsidx: OpenSearch keeps its own backups. Take a snapshot of the indices ")
    assert len(backup.stderr.splitlines()) == 1
    assert not (tmp_path / "copy.db").exists()
    assert "segments" in run("optimize", "--db", place).stdout


def test_no_error_shows_the_password(run: Run, tmp_path: Path, place: str) -> None:
    scheme, _, rest = place.partition("://")
    user, _, server = rest.rpartition("@")
    for address in (
        place,
        f"{scheme}://{user}@127.0.0.1:1/news",
        f"{scheme}://{user}@nowhere.invalid/news",
        f"{scheme}s://{user}@{server}",
        f"{scheme}://{user}/{SECRET}@{server}",
        f"{scheme}://{user}?{SECRET}@{server}",
        f"{scheme}://{user}#{SECRET}@{server}",
        f"{scheme}://{user}@{server}/NEWS",
        f"{scheme}://{user}@:/x",
    ):
        for command in ("list", "info", "alert run", "serve --port 0"):
            done = run(*command.split(), "--db", address)
            assert done.returncode == 2, (address, command)
            assert done.stderr.startswith("newsidx: ")
            assert SECRET not in done.stdout + done.stderr


def test_the_configuration_file_names_archives_on_servers(run: Run, tmp_path: Path, place: str) -> None:
    write(tmp_path / "articles", ARTICLES)
    (tmp_path / "config.toml").write_text(f'archive = "{place}"\n[archives]\ndesk = "{place}"\n')
    environment = {"NEWSIDX_CONFIG": str(tmp_path / "config.toml"), "NEWSIDX_DB": ""}
    assert run("ingest", "articles", **environment).returncode == 0
    assert run("list", **environment).stdout == run("--db", "@desk", "list", **environment).stdout != ""
    said = run("config", **environment)
    without = place.replace(f":{SECRET}", "")
    assert said.stdout.splitlines()[1:] == [f"archive\t{without}", f"@desk\t{without}"]
    assert not any(path.name.startswith("opensearch") for path in tmp_path.iterdir())


def test_without_its_library_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['opensearchpy'] = None; from newsidx.cli import run; "
        "sys.exit(run(['--db', 'opensearch://localhost/news', 'list']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "newsidx: Archives in OpenSearch are reached with opensearch-py. "
        "Install it with: pip install 'newsidx[opensearch]'\n"
    )


@pytest.fixture
def silent_server() -> Iterator[str]:
    """The address of a server that takes connections, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"opensearch://127.0.0.1:{server.getsockname()[1]}/news"


@pytest.mark.parametrize("word", ["source:", "2022", "tag:e"])
def test_the_shell_does_not_wait_for_a_server_that_does_not_answer(run: Run, silent_server: str, word: str) -> None:
    start = time.monotonic()
    done = run(
        NEWSIDX_DB=silent_server,
        _NEWSIDX_COMPLETE="fish_complete",
        COMP_WORDS=f"newsidx\nsearch\n{word}",
        COMP_CWORD=word,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
    assert time.monotonic() - start < 15  # it is a second on a machine that has nothing else to do


def test_the_shell_completes_what_servers_have(run: Run, tmp_path: Path, place: str) -> None:
    write(tmp_path / "articles", ARTICLES)
    assert run("ingest", "articles", "--db", place).returncode == 0
    done = run(
        NEWSIDX_DB=place,
        _NEWSIDX_COMPLETE="fish_complete",
        COMP_WORDS="newsidx\nsearch\nsource:p",
        COMP_CWORD="source:p",
    )
    assert done.stdout.strip() == "plain,source:Post"
