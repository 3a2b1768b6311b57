"""Ids of undated articles in a query: `0-7` is one in a query of nothing but ids, and a word in any other.

A dated article's id, `20220306-1`, looks like nothing else, and is one wherever it stands. `0-7` may be a score.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsidx.query.lexer import Kind, Token

_UNDATED = "0-[1-9][0-9]{0,13}"
_BETWEEN_IDS = (Kind.OPEN, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NOT)


def undated_as_ids(tokens: Sequence[Token]) -> tuple[list[Token], list[str]]:
    """The tokens with `0-7` as an id where nothing but ids is asked for, and a note on it if no dated id is there."""
    named = [token for token in tokens if token.kind not in _BETWEEN_IDS]
    undated = [token for token in named if _is_undated(token)]
    if not undated or not all(token.kind is Kind.ID or token in undated for token in named):
        return list(tokens), []
    notes = []
    if len(undated) == len(named):
        text = undated[0].text
        notes.append(f'“{text}” was read as the id of an undated article; to search for it as text: "{text}"')
    return [token._replace(kind=Kind.ID) if token in undated else token for token in tokens], notes


def _is_undated(token: Token) -> bool:
    return token.kind is Kind.WORD and bool(re.fullmatch(_UNDATED, token.text))
