"""The words behind a term of the index, which is a stem: one that finds it, and the forms that are written."""

from __future__ import annotations

import re
from collections import Counter

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.prefix import ENDINGS
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.query.tree import Word
from newsidx.text.marks import MARK_END, MARK_START

_MOST_ARTICLES, _MOST_WORDS = 10, 5000
"""Articles read to see how a word is mostly written, and the most words of one: a book would be read for each word."""


def word_of(term: str) -> str | None:
    """A word whose stem a term is, for FTS5 looks for the stem of what it is given; None if no ending makes one."""
    if stems([term])[0] == (term,):
        return term
    words = [term + ending for ending in ENDINGS]
    return next((word for word, stem in zip(words, stems(words), strict=True) if stem == (term,)), None)


def word_forms(database: Database, term: str) -> Counter[str]:
    """The forms in which a term is written in some articles, and how often; if only long articles have it, a word
    that it is the stem of.
    """
    word = word_of(term)
    if word is None:
        return Counter()
    forms: Counter[str] = Counter()
    for (text,) in database.rows(*compiling.marked_bodies(Word(word), _MOST_ARTICLES, _MOST_WORDS)):
        forms.update(re.findall(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}", text))
    return forms or Counter([word])
