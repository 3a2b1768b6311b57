"""The ranking benchmark: how well newsidx ranks its hits, compared with other search libraries on the same articles.

    python -m tests.bench.ranking [--cranfield FOLDER] [--reuters FOLDER]

The Cranfield folder contains docs.jsonl, queries.jsonl and qrels.tsv: 225 queries in full sentences, with the
documents that people judged relevant, from 1 (slightly) to 4 (a complete answer). The Reuters folder contains reuters/,
which is Reuters-21578 unpacked in the seed's layout, and reuters-topics.json with the topics of each of its files:
68 queries of a few words, each for the articles to which Reuters' editors gave that topic.

Every system gets the text as newsidx read it, and returns its 100 best hits. A Markdown table gives for each of them

    nDCG@10  how relevant the first ten are and how well they are ordered: what a reader sees
    AP@100   how well the relevant ones are ranked above the others
    R@100    how many of the relevant ones were found at all

It needs `pip install ir-measures`; the peers are `tantivy`, `bm25s` with `PyStemmer`, and `whoosh`. Each is left out,
with a line on stderr, if it is not installed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import ir_measures
from ir_measures import AP, R, nDCG

from newsidx import Archive, Article, Query
from newsidx.archive import open_archive
from newsidx.archive.sqlite.articles import articles
from newsidx.ingest.pipeline import ingest
from newsidx.search.request import Match
from tests.searching import search

_RESULTS = 100
_MEASURES = (nDCG @ 10, AP @ 100, R @ 100)

# The topics with at least nine articles, in words that people would search for.
# fmt: off
_TOPICS = {
    "acq": "mergers acquisitions", "earn": "earnings and earnings forecasts", "money-fx": "money foreign exchange",
    "crude": "crude oil", "grain": "grain", "trade": "trade", "interest": "interest rates", "wheat": "wheat",
    "ship": "shipping", "corn": "corn", "dlr": "US dollar", "oilseed": "oilseed", "money-supply": "money supply",
    "sugar": "sugar", "gnp": "gross national domestic product", "coffee": "coffee", "veg-oil": "vegetable oil",
    "gold": "gold", "nat-gas": "natural gas", "soybean": "soybeans", "bop": "balance of payments",
    "livestock": "livestock", "cpi": "consumer price index", "reserves": "foreign reserves", "copper": "copper",
    "cocoa": "cocoa", "jobs": "unemployment jobs", "carcass": "meat carcass", "yen": "Japanese yen", "rice": "rice",
    "iron-steel": "iron and steel", "ipi": "industrial production index", "gas": "gasoline", "cotton": "cotton",
    "alum": "aluminium", "barley": "barley", "meal-feed": "meal feed", "rubber": "rubber", "zinc": "zinc",
    "palm-oil": "palm oil", "pet-chem": "petrochemicals", "silver": "silver", "sorghum": "sorghum",
    "rapeseed": "rapeseed", "lead": "lead", "tin": "tin", "strategic-metal": "strategic metals",
    "wpi": "wholesale price index", "orange": "orange juice", "fuel": "fuel oil", "soy-meal": "soybean meal",
    "retail": "retail sales", "hog": "hogs", "soy-oil": "soybean oil", "heat": "heating oil",
    "housing": "housing starts", "stg": "pound sterling", "income": "personal income", "sunseed": "sunflower seed",
    "lei": "leading economic indicators", "lumber": "lumber", "tea": "tea", "dmk": "Deutsche mark", "oat": "oats",
    "platinum": "platinum", "nickel": "nickel", "groundnut": "groundnuts", "l-cattle": "live cattle",
}
# fmt: on


class Document(NamedTuple):
    """An article as every system gets it. `name` is its file's path in the folder that was ingested."""

    name: str
    title: str
    body: str


@dataclass(frozen=True)
class Corpus:
    """Documents, queries by their id, and which documents are relevant to which query.

    `archive` has the same documents, read from files in `folder`.
    """

    name: str
    archive: Archive
    folder: str
    documents: Sequence[Document]
    queries: dict[str, str]
    qrels: Sequence[ir_measures.Qrel]

    def words(self) -> dict[str, list[str]]:
        """The queries as the peers get them: words only, without anything that a query language could misread."""
        return {query: re.findall(r"\w+", text) for query, text in self.queries.items()}


Run = dict[str, list[str]]
"""The result of a system: for the id of each query the names of documents, best first."""


def cranfield(folder: Path, archive: Archive) -> Corpus:
    """Cranfield, written to files that newsidx can read. Two of its documents have no text and are left out."""
    with tempfile.TemporaryDirectory() as files:
        for document in _json_lines(folder / "docs.jsonl"):
            if document["text"].strip():
                title = " ".join(document["title"].split())
                header = f"Date: 1967-01-01\nTitle: {title}\n" if title else "Date: 1967-01-01\n"
                path = Path(files, f"{document['id']}.txt")
                path.write_text(f"{header}\n{document['text']}\n", encoding="utf-8")
        ingest(archive, [files])
    queries = {query["id"]: query["text"] for query in _json_lines(folder / "queries.jsonl")}
    lines = (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    judged = [(query, f"{document}.txt", int(grade)) for query, document, grade in map(str.split, lines)]
    return _corpus("Cranfield", archive, files, queries, judged)


def reuters(folder: Path, archive: Archive) -> Corpus:
    """Reuters-21578, with its editors' topics as queries."""
    files = str(folder / "reuters")
    ingest(archive, [files])
    topics = json.loads((folder / "reuters-topics.json").read_text(encoding="utf-8"))
    judged = [(topic, path, 1) for path, given in topics.items() for topic in given if topic in _TOPICS]
    return _corpus("Reuters-21578", archive, files, _TOPICS, judged)


def _corpus(
    name: str, archive: Archive, folder: str, queries: dict[str, str], judged: Sequence[tuple[str, str, int]]
) -> Corpus:
    """The corpus as it is in the archive: judgements of second copies, and of files without an article, are dropped."""
    ids = [article_id for (article_id,) in archive.rows("SELECT id FROM articles")]
    documents = [Document(_name(item, folder), item.title, item.body) for item in articles(archive, ids)]
    known = {document.name for document in documents}
    qrels = [ir_measures.Qrel(query, path, grade) for query, path, grade in judged if path in known]
    return Corpus(name, archive, folder, sorted(documents), queries, qrels)


def _name(article: Article, folder: str) -> str:
    """The path of its first file, because one text may be in several."""
    return Path(os.path.relpath(min(article.files), folder)).as_posix()


def _json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def newsidx(corpus: Corpus, match: Match = Match.FULL_THEN_PARTIAL) -> Run:
    """A search as anyone types it, every setting at its default, except `match`."""

    def names(text: str) -> list[str]:
        hits = search(corpus.archive, Query.parse(text), limit=_RESULTS, with_snippets=False, match=match)
        return [_name(hit.article, corpus.folder) for hit in hits]

    return {query: names(text) for query, text in corpus.queries.items()}


def fts5(corpus: Corpus) -> Run:
    """SQLite's own BM25 over any of the words, in an index like newsidx's."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE texts USING fts5 (title, body, tokenize='porter unicode61 remove_diacritics 2')"
    )
    rows = ((number, document.title, document.body) for number, document in enumerate(corpus.documents))
    connection.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", rows)

    def names(words: list[str]) -> list[str]:
        any_of_them = " OR ".join(f'"{word}"' for word in words)
        statement = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT ?"
        return [corpus.documents[number].name for (number,) in connection.execute(statement, [any_of_them, _RESULTS])]

    return {query: names(words) for query, words in corpus.words().items()}


def tantivy(corpus: Corpus) -> Run:
    """Rust's Lucene: BM25 over any of the words, in titles and in bodies."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("name", stored=True, tokenizer_name="raw")
    schema.add_text_field("title", tokenizer_name="en_stem")
    schema.add_text_field("body", tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)  # with more, the order of hits with the same score would be random
    for document in corpus.documents:
        writer.add_document(tantivy.Document(**document._asdict()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def names(words: list[str]) -> list[str]:
        query, _problems = index.parse_query_lenient(" ".join(words), ["title", "body"])
        return [searcher.doc(address)["name"][0] for _score, address in searcher.search(query, _RESULTS).hits]

    return {query: names(words) for query, words in corpus.words().items()}


def bm25s(corpus: Corpus) -> Run:
    """BM25 in the variant of Lucene, with Snowball's English stems and without stopwords."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokens(texts: list[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    model = bm25s.BM25(method="lucene")
    model.index(tokens([f"{document.title} {document.body}" for document in corpus.documents]), show_progress=False)
    queries = tokens([" ".join(words) for words in corpus.words().values()])
    answers = model.retrieve(queries, k=min(_RESULTS, len(corpus.documents)), show_progress=False)
    return {
        query: [corpus.documents[number].name for number, score in zip(numbers, scores, strict=True) if score > 0]
        for query, numbers, scores in zip(corpus.queries, answers.documents, answers.scores, strict=True)
    }


def whoosh(corpus: Corpus) -> Run:
    """Python's own search library: BM25F over any of the words, in titles and in bodies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it dates from 2016, and its code causes warnings in today's Python
        from whoosh import analysis, fields, qparser, scoring
        from whoosh.filedb.filestore import RamStorage

        text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
        schema = fields.Schema(name=fields.ID(stored=True), title=text, body=text)
        index = RamStorage().create_index(schema)
        writer = index.writer(limitmb=256)
        for document in corpus.documents:
            writer.add_document(**document._asdict())
        writer.commit()
        parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup)
        with index.searcher(weighting=scoring.BM25F()) as searcher:
            return {
                query: [hit["name"] for hit in searcher.search(parser.parse(" ".join(words)), limit=_RESULTS)]
                for query, words in corpus.words().items()
            }


_SYSTEMS: tuple[tuple[str, Sequence[str], Callable[[Corpus], Run]], ...] = (
    ("newsidx", (), newsidx),
    ("newsidx --any", (), partial(newsidx, match=Match.ANY)),
    ("FTS5, any word", (), fts5),
    ("tantivy", ("tantivy",), tantivy),
    ("bm25s", ("bm25s", "Stemmer"), bm25s),
    ("Whoosh", ("whoosh",), whoosh),
)
"""The name of each system, and the modules that it needs."""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.ranking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cranfield", type=Path, metavar="FOLDER")
    parser.add_argument("--reuters", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if not (options.cranfield or options.reuters):
        parser.error("nothing to measure: give a folder with --cranfield or --reuters")
    for load, folder in ((cranfield, options.cranfield), (reuters, options.reuters)):
        if folder:
            with (
                tempfile.TemporaryDirectory() as place,
                open_archive(os.path.join(place, "news.db"), write=True) as archive,
            ):
                _print_table(load(folder, archive))


def _print_table(corpus: Corpus) -> None:
    print(f"{corpus.name}: {len(corpus.documents)} documents, {len(corpus.queries)} queries\n")
    print(f"| system | {' | '.join(map(str, _MEASURES))} |\n| --- | ---: | ---: | ---: |")
    for name, modules, system in _SYSTEMS:
        if missing := [module for module in modules if find_spec(module) is None]:
            print(f"{name} is left out: {' and '.join(missing)} not installed", file=sys.stderr)
            continue
        figures = _figures(corpus, system(corpus))
        print(f"| {name} | {' | '.join(f'{figure:.4f}' for figure in figures)} |", flush=True)
    print()


def _figures(corpus: Corpus, run: Run) -> list[float]:
    """The measures. A document is scored by its rank, so that each system's own order of equal scores counts."""
    places = [
        ir_measures.ScoredDoc(query, name, -place) for query, names in run.items() for place, name in enumerate(names)
    ]
    found = ir_measures.calc_aggregate(_MEASURES, corpus.qrels, places)
    return [found[measure] for measure in _MEASURES]


if __name__ == "__main__":
    main()
