"""A query all in capitals is text: its AND, OR, NOT and NEAR are words.

`OIL AND GAS` may be a headline that somebody pasted, and asks for three words. `oil AND gas`, with a lower-case letter,
has an operator, and so has `2022 OR 2023`, where nothing can be a capital.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.query.lexer import TEXT_KINDS, Kind, Lexer, Token
from newsidx.query.notes import shortened
from newsidx.query.tree import Node

_OPERATOR_KINDS = (Kind.AND, Kind.OR, Kind.NOT, Kind.NEAR)
_LONGEST_EXAMPLE = 60


def operators_as_words(tokens: list[Token], text: str) -> tuple[list[Token], list[str]]:
    """The tokens of a query, its operators made words if it is all in capitals, and the note that says so.

    `text` is what the tokens are from. A `-` is an operator in either case, and the values of fields do not count.
    """
    operators = _operators_in_capitals(tokens, text)
    if not operators:
        return tokens, []
    as_words = {token: token._replace(kind=Kind.WORD, text=token.text.lower()) for token in operators}
    return [as_words.get(token, token) for token in tokens], [_note(operators, text)]


def written(node: Node) -> str:
    """A query that means a node: its `str()`, in lower case if that is all in capitals and has operators."""
    text = str(node)
    operators = _operators_in_capitals(Lexer(text).run(), text)
    return _in_lower_case(operators, text) if operators else text


def _operators_in_capitals(tokens: Sequence[Token], text: str) -> list[Token]:
    """The operators of a query that is all in capitals; none of any other."""
    operators = [token for token in tokens if token.kind in _OPERATOR_KINDS and token.text != "-"]
    if not operators:
        return []
    words = "".join(text[token.start : token.end] for token in tokens if token.kind in TEXT_KINDS)
    return operators if words.isupper() else []


def _note(operators: Sequence[Token], text: str) -> str:
    names = list(dict.fromkeys(f"“{operator.text}”" for operator in operators))
    example = shortened(_in_lower_case(operators, text), _LONGEST_EXAMPLE)
    if len(names) == 1:
        return f"{names[0]} was read as a word, because the whole query is in capitals; as an operator: {example}"
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} were read as words, because the whole query is in capitals; as operators: {example}"


def _in_lower_case(operators: Sequence[Token], text: str) -> str:
    """The query with only its operators in capitals, on one line."""
    pieces = []
    end = 0
    for operator in operators:
        pieces += [text[end : operator.start].lower(), operator.text]
        end = operator.end
    return " ".join("".join([*pieces, text[end:].lower()]).split())
