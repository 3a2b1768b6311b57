"""The file of an article, as it is on the disk: only by the article, and only as newsidx read it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import FileResponse

from newsidx.archive.files import stored_time
from newsidx.archive.open_files import is_open
from newsidx.disk.paths import path_on_disk
from newsidx.web.asked import article_named, number_of
from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newsidx.archive.records import SourceFile

_IN_A_BOX = "default-src 'none'; sandbox"
"""What a browser may do with a file that it shows all the same: nothing."""


def file(request: Request) -> Response:
    """A file of an article, by its number among those that the page of the article lists, to be saved."""
    if not request.app.state.site.with_files:
        raise Refused(404, "Files are not served.", "Start newsidx serve with --files.")
    with request.app.state.site.reading() as archive:
        files = archive.files_of(article_named(archive, request.path_params["ref"]).id)
    place = number_of(request.path_params["number"], "file", max(1, len(files)))
    if not files:
        raise Refused(404, "The article has no file.", "Read it here.")
    known = files[place - 1]
    path = path_on_disk(known.path)
    _require_as_read(path, known)
    name = os.path.basename(path).encode("utf-8", "replace").decode()
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "content-security-policy": _IN_A_BOX,
        },
    )


def _require_as_read(path: str, known: SourceFile) -> None:
    """Raise Refused unless the file is as it was when newsidx read it.

    So an archive that somebody else made cannot have any other file served: its names say nothing, but it would have to
    know their sizes and times. Nor is an archive served: opening its file would drop SQLite's locks.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        raise Refused(404, "The file is no longer there.", "The archive has the text of the article.") from None
    is_as_read = (status.st_size, stored_time(status.st_mtime_ns)) == (known.size, known.mtime_ns)
    if not stat.S_ISREG(status.st_mode) or is_open(status) or not is_as_read:
        raise Refused(404, "The file was changed after newsidx read it.", "newsidx ingest reads it again.")
