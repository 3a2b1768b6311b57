"""JSON as a stream: its values one after another, of a text of any length."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsidx.readers.formats.records.values import is_deep
from newsidx.readers.problem import CannotRead, Problem, ProblemKind

LARGEST_VALUE = 50_000_000
"""Characters of the largest value that is read as a whole."""

_BLANKS = re.compile(r"[ \t\r\n\ufeff\x1e]*")  # \x1e stands before each value in a JSON text sequence (RFC 7464)
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_LONGEST_TOKEN = 16
"""Characters at the end of the text read so far in which an error can be that more follows."""

_LONGEST_NUMBER = 20


class TooLong(CannotRead):
    """A value has more characters than the caller wants to have in memory at once."""

    def __init__(self) -> None:
        super().__init__(Problem(ProblemKind.TOO_LARGE, "one of its JSON values is too large to read"))


def _integer(digits: str) -> int | str:
    """A whole number; one with more digits than any measure or time has stays as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _no_number(name: str) -> None:
    """NaN and Infinity, which JSON does not have and which say nothing."""


_DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_constant=_no_number)


class JSONText:
    """A place in a JSON text, which is read in blocks as far as it is needed."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._text = ""
        self._at = 0
        self._is_whole = False
        self._lines_before = 0
        self._counted = 0

    @property
    def line(self) -> int:
        """The number of the line that the place is in, from 1."""
        self._lines_before += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines_before + 1

    def peek(self) -> str:
        """The next character that is no blank; empty at the end of the text. The place is then before it."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text) or self._is_whole:
                return self._text[self._at : self._at + 1]
            self._read_on(1)

    def step(self) -> None:
        """Go past the character that `peek` has seen."""
        self._at += 1

    def value(self, most: int = LARGEST_VALUE) -> Any:
        """The value that begins here, and go past it. The place stays where it is if the value cannot be read.

        Raises TooLong for one of more than `most` characters, CannotRead for what is not JSON, or nested too deeply.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_whole or not self._may_go_on(error.pos):
                    raise self._broken() from None
            except RecursionError:
                raise self._too_deep() from None
            else:
                if end < len(self._text) or self._is_whole:  # a number may go on
                    if isinstance(value, dict | list) and is_deep(value):
                        raise self._too_deep()
                    self._at = end
                    return value
            if len(self._text) - self._at > most:
                raise TooLong
            self._read_on(len(self._text) - self._at)

    def next_line(self) -> bool:
        """Go to the next line, past a value that cannot be read. Returns whether an object begins there."""
        while (end := self._text.find("\n", self._at)) < 0 and not self._is_whole:
            self._at = len(self._text)
            self._read_on(1)
        self._at = end + 1 if end >= 0 else len(self._text)
        if self._at == len(self._text):
            self._read_on(1)
        return self._text[self._at : self._at + 1] == "{"

    def _may_go_on(self, position: int) -> bool:
        """Whether the text is only cut off there: within a string, which begins there, or a word or number."""
        if position > len(self._text) - _LONGEST_TOKEN:
            return True
        return self._text[position : position + 1] == '"' and not _STRING.match(self._text, position)

    def _read_on(self, least: int) -> None:
        """Read at least so many characters more, if there are, and forget those before the place."""
        self._lines_before += self._text.count("\n", self._counted, self._at)
        parts, size = [self._text[self._at :]], 0
        while size < least and not self._is_whole:
            block = next(self._blocks, "")
            self._is_whole = not block
            parts.append(block)
            size += len(block)
        self._text, self._at, self._counted = "".join(parts), 0, 0

    def _broken(self) -> CannotRead:
        return CannotRead(Problem(ProblemKind.DAMAGED, f"invalid JSON in line {self.line:,}"))

    def _too_deep(self) -> CannotRead:
        what = f"JSON nested too deeply in line {self.line:,}"
        return CannotRead(Problem(ProblemKind.SUSPICIOUS, what))
