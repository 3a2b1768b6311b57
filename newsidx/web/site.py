"""What is served, and to whom."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsidx.archive import open_archive

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive

SECONDS = 20.0
"""How long reading the archive may take for a request."""

SECONDS_AFTER_WRONG_SECRET = 1.0


class _Kept:
    """An archive that is closed when nothing needs it any more, such as the thread that opened it when it ends."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._thread = threading.get_ident()

    def __del__(self) -> None:
        if threading.get_ident() == self._thread:  # SQLite's objects belong to their thread
            self.archive.close()


@dataclass(frozen=True)
class Site:
    """An archive that is served.

    `place` is the archive's. `hosts` are the names under which the server may be asked, besides addresses. `secret` is
    the token or password that every request needs, if any. `with_files` says that the files of articles are served,
    `with_changes` that readers can change tags and notes, one reader after the other.
    `session` is the value of the cookie of who has given the secret; it is another one whenever the server starts.
    """

    place: str
    hosts: frozenset[str] = frozenset({"localhost"})
    secret: str | None = field(default=None, repr=False)
    with_files: bool = False
    with_changes: bool = False
    threads: threading.local = field(default_factory=threading.local, repr=False)
    changes: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    wrong_secrets: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive as it is at this moment, open for reading.

        A thread keeps it open for its next request, since what was read of a large archive is worth keeping, and opens
        it again where it was replaced, migrated or deleted meanwhile, or where an error came up.
        """
        kept: _Kept | None = getattr(self.threads, "kept", None)
        self.threads.kept = None
        if kept is None or not kept.archive.is_current():
            kept = _Kept(open_archive(self.place))
        with kept.archive.time_limit(SECONDS), kept.archive.snapshot():
            yield kept.archive
        self.threads.kept = kept

    def is_secret(self, text: str) -> bool:
        """Whether a text is the secret, in a time that says nothing about it."""
        return self.secret is not None and hmac.compare_digest(text.encode(), self.secret.encode())

    async def wait_after_wrong_secret(self) -> None:
        """Wait for a second, one request after the other, so that nobody can try many secrets."""
        async with self.wrong_secrets:
            await asyncio.sleep(SECONDS_AFTER_WRONG_SECRET)

    def is_session(self, text: str) -> bool:
        """Whether a text is the value of the cookie, in a time that says nothing about it."""
        return hmac.compare_digest(text.encode(), self.session.encode())
