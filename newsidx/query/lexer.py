"""The text of a question -> tokens. Each knows where it stood, so that an error can point at it."""

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
_SIGN_IN_PHRASE = re.compile(r"(?:^|\s)=\w|\w\*")
_DAY_OR_MONTH = re.compile(r"[12]\d{3}-\d\d(-\d\d)?")
_NAME = re.compile(r"\W*(?P<name>[^\W\d_][\w-]*):")
_FOREIGN_SIGN = re.compile(r"^[!+~^–—−]+(?=\w)|(?<=\w)(?:[~^][\d.]*$|\?(?=\w))")
"""Signs that mean something in other query languages, or that a minus becomes in a word processor."""

_NEAR = re.compile(r"NEAR(/\d*)?")
_DASHES = re.compile("-*")
_LONG = 40
_OPERATORS = ("AND", "OR", "NOT")


class Kind(Enum):
    """What a token is. The value of a metadata or date field is a token of its own."""

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
    """One token: its kind, its text, where it begins and ends in the question, and the distance of a NEAR."""

    kind: Kind
    text: str
    start: int
    end: int
    distance: int = 0


class Lexer:
    """Cuts a question into tokens. What means nothing is ignored, with a note."""

    def __init__(self, text: str) -> None:
        self.text = _NOT_TEXT.sub(" ", text).translate(_QUOTES)
        self.tokens: list[Token] = []
        self.notes: list[str] = []
        self._at = 0
        if any(not character.isspace() for character in _NOT_TEXT.findall(text)):
            self.notes.append("a control character was read as a space")

    def run(self) -> list[Token]:
        """The tokens of the whole question."""
        while self._at < len(self.text):
            character = self.text[self._at]
            if character.isspace():
                self._at += 1
            elif character in "()":
                self._add(Kind.OPEN if character == "(" else Kind.CLOSE, character, 1)
            elif character == '"' or self.text.startswith('="', self._at):
                self._phrase()
            elif field := _FIELD.match(self.text, self._at):
                self._field(field[1].lower(), len(field[0]))
            else:
                self._word()
        return self.tokens

    def _phrase(self) -> None:
        is_exact = self.text[self._at] == "="
        match = _PHRASE.match(self.text, self._at + is_exact)
        if match is None:
            self.notes.append("a quotation mark without a partner was ignored")
            self._at += 1 + is_exact
            return
        length = len(match[0]) + is_exact
        if not has_word(match["text"]):
            self._pass_over(match[0])
            return
        if _SIGN_IN_PHRASE.search(match["text"]):
            self.notes.append("within quotation marks = and * mean nothing")
        text = _on_one_line(match["text"])
        if match["distance"]:
            if is_exact:
                self.notes.append(f"= before “{_cut(text)}” means nothing where words stand near each other")
            if sum(map(has_word, text.split())) < 2:
                self.notes.append(f"~{match['distance']} after a single word means nothing")
            self._add(Kind.NEAR, text, length, int(match["distance"]))
        else:
            self._add(Kind.EXACT if is_exact else Kind.PHRASE, text, length)

    def _field(self, name: str, length: int) -> None:
        after = self._at + length
        dashes = len(match[0]) if (match := _DASHES.match(self.text, after)) else 0
        if name in TEXT_FIELDS:
            is_negated = bool(dashes) and _negates(self.text, after + dashes - 1)
            if is_negated:
                self._add(Kind.NOT, "-", 0)  # `title:-gas` is `-title:gas`
            if dashes > is_negated:
                self.notes.append(
                    f"{self.text[self._at : after]} goes with what stands right after it: “-” was ignored"
                )
            self._add(Kind.FIELD, name, length + dashes)
            return
        value = _VALUE.match(self.text, after)
        typed = value["quoted"] or value["bare"] or "" if value else ""
        text = _on_one_line(typed if value and value["quoted"] else typed.rstrip("*"))
        if value is None:
            self._note_ignored(self.text[self._at : after], "takes one word or “quoted words”")
            self._at = after
            return
        if not has_word(text):
            self._pass_over(self.text[self._at : value.end()])
            return
        if dashes:
            self.notes.append(f"“{_cut(text)}” is looked for with its “-”; for articles without it: -{name}:word")
        if value["bare"] and typed.endswith("*"):
            self.notes.append(f"the * of “{_cut(typed)}” was ignored: {name}: finds it anywhere in the text")
        self._add(Kind.FIELD, name, length)
        self._add(Kind.VALUE, text, len(value[0]))

    def _word(self) -> None:
        match = _WORD.match(self.text, self._at)
        word = match[0] if match else self.text[self._at]
        if word in _OPERATORS:
            self._add(Kind[word], word, len(word))
        elif word[0] == "-" and _negates(self.text, self._at):
            self._add(Kind.NOT, "-", 1)
        elif not has_word(word):
            self._pass_over(word)
        else:
            self._signed(word)

    def _signed(self, word: str) -> None:
        """A word and the signs that may stand around it: `--oil`, `=sanctions`, `sanction*`, `Source:`."""
        bare = word.lstrip("-=")
        signs = word[: len(word) - len(bare)]
        if signs not in ("", "="):
            self._note_ignored(signs, f"before “{_cut(bare)}” means nothing")
        if signs and (field := _FIELD.match(self.text, self._at + len(signs))):
            if "=" in signs:
                self.notes.append(f"= stands before a word and not before a field: {field[0]}=word")
            self._at += len(signs)
            return
        kind = Kind.PREFIX if bare.endswith("*") else Kind.EXACT if "=" in signs else Kind.WORD
        self._hint(bare, is_exact="=" in signs, is_prefix=kind is Kind.PREFIX)
        bare = bare.rstrip("*:")
        self._add(kind, bare.lower() if bare in _OPERATORS else bare, len(word))

    def _hint(self, word: str, is_exact: bool, is_prefix: bool) -> None:
        """Say what of a word means nothing, and how to ask for what it looks like, but is not."""
        if word.isalnum() and word != "NEAR":
            return
        shown = _cut(word)
        if "*" in (word.rstrip("*:") if is_prefix else word):
            self.notes.append(f"in “{shown}” a * stands elsewhere than at the end of a word, and was ignored")
        if is_exact and is_prefix:
            self.notes.append(f"“{shown}” is read as a beginning: = means nothing before a word with *")
        if _DAY_OR_MONTH.fullmatch(word):
            self.notes.append(f"“{word}” is looked for in the text; for the articles of then: date:{word}")
        elif match := _NAME.match(word):
            self._hint_field(shown, match)
        elif _NEAR.fullmatch(word):
            self.notes.append(f'“{word}” is looked for as a word; for words near each other: "oil embargo"~5')
        for sign in dict.fromkeys(_FOREIGN_SIGN.findall(word)):
            self._note_ignored(sign, f"in “{shown}” means nothing")

    def _hint_field(self, shown: str, match: re.Match[str]) -> None:
        """Say that a name before a colon is read as text: it is no field, or stands where no field can."""
        name = match["name"]
        if name.lower() not in _FIELDS:
            self.notes.append(f"“{shown}” is looked for in the text: there is no field {_cut(name)}")
        elif match.end() < len(match.string):
            self.notes.append(f"“{shown}” is looked for in the text: a field stands at the beginning, {name}:word")
        else:
            self.notes.append(f"“{shown}” is looked for as a word: a field stands right before its word, {name}:word")

    def _add(self, kind: Kind, text: str, length: int, distance: int = 0) -> None:
        self.tokens.append(Token(kind, text, self._at, self._at + length, distance))
        self._at += length

    def _pass_over(self, text: str) -> None:
        self._note_ignored(text, "has no letter or digit")
        self._at += len(text)

    def _note_ignored(self, text: str, reason: str) -> None:
        self.notes.append(f"“{_cut(text)}” {reason}, and was ignored")


def _negates(text: str, at: int) -> bool:
    """Whether a `-` stands before something it can negate: `-gas`, `-"oil embargo"`, `-(oil OR gas)`."""
    after = text[at + 1 : at + 2]
    return after.isalnum() or after in ('"', "(", "=")


def _cut(text: str) -> str:
    return text if len(text) < _LONG else f"{text[:_LONG]}…"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
