"""The query: text to tokens to a tree. Knows no SQL, no file and no screen."""

from newsidx.query.query import Query
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

__all__ = [
    "All",
    "Any",
    "Dated",
    "Exact",
    "InField",
    "Metadata",
    "Near",
    "Node",
    "Not",
    "Phrase",
    "Prefix",
    "Query",
    "Word",
]
