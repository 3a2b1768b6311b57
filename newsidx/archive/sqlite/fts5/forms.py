"""The forms of words in a SQLite archive: every word of the index with its stem, by language.

What they are for, and how stems are chosen, says `newsidx.archive.matching.forms`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsidx.archive.matching.forms import ENGLISH, language_code, stems_and_terms
from newsidx.archive.matching.tokenizer import TOKENIZER, tokenized
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import temporary

_FULL_READ_FRACTION = 10
"""From a tenth of the articles on, the whole index is read: that takes 2 µs an article, indexing some again 17 µs."""

_INDEX_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab (main, articles_fts, col)"
_TEXT_TERMS = "SELECT DISTINCT term FROM temp.indexed WHERE col IN ('title', 'body')"
_INSERT = "INSERT OR IGNORE INTO forms (language, stem, term) VALUES (?, ?, ?)"
_FORMS = """
SELECT json_extract(asked.value, '$[2]'), forms.term
FROM json_each(?) AS asked CROSS JOIN forms
ON forms.language = json_extract(asked.value, '$[0]') AND forms.stem = json_extract(asked.value, '$[1]')
"""
# With the condition on the language SQLite can use the index on terms, which leaves English out.
_STEMS_AS_WRITTEN = """
SELECT forms.language, forms.stem, asked.value
FROM json_each(?) AS asked CROSS JOIN forms ON forms.term = asked.value AND forms.language <> 'en'
"""

_UNLISTED = "FROM unlisted JOIN articles ON articles.id = unlisted.article"


class SqliteForms:
    """The forms that an archive keeps in its table `forms`: `newsidx.archive.matching.forms.WordForms`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def languages(self) -> list[str]:
        """The languages of the archive's articles, the most common first."""
        return languages(self._database)

    def stems_of(self, terms: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """(language, stem, term) of those of some terms that articles in other languages than English have."""
        rows = self._database.rows(_STEMS_AS_WRITTEN, [json.dumps(terms)])
        return (values.typed(self._database.path, row, TEXT, TEXT, TEXT) for row in rows)

    def terms_of(self, stems: Collection[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
        """(word, term) of the terms that have one of some stems, given as (language, stem, word that has it)."""
        rows = self._database.rows(_FORMS, [json.dumps(sorted(stems))])
        return (values.typed(self._database.path, row, TEXT, TEXT) for row in rows)


def languages(database: Database) -> list[str]:
    """The languages of the archive's articles, the most common first."""
    rows = database.rows("SELECT language FROM languages ORDER BY articles DESC, language")
    return [code for row in rows for code in values.typed(database.path, row, TEXT)]


def terms(database: Database) -> list[str]:
    """Every word of at most 64 letters that is in an article, or was in one before; none with a digit."""
    # One text is faster than a row for each, which takes half as long again. No term contains a line break.
    joined = database.value("SELECT group_concat(term, char(10)) FROM forms")
    listed = joined.split("\n") if joined else []
    # A word can be in several languages. SQLite's DISTINCT takes three times as long as a dict.
    return listed if len(languages(database)) == 1 else list(dict.fromkeys(listed))


def make_all(connection: sqlite3.Connection) -> None:
    """Make the forms anew within a transaction."""
    for table in ("forms", "languages", "unlisted"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO unlisted (article, language) SELECT id, language FROM articles")
    add_unlisted(connection)


def add_unlisted(connection: sqlite3.Connection) -> None:
    """Add the words of the unlisted articles to the forms of their languages, within a transaction."""
    added = _count_languages(connection)
    if connection.execute("SELECT 1 FROM languages WHERE language = ?", [ENGLISH]).fetchone():
        (total,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        is_new = connection.execute("SELECT 1 FROM forms WHERE language = ? LIMIT 1", [ENGLISH]).fetchone() is None
        is_large = added.total() * _FULL_READ_FRACTION > total
        new_terms = _terms_of_index(connection) if is_new or is_large else _terms_of_unlisted(connection)
        _add(connection, ENGLISH, ((term, term) for term in new_terms))
    for code in added:
        if code != ENGLISH:
            _add(connection, code, _words_of_unlisted(connection, code))
    connection.execute("DELETE FROM unlisted")


def _count_languages(connection: sqlite3.Connection) -> Counter[str]:
    """Count the unlisted articles to their languages. Returns how many each language has of them."""
    added: Counter[str] = Counter()
    for tag, article_count in connection.execute("SELECT language, count(*) FROM unlisted GROUP BY language"):
        if type(tag) not in MAYBE_TEXT:
            raise sqlite3.DatabaseError("a language is not a text")
        added[language_code(tag)] += article_count
    connection.executemany(
        """
        INSERT INTO languages (language, articles) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
        """,
        added.items(),
    )
    return added


def _terms_of_index(connection: sqlite3.Connection) -> Iterable[str]:
    """Every term of the titles and bodies in the index."""
    connection.execute(_INDEX_TERMS)
    return (term for (term,) in connection.execute(_TEXT_TERMS))


def _terms_of_unlisted(connection: sqlite3.Connection) -> Iterable[str]:
    """The terms of the unlisted articles, from an index of only those."""
    return temporary.article_counts(connection, f"SELECT id, indexed(title), indexed(body) {_UNLISTED}")


def _words_of_unlisted(connection: sqlite3.Connection, code: str) -> Iterator[tuple[str, str]]:
    """The words of the unlisted articles in a language with their accents, and their terms."""
    tags = [
        tag for (tag,) in connection.execute("SELECT DISTINCT language FROM unlisted") if language_code(tag) == code
    ]
    sql = f"SELECT id, title, body {_UNLISTED} WHERE unlisted.language IN ({', '.join('?' for _ in tags)})"
    tokenizer = TOKENIZER.replace("remove_diacritics 2", "remove_diacritics 0")
    for word in temporary.article_counts(connection, sql, tags, tokenizer):
        terms = tokenized(word)
        if len(terms) == 1:
            yield word, terms[0]


def _add(connection: sqlite3.Connection, language: str, words: Iterable[tuple[str, str]]) -> None:
    """Add (word, term) pairs to the forms of a language."""
    rows = sorted(stems_and_terms(language, words))
    connection.executemany(_INSERT, ((language, stem, term) for stem, term in rows))
