"""The text of a query -> tokens. Each knows its position, so that an error can point at it."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from newsidx.article import has_form_of_ref, id_range_of
from newsidx.query.fields import DATE_FIELDS, MARK_FIELDS, PREFIX_FIELDS, SIGNED_FIELDS, TEXT_FIELDS, field_named
from newsidx.query.notes import shortened
from newsidx.text.words import has_word

DEFAULT_DISTANCE = 10
"""The distance of a NEAR without a number, which is that of FTS5."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))

# As text: `re` compiles a pattern when it is first used, and remembers it. Most queries need three of these.
_NOT_TEXT = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_PHRASE = r'"(?P<text>[^"]*)"(?:~(?P<distance>\d{1,6})(?![^\s()]))?'
_FIELD = r"(?P<name>[A-Za-z]{2,8}):(?=-*[^\s)-])"
_VALUE = r'"(?P<quoted>[^"]*)"(?P<stars>\**)|(?P<bare>[^\s"()]+)'
_WORD = r'[^\s"()]+'
_OPERATOR_IN_PHRASE = r"(?:^|\s)=\w|\w\*"
_DAY_OR_MONTH = r"[12]\d{3}-\d\d(-\d\d)?"
_NAME = r"\W*(?P<name>[^\W\d_][\w-]*):"
_FOREIGN_OPERATOR = r"^[!+~^–—−]+(?=\w)|(?<=\w)(?:[~^][\d.]*$|\?(?=\w))"
"""Operators of other query languages, and the dashes that word processors turn a minus into."""

_NEAR = r"NEAR(?:/(?P<distance>\d{1,6}))?"
_LIKE_NEAR = r"near/\d*|(?:w|pre|adj)/\d+"
"""A distance as other programs write it, or one that is too large or missing."""

_PUNCTUATION = ".,:;!?"
_DASHES = "-*"
_SIGNS = "[-=]*"
_OPERATORS = ("AND", "OR", "NOT")


class Kind(Enum):
    """The kind of a token. The value of a metadata or date field is a token of its own.

    NEAR_PHRASE is `"oil embargo"~5`, NEAR the operator; a VALUE_PREFIX is the beginning of a value, `smi*`. An ID is a
    word that has the form of one or of a range, `20220306-1`.
    """

    WORD = auto()
    ID = auto()
    EXACT = auto()
    PREFIX = auto()
    PHRASE = auto()
    NEAR_PHRASE = auto()
    FIELD = auto()
    VALUE = auto()
    VALUE_PREFIX = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


TEXT_KINDS = (Kind.WORD, Kind.EXACT, Kind.PREFIX, Kind.PHRASE, Kind.NEAR_PHRASE)
"""The tokens that are looked for in the text of articles."""


class Token(NamedTuple):
    """One token: its kind, its text, where it starts and ends in the query, and the distance of a NEAR.

    The text of a field is its name in the tree, whatever name was typed.
    """

    kind: Kind
    text: str
    start: int
    end: int
    distance: int = 0


class Lexer:
    """Splits a query into tokens. Anything without a meaning is ignored, with a note."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = []
        self.notes: list[str] = []
        self._position = 0
        if not text.isprintable():
            if any(not character.isspace() for character in re.findall(_NOT_TEXT, text)):
                self.notes.append("a control character was read as a space")
            text = re.sub(_NOT_TEXT, " ", text)
        self.text = text.translate(_QUOTES)

    def run(self) -> list[Token]:
        """The tokens of the whole query."""
        while self._position < len(self.text):
            character = self.text[self._position]
            if character.isspace():
                self._position += 1
            elif character in "()":
                self._add(Kind.OPEN if character == "(" else Kind.CLOSE, character, 1)
            elif character == '"' or self.text.startswith('="', self._position):
                self._phrase()
            elif (match := self._match(_FIELD)) and (field := field_named(match["name"])):
                self._field(field, match.end())
            else:
                self._word()
        return self.tokens

    def _phrase(self) -> None:
        is_exact = self.text[self._position] == "="
        match = self._match(_PHRASE, is_exact)
        if match is None:
            self.notes.append("an unpaired quotation mark was ignored")
            self._position += 1 + is_exact
            return
        length = len(match[0]) + is_exact
        if not has_word(match["text"]):
            self._skip(match[0])
            return
        if re.search(_OPERATOR_IN_PHRASE, match["text"]):
            self.notes.append("inside quotation marks, = and * have no meaning")
        text = _on_one_line(match["text"])
        if match["distance"]:
            if is_exact:
                self.notes.append(no_exact_form(text))
            if sum(map(has_word, text.split())) < 2:
                self.notes.append(f"~{match['distance']} after a single word has no meaning")
            self._add(Kind.NEAR_PHRASE, text, length, int(match["distance"]))
        else:
            self._add(Kind.EXACT if is_exact else Kind.PHRASE, text, length)

    def _field(self, name: str, value_start: int) -> None:
        if name in TEXT_FIELDS:
            self._text_field(name, value_start)
        elif name in SIGNED_FIELDS:
            self._value_field(name, value_start, value_start)
        else:
            self._unsigned_field(name, value_start)

    def _text_field(self, name: str, value_start: int) -> None:
        """`title:` or `body:`, and the dashes after it: `title:-gas` is `-title:gas`."""
        signs_end = _end_of(_DASHES, self.text, value_start)
        self._negate_if_typed(value_start, signs_end)
        self._add(Kind.FIELD, name, signs_end - self._position)

    def _unsigned_field(self, name: str, value_start: int) -> None:
        """A field whose values never begin with a sign: `by:-smith` is `-by:smith`, and `by:=smith` is `by:smith`."""
        signs_end = _end_of(_SIGNS, self.text, value_start)
        match = _match_at(_VALUE, self.text, signs_end)
        if match and has_word(match[0]):
            self._negate_if_typed(value_start, signs_end)
            if "=" in self.text[value_start:signs_end]:
                typed_name = self.text[self._position : value_start]
                self.notes.append(f"= after {typed_name} was ignored: it finds words only as they are typed")
        self._value_field(name, value_start, signs_end)

    def _negate_if_typed(self, value_start: int, signs_end: int) -> None:
        """Add a NOT if the last sign before a field's value is a dash that something follows; ignore other dashes."""
        typed_name = self.text[self._position : value_start]
        dash_count = self.text[value_start:signs_end].count("-")
        is_negated = dash_count > 0 and _negates(self.text, signs_end - 1)
        if is_negated:
            self._add(Kind.NOT, "-", 0)
        if dash_count > is_negated:
            self.notes.append(f"“-” was ignored: {typed_name} must be directly followed by a word")

    def _value_field(self, name: str, value_start: int, signs_end: int) -> None:
        """A metadata or date field, and its value, which stands behind the signs."""
        typed_name = self.text[self._position : value_start]
        match = _match_at(_VALUE, self.text, signs_end)
        if match is None:
            self._note_ignored(typed_name, "needs one word or “quoted words”")
            self._position = signs_end
            return
        typed = match["quoted"] or match["bare"] or ""
        text = typed if match["quoted"] else typed.rstrip("*")
        text = text if name == "file" else _on_one_line(text)  # a file can have two spaces in its name
        has_star = bool(match["stars"] or (match["bare"] and typed.endswith("*")))
        if not has_word(text) and not (has_star and not text and name in MARK_FIELDS):
            self._skip(self.text[self._position : match.end()])
            return
        self._add_value_hints(name, typed_name, text, match[0], has_star=has_star)
        is_prefix = has_star and name in PREFIX_FIELDS
        self._add(Kind.FIELD, name, value_start - self._position)
        self._position = signs_end
        self._add(Kind.VALUE_PREFIX if is_prefix else Kind.VALUE, text, len(match[0]))

    def _add_value_hints(self, name: str, typed_name: str, text: str, typed: str, *, has_star: bool) -> None:
        """Note what has no meaning in the value of a metadata or date field."""
        shown = shortened(text)
        if name in SIGNED_FIELDS and text.startswith("-") and name not in DATE_FIELDS:
            self.notes.append(f"“{shown}” is searched for with its “-”; to exclude it: -{typed_name}word")
        if has_star and name not in PREFIX_FIELDS:
            self.notes.append(f"the * in “{shortened(typed)}” was ignored: {typed_name} does not need it")
        if "*" in text and name in PREFIX_FIELDS:
            self.notes.append(f"a * in “{shown}” was ignored: it has a meaning only at the end, as in {typed_name}smi*")
        if name == "id" and id_range_of(text) is None:
            self.notes.append(f"“{shown}” is not the id of an article, and matches none; an id looks like 20220306-1")

    def _word(self) -> None:
        match = self._match(_WORD)
        word = match[0] if match else self.text[self._position]
        if word in _OPERATORS:
            self._add(Kind[word], word, len(word))
        elif near := re.fullmatch(_NEAR, word):
            self._add(Kind.NEAR, word, len(word), int(near["distance"] or DEFAULT_DISTANCE))
        elif word[0] == "-" and _negates(self.text, self._position):
            self._add(Kind.NOT, "-", 1)
        elif not has_word(word):
            self._skip(word)
        else:
            self._word_with_operators(word)

    def _word_with_operators(self, word: str) -> None:
        """A word and the operators around it, if any: `--oil`, `=sanctions`, `sanction*`, `Source:`."""
        bare = word.lstrip("-=")
        prefix = word[: len(word) - len(bare)]
        if prefix not in ("", "="):
            self._note_ignored(prefix, f"before “{shortened(bare)}” has no meaning")
        field = self._match(_FIELD, len(prefix)) if prefix else None
        if field and field_named(field["name"]):
            if "=" in prefix:
                self.notes.append(f"= goes before a word, not before a field: {field[0]}=word")
            self._position += len(prefix)
            return
        is_exact = "=" in prefix
        kind = Kind.PREFIX if bare.endswith("*") else Kind.EXACT if is_exact else Kind.WORD
        if kind is Kind.WORD and has_form_of_ref(ref := bare.rstrip("*:")):
            self._add(Kind.ID, ref, len(word))
            return
        self._add_hints(bare, is_exact, is_prefix=kind is Kind.PREFIX)
        bare = bare.rstrip("*:")
        is_operator = bare in _OPERATORS or re.fullmatch(_NEAR, bare)
        self._add(kind, bare.lower() if is_operator else bare, len(word))

    def _add_hints(self, word: str, is_exact: bool, is_prefix: bool) -> None:
        """Note the parts of a word that have no meaning, and the right way to type what it seems to ask for."""
        if word.isalnum():
            return
        shown = shortened(word)
        if "*" in (word.rstrip("*:") if is_prefix else word):
            self.notes.append(f"a * in “{shown}” was ignored: it has a meaning only at the end of a word")
        if is_exact and is_prefix:
            self.notes.append(f"= before “{shown}” was ignored: a word with * matches in any form")
        if re.fullmatch(_DAY_OR_MONTH, word):
            self.notes.append(f"“{word}” is searched for as text; to search by date: date:{word}")
        elif has_form_of_ref(bare := word.strip(_PUNCTUATION)):
            self.notes.append(f"“{shown}” is searched for as text; to search by id: {bare}")
        elif match := re.match(_NAME, word):
            self._add_field_hint(shown, match)
        elif re.fullmatch(_LIKE_NEAR, word, re.IGNORECASE):
            self.notes.append(f"“{shown}” is searched for as a word; for words near each other: oil NEAR/5 embargo")
        for operator in dict.fromkeys(re.findall(_FOREIGN_OPERATOR, word)):
            self._note_ignored(operator, f"in “{shown}” has no meaning")

    def _add_field_hint(self, shown: str, match: re.Match[str]) -> None:
        """Note that a name before a colon is read as text, because it is not a field or is in the wrong place."""
        name = match["name"]
        if match.string.startswith("//", match.end()):
            self.notes.append(f"“{shown}” is searched for as text; to search by address: url:{shown}")
        elif field_named(name) is None:
            self.notes.append(f"“{shown}” is searched for as text: there is no field {shortened(name)}")
        elif match.end() < len(match.string):
            self.notes.append(f"“{shown}” is searched for as text: a field comes first, as in {name}:word")
        else:
            self.notes.append(f"“{shown}” is searched for as a word: a field goes right before its word: {name}:word")

    def _match(self, pattern: str, further: int = 0) -> re.Match[str] | None:
        """The match of a pattern so many characters further on."""
        return _match_at(pattern, self.text, self._position + further)

    def _add(self, kind: Kind, text: str, length: int, distance: int = 0) -> None:
        self.tokens.append(Token(kind, text, self._position, self._position + length, distance))
        self._position += length

    def _skip(self, text: str) -> None:
        self._note_ignored(text, "has no letter or digit")
        self._position += len(text)

    def _note_ignored(self, text: str, reason: str) -> None:
        self.notes.append(f"“{shortened(text)}” {reason}, and was ignored")


def no_exact_form(text: str) -> str:
    """The note on a `=` before words that are near each other."""
    return f"= before “{shortened(text)}” was ignored: words near each other match in any form"


def _negates(text: str, position: int) -> bool:
    """Whether a `-` is directly followed by something to negate: `-gas`, `-"oil embargo"`, `-(oil OR gas)`."""
    following = text[position + 1 : position + 2]
    return following.isalnum() or following in ('"', "(", "=")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _end_of(pattern: str, text: str, position: int) -> int:
    """Where a pattern that matches anything, or nothing, ends from a position on."""
    match = _match_at(pattern, text, position)
    return match.end() if match else position


def _match_at(pattern: str, text: str, position: int) -> re.Match[str] | None:
    return re.compile(pattern).match(text, position)
