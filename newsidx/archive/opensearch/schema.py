"""The settings and mappings of an archive's indices.

newsidx cuts texts into words itself, in the same way for every kind of archive, and sends the terms with spaces between
them: so a query has the same answer here as in a SQLite file. `title_words` and the like are indexed and not stored;
an article's own fields are stored and, but for those that are looked up whole, not indexed.

Mappings: https://docs.opensearch.org/latest/field-types/. Any field that is not named here is stored and not indexed.
"""

from __future__ import annotations

from typing import Any

SCHEMA_VERSION = 1
"""The version of these mappings, stored in the archive's record."""

WORD_FIELDS = ("title", "body", "byline", "source", "section", "place", "language", "note")
"""The fields of an article whose words are indexed, each as `FIELD_words`."""

K1, B = 1.5, 0.6
"""BM25's parameters, as in the SQLite archive."""

LONGEST_TERM = 8000
"""Characters of a term that are indexed. Lucene refuses terms of more than 32,766 bytes."""

START = "^"
"""Stands before the terms of a language, so that a query can look for what it begins with. No term is a sign."""

_LONGEST_VALUE = 8000
"""Characters of a value that is looked up whole; longer ones are only stored."""

_ANALYSIS = {
    "tokenizer": {"newsidx_spaces": {"type": "whitespace", "max_token_length": 4 * LONGEST_TERM}},
    # The forms of a word stand at one place, with bars between them: `oil|oils prices|price`.
    "filter": {"newsidx_bars": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]}},
    "analyzer": {
        "newsidx_terms": {"type": "custom", "tokenizer": "newsidx_spaces"},
        "newsidx_forms": {"type": "custom", "tokenizer": "newsidx_spaces", "filter": ["newsidx_bars"]},
    },
}
_WORDS = {
    "type": "text",
    "analyzer": "newsidx_terms",
    "search_analyzer": "newsidx_forms",
    "similarity": "newsidx_bm25",
}
_STORED = {"type": "text", "index": False}
_VALUE = {"type": "keyword", "ignore_above": _LONGEST_VALUE}
_KEPT_VALUE = {"type": "keyword", "index": False, "doc_values": False}

_MADE_FROM_OTHERS = ("first_file", "folded_paths", "folded_url")
"""Fields of an article that are indexed and not stored, as its words are."""

_ARTICLE_FIELDS: dict[str, Any] = {
    "id": {"type": "long"},
    "date": {"type": "date", "format": "strict_date"},
    "month_day": {"type": "short"},
    "published": _KEPT_VALUE,
    "title": _STORED,
    "body": _STORED,
    **dict.fromkeys(("byline", "source", "section", "place", "language", "tags"), _VALUE),
    "language_code": _VALUE,
    "url": _KEPT_VALUE,
    "folded_url": _VALUE,
    "words": {"type": "integer"},
    "meta": {"type": "object", "enabled": False},
    "date_from": _KEPT_VALUE,
    "title_from": _KEPT_VALUE,
    "fingerprint": {"type": "long"},
    "note": _STORED,
    "copies": {
        "properties": {
            "file": {"type": "keyword"},
            "path": {"type": "keyword"},
            "part": {"type": "integer", "doc_values": False},
        }
    },
    "first_file": {"type": "keyword"},
    "folded_paths": _VALUE,
    **{f"{field}_words": _WORDS for field in ("title", "body")},
    **{f"{field}_words": {**_WORDS, "norms": False} for field in WORD_FIELDS[2:]},
}
_FILE_FIELDS: dict[str, Any] = {
    "machine": {"type": "keyword"},
    "path": {"type": "keyword"},
    "size": {"type": "long", "index": False},
    "mtime_ns": {"type": "long", "index": False},
    "ctime_ns": {"type": "long", "index": False},
    "digest": {"type": "keyword"},
    **dict.fromkeys(("reader", "encoding", "options", "read_again", "problem_kind"), _KEPT_VALUE),
    "problem": _STORED,
    "status": {"type": "keyword"},
    "ambiguous": {"type": "keyword"},
    "undated": {"type": "integer"},
    "first_seen": {"type": "keyword"},
    "last_read": {"type": "keyword"},
    "missing_since": {"type": "keyword"},
    "outcome": {"type": "keyword"},
    "stale": {"type": "boolean"},
    "moved_from": {"type": "keyword"},
}
_FORM_FIELDS: dict[str, Any] = {
    "language": {"type": "keyword"},
    "stem": {"type": "keyword"},
    "term": {"type": "keyword"},
}
_RECORD_FIELDS: dict[str, Any] = {
    "kind": {"type": "keyword"},
    "name": {"type": "keyword"},
    "machine": {"type": "keyword"},
    "change": {"type": "long"},
    "change_kind": {"type": "keyword"},
    "made": {"type": "keyword"},
    "deleted": {"type": "boolean"},
    "document": {"type": "keyword"},
    "article": {"type": "long"},
    "digest": {"type": "keyword"},
    "path": {"type": "keyword"},
    "part": {"type": "integer"},
    "fingerprint": {"type": "long"},
    "removed": {"type": "keyword"},
    "last": {"type": "long"},
}
_PAIR_FIELDS: dict[str, Any] = {
    "kind": {"type": "keyword"},
    "days": {"type": "integer"},
    "article": {"type": "long"},
    "earlier": {"type": "long"},
    "fingerprint": {"type": "long"},
    "share": {"type": "double"},
}


def articles_template(archive: str, shards: int) -> dict[str, Any]:
    """The template of the indices of articles, one a year, that the server creates when the first article comes, each
    with so many shards.
    """
    return {
        "index_patterns": [f"{archive}.articles-*"],
        "template": {
            "settings": {
                **_settings(shards),
                "index.sort.field": "id",
                "index.sort.order": "desc",
                "index.codec": "best_compression",
                "analysis": _ANALYSIS,
                "similarity": {"newsidx_bm25": {"type": "BM25", "k1": K1, "b": B}},
            },
            "mappings": {
                **_mappings(_ARTICLE_FIELDS),
                "_source": {"excludes": [*(f"{field}_words" for field in WORD_FIELDS), *_MADE_FROM_OTHERS]},
            },
            "aliases": {archive: {}},
        },
    }


def index_bodies(archive: str, shards: int) -> dict[str, dict[str, Any]]:
    """The bodies of the other indices, by name, that are created with the archive. That of files has so many shards."""
    return {
        f"{archive}.files": _index_body(_FILE_FIELDS, shards),
        f"{archive}.forms": _index_body(_FORM_FIELDS),
        f"{archive}.records": _index_body(_RECORD_FIELDS),
    }


def pairs_body(shards: int) -> dict[str, Any]:
    """The body of the index of near-duplicates, which is created when articles are first compared."""
    return _index_body(_PAIR_FIELDS, shards)


def _index_body(fields: dict[str, Any], shards: int = 1) -> dict[str, Any]:
    return {"settings": _settings(shards), "mappings": _mappings(fields)}


def _settings(shards: int) -> dict[str, Any]:
    """One copy of each shard on another server, where there is another."""
    return {"index.number_of_shards": shards, "index.auto_expand_replicas": "0-1"}


def _mappings(fields: dict[str, Any]) -> dict[str, Any]:
    return {"dynamic": False, "properties": fields, "_meta": {"newsidx": SCHEMA_VERSION}}
