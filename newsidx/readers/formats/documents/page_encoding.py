"""The text of a web page from its bytes: a page may say what it is encoded in."""

from __future__ import annotations

import re

from newsidx.readers.decode import decode, is_encoding

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_WITHIN = 8192
"""Bytes from the beginning in which a page says what it is encoded in."""

_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac_cyrillic",
}
"""What browsers read a page as that names an encoding of old, which is a larger one."""

_NO_NEWS = ("utf-8", "utf8", "utf-16", "unicode", "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252")
"""What pages name, or servers for them, whatever they are encoded in: their bytes are a better guide."""


def decode_page(raw: bytes, known: str | None) -> tuple[str, str]:
    """The text of a page, and the encoding it was read with. `known` is the one that its server named.

    UTF-8 that is valid, and a byte order mark, go before what anybody names. Raises NotText.
    """
    declared = _DECLARED.search(raw, 0, _WITHIN)
    for name in (known, declared[1].decode("ascii") if declared else None):
        label = (name or "").strip().lower()
        encoding = _MEANT.get(label, label)
        if label not in _NO_NEWS and is_encoding(encoding) and not _is_utf_8(raw):
            return decode(raw, encoding)
    return decode(raw)


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b$" not in raw  # Japanese in ASCII bytes
