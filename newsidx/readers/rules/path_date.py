"""A date in a file's name or in the folders right above it: `2022-03-06-title.txt`, `2022/03/06/title.txt`."""

from __future__ import annotations

import os.path
import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft

_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/[^/]*|[^\d/][^/]*)$")
_STAMP = re.compile(r"(?<!\d)(\d{8})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)")


def read(draft: Draft, path: str, dates: DateReader) -> None:
    """Take the date from the file's name, else from the folder it is in, else from folders year, month, day."""
    path = path.replace(os.sep, "/")
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if not stem or suffix.isdigit():  # `news.20220306` and `2022.03.06` have no suffix
        stem = name
    for part in (stem, folder.rpartition("/")[2]):
        part = _STAMP.sub(r"\1", part)
        if found := dates.find(part.replace("_", "-")):
            draft.take_date(found, "path", part[found.start : found.end])
            return
    if (folders := _FOLDERS.search(path)) and (found := dates.whole("-".join(folders.groups()))):
        draft.take_date(found, "path", "/".join(folders.groups()))
