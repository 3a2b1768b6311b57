"""Copying an archive to another place, of whatever kind both are: news.db to opensearch://host:9200/news, and back.

Articles keep their ids, dates, tags and notes, and come with their files, with what was removed, and with the alerts.
What is there already is left as it is, so that the same copy again goes on where it was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsidx.archive.contract import Archive, WritableArchive
from newsidx.article import ref_of
from newsidx.errors import ArchiveOutdated, CannotCopy
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.text.whole import whole

_LOOKED_UP, _AT_ONCE = 2000, 500
"""Articles that are looked up in the target at a time, and those that are copied."""

_SAMPLE = 1000
"""How many articles of an archive tell whether it is a copy of another."""


@dataclass
class Copied:
    """What a copy has done so far: how many articles and files were copied, how many of the articles were there before,
    and the names of alerts that were copied. `left_out` are those of alerts that an earlier newsidx last ran.
    """

    articles: int = 0
    there_before: int = 0
    files: int = 0
    alerts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def copy_archive(
    source: Archive,
    target: WritableArchive,
    copied: Copied | None = None,
    on_step: Callable[[str], None] = lambda step: None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Copied:
    """Copy an archive as it is at this moment into another one, which is new, or an earlier copy of it.

    A `copied` that is passed in is filled as the work goes on. `on_step` is called with the name of each step, and
    `on_progress` with how many articles are done, and of how many. What can be undone, and which articles have been
    compared, is not copied. Raises CannotCopy if the target has other articles, ArchiveOutdated if an earlier newsidx
    made the source.
    """
    copied = copied or Copied()
    if source.needs_migration:
        raise ArchiveOutdated(
            f"An earlier newsidx made {whole(source.place)}",
            f"{whole(f'newsidx --db {source.place} optimize')} upgrades it; then copy it.",
        )
    with source.snapshot():
        _require_copy(source, target)
        on_step("copying the articles")
        _copy_articles(source, target, copied, on_progress)
        on_step("copying the files, removed articles and alerts")
        copied.files = target.import_files(source.export_files())
        target.import_removals(source.export_removals())
        _copy_alerts(source, target, copied)
    on_step("counting words")
    target.refresh_terms(on_progress)
    return copied


def _require_copy(source: Archive, target: WritableArchive) -> None:
    """Raise CannotCopy if the target has an article that the source does not have, as far as a sample tells."""
    ids = target.sample(Query(), _SAMPLE)
    there, own = target.fingerprints(ids), source.fingerprints(ids)
    for article_id in ids:
        if own.get(article_id) != there.get(article_id):
            raise _other_article(source, target, article_id)


def _copy_articles(
    source: Archive, target: WritableArchive, copied: Copied, on_progress: Callable[[int, int], None]
) -> None:
    total, done = source.article_count(), 0
    every_id = (article_id for article_id, _ in source.ids(Query(), sort=Sort.OLDEST))
    for ids in _batches(every_id, _LOOKED_UP):
        there, own = target.fingerprints(ids), source.fingerprints(ids)
        for article_id in there.keys() & own.keys():
            if there[article_id] != own[article_id]:
                raise _other_article(source, target, article_id)
        copied.there_before += len(there)
        done += len(there)
        for missing in _batches((article_id for article_id in ids if article_id not in there), _AT_ONCE):
            if left_out := target.import_articles(source.export_articles(missing)):
                raise _other_article(source, target, left_out[0])
            copied.articles += len(missing)
            done += len(missing)
            on_progress(done, total)
        on_progress(done, total)


def _batches(ids: Iterator[int], most: int) -> Iterator[Sequence[int]]:
    while batch := list(islice(ids, most)):
        yield batch


def _copy_alerts(source: Archive, target: WritableArchive, copied: Copied) -> None:
    for stored in source.export_alerts():
        name = stored.alert.name
        if stored.alert.seen is not None:  # its answers are not known by their ids
            copied.left_out = (*copied.left_out, name)
        elif target.import_alert(stored):
            copied.alerts = (*copied.alerts, name)


def _other_article(source: Archive, target: Archive, article_id: int) -> CannotCopy:
    return CannotCopy(
        f"{whole(target.place)} has articles that {whole(source.place)} does not have, such as {ref_of(article_id)}",
        "Copy into a new archive.",
    )
