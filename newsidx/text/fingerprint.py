"""The fingerprint of a text, which its copies share."""

from __future__ import annotations

from hashlib import blake2b


def fingerprint(title: str, body: str) -> int:
    """What second copies of an article share: 64 bits of BLAKE2b over its title and body, as cleaned.

    Two different texts of one day share it by chance about once in 10 billion billion pairs.
    """
    return int.from_bytes(blake2b(f"{title}\n\n{body}".encode(), digest_size=8).digest(), "big", signed=True)
