"""Where the user's own archive lies: what a command uses when neither `--db` nor NEWSIDX_DB names one.

It lies in the platform's folder for data. It used to lie in the folder for configuration; an archive that
is still there is used until there is one in the new place, and a note says how to move it.
"""

from __future__ import annotations

import os
from typing import NamedTuple

import click

from newsidx.disk.folders import data_folder
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

_NAME = "newsidx.db"


class OwnArchive(NamedTuple):
    """The user's own archive: `path` is the one to use.

    `new` is its place in the folder for data. `old` is an archive in the place used before, or None if there is none.
    """

    path: str
    new: str
    old: str | None

    @property
    def is_in_old_place(self) -> bool:
        """Whether the archive to use is the one in the old place."""
        return self.path == self.old


def own_archive() -> OwnArchive:
    """Find the user's own archive. One in the new place comes first, whatever it is; it need not exist."""
    new, old = os.path.join(data_folder(), _NAME), os.path.join(click.get_app_dir("newsidx"), _NAME)
    if not _holds_something(old) or _is_same(old, new):
        return OwnArchive(new, new, None)
    return OwnArchive(new if os.path.lexists(new) else old, new, old)


def how_to_move(own: OwnArchive) -> str:
    """A note that the archive lies in the old place, with the command that moves all of its files."""
    folder, new_folder = os.path.dirname(os.path.abspath(own.old or own.path)), os.path.dirname(own.new)
    note = "Note: the archive is still in the old place."
    if os.name == "nt":
        files = whole(without_line_breaks(os.path.join(folder, f"{_NAME}*")))
        return f"{note} When no newsidx is running, move all of {files} to {whole(without_line_breaks(new_folder))}"
    if os.path.islink(own.old or own.path):
        return f"{note} It is a link; to make one in the new place: {_linking(own)}"
    return f"{note} To move it, when no newsidx is running: {_moving(folder, new_folder)}"


def not_used(own: OwnArchive) -> str:
    """A note that there is another archive, in the old place."""
    old = os.path.abspath(own.old or own.path)
    return (
        f"Note: another archive, in the old place, is not used: {whole(without_line_breaks(old))}. "
        f"To see what it holds: {whole(f'newsidx --db {_quoted(old)} info')}"
    )


def _holds_something(path: str) -> bool:
    """Whether there is a file that is not empty. A folder that may not be entered counts as having none."""
    try:
        return os.path.isfile(path) and os.path.getsize(path) > 0
    except OSError:
        return False


def _is_same(path: str, other: str) -> bool:
    """Whether two paths lead to the same file: on a Mac both places are one, and a folder can be a link to another."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _moving(folder: str, new_folder: str) -> str:
    """The command that moves the archive and the files beside it, which hold what was written last."""
    source = f"{_quoted(os.path.join(folder, _NAME))}*"
    return whole(f"mkdir -p {_quoted(new_folder)} && mv {source} {_quoted(new_folder)}")


def _linking(own: OwnArchive) -> str:
    """The command that makes a link in the new place. The files beside an archive lie beside the file itself."""
    real, folder = os.path.realpath(own.old or own.path), os.path.dirname(own.new)
    return whole(f"mkdir -p {_quoted(folder)} && ln -s {_quoted(real)} {_quoted(own.new)}")


def _quoted(path: str) -> str:
    """A path as the shell reads it; the home folder as `~`, where that is enough."""
    import shlex

    home = os.path.expanduser("~")
    below = path[len(home) + 1 :] if path.startswith(home.rstrip(os.sep) + os.sep) else ""
    if below and shlex.quote(below) == below:
        return f"~/{below}"
    return without_line_breaks(shlex.quote(path))
