"""Bytes of a file -> clean text: which encoding, what is not text at all, what leaves the text.

UTF-8 first; a byte order mark decides; UTF-16 is known by its zeros; then charset-normalizer, then cp1252.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

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
_WESTERN = "€…‘’“”•–—™ ¡£§©«®°·»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûü\xa0".encode("cp1252")
"""What Western European text has above ASCII, in cp1252; other code pages' letters soon need something else."""

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MOST_MARKS = 100
_MARK = r"[^\w\s\x00-\u02ff\u2000-\u206f\u3000-\u3020\uff00-\uffff]"
_MAY_BE_MARK = re.compile(_MARK)
_MAY_BE_PILE = re.compile(f"{_MARK}{{{_MOST_MARKS + 1},}}")
"""Where more marks may stand on one letter than are read: to put them in order takes time by their square."""


class NotText(ValueError):
    """The bytes are not text; the message says what they seem to be."""


def decode(raw: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read with.

    Raises NotText for pictures, documents and anything else that holds no plain text.
    """
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


def clean(text: str) -> str:
    """The text with `\\n` for every line end, composed (NFC), and no control character but tab and newline.

    Half a surrogate pair, which an escape in a header can ask for, is no character and goes too, and so do accents
    and other marks above the first hundred on a letter.
    """
    if _UNCLEAN.search(text):
        text = _UNCLEAN.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    if _MAY_BE_MARK.search(text[::_MOST_MARKS]):  # a pile has one at some hundredth character
        text = _MAY_BE_PILE.sub(_without_pile, text)
    return unicodedata.normalize("NFC", text)


def _without_pile(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _utf16_by_zeros(raw: bytes) -> str | None:
    """UTF-16 without a mark: Western text has a zero in nearly every second byte, and on one side only."""
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
    """Text that is not UTF-8, or not all of it.

    charset-normalizer's guesses are arbitrary on a few accented letters (`café` comes out as UTF-16, curly quotes
    in English as Baltic), so Western text, known by its bytes, is not left to it, and a guess that neither the
    language nor a mass of high bytes bears out gives way to cp1252.
    """
    mended = raw.decode("utf-8", "replace")
    damaged = mended.count("\ufffd")
    if sum(character > "\x7f" for character in mended) >= 5 * damaged:
        return mended, "utf-8, damaged"
    western = raw.decode("cp1252", "replace")
    high_bytes = raw.translate(None, bytes(range(128)))
    is_few = len(high_bytes) < 0.3 * len(raw)
    if is_few and not high_bytes.translate(None, _WESTERN):
        return western, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_exclusion=["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_7"]).best()
    if best is None or str(best) == western or (best.coherence == 0 and is_few):
        return western, "cp1252"
    return raw.decode(best.encoding, "replace"), best.encoding


def _is_noise(text: str) -> bool:
    """Whether more than one character in twenty is a control character that no text has."""
    return 20 * len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text)) > len(text)
