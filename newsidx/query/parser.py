"""Tokens -> a tree, by recursive descent. Any text is a valid query; only an invalid date is an error.

    query       := alternative
    alternative := conjunction ("OR" conjunction)*
    conjunction := ("AND"? negation)+
    negation    := ("NOT" | "-") negation | primary
    primary     := "(" alternative ")" | field primary | field value | word | =word | word* | phrase | near

So NOT binds tighter than AND, and AND tighter than OR. Anything that does not fit (an operator with nothing on one
side, an unmatched bracket) is ignored, with a note.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from newsidx.dates import DateRange, from_then_on, parse_range, until_then
from newsidx.errors import BadDate, QueryTooLong
from newsidx.query.lexer import DATE_FIELDS, TEXT_FIELDS, Kind, Lexer, Token
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

_LEAVES: dict[Kind, type[Word] | type[Exact] | type[Prefix] | type[Phrase]] = {
    Kind.WORD: Word,
    Kind.EXACT: Exact,
    Kind.PREFIX: Prefix,
    Kind.PHRASE: Phrase,
}
_DATES = {"since": from_then_on, "until": until_then}
_WORD = re.compile(r"[^\W_]+")
_NOT_SEARCHABLE = (None, Kind.OR, Kind.AND, Kind.NOT, Kind.CLOSE, Kind.FIELD)
"""The tokens, and None for the end, that a text field cannot apply to."""

_MAX_DEPTH = 30
"""The deepest nesting of brackets that is parsed; FTS5 itself stops at 256."""

MAX_WORDS = 50_000
"""The most words in a query; FTS5 takes five kilobytes of memory for each."""

MAX_PREFIXES = 1_000
"""The most words with `*` in a query; each takes as long to prepare as hundreds of others."""


def parse(text: str, today: datetime.date | None = None) -> tuple[Node | None, tuple[str, ...]]:
    """The tree of a query, None if there is nothing in it to search for, and notes on what was not read as typed.

    `today` is the day that `yesterday` is counted from. Raises BadDate and QueryTooLong.
    """
    lexer = Lexer(text)
    tokens = lexer.run()
    _check_length(tokens)
    parser = _Parser(tokens, text, today)
    return parser.query(), tuple(dict.fromkeys((*lexer.notes, *parser.notes)))


def all_of(parts: Iterable[Node]) -> Node | None:
    """All of the parts: nested Alls flattened, duplicates dropped, and a single part returned as it is."""
    flat = _flat(parts, All)
    return All(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Node]) -> Node | None:
    """Any of the parts: nested Anys flattened, duplicates dropped, and a single part returned as it is."""
    flat = _flat(parts, Any)
    return Any(flat) if len(flat) > 1 else next(iter(flat), None)


def _flat(parts: Iterable[Node], kind: type[All] | type[Any]) -> tuple[Node, ...]:
    """The parts, with those of a nested node of the same kind in its place; in order, without duplicates."""
    nested = (part.parts if isinstance(part, kind) else (part,) for part in parts)
    return tuple(dict.fromkeys(node for nodes in nested for node in nodes))


def in_field(field: str, node: Node) -> Node:
    """A node whose words must be in a field. The field is moved down to the words; those that have one keep it."""
    if isinstance(node, All):
        return all_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Any):
        return any_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Not):
        return Not(in_field(field, node.node))
    return node if isinstance(node, (InField, Metadata, Dated)) else InField(field, node)


def _check_length(tokens: Iterable[Token]) -> None:
    word_count = prefix_count = 0
    for token in tokens:
        if token.kind in _LEAVES or token.kind is Kind.NEAR:
            word_count += len(_WORD.findall(token.text))
            prefix_count += token.kind is Kind.PREFIX
    for count, limit, name in ((word_count, MAX_WORDS, "words"), (prefix_count, MAX_PREFIXES, "words with *")):
        if count > limit:
            raise QueryTooLong(
                f"The query is too long: it has {count:,} {name}, and the limit is {limit:,}", "Leave some of them out."
            )


class _Parser:
    def __init__(self, tokens: list[Token], text: str, today: datetime.date | None) -> None:
        self.notes: list[str] = []
        self._tokens = tokens
        self._text = text
        self._today = today
        self._position = 0
        self._depth = 0

    def query(self) -> Node | None:
        parts = []
        while self._position < len(self._tokens):
            if node := self._alternative():
                parts.append(node)
            if self._take(Kind.CLOSE):
                self.notes.append("an unmatched closing bracket was ignored")
        return all_of(parts)

    def _alternative(self) -> Node | None:
        parts = [self._conjunction()]
        while self._take(Kind.OR):
            parts.append(self._conjunction())
        if None in parts and len(parts) > 1:
            self.notes.append("OR with nothing on one side was ignored")
        return any_of(part for part in parts if part)

    def _conjunction(self) -> Node | None:
        parts: list[Node] = []
        ends_with_and = False
        while (kind := self._kind()) not in (None, Kind.OR, Kind.CLOSE):
            if kind is Kind.AND:
                self._position += 1
                ends_with_and = bool(parts)
                if not parts:
                    self.notes.append("AND with nothing on one side was ignored")
                continue
            if node := self._negation():
                parts.append(node)
                ends_with_and = False
        if ends_with_and:
            self.notes.append("AND with nothing on one side was ignored")
        return all_of(parts)

    def _negation(self) -> Node | None:
        is_negative = False
        start = self._position
        while self._take(Kind.NOT):
            is_negative = not is_negative
        if self._position > start and self._kind() in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            self.notes.append("NOT with nothing after it was ignored")
            return None
        node = self._primary()
        if not is_negative or node is None:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _primary(self) -> Node | None:
        token = self._tokens[self._position]
        self._position += 1
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FIELD:
            return self._field(token)
        if token.kind is Kind.NEAR:
            return Near(token.text, token.distance)
        return _LEAVES[token.kind](token.text)

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self.notes.append("brackets nested too deeply were ignored")
            self._depth -= 1
            return None
        is_empty = self._kind() in (None, Kind.CLOSE)
        node = self._alternative()
        self._depth -= 1
        if is_empty:
            self.notes.append("empty brackets were ignored")
        if not self._take(Kind.CLOSE):
            self.notes.append("an unmatched opening bracket was closed at the end")
        return node

    def _field(self, token: Token) -> Node | None:
        if token.text in TEXT_FIELDS:
            return self._text_field(token)
        value = self._tokens[self._position]
        self._position += 1
        if token.text in DATE_FIELDS:
            return Dated(token.text, value.text, self._dates(token.text, value))
        return Metadata(token.text, value.text)

    def _text_field(self, token: Token) -> Node | None:
        while self._kind() is Kind.FIELD and self._tokens[self._position].text in TEXT_FIELDS:
            self.notes.append(f"“{token.text}:” was ignored: a word can have only one field before it")
            token = self._tokens[self._position]
            self._position += 1
        if self._kind() in _NOT_SEARCHABLE or self._is_followed_by_space(token):
            self.notes.append(f"“{token.text}:” with nothing right after it was ignored")
            return None
        node = self._primary()
        return in_field(token.text, node) if node else None

    def _dates(self, field: str, value: Token) -> DateRange:
        try:
            return _DATES.get(field, parse_range)(value.text, self._today)
        except BadDate as error:
            # The quotation mark before the value is skipped. A value that was normalized is not found in the text:
            # the error then points at the start of its token.
            start = max(value.start, self._text.find(value.text, value.start))
            end = start + len(value.text)
            raise BadDate(error.message, error.remedy, self._text, start, end) from None

    def _is_followed_by_space(self, token: Token) -> bool:
        """Whether there is white space between a token and the next one."""
        between = self._text[token.end : self._tokens[self._position].start]
        return any(map(str.isspace, between))

    def _kind(self) -> Kind | None:
        return self._tokens[self._position].kind if self._position < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        if self._kind() is not kind:
            return False
        self._position += 1
        return True
