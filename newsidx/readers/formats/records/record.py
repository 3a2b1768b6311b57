"""Records -> drafts. A record is a row of a table or an object of JSON; what its keys mean is decided for a whole file.

A record is an article if it has a text, or a date and a title. Which key has the text, if none is called so, and
whether day or month comes first in the dates, is decided from the first records together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from newsidx.dates.extract import DateOrder, DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.records import keys
from newsidx.readers.formats.records.own import is_own, own_draft
from newsidx.readers.formats.records.values import date_in, line_in, stored, text_in
from newsidx.readers.problem import CannotRead, Problem, ProblemKind

Record = Mapping[str, Any]

_SAMPLE = 200
"""Records from which it is decided what the keys of a file mean."""

_LARGEST_SAMPLE = 4_000_000
"""Characters after which the sample ends, too."""

_SHORTEST_PROSE = 80
"""Characters of a text that is an article without a date or a title, or under a key that says nothing of it."""

_SHOWN = 12
"""Names of columns in a message."""


@dataclass(frozen=True)
class Meanings:
    """What the keys of a file mean, beyond what their names say.

    `named` are keys whose field the user named. `text_key` is a key that must have the text, because its values are
    prose and no other key is called so. `order` is the order of day and month that the dates prove. `is_collected` says
    that a program collected the records, so that the day on which one was changed says nothing of the article.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    text_key: str | None = None
    order: DateOrder | None = None
    is_collected: bool = False
    is_table: bool = False

    def of(self, key: str) -> str | None:
        """What a key means."""
        return self.named.get(key) or (keys.BODY if key == self.text_key else keys.meaning_of(key))


def drafts_of(
    records: Iterator[Record], columns: Sequence[tuple[str, str]], dates: DateReader, *, is_table: bool
) -> Iterator[Draft] | None:
    """The drafts of the articles in records, or None if the first records are none.

    `columns` are the pairs that the user gave, to tell what keys mean. At the end the drafts raise CannotRead if some
    of the records were no articles, or if the reading of the records does.
    """
    sample, rest = _sample(records)
    _check_columns(sample, columns)
    meanings = _meanings(sample, columns, dates, is_table=is_table)
    if not any(is_article(record, meanings, dates) for record in sample):
        return None
    return _drafts(chain(sample, rest), meanings, dates)


def _sample(records: Iterator[Record]) -> tuple[list[Record], Iterator[Record]]:
    """The first records, and all that come after them. An error among the first is raised after them."""
    sample: list[Record] = []
    size = 0
    try:
        for record in islice(records, _SAMPLE):
            sample.append(record)
            size += sum(len(value) for value in record.values() if isinstance(value, str))
            if size > _LARGEST_SAMPLE:
                break
    except CannotRead as error:
        if not sample:
            raise
        return sample, _raising(error)
    return sample, records


def _check_columns(sample: Sequence[Record], columns: Sequence[tuple[str, str]]) -> None:
    """Refuse a file that has none of the columns that the user named for a field, and no other for it either."""
    known = dict.fromkeys(str(key) for record in sample for key in record)
    for field_name, column in columns:
        is_there = any(other in known for field, other in columns if field == field_name)
        if not is_there and not any(keys.meaning_of(key) == field_name for key in known):
            raise CannotRead(
                Problem(ProblemKind.MARKUP, f"no column “{column}”, which --columns names; there are: {names(known)}")
            )


def names(known: Iterable[str]) -> str:
    """The names of columns or keys, for a message: the first of them, if there are many."""
    shown = [" ".join(clean(name).split())[:40] for name in known if name.strip()]
    return ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN:,} more" if len(shown) > _SHOWN else "")


def _raising(error: CannotRead) -> Iterator[Record]:
    raise error
    yield {}


def _drafts(records: Iterable[Record], meanings: Meanings, dates: DateReader) -> Iterator[Draft]:
    count = skipped = 0
    for count, record in enumerate(records, 1):  # noqa: B007 - the number of them is said at the end
        if draft := draft_of(record, meanings, dates):
            yield draft
        else:
            skipped += 1
    if skipped:
        what = f"{skipped:,} of {count:,} records have neither text nor a title with a date"
        raise CannotRead(Problem(ProblemKind.NO_TEXT, what))


def is_article(record: Record, meanings: Meanings, dates: DateReader) -> bool:
    """Whether a record is an article beyond doubt: it has a text with a title or a date, or much text, or a title and a
    date."""
    draft = draft_of(record, meanings, dates)
    if draft is None:
        return False
    return bool(draft.date or draft.title) or len(draft.text) >= _SHORTEST_PROSE


def draft_of(record: Record, meanings: Meanings, dates: DateReader) -> Draft | None:
    """The article in a record, if there is one."""
    if is_own(record):
        return own_draft(record, dates, is_table=meanings.is_table)
    by_meaning = _by_meaning(record, meanings)
    draft = Draft("")
    used = _take_date(draft, by_meaning, meanings, dates)
    used |= _take_title(draft, by_meaning)
    used |= _take_text(draft, by_meaning)
    if not draft.text and not (draft.title and draft.date):
        return None
    used |= _take_fields(draft, by_meaning, dates)
    if meanings.is_collected and (stored_at := dict(by_meaning.get(keys.MODIFIED, ()))):
        draft.meta["stored"] = stored(stored_at)  # apart, or the rules take it for the article's last change
        used |= set(stored_at)
    for key, value in record.items():
        if key not in used and (kept := stored(value)) is not None:
            draft.meta[str(key)] = kept
    return draft


def _by_meaning(record: Record, meanings: Meanings) -> dict[str, list[tuple[str, Any]]]:
    """The pairs of a record by what their keys mean; the user's own first, then those that mean nothing else."""
    by_meaning: dict[str, list[tuple[str, Any]]] = {}
    for key, value in record.items():
        if value not in (None, "", [], {}) and (meaning := meanings.of(key)):
            by_meaning.setdefault(meaning, []).append((key, value))
    for pairs in by_meaning.values():
        if len(pairs) > 1:
            pairs.sort(key=lambda pair: (pair[0] not in meanings.named, keys.is_second_best(pair[0])))
    return by_meaning


def _take_date(
    draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]], meanings: Meanings, dates: DateReader
) -> set[str]:
    """Date a draft. Returns the keys that the date was taken from."""
    for meaning in keys.DATES:
        if meaning == keys.MODIFIED and meanings.is_collected:
            break
        for key, value in by_meaning.get(meaning, ()):
            if found := date_in(value, dates, meanings.order):
                draft.take_date(found, "record", line_in(value))
                return {key}
        if meaning == keys.PUBLISHED and (used := _take_parts(draft, by_meaning, dates)):
            return used
    return set()


def _take_parts(draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]], dates: DateReader) -> set[str]:
    """Date a draft by its year, month and day, if each has a key of its own."""
    if not all(part in by_meaning for part in keys.DATE_PARTS):
        return set()
    used, (year, month, day) = zip(*(by_meaning[part][0] for part in keys.DATE_PARTS), strict=True)
    texts = [line_in(value).removesuffix(".0") for value in (year, month, day)]
    written = "-".join(texts) if texts[1].isdecimal() else f"{texts[2]} {texts[1]} {texts[0]}"
    if found := dates.whole(written):
        draft.take_date(found, "record", found.date.isoformat())
        return set(used)
    return set()


def _take_title(draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]]) -> set[str]:
    for key, value in by_meaning.get("title", ()):
        if title := line_in(value):
            draft.title, draft.title_from = title, "header"
            return {key}
    return set()


def _take_text(draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]]) -> set[str]:
    """Give a draft its text. A summary serves only where there is none.

    Where a record has the text twice, plain and as HTML, the one with more paragraphs is taken and the other dropped.
    """
    texts = [
        (key, text)
        for meaning in (keys.BODY, keys.HTML)
        for key, value in by_meaning.get(meaning, ())
        if any(map(str.isalpha, text := text_in(value)))
    ]
    if not texts:
        return _take_summary(draft, by_meaning)
    same = [texts[0], *(pair for pair in texts[1:] if "".join(pair[1].split()) == "".join(texts[0][1].split()))]
    draft.text = max((text for _, text in same), key=lambda text: text.count("\n"))
    return {key for key, _ in same} | {key for key, _ in by_meaning.get(keys.HTML, ())}


def _take_summary(draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]]) -> set[str]:
    for key, value in by_meaning.get(keys.LEAD, ()):
        text = text_in(value)
        if any(map(str.isalpha, text)) and _stands_for_text(text, draft):
            draft.text = text
            return {key}
    return set()


def _stands_for_text(summary: str, draft: Draft) -> bool:
    """Whether a summary is the text of an article: `description` is a key of accounts and of programs, too."""
    known = bool(draft.title) + bool(draft.date)
    return known == 2 or (known == 1 and len(summary) >= _SHORTEST_PROSE)


def _take_fields(draft: Draft, by_meaning: Mapping[str, Sequence[tuple[str, Any]]], dates: DateReader) -> set[str]:
    used = set()
    for field_name in keys.FIELDS:
        for key, value in by_meaning.get(field_name, ()):
            if line := line_in(value):
                take_fields(draft, [(field_name, line)], dates, "record")
                used.add(key)
                break
    return used


def _meanings(
    sample: Sequence[Record], columns: Sequence[tuple[str, str]], dates: DateReader, *, is_table: bool
) -> Meanings:
    named = {column: field_name for field_name, column in columns}
    by_name = Meanings(named, is_table=is_table)
    text_key = None if _has_text(sample, by_name) else _prose_key(sample, by_name)
    is_collected = any(keys.is_of_collection(str(key)) for record in sample for key in record)
    return Meanings(named, text_key, _order(sample, by_name, dates), is_collected, is_table)


def _has_text(sample: Sequence[Record], meanings: Meanings) -> bool:
    means_text = {key for record in sample for key in record if meanings.of(key) in (keys.BODY, keys.HTML)}
    return any(any(map(str.isalpha, text_in(record.get(key))[:100])) for key in means_text for record in sample)


def _prose_key(sample: Sequence[Record], meanings: Meanings) -> str | None:
    """The key with the longest values, if these are clearly prose: long on average, and of many words."""
    sizes: dict[str, int] = {}
    for record in sample:
        for key, value in record.items():
            if meanings.of(key) in (None, keys.LEAD) and not keys.is_of_rights(key) and _is_wordy(value):
                sizes[key] = sizes.get(key, 0) + len(value)
    longest = max(sizes, key=sizes.__getitem__, default=None)
    if longest is None or sizes[longest] < 2 * _SHORTEST_PROSE * sum(1 for record in sample if record.get(longest)):
        return None
    return longest


def _is_wordy(text: Any) -> bool:
    if not isinstance(text, str):
        return False
    start = text[:2000]
    return not start.isascii() or start.count(" ") * 12 > len(start)


def _order(sample: Sequence[Record], meanings: Meanings, dates: DateReader) -> DateOrder | None:
    """The order of day and month in the dates, if some of them can be read only so and none only otherwise."""
    orders = {
        found.order
        for record in sample
        for key, value in record.items()
        if meanings.of(key) in keys.DATES and (found := date_in(value, dates))
    } - {None}
    return orders.pop() if len(orders) == 1 else None
