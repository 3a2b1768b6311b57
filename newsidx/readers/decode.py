"""Bytes -> clean text: find the encoding, refuse what is not text, remove control characters.

A byte order mark decides. Otherwise UTF-8 is tried first, UTF-16 and UTF-32 are recognised by their zeros, text whose
bytes are those of Western Europe is read as cp1252, and chardet guesses what is left.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from newsidx.languages.detect import language_of_text
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.signatures import kind_of

# Longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STARTS = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 4096
_ASCII = bytes(range(128))
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_GUESSED_BY = 64 * 1024
"""Bytes of a file from which its encoding is guessed. More bytes make no better guess, and take longer."""

_WESTERN = "€…‘’“”•–—™ ¡£§©«®°·»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü\xa0".encode("cp1252")
"""The characters above ASCII in Western European text, in cp1252; text in other code pages soon has others."""

_NOT_WESTERN = re.compile(rb"(?<=[a-z])[\xc0-\xd6\xd8-\xde]")
"""A capital after a small letter, as which Mac Roman's quotes and letters of other code pages appear in cp1252."""

_SUPERSETS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "euc_kr": "cp949",
    "shift_jis_2004": "cp932",
}
"""Encodings with a larger one in which a text means the same, and which is what programs wrote in their name."""

_HUNGARIAN = "őűŐŰ".encode("cp1250")
_NOT_HUNGARIAN = "àâãäåæçèêëìîïñòôøùÀÂÃÄÅÆÇÈÊËÌÎÏÑÒÔØÙß".encode("cp1252")
_FEW = 8
_HIGH_PAIRS = re.compile(rb"(?:[\xa1-\xfe]{2})+")

_MOST_GUESSES = 5
_MIXED_SCRIPTS = re.compile("[A-Za-z][\u0370-\u0fff]|[\u0370-\u0fff][A-Za-z]")

_ZEROS = re.compile(rb"\0+")
_FEWEST_BETWEEN = 20
"""Bytes of text between two places padded with zeros, on average, at least."""

_LONGEST_WORD = 60
"""Bytes of a word and the blanks around it, on average, at most."""

_BETWEEN_WORDS = re.compile("[\\s,.、。，．・؟،।]")

_ESCAPED = ("iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext", "iso2022_kr", "hz")
"""Encodings of East Asian text in ASCII bytes, with escapes before and after it."""

_ESCAPE, _TILDE = 0x1B, 0x7E
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NEVER = ("cp424", "cp500", "cp875", "cp1026", "cp1140", "cp273", "utf-7", *_ESCAPED, *_WIDE, "utf-16", "utf-32")
"""Encodings that no text here is in: those of mainframes, and those that are recognised otherwise."""

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_UNCLEAN_ASCII = bytes(code for code in range(128) if _UNCLEAN.match(chr(code)))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MOST_MARKS = 100
_MARK = r"[^\w\s\x00-\u02ff\u2000-\u206f\u3000-\u3020\uff00-\uffff]"
_MAY_BE_MARK = re.compile(_MARK)
_MAY_BE_PILE = re.compile(f"{_MARK}(?<!{_MARK}{_MARK}){_MARK}{{{_MOST_MARKS},}}")
"""Where one letter may have more marks than are read: the time to sort them grows with the square of their number."""


class NotText(CannotRead):
    """The bytes are not text; the message says what they seem to be."""

    def __init__(self, message: str) -> None:
        super().__init__(Problem(ProblemKind.NOT_TEXT, message))


def decode(raw: bytes, known: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read with.

    `known` is an encoding that somebody else named, which is used if there is one of that name.
    Raises NotText for pictures, documents and anything else that holds no plain text.
    """
    if kind := kind_of(raw):
        raise NotText(f"{kind}, not text")
    if known and is_encoding(known):
        return clean(raw.decode(known, "replace")), known
    if raw.startswith(_STARTS):
        encoding = next(encoding for mark, encoding in _MARKS if raw.startswith(mark))
        return clean(raw.decode(encoding, "replace")), encoding
    if 0 in raw:
        return _decode_with_zeros(raw)
    try:
        text, encoding = raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _guess(raw)
    else:
        if (_ESCAPE in raw or _TILDE in raw) and text.isascii() and (escaped := _escaped(raw)):
            text, encoding = raw.decode(escaped, "replace"), escaped
    if encoding != "utf-8" and _is_noise(text):
        raise NotText("binary, not text")
    return clean(text), encoding


def is_encoding(name: str) -> bool:
    """Whether there is a text encoding of that name."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return False


def clean(text: str) -> str:
    """The text with `\\n` for every line end, composed (NFC), and no control character but tab and newline.

    Half a surrogate pair, which an escape in a header can name, is removed too, and so are accents and other marks
    after the first hundred on a letter.
    """
    if text.isascii() and len(text.encode().translate(None, _UNCLEAN_ASCII)) == len(text):
        return text  # as most are, which this finds out in a fifth of the time
    if _UNCLEAN.search(text):
        text = _UNCLEAN.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    if _MAY_BE_MARK.search(text[::_MOST_MARKS]):  # a pile has one at some hundredth character
        text = _MAY_BE_PILE.sub(_without_pile, text)
    return unicodedata.normalize("NFC", text)


def _without_pile(run: re.Match[str]) -> str:
    characters: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            characters.append(character)
    return "".join(characters)


def _decode_with_zeros(raw: bytes) -> tuple[str, str]:
    """UTF-16 or UTF-32 without a byte order mark, or text that was padded with zeros.

    Raises NotText for anything else that has zeros in it.
    """
    wide = _utf16_by_zeros(raw) or _detected(raw[:_SAMPLE], _WIDE)
    if wide and _may_be_wide(raw[:_SAMPLE].decode(wide, "replace")):
        return clean(raw.decode(wide, "replace")), wide
    rest = raw.translate(None, b"\0")
    if not _is_padded(raw, rest):
        raise NotText("binary, not text")
    try:
        text, encoding = rest.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _guess(rest)
    if not rest or _is_noise(text):
        raise NotText("binary, not text")
    return clean(text), encoding


def _may_be_wide(text: str) -> bool:
    """Whether the beginning of a text makes sense in an encoding of two or four bytes a character.

    The bytes of a program do, too, but for characters that mean nothing and for the blanks that they lack.
    """
    strange = sum(
        character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")
        for character in text
        if character not in "\t\n\r\f"
    )
    return 50 * strange <= len(text) and _BETWEEN_WORDS.search(text) is not None


def _is_padded(raw: bytes, rest: bytes) -> bool:
    """Whether the zeros are padding, in few places, and the rest has the blanks that a text has between its words."""
    places = len(_ZEROS.findall(raw))
    return places * _FEWEST_BETWEEN <= len(rest) + _FEWEST_BETWEEN and len(rest) <= _LONGEST_WORD * len(rest.split())


def _utf16_by_zeros(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: in Western text nearly every second byte is zero, always on the same side."""
    sample = raw[:_SAMPLE]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample), sample[1::2].count(0) / len(sample)
    if odd > 0.2 and even < 0.01:
        return "utf-16-le"
    if even > 0.2 and odd < 0.01:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> tuple[str, str]:
    """Text that is not UTF-8, or only partly.

    Western text, which its bytes give away, is read as cp1252 without asking: a few accented letters are too little for
    chardet to go by.
    """
    high_bytes = raw.translate(None, _ASCII)
    with_marks = raw.decode("utf-8", "replace")
    high_characters = len(with_marks) - (len(raw) - len(high_bytes))  # an ASCII byte is always a character
    if high_characters >= 5 * with_marks.count("\ufffd"):
        return with_marks, "utf-8, damaged"
    del with_marks
    sample = _sample_of(raw)
    encoding = "cp1252" if _is_western(sample, high_bytes, len(raw)) else _detected(sample) or "cp1252"
    return raw.decode(encoding, "replace"), encoding


def _is_western(sample: bytes, high_bytes: bytes, size: int) -> bool:
    """Whether the bytes above ASCII can only be cp1252: they are few, and letters and marks of Western Europe there.

    Text in an East Asian encoding may have only such bytes too, but nearly each of them stands next to another one.
    Hungarian in cp1250 has only õ and û that French, Portuguese and German do not have, beside letters that it shares
    with them. In English a few other marks (½, †) are no sign of another encoding.
    """
    if 10 * len(high_bytes) >= 3 * size or _NOT_WESTERN.search(sample):
        return False
    if 2 * sum(map(len, _HIGH_PAIRS.findall(sample))) >= len(sample.translate(None, _ASCII)):
        return False
    if high_bytes.translate(None, _WESTERN):
        return len(high_bytes) <= _FEW and language_of_text(sample.decode("ascii", "ignore")) == "en"
    is_like_hungarian = len(high_bytes.translate(None, _HUNGARIAN)) < len(high_bytes)
    return not is_like_hungarian or len(high_bytes.translate(None, _NOT_HUNGARIAN)) < len(high_bytes)


def _escaped(raw: bytes) -> str | None:
    """The encoding of text whose other letters stand between escapes, if this is one."""
    starts = [start for escape in (b"\x1b$", b"~{") if (start := raw.find(escape)) >= 0]
    return _detected(raw[max(0, min(starts) - _SAMPLE) :], _ESCAPED) if starts else None


def _sample_of(raw: bytes) -> bytes:
    """The part of a large file to guess its encoding from: it begins at the first byte above ASCII."""
    if len(raw) <= _MOST_GUESSED_BY:
        return raw
    first = len(raw) - len(raw.lstrip(_ASCII))
    start = min(first, len(raw) - _MOST_GUESSED_BY)
    sample = raw[start : start + _MOST_GUESSED_BY]
    return sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample


def _detected(sample: bytes, among: tuple[str, ...] = ()) -> str | None:
    """The encoding that chardet guesses, of all or of some; None if it is none of these, or UTF-8.

    It is the likeliest one in which Latin letters do not stand beside others within words.
    """
    import chardet

    sample = sample[:_MOST_GUESSED_BY]
    guesses = chardet.detect_all(
        sample,
        ignore_threshold=True,
        compat_names=False,
        include_encodings=(*among, "utf-8", "ascii") if among else None,
        exclude_encodings=None if among else _NEVER,
        no_match_encoding="utf-8",
    )
    names = [_SUPERSETS.get(name, name) for guess in guesses if (name := guess["encoding"])]
    if not names or names[0] in ("ascii", "utf-8"):
        return None
    known = [name for name in names[:_MOST_GUESSES] if is_encoding(name)]
    return next((name for name in known if not _mixes_scripts(sample, name)), known[0] if known else None)


def _mixes_scripts(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    return 10 * len(_MIXED_SCRIPTS.findall(text)) > len(text) - len(text.encode("ascii", "ignore"))


def _is_noise(text: str) -> bool:
    """Whether more than one character in twenty is a control character that no text has."""
    return 20 * (len(text) - len(_NOISE.sub("", text))) > len(text)
