"""Opening archives for commands: a note about an index that an earlier newsidx made, and the progress of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsidx.cli.options import say_waiting

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive, WritableArchive


def open_to_change(db: str) -> WritableArchive:
    """Open an existing archive for writing. Says when it has to wait, and shows the progress of making its index anew.

    Raises what `newsidx.archive.open_archive` raises.
    """
    from newsidx.archive import opening
    from newsidx.terminal import upgrade

    with upgrade.progress() as on_upgrade:
        return opening.open_to_change(db, on_upgrade=on_upgrade, on_wait=say_waiting(db))


def say_if_outdated(archive: Archive, is_search: bool = True) -> None:
    """Say on stderr that an earlier newsidx made the index in which words are about to be looked up, if they are."""
    if is_search and archive.is_outdated:
        from newsidx.terminal import upgrade
        from newsidx.terminal.messages import note

        note(upgrade.outdated(archive.article_count()))
