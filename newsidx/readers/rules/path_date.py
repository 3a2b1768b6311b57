"""A date in a file's name or in the folders above it: `2022-03-06-title.txt`, `2022/03/06/title.txt`."""

from __future__ import annotations

import datetime
import os.path
import re
from collections.abc import Iterator, Sequence

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.source import Document

_GAP = r"[-_. ]?"
_YEAR = re.compile(r"y?(\d{4})", re.IGNORECASE)
_MONTH = re.compile(rf"m?(\d{{1,2}})|(?:(\d{{1,2}}){_GAP})?([^\W\d_]{{3,}})", re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(rf"(\d{{4}}){_GAP}(?:(\d\d)|([^\W\d_]{{3,}}))|([^\W\d_]{{3,}}){_GAP}(\d{{4}})")
_DAY_FOLDER = re.compile(r"d?(\d{1,2})", re.IGNORECASE)
_DAY_FILE = re.compile(r"d?(\d\d)(?:[\W_].*)?", re.IGNORECASE)
"""A file `6.txt` in a folder `2022/03` is rather the sixth than that of the sixth day, and `30f4885a` a checksum."""

_MONTH_AND_DAY = re.compile(
    rf"(?P<m1>[^\W\d_]{{3,}}){_GAP}(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}){_GAP}(?P<m2>[^\W\d_]{{3,}})"
)


TWO_DIGIT_YEAR = re.compile(r"(?<!\d)(\d\d)([-/_.])(\d\d)\2(\d\d)(?!\d)")
"""A date in a name whose year has two digits; which of its numbers that is must be proven."""


def read(draft: Draft, path: str, dates: DateReader) -> None:
    """Take the date from the file's name, else from the nearest folder that has one, or folders year, month, day."""
    for found, written in dates_in_path(path, dates):
        draft.take_date(found, "path", written)
        return


def read_two_digit_year(draft: Draft, document: Document, dates: DateReader) -> None:
    """Take the date from a name such as `21-09-05.txt`, if the other files of the folder prove how it is read."""
    written = TWO_DIGIT_YEAR.search(_stem(document.name))
    order = document.neighbours.two_digit_years if written else None
    if written and order and (found := dates.two_digit(written[0], order)):
        draft.take_date(found, "path", written[0])


def dates_in_path(path: str, dates: DateReader) -> Iterator[tuple[WrittenDate, str]]:
    """The dates in a path, each with how it is written there: the name's first, then those of the folders above."""
    *folders, name = path.replace(os.sep, "/").split("/")
    parts = [*folders, _stem(name)]
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if not any(map(str.isdigit, part)):
            continue
        found = dates.in_name(part)
        if found and (index >= len(parts) - 2 or found.end - found.start == len(part)):
            yield found, part[found.start : found.end]
        elif joined := _over_folders(parts[max(0, index - 2) : index + 1], index == len(parts) - 1, dates):
            yield joined


def _stem(name: str) -> str:
    """A file's name without its suffix. `news.20220306` and `2022.03.06` have none."""
    stem, _, suffix = name.rpartition(".")
    return name if not stem or suffix.isdigit() else stem


def _over_folders(parts: Sequence[str], is_file: bool, dates: DateReader) -> tuple[WrittenDate, str] | None:
    """The date whose day the last of these parts of a path is, and whose year and month are those before it."""
    *above, last = parts
    written = "/".join(parts)
    if above and (year := _YEAR.fullmatch(above[-1])) and (match := _MONTH_AND_DAY.fullmatch(last)):
        day = _named(year[1], match["m1"] or match["m2"], match["d1"] or match["d2"], dates)
        return _as_written(day, "/".join(parts[-2:]))
    if above and (together := _YEAR_AND_MONTH.fullmatch(above[-1])) and (match := _MONTH_AND_DAY.fullmatch(last)):
        return _in_month(together, match, "/".join(parts[-2:]), dates)
    numbered = (_DAY_FILE if is_file else _DAY_FOLDER).fullmatch(last)
    if numbered is None or not above:
        return None
    if together := _YEAR_AND_MONTH.fullmatch(above[-1]):
        year_text, number, word = together[1] or together[5], together[2], together[3] or together[4]
        written = "/".join(parts[-2:])
    elif (year := _YEAR.fullmatch(above[0])) and (month := _MONTH.fullmatch(above[-1])) and len(above) == 2:
        year_text, number, word = year[1], month[1] or month[2], month[3]
    else:
        return None
    day = _named(year_text, word, numbered[1], dates) if word else _day(year_text, number, numbered[1], dates)
    if day and number and day.month != int(number):  # 10-March is no month
        return None
    return _as_written(day, written)


def _in_month(
    folder: re.Match[str], name: re.Match[str], written: str, dates: DateReader
) -> tuple[WrittenDate, str] | None:
    """The day of a name such as `mar-06` in a folder such as `2022-03`, if both name the same month."""
    year, day = folder[1] or folder[5], name["d1"] or name["d2"]
    named = _named(year, name["m1"] or name["m2"], day, dates)
    number, word = folder[2], folder[3] or folder[4]
    in_folder = _day(year, number, day, dates) if number else _named(year, word, day, dates)
    return _as_written(named, written) if named == in_folder else None


def _day(year: str, month: str, day: str, dates: DateReader) -> datetime.date | None:
    return dates.iso(f"{year}-{month:>02}-{day:>02}")


def _named(year: str, month: str, day: str, dates: DateReader) -> datetime.date | None:
    found = dates.whole(f"{day} {month} {year}")
    return found.date if found else None


def _as_written(day: datetime.date | None, written: str) -> tuple[WrittenDate, str] | None:
    return (WrittenDate(day, None, None, 0, len(written)), written) if day else None
