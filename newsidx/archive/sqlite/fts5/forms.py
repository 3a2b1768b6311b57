"""The forms of words: every word of the index with its stem, for each language in which articles have it.

A query looks for all forms that share the stem of its word. English, the language of articles that do not say theirs,
has the forms of every word of the archive; another language has those of the words in its own articles, stemmed as
these write them, with accents, and without. Languages are given by their ISO 639-1 codes.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import temporary
from newsidx.archive.sqlite.fts5.tokenizer import TOKENIZER, tokenized
from newsidx.languages import code_of
from newsidx.languages.stemming import stems
from newsidx.text.bigrams import has_runs

ENGLISH = "en"
"""The language of articles that do not say theirs."""

_LONGEST = 64
"""The most letters of a word with forms; nobody types a longer one."""

_DIGIT = re.compile(r"\d")
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


def languages(database: Database) -> list[str]:
    """The languages of the archive's articles, the most common first."""
    rows = database.rows("SELECT language FROM languages ORDER BY articles DESC, language")
    return [code for row in rows for code in values.typed(database.path, row, TEXT)]


def forms_of(
    database: Database, words: Iterable[str], language: str | None = None, typed: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[str, ...]]:
    """For each word, given as a term, the terms that share a stem with it in the languages of the archive, or in one
    language: the word first, then the others, sorted.

    `typed` has (word as typed, term) pairs: in languages that have accents these count for its stem.
    """
    asked = sorted({word for word in words if _has_forms(word)})
    codes = known_among(languages(database), language)
    forms: dict[str, set[str]] = defaultdict(set)
    if asked and codes:
        wanted = {(code, stem, word) for code in codes for word, stem in zip(asked, stems(code, asked), strict=True)}
        if list(codes) != [ENGLISH]:
            accented = sorted({(word, term) for word, term in typed if word != term and _has_forms(term)})
            for code in codes:
                stemmed = stems(code, [word for word, _ in accented])
                wanted.update((code, stem, term) for stem, (_, term) in zip(stemmed, accented, strict=True))
            as_written = database.rows(_STEMS_AS_WRITTEN, [json.dumps(asked)])
            rows = (values.typed(database.path, row, TEXT, TEXT, TEXT) for row in as_written)
            wanted.update((code, stem, word) for code, stem, word in rows if code in codes)
        for row in database.rows(_FORMS, [json.dumps(sorted(wanted))]):
            word, term = values.typed(database.path, row, TEXT, TEXT)
            forms[word].add(term)
    return {word: (word, *sorted(forms[word] - {word})) for word in words}


def known_among(codes: Sequence[str], language: str | None) -> Sequence[str]:
    """The languages whose forms are looked up: one alone if the query is in it, and the archive has it."""
    if language is None:
        return codes
    return [language] if language in codes else []


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


def language_code(tag: str | None) -> str:
    """The code of an article's language: `en` for `en-GB`, for a language that newsidx does not know, and for none."""
    return (tag and code_of(tag)) or ENGLISH


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
    pairs = [(word, term) for word, term in words if _has_forms(term)]
    terms = [term for _, term in pairs]
    rows = set(zip(stems(language, [word for word, _ in pairs]), terms, strict=True))
    if language != ENGLISH:  # many people type no accents: nino finds niños
        rows.update(zip(stems(language, terms), terms, strict=True))
    connection.executemany(_INSERT, ((language, stem, term) for stem, term in sorted(rows)))


def _has_forms(term: str) -> bool:
    """Whether a term is a word with forms: letters only, and not in pairs."""
    if term.isascii():
        return term.isalpha() and len(term) <= _LONGEST
    return len(term) <= _LONGEST and not _DIGIT.search(term) and not has_runs(term)
