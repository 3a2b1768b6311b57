"""Programs for the peers that are Python libraries: index the articles of a folder, or search for a word.

python -m tests.bench.in_python tantivy|whoosh|fts5 index|search FOLDER|WORD INDEX

The program fts5 is a plain FTS5 table with Porter's stemmer. Of the peers of a large archive there is also a function
that gives the first page of a query in this process, as newsidx gives it: titles, each with a snippet.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_HEAD = re.compile(r"\s*date \d{4}-\d\d-\d\d\s+")
_TITLE = re.compile(r"Title: (.*)\n")
_PAGE = 20

FirstPage = Callable[[str], "list[tuple[str, str]]"]
"""From a query to the titles and snippets of its 20 best articles."""


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(path, title, body) of the files in the seed's layout, split as in floor.py, or below a header with a title."""
    for path in _paths(folder):
        with open(path, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        head = _HEAD.match(text)
        title, _, body = (text[head.end() :] if head else text).partition("\n\n")
        in_header = _TITLE.match(title)
        yield path, in_header[1] if in_header else title, body


def _paths(folder: Path) -> Iterator[str]:
    """The paths of the text files, folder by folder: a list of a million takes as much memory as an index."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(".txt"))


def _tantivy_schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name, tokenizer in (("path", "raw"), ("title", "en_stem"), ("body", "en_stem")):
        builder.add_text_field(name, stored=True, tokenizer_name=tokenizer)
    return builder.build()


def _tantivy_index(folder: Path, index: Path) -> None:
    import tantivy

    index.mkdir(parents=True)
    writer = tantivy.Index(_tantivy_schema(), path=str(index)).writer(heap_size=128_000_000, num_threads=1)
    for path, title, body in texts(folder):
        writer.add_document(tantivy.Document(path=[path], title=[title], body=[body]))
    writer.commit()
    writer.wait_merging_threads()


def _tantivy_search(word: str, index: Path) -> None:
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher = opened.searcher()
    for _, address in searcher.search(opened.parse_query(word, ["title", "body"]), 20).hits:
        print(searcher.doc(address)["path"][0])


def tantivy_pages(index: Path) -> FirstPage:
    """Search an index of tantivy."""
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher, schema = opened.searcher(), _tantivy_schema()

    def first_page(query: str) -> list[tuple[str, str]]:
        parsed = opened.parse_query(query, ["title", "body"])
        snippets = tantivy.SnippetGenerator.create(searcher, parsed, schema, "body")
        hits = [searcher.doc(address) for _, address in searcher.search(parsed, _PAGE, count=False).hits]
        return [(hit["title"][0], snippets.snippet_from_doc(hit).to_html()) for hit in hits]

    return first_page


def _fts5_index(folder: Path, index: Path) -> None:
    connection = sqlite3.connect(index, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE articles USING fts5 (path UNINDEXED, title, body, tokenize='porter')")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", texts(folder))
    connection.execute("COMMIT")
    connection.close()


def _fts5_search(word: str, index: Path) -> None:
    for title, _ in fts5_pages(index)(word):
        print(title)


def fts5_pages(index: Path) -> FirstPage:
    """Search a plain FTS5 table, with a query in FTS5's own language."""
    connection = sqlite3.connect(index)
    sql = """
        SELECT title, snippet(articles, 2, '[', ']', '…', 24) FROM articles
        WHERE articles MATCH ? ORDER BY rank LIMIT ?
    """
    return lambda query: connection.execute(sql, (query, _PAGE)).fetchall()


def _whoosh_index(folder: Path, index: Path) -> None:
    from whoosh import fields
    from whoosh import index as whoosh_index
    from whoosh.analysis import StemmingAnalyzer

    index.mkdir(parents=True)
    text = fields.TEXT(analyzer=StemmingAnalyzer(), stored=True)
    schema = fields.Schema(path=fields.ID(stored=True), title=text, body=text)
    writer = whoosh_index.create_in(str(index), schema).writer(limitmb=256)
    for path, title, body in texts(folder):
        writer.add_document(path=path, title=title, body=body)
    writer.commit()


def _whoosh_search(word: str, index: Path) -> None:
    from whoosh import index as whoosh_index
    from whoosh.qparser import MultifieldParser

    opened = whoosh_index.open_dir(str(index))
    with opened.searcher() as searcher:
        for hit in searcher.search(MultifieldParser(["title", "body"], opened.schema).parse(word), limit=20):
            print(hit["path"])


_INDEX = {"tantivy": _tantivy_index, "whoosh": _whoosh_index, "fts5": _fts5_index}
_SEARCH = {"tantivy": _tantivy_search, "whoosh": _whoosh_search, "fts5": _fts5_search}


def main() -> None:
    peer, action, what, index = sys.argv[1:]
    if action == "index":
        _INDEX[peer](Path(what), Path(index))
    else:
        _SEARCH[peer](what, Path(index))


if __name__ == "__main__":
    main()
