"""The floor for an ingest: the least work that gives a searchable archive. Usage: floor.py FOLDER DATABASE

One table and one full-text index, loaded in one transaction from files in the seed's layout; no bookkeeping,
no metadata, no checks. The ratio of newsidx to this shows what it does in addition.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

_HEADER = re.compile(r"\s*date (\d{4})-(\d\d)-(\d\d)\s+")


def load(folder: Path, database: Path) -> None:
    rows, last = [], dict[int, int]()
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        match = _HEADER.match(text)
        day = int("".join(match.groups())) if match else 0
        last[day] = last.get(day, 0) + 1
        title, _, body = text[match.end() if match else 0 :].partition("\n\n")
        rows.append((day * 1_000_000 + last[day], title, body, str(path)))
    rows.sort()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, body TEXT, path TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, content='articles', content_rowid='id',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO articles_fts (rowid, title, body) VALUES (?, ?, ?)", (row[:3] for row in rows))
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]))
