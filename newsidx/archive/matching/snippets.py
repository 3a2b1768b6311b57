"""Snippets: the part of a text that shows best why it matches, cut from the text with its matches marked.

A part is scored much as FTS5's snippet() does it: first by how many different terms of the query it has, then by
whether it begins with a sentence, then by how many matches it has. FTS5 compares each match with all others, so a book
that has a word 40,000 times takes ten seconds; here each match is compared with the few after it, and only the first
two hundred matches count.

https://www.sqlite.org/src/file/ext/fts5/fts5_aux.c

A word is whatever stands between spaces. Where a script has no spaces, it is a part of about the same width, and a
snippet begins and ends with a comma or a full stop if there is one near.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsidx.languages import closing_marks, opening_marks, sentence_ends
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.wrapping import NO_SPACE, in_parts, without_parts

_WORDS = 24
"""Words of a snippet."""

_NEAR = 8
"""How many words a snippet without spaces may begin or end later or earlier, to do so with a comma or a full stop."""

MOST_MATCHES = 200
"""Matches that are compared."""

_BEFORE, _MOST_LETTERS = 2000, 100_000
"""Letters that are considered before the first match, and in all."""

_MOST_SHOWN, _MOST_SHOWN_BEFORE = 600, 150
"""Letters of a snippet, and of its part before the first match, in a text with few spaces."""

_FIRST, _AGAIN, _SENTENCE, _BEGINNING = 1000, 1, 100, 120
"""Points for a term of the query the first time it occurs, and each further time; and for a snippet that begins with
a sentence, or with the text.
"""

_COLON = ":"
"""Counts as the end of a sentence: a snippet may begin with what a colon announces."""

_PAUSES = ",;:，、；：،؛"
"""Removed from the end of a snippet that was cut, like quotes, brackets and sentence ends."""


class _Marks(NamedTuple):
    """The punctuation of all languages: what a snippet does not begin with, what it does not end with, and what ends a
    sentence.
    """

    opening: str
    closing: str
    ends: tuple[str, ...]

    @classmethod
    def of_languages(cls) -> _Marks:
        return cls(opening_marks(), closing_marks(), tuple(sentence_ends()))


class _Match(NamedTuple):
    """A match: the number of the word it begins in, how many words it has, and which term of the query it matches."""

    word: int
    words: int
    what: object


def excerpt(text: str, what: Callable[[str], object]) -> str:
    """The best part of a marked text, with its marks, and … where it was cut; the beginning if nothing is marked.

    The words are separated by single spaces. `what` returns the term of the query that a marked passage matches: the
    same value for every form of a word.
    """
    marks = _Marks.of_languages()
    start = max(0, text.find(MARK_START) - _BEFORE)
    piece = text[start : start + _MOST_LETTERS]
    in_words = in_parts(piece)
    words, matches = in_words.split(), list(_matches(in_words, what))
    first = _best_start(words, matches, marks)
    last = min(len(words), first + _WORDS)
    if in_words is not piece:
        first, last = _at_punctuation(words, matches, first, last, marks)
    part = " ".join(words[first:last])
    if any(match.word < first < match.word + match.words for match in matches):
        part = MARK_START + part
    part = without_parts(part)
    is_cut_before, is_cut_after = start + first > 0, start + _MOST_LETTERS < len(text) or last < len(words)
    if len(part) > _MOST_SHOWN:
        begin = max(0, part.find(MARK_START) - _MOST_SHOWN_BEFORE)
        part, is_cut_before, is_cut_after = part[begin : begin + _MOST_SHOWN], is_cut_before or begin > 0, True
    if is_cut_before:
        part = f"…{part.lstrip(marks.opening)}"
    if is_cut_after:
        part = part.rstrip(f"{marks.closing}{''.join(marks.ends)}{_PAUSES}")
    if part.rfind(MARK_START) > part.rfind(MARK_END):
        part += MARK_END
    return f"{part}…" if is_cut_after else part


def _at_punctuation(words: list[str], matches: list[_Match], first: int, last: int, marks: _Marks) -> tuple[int, int]:
    """The first word of a snippet, and the one after its last, moved to punctuation that is near, if no match is lost.

    In Thai, which ends sentences with a space, that is punctuation too.
    """
    inside = [match for match in matches if first <= match.word < last]
    first_match = inside[0].word if inside else first
    after_match = inside[-1].word + inside[-1].words if inside else first + 1
    begins = (place for place in range(first, min(first + _NEAR, first_match) + 1) if _is_clause(words, place, marks))
    first = next(begins, first)
    latest = min(len(words), max(after_match, first + _WORDS))
    ends = range(latest, max(after_match, last - _NEAR) - 1, -1)
    return first, next((place for place in ends if _is_clause(words, place, marks)), latest)


def _is_clause(words: list[str], place: int, marks: _Marks) -> bool:
    """Whether a word is the first of a sentence or of a part of one, in a text without spaces."""
    if place in (0, len(words)) or not words[place].startswith(NO_SPACE):
        return True
    return words[place - 1].rstrip(marks.closing + MARK_END).endswith((*marks.ends, *_PAUSES))


def _matches(text: str, what: Callable[[str], object]) -> Iterator[_Match]:
    """The first matches in a marked text. Words are counted piece by piece, which is much faster than one by one."""
    before, *others = text.split(MARK_START, MOST_MATCHES)
    words, is_open = len(before.split()), before[-1:].strip() != ""
    for other in others:
        marked, is_whole, after = other.partition(MARK_END)
        if not is_whole:
            return
        count = len(marked.split())
        first = words - is_open
        yield _Match(first, count, what(marked))
        words = first + count + len(after.split()) - (after[:1].strip() != "")
        is_open = (after or marked or " ")[-1].strip() != ""


def _best_start(words: list[str], matches: list[_Match], marks: _Marks) -> int:
    """The number of the word with which the best part begins."""
    best = best_score = looked_at = 0
    sentence = 0
    places = [match.word for match in matches]
    for number, match in enumerate(matches):
        score, start = _scored(words, matches[number : bisect_left(places, match.word + _WORDS)])
        if score > best_score:
            best, best_score = start, score
        for place in range(max(looked_at, match.word - _WORDS) + 1, match.word + 1):
            if not words[place - 1][-1].isalnum() and _ends_sentence(words[place - 1], marks):
                sentence = place
        looked_at = match.word
        if match.word - sentence < _WORDS < len(words):
            within = matches[bisect_left(places, sentence) : bisect_left(places, sentence + _WORDS)]
            score = _scored(words, within)[0] + (_SENTENCE if sentence else _BEGINNING)
            if score > best_score:
                best, best_score = sentence, score
    return max(0, min(best, len(words) - _WORDS))


def _scored(words: list[str], matches: list[_Match]) -> tuple[int, int]:
    """The score of some matches, and the number of the word to begin with so that they are in the middle."""
    kinds = len({match.what for match in matches}) if len(matches) > 1 else 1
    first, last = matches[0].word, matches[-1].word + matches[-1].words
    middle = first - (_WORDS - (last - first)) // 2
    return kinds * _FIRST + (len(matches) - kinds) * _AGAIN, middle


def _ends_sentence(word: str, marks: _Marks) -> bool:
    word = word.rstrip(marks.closing + MARK_END)
    return word.endswith((*marks.ends, _COLON)) and "." not in word[:-1]  # no U.S., no 3.5.
