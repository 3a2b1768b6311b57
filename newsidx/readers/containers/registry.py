"""The containers that newsidx opens.

A new one is a module with one `Container`, and a line in `CONTAINERS`. A file that none of them claims is a plain file:
one document, itself.
"""

from __future__ import annotations

from newsidx.readers.containers import mbox
from newsidx.readers.containers.container import Container
from newsidx.readers.source import Document

__all__ = ["CONTAINERS", "Container", "container_of"]

CONTAINERS: dict[str, Container] = {container.name: container for container in (mbox.CONTAINER,)}
"""Every container by its name, in the order in which they are tried."""


def container_of(file: Document, start: bytes) -> Container | None:
    """The container that claims a file by its first bytes; None for a plain file."""
    name = file.name.lower()
    for container in CONTAINERS.values():
        fits = start.startswith(container.starts) or name.endswith(container.suffixes)
        if fits and container.claims(file, start):
            return container
    return None
