"""Bytes -> clean text: find the encoding, refuse what is not text, remove control characters.

A byte order mark decides. Otherwise UTF-8 is tried first, UTF-16 is recognised by its zeros, then comes
charset-normalizer, and last cp1252.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from newsidx.readers.problem import CannotRead, Problem, ProblemKind

# Longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_STARTS = tuple(start for start, _ in (*_MARKS, *_SIGNATURES))
_SAMPLE = 4096
_ASCII = bytes(range(128))
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_GUESSED_BY = 256 * 1024
"""Bytes of a file from which its encoding is guessed. More bytes make no better guess, and take gigabytes."""

_WESTERN = "€…‘’“”•–—™ ¡£§©«®°·»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü\xa0".encode("cp1252")
"""The characters above ASCII in Western European text, in cp1252; text in other code pages soon has others."""

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
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
    if known and is_encoding(known):
        return clean(raw.decode(known, "replace")), known
    if raw.startswith(_STARTS):
        for mark, encoding in _MARKS:
            if raw.startswith(mark):
                return clean(raw.decode(encoding, "replace")), encoding
        raise NotText(next(f"{what}, not text" for start, what in _SIGNATURES if raw.startswith(start)))
    zeros = raw.count(0)
    if zeros and (wide := _utf16_by_zeros(raw)):
        return clean(raw.decode(wide, "replace")), wide
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if zeros:
            raise NotText("binary, not text") from None
        text, encoding = _guess(raw)
    else:
        encoding = "utf-8"
    if (zeros or encoding != "utf-8") and _is_noise(text):
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

    With few accented letters the guesses of charset-normalizer are arbitrary (`café` comes out as UTF-16, curly quotes
    in English as Baltic). So Western text, which its bytes give away, is read as cp1252 without asking, and so is text
    for which neither the language nor many high bytes support the guess.
    """
    high_bytes = raw.translate(None, _ASCII)
    with_marks = raw.decode("utf-8", "replace")
    high_characters = len(with_marks) - (len(raw) - len(high_bytes))  # an ASCII byte is always a character
    if high_characters >= 5 * with_marks.count("\ufffd"):
        return with_marks, "utf-8, damaged"
    del with_marks
    is_few = len(high_bytes) < 0.3 * len(raw)
    if not (is_few and not high_bytes.translate(None, _WESTERN)) and (guessed := _detected(_sample_of(raw), is_few)):
        return raw.decode(guessed, "replace"), guessed
    return raw.decode("cp1252", "replace"), "cp1252"


def _sample_of(raw: bytes) -> bytes:
    """The part of a large file to guess its encoding from: it begins at the first byte above ASCII."""
    if len(raw) <= _MOST_GUESSED_BY:
        return raw
    first = len(raw) - len(raw.lstrip(_ASCII))
    start = min(first, len(raw) - _MOST_GUESSED_BY)
    sample = raw[start : start + _MOST_GUESSED_BY]
    return sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample


def _detected(sample: bytes, is_few: bool) -> str | None:
    """The guess of charset-normalizer, if something supports it.

    A sample without a blank may end within a character, so it is tried with up to three bytes less.
    """
    from charset_normalizer import from_bytes

    for cut in range(4 if len(sample) == _MOST_GUESSED_BY else 1):
        part = sample[: len(sample) - cut]
        best = from_bytes(part, cp_exclusion=["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_7"]).best()
        if best is not None:
            is_supported = str(best) != part.decode("cp1252", "replace") and (best.coherence > 0 or not is_few)
            return best.encoding if is_supported else None
    return None


def _is_noise(text: str) -> bool:
    """Whether more than one character in twenty is a control character that no text has."""
    return 20 * (len(text) - len(_NOISE.sub("", text))) > len(text)
