"""`newsidx check`, `backup` and `remove`, as their users run them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.backing_up import backup
from newsidx.archive.checking import check
from newsidx.errors import CannotWrite
from tests.archive.checks import assert_whole
from tests.cli.conftest import write
from tests.conftest import Run

PAGE = 8192


@pytest.fixture
def news(run: Run, tmp_path: Path) -> Path:
    """An archive of some hundred articles, in its file whole."""
    filler = " ".join(f"word{number}" for number in range(150))
    write(
        tmp_path / "articles",
        {f"{n:03}.txt": f"date 2022-03-{1 + n % 28:02} Story {n}\n\nOil and gas {n}. {filler}\n" for n in range(300)},
    )
    run("ingest", "articles")
    with Archive.open(str(tmp_path / "run.db"), write=True) as archive:
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return tmp_path / "run.db"


def texts(path: Path) -> set[tuple[str, str, str]]:
    with Archive.open(str(path)) as archive:
        return set(archive.rows("SELECT date, title, body FROM articles"))


def overwrite(path: Path, page: int, seed: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(random.Random(seed).randbytes(PAGE))


def test_a_sound_archive_is_said_to_be_so_and_stays_as_it_was(run: Run, news: Path) -> None:
    before = news.read_bytes()
    answer = run("check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "The archive is sound.\n", "")
    assert news.read_bytes() == before


@pytest.mark.parametrize("seed", range(12))
def test_an_overwritten_page_is_found_and_mended_and_an_ingest_brings_back_what_was_lost(
    run: Run, news: Path, tmp_path: Path, seed: int
) -> None:
    whole = texts(news)
    pages = news.stat().st_size // PAGE
    overwrite(news, random.Random(seed).randrange(pages // 20, pages), seed)
    found = run("check")
    assert "Traceback" not in found.stderr
    if found.returncode == 0:
        return  # an empty page
    assert found.returncode == 1
    assert "newsidx check --repair" in found.stderr
    mended = run("check", "--repair")
    assert mended.returncode == 0, mended.stderr
    assert run("check").stdout == "The archive is sound.\n"
    assert texts(news) <= whole
    assert run("ingest", "articles").returncode == 0
    assert texts(news) == whole
    with Archive.open(str(news), write=True) as archive:
        assert_whole(archive)


def test_text_that_changed_behind_our_back_is_found_by_its_fingerprint(run: Run, news: Path) -> None:
    whole = texts(news)
    raw = news.read_bytes()
    news.write_bytes(raw.replace(b"Oil and gas 7. ", b"Oil and fat 7. ", 1))
    found = run("check")
    assert found.returncode == 1
    assert "1 article spoiled: 20220308-1" in found.stdout
    mended = run("check", "--repair")
    assert "Lost: 20220308-1." in mended.stdout
    assert (news.parent / "run.db.damaged").exists()
    run("ingest", "articles")
    assert texts(news) == whole


def test_an_index_that_is_not_that_of_the_articles_is_made_anew(run: Run, news: Path) -> None:
    before = run("search", "oil", "--format", "ids", "--sort", "oldest").stdout
    with Archive.open(str(news), write=True) as archive:
        archive.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    assert run("search", "oil").returncode == 1
    assert "full-text index" in run("check").stdout
    assert run("check", "--repair").returncode == 0
    assert run("search", "oil", "--format", "ids", "--sort", "oldest").stdout == before
    assert not (news.parent / "run.db.damaged").exists()


def test_a_second_damaged_file_is_kept_beside_the_first(run: Run, news: Path) -> None:
    for number, name in ((7, "run.db.damaged"), (8, "run.db.damaged-2")):
        raw = news.read_bytes()
        news.write_bytes(raw.replace(b"Oil and gas %d. " % number, b"Oil and fat %d. " % number, 1))
        assert run("check", "--repair").returncode == 0
        assert (news.parent / name).exists()


def test_what_newsidx_did_not_make_is_reported_and_a_trigger_keeps_it_from_writing(run: Run, news: Path) -> None:
    with Archive.open(str(news), write=True) as archive:
        archive.connection.execute("CREATE TABLE notes (text)")
        assert check(archive).foreign == ("table notes",)
        archive.connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM articles WHERE id < new.id; END"
        )
    for command in (["ingest", "articles"], ["check"], ["optimize"], ["remove", "oil", "--yes"]):
        answer = run(*command)
        assert answer.returncode == 2
        assert answer.stderr.startswith("newsidx: ")
        assert "evil" in answer.stderr
        assert len(answer.stderr.splitlines()) == 1
    assert run("search", "oil").returncode == 0


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_file_cut_short_is_one_line(run: Run, news: Path, keep: float) -> None:
    raw = news.read_bytes()
    news.write_bytes(raw[: int(len(raw) * keep)])
    for command in (["search", "oil"], ["list"], ["check", "--repair"]):
        answer = run(*command)
        assert "Traceback" not in answer.stderr
        assert answer.returncode in (0, 1, 2)
        if answer.returncode == 2:
            assert len(answer.stderr.splitlines()) == 1


def test_a_backup_is_the_archive_as_it_was_also_while_another_writes(run: Run, news: Path) -> None:
    whole = texts(news)
    with Archive.open(str(news), write=True) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM articles WHERE id % 2")
        answer = run("backup", "copy.db")
        writer.connection.execute("ROLLBACK")
    assert answer.returncode == 0
    assert answer.stdout.endswith(" copied to copy.db\n")
    assert texts(news.parent / "copy.db") == whole
    with Archive.open(str(news.parent / "copy.db"), write=True) as archive:
        assert_whole(archive)
    assert run("search", "oil", "--db", "copy.db").returncode == 0


def test_a_backup_overwrites_nothing_and_leaves_nothing_half_done(run: Run, news: Path) -> None:
    (news.parent / "there.db").write_text("mine")
    refused = run("backup", "there.db")
    assert refused.returncode == 2
    assert (news.parent / "there.db").read_text() == "mine"
    assert run("backup", "nowhere/copy.db").returncode == 2
    assert not list(news.parent.glob("**/*.partial"))
    assert not list(news.parent.glob("**/.*"))


def test_a_backup_writes_through_no_link_beside_it_and_over_nothing_that_lies_there(run: Run, news: Path) -> None:
    other = news.parent / "other.db"
    other.write_bytes(news.read_bytes())
    before = other.read_bytes()
    (news.parent / "copy.db.partial").symlink_to(other)
    assert run("backup", "copy.db").returncode == 0
    assert other.read_bytes() == before
    assert (news.parent / "copy.db.partial").is_symlink()
    assert not (news.parent / "copy.db").is_symlink()
    (news.parent / "third.db.partial").write_text("mine")
    assert run("backup", "third.db").returncode == 0
    assert (news.parent / "third.db.partial").read_text() == "mine"


@pytest.mark.parametrize("comes", ["a file", "another backup"])
def test_what_comes_to_a_name_while_a_backup_is_made_to_it_stays(run: Run, news: Path, comes: str) -> None:
    target = news.parent / "copy.db"

    def come(statement: str) -> None:
        if statement == "BEGIN":
            target.write_text("mine") if comes == "a file" else run("backup", "copy.db")

    with Archive.open(str(news)) as archive:
        archive.connection.set_trace_callback(come)
        with pytest.raises(CannotWrite, match="is there already"):
            backup(archive, str(target))
    assert [path for path in news.parent.iterdir() if "copy.db" in path.name] == [target]
    assert target.read_text() == "mine" if comes == "a file" else texts(target) == texts(news)


def test_removed_articles_stay_away_until_their_file_changes(run: Run, news: Path, tmp_path: Path) -> None:
    ref = run("search", "title:7", "--format", "ids").stdout.split()[0]
    answer = run("remove", ref, "--yes")
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1].startswith("1 article removed. The files stay")
    assert run("show", ref).returncode == 2
    for arguments in (["articles"], ["articles", "--check"]):
        run("ingest", *arguments)
        assert run("show", ref).returncode == 2
    with Archive.open(str(news), write=True) as archive:
        assert_whole(archive)
    write(tmp_path / "articles", {"007.txt": "date 2022-03-08 Story 7\n\nOil again.\n"})
    run("ingest", "articles")
    assert run("search", "title:7 again", "--all").returncode == 0


def test_a_question_with_dates_and_fields_removes_what_search_finds(run: Run, news: Path) -> None:
    found = run("search", "oil path:articles", "--date", "2022-03-05", "--format", "ids").stdout.split()
    assert len(found) > 5
    answer = run("remove", "oil path:articles", "--date", "2022-03-05", "--yes")
    assert answer.stdout.splitlines()[-1].startswith(f"{len(found)} articles removed. The files stay")
    assert run("list", "2022-03-05").returncode == 1
    assert len(texts(news)) == 300 - len(found)


def test_nothing_is_removed_that_nobody_confirmed(run: Run, news: Path) -> None:
    answer = run("remove", "oil")
    assert answer.returncode == 2
    assert "--yes" in answer.stderr
    assert len(texts(news)) == 300
    assert run("remove", "zebra", "--yes").returncode == 1
    assert run("remove", "20990101-1", "--yes").returncode == 2
    assert run("remove", ":)", "--yes").returncode == 2
