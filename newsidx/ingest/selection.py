"""Which files of a folder an ingest takes, by patterns for their names: `--include` and `--exclude`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property


@dataclass(frozen=True)
class Selection:
    """Patterns as a shell has them: `*` is any run of characters, `?` one, `[abc]` one of some.

    A pattern without a slash is for the name of a file or folder, at any depth; one with a slash is for the path below
    the folder that is ingested, in which `*` also takes slashes. With `include`, only files that match one of these are
    taken. What matches `exclude` is not taken, and neither is anything in a folder that does.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @cached_property
    def _includes(self) -> Callable[[str], bool]:
        return _matcher(self.include)

    @cached_property
    def _excludes(self) -> Callable[[str], bool]:
        return _matcher(self.exclude)

    def takes_file(self, path: str) -> bool:
        """Whether a file is taken, by its path below the folder that is ingested."""
        return (not self.include or self._includes(path)) and not (self.exclude and self._excludes(path))

    def enters_folder(self, path: str) -> bool:
        """Whether the files of a folder are looked at, by its path below the folder that is ingested."""
        return not (self.exclude and self._excludes(path))


EVERYTHING = Selection()


def _matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a path, or the name at its end, matches one of some patterns."""
    plain = [pattern.replace(os.sep, "/").removeprefix("./").strip("/") for pattern in patterns]
    names = _either(pattern for pattern in plain if "/" not in pattern)
    paths = _either(pattern for pattern in plain if "/" in pattern)

    def matches(path: str) -> bool:
        path = path.replace(os.sep, "/")
        return bool(names.match(path.rpartition("/")[2]) or paths.match(path))

    return matches


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)) or "(?!)")
