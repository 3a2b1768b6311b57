"""Articles like another one, each with the words that both have."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType

from newsidx.analysis.related import Related
from newsidx.search.answer import Hit
from newsidx.terminal import hits


def table(articles: Sequence[Related], screen: Console) -> RenderableType:
    """A table as for hits, with the common words below each title."""
    return hits.hits([Hit(like.article, snippet=", ".join(like.words)) for like in articles], screen)
