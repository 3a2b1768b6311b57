"""Tokens -> a tree, by recursive descent. Any text is a valid question; only a date that is none is an error.

    question    := alternative
    alternative := conjunction ("OR" conjunction)*
    conjunction := ("AND"? negation)+
    negation    := ("NOT" | "-") negation | primary
    primary     := "(" alternative ")" | field primary | field value | word | =word | word* | phrase | near

So NOT binds tighter than AND, and AND tighter than OR. What does not fit (an operator with nothing on one side,
a bracket without its partner) is ignored, with a note.
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
_DEEPEST = 30
"""Brackets within brackets that are followed; FTS5 itself stops at 256."""


MOST_WORDS = 50_000
"""Words of a query; FTS5 takes five kilobytes of memory for each."""

MOST_BEGINNINGS = 1_000
"""Words with `*` of a query, each of which takes as long to prepare as hundreds of others."""


def parse(text: str, today: datetime.date | None = None) -> tuple[Node | None, tuple[str, ...]]:
    """The tree of a question, None when nothing is asked in it, and notes on what was read otherwise than typed.

    `today` is what `yesterday` counts from. Raises BadDate and QueryTooLong.
    """
    lexer = Lexer(text)
    tokens = lexer.run()
    _require_short(tokens)
    parser = _Parser(tokens, text, today)
    return parser.question(), tuple(dict.fromkeys((*lexer.notes, *parser.notes)))


def all_of(parts: Iterable[Node]) -> Node | None:
    """The parts together: flat, each once, and no All of a single part."""
    flat = _flat(parts, All)
    return All(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Node]) -> Node | None:
    """One of the parts: flat, each once, and no Any of a single part."""
    flat = _flat(parts, Any)
    return Any(flat) if len(flat) > 1 else next(iter(flat), None)


def _flat(parts: Iterable[Node], kind: type[All] | type[Any]) -> tuple[Node, ...]:
    """The parts, and those within parts of one kind, each once and in their order."""
    return tuple(dict.fromkeys(one for part in parts for one in (part.parts if isinstance(part, kind) else (part,))))


def in_field(field: str, node: Node) -> Node:
    """A node whose words must stand in a field: the field goes down to the words, and one that they have holds."""
    if isinstance(node, All):
        return all_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Any):
        return any_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Not):
        return Not(in_field(field, node.node))
    return node if isinstance(node, (InField, Metadata, Dated)) else InField(field, node)


def _require_short(tokens: Iterable[Token]) -> None:
    words = beginnings = 0
    for token in tokens:
        if token.kind in _LEAVES or token.kind is Kind.NEAR:
            words += len(_WORD.findall(token.text))
            beginnings += token.kind is Kind.PREFIX
    for number, most, what in ((words, MOST_WORDS, "words"), (beginnings, MOST_BEGINNINGS, "words with *")):
        if number > most:
            raise QueryTooLong(
                f"The query is too long: it has {number:,} {what}, and {most:,} are the most", "Leave out some of them."
            )


class _Parser:
    def __init__(self, tokens: list[Token], text: str, today: datetime.date | None) -> None:
        self.notes: list[str] = []
        self._tokens = tokens
        self._text = text
        self._today = today
        self._at = 0
        self._depth = 0

    def question(self) -> Node | None:
        parts = []
        while self._at < len(self._tokens):
            if node := self._alternative():
                parts.append(node)
            if self._take(Kind.CLOSE):
                self.notes.append("a closing bracket without its partner was ignored")
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
        is_joined = False
        while (kind := self._kind()) not in (None, Kind.OR, Kind.CLOSE):
            if kind is Kind.AND:
                self._at += 1
                is_joined = bool(parts)
                if not parts:
                    self.notes.append("AND with nothing on one side was ignored")
                continue
            if node := self._negation():
                parts.append(node)
                is_joined = False
        if is_joined:
            self.notes.append("AND with nothing on one side was ignored")
        return all_of(parts)

    def _negation(self) -> Node | None:
        is_negative = False
        start = self._at
        while self._take(Kind.NOT):
            is_negative = not is_negative
        if self._at > start and self._kind() in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            self.notes.append("NOT with nothing after it was ignored")
            return None
        node = self._primary()
        if not is_negative or node is None:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _primary(self) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FIELD:
            return self._field(token)
        if token.kind is Kind.NEAR:
            return Near(token.text, token.distance)
        return _LEAVES[token.kind](token.text)

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self.notes.append("brackets nested too deep were ignored")
            self._depth -= 1
            return None
        is_empty = self._kind() in (None, Kind.CLOSE)
        node = self._alternative()
        self._depth -= 1
        if is_empty:
            self.notes.append("brackets with nothing in them were ignored")
        if not self._take(Kind.CLOSE):
            self.notes.append("an opening bracket without its partner was closed at the end")
        return node

    def _field(self, token: Token) -> Node | None:
        if token.text in TEXT_FIELDS:
            while self._kind() is Kind.FIELD and self._tokens[self._at].text in TEXT_FIELDS:
                self.notes.append(f"of two fields before one word the first, “{token.text}:”, was ignored")
                token = self._tokens[self._at]
                self._at += 1
            if self._kind() in (None, Kind.OR, Kind.AND, Kind.NOT, Kind.CLOSE, Kind.FIELD) or self._is_apart(token):
                self.notes.append(f"“{token.text}:” with nothing right after it was ignored")
                return None
            node = self._primary()
            return in_field(token.text, node) if node else None
        value = self._tokens[self._at]
        self._at += 1
        if token.text in DATE_FIELDS:
            return Dated(token.text, value.text, self._dates(token.text, value))
        return Metadata(token.text, value.text)

    def _dates(self, field: str, value: Token) -> DateRange:
        try:
            return _DATES.get(field, parse_range)(value.text, self._today)
        except BadDate as error:
            # Behind its quotation mark, if it has one; what was folded is not found, and pointed at where it begins.
            start = max(value.start, self._text.find(value.text, value.start))
            end = start + len(value.text)
            raise BadDate(error.message, error.remedy, self._text, start, end) from None

    def _is_apart(self, token: Token) -> bool:
        """Whether white space stands between a token and the next one."""
        between = self._text[token.end : self._tokens[self._at].start]
        return any(map(str.isspace, between))

    def _kind(self) -> Kind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        if self._kind() is not kind:
            return False
        self._at += 1
        return True
