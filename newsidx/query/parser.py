"""Tokens -> a tree, by recursive descent. Any text is a valid query; only an invalid date is an error.

    query       := alternative
    alternative := conjunction ("OR" conjunction)*
    conjunction := ("AND"? negation)+
    negation    := ("NOT" | "-") negation | proximity
    proximity   := operand ("NEAR" operand)+ | primary
    operand     := field? (word | =word | phrase)
    primary     := "(" alternative ")" | field primary | field value | id+ | word | =word | word* | phrase | "words"~5

An article has one id, so ids side by side are alternatives: `20220306-1 20220306-2` finds both. In a field of the text,
and beside NEAR, an id is a word.

So NEAR binds tighter than NOT, NOT tighter than AND, and AND tighter than OR. A NEAR without an operand on either side
is a word. Anything else that does not fit (an operator with nothing on one side, an unmatched bracket) is ignored.
Both with a note.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from newsidx.dates import DateRange
from newsidx.errors import BadDate, QueryTooLong, SavedInItself
from newsidx.query.capitals import operators_as_words
from newsidx.query.combine import all_of, any_of, in_field
from newsidx.query.fields import DATE_FIELDS, SAVED_FIELD, TEXT_FIELDS
from newsidx.query.ids import undated_as_ids
from newsidx.query.lexer import TEXT_KINDS, Kind, Lexer, Token, no_exact_form
from newsidx.query.notes import shortened
from newsidx.query.tree import Dated, Exact, Metadata, Near, Node, Not, Phrase, Prefix, Word
from newsidx.text.whole import whole
from newsidx.text.words import has_word

_LEAVES: dict[Kind, type[Word] | type[Exact] | type[Prefix] | type[Phrase]] = {
    Kind.WORD: Word,
    Kind.EXACT: Exact,
    Kind.PREFIX: Prefix,
    Kind.PHRASE: Phrase,
}
_NEAR_OPERANDS = (Kind.WORD, Kind.ID, Kind.EXACT, Kind.PHRASE)
_WORD = r"[^\W_]+"
_NOT_SEARCHABLE = (None, Kind.OR, Kind.AND, Kind.NOT, Kind.CLOSE, Kind.FIELD)
"""The tokens, and None for the end, that a text field cannot apply to."""

_MAX_DEPTH = 30
"""The deepest nesting of brackets that is parsed; FTS5 itself stops at 256."""

MAX_WORDS = 50_000
"""The most words in a query; FTS5 takes five kilobytes of memory for each."""

MAX_PREFIXES = 1_000
"""The most words with `*` in a query; each takes as long to prepare as hundreds of others."""


SavedQuery: TypeAlias = Callable[[str], str]
"""Gives the text of the saved query with a name. Raises UnknownAlert."""


def parse(
    text: str,
    today: datetime.date | None = None,
    saved: SavedQuery | None = None,
    inside: tuple[str, ...] = (),
) -> tuple[Node | None, tuple[str, ...]]:
    """The tree of a query, None if there is nothing in it to search for, and notes on what was not read as typed.

    `today` is the day that `yesterday` is counted from. `saved` gives the queries that `search:NAME` stands for;
    `inside` are the names of those whose text this is. Raises BadDate, QueryTooLong, UnknownAlert and SavedInItself.
    """
    lexer = Lexer(text)
    tokens, notes = operators_as_words(lexer.run(), lexer.text)
    _check_length(tokens)
    parser = _Parser(tokens, text, today, saved, inside)
    tree, id_notes = undated_as_ids(parser.query())
    return tree, tuple(dict.fromkeys((*notes, *id_notes, *lexer.notes, *parser.notes)))


def _check_length(tokens: Iterable[Token]) -> None:
    word_count = prefix_count = 0
    for token in tokens:
        if token.kind in TEXT_KINDS:
            word_count += len(re.findall(_WORD, token.text))
            prefix_count += token.kind is Kind.PREFIX
    for count, limit, name in ((word_count, MAX_WORDS, "words"), (prefix_count, MAX_PREFIXES, "words with *")):
        if count > limit:
            raise QueryTooLong(
                f"The query is too long: it has {count:,} {name}, and the limit is {limit:,}", "Leave some of them out."
            )


class _Operand(NamedTuple):
    """What can stand on a side of NEAR: words and the field before them, and the position of the next token."""

    token: Token
    field: str | None
    end: int


class _Parser:
    def __init__(
        self,
        tokens: list[Token],
        text: str,
        today: datetime.date | None,
        saved: SavedQuery | None,
        inside: tuple[str, ...],
    ) -> None:
        self.notes: list[str] = []
        self._tokens = tokens
        self._text = text
        self._today = today
        self._saved = saved
        self._inside = inside
        self._position = 0
        self._depth = 0
        self._is_in_text_field = False

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
            if node := self._ids() or self._negation():
                parts.append(node)
                ends_with_and = False
        if ends_with_and:
            self.notes.append("AND with nothing on one side was ignored")
        return all_of(parts)

    def _ids(self) -> Node | None:
        """Ids side by side: any of them; None where no id begins."""
        ids: list[Node] = []
        while (
            self._kind() is Kind.ID
            and not self._is_in_text_field
            and self._kind_at(self._position + 1) is not Kind.NEAR
        ):
            ids.append(Metadata("id", self._tokens[self._position].text))
            self._position += 1
        return any_of(ids)

    def _negation(self) -> Node | None:
        is_negative = False
        start = self._position
        while self._take(Kind.NOT):
            is_negative = not is_negative
        if self._position > start and self._kind() in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            self.notes.append("NOT with nothing after it was ignored")
            return None
        node = self._proximity()
        if not is_negative or node is None:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _proximity(self) -> Node | None:
        """Words joined by NEAR, which have one distance and one field for all of them, or a primary."""
        first = self._operand_at(self._position)
        operands = [first] if first else []
        field = first.field if first else None
        distances: list[int] = []
        while operands and self._kind_at(operands[-1].end) is Kind.NEAR:
            following = self._operand_at(operands[-1].end + 1)
            if following is None or (field and following.field and following.field != field):
                break
            distances.append(self._tokens[operands[-1].end].distance)
            operands.append(following)
            field = field or following.field
        if not distances:
            return self._primary()
        self._position = operands[-1].end
        if len(set(distances)) > 1:
            self.notes.append(f"words joined by NEAR have one distance: the largest, {max(distances)}, was used")
        words = [word for operand in operands for word in self._words_of(operand.token)]
        near = Near(" ".join(words), max(distances))
        return in_field(field, near) if field else near

    def _operand_at(self, position: int) -> _Operand | None:
        token = self._token_at(position)
        field = None
        if token and token.kind is Kind.FIELD and token.text in TEXT_FIELDS:
            field, field_end = token.text, token.end
            position += 1
            token = self._token_at(position)
            if token and token.start != field_end:
                return None
        return _Operand(token, field, position + 1) if token and token.kind in _NEAR_OPERANDS else None

    def _words_of(self, token: Token) -> list[str]:
        """The words of an operand of NEAR."""
        words = [word for word in token.text.split() if has_word(word)]
        if token.kind is Kind.EXACT:
            self.notes.append(no_exact_form(token.text))
        elif len(words) > 1:
            self.notes.append(f"“{shortened(token.text)}” was read as single words in any order, because of NEAR")
        return words

    def _primary(self) -> Node | None:
        token = self._tokens[self._position]
        self._position += 1
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FIELD:
            return self._field(token)
        if token.kind is Kind.NEAR_PHRASE:
            return Near(token.text, token.distance)
        if token.kind is Kind.NEAR:
            self.notes.append(
                f"“{token.text}” was read as a word: it must stand between two words or phrases, of the same field: "
                "oil NEAR/5 embargo"
            )
            return Word(token.text.lower())
        if token.kind is Kind.ID:
            return Word(token.text) if self._is_in_text_field else Metadata("id", token.text)
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
            return Dated(token.text, value.text, self._dates(token, value))
        if token.text == SAVED_FIELD:
            return self._saved_query(value.text)
        return Metadata(token.text, value.text, is_prefix=value.kind is Kind.VALUE_PREFIX)

    def _saved_query(self, name: str) -> Node | None:
        """The tree of a saved query. Where there is no archive to look it up in, its name is looked for as text."""
        if self._saved is None:
            self.notes.append(
                f"“{SAVED_FIELD}:{shortened(name)}” is searched for as text: there are no saved queries here"
            )
            return Phrase(name)
        if name in self._inside:
            raise SavedInItself(
                f"The saved query {shortened(name)} has {SAVED_FIELD}:{shortened(name)} in itself",
                f"See all of them with: {whole('newsidx alert list')}",
            )
        tree, _ = parse(self._saved(name), self._today, self._saved, (*self._inside, name))
        return tree

    def _text_field(self, token: Token) -> Node | None:
        while self._kind() is Kind.FIELD and self._tokens[self._position].text in TEXT_FIELDS:
            self.notes.append(f"“{token.text}:” was ignored: a word can have only one field before it")
            token = self._tokens[self._position]
            self._position += 1
        if self._kind() in _NOT_SEARCHABLE or self._is_followed_by_space(token):
            self.notes.append(f"“{token.text}:” with nothing right after it was ignored")
            return None
        was_in_text_field, self._is_in_text_field = self._is_in_text_field, True
        node = self._primary()
        self._is_in_text_field = was_in_text_field
        return in_field(token.text, node) if node else None

    def _dates(self, field: Token, value: Token) -> DateRange:
        from newsidx.dates.ranges import from_then_on, parse_range, until_then

        readings = {"since": from_then_on, "until": until_then}
        try:
            return readings.get(field.text, parse_range)(value.text, self._today)
        except BadDate as error:
            # The quotation mark before the value is skipped. A value that was normalized is not found in the text:
            # the error then points at the start of its token.
            start = max(value.start, self._text.find(value.text, value.start))
            end = start + len(value.text)
            remedy = error.remedy
            if self._text[field.start : field.end].lower() == "from:" and not value.text[0].isdecimal():
                author = Metadata("by", value.text) if " " in value.text else f"by:{value.text}"
                remedy = f"For an author: {whole(str(author))}. {remedy}"
            raise BadDate(error.message, remedy, self._text, start, end) from None

    def _is_followed_by_space(self, token: Token) -> bool:
        """Whether there is white space between a token and the next one."""
        between = self._text[token.end : self._tokens[self._position].start]
        return any(map(str.isspace, between))

    def _kind(self) -> Kind | None:
        return self._kind_at(self._position)

    def _kind_at(self, position: int) -> Kind | None:
        token = self._token_at(position)
        return token.kind if token else None

    def _token_at(self, position: int) -> Token | None:
        return self._tokens[position] if position < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        if self._kind() is not kind:
            return False
        self._position += 1
        return True
