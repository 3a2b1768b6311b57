"""A judged collection: documents, queries, and which documents are relevant to which query; and reading one."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.bench.ranking import classic

Judgments = Mapping[str, Mapping[str, int]]
"""For the id of each query the names of the relevant documents, with their grade (1 or more)."""


class Document(NamedTuple):
    """What a system indexes. The title is empty if the document has none."""

    name: str
    title: str
    body: str


@dataclass(frozen=True)
class Collection:
    """A judged collection. Every query has at least one relevant document."""

    name: str
    documents: Sequence[Document]
    queries: Mapping[str, str]
    judgments: Judgments

    def restricted_to(self, names: Iterable[str]) -> Collection:
        """The collection with only the documents of these names, and the queries that have a relevant one left."""
        known = set(names)
        documents = [document for document in self.documents if document.name in known]
        return collection(self.name, documents, self.queries, _triples(self.judgments))

    def half_of(self, query: str) -> int:
        """0 or 1: the half of the queries that a query belongs to. Choose on one half, and look at the other."""
        return hashlib.md5(f"{self.name}/{query}".encode()).digest()[-1] % 2


def collection(
    name: str, documents: Sequence[Document], queries: Mapping[str, str], judged: Iterable[tuple[str, str, int]]
) -> Collection:
    """A collection from (query, document, grade); what is not relevant, or not of one of the queries and
    documents, is dropped."""
    known = {document.name for document in documents}
    judgments: dict[str, dict[str, int]] = defaultdict(dict)
    for query, document, grade in judged:
        if grade > 0 and query in queries and document in known:
            judgments[query][document] = grade
    return Collection(
        name, documents, {query: text for query, text in queries.items() if query in judgments}, dict(judgments)
    )


def read(name: str, folder: Path) -> Collection:
    """The collection in a folder, in the format its files have:

    docs.jsonl or corpus.jsonl, queries.jsonl, and qrels.tsv or qrels/test.tsv, as BEIR has them; or one of the formats
    of `classic`. Documents without any text are left out.
    """
    if not (folder / "queries.jsonl").exists():
        texts, queries, judged = classic.read(folder)
        documents = [Document(*text) for text in texts]
        return collection(name, [document for document in documents if document.body], queries, judged)
    documents = [
        Document(item.get("_id") or item["id"], _one_line(item.get("title", "")), item["text"].strip())
        for item in _json_lines(_first_that_exists(folder, "docs.jsonl", "corpus.jsonl"))
    ]
    queries = {item.get("_id") or item["id"]: item["text"] for item in _json_lines(folder / "queries.jsonl")}
    lines = _first_that_exists(folder, "qrels.tsv", "qrels/test.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line]
    judged = [(query, document, int(grade)) for query, document, grade in rows if grade.lstrip("-").isdigit()]
    return collection(name, [document for document in documents if document.body], queries, judged)


def _triples(judgments: Judgments) -> Iterable[tuple[str, str, int]]:
    for query, documents in judgments.items():
        for document, grade in documents.items():
            yield query, document, grade


def _first_that_exists(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).exists():
            return folder / name
    raise SystemExit(f"{folder}: no {' or '.join(names)}")


def _json_lines(path: Path) -> list[dict[str, str]]:
    # Not splitlines(): JSON lines may contain line separators other than \n.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _one_line(text: str) -> str:
    return " ".join(text.split())
