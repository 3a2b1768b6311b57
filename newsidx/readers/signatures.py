"""What a file that is no text is, by the bytes it begins with."""

from __future__ import annotations

_OFFICE = "an old office document such as .doc or .xls (save it as .docx or .rtf)"

_SIGNATURES: dict[bytes, str] = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0": _OFFICE,
    b"\xdb\xa5-\x00": _OFFICE,
    b"\xffWPC": "a WordPerfect document (save it as .docx or .rtf)",
    b"{\\rtf": "an RTF document",
    b"ITSF\x03": "compiled HTML help (CHM)",
    b"AT&TFORM": "a DjVu document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"8BPS\x00": "a Photoshop picture",
    b"\x00\x00\x01\x00": "an icon",
    b"\x00\x00\x00\x0cjP  ": "a JPEG 2000 picture",
    b"OggS\x00": "Ogg audio or video",
    b"fLaC\x00": "FLAC audio",
    b"ID3\x02": "MP3 audio",
    b"ID3\x03": "MP3 audio",
    b"ID3\x04": "MP3 audio",
    b"\xff\xfb\x90": "MP3 audio",
    b"MThd\x00": "MIDI music",
    b"#!AMR": "AMR audio",
    b"\x1aE\xdf\xa3": "Matroska or WebM video",
    b"FLV\x01": "Flash video",
    b"CWS": "a Flash movie",
    b"FWS": "a Flash movie",
    b"\x00\x00\x01\xba": "MPEG video",
    b"\x00\x00\x01\xb3": "MPEG video",
    b"0&\xb2u\x8ef\xcf\x11": "Windows Media audio or video",
    b"\x1f\x8b": "gzip-compressed",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ\x00": "xz-compressed",
    b"(\xb5/\xfd": "zstd-compressed",
    b'\x04"M\x18': "LZ4-compressed",
    b"\x1f\x9d": "compressed by Unix compress",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"MSCF\x00": "a Windows cabinet",
    b"SIT!": "a StuffIt archive",
    b"!<arch>\n": "a Unix or Debian archive",
    b"\xed\xab\xee\xdb": "an RPM package",
    b"filedesc://": "an ARC file, as web crawlers wrote before WARC (convert it to WARC)",
    b"SQLite format 3\x00": "an SQLite database",
    b"X\n\x00\x00\x00": "data of R",
    b"RDX2\n": "data of R",
    b"RDX3\n": "data of R",
    b"\x80\x03}": "data of Python",
    b"\x80\x04\x95": "data of Python",
    b"\x80\x05\x95": "data of Python",
    b"\x00\x01\x00\x00Standard ": "an Access database",
    b"!BDN": "an Outlook mailbox (export it as .eml or mbox)",
    b"PAR1": "a Parquet table",
    b"\x89HDF\r\n": "an HDF5 file",
    b"\x93NUMPY": "a NumPy array",
    b"wOFF\x00": "a font",
    b"wOF2\x00": "a font",
    b"OTTO\x00": "a font",
    b"\x00\x01\x00\x00\x00": "a font",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a Windows program",
    b"\xcf\xfa\xed\xfe": "a Mac program",
    b"\xce\xfa\xed\xfe": "a Mac program",
    b"\xca\xfe\xba\xbe": "a Java or Mac program",
    b"\x00asm": "a WebAssembly program",
    b"L\x00\x00\x00\x01\x14\x02\x00": "a Windows shortcut",
    b"bplist00": "a binary property list of a Mac",
    b"\x00\x00\x00\x01Bud1": "the view settings of a Mac folder",
}

_LATER: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "MP4 audio or video, or an HEIC picture"),
    (4, b"moov", "QuickTime video"),
    (4, b"Standard Jet DB", "an Access database"),
    (8, b"WAVE", "WAV audio"),
    (8, b"AVI ", "AVI video"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"AIFF", "AIFF audio"),
    (60, b"BOOKMOBI", "a Kindle book"),
    (257, b"ustar", "a tar archive"),
)
"""Signatures that stand further on: their place, themselves, and what has them."""

_STARTS = tuple(_SIGNATURES)
_FIRST = frozenset(start[:1] for start in _STARTS)


def kind_of(raw: bytes) -> str | None:
    """What a file is, with its article (`a PDF`), if it begins as something does that is no text."""
    if raw[:1] in _FIRST and raw.startswith(_STARTS):
        return next(kind for start, kind in _SIGNATURES.items() if raw.startswith(start))
    if 0 in raw[:300]:  # all of these have zeros among their first bytes; texts almost never do
        return next((kind for place, mark, kind in _LATER if raw.startswith(mark, place)), None)
    return None
