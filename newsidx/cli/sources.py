"""`--source`: only articles of a source, as by `source:NAME` in a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.completing import source_names
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsidx.archive.contract import Archive
    from newsidx.errors import UnknownSource
    from newsidx.query import Query

_MOST_NAMED = 5

source_option = click.option(
    "--source",
    "sources",
    metavar="NAME",
    shell_complete=source_names,
    multiple=True,
    help="Only articles of this source: short for source:NAME. Given twice, of either.",
)
"""`--source`: the command gets the names as `sources`, and hands them to `from_sources`."""


def from_sources(archive: Archive, query: Query, sources: Sequence[str]) -> Query:
    """The query, limited to the articles of any of some sources. Raises UnknownSource if no article has one of them."""
    if not sources:
        return query
    from newsidx.query import Query as AnyQuery
    from newsidx.query.sources import of_sources, source_named

    conditions = []
    for name in sources:
        condition = source_named(name)
        if condition is None or not archive.count(AnyQuery(tree=condition)):
            raise _unknown(archive, name)
        conditions.append(condition)
    return of_sources(query, conditions)


def _unknown(archive: Archive, name: str) -> UnknownSource:
    """The error for a source that no article has, with the sources that are spelled most like it, or the largest."""
    from difflib import get_close_matches

    from newsidx.errors import UnknownSource
    from newsidx.query import Query as AnyQuery
    from newsidx.text.sanitize import one_line

    known = {value.casefold(): value for value, _ in archive.facets(AnyQuery(), "source").values}
    near = [known[key] for key in get_close_matches(name.casefold(), known, 3, 0.6)]
    listed = list(known.values())[:_MOST_NAMED]
    if near:
        remedy = f"Did you mean {' or '.join(f'“{one_line(value)}”' for value in near)}?"
    elif listed:
        others = f" and {len(known) - len(listed):,} more" if len(known) > len(listed) else ""
        remedy = (
            f"There are {', '.join(map(one_line, listed))}{others}; {whole('newsidx list --by source')} lists them."
        )
    else:
        remedy = "No article in the archive names its source."
    return UnknownSource(f"No article has the source “{one_line(name)}”", remedy)
