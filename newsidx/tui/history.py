"""What was seen, to go back and forward through, as in a web browser."""

from __future__ import annotations

from typing import NamedTuple

from newsidx.tui.reader import Question


class Seen(NamedTuple):
    """A question, and the id of the article that was chosen in its answer."""

    question: Question
    article_id: int | None = None


class History:
    """Questions in the order in which they were asked, and which of them is on the screen."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._place = -1

    @property
    def now(self) -> Seen | None:
        """What is on the screen."""
        return self._seen[self._place] if self._seen else None

    def visit(self, seen: Seen) -> None:
        """Go to a question, instead of what was further on. The same question again only chooses another article."""
        if self.now and self.now.question == seen.question:
            self._seen[self._place] = seen
            return
        del self._seen[self._place + 1 :]
        self._seen.append(seen)
        self._place = len(self._seen) - 1

    def step(self, step: int) -> Seen | None:
        """Go back (-1) or forward (1). None if there is nothing further that way."""
        if not 0 <= self._place + step < len(self._seen):
            return None
        self._place += step
        return self.now
