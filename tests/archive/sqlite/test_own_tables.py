"""Every command calls an archive corrupt that a failing disk or an attacker has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import INDEX_OF_STEMS
from newsidx.archive.sqlite.values import article, counted_periods, dated_ids, period_name
from newsidx.cli import run
from newsidx.errors import ArchiveCorrupt, NotAnArchive
from newsidx.ingest.pipeline import Report
from tests.archive.old_schemas import downgrade

ENDLESS = """
CREATE VIEW {} AS WITH RECURSIVE t (x) AS (SELECT 20220301000001 UNION ALL SELECT x + 1 FROM t)
SELECT x AS id, '2022-03-01' AS date, NULL AS published, 't' AS title, NULL AS byline, NULL AS source, NULL AS section,
  NULL AS place, NULL AS url, NULL AS language, 1 AS words, NULL AS date_from, 'line' AS title_from, '{{}}' AS meta,
  1 AS fingerprint, 'b' AS body, '/p' AS path, 'problem' AS status, 'p' AS problem, NULL AS missing_since,
  'x' AS last_read, x AS article, x AS file, 0 AS part, 'term' AS term
FROM t
"""
VALUES = {
    "an invalid date": "UPDATE articles SET date = 'garbage'",
    "an id without a valid day": "UPDATE articles SET id = 20221399000001 WHERE id = (SELECT min(id) FROM articles)",
    "a huge id": "UPDATE articles SET id = 9223372036854775807 WHERE id = (SELECT min(id) FROM articles)",
    "the year 1": "UPDATE articles SET date = '0001-01-01', id = 10101000001 WHERE id = 20220301000001",
    "a pair without a valid day": "INSERT INTO near_duplicates VALUES (20220399000009, 20220301000001, 1.0)",
    "metadata that is a list": "UPDATE articles SET meta = '[1]'",
    "metadata that is a number": "UPDATE articles SET meta = '3'",
    "no metadata": "UPDATE articles SET meta = ''",
    "metadata with a huge number": 'UPDATE articles SET meta = \'{"a": ' + "9" * 5000 + "}'",
    "metadata nested deeply": "UPDATE articles SET meta = '" + '{"a":' * 5000 + "1" + "}" * 5000 + "'",
    "metadata nested": 'UPDATE articles SET meta = \'{"a":' + "[" * 900 + "]" * 900 + "}'",
    "bytes for a title": "UPDATE loose articles SET title = x'ff00', body = 12",
    "bytes for a path": "UPDATE loose files SET path = x'2f00ff' WHERE id = 1",
    "a text for the number of words": "UPDATE loose articles SET words = 'many'",
    "bytes for an alert": "INSERT INTO loose alerts VALUES (x'00', 'oil', 1, '2022', NULL)",
    "bytes for the article of a copy": "UPDATE loose copies SET article = x'00ff'",
    "a text for a number of days": "INSERT INTO loose comparison VALUES ('seven')",
    "a text for a share": "INSERT INTO loose near_duplicates VALUES (20220302000001, 20220301000001, 'most')",
    "a text for the articles of a day": "UPDATE loose days SET articles = 'many'",
    "bytes for a day": "UPDATE loose days SET date = x'00ff' WHERE date = '2022-03-05'",
    "an invalid day": "UPDATE days SET date = '2022-W03' WHERE date = '2022-03-05'",
    "the most articles of a day": "UPDATE days SET articles = 9223372036854775807",
    "a text for the articles of a value": "UPDATE loose field_counts SET articles = 'most'",
    "bytes for a value": "INSERT INTO loose field_counts VALUES ('source', x'00ff', 3)",
    "pending counts that are a number": "INSERT INTO pending_counts (counts) VALUES ('3')",
    "a text in the index": "UPDATE articles_fts_data SET block = 'text' WHERE id = 1",
    "a text that is not UTF-8": "UPDATE articles SET byline = CAST(x'ff00ff' AS TEXT), source = CAST(x'ff' AS TEXT)",
}
SCHEMAS = {
    **{
        f"a view in the place of {name}": ("DROP TABLE " + name, ENDLESS.format(name))
        for name in ("articles", "files", "forms", "languages", "unlisted", "days", "field_counts")
    },
    "an index that is a table": ("DROP TABLE articles_fts", "CREATE TABLE articles_fts (title, body, rank)"),
    "an index of something else": (
        "DROP TABLE articles_fts",
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, content='sqlite_master')",
    ),
    "a virtual table for a table": (
        "DROP TABLE copies",
        "CREATE VIRTUAL TABLE copies USING fts5 (file, part, article)",
    ),
    "a generated column": (
        "DROP TABLE forms",
        "CREATE TABLE forms (x, term TEXT GENERATED ALWAYS AS (hex(zeroblob(300000000))) VIRTUAL)",
    ),
    "an index of stems in the place of one of words": ("DROP TABLE articles_fts", INDEX_OF_STEMS),
    "an earlier schema than that of the index": ("PRAGMA user_version = 8", "SELECT 1"),
    "no table": ("DROP TABLE alerts", "CREATE TABLE other (x)"),
}
READING = (
    *(["list"], ["search", "oil"], ["search", "oyl", "--fuzzy"], ["search", "oil", "--group"], ["show", "20220305-1"]),
    *(["list", "--by", by] for by in ("source", "day", "week", "month", "calendar")),
    *(["info"], ["timeline", "oil"]),
    *(["related", "20220306-1"], ["words", "--date", "2022-03"], ["export", "--to", "-", "--format", "csv"]),
    *(["alert", "list"], ["alert", "run", "--peek"], ["problems"], ["duplicates"]),
)


@pytest.fixture
def forged(archive: Archive, add: Callable[..., Report]) -> Callable[..., str]:
    """Creates an archive of twenty days, then runs statements on it with SQLite."""

    def forge(*statements: str) -> str:
        add({f"{n}.txt": f"date 2022-03-{n:02} Oil story {n}\n\nGas embargo number {n} of oil." for n in range(1, 21)})
        archive.close()
        connection = sqlite3.connect(archive.path, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            if "loose" in statement:  # a table that is not STRICT holds anything
                connection.execute("UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT, ', ''), 'STRICT', '')")
                connection.execute("PRAGMA schema_version = 9999")
            connection.execute(statement.replace("loose ", ""))
        connection.close()
        return archive.path

    return forge


@pytest.mark.parametrize("statement", VALUES.values(), ids=VALUES.keys())
def test_values_that_newsidx_never_stores_are_called_corrupt_without_a_traceback(
    forged: Callable[..., str], statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = forged(statement)
    errors = ""
    for command in READING:
        status = run(["--db", path, *command])
        answer = capsys.readouterr()
        assert status in (0, 1, 2)
        assert status != 2 or "is corrupt (" in answer.err, answer.err
        assert status != 2 or "newsidx check" in answer.err
        errors += answer.err
    # Only the integrity check reads some of the values.
    assert run(["--db", path, "check"]) in (0, 1) if "is corrupt (" in errors else (1,)
    assert run(["--db", path, "check", "--repair"]) in (0, 1, 2)


@pytest.mark.parametrize("statements", SCHEMAS.values(), ids=SCHEMAS.keys())
@pytest.mark.parametrize("write", [False, True])
def test_a_table_that_newsidx_did_not_create_is_refused_before_it_is_read(
    forged: Callable[..., str], statements: tuple[str, ...], write: bool
) -> None:
    path = forged(*statements)
    with pytest.raises(ArchiveCorrupt, match="corrupt"):
        open_archive(path, write=write)


def test_a_view_in_the_place_of_an_earlier_table_is_refused(forged: Callable[..., str]) -> None:
    path = forged()
    downgrade(Path(path), 8)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE vocabulary")
        connection.execute(ENDLESS.format("vocabulary"))
    for write in (False, True):
        with pytest.raises(ArchiveCorrupt, match="vocabulary is not a table"):
            open_archive(path, write=write)


def test_an_archive_with_an_index_on_an_expression_can_be_read_but_not_written(forged: Callable[..., str]) -> None:
    path = forged("CREATE INDEX slow ON articles (replace(hex(zeroblob(20)), '0', title))")
    with pytest.raises(NotAnArchive, match="an index that newsidx did not create [(]slow[)]"):
        open_archive(path, write=True)
    with open_archive(path) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 20


def test_other_tables_views_and_indexes_do_not_matter_to_a_reader(forged: Callable[..., str]) -> None:
    path = forged(
        "CREATE VIEW mine AS SELECT title FROM articles", "CREATE TABLE notes (x)", "CREATE INDEX i ON files (size)"
    )
    with open_archive(path) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 20


@pytest.mark.parametrize("column", range(16))
def test_every_column_of_an_article_is_checked_for_its_type(column: int) -> None:
    row = (1, None, None, "t", "b", *[None] * 6, 1, "{}", None, "line", 5)
    assert article("news.db", row, ()).title == "t"
    with pytest.raises(ArchiveCorrupt):
        article("news.db", (*row[:column], b"x", *row[column + 1 :]), ())


@pytest.mark.parametrize(
    ("digits", "unit", "name"),
    [("2022", "year", "2022"), ("202203", "month", "2022-03"), ("20220306", "day", "2022-03-06")],
)
def test_a_period_has_a_name_and_an_invalid_one_is_corrupt(digits: str, unit: str, name: str) -> None:
    assert period_name(digits) == name
    assert counted_periods("news.db", [(name, 3)], unit) == [(name, 3)]
    for invalid in ("0", "20221", "202213", "20220230", "-2022", "99999999999", digits[:-2]):
        with pytest.raises(ArchiveCorrupt):
            counted_periods("news.db", [(period_name(invalid), 3)], unit)
    for row in ((None, 3), (b"2022", 3), (name, "3"), (name, None), (name, 3.0)):
        with pytest.raises(ArchiveCorrupt):
            counted_periods("news.db", [row], unit)


def test_the_day_of_an_id_exists_or_the_archive_is_corrupt() -> None:
    assert list(dated_ids("news.db", [7, 20220306000001])) == [7, 20220306000001]
    for invalid in (20220230000001, 20221301000001, 9223372036854775807):
        with pytest.raises(ArchiveCorrupt):
            list(dated_ids("news.db", [invalid]))


def test_every_command_calls_an_archive_with_a_damaged_schema_text_corrupt(
    forged: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(forged("PRAGMA wal_checkpoint(TRUNCATE)"))
    raw = bytearray(path.read_bytes())
    raw[raw.find(b"CREATE TABLE alerts") + 40] = 0xFF
    path.write_bytes(raw)
    for command in (["list"], ["check"], ["optimize"]):
        assert run(["--db", str(path), *command]) == 2
        assert "is corrupt (" in capsys.readouterr().err
