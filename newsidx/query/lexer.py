"""The text of a query -> tokens. Each knows its position, so that an error can point at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from newsidx.text.words import has_word

TEXT_FIELDS = ("title", "body")
METADATA_FIELDS = ("by", "source", "section", "place", "lang", "path")
DATE_FIELDS = ("date", "on", "since", "until")

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PHRASE = re.compile(r'"(?P<text>[^"]*)"(?:~(?P<distance>\d{1,6})(?![^\s()]))?')
_FIELDS = TEXT_FIELDS + METADATA_FIELDS + DATE_FIELDS
_FIELD = re.compile(rf"({'|'.join(_FIELDS)}):(?=-*[^\s)-])", re.IGNORECASE)
_VALUE = re.compile(r'"(?P<quoted>[^"]*)"|(?P<bare>[^\s"()]+)')
_WORD = re.compile(r'[^\s"()]+')
_OPERATOR_IN_PHRASE = re.compile(r"(?:^|\s)=\w|\w\*")
_DAY_OR_MONTH = re.compile(r"[12]\d{3}-\d\d(-\d\d)?")
_NAME = re.compile(r"\W*(?P<name>[^\W\d_][\w-]*):")
_FOREIGN_OPERATOR = re.compile(r"^[!+~^–—−]+(?=\w)|(?<=\w)(?:[~^][\d.]*$|\?(?=\w))")
"""Operators of other query languages, and the dashes that word processors turn a minus into."""

_NEAR = re.compile(r"NEAR(/\d*)?")
_DASHES = re.compile("-*")
_LONGEST_SHOWN = 40
_OPERATORS = ("AND", "OR", "NOT")


class Kind(Enum):
    """The kind of a token. The value of a metadata or date field is a token of its own."""

    WORD = auto()
    EXACT = auto()
    PREFIX = auto()
    PHRASE = auto()
    NEAR = auto()
    FIELD = auto()
    VALUE = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True)
class Token:
    """One token: its kind, its text, where it starts and ends in the query, and the distance of a NEAR."""

    kind: Kind
    text: str
    start: int
    end: int
    distance: int = 0


class Lexer:
    """Splits a query into tokens. Anything without a meaning is ignored, with a note."""

    def __init__(self, text: str) -> None:
        self.text = _NOT_TEXT.sub(" ", text).translate(_QUOTES)
        self.tokens: list[Token] = []
        self.notes: list[str] = []
        self._position = 0
        if any(not character.isspace() for character in _NOT_TEXT.findall(text)):
            self.notes.append("a control character was read as a space")

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
            elif field := _FIELD.match(self.text, self._position):
                self._field(field[1].lower(), len(field[0]))
            else:
                self._word()
        return self.tokens

    def _phrase(self) -> None:
        is_exact = self.text[self._position] == "="
        match = _PHRASE.match(self.text, self._position + is_exact)
        if match is None:
            self.notes.append("an unpaired quotation mark was ignored")
            self._position += 1 + is_exact
            return
        length = len(match[0]) + is_exact
        if not has_word(match["text"]):
            self._skip(match[0])
            return
        if _OPERATOR_IN_PHRASE.search(match["text"]):
            self.notes.append("inside quotation marks, = and * have no meaning")
        text = _on_one_line(match["text"])
        if match["distance"]:
            if is_exact:
                self.notes.append(f"= before “{_shorten(text)}” was ignored: words near each other match in any form")
            if sum(map(has_word, text.split())) < 2:
                self.notes.append(f"~{match['distance']} after a single word has no meaning")
            self._add(Kind.NEAR, text, length, int(match["distance"]))
        else:
            self._add(Kind.EXACT if is_exact else Kind.PHRASE, text, length)

    def _field(self, name: str, length: int) -> None:
        value_start = self._position + length
        match = _DASHES.match(self.text, value_start)
        dash_count = len(match[0]) if match else 0
        if name in TEXT_FIELDS:
            self._text_field(name, value_start, dash_count)
        else:
            self._value_field(name, value_start, dash_count)

    def _text_field(self, name: str, value_start: int, dash_count: int) -> None:
        """`title:` or `body:`, and the dashes after it: `title:-gas` is `-title:gas`."""
        typed = self.text[self._position : value_start]
        is_negated = dash_count > 0 and _negates(self.text, value_start + dash_count - 1)
        if is_negated:
            self._add(Kind.NOT, "-", 0)
        if dash_count > is_negated:
            self.notes.append(f"“-” was ignored: {typed} must be directly followed by a word")
        self._add(Kind.FIELD, name, len(typed) + dash_count)

    def _value_field(self, name: str, value_start: int, dash_count: int) -> None:
        """A metadata or date field, and its value."""
        match = _VALUE.match(self.text, value_start)
        if match is None:
            self._note_ignored(self.text[self._position : value_start], "needs one word or “quoted words”")
            self._position = value_start
            return
        typed = match["quoted"] or match["bare"] or ""
        text = _on_one_line(typed if match["quoted"] else typed.rstrip("*"))
        if not has_word(text):
            self._skip(self.text[self._position : match.end()])
            return
        if dash_count:
            self.notes.append(f"“{_shorten(text)}” is searched for with its “-”; to exclude a word: -{name}:word")
        if match["bare"] and typed.endswith("*"):
            self.notes.append(f"the * in “{_shorten(typed)}” was ignored: {name}: does not need it")
        self._add(Kind.FIELD, name, value_start - self._position)
        self._add(Kind.VALUE, text, len(match[0]))

    def _word(self) -> None:
        match = _WORD.match(self.text, self._position)
        word = match[0] if match else self.text[self._position]
        if word in _OPERATORS:
            self._add(Kind[word], word, len(word))
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
            self._note_ignored(prefix, f"before “{_shorten(bare)}” has no meaning")
        if prefix and (field := _FIELD.match(self.text, self._position + len(prefix))):
            if "=" in prefix:
                self.notes.append(f"= goes before a word, not before a field: {field[0]}=word")
            self._position += len(prefix)
            return
        is_exact = "=" in prefix
        kind = Kind.PREFIX if bare.endswith("*") else Kind.EXACT if is_exact else Kind.WORD
        self._add_hints(bare, is_exact, is_prefix=kind is Kind.PREFIX)
        bare = bare.rstrip("*:")
        self._add(kind, bare.lower() if bare in _OPERATORS else bare, len(word))

    def _add_hints(self, word: str, is_exact: bool, is_prefix: bool) -> None:
        """Note the parts of a word that have no meaning, and the right way to type what it seems to ask for."""
        if word.isalnum() and word != "NEAR":
            return
        shown = _shorten(word)
        if "*" in (word.rstrip("*:") if is_prefix else word):
            self.notes.append(f"a * in “{shown}” was ignored: it has a meaning only at the end of a word")
        if is_exact and is_prefix:
            self.notes.append(f"= before “{shown}” was ignored: a word with * matches in any form")
        if _DAY_OR_MONTH.fullmatch(word):
            self.notes.append(f"“{word}” is searched for as text; to search by date: date:{word}")
        elif match := _NAME.match(word):
            self._add_field_hint(shown, match)
        elif _NEAR.fullmatch(word):
            self.notes.append(f'“{word}” is searched for as a word; for words near each other: "oil embargo"~5')
        for operator in dict.fromkeys(_FOREIGN_OPERATOR.findall(word)):
            self._note_ignored(operator, f"in “{shown}” has no meaning")

    def _add_field_hint(self, shown: str, match: re.Match[str]) -> None:
        """Note that a name before a colon is read as text, because it is not a field or is in the wrong place."""
        name = match["name"]
        if name.lower() not in _FIELDS:
            self.notes.append(f"“{shown}” is searched for as text: there is no field {_shorten(name)}")
        elif match.end() < len(match.string):
            self.notes.append(f"“{shown}” is searched for as text: a field comes first, as in {name}:word")
        else:
            self.notes.append(f"“{shown}” is searched for as a word: a field goes right before its word: {name}:word")

    def _add(self, kind: Kind, text: str, length: int, distance: int = 0) -> None:
        self.tokens.append(Token(kind, text, self._position, self._position + length, distance))
        self._position += length

    def _skip(self, text: str) -> None:
        self._note_ignored(text, "has no letter or digit")
        self._position += len(text)

    def _note_ignored(self, text: str, reason: str) -> None:
        self.notes.append(f"“{_shorten(text)}” {reason}, and was ignored")


def _negates(text: str, position: int) -> bool:
    """Whether a `-` is directly followed by something to negate: `-gas`, `-"oil embargo"`, `-(oil OR gas)`."""
    following = text[position + 1 : position + 2]
    return following.isalnum() or following in ('"', "(", "=")


def _shorten(text: str) -> str:
    return text if len(text) < _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
