"""A number with its noun: `1 article`, `1,204 articles`, `1 of 1,204 articles`."""

from __future__ import annotations


def plural(number: int, noun: str, nouns: str = "") -> str:
    """The number with thousands separators and the noun in the form that goes with it.

    `nouns` is the plural form, for a noun that does not just take an s: `plural(2, "query", "queries")`.
    """
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def part(number: int, total: int, noun: str, nouns: str = "") -> str:
    """How many of a total it is: `1 of 4 articles`, or `4 articles` if it is all of them."""
    whole = plural(total, noun, nouns)
    return whole if number == total else f"{number:,} of {whole}"
