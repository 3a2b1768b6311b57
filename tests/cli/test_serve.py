"""`newsidx serve` serves this machine only, unless others need a secret; Ctrl-C ends it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("uvicorn")

from newsidx.archive import open_archive
from newsidx.cli.serve import command
from newsidx.errors import ArchiveOutdated, NotInstalled
from tests.archive.old_schemas import downgrade


@pytest.fixture
def place(tmp_path: Path) -> str:
    open_archive(str(tmp_path / "news.db"), write=True).close()
    return str(tmp_path / "news.db")


def refused(*arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code != 0
    return result


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "news.example.org"])
def test_others_are_only_served_with_a_secret(place: str, host: str) -> None:
    assert "--token or --password-file" in refused("--db", place, "--host", host, "--write").output


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "newsidx.web.server", raising=False)
    monkeypatch.delattr("newsidx.web.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    error = refused("--db", place).exception
    assert isinstance(error, NotInstalled)
    assert "newsidx[web]" in error.remedy


def test_a_password_is_read_from_a_file_and_has_to_be_one(place: str, tmp_path: Path) -> None:
    file = tmp_path / "password"
    assert "cannot be read" in refused("--db", place, "--password-file", str(file)).output
    file.write_text("short\n")
    assert "at least 8" in refused("--db", place, "--password-file", str(file)).output
    assert "cannot be combined" in refused("--db", place, "--password-file", str(file), "--token").output


def test_an_archive_that_is_none_and_a_port_that_is_taken_are_said(place: str, tmp_path: Path) -> None:
    assert "There is no archive" in str(refused("--db", str(tmp_path / "none.db")).exception)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        assert "cannot be listened on" in str(refused("--db", place, "--port", taken).exception)


def test_readers_can_only_change_an_archive_that_needs_no_upgrade(place: str) -> None:
    downgrade(Path(place), 13)
    error = refused("--db", place, "--write").exception
    assert isinstance(error, ArchiveOutdated)
    assert "newsidx optimize" in error.remedy.replace("\N{NO-BREAK SPACE}", " ")


def test_a_server_serves_until_ctrl_c_and_its_token_stands_in_no_log(place: str) -> None:
    arguments = [sys.executable, "-m", "newsidx", "--db", place, "serve", "--port", "0", "--token"]
    with subprocess.Popen(
        arguments, stderr=subprocess.PIPE, text=True, env={**os.environ, "NEWSIDX_CONFIG": ""}
    ) as process:
        assert process.stderr
        (url,) = re.findall(r"http://\S+/(?=;)", process.stderr.readline())
        token = process.stderr.readline().split()[-1]
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{url}api/search")
        asked = urllib.request.Request(f"{url}api/search", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked) as answered:
            assert answered.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert not process.stderr.read()
