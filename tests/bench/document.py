"""The tables in docs/measures.md: each stands between two comments with its name, and is replaced there."""

from __future__ import annotations

import re


class NoSuchTable(ValueError):
    """The page has no place for a table."""


def with_table(page: str, name: str, content: str) -> str:
    """The page with a table, or a line, in the place for it: `<!-- bench: NAME -->` … `<!-- end -->`.

    Raises NoSuchTable.
    """
    place = re.compile(rf"(?<=<!-- bench: {re.escape(name)} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    if not place.search(page):
        raise NoSuchTable(f"The page has no “<!-- bench: {name} -->” with an “<!-- end -->” below it.")
    return place.sub(lambda _: f"\n{content.strip()}\n\n", page, count=1)
