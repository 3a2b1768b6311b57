"""What newsidx has to know of a language: one record, with nothing in it but words and marks.

Every word is written in lower case, unless a field says otherwise. Where a field is empty, the language has nothing of
the kind.
"""

from __future__ import annotations

from typing import NamedTuple

Words = tuple[str, ...]


class DateWords(NamedTuple):
    """How articles write a date, and how they announce one.

    `months` (January first) and `weekdays` (Monday first) each list a name and its short forms, without full stops.
    `ordinals` may follow a day's number: `6th`. `before_month` stands between the day and the month (`6th of March`),
    `before_year` between the month and the year, `after_year` behind the year (`6 марта 2022 г.`), `before_day` before
    the day (`10:30 on 6 March`), `before_time` between a date and the time after it. `between_days` stands between the
    days of a range: `6 and 7 March`, `6 to 8 March`.

    `month_first` says that a text may also name the month first (`mayo 6, 2022`), and not only a line of its own: in
    French `mars 3, 1971` is rather the name of a space probe.

    `published` and `updated` are the words before the date of publication (`Published:`) and of the last change;
    `after_published` may follow them (`Published on`).
    """

    months: tuple[Words, ...] = ()
    weekdays: tuple[Words, ...] = ()
    ordinals: Words = ()
    before_month: Words = ()
    before_year: Words = ()
    after_year: Words = ()
    before_day: Words = ()
    before_time: Words = ()
    between_days: Words = ()
    published: Words = ()
    updated: Words = ()
    after_published: Words = ()
    month_first: bool = True


class RangeWords(NamedTuple):
    """How a query asks for dates: `yesterday`, `this month`, `last 7 days`, `March 2020 to May 2021`.

    `this` and `last` stand before a unit of the calendar, `last` and `past` before a number of units, and `ago` before
    or behind one (`30 days ago`, `one` of them: `a week ago`). `day`, `week`, `month`, `quarter` and `year` list the
    unit's name first in the singular, then its other forms. `nth` has the words that number each of the four quarters
    of a year. `between` stands between the two dates of a range (`2020 to 2021`), and `before_range` may stand before
    both of them.
    """

    today: Words = ()
    yesterday: Words = ()
    tomorrow: Words = ()
    this: Words = ()
    last: Words = ()
    past: Words = ()
    day: Words = ()
    week: Words = ()
    month: Words = ()
    quarter: Words = ()
    year: Words = ()
    ago: Words = ()
    one: Words = ()
    nth: tuple[Words, ...] = ()
    between: Words = ()
    before_range: Words = ()


class BylineWords(NamedTuple):
    """How an article names its author.

    `by` begins the line: `By Jane Smith`. `in_names` stand in lower case within a name (`van`), and `name_prefixes`
    begin a part of one (`al-`). `not_names` begin what is not a name: `By the river`. `before_place` leads from the
    name to where its bearer is: `Jane Smith in Paris`.
    """

    by: Words = ()
    in_names: Words = ()
    name_prefixes: Words = ()
    not_names: Words = ()
    before_place: Words = ()


class Language(NamedTuple):
    """One language.

    `code` is its ISO 639-1 code, `name` its English name. `function_words` say nothing of what an article is about,
    and `reporting_words` only that somebody is quoted.

    `abbreviations` end in a full stop (listed without it) that does not end a sentence. `sentence_ends` are the marks
    that do; `closing_marks` may follow them, and `opening_marks` may come before the first letter of the next.

    A text is recognised by its function words, and also by `typical_words`, other common words that tell the language
    from one that is like it, and by `letters`, those beyond a to z, or beyond the ones that its script always has.

    `stemmer` is Snowball's name of the stemmer for its words.
    """

    code: str
    name: str
    function_words: frozenset[str]
    dates: DateWords = DateWords()
    ranges: RangeWords = RangeWords()
    bylines: BylineWords = BylineWords()
    reporting_words: frozenset[str] = frozenset()
    abbreviations: Words = ()
    sentence_ends: str = ".!?"
    opening_marks: str = "\"'“‘«([¿¡"
    closing_marks: str = "\"'”’»)]"
    stemmer: str | None = None
    typical_words: frozenset[str] = frozenset()
    letters: str = ""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        # By identity, so that looking up what was made from its record costs nothing.
        return id(self)
