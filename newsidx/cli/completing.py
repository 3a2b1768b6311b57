"""What the shell offers to complete the words of a command: alerts, sources, tags, ids, and the fields of the query.

Where the archive cannot be read, nothing is offered, and nothing is said: the user is still typing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import click

from newsidx.errors import NewsidxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.shell_completion import CompletionItem

    from newsidx.archive.contract import Archive
    from newsidx.article import Article

Value = TypeVar("Value")

_MOST = 50
"""The most values that are offered, the most common first."""

_LONGEST_TITLE = 60

_PATIENCE = 1.0
"""How many seconds a server has for each answer, while the user waits for the next letter."""


def alert_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of alerts that begin so."""
    return _items(_read(ctx, _alerts), incomplete)


def source_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The sources of articles that begin so."""
    return _items(_read(ctx, _sources), incomplete)


def query_words(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The fields of the query language that begin so, and ids; after `source:` the sources, after `tag:` the tags, and
    after `search:` the names of alerts.
    """
    from newsidx.query.fields import DATE_FIELDS, METADATA_FIELDS, SAVED_FIELD, TEXT_FIELDS

    field, colon, value = incomplete.partition(":")
    if _is_id_begun(incomplete):
        return _ids(ctx, incomplete)
    if colon:
        read = {"source": _sources, "tag": _tags, SAVED_FIELD: _alerts}.get(field.lower())
        values = _read(ctx, read) if read else []
        names = (f'{field}:"{name}"' if " " in name else f"{field}:{name}" for name in values)
        return _items(names, f"{field}:{value}")
    fields = (f"{name}:" for name in (*TEXT_FIELDS, *METADATA_FIELDS, SAVED_FIELD, *DATE_FIELDS))
    return _items(fields, incomplete) if incomplete else []


def article_ids(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of articles that begin so, the newest first, with their titles; files before a year is typed."""
    from click.shell_completion import CompletionItem

    if not _is_id_begun(incomplete):
        return [CompletionItem(incomplete, type="file")]
    return _ids(ctx, incomplete)


def _is_id_begun(incomplete: str) -> bool:
    """Whether a word may become the id of an article, and says at least its year."""
    return bool(re.fullmatch("[0-9]{4,8}|[0-9]{8}-[0-9]*", incomplete))


def _ids(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from newsidx.text.sanitize import one_line

    day = incomplete.partition("-")[0]
    first, last = f"{day:0<8}-0", f"{day:9<8}-999999"
    articles = _read(ctx, lambda archive: _articles(archive, f"{first}..{last}"))
    return [
        CompletionItem(article.ref, help=one_line(article.title)[:_LONGEST_TITLE])
        for article in articles
        if article.ref.startswith(incomplete)
    ]


def _articles(archive: Archive, ids: str) -> list[Article]:
    from newsidx.query import Query
    from newsidx.query.sort import Sort
    from newsidx.query.tree import Metadata

    newest = archive.ids(Query(tree=Metadata("id", ids)), sort=Sort.NEWEST, limit=_MOST)
    return archive.articles([article_id for article_id, _ in newest])


def tag_words(ctx: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """After + or - the tags that begin so, else what a query can have."""
    sign = incomplete[:1]
    if sign in ("+", "-"):
        return _items((f"{sign}{tag}" for tag in _read(ctx, _tags)), incomplete)
    return query_words(ctx, option, incomplete)


def _tags(archive: Archive) -> list[str]:
    return [tag for tag, _ in archive.tags()]


def _alerts(archive: Archive) -> list[str]:
    return [alert.name for alert in archive.alerts()]


def _sources(archive: Archive) -> list[str]:
    from newsidx.query import Query

    return [source for source, _ in archive.facets(Query(), "source").values]


def _read(ctx: click.Context, values: Callable[[Archive], list[Value]]) -> list[Value]:
    """What is read from the archive that the command would use."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.place import own_archive
    from newsidx.cli.settings import named, settings

    try:
        place = ctx.params.get("db") or ctx.obj or settings().archive or own_archive().path
        place = named(settings(), place) if place.startswith("@") else place
        with open_archive(place, within=_PATIENCE) as archive:
            return values(archive)
    except (NewsidxError, OSError):
        return []


def _items(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Those of the names that begin so, in any case and with or without quotation marks. A name with control
    characters is left out, and one with a comma, too: the scripts of the shells take it apart.
    """
    from click.shell_completion import CompletionItem

    begin = incomplete.replace('"', "").casefold()
    matching = [name for name in names if name.replace('"', "").casefold().startswith(begin)]
    return [CompletionItem(name) for name in matching if name.isprintable() and "," not in name][:_MOST]
