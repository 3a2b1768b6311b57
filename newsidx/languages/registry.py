"""The languages that newsidx knows, and what readers and queries ask of several of them together.

A new language is a module with one record, and a line in `NAMES`. A record is loaded when it is asked for, so that a
search in an English archive does not load fifty of them. A language whose bylines and dates are looked for in every
text, whatever its language, also has a line in `languages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module

from newsidx.languages.english import ENGLISH
from newsidx.languages.language import Language
from newsidx.text.fold import folded

NAMES: Mapping[str, str] = {
    "af": "afrikaans afr",
    "ar": "arabic ara arb",
    "be": "belarusian bel",
    "bg": "bulgarian bul",
    "ca": "catalan cat valencian",
    "cs": "czech ces cze",
    "cy": "welsh cym wel",
    "da": "danish dan",
    "de": "german deu ger deutsch",
    "el": "greek ell gre",
    "en": "english eng",
    "eo": "esperanto epo",
    "es": "spanish spa castilian español",
    "et": "estonian est ekk",
    "eu": "basque eus baq",
    "fa": "persian fas per farsi pes",
    "fi": "finnish fin",
    "fr": "french fra fre français",
    "ga": "irish gle gaelic",
    "gl": "galician glg",
    "he": "hebrew heb iw",
    "hi": "hindi hin",
    "hr": "croatian hrv bosnian bos bs",
    "hu": "hungarian hun",
    "hy": "armenian hye arm",
    "id": "indonesian ind in",
    "it": "italian ita",
    "ja": "japanese jpn",
    "km": "khmer khm",
    "ko": "korean kor",
    "lo": "lao",
    "lt": "lithuanian lit",
    "lv": "latvian lav lvs",
    "mk": "macedonian mkd mac",
    "mr": "marathi mar",
    "my": "burmese mya bur",
    "ne": "nepali nep npi",
    "nl": "dutch nld dut flemish",
    "no": "norwegian nor nb nob bokmål nn nno nynorsk",
    "pl": "polish pol",
    "pt": "portuguese por",
    "ro": "romanian ron rum moldavian",
    "ru": "russian rus",
    "sk": "slovak slk slo",
    "sl": "slovenian slv",
    "sq": "albanian sqi alb",
    "sr": "serbian srp",
    "st": "sesotho sot",
    "sv": "swedish swe",
    "ta": "tamil tam",
    "th": "thai tha",
    "tr": "turkish tur",
    "uk": "ukrainian ukr",
    "ur": "urdu urd",
    "vi": "vietnamese vie",
    "yi": "yiddish yid ji",
    "zh": "chinese zho chi cmn mandarin",
}
"""The names of every language by its code (ISO 639-1): first its English name, by which its module is called too, then
its codes in ISO 639-2 and 639-3, and what else tags call it."""

languages: Mapping[str, Language] = {
    language.code: language
    for language in (
        ENGLISH,  # first: where a word is a month in two languages, the first of them says which
    )
}
"""The languages that are tried on every text, in their order; those of the others only where their words stand."""


def language_of(tag: str) -> Language | None:
    """The record of a language by its code, a longer tag or its name, as `code_of` reads it; None if it is unknown."""
    code = code_of(tag)
    return None if code is None else _record(code)


def code_of(tag: str) -> str | None:
    """The code of a language by what an article or a user calls it: `en` for `en-GB`, `EN_us`, `eng` and `English`.

    None if newsidx does not know the language.
    """
    base = tag.strip().casefold().replace("_", "-").partition("-")[0]
    return base if base in languages or base in NAMES else _code_by_name().get(base)


def tag_of(name: str) -> str:
    """The tag of a language (BCP 47) as an article or a user names it: `es` for `Spanish`, `es-MX` for `spa-MX`.

    A name that newsidx does not know, and a tag that begins with the code, stay as they are.
    """
    code = code_of(name)
    base, dash, rest = name.strip().replace("_", "-").partition("-")
    return f"{code}{dash}{rest}" if code and base.casefold() != code else name.strip()


def known_languages() -> tuple[Language, ...]:
    """The languages that are tried on every text. What is made from their words can be cached by it."""
    return tuple(languages.values())


def dated_languages() -> tuple[Language, ...]:
    """Every language whose months have names in its record: first those that are tried on every text.

    It loads all records, which takes some ten milliseconds the first time.
    """
    return _with_dates(known_languages())


@cache
def _with_dates(first: tuple[Language, ...]) -> tuple[Language, ...]:
    codes = {language.code for language in first}
    records = (_loaded(code) for code in NAMES if code not in codes)
    return (*first, *(record for record in records if record.dates.months))


def function_words(codes: Iterable[str]) -> frozenset[str]:
    """The words of some languages, given by their codes, that say nothing of what an article is about.

    They stand there as written and without accents. A language that is unknown adds none.
    """
    return frozenset[str]().union(*(_function_words(record) for code in codes if (record := language_of(code))))


def reporting_words() -> frozenset[str]:
    """The words, of any language whose bylines are read, that only say that somebody is quoted."""
    return frozenset[str]().union(*(language.reporting_words for language in known_languages()))


def _record(code: str) -> Language:
    return languages.get(code) or _loaded(code)


@cache
def _loaded(code: str) -> Language:
    name = NAMES[code].partition(" ")[0]
    record: Language = getattr(import_module(f"newsidx.languages.{name}"), name.upper())
    return record


@cache
def _code_by_name() -> dict[str, str]:
    return {name: code for code, names in NAMES.items() for name in names.split()}


@cache
def _function_words(language: Language) -> frozenset[str]:
    return language.function_words | frozenset(map(folded, language.function_words))
