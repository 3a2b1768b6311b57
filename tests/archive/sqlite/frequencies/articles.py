"""Made-up articles in several languages, whose words are as unequally common as those of real ones (Zipf's law)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

_ENGLISH = (
    "oil price embargo sanction market trade report company bank crop tanker port strike union govern export import "
    "rate dollar loan debt forecast weather harbour minister vote budget tax cocoa coffee sugar copper tin wheat grain "
    "ship pilot ferry storm flood river bridge court judge inquir pension school hospital doctor nurse train rail "
    "airport fuel gas pipeline refiner drill field barrel quota cartel"
).split()
_ENDINGS = ("", "s", "ed", "ing")
_FUNCTION_WORDS = "the of to in and a for on that said by with from at was is".split()
_COMMON = [*_FUNCTION_WORDS, *(word + ending for ending in _ENDINGS for word in _ENGLISH)]
VOCABULARIES = {
    "en": _COMMON,
    "es": "de la el en sanción sanciones petróleo precio precios huelga huelgas gas año años español niño niña "
    "gobierno país países banco crédito exportación general".split(),
    "fr": "de la le les en grève grèves pétrole prix marché marchés réunion réunions arrêté arrêtée été général gaz "
    "ministre école élève élèves".split(),
    "de": "der die das in Öl Preis Preise Streik Streiks Häuser Haus Straße groß größer Gas Bank Banken über Zürich "
    "Käse Müller".split(),
    "ru": "в на нефть нефти цена цены забастовка забастовки санкция санкции ещё газ банк банки рынок рынка".split(),
    "zh": "石油 价格 上涨 公司 市场 北京 银行 贸易 石油价格 油价 出口 进口 的 在".split(),
}
"""The words of articles by language, the most common first: some 390 in all."""

WORDS = list(dict.fromkeys(word for words in VOCABULARIES.values() for word in words))

_LANGUAGES = ("en",) * 10 + ("es", "fr", "de", "ru", "zh", "")
_SOURCES = ("The Herald", "Post", "Le Monde", "人民日报", "")
_BYLINES = ("Ann Smith", "Émile Zola", "Bo Jones and Ann Smith", "Jürgen Groß", "")
_DAYS = tuple(
    f"{year}-{month:02}-{day:02}"
    for year in (1987, 1999, 2020)
    for month in (2, 3, 4, 12)
    for day in (1, 2, 6, 15, 28, 29 if year == 2020 or month != 2 else 27)
)
_OFTEN = 70
"""More often than a vector can say, see `LARGEST` in `newsidx.archive.sqlite.frequencies.codes`."""


def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


_WEIGHTS = {language: _weights(len(words)) for language, words in VOCABULARIES.items()}


def file_text(chance: random.Random) -> str:
    """A file with one article: of any language, length and day, with or without a title, byline and source."""
    language = chance.choice(_LANGUAGES)
    kind = chance.random()
    length = chance.choice((1, 2, 3)) if kind < 0.05 else chance.randint(400, 1500) if kind > 0.98 else _length(chance)
    body = _text(chance, language, length)
    if chance.random() < 0.02:
        body += f" {chance.choice(WORDS)}" * chance.choice((62, 63, 64, _OFTEN, 300))
    lines = []
    if chance.random() > 0.05:
        lines.append(f"Date: {chance.choice(_DAYS)}")
    if language:
        lines.append(f"Language: {language}")
    if chance.random() > 0.1:
        lines.append(f"Title: {_title(chance, language)}")
    for name, values in (("Source", _SOURCES), ("By", _BYLINES)):
        if value := chance.choice(values):
            lines.append(f"{name}: {value}")
    # A number of its own, or two files could be copies of one article.
    return "\n".join([*lines, "", f"{body} nr{chance.randrange(10**9)}.\n"])


def write_articles(folder: Path, count: int, seed: int) -> None:
    """Write so many files, a third of them in a folder of their own."""
    chance = random.Random(seed)
    (folder / "drafts").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        place = folder / "drafts" if number % 3 == 0 else folder
        (place / f"{seed}-{number:05}.txt").write_text(file_text(chance), encoding="utf-8")


def change_files(folder: Path, chance: random.Random, share: float) -> None:
    """Delete a share of the files, and give as many others another text, most of them without another date."""
    files = sorted(folder.rglob("*.txt"))
    chosen = chance.sample(files, int(2 * share * len(files)))
    for number, path in enumerate(chosen):
        if number % 2:
            path.unlink()
            continue
        text, new = path.read_text(encoding="utf-8"), file_text(chance)
        dates = [line for line in text.splitlines() if line.startswith("Date: ")]
        if dates and chance.random() < 0.8:
            new = "\n".join([*dates, *(line for line in new.splitlines() if not line.startswith("Date: "))]) + "\n"
        path.write_text(new, encoding="utf-8")


def _length(chance: random.Random) -> int:
    return max(4, int(chance.gauss(30, 15)))


def _title(chance: random.Random, language: str) -> str:
    title = _text(chance, language, chance.randint(1, 6))
    if chance.random() < 0.2:  # as in "Oil, oil, oil"
        title += f" {chance.choice(title.split())}" * chance.choice((1, 2, 3))
    return title


def _text(chance: random.Random, language: str, length: int) -> str:
    words = list(_words(chance, language or "en", length))
    return "".join(words) if language == "zh" else " ".join(words)


def _words(chance: random.Random, language: str, length: int) -> Iterator[str]:
    words: Sequence[str] = VOCABULARIES[language]
    for word in chance.choices(words, cum_weights=_WEIGHTS[language], k=length):
        yield word
        if chance.random() < 0.1:
            yield "，" if language == "zh" else chance.choice((",", ".", "-", "“", "”"))
