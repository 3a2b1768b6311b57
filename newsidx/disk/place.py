"""The place of an archive, as users write it: the path of a file, or the address of an archive on servers.

Everything here is told from the text alone, and imports nothing, since every command asks for it.
"""

from __future__ import annotations

import os

SCHEMES = {"opensearch": False, "opensearchs": True}
"""What the address of an archive in OpenSearch begins with, and whether its servers are reached through TLS."""


def is_on_server(place: str) -> bool:
    """Whether a place is the address of an archive on servers, and not the path of a file."""
    scheme, colon, _ = place.partition("://")
    return bool(colon) and scheme.lower() in SCHEMES


def shown_place(place: str) -> str:
    """A place as it can be shown: an address without its password, even if it cannot be understood."""
    if not is_on_server(place):
        return place
    scheme, _, rest = place.partition("://")
    account, at, servers = rest.rpartition("@")
    return f"{scheme}://{account.partition(':')[0]}{at}{servers}"


def archive_name(place: str) -> str:
    """The name of an archive: that of its file without its ending, or the last part of its address."""
    if is_on_server(place):
        return place.partition("?")[0].rstrip("/").rpartition("/")[2]
    return os.path.splitext(os.path.basename(place))[0] or place
