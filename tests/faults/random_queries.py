"""Random articles in several languages, and random queries: each a tree, and the text that a user types for it.

The text is made from the tree and not the other way round, so that the parser is tested as well as the search.
"""

from __future__ import annotations

import datetime
import random

from newsidx.dates.ranges import parse_range
from newsidx.query import Query
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

TODAY = datetime.date(2026, 8, 1)
ENGLISH = (
    "oil Oil OIL gas snow embargo sanction sanctions sanctioned sanctioning happy happiness happily general generally "
    "generation generations café cafe CAFÉ naïve Guaidó guaido U.S. AT&T don't multi-agent a/b x2 3rd 1987 1,000 10.5 "
    "Zürich über Ünïcode Æther İstanbul ısı ΣΊΣΥΦΟΣ σίσυφος run running runs ran relate relational related "
    "relativity begin begins beginning began hope hoping hopes hoped possible possibility possibly be being been bes "
    "is as us bus buses fly flies flying die dying dies tie ties pony ponies caress caresses the and or not near of "
    "to in title body by date"
).split()
VOCABULARIES = {
    "": ENGLISH,
    "en": ENGLISH,
    "es": "huelga huelgas HUELGA huelguista sanción sancion sanciones petróleo petrolero general generales gas años "
    "año la los de en oil naïve José".split(),
    "de": "Haus Häuser Hauses Streik Streiks streikt streiken großer GROẞE grosse Öl öl der die das in general U.S. "
    "Straße strasse".split(),
    "ru": "забастовка забастовки Забастовок ещё еще ЕЩЁ санкция санкции нефть нефти нефтяной Пётр gas на в".split(),
    "fr": "grève grèves gréviste pétrole café l'huile générale general en la été étés ete réunion réunions reunion "
    "arrêté arrêtée arretee".split(),
    "zh": "石油 石油价格 油价 价格上涨 上涨 OPEC石油公司 公司 石 北京。 油".split(),
    "ja": "東京 東京都 京都 都 ストライキ ストライク ＮＨＫ東京 NHK 石油価格 ﾃﾚﾋﾞ ２０２２年 2022年 の を 東".split(),
    "ko": "석유 석유가 석유를 가격 서울에서 gas".split(),
    "th": "น้ำมัน ราคาน้ำมัน ราคา น้ำ OPEC แพง".split(),
    "ar": "النفط نفط النَّفْط والنفط أسعار اسعار سعر شركة الشركات إيران ايران عمّال oil".split(),
    "xx": "vortoj vorto ŝanĝo sxangxo oil gas".split(),
}
"""The words of articles by their language; without one, and in one that newsidx does not know."""

VOCABULARY = [*ENGLISH, *sorted({word for words in VOCABULARIES.values() for word in words} - {*ENGLISH})]
LANGUAGES = (None, None, None, "en", "es", "de", "ru", "fr", "ja", "ar", "xx", "tr")
BETWEEN = (". ", ", ", " ", " ", " ", " ", " - ", "; ", ": ", "\n", "\n\n", " “", "” ", " (", ") ", "_", "–")
DATES = (
    "2020-02-29", "2024-02-29", "2021-12-31", "2022-01-01", "2020-12-28", "2021-01-03", "2021-01-04", "2022-03-06",
    "2022-03-05", "1999-12-31", "1600-01-01", "1987-02-26", "2016-02-29", "2023-03-06", "2026-07-31", "", "",
)  # fmt: skip
FIELDS = {
    "By": ("Ann Smith", "ÉMILE Zola", 'Bob "Ace" Jones', "STRESSER, Max", "Пётр Соловьёв", "山田太郎", "أحمد علي", ""),
    "Source": ("The Herald", "Le Herald", "Post", "東京新聞", "Вести", ""),
    "Place": ("Caracas", "New York", "Bogotá", "東京", ""),
    "Section": ("World", "world news", ""),
}
METADATA = (
    ("by", "smith"), ("by", "émile"), ("by", "emile zola"), ("by", "zola émile"), ("by", "ÉMILE ZOLA"),
    ("by", "max"),
    ("by", "x"), ("by", "smi"), ("by", "ann s"), ("by", "ace jones"), ("by", "петр"), ("by", "соловьев"),
    ("by", "山田"),
    ("by", "太"), ("by", "احمد"), ("source", "herald"), ("source", "the herald"), ("source", "her"),
    ("source", "新聞"), ("lang", "en"), ("lang", "EN-GB"), ("lang", "fr"), ("lang", "ja"), ("lang", "gb"),
    ("lang", "e"),
    ("place", "new york"), ("place", "bogota"), ("place", "東"), ("section", "WORLD"), ("path", "deep folder"),
    ("path", "/b"), ("path", "é1"),
)  # fmt: skip
WITH_BEGINNINGS = ("by", "source", "section", "place")
RANGES = (
    ("date", "2020"), ("date", "2020-02"), ("date", "2020-02-29"), ("on", "--02-29"), ("date", "--03-06"),
    ("date", "2020-W53"), ("date", "2021-W01"), ("date", "2020-Q4"), ("date", "1990s"), ("date", "2021-12..2022-01"),
    ("date", "..1600-01-01"), ("date", "2026.."), ("date", "March 2022"), ("date", "6 March 2023"),
    ("date", "1000..1700"),
)  # fmt: skip


def article_text(chance: random.Random) -> str:
    """A file with a header, and a body of words from the vocabulary of a language."""
    language = chance.choice((*VOCABULARIES, "", "", "en"))
    vocabulary = VOCABULARIES[language]

    def words(count: int) -> str:
        return "".join(chance.choice(vocabulary) + chance.choice(BETWEEN) for _ in range(count)).strip()

    date = chance.choice(DATES)
    if not date and chance.random() < 0.5:
        return f"{words(25)} {words(25)} nr{chance.randrange(10**9)}."  # its title is cut from the text
    lines = [f"Date: {date}"] if date else []
    if language:
        lines.append(f"Language: {chance.choice((language, language.upper(), f'{language}-GB'))}")
    lines.append(f"Title: {' '.join(words(chance.randint(1, 4)).split()) or 'x'}")
    for name, values in FIELDS.items():
        if value := chance.choice(values):
            lines.append(f"{name}: {value}")
    return "\n".join(lines) + "\n\n" + words(chance.randint(1, 25)) + f" nr{chance.randrange(10**9)}"


def words(node: Node) -> str:
    """The words of a query, without operators, fields and their values."""
    if isinstance(node, (All, Any)):
        return " ".join(map(words, node.parts))
    if isinstance(node, (Not, InField)):
        return words(node.node)
    return "" if isinstance(node, (Metadata, Dated)) else node.text


class Queries:
    """Draws random queries: a tree, and a text with that meaning."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

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
            is_prefix = field in WITH_BEGINNINGS and self.chance.random() < 0.3
            star = "*" if is_prefix else ""
            return Metadata(field, value, is_prefix), f"{self.any_case(field)}:{self.maybe_quoted(value)}{star}"
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
        words = " ".join(self.chance.choices(VOCABULARY, k=self.chance.randint(2, 4)))
        distance = self.chance.randint(0, 9)
        return Near(words, distance), f"{self.quoted(words)}~{distance}"

    def quoted(self, text: str) -> str:
        return self.chance.choice(('"%s"', "“%s”", "„%s“")) % text

    def maybe_quoted(self, text: str) -> str:
        return self.quoted(text) if " " in text or self.chance.random() < 0.3 else text

    def any_case(self, text: str) -> str:
        return self.chance.choice((text, text.upper(), text.capitalize()))
