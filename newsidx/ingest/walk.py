"""The walk: every file below a folder, in the order of the paths, without opening any."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from newsidx.archive.files import FoundFile, stored_time
from newsidx.archive.open_files import is_open
from newsidx.disk.paths import path_text
from newsidx.errors import NothingToIngest
from newsidx.ingest.selection import EVERYTHING, Selection
from newsidx.text.whole import whole

NO_FILE = "not a file: a pipe, a socket or a device"
OPEN_ARCHIVE = "an archive that newsidx has open, not an article"
LEADS_OUTSIDE = "a link to a file outside this folder; name it to ingest it"


def check_root(path: str) -> str:
    """The absolute form of a path to ingest. Raises NothingToIngest if nothing is there."""
    root = os.path.abspath(path)
    if not path or not os.path.lexists(root):
        raise NothingToIngest(
            f"There is no file or folder {whole(path_text(root))}" if path else "The path is empty",
            f"Check the spelling; {whole('newsidx ingest')} takes folders and files.",
        )
    if os.path.isdir(root) and not os.access(root, os.R_OK | os.X_OK):
        raise NothingToIngest(f"The folder {whole(path_text(root))} cannot be opened", "Check its permissions.")
    return root


def walk(
    root: str,
    leave_out: frozenset[str] = frozenset(),
    roots: Iterable[str] = (),
    selection: Selection = EVERYTHING,
) -> Iterator[FoundFile]:
    """Every file at or below `root`, an absolute path, that the selection takes. A root that is a file is always taken.

    A link to a file is followed if its target is in `root` or in another of the `roots` that the user named, or if the
    link itself is one of them. Otherwise anyone who may write to a folder could bring any file of the person who
    ingests it into the archive.

    Hidden files and folders are skipped (version control has its files there), and links to folders are not followed.
    The paths in `leave_out`, the archive's own files, are skipped, and so are the files of an archive that this
    process has open under another name. Anything that is not a regular file, or whose size and times cannot be read,
    is yielded with its problem.
    """
    if os.path.isdir(root):
        yield from _walk_folder(root, leave_out, frozenset([root, *roots]), selection)
    elif os.path.lexists(root):
        yield _look_at(root) or _named(root, problem=OPEN_ARCHIVE)


def is_below(path: str, folder: str) -> bool:
    """Whether an absolute path is below a folder, at any depth."""
    return path.startswith(folder.rstrip("/") + "/")


def passes_by(folder: str, path: str) -> bool:
    """Whether a walk of a folder reaches a path below it: no folder on the way is hidden or a link."""
    while path != folder:
        if os.path.basename(path).startswith(".") or (os.path.islink(path) and os.path.isdir(path)):
            return False
        path = os.path.dirname(path)
    return True


def _walk_folder(
    folder: str, leave_out: frozenset[str], named: frozenset[str], selection: Selection
) -> Iterator[FoundFile]:
    """Not recursive: folders may be nested more deeply than Python's calls."""
    below = len(folder.rstrip("/")) + 1
    within = [os.path.realpath(path) for path in named]
    ahead: list[str | os.DirEntry[str]] = [folder]
    while ahead:
        entry = ahead.pop()
        if isinstance(entry, str) or entry.is_dir(follow_symlinks=False):
            path = entry if isinstance(entry, str) else entry.path
            if path != folder and not selection.enters_folder(path[below:]):
                continue
            try:
                with os.scandir(path) as entries:
                    children = sorted((child for child in entries if child.name[0] != "."), key=_place, reverse=True)
            except OSError as error:
                yield _named(path, problem=f"folder cannot be opened: {error.strerror}")
            else:
                ahead += children
            continue
        path = entry.path
        if path in leave_out or not (selection is EVERYTHING or selection.takes_file(path[below:])):
            continue
        is_link = entry.is_symlink()
        if is_link and os.path.isdir(path):
            continue
        file = _look_at(path, entry)
        if file is not None:
            if is_link and not file.problem and path not in named and _leads_out(path, within):
                # With its size and times, which show whether a link that was named before is unchanged.
                file = file._replace(problem=LEADS_OUTSIDE)
            yield file


def _leads_out(link: str, folders: list[str]) -> bool:
    target = os.path.realpath(link)
    return not any(target == folder or is_below(target, folder) for folder in folders)


def _place(entry: os.DirEntry[str]) -> str:
    """The sort key of an entry, by which a walk yields all paths in their order."""
    return entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name


def _look_at(path: str, entry: os.DirEntry[str] | None = None) -> FoundFile | None:
    """The size and times of a file, or the problem why it is not read; None for a file of an open archive."""
    try:
        status = entry.stat() if entry else os.stat(path)
    except FileNotFoundError:
        is_link = os.path.islink(path)
        return _named(path, problem="a broken link" if is_link else "deleted before it could be read")
    except OSError as error:
        return _named(path, problem=f"its size and times cannot be read: {error.strerror}")
    if not stat.S_ISREG(status.st_mode):
        return _named(path, problem=NO_FILE)
    if is_open(status):
        return None
    return FoundFile(path_text(path), status.st_size, stored_time(status.st_mtime_ns), stored_time(status.st_ctime_ns))


def _named(path: str, problem: str) -> FoundFile:
    return FoundFile(path_text(path), 0, 0, 0, problem)
