"""What a query means: a slow and simple evaluator that reads articles one by one.

It shares no code with newsidx's own matching. It takes the words of a text from FTS5, through an index of only that
text, and their stems from Snowball.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

import Stemmer

from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

ENGLISH = "en"
STEMMERS = {"en": "english", "es": "spanish", "de": "german", "ru": "russian", "ar": "arabic", "fr": "french"}

WITHOUT_STEMMERS = ("zh", "ja", "ko", "th")

LONGEST_PHRASE = 12
"""A phrase of more words or letters matches only as it is written."""

LONGEST_QUERY = 2_000
"""The words of a longer query match only as they are written."""

RUN = re.compile("[々-〇ぁ-ゖ゙-゚ゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿가-힣ｦ-ﾟก-ฺเ-๎]+")
"""Letters without spaces between words: Han, kana, Hangul and Thai, of all the scripts that newsidx cuts."""

SAME_LETTERS = {
    **dict.fromkeys("آأإٱ", "ا"), **dict.fromkeys("ىی", "ي"), "ک": "ك", "ة": "ه", "ـ": "",
    **dict.fromkeys("ёЁ", "е"), **dict.fromkeys("łŁ", "l"), **dict.fromkeys("øØ", "o"), **dict.fromkeys("đĐ", "d"),
    **dict.fromkeys("ħĦ", "h"), "ı": "i", "ς": "σ",
}  # fmt: skip
"""Letters between which a query makes no difference, besides those that differ only in case or accents."""

METADATA = {"by": "byline", "source": "source", "section": "section", "place": "place", "lang": "language"}


class Unit(NamedTuple):
    """A word of a text, in lower case and without accents; or a letter of a run, and whether the run ends there.

    `written` is the word with its accents.
    """

    text: str
    run: Literal["no", "goes on", "ends"] = "no"
    written: str = ""


class Row(NamedTuple):
    """Units that must follow one another, in any form or as they are; the last one may be only a beginning."""

    units: tuple[Unit, ...]
    in_any_form: bool = False
    is_beginning: bool = False


class Tokenizer:
    """FTS5's own tokenizer, used through the vocabulary of an index that holds one text."""

    def __init__(self, remove_diacritics: int) -> None:
        tokenizer = f"unicode61 remove_diacritics {remove_diacritics} categories 'L* N* Co M*'"
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(f'CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize="{tokenizer}")')
        self._connection.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab (texts, instance)")

    def close(self) -> None:
        self._connection.close()

    def words(self, text: str) -> list[str]:
        self._connection.execute("DELETE FROM texts")
        self._connection.execute("INSERT INTO texts VALUES (?)", [text])
        return [term for (term,) in self._connection.execute("SELECT term FROM tokens ORDER BY offset")]


def one_spelling(letter: str) -> str:
    """The one letter that stands for a letter, or nothing for a mark that most writers leave out."""
    name = unicodedata.name(letter, "")
    if letter in SAME_LETTERS:
        return SAME_LETTERS[letter]
    if unicodedata.category(letter) == "Mn" and name.startswith(("COMBINING ", "ARABIC ", "HEBREW ")):
        return ""
    if name.startswith("FULLWIDTH "):
        return unicodedata.normalize("NFKC", letter)
    return unicodedata.normalize("NFD", letter)[0] if name.startswith("GREEK ") else letter


def title_to_search(article: Article) -> str:
    """A title that was cut from the text counts only as a part of that."""
    return "" if article.title_from == "text" else article.title


def language_of(article: Article) -> str:
    """The code of an article's language; one that does not say, or that newsidx does not know, counts as English."""
    code = re.split("[-_]", article.language or ENGLISH)[0].lower()
    return code if code in STEMMERS or code in WITHOUT_STEMMERS else ENGLISH


def has_forms(unit: Unit) -> bool:
    """Whether a unit is a word with forms: no letter of a run, no number, and not endless."""
    return unit.run == "no" and len(unit.text) <= 64 and not any(map(str.isdecimal, unit.text))


@cache
def stem(language: str, word: str) -> str:
    """The stem of a word; the word itself in a language without a stemmer."""
    return str(stemmer(STEMMERS[language]).stemWord(word)) if language in STEMMERS else word


stemmer = cache(Stemmer.Stemmer)


def has_id(named: str, article: Article) -> bool:
    """Whether an id is the one named, or in the range named, whichever end comes first."""
    ends = [[int(number) for number in ref.split("-")] if ref else [] for ref in named.split("..")]
    this = [int(number) for number in article.ref.split("-")]
    first, *_, last = sorted(ends * 2) if all(ends) else ends
    return (first <= this <= last) if last else first <= this


def words_with_forms(node: Node) -> int:
    """How many words a query looks for in any form."""
    if isinstance(node, (All, Any)):
        return sum(map(words_with_forms, node.parts))
    if isinstance(node, (Not, InField)):
        return words_with_forms(node.node)
    return len(node.text.split()) if isinstance(node, (Word, Phrase, Near)) else 0


class NaiveArchive:
    """Articles, and the answers to queries from reading each of them.

    A word matches a word of the text if the two have a stem in common in a language of the archive. English has the
    words of all articles without accents; another language has those of its own articles, each with two stems: as it is
    written there, with accents, and without them. What is typed has these two stems as well, and those of the same word
    in the archive, whatever its accents.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._folding, self._accented = Tokenizer(remove_diacritics=2), Tokenizer(remove_diacritics=0)
        self._units: dict[str, tuple[Unit, ...]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._forms: dict[tuple[Unit, str | None], frozenset[str]] = {}
        self._matches_of_leaves: dict[tuple[Node, str | None, bool], frozenset[int]] = {}
        self._stems = {language_of(article): defaultdict[str, set[str]](set) for article in articles}
        """For each language, its words without accents, and their stems."""
        for article in articles:
            self._add_stems(article)

    def close(self) -> None:
        self._folding.close()
        self._accented.close()

    def _add_stems(self, article: Article) -> None:
        language = language_of(article)
        units = [*self.units(article.title), *self.units(article.body)]
        if ENGLISH in self._stems:
            for unit in filter(has_forms, units):
                self._stems[ENGLISH][unit.text].add(stem(ENGLISH, unit.text))
        if language != ENGLISH:
            for unit in filter(has_forms, units):
                self._stems[language][unit.text] |= {stem(language, unit.text), stem(language, unit.written)}

    def units(self, text: str) -> tuple[Unit, ...]:
        """The words of a text and the letters of its runs, in order."""
        if text not in self._units:
            self._units[text] = tuple(self._read(text))
        return self._units[text]

    def _places_of(self, text: str) -> dict[str, list[int]]:
        """The places of each word in a text."""
        if text not in self._places:
            self._places[text] = places = defaultdict[str, list[int]](list)
            for place, unit in enumerate(self.units(text)):
                places[unit.text].append(place)
        return self._places[text]

    def _read(self, text: str) -> Iterator[Unit]:
        position = 0
        for run in RUN.finditer(text):
            yield from self._words(text[position : run.start()])
            yield from (Unit(letter, "goes on") for letter in run[0][:-1])
            yield Unit(run[0][-1], "ends")
            position = run.end()
        yield from self._words(text[position:])

    def _words(self, text: str) -> Iterator[Unit]:
        compared = self._folding.words("".join(map(one_spelling, text)))
        for word, written in zip(compared, self._accented.words(text), strict=True):
            yield Unit(word, written=written)

    # Queries

    def matching(self, query: Query) -> list[Article]:
        """The articles that match a query, in the order in which they were given."""
        if query.is_blank:
            return []
        is_long = query.tree is not None and words_with_forms(query.tree) > LONGEST_QUERY
        return [
            article
            for article in self._articles
            if (article.date is None or not query.undated)
            and (query.dates.is_everything or (article.date is not None and article.date in query.dates))
            and (query.tree is None or self._matches(query.tree, article, query.language, is_long))
        ]

    def _matches(self, node: Node, article: Article, language: str | None, is_long: bool) -> bool:
        if isinstance(node, All):
            return all(self._matches(part, article, language, is_long) for part in node.parts)
        if isinstance(node, Any):
            return any(self._matches(part, article, language, is_long) for part in node.parts)
        if isinstance(node, Not):
            return not self._matches(node.node, article, language, is_long)
        leaf = (node, language, is_long)
        if leaf not in self._matches_of_leaves:  # the same leaves occur in many queries
            self._matches_of_leaves[leaf] = frozenset(
                article.id for article in self._articles if self._leaf_matches(node, article, language, is_long)
            )
        return article.id in self._matches_of_leaves[leaf]

    def _leaf_matches(self, leaf: Node, article: Article, language: str | None, is_long: bool) -> bool:
        if isinstance(leaf, Dated):
            return article.date is not None and article.date in leaf.dates
        if isinstance(leaf, Metadata):
            return self._has_metadata(leaf, article)
        columns = {"title": title_to_search(article), "body": article.body}
        fields = (leaf.field,) if isinstance(leaf, InField) else ("title", "body")
        texts = [columns[field] for field in fields]
        leaf = leaf.node if isinstance(leaf, InField) else leaf
        if isinstance(leaf, Near):
            rows = [row for word in leaf.text.split() if (row := self._row(word, in_any_form=not is_long)).units]
            return any(self._are_near(rows, leaf.distance, text, language) for text in texts)
        assert isinstance(leaf, (Word, Phrase, Exact, Prefix))
        in_any_form = isinstance(leaf, (Word, Phrase)) and not is_long
        row = self._row(leaf.text, in_any_form=in_any_form, is_beginning=isinstance(leaf, Prefix))
        return any(self._starts(row, text, language) for text in texts)

    def _row(self, text: str, *, in_any_form: bool = False, is_beginning: bool = False) -> Row:
        units = self.units(text)
        return Row(units, in_any_form and len(units) <= LONGEST_PHRASE, is_beginning)

    def _starts(self, row: Row, text: str, language: str | None = None) -> list[int]:
        """Every place in a text at which a row starts."""
        units = self.units(text)
        last = len(units) - len(row.units)
        places = self._first_places(row, text, language) if row.units else ()
        return [start for start in places if start <= last and self._is_at(start, row, units, language)]

    def _first_places(self, row: Row, text: str, language: str | None) -> Iterable[int]:
        """The places where a row may start: where the text has its first word, or every place."""
        typed = row.units[0]
        if typed.run != "no" or (row.is_beginning and len(row.units) == 1):
            return range(len(self.units(text)))
        words = {typed.text} | (self.forms(typed, language) if row.in_any_form else frozenset())
        places = self._places_of(text)
        return sorted(place for word in words & places.keys() for place in places[word])

    def _is_at(self, start: int, row: Row, text: Sequence[Unit], language: str | None) -> bool:
        *before, last = zip(row.units, text[start : start + len(row.units)], strict=True)
        return all(self._is_same(typed, unit, row, language) for typed, unit in before) and (
            self._is_same_at_end(*last, row, language)
        )

    def _is_same(self, typed: Unit, unit: Unit, row: Row, language: str | None) -> bool:
        is_equal = (typed.text, typed.run) == (unit.text, unit.run)
        return is_equal or (row.in_any_form and unit.run == "no" and unit.text in self.forms(typed, language))

    def _is_same_at_end(self, typed: Unit, unit: Unit, row: Row, language: str | None) -> bool:
        """The last letter of a query need not end a run."""
        if typed.run != "no":
            return unit.run != "no" and typed.text == unit.text
        if row.is_beginning:
            return unit.run == "no" and unit.text.startswith(typed.text)
        return self._is_same(typed, unit, row, language)

    def forms(self, typed: Unit, language: str | None) -> frozenset[str]:
        """The words of the archive that match a typed word, in all of its languages or in one."""
        if not has_forms(typed):
            return frozenset()
        if (typed, language) not in self._forms:
            self._forms[typed, language] = frozenset(self._find_forms(typed, language))
        return self._forms[typed, language]

    def _find_forms(self, typed: Unit, only: str | None) -> Iterator[str]:
        for language, stems in self._stems.items():
            if only in (None, language):
                typed_stems = {stem(language, typed.text), *stems.get(typed.text, ())}
                if language != ENGLISH:
                    typed_stems.add(stem(language, typed.written))
                yield from (word for word, word_stems in stems.items() if typed_stems & word_stems)

    def _are_near(self, rows: Sequence[Row], distance: int, text: str, language: str | None) -> bool:
        """Whether the rows have places without overlaps, with at most `distance` other words among them."""
        for starts in product(*(self._starts(row, text, language) for row in rows)):
            spans = [range(start, start + len(row.units)) for start, row in zip(starts, rows, strict=True)]
            positions = {position for span in spans for position in span}
            has_overlap = len(positions) < sum(map(len, spans))
            if positions and not has_overlap and max(positions) + 1 - min(positions) - len(positions) <= distance:
                return True
        return False

    def _has_metadata(self, leaf: Metadata, article: Article) -> bool:
        if leaf.field == "id":
            return has_id(leaf.value, article)
        if leaf.field == "file":
            return any(path == leaf.value or path.startswith(f"{leaf.value.rstrip('/')}/") for path in article.files)
        if leaf.field == "path":
            return any(leaf.value.casefold() in path.casefold() for path in article.files)
        if leaf.field == "url":
            return article.url is not None and leaf.value.casefold() in article.url.casefold()
        if leaf.field == "tag":
            named = leaf.value.lower()
            return any(tag.startswith(named) if leaf.is_prefix else tag == named for tag in article.tags)
        if leaf.field == "note" and not leaf.value:
            return bool(article.note)
        row = self._row(leaf.value, is_beginning=leaf.is_prefix)
        if leaf.field == "note":
            return bool(self._starts(row, article.note or ""))
        starts = self._starts(row, getattr(article, METADATA[leaf.field]) or "")
        return 0 in starts if leaf.field == "lang" else bool(starts)
