"""newsidx copy: what it says, and when it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.kinds import KINDS
from tests.cli.conftest import write
from tests.conftest import Run

ARTICLES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\n\nOil embargo\n\nAn oil embargo began.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose.",
}


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    """An archive with two articles and an alert."""
    write(tmp_path / "articles", ARTICLES)
    assert run("ingest", "articles").returncode == 0
    assert run("alert", "add", "oil", "oil").returncode == 0
    return tmp_path / "run.db"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_copy_says_what_it_copied_and_the_next_one_that_it_was_there(
    run: Run, filled: Path, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "there").mkdir()
    target = KINDS[kind].place(request, tmp_path / "there")
    done = run("copy", "run.db", target)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"2 articles, 2 files and 1 alert copied to {target}\n"
    assert run("copy", "run.db", target).stdout == (
        f"0 articles (2 were there), 0 files and 0 alerts copied to {target}\n"
    )
    for command in ("list", "files", "alert list"):
        assert run(*command.split(), "--db", target).stdout == run(*command.split()).stdout != ""
    back = run("copy", target, "back.db")
    assert back.stdout == "2 articles, 2 files and 1 alert copied to back.db\n"
    assert run("export", "--db", "back.db").stdout == run("export").stdout
    assert run("check", "--db", "back.db").stdout == "No errors found.\n"


def test_archives_can_be_named_as_in_the_configuration_file(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'[archives]\nold = "{filled}"\nnew = "new.db"\n')
    environment = {"NEWSIDX_CONFIG": str(tmp_path / "config.toml")}
    assert run("copy", "@old", "@new", **environment).returncode == 0
    assert (tmp_path / "new.db").is_file()
    unknown = run("copy", "@old", "@other", **environment)
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_a_copy_that_makes_no_sense_is_refused(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(filled)
    for same in ("run.db", "./run.db", str(filled), "link.db"):
        done = run("copy", "run.db", same)
        assert done.returncode == 2
        assert "FROM and TO are the same archive." in done.stderr
    missing = run("copy", "missing.db", "new.db")
    assert missing.returncode == 2
    assert "There is no archive at missing.db" in missing.stderr
    assert not (tmp_path / "new.db").exists()
    empty = run("copy", "run.db", "")
    assert empty.returncode == 2
    assert run("copy", "run.db").returncode == 2


def test_an_archive_with_other_articles_is_left_as_it_is(run: Run, filled: Path, tmp_path: Path) -> None:
    write(tmp_path / "other", {"x.txt": "Date: 2022-03-05\n\nAnother article."})
    assert run("ingest", "other", "--db", "other.db").returncode == 0
    before = run("export", "--db", "other.db").stdout
    refused = run("copy", "run.db", "other.db")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "newsidx: other.db has articles that run.db does not have, such as 20220305-1. Copy into a new archive.\n"
    )
    assert run("export", "--db", "other.db").stdout == before
