"""Highlights and snippets: the matches of a query in a text, and the part of the text that shows them best.

FTS5 highlights every form of a word. Where a query asks for one form only, the others are removed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.long_texts import LONG, highlighted
from newsidx.archive.sqlite.fts5.match import any_word
from newsidx.archive.sqlite.fts5.positions import postings_of
from newsidx.archive.sqlite.fts5.snippets import MOST_MATCHES, excerpt
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.archive.sqlite.sql_functions import has_form, has_prefix
from newsidx.article import Article
from newsidx.query.tree import Exact, InField, Near, Node, Phrase, Prefix, Word, positive_leaves
from newsidx.text.fold import folded
from newsidx.text.marks import MARK_END, MARK_START

_HIGHLIGHT = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")


def snippets_of(database: Database, tree: Node, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """By id, the title and the best part of the body, highlighted, of the articles that contain a match."""
    has_forms = any(isinstance(leaf, (Exact, Prefix)) for leaf in _leaves(tree))
    # FTS5 highlights by stems: the form that the query asks for may come last.
    texts = highlighted_texts(database, tree, articles, limit=None if has_forms else MOST_MATCHES)
    return {article_id: (title, _best_part(body, tree)) for article_id, (title, body) in texts.items()}


def highlighted_texts(
    database: Database, tree: Node, articles: Sequence[Article], *, limit: int | None = None
) -> dict[int, tuple[str, str]]:
    """By id, the title and the body, highlighted, of the articles that contain a match.

    In a long text at least the first `limit` matches are highlighted.
    """
    if (expression := any_word(tree)) is None:
        return {}
    long = [article for article in articles if _is_long(article)]
    texts = _short_texts(database, tree, [article.id for article in articles if not _is_long(article)])
    for article in long:
        title = highlighted(database, "title", article.title, expression, limit)
        body = highlighted(database, "body", article.body, expression, limit)
        if MARK_START in title or MARK_START in body:
            texts[article.id] = title, body
    return {
        article_id: (only_matches(title, tree, "title"), only_matches(body, tree, "body"))
        for article_id, (title, body) in texts.items()
    }


def _is_long(article: Article) -> bool:
    return len(article.title) + len(article.body) > LONG


def _short_texts(database: Database, tree: Node, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The title and the body of articles as FTS5 highlights them."""
    # FTS5 would look up a prefix, which may be that of thousands of words, again for every article, so an index of
    # only these articles is used.
    if any(isinstance(leaf, Prefix) for leaf in _leaves(tree)):
        with postings_of(database, ids) as postings:
            rows = list(database.rows(*compiling.highlighted_texts(tree, json.dumps(ids), postings.table)))
    else:
        rows = list(database.rows(*compiling.highlighted_texts(tree, json.dumps(ids))))
    return {article_id: (title, body) for article_id, title, body in rows}


def only_matches(text: str, tree: Node, field: str) -> str:
    """A highlighted title or body, as `field` says, with only the highlights that match the query: for `=sanctions`
    not "sanction".
    """
    leaves = [
        leaf.node if isinstance(leaf, InField) else leaf
        for leaf in positive_leaves(tree)
        if not isinstance(leaf, InField) or leaf.field == field
    ]
    if not any(isinstance(leaf, (Exact, Prefix)) for leaf in leaves):
        return text

    @cache
    def is_match(passage: str) -> bool:
        return any(_is_match(passage, leaf) for leaf in leaves)

    return _HIGHLIGHT.sub(lambda highlight: highlight[0] if is_match(highlight[1]) else highlight[1], text)


def _best_part(body: str, tree: Node) -> str:
    """The part of a highlighted body that best shows what the query looks for."""
    terms = [folded(leaf.text) for leaf in _leaves(tree)]

    @cache
    def term_of(passage: str) -> int:
        # The forms of one word have more letters in common at the start than two words do.
        text = folded(passage)
        return max(range(len(terms)), key=lambda number: _common_start(terms[number], text))

    return excerpt(body, term_of if len(terms) > 1 else lambda passage: 0)


def _common_start(one: str, other: str) -> int:
    """How many letters two words have in common at the start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _leaves(tree: Node) -> list[Word | Exact | Prefix | Phrase | Near]:
    """The words and phrases that a query looks for, in any field."""
    return [leaf.node if isinstance(leaf, InField) else leaf for leaf in positive_leaves(tree)]


def _is_match(text: str, leaf: Node) -> bool:
    if isinstance(leaf, Exact):
        return has_form(text, leaf.text)
    if isinstance(leaf, Prefix):
        return has_prefix(text, leaf.text)
    if not isinstance(leaf, (Word, Phrase)):
        return False
    text_stems, leaf_stems = stems([text, leaf.text])
    return any(text_stems[start : start + len(leaf_stems)] == leaf_stems for start in range(len(text_stems)))
