"""The words of dates of many languages together, to be looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsidx.dates.plain import word_key
from newsidx.languages import Language

Codes = frozenset[str]
NO_CODES: Codes = frozenset()

_FIELDS = ("ordinals", "before_month", "before_year", "after_year", "before_day", "before_time", "between_days")
_SHORT = 3


@dataclass(frozen=True)
class Vocabulary:
    """What the words of dates mean, by their keys (`word_key`).

    `months` has the number of the month by the code of each language in which a word is one, `weekdays` the numbers
    (Monday is 1) likewise. `words` has, for each field of `DateWords`, the codes of the languages that have a word
    there. `full` are the names of months that are no short form in every language; a short form may well be a common
    word (`set`, `out`, `pro`), and counts for less. `names` are all names of months, `first_words`
    the words that begin those of `months`, and `month_first` the languages in
    which a text may name the month first.
    """

    months: Mapping[str, Mapping[str, int]]
    weekdays: Mapping[str, Mapping[str, int]]
    words: Mapping[str, Mapping[str, Codes]]
    full: frozenset[str]
    names: frozenset[str]
    first_words: frozenset[str]
    month_first: Codes

    def codes(self, field: str, word: str) -> Codes:
        """The languages that have a word in a field of their `DateWords`."""
        return self.words[field].get(word_key(word), NO_CODES)

    def is_month(self, word: str) -> bool:
        """Whether a word is a month in any of the languages, English too."""
        return word_key(word) in self.names

    def key(self, word: str) -> str:
        """The key under which a word stands in `months` and `weekdays`."""
        return word_key(word)


@lru_cache(maxsize=4)
def vocabulary(languages: tuple[Language, ...], without_months: Codes = NO_CODES) -> Vocabulary:
    """The words of some languages, of which those `without_months` lend only their other words."""
    months: dict[str, dict[str, int]] = defaultdict(dict)
    weekdays: dict[str, dict[str, int]] = defaultdict(dict)
    words: dict[str, dict[str, set[str]]] = {field: defaultdict(set) for field in _FIELDS}
    full: set[str] = set()
    for language in languages:
        code, dates = language.code, language.dates
        for number, names in enumerate(() if code in without_months else dates.months, 1):
            for name in names:
                months[word_key(name)][code] = number
            full.update(
                word_key(name) for name in names if name == names[0] or len(name) > _SHORT or not name.isascii()
            )
        for number, names in enumerate(dates.weekdays, 1):
            for name in names:
                weekdays[word_key(name)][code] = number
        for field in _FIELDS:
            for word in getattr(dates, field):
                words[field][word_key(word).strip("-:'") or word].add(code)
    return Vocabulary(
        dict(months),
        dict(weekdays),
        {field: {word: frozenset(codes) for word, codes in known.items()} for field, known in words.items()},
        frozenset(full),
        frozenset(word_key(name) for language in languages for names in language.dates.months for name in names),
        frozenset(name.partition(" ")[0] for name in months),
        frozenset(language.code for language in languages if language.dates.month_first),
    )
