"""Archives that somebody forged to do harm: every command works or refuses, quickly, and runs no code from them.

Values that newsidx never writes, texts of millions of letters, endless views in place of tables, generated columns,
triggers, false indexes, and a schema that asks for more memory than there is.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from newsidx.archive.sqlite.schema import INDEX_OF_STEMS
from tests.faults.in_process import answer, faults_in_fork
from tests.faults.trials import IS_LONG

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),  # pytest-xdist has threads
]

Forgery = Callable[[sqlite3.Connection], None]

READING = [
    ["list"], ["search", "oil"], ["search", "oyl", "--fuzzy"], ["show", "20220305-1"], ["info"],
    ["list", "--by", "week"], ["list", "--by", "calendar"], ["timeline", "oil"], ["related", "20220306-1"],
    ["words", "--date", "2022-03"], ["export", "--to", "-", "--format", "csv"], ["alert", "list"],
    ["alert", "run", "--peek"], ["problems"], ["search", "by:ann path:f"], ["search", "oil", "--group"],
    ["cite", "20220305-1.."], ["search", "20220305-1..20220306-9 file:/"],
    ["tag"], ["search", "tag:* OR note:*"], ["undo", "--list"],
]  # fmt: skip
WRITING = [
    ["check"], ["duplicates"], ["ingest", "-j0", "files"], ["ingest", "-j0", "--check", "--prune", "files"],
    ["undo"], ["optimize"], ["alert", "run"], ["remove", "20220307-1", "--yes"],
    ["export", "--to", "out/", "--overwrite"], ["backup", "backup.db"], ["check", "--repair"], ["list"],
]  # fmt: skip

FIRST, LAST = "id = (SELECT min(id) FROM articles)", "id = (SELECT max(id) FROM articles)"
REBUILD = "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')"
ALERT = "INSERT INTO alerts (name, question, seen, added) VALUES ('x', ?, 0, '2022')"


def sql(*statements: str) -> Forgery:
    """Run some statements."""

    def forge(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return forge


def bound(statement: str, value: object) -> Forgery:
    """Run a statement with a value."""
    return lambda connection: connection.execute(statement, [value]) and None


def meta(value: str) -> Forgery:
    return bound("UPDATE articles SET meta = ?", value)


def moved(id_: int, date: str) -> Forgery:
    """Give the first article another id."""
    return sql(f"UPDATE articles SET id = {id_}, date = '{date}' WHERE {FIRST}", REBUILD)


def schema(table: str, old: str, new: str) -> Forgery:
    """Change the definition of a table."""

    def forge(connection: sqlite3.Connection) -> None:
        (written,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
        assert re.search(old, written, re.DOTALL), written
        rewritten = re.sub(old, lambda match: new, written, count=1, flags=re.DOTALL)
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", [rewritten, table])
        connection.execute("PRAGMA schema_version = 9999")

    return forge


def generated(column: str, expression: str) -> Forgery:
    """Make a column of the articles one that is computed when it is read."""
    return schema(
        "articles",
        rf"\n  {column} TEXT[^\n]*?(,|(?= ?--)|(?=\n))",
        f"\n  {column} TEXT GENERATED ALWAYS AS ({expression}) VIRTUAL,",
    )


def endless(table: str) -> Forgery:
    """Replace a table by an endless view with the same columns."""

    def forge(connection: sqlite3.Connection) -> None:
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_xinfo({table})")]
        values = {"id": "x", "date": "'2022-03-01'", "title": "'t'", "body": "'b'", "meta": "'{}'", "path": "'/p'",
                  "status": "'problem'", "problem": "'p'", "ref": "'r'", "words": "1"}  # fmt: skip
        chosen = ", ".join(f"{values.get(name, 'NULL')} AS {name}" for name in columns)
        view = f"CREATE VIEW {table} AS WITH RECURSIVE t (x) AS (SELECT 20220301000001 UNION ALL SELECT x + 1 FROM t) SELECT {chosen} FROM t"  # noqa: E501
        connection.execute("DELETE FROM sqlite_master WHERE tbl_name = ?", [table])
        connection.execute(
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('view', ?1, ?1, 0, ?2)",
            [table, view],
        )
        connection.execute("PRAGMA schema_version = 9999")

    return forge


def index(definition: str, *then: str) -> Forgery:
    """Replace the full-text index by something else."""
    return sql("DROP TABLE articles_fts", definition, *then)


def both(*forgeries: Forgery) -> Forgery:
    def forge(connection: sqlite3.Connection) -> None:
        for forgery in forgeries:
            forgery(connection)

    return forge


def many_words(connection: sqlite3.Connection) -> None:
    words = ((f"w{number:x}",) for number in range(600_000))
    connection.executemany("INSERT OR IGNORE INTO forms VALUES ('en', ?1, ?1)", words)


def loose(table: str, columns: str, *rows: str) -> Forgery:
    """Replace a table by one that takes anything, with some rows."""
    return sql(
        f"DROP TABLE {table}", f"CREATE TABLE {table} ({columns})", *(f"INSERT INTO {table} {row}" for row in rows)
    )


SOME = 20220305000001
"""The id of one of the articles."""

NOT_STRICT = schema("articles", r"\) STRICT", ")")

VALUES: dict[str, Forgery] = {
    "no date": sql("UPDATE articles SET date = 'garbage'"),
    "the last day of 9999": both(moved(99991231000001, "9999-12-31")),
    "a day of year 1": moved(10101000001, "0001-01-01"),
    "an id below zero": moved(-5, "2022-03-01"),
    "the largest id": moved(2**63 - 1, "2022-03-01"),
    "an id of no day": moved(20221399000001, "2022-03-01"),
    "meta is a list": meta("[1]"),
    "meta is a number": meta("3"),
    "meta is nothing": meta(""),
    "meta is deep": meta('{"a":' * 5000 + "1" + "}" * 5000),
    "meta is a deep list": meta('{"a":' + "[" * 900 + "]" * 900 + "}"),
    "meta of other types": meta('{"a":NaN,"date_text":[1],"date_or":{"x":1}}'),
    "meta of 5,000 digits": meta('{"a":' + "9" * 5000 + "}"),
    "no time": sql("UPDATE articles SET published = 'x'"),
    "NUL in paths": sql("UPDATE files SET path = path || char(0) || 'x'"),
    "relative paths": sql("UPDATE files SET path = '../../etc/' || id"),
    "escapes in paths": sql(r"UPDATE files SET path = '/\x41\xzz\xff' || id"),
    "paths of 5 MB": bound("UPDATE files SET path = path || ?", "x" * 5_000_000),
    "a title of 20 MB": sql(f"UPDATE articles SET title = printf('%.20000000c', 'x') WHERE {LAST}", REBUILD),
    "a byline of 15 MB": sql(
        f"UPDATE articles SET byline = replace(printf('%.5000000c', 'x'), 'x', 'Ab ') WHERE {LAST}"
    ),
    "a byline of and and": sql(
        f"UPDATE articles SET byline = replace(printf('%.500000c', 'x'), 'x', ' and ') WHERE {LAST}"
    ),
    "a URL of 3 MB": sql(f"UPDATE articles SET url = 'http://' || printf('%.3000000c', 'x') WHERE {LAST}"),
    "an alert with an invalid date": bound(ALERT, "date:garbage"),
    "an alert without a word": bound(ALERT, "***"),
    "an alert of 5,000 negations": bound(ALERT, " ".join(f"-w{number}" for number in range(5000))),
    "an alert that has seen everything": both(bound(ALERT, "oil"), sql("UPDATE alerts SET seen = 9223372036854775807")),
    "near-duplicates that do not exist": sql(
        "INSERT INTO near_duplicates VALUES (20220399000009, 20220301000001, 1.0)",
        "INSERT INTO comparison VALUES (7)",
        "INSERT INTO compared SELECT id FROM articles",
    ),
    "near-duplicates in a circle": sql(
        "INSERT INTO near_duplicates VALUES (20220301000001, 20220302000001, 1.0)",
        "INSERT INTO near_duplicates VALUES (20220302000001, 20220301000001, 99.0)",
        "INSERT INTO comparison VALUES (7)",
        "INSERT INTO compared SELECT id FROM articles",
    ),
    "comparisons of no span": sql("INSERT INTO comparison VALUES (99999999999), (-1)"),
    "a copy of no article": sql("INSERT INTO copies VALUES (999, 0, 20220399000001)"),
    "600,000 words": many_words,
    "a word of two lines": sql("INSERT INTO forms VALUES ('en', 'oil', 'a' || char(10) || 'b' || char(27) || '[2J')"),
    "a form with quotes and operators": sql("INSERT INTO forms VALUES ('en', 'oil', 'x\" OR NEAR(')"),
    "a form of 2 MB": sql("INSERT INTO forms VALUES ('en', 'oil', printf('%.2000000c', 'x'))"),
    "200,000 forms of one word": lambda connection: (
        connection.executemany(
            "INSERT OR IGNORE INTO forms VALUES ('en', 'oil', ?)", ((f"w{number:x}",) for number in range(200_000))
        )
        and None
    ),
    "a word that is not text": loose("forms", "language, stem, term", "VALUES ('en', 'oil', x'ff00ff')"),
    "words that are numbers": loose("forms", "language, stem, term", "VALUES ('en', 'oil', 7), (7, 7, 7)"),
    "languages that are not text": loose("languages", "language, articles", "VALUES (x'ff', 'many'), (7, NULL)"),
    "a language that does not exist": sql("INSERT INTO languages VALUES ('../xx', -1), ('', 9223372036854775807)"),
    "tags and notes that are not text": both(
        loose(
            "article_tags",
            "tag, article",
            f"VALUES (x'ff00', {SOME}), (7, 'x'), (NULL, NULL), ('a' || char(27), {SOME})",
        ),
        loose("article_notes", "article, note, written", f"VALUES ({SOME}, x'ff00', 7), ('x', NULL, NULL)"),
    ),
    "changes of no kind": loose(
        "kept_changes", "id, kind, made, subject", "VALUES (1, 'x', x'ff', 7), ('x', 7, NULL, '')"
    ),
    "a change that keeps what is no row": both(
        sql("INSERT INTO kept_changes VALUES (7, 'removal', '2099', 'x')"),
        loose("kept_articles", "change, id, date, title, fingerprint, body", f"VALUES (7, 'x', 7, NULL, 'x', {SOME})"),
        sql("INSERT INTO kept_rows (change, kind, row) VALUES (7, 'tag', '[[[[]]]]'), (7, 'file', '{\"a\":1}')"),
    ),
    "a change that keeps rows of other types": both(
        sql(
            "INSERT INTO kept_changes VALUES (7, 'alert-deleted', '2099-01-01T00:00:00', 'x')",
            """
            INSERT INTO kept_rows (change, kind, row) VALUES
            (7, 'file', '[1, "/x", "y", null, {}, "zz", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]'),
            (7, 'alert', '["x", "oil", "y", 7, []]'), (7, 'note', '["x", 1, 2]'),
            (7, 'copy', '[1, 2, 99999999999999999999]')
            """,
        )
    ),
    "a change of next year with ids of the last": both(
        sql(
            "INSERT INTO kept_changes VALUES (7, 'prune', '2099-01-01T00:00:00', '')",
            """
            INSERT INTO kept_articles (change, id, date, title, words, meta, title_from, fingerprint, body)
            SELECT 7, id, '2022-13-99', title, words, '[', title_from, fingerprint + 1, body FROM articles
            """,
        )
    ),
    "endless languages of articles": loose(
        "unlisted", "article, language", "VALUES (x'00', 7), (20220301000001, x'ff')"
    ),
}
SCHEMAS: dict[str, Forgery] = {
    "endless articles": endless("articles"),
    "endless files": endless("files"),
    "endless forms": endless("forms"),
    "endless languages": endless("languages"),
    "endless articles without forms": endless("unlisted"),
    "forms that are computed": schema("forms", "term TEXT NOT NULL,", "term TEXT AS (hex(zeroblob(300000000))),"),
    "a body of 600 MB that is computed": generated("body", "hex(zeroblob(300000000))"),
    "titles of 48 MB that are computed": generated("title", "replace(hex(zeroblob(3000000)), '0', 'abcdefgh')"),
    "a byline that loads an extension": generated("byline", "load_extension('x')"),
    "a byline that writes a file": generated("byline", "writefile('written', 'x')"),
    "blobs and numbers for texts": both(NOT_STRICT, sql("UPDATE articles SET title = CAST(title AS blob), body = 12")),
    "NULL for texts": both(
        NOT_STRICT,
        schema("articles", "title TEXT NOT NULL", "title TEXT"),
        schema("articles", "body TEXT NOT NULL", "body TEXT"),
        lambda connection: connection.executescript("PRAGMA writable_schema = reset") and None,
        sql("UPDATE articles SET title = NULL, body = NULL"),
    ),
    "a check that takes 800 MB": schema(
        "files", "size INTEGER NOT NULL", "size INTEGER NOT NULL CHECK (length(hex(zeroblob(400000000))) > 0)"
    ),
    "an index of long expressions": sql("CREATE INDEX ex ON articles (replace(hex(zeroblob(2000000)), '0', title))"),
    "a trigger": sql("CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END"),
    "a trigger on files": sql("CREATE TRIGGER t AFTER UPDATE ON files BEGIN DELETE FROM articles; END"),
    "a view of a database that does not exist": schema(
        "article_files", ".*", "CREATE VIEW article_files AS SELECT * FROM nosuch.t"
    ),
    "an index that is a table": index("CREATE TABLE articles_fts (title, body, rank)"),
    "an index that is a view": index("CREATE VIEW articles_fts AS SELECT title, body FROM articles"),
    "an index without content": index("CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, content='')"),
    "an index of the schema": index(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (type, sql, content='sqlite_master')"
    ),
    "an index of itself": index("CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, content='articles_fts')"),
    "an index of trigrams": index(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 "
        "(title, body, content='articles', content_rowid='id', tokenize='trigram')",
        REBUILD,
    ),
    "an index of random bytes": sql("UPDATE articles_fts_data SET block = randomblob(length(block))"),
    "averages of random bytes": sql(
        "UPDATE articles_fts_data SET block = x'ffffffffffffffffffffffffffffff7f' WHERE id = 1"
    ),
    "averages that are a text": sql("UPDATE articles_fts_data SET block = 'text' WHERE id = 1"),
    "no lengths": sql("UPDATE articles_fts_docsize SET sz = x''"),
    "other pages": sql("UPDATE articles_fts_idx SET pgno = pgno + 1"),
    "another version of the index": sql("UPDATE articles_fts_config SET v = 99 WHERE k = 'version'"),
    "no size of a page": sql("INSERT OR REPLACE INTO articles_fts_config VALUES ('pgsz', -1)"),
    "a schema below zero": sql("PRAGMA user_version = -1"),
    "a schema far ahead": sql("PRAGMA user_version = 2147483647"),
    "a schema before the first": sql("PRAGMA user_version = 0"),
    "an earlier schema": sql("PRAGMA user_version = 2"),
    "an index of stems": index(INDEX_OF_STEMS, REBUILD),
    "an earlier schema with an index of words and a vocabulary": sql(
        "CREATE TABLE vocabulary (term)", "PRAGMA user_version = 8"
    ),
    "an earlier schema with other tables": sql(
        "DROP TABLE articles_fts", INDEX_OF_STEMS, REBUILD, "CREATE TABLE vocabulary (term)", "PRAGMA user_version = 8"
    ),
}

HEAVY = {
    "200,000 forms of one word",
    "600,000 words", "a body of 600 MB that is computed", "a byline of 15 MB", "a byline of and and",
    "a check that takes 800 MB", "a title of 20 MB", "an index of long expressions", "endless articles",
    "a URL of 3 MB", "endless files", "paths of 5 MB", "titles of 48 MB that are computed",
}  # fmt: skip
"""Forgeries that take seconds even if nothing is wrong. They are tried in long runs only."""


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive in one file, next to the folder it was made from. Read-only."""
    place = tmp_path_factory.mktemp("intact")
    (place / "files").mkdir()
    for number in range(30):
        (place / "files" / f"{number}.txt").write_text(
            f"Date: 2022-03-{1 + number % 28:02}\nTitle: Oil story {number}\nBy: Ann\n\n"
            + f"gas embargo number {number % 20} " * 20
        )
    assert answer(["--db", str(place / "news.db"), "ingest", "-j0", str(place / "files")]).status == 0
    with closing(sqlite3.connect(place / "news.db")) as connection:
        connection.execute("PRAGMA journal_mode = delete")
    return place


NAMES = [*VALUES, *SCHEMAS]
"""A long run forges all of these, a normal one every third."""


@pytest.mark.parametrize("name", NAMES if IS_LONG else [name for name in NAMES[::3] if name not in HEAVY])
def test_no_command_crashes_hangs_or_writes_because_of_a_forged_archive(
    intact: Path, fast_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    db = fast_path / "news.db"
    shutil.copy(intact / "news.db", db)
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = on")
        (VALUES | SCHEMAS)[name](connection)
    monkeypatch.chdir(fast_path)
    folder = str(intact / "files")
    writing = [[folder if argument == "files" else argument for argument in command] for command in WRITING]
    faults = faults_in_fork(db, READING, writing)
    assert not faults, "\n".join(faults)
    assert not os.path.exists("written")


def test_a_file_that_only_claims_to_be_an_archive_is_refused(fast_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = fast_path / "news.db"
    with closing(sqlite3.connect(db)) as connection:
        connection.executescript("PRAGMA application_id = 1852143475; PRAGMA user_version = 4; CREATE TABLE x (y)")
    monkeypatch.chdir(fast_path)
    faults = faults_in_fork(db, READING, [command for command in WRITING if "ingest" not in command])
    assert not faults, "\n".join(faults)


def test_a_page_count_that_is_far_too_large_crashes_no_command(
    intact: Path, fast_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray((intact / "news.db").read_bytes())
    data[28:32] = b"\x7f\xff\xff\xff"
    db = fast_path / "news.db"
    db.write_bytes(data)
    monkeypatch.chdir(fast_path)
    faults = faults_in_fork(db, READING, [command for command in WRITING if "ingest" not in command])
    assert not faults, "\n".join(faults)
