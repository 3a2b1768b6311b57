"""What is served, and to whom."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsidx.archive import open_archive

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive

SECONDS = 20.0
"""How long reading the archive may take for a request."""

SECONDS_AFTER_WRONG_SECRET = 1.0


@dataclass(frozen=True)
class Site:
    """An archive that is served.

    `place` is the archive's. `hosts` are the names under which the server may be asked, besides addresses. `secret` is
    the token or password that every request needs, if any. `with_files` says that the files of articles are served.
    `session` is the value of the cookie of who has given the secret; it is another one whenever the server starts.
    """

    place: str
    hosts: frozenset[str] = frozenset({"localhost"})
    secret: str | None = field(default=None, repr=False)
    with_files: bool = False
    wrong_secrets: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive as it is at this moment, open for reading.

        It is opened for each request: so it may be replaced, migrated or deleted at any time, and a connection is only
        used by the thread that opened it.
        """
        with open_archive(self.place) as archive, archive.time_limit(SECONDS), archive.snapshot():
            yield archive

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
