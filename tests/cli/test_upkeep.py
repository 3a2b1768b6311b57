"""`newsidx check`, `backup` and `remove`, as their users run them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.archive.sqlite.upkeep.backup import backup
from newsidx.archive.sqlite.upkeep.check import check
from newsidx.errors import CannotWrite
from newsidx.ingest.pipeline import Report
from tests.archive.checks import assert_whole
from tests.archive.old_schemas import downgrade
from tests.cli.conftest import write
from tests.conftest import Run

PAGE = 8192
FULL = (
    "---\ndate: 2022-03-06T10:00:00Z\ntitle: Alpha\nauthor: Ann Smith\nsource: Herald\nsection: World\nplace: Paris\n"
    "url: http://news.example/a\nlanguage: en\ntags: [oil, gas]\n---\n\nText about oil.\n"
)
Add = Callable[..., Report]


@pytest.fixture
def news(run: Run, tmp_path: Path) -> Path:
    """An archive of some hundred articles, in its file whole."""
    filler = " ".join(f"word{number}" for number in range(150))
    write(
        tmp_path / "articles",
        {f"{n:03}.txt": f"date 2022-03-{1 + n % 28:02} Story {n}\n\nOil and gas {n}. {filler}\n" for n in range(300)},
    )
    run("ingest", "articles")
    with open_archive(str(tmp_path / "run.db"), write=True) as archive:
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return tmp_path / "run.db"


def texts(path: Path) -> set[tuple[str, str, str]]:
    with open_archive(str(path)) as archive:
        return set(archive.rows("SELECT date, title, body FROM articles"))


def overwrite(path: Path, page: int, seed: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(random.Random(seed).randbytes(PAGE))


def spoil(path: Path, number: int) -> None:
    """Change a letter of an article's text behind the archive's back."""
    raw = path.read_bytes()
    assert b"Oil and gas %d. " % number in raw
    path.write_bytes(raw.replace(b"Oil and gas %d. " % number, b"Oil and fat %d. " % number, 1))


def schema_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_a_check_without_errors_says_so_and_changes_nothing(run: Run, news: Path) -> None:
    before = news.read_bytes()
    answer = run("check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "No errors found.\n", "")
    assert news.read_bytes() == before


@pytest.mark.parametrize("seed", range(12))
def test_an_overwritten_page_is_found_and_repaired_and_an_ingest_restores_what_was_lost(
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
    repaired = run("check", "--repair")
    assert repaired.returncode == 0, repaired.stderr
    assert run("check").stdout == "No errors found.\n"
    assert texts(news) <= whole
    assert run("ingest", "articles").returncode == 0
    assert texts(news) == whole
    with open_archive(str(news), write=True) as archive:
        assert_whole(archive)


def test_text_changed_by_another_program_is_found_by_its_fingerprint(run: Run, news: Path) -> None:
    whole = texts(news)
    raw = news.read_bytes()
    news.write_bytes(raw.replace(b"Oil and gas 7. ", b"Oil and fat 7. ", 1))
    found = run("check")
    assert found.returncode == 1
    assert "1 article corrupt: 20220308-1" in found.stdout
    repaired = run("check", "--repair")
    assert "Lost: 20220308-1." in repaired.stdout
    assert (news.parent / "run.db.damaged").exists()
    run("ingest", "articles")
    assert texts(news) == whole


META_COLUMNS = (
    "published", "title", "byline", "source", "section", "place", "url", "language", "words", "meta", "date_from",
    "title_from",
)  # fmt: skip


@pytest.mark.parametrize("column", META_COLUMNS)
def test_a_change_of_any_column_by_another_program_is_found(add: Add, archive: Archive, column: str) -> None:
    add({"a.txt": FULL, "b.txt": "date 2022-03-07 Beta oil."})
    assert check(archive).is_intact
    value = "{}" if column == "meta" else 7 if column == "words" else "other"
    archive.connection.execute(f"UPDATE articles SET {column} = ? WHERE id = 20220306000001", [value])
    assert check(archive).corrupt == ("20220306-1",)


@pytest.mark.parametrize(
    ("before", "after"), [(b'"tags": [', b'"tags"; ['), (b"Ann Smith", b"Ann Smash"), (b"Herald", b"He\0ald")]
)
def test_a_changed_byte_in_the_metadata_is_found_and_read_again(
    run: Run, tmp_path: Path, before: bytes, after: bytes
) -> None:
    write(tmp_path / "articles", {"a.txt": FULL, "b.txt": "date 2022-03-07 Beta oil."})
    run("ingest", "articles")
    whole = run("list", "--format", "json").stdout
    db = tmp_path / "run.db"
    db.write_bytes(db.read_bytes().replace(before, after))
    found = run("check")
    assert (found.returncode, "1 article corrupt: 20220306-1" in found.stdout) == (1, True)
    assert "Lost: 20220306-1." in run("check", "--repair").stdout
    assert run("check").returncode == 0
    run("ingest", "articles")
    assert run("list", "--format", "json").stdout == whole


def test_a_check_needs_no_write_permission_and_waits_for_no_writer(run: Run, news: Path) -> None:
    with open_archive(str(news), write=True) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM articles WHERE id % 2")
        assert run("check").stdout == "No errors found.\n"
        writer.connection.execute("ROLLBACK")
        writer.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    with open_archive(str(news)) as reader:
        assert check(reader).index == "database disk image is malformed"
        assert check(reader).file == ()


def test_an_archive_of_an_earlier_schema_is_checked_as_it_is_and_repaired_to_the_current_one(
    run: Run, news: Path, tmp_path: Path
) -> None:
    whole = texts(news)
    run("remove", "title:5", "--yes")
    downgrade(news, 4)
    assert run("check").stdout == "No errors found.\n"
    spoil(news, 7)
    assert "1 article corrupt: 20220308-1" in run("check").stdout
    assert schema_of(news) == 4
    assert run("check", "--repair").returncode == 0
    assert schema_of(news) == SCHEMA_VERSION
    run("ingest", "articles")
    assert len(texts(news)) == len(whole) - 1  # what was removed stays away
    with open_archive(str(news), write=True) as archive:
        assert_whole(archive)


def test_an_archive_with_another_page_size_is_repaired_too(run: Run, news: Path) -> None:
    connection = sqlite3.connect(news, isolation_level=None)
    for statement in ("PRAGMA journal_mode = delete", "PRAGMA page_size = 4096", "VACUUM"):
        connection.execute(statement)
    connection.close()
    spoil(news, 7)
    assert run("check", "--repair").returncode == 0
    assert run("check").returncode == 0
    assert len(texts(news)) == 299


def test_a_repair_keeps_the_same_file_and_saves_a_copy_of_it(run: Run, news: Path) -> None:
    """Whoever has it open goes on with the archive, and there is never a moment without one."""
    news.chmod(0o600)
    spoil(news, 7)
    damaged, number = news.read_bytes(), news.stat().st_ino
    assert run("check", "--repair").returncode == 0
    assert (news.stat().st_ino, news.stat().st_mode & 0o777) == (number, 0o600)
    assert sorted(path.name for path in news.parent.glob("*.db*")) == ["run.db", "run.db.damaged"]
    assert (news.parent / "run.db.damaged").read_bytes() == damaged
    assert (news.parent / "run.db.damaged").stat().st_mode & 0o777 == 0o600
    assert not list(news.parent.glob(".*"))


def test_an_archive_that_another_program_has_open_is_not_rebuilt(run: Run, news: Path, tmp_path: Path) -> None:
    spoil(news, 7)
    with open_archive(str(news), write=True) as writer:
        writer.value("SELECT count(*) FROM articles")
        refused = run("check", "--repair")
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        assert "Another program has" in refused.stderr
        with writer.transaction() as connection:
            connection.execute("INSERT INTO alerts (name, question, added) VALUES ('oil', 'oil', '2022')")
    assert sorted(path.name for path in news.parent.glob("*.db*")) == ["run.db"]
    assert run("check", "--repair").returncode == 0
    assert "oil" in run("alert", "list").stdout


def test_removed_articles_and_shown_alerts_survive_a_repair(run: Run, news: Path) -> None:
    ref = run("search", "title:9", "--format", "ids").stdout.split()[0]
    run("remove", ref, "--yes")
    run("alert", "add", "gas", "gas")
    spoil(news, 7)
    run("check", "--repair")
    run("ingest", "articles")
    assert run("show", ref).returncode == 2
    lines = run("alert", "run", "gas", "--format", "lines").stdout.splitlines()
    assert [line.split("\t")[3] for line in lines] == ["Story 7"]  # which was lost and is read again


def test_an_index_that_does_not_match_the_articles_is_rebuilt(run: Run, news: Path) -> None:
    before = run("search", "oil", "--format", "ids", "--sort", "oldest").stdout
    with open_archive(str(news), write=True) as archive:
        archive.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    assert run("search", "oil").returncode == 1
    assert "full-text index" in run("check").stdout
    assert run("check", "--repair").returncode == 0
    assert run("search", "oil", "--format", "ids", "--sort", "oldest").stdout == before
    assert not (news.parent / "run.db.damaged").exists()


def test_a_wrong_count_of_articles_is_found_and_counted_anew(run: Run, news: Path) -> None:
    with sqlite3.connect(news) as connection:
        connection.execute("UPDATE days SET articles = 3 WHERE date = '2022-03-06'")
    connection.close()
    checked = run("check")
    assert (checked.returncode, checked.stdout) == (1, "The number of articles is wrong for 1 day or value.\n")
    assert run("check", "--repair").stdout.splitlines()[1:] == ["Repaired: the archive holds 300 articles."]
    assert run("check").stdout == "No errors found.\n"
    assert run("list", "--by", "day", "--format", "csv").stdout.splitlines()[6] == "2022-03-06,11"


def test_wrong_term_frequencies_are_found_and_made_anew(run: Run, news: Path) -> None:
    with sqlite3.connect(news) as connection:
        connection.execute("INSERT INTO document_frequencies VALUES (1, x'01000000')")
    connection.close()
    checked = run("check")
    message = "The term frequencies are not those of the articles: searches may count and rank wrong.\n"
    assert (checked.returncode, checked.stdout) == (1, message)
    assert "newsidx check --repair" in checked.stderr
    assert run("check", "--repair").stdout.splitlines()[1:] == ["Repaired: the archive holds 300 articles."]
    assert run("check").stdout == "No errors found.\n"


def test_a_second_corrupt_file_is_saved_next_to_the_first(run: Run, news: Path) -> None:
    for number, name in ((7, "run.db.damaged"), (8, "run.db.damaged-2")):
        raw = news.read_bytes()
        news.write_bytes(raw.replace(b"Oil and gas %d. " % number, b"Oil and fat %d. " % number, 1))
        assert run("check", "--repair").returncode == 0
        assert (news.parent / name).exists()


def test_tables_of_others_are_reported_and_a_trigger_of_others_stops_all_writing(run: Run, news: Path) -> None:
    with open_archive(str(news), write=True) as archive:
        archive.connection.execute("CREATE TABLE notes (text)")
        assert check(archive).unknown == ("table notes",)
        archive.connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM articles WHERE id < new.id; END"
        )
    looked = run("check")
    assert looked.stdout.startswith("Not made by newsidx, and left alone: table notes, trigger evil\n")
    for command in (["ingest", "articles"], ["optimize"], ["remove", "oil", "--yes"]):
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
            assert ("cannot be repaired" in answer.stderr) == (command[0] == "check")


def test_a_backup_is_the_archive_as_it_was_even_while_another_program_writes(run: Run, news: Path) -> None:
    whole = texts(news)
    with open_archive(str(news), write=True) as writer:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM articles WHERE id % 2")
        answer = run("backup", "copy.db")
        writer.connection.execute("ROLLBACK")
    assert answer.returncode == 0
    assert answer.stdout.endswith(" copied to copy.db\n")
    assert texts(news.parent / "copy.db") == whole
    with open_archive(str(news.parent / "copy.db"), write=True) as archive:
        assert_whole(archive)
    assert run("search", "oil", "--db", "copy.db").returncode == 0


def test_a_backup_overwrites_nothing_and_leaves_no_unfinished_file(run: Run, news: Path) -> None:
    (news.parent / "there.db").write_text("mine")
    refused = run("backup", "there.db")
    assert refused.returncode == 2
    assert (news.parent / "there.db").read_text() == "mine"
    assert run("backup", "nowhere/copy.db").returncode == 2
    assert not list(news.parent.glob("**/*.partial"))
    assert not list(news.parent.glob("**/.*"))


def test_a_backup_follows_no_link_and_overwrites_no_other_file(run: Run, news: Path) -> None:
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
def test_a_file_that_appears_during_a_backup_is_not_replaced(run: Run, news: Path, comes: str) -> None:
    target = news.parent / "copy.db"

    def come(statement: str) -> None:
        if statement == "BEGIN":
            target.write_text("mine") if comes == "a file" else run("backup", "copy.db")

    with open_archive(str(news)) as archive:
        archive.connection.set_trace_callback(come)
        with pytest.raises(CannotWrite, match="already exists"):
            backup(archive, str(target))
    assert [path for path in news.parent.iterdir() if "copy.db" in path.name] == [target]
    assert target.read_text() == "mine" if comes == "a file" else texts(target) == texts(news)


def test_removed_articles_stay_away_until_their_file_changes(run: Run, news: Path, tmp_path: Path) -> None:
    ref = run("search", "title:7", "--format", "ids").stdout.split()[0]
    answer = run("remove", ref, "--yes")
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1].startswith("1 article removed. newsidx undo brings it back. The files stay")
    assert run("show", ref).returncode == 2
    for arguments in (["articles"], ["articles", "--check"]):
        run("ingest", *arguments)
        assert run("show", ref).returncode == 2
    with open_archive(str(news), write=True) as archive:
        assert_whole(archive)
    write(tmp_path / "articles", {"007.txt": "date 2022-03-08 Story 7\n\nOil again.\n"})
    run("ingest", "articles")
    assert run("search", "title:7 again", "--all").returncode == 0


def test_a_query_with_dates_and_fields_removes_what_search_finds(run: Run, news: Path) -> None:
    found = run("search", "oil path:articles", "--date", "2022-03-05", "--format", "ids").stdout.split()
    assert len(found) > 5
    answer = run("remove", "oil path:articles", "--date", "2022-03-05", "--yes")
    assert answer.stdout.splitlines()[-1].startswith(
        f"{len(found)} articles removed. newsidx undo brings them back. The files stay"
    )
    assert run("list", "2022-03-05").returncode == 1
    assert len(texts(news)) == 300 - len(found)


def test_nothing_is_removed_without_confirmation(run: Run, news: Path) -> None:
    answer = run("remove", "oil")
    assert answer.returncode == 2
    assert "--yes" in answer.stderr
    assert len(texts(news)) == 300
    assert run("remove", "zebra", "--yes").returncode == 1
    assert run("remove", "20990101-1", "--yes").returncode == 2
    assert run("remove", ":)", "--yes").returncode == 2
