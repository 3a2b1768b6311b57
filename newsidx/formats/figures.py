"""Figures as rows with named columns, which a format then writes: `output_format("csv").rows(*related(found))`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsidx.article import Article

if TYPE_CHECKING:
    from newsidx.analysis.keywords import Keywords
    from newsidx.analysis.related import Related
    from newsidx.archive.records import Change, ListedFile, Problem, RemovedArticle
    from newsidx.article import Facet
    from newsidx.search.answer import Hit

ClusterArticles = Sequence[tuple[Article, float]]
"""Near-duplicates that belong together, each with the share of its text that an earlier one has too."""


class Figures(NamedTuple):
    """Rows and the names of their columns. The names are a promise to programs: they do not change."""

    fields: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


def periods(counts: Iterable[tuple[str, int]]) -> Figures:
    """Periods, each with its number of articles."""
    return Figures(("period", "articles"), counts)


def changes(kept: Iterable[Change]) -> Figures:
    """Changes that can be taken back. Times are UTC."""
    return Figures(
        ("id", "made", "kind", "subject", "articles"),
        ((change.id, change.made, change.kind, change.subject, change.articles) for change in kept),
    )


def facets(field: Facet, values: Iterable[tuple[str, int]], of: int) -> Figures:
    """The values of a field, each with its number of articles and their share, 0 to 1, of all `of` that match."""
    return Figures(
        (field, "articles", "share"), ((value, articles, round(articles / of, 4)) for value, articles in values)
    )


def related(articles: Iterable[Related]) -> Figures:
    """Articles like another one, each with the words that both have."""
    return Figures(
        ("ref", "date", "title", "source", "in_common"),
        ((*_described(like.article), ", ".join(like.words)) for like in articles),
    )


def concordance(hits: Iterable[Hit]) -> Figures:
    """Every match of an answer in its context, with its place in the `column` of the article: letters before it."""
    return Figures(
        ("ref", "date", "left", "match", "right", "column", "position"),
        (
            (hit.article.ref, _date(hit.article), line.left, line.match, line.right, line.column, line.position)
            for hit in hits
            for line in hit.concordance
        ),
    )


def keywords(comparison: Keywords) -> Figures:
    """Keywords, each with how many of the articles and of all others have it, and its log-likelihood ratio."""
    return Figures(
        ("word", "articles", "of", "elsewhere", "of_elsewhere", "log_likelihood"),
        (
            (word.word, word.articles, comparison.articles, word.elsewhere, comparison.elsewhere, word.score)
            for word in comparison.words
        ),
    )


def near_duplicates(clusters: Iterable[ClusterArticles], first: int = 1) -> Figures:
    """The articles of clusters, which are numbered from `first` on, each with the share it has in common."""
    return Figures(
        ("story", "share", "ref", "date", "title", "source"),
        (
            (number, share, *_described(article))
            for number, cluster in enumerate(clusters, first)
            for article, share in cluster
        ),
    )


def problems(files: Iterable[Problem]) -> Figures:
    """Files with a problem, each with the reason, the kind of problem, and how many articles it gave all the same."""
    return Figures(
        ("path", "problem", "seen", "kind", "articles"),
        ((file.path, file.problem, file.seen, file.kind, file.articles) for file in files),
    )


def files(listed: Iterable[ListedFile]) -> Figures:
    """The files of an archive, each with its number of articles and how it was read."""
    return Figures(
        ("path", "articles", "reader", "encoding", "problem", "read", "missing_since"),
        (tuple("" if value is None else value for value in file) for file in listed),
    )


def removed(articles: Iterable[RemovedArticle]) -> Figures:
    """Removed articles that an ingest skips, and the files that hold them."""
    return Figures(
        ("ref", "title", "path", "removed"),
        ((article.ref, article.title, article.path, article.removed) for article in articles),
    )


def _described(article: Article) -> tuple[str, str, str, str]:
    """ref, date, title and source."""
    return article.ref, _date(article), article.title, article.source or ""


def _date(article: Article) -> str:
    return article.date.isoformat() if article.date else "undated"


def read_articles(files: Iterable[tuple[str, Sequence[Article]]]) -> Figures:
    """The articles that were read from files and are in no archive; `part` counts those of a file."""
    fields = (
        *("path", "part", "date", "published", "title", "byline", "source", "section", "place", "url", "language"),
        *("date_from", "title_from", "body"),
    )
    rows = (
        (path, part, article.date.isoformat() if article.date else "", *(getattr(article, name) for name in fields[3:]))
        for path, articles in files
        for part, article in enumerate(articles)
    )
    return Figures(fields, (tuple("" if value is None else value for value in row) for row in rows))
