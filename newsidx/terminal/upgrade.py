"""An index that an earlier newsidx made: how a command says so, and the progress of making it anew, on stderr."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsidx.terminal.messages import note
from newsidx.terminal.progress import progress_bars
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

_DELAY = 0.5
"""Seconds before the bar is drawn."""

_ARTICLES_PER_SECOND = 15_000


def outdated(articles: int) -> str:
    """What a search of an archive with such an index says about it."""
    return (
        "Note: an earlier newsidx made this archive's index. In it =word, word*, by: and source: are slow, words are "
        f"found in their English forms only, and similar spellings are not found. {whole('newsidx optimize')} makes "
        f"the index anew, in {_how_long(articles)}."
    )


@contextlib.contextmanager
def progress(*, is_repair: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to call with how many articles are in the new index, and of how many.

    On a terminal it draws a bar; elsewhere it says once what is being done and why, unless that is a repair.
    """
    start = time.monotonic()
    bars: Bars | None = None
    total = 0

    with contextlib.ExitStack() as stack:

        def draw(done: int, articles: int) -> None:
            nonlocal bars, total
            if not total and not sys.stderr.isatty() and not is_repair:
                note(_why(articles))
            total = articles
            if bars is None and sys.stderr.isatty() and time.monotonic() - start > _DELAY:
                if not is_repair:
                    note(_why(articles))
                bars = stack.enter_context(progress_bars("Making the index anew:", articles))
            if bars:
                _show(bars, done, articles)

        try:
            yield draw
        except KeyboardInterrupt:
            stack.close()
            if total and not is_repair:
                note(
                    "Interrupted. The archive is as it was, and can be searched. The same command again, or "
                    f"{whole('newsidx optimize')}, makes its index anew."
                )
            raise


def _why(articles: int) -> str:
    return (
        f"An earlier newsidx made this archive's index. Making it anew from its {plural(articles, 'article')} takes "
        f"{_how_long(articles)}, and can be interrupted …"
    )


def _how_long(articles: int) -> str:
    """About how long it takes to make an index."""
    seconds = articles / _ARTICLES_PER_SECOND
    if seconds < 2:
        return "a second or two"
    return f"about {plural(round(seconds), 'second')}" if seconds < 90 else f"about {round(seconds / 60)} minutes"


def _show(bars: Bars, done: int, articles: int) -> None:
    (task,) = bars.task_ids
    counts = f"{done:,} of {articles:,} articles"
    if done == articles:
        counts += ", collecting word forms"
    bars.update(task, completed=done, counts=counts, refresh=True)
