"""The query: text to tokens to a tree. Knows no SQL, no file and no screen."""

from newsidx.query.query import Query

__all__ = ["Query"]
