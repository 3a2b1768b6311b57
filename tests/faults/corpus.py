"""A folder of small files as varied as real ones: layouts, encodings, copies, files without a date or an article."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

_SYLLABLES = ("ba", "cor", "den", "fa", "gol", "hi", "jun", "ka", "lem", "mo", "nir", "o", "pas", "ru", "sit", "tal")
_MADE_UP = random.Random("words")
_WORDS = [*_SYLLABLES * 100, *("".join(_MADE_UP.choices(_SYLLABLES, k=2 + number % 3)) for number in range(6_000))]
"""Words of one to four syllables; those of one are common."""


def write_corpus(folder: Path, days: int = 40, a_day: int = 40, first: int = 0) -> None:
    """Write `days` folders of `a_day` files each. `first` is the first day, so that corpora can overlap."""
    for day in range(first, first + days):
        date = datetime.date(2022, 1, 1) + datetime.timedelta(days=day)
        place = folder / f"{date:%Y-%m}" / f"day-{day:03}"
        place.mkdir(parents=True)
        chance = random.Random(day)
        last = ""
        for number in range(a_day):
            text = last if number % 11 == 10 else _text(chance, 60_000 if day % 20 == 7 and number == 5 else 60)
            (place / f"{number:03}.txt").write_bytes(_file(number, date, text, chance))
            last = text


def _file(number: int, date: datetime.date, text: str, chance: random.Random) -> bytes:
    title = text[:30].rpartition(" ")[0].capitalize()
    if number == 17:
        return b""
    if number == 23:
        return b"\x89PNG\r\n\x1a\n\x00" + chance.randbytes(40)
    if number == 29:
        return f"{title}\n\n{text}\n".encode()  # undated
    if number == 31:
        return f"Date: {date:%d}/{date:%m}/{date:%Y}\nTitle: {title}\n\nÄrger über {text}\n".encode("latin-1")
    if number % 11 in (9, 10):  # the second is a copy of the first, unless one of the above
        return f"date {date} {title}\n\n{text}\n".encode()
    if number % 3 == 0:
        return f"---\ntitle: {title}\ndate: {date}\nauthor: Ann Smith\nsource: Daily\n---\n\n{text}\n".encode()
    if number % 3 == 1:
        return f"Date: {date}\nTitle: {title}\nSource: Evening\n\n{text} “café”\n".encode()
    return f"date {date} {title}\n\n{text}\n".encode()


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))
