"""What tests look at in an archive of any kind."""

from __future__ import annotations

from newsidx.archive.contract import Archive
from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.sort import Sort
from tests.archive.kinds import kind_of


def assert_whole(archive: Archive) -> None:
    """The archive is as every archive must be at any time."""
    kind_of(archive).assert_whole(archive)


def articles(archive: Archive, text: str = "") -> list[Article]:
    """All articles, or those that match a query, in the order of their ids."""
    query = Query.parse(text) if text else Query()
    return archive.articles([article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)])


def refs(archive: Archive) -> list[str]:
    """The refs of all articles, in the order of their ids."""
    return [article.ref for article in articles(archive)]


def found(archive: Archive, word: str) -> list[str]:
    """The refs of the articles that have a word."""
    return [article.ref for article in articles(archive, f"={word}")]


def titles(archive: Archive) -> dict[str, str]:
    """The title of each article by its ref."""
    return {article.ref: article.title for article in articles(archive)}


def copies(archive: Archive) -> list[tuple[str, int, str]]:
    """Each place in a file, as its path and the part, and the ref of the article there."""
    return sorted(
        (file.path, file.part, article.ref) for article in articles(archive) for file in archive.files_of(article.id)
    )
