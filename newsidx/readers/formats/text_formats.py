"""The formats of plain text, with a quick look that spares most texts a closer one by most formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsidx.readers.formats.format import TextFormat

_LOOKED_AT = 200
"""Characters at the beginning of a text among which the first that is no blank stands."""


class TextFormats(dict[str, TextFormat]):
    """Formats of plain text by their names, in the order in which they are tried."""

    def __init__(self, formats: Iterable[TextFormat] = ()) -> None:
        super().__init__({known.name: known for known in formats})
        self._prepare()

    def __setitem__(self, name: str, known: TextFormat) -> None:
        super().__setitem__(name, known)
        self._prepare()

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._prepare()

    def for_text(self, text: str) -> Iterator[TextFormat]:
        """The formats that a text may be in, by how it begins and what is in it."""
        begins = text[:_LOOKED_AT].lstrip()
        for start, formats in self._sure.items():
            if begins.startswith(start):
                yield from formats
        if begins.startswith(self._starts) or self._has_mark(text):
            for known in self.values():
                begins_so = not known.starts or begins.startswith(known.starts)
                if begins_so and (not known.marks or any(mark in text for mark in known.marks)):
                    yield known
        else:
            yield from self._without_look

    def _has_mark(self, text: str) -> bool:
        for mark in self._marks:  # noqa: SIM110 - any(…) takes several times as long
            if mark in text:
                return True
        return False

    def _prepare(self) -> None:
        """Note what any of the formats asks for, since most texts have nothing of it."""
        self._marks = tuple(mark for known in self.values() for mark in known.marks)
        sure_starts = {start for known in self.values() for start in known.sure_starts}
        self._sure = {
            start: tuple(known for known in self.values() if start in known.sure_starts) for start in sure_starts
        }
        self._starts = tuple(start for known in self.values() for start in known.starts)
        self._without_look = tuple(known for known in self.values() if not (known.marks or known.starts))
