"""What is said of a name that no article has."""

from __future__ import annotations

import datetime

from newsidx.article import FIRST_DATED_ID, PER_DAY, id_of, id_range_of, ref_of
from newsidx.errors import UnknownArticle
from newsidx.text.whole import whole


def unknown_article(name: str) -> UnknownArticle:
    """The error for an id, a range of ids or a path of which no article is known."""
    article_id = id_of(name)
    if article_id is None and id_range_of(name):
        return UnknownArticle(f"There is no article with an id in “{name}”", f"List them with: {whole('newsidx list')}")
    if article_id is None:
        return UnknownArticle(
            f"No article has the id or file “{name}”",
            f"An id looks like 20220306-1; {whole('newsidx search')} and {whole('newsidx list')} show them.",
        )
    return UnknownArticle(
        f"There is no article {ref_of(article_id)}", f"Find articles with: {whole(_list_command(article_id))}"
    )


def _list_command(article_id: int) -> str:
    """The command that lists the articles of the day in an id."""
    if article_id < FIRST_DATED_ID:
        return "newsidx list --undated"
    month, day = divmod(article_id // PER_DAY, 100)
    try:
        return f"newsidx list {datetime.date(month // 100, month % 100, day)}"
    except ValueError:
        return "newsidx list"
