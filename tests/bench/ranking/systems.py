"""The systems that are compared. Each returns its 100 best documents for every query of a collection."""

from __future__ import annotations

import re
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import ingest
from newsidx.search.request import Match
from tests.bench.ranking.collection import Collection
from tests.searching import search

RESULTS = 100

Run = dict[str, list[str]]
"""The result of a system: for the id of each query the names of documents, best first."""


@dataclass(frozen=True)
class Indexed:
    """A collection, and an archive of the same documents; `names` is the document's name by the path of its file."""

    collection: Collection
    archive: Archive
    names: Mapping[str, str]

    def words(self) -> dict[str, list[str]]:
        """The queries as the peers get them: words only, without anything that a query language could misread."""
        return {query: re.findall(r"\w+", text) for query, text in self.collection.queries.items()}


@contextmanager
def indexed(collection: Collection) -> Iterator[Indexed]:
    """The collection, ingested by newsidx from one file a document.

    Of documents with the same title and body newsidx has one, and then every system gets only that one.
    """
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        names = {}
        for number, document in enumerate(collection.documents):
            path = Path(place, "files", f"{number // 1000:03}", f"{number}.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            header = f"Date: 1967-01-01\nTitle: {document.title}\n" if document.title else "Date: 1967-01-01\n"
            path.write_text(f"{header}\n{document.body}\n", encoding="utf-8")
            names[str(path)] = document.name
        ingest(archive, [str(Path(place, "files"))])
        articles = (hit.article for hit in search(archive, Query(), limit=None, with_snippets=False))
        read = [names[min(article.files)] for article in articles]
        yield Indexed(collection.restricted_to(read), archive, names)


def newsidx(indexed: Indexed, *, match: Match = Match.FULL_THEN_PARTIAL, in_capitals: bool = False) -> Run:
    """A search as anyone types it, every setting at its default, except `match`."""

    def names(text: str) -> list[str]:
        query = Query.parse(text.upper() if in_capitals else text)
        hits = search(indexed.archive, query, limit=RESULTS, with_snippets=False, match=match)
        return [indexed.names[min(hit.article.files)] for hit in hits]

    return {query: names(text) for query, text in indexed.collection.queries.items()}


def fts5(indexed: Indexed) -> Run:
    """SQLite's own BM25 over any of the words, in an index like newsidx's."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE texts USING fts5 (title, body, tokenize='porter unicode61 remove_diacritics 2')"
    )
    rows = ((number, document.title, document.body) for number, document in enumerate(indexed.collection.documents))
    connection.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", rows)

    def names(words: list[str]) -> list[str]:
        any_of_them = " OR ".join(f'"{word}"' for word in words)
        statement = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT ?"
        return [
            indexed.collection.documents[number].name
            for (number,) in connection.execute(statement, [any_of_them, RESULTS])
        ]

    return {query: names(words) for query, words in indexed.words().items()}


def tantivy(indexed: Indexed) -> Run:
    """Rust's Lucene: BM25 over any of the words, in titles and in bodies."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("name", stored=True, tokenizer_name="raw")
    schema.add_text_field("title", tokenizer_name="en_stem")
    schema.add_text_field("body", tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)  # with more, the order of hits with the same score would be random
    for document in indexed.collection.documents:
        writer.add_document(tantivy.Document(**document._asdict()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def names(words: list[str]) -> list[str]:
        query, _problems = index.parse_query_lenient(" ".join(words), ["title", "body"])
        return [searcher.doc(address)["name"][0] for _score, address in searcher.search(query, RESULTS).hits]

    return {query: names(words) for query, words in indexed.words().items()}


def bm25s(indexed: Indexed) -> Run:
    """BM25 in the variant of Lucene, with Snowball's English stems and without stopwords."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokens(texts: list[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    model = bm25s.BM25(method="lucene")
    model.index(
        tokens([f"{document.title} {document.body}" for document in indexed.collection.documents]), show_progress=False
    )
    queries = tokens([" ".join(words) for words in indexed.words().values()])
    answers = model.retrieve(queries, k=min(RESULTS, len(indexed.collection.documents)), show_progress=False)
    return {
        query: [
            indexed.collection.documents[number].name
            for number, score in zip(numbers, scores, strict=True)
            if score > 0
        ]
        for query, numbers, scores in zip(indexed.collection.queries, answers.documents, answers.scores, strict=True)
    }


def whoosh(indexed: Indexed) -> Run:
    """Python's own search library: BM25F over any of the words, in titles and in bodies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it dates from 2016, and its code causes warnings in today's Python
        from whoosh import analysis, fields, qparser, scoring
        from whoosh.filedb.filestore import RamStorage

        text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
        schema = fields.Schema(name=fields.ID(stored=True), title=text, body=text)
        index = RamStorage().create_index(schema)
        writer = index.writer(limitmb=256)
        for document in indexed.collection.documents:
            writer.add_document(**document._asdict())
        writer.commit()
        parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup)
        with index.searcher(weighting=scoring.BM25F()) as searcher:
            return {
                query: [hit["name"] for hit in searcher.search(parser.parse(" ".join(words)), limit=RESULTS)]
                for query, words in indexed.words().items()
            }


SYSTEMS: Mapping[str, tuple[Sequence[str], Callable[[Indexed], Run]]] = {
    "newsidx": ((), newsidx),
    "newsidx, capitals": ((), partial(newsidx, in_capitals=True)),
    "newsidx --any": ((), partial(newsidx, match=Match.ANY)),
    "FTS5": ((), fts5),
    "tantivy": (("tantivy",), tantivy),
    "bm25s": (("bm25s", "Stemmer"), bm25s),
    "Whoosh": (("whoosh",), whoosh),
}
"""By the name of each system the modules that it needs, and what asks it."""


def missing(system: str) -> list[str]:
    """The modules that a system needs and that are not installed."""
    return [module for module in SYSTEMS[system][0] if find_spec(module) is None]
