"""An index that an earlier newsidx made: how a command says so, and the progress of making it anew, on stderr."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsidx.terminal.messages import note
from newsidx.terminal.progress import DELAY, Bar
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.progress import OnProgress

_ARTICLES_PER_SECOND = 15_000


def outdated(articles: int) -> str:
    """What a search of an archive with such an index says about it."""
    return (
        "Note: an earlier newsidx made this archive's index. In it =word, word*, by: and source: are slow, words are "
        f"found in their English forms only, and similar spellings are not found. {whole('newsidx optimize')} makes "
        f"the index anew, in {_how_long(articles)}."
    )


@contextlib.contextmanager
def progress() -> Iterator[OnProgress]:
    """Yield a function to call with how many articles are in the new index, and of how many. It says once what is being
    done and why, on a terminal only if that takes a while, and then shows how far it is.
    """
    start = time.monotonic()
    has_begun = is_said = False
    with Bar() as bar:
        bar.begin("Making the index anew")

        def show(done: int, articles: int) -> None:
            nonlocal has_begun, is_said
            has_begun = True
            if not is_said and (not sys.stderr.isatty() or time.monotonic() - start > DELAY):
                is_said = True
                note(_why(articles))
            if done == articles:
                bar.begin("Collecting word forms")
            bar.show(done, articles)

        try:
            yield show
        except KeyboardInterrupt:
            bar.end()
            if has_begun:
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
