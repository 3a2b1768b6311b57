"""The words behind a term of the index, which is a stem: a word that finds it, and the forms in which it is written."""

from __future__ import annotations

import re
from collections import Counter

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.prefix import ENDINGS
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.query.tree import Word
from newsidx.text.marks import MARK_END, MARK_START

_MAX_ARTICLES, _MAX_WORDS = 10, 5000
"""How many articles are read to see how a word is written, and how long one may be: a book would take too long."""


def word_of(term: str) -> str | None:
    """A word whose stem is this term, as FTS5 stems whatever it looks up; None if no ending gives one."""
    if stems([term])[0] == (term,):
        return term
    words = [term + ending for ending in ENDINGS]
    return next((word for word, stem in zip(words, stems(words), strict=True) if stem == (term,)), None)


def word_forms(database: Database, term: str) -> Counter[str]:
    """The forms in which a term is written in some articles, and how often each; if only long articles have the term,
    one word with this stem.
    """
    word = word_of(term)
    if word is None:
        return Counter()
    forms: Counter[str] = Counter()
    for (text,) in database.rows(*compiling.highlighted_bodies(Word(word), limit=_MAX_ARTICLES, max_words=_MAX_WORDS)):
        forms.update(re.findall(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}", text))
    return forms or Counter([word])
