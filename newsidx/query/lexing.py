"""The text of a question -> tokens. Each knows where it stood, so that an error can point at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

TEXT_FIELDS = ("title", "body")
METADATA_FIELDS = ("by", "source", "section", "place", "lang", "path")
DATE_FIELDS = ("date", "on", "since", "until")

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PHRASE = re.compile(r'"(?P<text>[^"]*)"(?:~(?P<distance>\d{1,6})(?![^\s()]))?')
_FIELD = re.compile(rf"({'|'.join(TEXT_FIELDS + METADATA_FIELDS + DATE_FIELDS)}):(?=[^\s)])", re.IGNORECASE)
_VALUE = re.compile(r'"(?P<quoted>[^"]*)"|(?P<bare>[^\s"()]+)')
_WORD = re.compile(r'[^\s"()]+')
_SIGN_IN_PHRASE = re.compile(r"(?:^|\s)=\w|\w\*")
_DAY_OR_MONTH = re.compile(r"[12]\d{3}-\d\d(-\d\d)?")
_UNKNOWN_FIELD = re.compile(r"([A-Za-z]{2,}):(?=[^\W\d])")
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
    """One token: its kind, its text, where it begins in the question, and the distance of a NEAR."""

    kind: Kind
    text: str
    start: int
    distance: int = 0


class Lexer:
    """Cuts a question into tokens. What means nothing is passed over, with a note."""

    def __init__(self, text: str) -> None:
        self.text = _NOT_TEXT.sub(" ", text).translate(_QUOTES)
        self.tokens: list[Token] = []
        self.notes: list[str] = []
        self._at = 0

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
            self.notes.append("a quotation mark without a partner was passed over")
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
            self._add(Kind.NEAR, self._each_once(text), length, int(match["distance"]))
        else:
            self._add(Kind.EXACT if is_exact else Kind.PHRASE, text, length)

    def _each_once(self, text: str) -> str:
        """The words of a NEAR, each once: FTS5 would find a word that is asked for twice near to itself."""
        words = list({word.casefold(): word for word in text.split()}.values())
        if len(words) < len(text.split()):
            self.notes.append(f"“{text}”: a word is looked for once near the others")
        return " ".join(words)

    def _field(self, name: str, length: int) -> None:
        if name in TEXT_FIELDS:
            after = self._at + length
            dashes = 0
            while self.text.startswith("-", after + dashes):
                dashes += 1
            if dashes and _negates(self.text, after + dashes - 1):
                self._add(Kind.NOT, "-", 0)  # `title:-gas` is `-title:gas`
            self._add(Kind.FIELD, name, length + dashes)
            return
        value = _VALUE.match(self.text, self._at + length)
        text = _on_one_line(value["quoted"] or (value["bare"] or "").rstrip("*")) if value else ""
        if value is None or not has_word(text):
            self._pass_over(self.text[self._at : value.end() if value else self._at + length])
            return
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
        if signs and (field := _FIELD.match(self.text, self._at + len(signs))):
            if "=" in signs:
                self.notes.append(f"= stands before a word and not before a field: {field[0]}=word")
            self._at += len(signs)
            return
        kind = Kind.PREFIX if bare.endswith("*") else Kind.EXACT if "=" in signs else Kind.WORD
        bare = bare.rstrip("*:")
        if "*" in bare:
            self.notes.append(f"in “{word}” a * stands elsewhere than at the end of a word, and was passed over")
        self._hint(bare)
        self._add(kind, bare.lower() if bare in _OPERATORS else bare, len(word))

    def _hint(self, word: str) -> None:
        """Say how to ask for what a word looks like, but is not."""
        if _DAY_OR_MONTH.fullmatch(word):
            self.notes.append(f"“{word}” is looked for in the text; for the articles of then: date:{word}")
        elif match := _UNKNOWN_FIELD.match(word):
            self.notes.append(f"“{word}” is looked for in the text, for there is no field {match[1]}")

    def _add(self, kind: Kind, text: str, length: int, distance: int = 0) -> None:
        self.tokens.append(Token(kind, text, self._at, distance))
        self._at += length

    def _pass_over(self, text: str) -> None:
        shown = text if len(text) < _LONG else f"{text[:_LONG]}…"
        self.notes.append(f"“{shown}” has no letter or digit, and was passed over")
        self._at += len(text)


def has_word(text: str) -> bool:
    """Whether FTS5's tokenizer finds a word in the text: it takes letters and digits for words."""
    return any(map(str.isalnum, text))


def _negates(text: str, at: int) -> bool:
    """Whether a `-` stands before something it can negate: `-gas`, `-"oil embargo"`, `-(oil OR gas)`."""
    after = text[at + 1 : at + 2]
    return after.isalnum() or after in ('"', "(", "=")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
