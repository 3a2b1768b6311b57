"""The marks of all languages together: what ends a sentence, opens one and closes it in any of them.

They stand here once more, so that a search need not load the record of every language. A test compares them with the
records.
"""

from __future__ import annotations

FULL_STOPS = ".。｡۔।॥։။។៕"
"""The full stop of every script that has one."""

_SENTENCE_ENDS = f"{FULL_STOPS}!?！？؟"
_OPENING_MARKS = "\"'“‘„‚«»([¿¡「『《〈（【〔"
_CLOSING_MARKS = "\"'”’“‘»«)]」』》〉）】〕"


def sentence_ends() -> str:
    """The marks that end a sentence in any language."""
    return _SENTENCE_ENDS


def opening_marks() -> str:
    """The quotes and brackets that open in any language."""
    return _OPENING_MARKS


def closing_marks() -> str:
    """The quotes and brackets that close in any language."""
    return _CLOSING_MARKS
