"""Random articles, and random queries: each a tree, and the text that a user types for it.

The text is made from the tree and not the other way round, so that the parser is tested as well as the search.
"""

from __future__ import annotations

import datetime
import random

from newsidx.dates import parse_range
from newsidx.query import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Query, Word
from tests.archive.naive import Tokenizer

TODAY = datetime.date(2026, 8, 1)
VOCABULARY = (
    "oil Oil OIL gas snow embargo sanction sanctions sanctioned sanctioning happy happiness happily general generally "
    "generation generations café cafe CAFÉ naïve Guaidó guaido U.S. AT&T don't multi-agent a/b x2 3rd 1987 1,000 10.5 "
    "Zürich über Ünïcode 石油 Æther İstanbul ısı ΣΊΣΥΦΟΣ σίσυφος run running runs ran relate relational related "
    "relativity begin begins beginning began hope hoping hopes hoped possible possibility possibly be being been bes "
    "is as us bus buses fly flies flying die dying dies tie ties pony ponies caress caresses the and or not near of "
    "to in title body by date"
).split()
BETWEEN = (". ", ", ", " ", " ", " ", " ", " - ", "; ", ": ", "\n", "\n\n", " “", "” ", " (", ") ", "_", "–")
DATES = (
    "2020-02-29", "2024-02-29", "2021-12-31", "2022-01-01", "2020-12-28", "2021-01-03", "2021-01-04", "2022-03-06",
    "2022-03-05", "1999-12-31", "1600-01-01", "1987-02-26", "2016-02-29", "2023-03-06", "2026-07-31", "", "",
)  # fmt: skip
FIELDS = {
    "By": ("Ann Smith", "ÉMILE Zola", 'Bob "Ace" Jones', "STRESSER, Max", ""),
    "Source": ("The Herald", "Le Herald", "Post", ""),
    "Lang": ("en", "en-GB", "fr", "EN-us", "eng", ""),
    "Place": ("Caracas", "New York", ""),
    "Section": ("World", "world news", ""),
}
METADATA = (
    ("by", "smith"), ("by", "émile"), ("by", "ÉMILE ZOLA"), ("by", "max"), ("by", "x"), ("source", "herald"),
    ("source", "the herald"), ("lang", "en"), ("lang", "EN-GB"), ("lang", "fr"), ("place", "new york"),
    ("section", "WORLD"), ("path", "deep folder"), ("path", "/b"), ("path", "é1"),
)  # fmt: skip
RANGES = (
    ("date", "2020"), ("date", "2020-02"), ("date", "2020-02-29"), ("on", "--02-29"), ("date", "--03-06"),
    ("date", "2020-W53"), ("date", "2021-W01"), ("date", "2020-Q4"), ("date", "1990s"), ("date", "2021-12..2022-01"),
    ("date", "..1600-01-01"), ("date", "2026.."), ("date", "March 2022"), ("date", "6 March 2023"),
    ("date", "1000..1700"),
)  # fmt: skip


def article_text(chance: random.Random) -> str:
    """A file with a header, and a body of words from the vocabulary."""

    def words(count: int) -> str:
        return "".join(chance.choice(VOCABULARY) + chance.choice(BETWEEN) for _ in range(count)).strip()

    date = chance.choice(DATES)
    lines = [f"Date: {date}"] if date else []
    lines.append(f"Title: {' '.join(words(chance.randint(1, 4)).split()) or 'x'}")
    for name, values in FIELDS.items():
        if value := chance.choice(values):
            lines.append(f"{name}: {value}")
    return "\n".join(lines) + "\n\n" + words(chance.randint(1, 25)) + f" nr{chance.randrange(10**9)}"


class Queries:
    """Draws random queries: a tree, and a text with that meaning."""

    def __init__(self, chance: random.Random, tokenizer: Tokenizer) -> None:
        self.chance, self.tokenizer = chance, tokenizer

    def query(self) -> tuple[Node, str]:
        while True:
            node, text = self.node(self.chance.randint(0, 4))
            if not any("in capitals" in note for note in Query.parse(text).notes):
                return node, text

    def node(self, depth: int) -> tuple[Node, str]:
        kind = self.chance.random()
        if depth == 0 or kind < 0.35:
            return self.leaf()
        if kind < 0.6:
            return self.all_of([self.node(depth - 1) for _ in range(self.chance.randint(2, 3))])
        if kind < 0.8:
            return self.any_of([self.node(depth - 1) for _ in range(self.chance.randint(2, 3))])
        if kind < 0.92:
            return self.negated(self.node(depth - 1))
        return self.in_field()

    def all_of(self, parts: list[tuple[Node, str]]) -> tuple[Node, str]:
        texts = [f"({text})" if isinstance(node, (All, Any)) else text for node, text in parts]
        return All(tuple(node for node, _ in parts)), self.chance.choice((" ", " AND ", "  ")).join(texts)

    def any_of(self, parts: list[tuple[Node, str]]) -> tuple[Node, str]:
        is_grouped = [isinstance(node, Any) or self.chance.random() < 0.2 for node, _ in parts]
        texts = [f"({text})" if grouped else text for (_, text), grouped in zip(parts, is_grouped, strict=True)]
        return Any(tuple(node for node, _ in parts)), " OR ".join(texts)

    def negated(self, part: tuple[Node, str]) -> tuple[Node, str]:
        node, text = part
        if isinstance(node, (All, Any, Not)):
            text = f"({text})"
        is_short = self.chance.random() < 0.5 and (text[0].isalnum() or text[0] in '"(=')
        return Not(node), f"-{text}" if is_short else f"NOT {text}"

    def in_field(self) -> tuple[Node, str]:
        """A group in title or body, which means the same as each of its words in that field."""
        field, operator = self.chance.choice(("title", "body")), self.chance.choice((All, Any))
        terms = [self.term() for _ in range(self.chance.randint(1, 3))]
        nodes = tuple(InField(field, node) for node, _ in terms)
        typed = self.any_case(field)
        if len(terms) == 1:
            return nodes[0], f"{typed}:{terms[0][1]}"
        return operator(nodes), f"{typed}:({(' OR ' if operator is Any else ' ').join(text for _, text in terms)})"

    def leaf(self) -> tuple[Node, str]:
        kind = self.chance.random()
        if kind < 0.8:
            return self.term()
        if kind < 0.9:
            field, value = self.chance.choice(METADATA)
            return Metadata(field, value), f"{self.any_case(field)}:{self.maybe_quoted(value)}"
        field, typed = self.chance.choice(RANGES)
        return Dated(field, typed, parse_range(typed, TODAY)), f"{self.any_case(field)}:{self.maybe_quoted(typed)}"

    def term(self) -> tuple[Word | Phrase | Exact | Prefix | Near, str]:
        kind = self.chance.random()
        word = self.chance.choice(VOCABULARY)
        if kind < 0.4:
            return Word(word), word
        words = " ".join(self.chance.choices(VOCABULARY, k=self.chance.randint(1, 3)))
        if kind < 0.6:
            return Phrase(words), self.quoted(words)
        if kind < 0.75:
            return (Exact(word), f"={word}") if self.chance.random() < 0.8 else (Exact(words), f'="{words}"')
        if kind < 0.9 and (beginning := word[: self.chance.randint(1, len(word))])[-1].isalnum():
            return Prefix(beginning), f"{beginning}*"
        one, other = self.chance.sample(VOCABULARY, 2)
        stems = [self.tokenizer.stems(one), self.tokenizer.stems(other)]
        if [len(stem) for stem in stems] != [1, 1] or stems[0] == stems[1]:
            return Word(word), word
        distance = self.chance.randint(0, 9)
        return Near(f"{one} {other}", distance), f"{self.quoted(f'{one} {other}')}~{distance}"

    def quoted(self, text: str) -> str:
        return self.chance.choice(('"%s"', "“%s”", "„%s“")) % text

    def maybe_quoted(self, text: str) -> str:
        return self.quoted(text) if " " in text or self.chance.random() < 0.3 else text

    def any_case(self, text: str) -> str:
        return self.chance.choice((text, text.upper(), text.capitalize()))
