"""Articles as arguments: an id, the path of a file, or `-` for ids and paths from standard input, a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.article import Article

STANDARD_INPUT = "-"


def named_articles(archive: Archive, names: Iterable[str]) -> list[Article]:
    """The articles that arguments name, in their order. Raises UnknownArticle."""
    from newsidx.terminal.progress import counted

    every_name = list(_each_name(names))
    with counted(every_name, "Reading", lambda: len(every_name)) as watched:
        return [article for name in watched for article in archive.named(name)]


def _each_name(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name == STANDARD_INPUT:
            yield from filter(None, map(_name_in_line, sys.stdin.buffer))
        else:
            yield name


def _name_in_line(line: bytes) -> str:
    """The id or path in a line of standard input. Of the fields of an answer in lines, the first is the id."""
    from newsidx.article import id_of

    name = os.fsdecode(line).strip("\r\n")
    first = name.partition("\t")[0].strip()
    return first if id_of(first) is not None else name if name.strip() else ""
