"""An article as a newspaper sets it, and what belongs to it: files, citations, near-duplicates, related articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from newsidx.analysis.differences import Change, differences
from newsidx.analysis.near_duplicates import SHARE
from newsidx.analysis.related import Related, related
from newsidx.errors import TooSlow
from newsidx.formats.described import doubt_of_date, how_dated, other_metadata
from newsidx.formats.registry import output_format
from newsidx.formats.styles.reference import Reference
from newsidx.languages import code_of
from newsidx.query.narrowing import with_value
from newsidx.search.answer import answer, highlighted
from newsidx.text.paragraphs import paragraphs
from newsidx.web.annotating import Typed, annotating
from newsidx.web.asked import Asked, article_named, asked_of, number
from newsidx.web.feeds import FEEDS
from newsidx.web.pages import page
from newsidx.web.refusals import status_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newsidx.archive.contract import Archive
    from newsidx.article import Article
    from newsidx.query import Query

_LETTERS = 200_000
"""About as many letters of a text as are on one page: a book would keep a browser busy for seconds."""

_LAST_HIT = 10_000_000
_RELATED = 6
_SECONDS = 0.5
"""How long related articles may be looked for while the page is made; the page of its own has all the time."""

_GUIDES = {"apa": "APA", "chicago": "Chicago", "mla": "MLA"}
_PROGRAMS = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}
_WEB_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


class Duplicate(NamedTuple):
    """A near-duplicate, and the share of the shorter one's text that both have."""

    article: Article
    share: float


def article(request: Request) -> Response:
    """An article, with the matches of the question marked through which it was found."""
    return article_as_typed(request, None)


def article_as_typed(request: Request, typed: Typed | None) -> Response:
    """An article, with what a reader typed about it that could not be saved."""
    asked = asked_of(request.query_params)
    place = number(request.query_params, "n", 0, _LAST_HIT)
    part = number(request.query_params, "part", 1, _LAST_HIT)
    query = asked.query
    with request.app.state.site.reading() as archive:
        found = article_named(archive, request.path_params["ref"])
        (shown,) = highlighted(archive, query, [found])
        parts = _parts(shown.body)
        beside = dict(_neighbours(archive, query, asked, place)) if place else {}
        duplicates = _duplicates(archive, found)
        context = {
            "asked": asked,
            "article": shown,
            "title": found.title,
            "language": code_of(found.language) if found.language else None,
            "paragraphs": list(paragraphs(parts[min(part, len(parts)) - 1])),
            "part": min(part, len(parts)),
            "parts": len(parts),
            "how_dated": how_dated(found),
            "doubt": doubt_of_date(found),
            "metadata": list(other_metadata(found)),
            "tags": [(tag, Asked(q=with_value("", "tag", tag)).address()) for tag in found.tags],
            "link": found.url if found.url and _WEB_ADDRESS.fullmatch(found.url) else None,
            "files": archive.files_of(found.id),
            "with_files": request.app.state.site.with_files,
            "references": [(name, _reference(form, found)) for form, name in _GUIDES.items()],
            "citations": [(name, _citation(form, found)) for form, name in _PROGRAMS.items()],
            "duplicates": duplicates,
            "related": _related(archive, found, {each.article.id for each in duplicates}),
            "number": place,
            "before": beside.get(place - 1),
            "after": beside.get(place + 1),
            "formats": FEEDS,
            "annotating": annotating(request, archive, found, typed) if request.app.state.site.with_changes else None,
        }
        return page(request, "article.html", status=status_of(typed.error) if typed else 200, **context)


def related_articles(request: Request) -> Response:
    """The articles most similar to one, on a page of their own."""
    with request.app.state.site.reading() as archive:
        found = article_named(archive, request.path_params["ref"])
        return page(request, "related.html", asked=Asked(), article=found, related=related(archive, found, limit=30))


def compare(request: Request) -> Response:
    """Two articles, and what differs between them, word by word."""
    with request.app.state.site.reading() as archive:
        old, new = (article_named(archive, request.path_params[name]) for name in ("ref", "other"))
        passages = [(change.name.lower(), text) for change, text in differences(_text(old), _text(new))]
        is_same = all(change == Change.COMMON.name.lower() for change, _ in passages)
        return page(request, "compare.html", asked=Asked(), old=old, new=new, passages=passages, is_same=is_same)


def _text(found: Article) -> str:
    return f"{found.title}\n{found.body}"


def _neighbours(archive: Archive, query: Query, asked: Asked, place: int) -> Iterator[tuple[int, Article]]:
    """The articles before and after the one with a place in the answer, each with its own place."""
    offset = max(0, place - 2)
    request = asked.request(query, place + 1 - offset, with_snippets=False)._replace(offset=offset)
    for other, hit in enumerate(answer(archive, request).hits, offset + 1):
        if other != place:
            yield other, hit.article


def _parts(body: str) -> list[str]:
    """A text in parts that a browser shows at once, cut at the end of a line or a word if there is one near."""
    parts = []
    start = 0
    while len(body) - start > _LETTERS:
        end = start + _LETTERS
        nearest = max(body.rfind("\n\n", start + _LETTERS // 2, end), body.rfind(" ", end - 1000, end))
        end = nearest if nearest > 0 else end
        parts.append(body[start:end])
        start = end
    return [*parts, body[start:]]


def _reference(form: str, found: Article) -> Reference:
    """The reference in the style of a guide, whose titles are in italics."""
    reference: Reference = import_module(f"newsidx.formats.styles.{form}").reference(found)
    return reference


def _citation(form: str, found: Article) -> str:
    return "\n".join(output_format(form).articles([found])).strip()


def _duplicates(archive: Archive, found: Article) -> list[Duplicate]:
    shares = {
        pair.earlier if pair.article == found.id else pair.article: pair.share
        for pair in archive.pairs(SHARE, found.id)
    }
    return [Duplicate(each, shares[each.id]) for each in archive.articles(sorted(shares))]


def _related(archive: Archive, found: Article, left_out: Collection[int]) -> Sequence[Related] | None:
    """The articles most similar to one, without its near-duplicates; None if looking for them takes too long."""
    try:
        with archive.time_limit(_SECONDS):
            similar = related(archive, found, limit=_RELATED + len(left_out))
    except TooSlow:
        return None
    return [each for each in similar if each.article.id not in left_out][:_RELATED]
