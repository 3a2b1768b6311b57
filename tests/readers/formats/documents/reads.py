"""Reading a document in a test, and what no document may do."""

import datetime

from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.readers.problem import Problem
from newsidx.readers.reading import Reading, read_file

DATES = DateReader(today=datetime.date(2024, 3, 9))


def read(raw: bytes, name: str = "a.bin") -> Reading:
    return read_file(raw, f"/archive/{name}", DATES)


def article(raw: bytes, name: str = "a.bin") -> Article:
    reading = read(raw, name)
    assert reading.problem is None
    assert len(reading.articles) == 1
    return reading.articles[0]


def problem(raw: bytes, name: str = "a.bin") -> Problem:
    reading = read(raw, name)
    assert reading.articles == ()
    assert reading.problem is not None
    return reading.problem
