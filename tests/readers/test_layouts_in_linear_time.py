"""Texts that begin as a layout does and go on without end are read in time that grows with their length."""

import datetime

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.reading import read_file
from tests.faults.trials import some_pairs
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2022, 3, 9))

STARTS = (
    "", "+++\n", "+++\na = 1\n", "<!--\n.. title: x\n", ".. title: x", "= x\n", "= x\nAnn Lee",
    "= x\n:date: ", "#+TITLE: x\n", ":PROPERTIES:\n", "{{", "{{Update|date=6 March 2022|", ":date: ", ".. post:: ",
    "x\n=\n:date: ", "Fecha: ", "# ",
    "<h1>", "**", "'''", "==", "MEDIA RELEASE\n", "1\n", "Phone: ", "A B C D E F\n", "Dear ", "x\n---",
)  # fmt: skip
PIECES = (
    " ", "\t", "\n", "a", "A", "1", "#", "=", "-", ":", "'", "*", "_", "<", "<b>", "[", "](", "[[", "{{", "}}", "|",
    ".. ", "a = 1\n", "a.", ":a: b\n", ":a:\n b\n",
    "1 2-", "@", "a@", "A B\n", "MEDIA RELEASE\n", "1\n", "# a", "\u00a0", "。",
    "//\n",
)  # fmt: skip
ENDS = ("\n\nx", " #x", "\n+++\nx")


@pytest.mark.parametrize("start", STARTS)
def test_nothing_repeated_after_the_start_of_a_layout_takes_long(start: str) -> None:
    for piece, end in some_pairs(PIECES, ENDS):
        raw = (start + piece * (20_000 // len(piece)) + end).encode()
        assert_takes_less(0.1, lambda raw=raw: read_file(raw, "a.txt", DATES), (start, piece, end))
