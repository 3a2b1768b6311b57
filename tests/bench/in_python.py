"""Programs for the peers that are Python libraries: index the articles of a folder, or search for a word.

python -m tests.bench.in_python tantivy|whoosh index|search FOLDER|WORD INDEX
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HEAD = re.compile(r"\s*date \d{4}-\d\d-\d\d\s+")


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(path, title, body) of the files in the seed's layout, split as in floor.py."""
    for path in sorted(map(str, folder.rglob("*.txt"))):
        with open(path, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        head = _HEAD.match(text)
        title, _, body = (text[head.end() :] if head else text).partition("\n\n")
        yield path, title, body


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


def main() -> None:
    peer, action, what, index = sys.argv[1:]
    if action == "index":
        {"tantivy": _tantivy_index, "whoosh": _whoosh_index}[peer](Path(what), Path(index))
    else:
        {"tantivy": _tantivy_search, "whoosh": _whoosh_search}[peer](what, Path(index))


if __name__ == "__main__":
    main()
