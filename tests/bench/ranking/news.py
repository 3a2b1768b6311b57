"""Judged collections made of news files: by their topics, by their headlines, and by their near-duplicates."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsidx import Article, Query
from newsidx.analysis.near_duplicates import clusters, compare
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import ingest
from newsidx.languages import function_words
from tests.bench.ranking.collection import Collection, Document, collection
from tests.bench.ranking.topics import TOPICS
from tests.searching import search

_KNOWN_ITEMS = 300
_CLUSTERS = 200
_LARGEST_CLUSTER = 9
_LEAST_SHARE = 0.5
_LEAST_TITLE_WORDS = 4
_LEAST_BODY_WORDS = 60
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class News:
    """What newsidx read from a folder: documents, and the names of those in each small cluster of near-duplicates."""

    documents: Sequence[Document]
    clusters: Sequence[Sequence[str]]

    @property
    def headlines(self) -> Mapping[str, str]:
        """By the names of their articles, the headlines that no other article has and that can serve as queries."""
        counts = Counter(document.title.casefold() for document in self.documents)
        return {
            document.name: document.title
            for document in self.documents
            if counts[document.title.casefold()] == 1
            and len(_content_words(document.title)) >= _LEAST_TITLE_WORDS
            and len(_WORDS.findall(document.body)) >= _LEAST_BODY_WORDS
        }


def reuters(folder: Path) -> list[Collection]:
    """Reuters-21578: its editors' topics as queries, then what its headlines make.

    The folder contains reuters/, and reuters-topics.json with the topics of each of its files.
    """
    news = read_news(folder / "reuters")
    topics: dict[str, list[str]] = json.loads((folder / "reuters-topics.json").read_text(encoding="utf-8"))
    judged = [(topic, path, 1) for path, given in topics.items() for topic in given if topic in TOPICS]
    by_topic = collection("Reuters topics", news.documents, TOPICS, judged)
    return [by_topic, known_items("Reuters", news), near_duplicates("Reuters", news)]


def known_items(name: str, news: News) -> Collection:
    """The content words of a headline are to find its article, of which only the body is indexed."""
    headlines = news.headlines
    picked = _picked(headlines, _KNOWN_ITEMS)
    queries = {item: " ".join(_content_words(headlines[item])) for item in picked}
    return collection(f"{name} known items", _without_titles(news), queries, [(item, item, 1) for item in picked])


def near_duplicates(name: str, news: News) -> Collection:
    """A headline is to find its article and the near-duplicates of that, of which only the bodies are indexed."""
    headlines = news.headlines
    members_by_item = {}
    for members in news.clusters:
        if item := next((member for member in members if member in headlines), None):
            members_by_item[item] = members
    queries = {item: headlines[item].lower() for item in _picked(members_by_item, _CLUSTERS)}
    judged = [(item, member, 1) for item in queries for member in members_by_item[item]]
    return collection(f"{name} near-duplicates", _without_titles(news), queries, judged)


def read_news(folder: Path) -> News:
    """The articles in a folder, read and compared with each other by newsidx."""
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        ingest(archive, [str(folder)])
        compare(archive)
        articles = (hit.article for hit in search(archive, Query(), limit=None, with_snippets=False))
        read = {article.id: _document(article, str(folder)) for article in articles}
        found = [cluster.articles for cluster in clusters(archive, _LEAST_SHARE)]
        small = [[read[id_].name for id_ in members] for members in found if len(members) <= _LARGEST_CLUSTER]
        return News(sorted(read.values()), small)


def article_name(article: Article, folder: str) -> str:
    """The path of its first file in the folder, because one text may be in several."""
    return Path(os.path.relpath(min(article.files), folder)).as_posix()


def _document(article: Article, folder: str) -> Document:
    return Document(article_name(article, folder), article.title, article.body)


def _without_titles(news: News) -> list[Document]:
    return [document._replace(title="") for document in news.documents if document.body]


def _content_words(title: str) -> list[str]:
    left_out = function_words(["en"])
    return [word for word in _WORDS.findall(title.lower()) if word not in left_out]


def _picked(names: Iterable[str], count: int) -> list[str]:
    """Some of the names, the same ones every time, in no order of theirs."""
    return sorted(names, key=lambda name: hashlib.md5(name.encode()).digest())[:count]
