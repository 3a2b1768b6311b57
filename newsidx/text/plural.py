"""A number with its noun: `1 article`, `1,204 articles`."""

from __future__ import annotations


def plural(number: int, noun: str, nouns: str = "") -> str:
    """The number with thousands separators and the noun in the form that goes with it.

    `nouns` is the plural form, for a noun that does not just take an s: `plural(2, "query", "queries")`.
    """
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"
