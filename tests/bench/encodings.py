"""How often the encoding of a text is guessed right: texts in UTF-8 are cut, encoded otherwise, and read again.

    python -m tests.bench.encodings FOLDER

FOLDER has a folder for each language, named by its code, with text files of that language in UTF-8.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsidx.readers.decode import NotText, clean, decode

_SIZES = (300, 1000, 4000)
_MOST_PIECES = 40

_ENCODINGS = {
    "ja": "cp932 euc_jp iso2022_jp",
    "ko": "cp949",
    "zh_cn": "gb18030",
    "zh_tw": "big5hkscs",
    "pl cs hu sk sl hr ro": "cp1250 iso8859_2",
    "ru bg uk sr mk be": "cp1251",
    "ru": "koi8_r cp866 iso8859_5 mac_cyrillic",
    "uk": "koi8_u",
    "el": "cp1253 iso8859_7",
    "tr": "cp1254",
    "he": "cp1255",
    "ar": "cp1256 iso8859_6",
    "fa ur": "cp1256",
    "lt et": "cp1257",
    "th": "cp874",
    "vi": "cp1258",
    "fr de es pt it da no sv fi is nl ca sq": "cp1252",
    "fr de es pt it da sv": "mac_roman cp850",
}


def pieces(folder: Path, size: int, encoding: str) -> Iterator[bytes]:
    """Pieces of about `size` bytes of the texts of a folder, in an encoding, with at least one byte above ASCII."""
    count = 0
    for path in sorted(folder.iterdir()):
        raw = _with_cedillas(clean(path.read_text("utf-8"))).encode(encoding, "ignore")
        text = raw.decode(encoding)
        step = max(1, round(size * len(text) / max(1, len(raw))))
        for start in range(0, len(text) - step + 1, step):
            piece = text[start : start + step].encode(encoding)
            if not text[start : start + step].isascii() and count < _MOST_PIECES:
                count += 1
                yield piece


def _with_cedillas(text: str) -> str:
    """Romanian as it was written before there were encodings with its commas."""
    return text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))


def main() -> None:
    """Print a line for each encoding and language, and what the wrong ones were taken for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", help="a language")
    arguments = parser.parse_args()
    print(f"{'encoding':<14}{'':<6}" + "".join(f"{size:>7}" for size in _SIZES) + "  wrong")
    for languages, encodings in _ENCODINGS.items():
        for language in languages.split():
            folder = arguments.folder / language
            if not folder.exists() or arguments.only not in (None, language):
                continue
            for encoding in encodings.split():
                _print_line(folder, encoding)


def _print_line(folder: Path, encoding: str) -> None:
    shares: list[str] = []
    wrong: Counter[str] = Counter()
    began, total = time.perf_counter(), 0
    for size in _SIZES:
        right = count = 0
        for piece in pieces(folder, size, encoding):
            count += 1
            try:
                text, guessed = decode(piece)
            except NotText:
                text, guessed = "", "not text"
            if text == clean(piece.decode(encoding)):
                right += 1
            else:
                wrong[guessed] += 1
        total += count
        shares.append(f"{right / count:>7.0%}" if count else f"{'-':>7}")
    milliseconds = 1000 * (time.perf_counter() - began) / max(1, total)
    mistakes = ", ".join(f"{name} {count}" for name, count in wrong.most_common(4))
    print(f"{encoding:<14}{folder.name:<6}{''.join(shares)}  {milliseconds:.1f} ms  {mistakes}")


if __name__ == "__main__":
    main()
