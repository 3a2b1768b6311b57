"""The standing questions that an archive keeps, and which of its articles have come since each was last run.

An article is new if none of the files that were known then holds it: an edit makes no news, nor does a second copy.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from newsidx.archive import Archive
from newsidx.errors import AlertExists, UnknownAlert


@dataclass(frozen=True)
class Alert:
    """A standing question. `seen` is the highest id of a file when it was last run; times are UTC, ISO 8601."""

    name: str
    question: str
    seen: int
    added: str
    last_run: str | None = None


def alerts(archive: Archive) -> list[Alert]:
    """Every alert, by name."""
    return [
        Alert(*row) for row in archive.rows("SELECT name, question, seen, added, last_run FROM alerts ORDER BY name")
    ]


def alert(archive: Archive, name: str) -> Alert:
    """The alert of a name. Raises UnknownAlert."""
    for one in alerts(archive):
        if one.name == name:
            return one
    raise UnknownAlert(f"There is no alert called {name}", "newsidx alert list shows those there are.")


def add(archive: Archive, name: str, question: str) -> Alert:
    """Keep a question; what is in the archive now is no news to it. Raises AlertExists."""
    with archive.transaction() as connection:
        if connection.execute("SELECT 1 FROM alerts WHERE name = ?", [name]).fetchone():
            raise AlertExists(
                f"There is an alert called {name} already",
                "Choose another name, or take that one away: newsidx alert remove NAME.",
            )
        added = Alert(name, question, last_file(archive), _now())
        connection.execute(
            "INSERT INTO alerts (name, question, seen, added) VALUES (?, ?, ?, ?)",
            (added.name, added.question, added.seen, added.added),
        )
    return added


def remove(archive: Archive, name: str) -> None:
    """Forget an alert. Raises UnknownAlert."""
    with archive.transaction() as connection:
        alert(archive, name)
        connection.execute("DELETE FROM alerts WHERE name = ?", [name])


def last_file(archive: Archive) -> int:
    """The highest id of a file: up to where an alert that is run now has seen."""
    return int(archive.value("SELECT coalesce(max(id), 0) FROM files"))


def new_since(archive: Archive, seen: int) -> set[int]:
    """The ids of the articles that only files with a higher id than `seen` hold."""
    sql = """
        SELECT DISTINCT article FROM copies WHERE file > ?1
        AND NOT EXISTS (SELECT 1 FROM copies AS known WHERE known.article = copies.article AND known.file <= ?1)
    """
    return {article for (article,) in archive.rows(sql, [seen])}


def mark_run(archive: Archive, names: list[str], seen: int) -> None:
    """Note that alerts have been run, and up to which file they have seen."""
    now = _now()
    with archive.transaction() as connection:
        connection.executemany(
            "UPDATE alerts SET seen = ?, last_run = ? WHERE name = ?", ((seen, now, name) for name in names)
        )


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
