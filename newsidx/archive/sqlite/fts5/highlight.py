"""The marks around matches, without those that FTS5 sets on a word's other forms where just one was asked for; and
the part of a text that shows them best.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.long_texts import LONG, marked
from newsidx.archive.sqlite.fts5.match import any_word
from newsidx.archive.sqlite.fts5.positions import of_articles
from newsidx.archive.sqlite.fts5.snippets import MOST_MATCHES, excerpt
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.archive.sqlite.sql_functions import has_form, has_prefix
from newsidx.article import Article
from newsidx.query.tree import Exact, InField, Near, Node, Phrase, Prefix, Word, wanted_leaves
from newsidx.text.fold import folded
from newsidx.text.marks import MARK_END, MARK_START

_MARKED = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")


def snippets_of(database: Database, tree: Node, found: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """The title and the best part of the body of the articles that hold a match, the matches marked."""
    has_forms = any(isinstance(leaf, (Exact, Prefix)) for leaf in _leaves(tree))
    # Of those that are marked by their stems it may be the last that has the form that was asked for.
    texts = marked_texts(database, tree, found, None if has_forms else MOST_MATCHES)
    return {article: (title, _best_part(body, tree)) for article, (title, body) in texts.items()}


def marked_texts(
    database: Database, tree: Node, found: Sequence[Article], most: int | None = None
) -> dict[int, tuple[str, str]]:
    """The title and the body of the articles that hold a match, the matches marked; in long ones so many at least."""
    if (expression := any_word(tree)) is None:
        return {}
    long = [one for one in found if len(one.title) + len(one.body) > LONG]
    texts = _of_index(database, tree, [one.id for one in found if len(one.title) + len(one.body) <= LONG])
    for article in long:
        title = marked(database, "title", article.title, expression, most)
        body = marked(database, "body", article.body, expression, most)
        if MARK_START in title or MARK_START in body:
            texts[article.id] = title, body
    return {
        article: (only_matches(title, tree, "title"), only_matches(body, tree, "body"))
        for article, (title, body) in texts.items()
    }


def _of_index(database: Database, tree: Node, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The title and the body of articles as FTS5 marks them.

    A beginning may be that of thousands of words, which FTS5 would all look up again for every article: it is asked
    of an index of just these articles.
    """
    if any(isinstance(leaf, Prefix) for leaf in _leaves(tree)):
        with of_articles(database, ids) as few:
            rows = list(database.rows(*compiling.marked_texts(tree, json.dumps(ids), few.table)))
    else:
        rows = list(database.rows(*compiling.marked_texts(tree, json.dumps(ids))))
    return {article: (title, body) for article, title, body in rows}


def only_matches(text: str, tree: Node, field: str) -> str:
    """Marked text of a field (title or body) in which only what the question asks for is marked: for `=sanctions`
    no sanction.
    """
    leaves = [
        leaf.node if isinstance(leaf, InField) else leaf for leaf in wanted_leaves(tree) if _is_asked(leaf, field)
    ]
    if not any(isinstance(leaf, (Exact, Prefix)) for leaf in leaves):
        return text

    @cache
    def is_match(marked: str) -> bool:
        return any(_is_match(marked, leaf) for leaf in leaves)

    return _MARKED.sub(lambda mark: mark[0] if is_match(mark[1]) else mark[1], text)


def _best_part(body: str, tree: Node) -> str:
    """The part of a marked body that shows best what the question asks for."""
    asked = [folded(leaf.text) for leaf in _leaves(tree)]

    @cache
    def what(marked: str) -> int:
        # The forms of a word begin alike, more so than two words do.
        text = folded(marked)
        return max(range(len(asked)), key=lambda place: _alike(asked[place], text))

    return excerpt(body, what if len(asked) > 1 else lambda marked: 0)


def _alike(one: str, other: str) -> int:
    """With how many letters in common two words begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _leaves(tree: Node) -> list[Word | Exact | Prefix | Phrase | Near]:
    """The words and phrases that a question wants to be there, in whatever part of the text."""
    return [leaf.node if isinstance(leaf, InField) else leaf for leaf in wanted_leaves(tree)]


def _is_asked(leaf: Node, field: str) -> bool:
    return not isinstance(leaf, InField) or leaf.field == field


def _is_match(text: str, leaf: Node) -> bool:
    if isinstance(leaf, Exact):
        return has_form(text, leaf.text)
    if isinstance(leaf, Prefix):
        return has_prefix(text, leaf.text)
    if not isinstance(leaf, (Word, Phrase)):
        return False
    found, asked = stems([text, leaf.text])
    return any(found[start : start + len(asked)] == asked for start in range(len(found)))
