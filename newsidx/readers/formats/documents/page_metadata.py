"""What a web page says of itself: when its article was published, its title, author, site, section, language, URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newsidx.readers.formats.documents.json_ld import articles_and_pages, text_in

_NAMES = {
    "published": "article:published_time og:article:published_time og:published_time og:pubdate article:published"
    " bt:pubdate datepublished publishdate publish-date publish_date publication_date publication-date"
    " publicationdate published-date published_date article_date_original article.published"
    " original-publish-date originalpublicationdate pubdate pub_date pub-date rnews:datepublished dc.date.issued"
    " dcterms.issued dc.issued dcterms.created dc.date.created sailthru.date parsely-pub-date parsely-page"
    " cxenseparse:recs:publishtime cxenseparse:pbi-pubdate citation_publication_date citation_date"
    " citation_online_date ptime displaydate display_date timestamp prism.publicationdate doc_date"
    " article:post_date postdate created datecreated release_date last-published",
    "dated": "date dc.date dcterms.date article:date article-date article_date og:date issued",
    "modified": "article:modified_time og:modified_time og:updated_time datemodified dcterms.modified dc.date.modified"
    " lastmod last-modified article:modified revision_date",
    "title": "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title title",
    "byline": "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl citation_author",
    "source": "og:site_name dc.publisher dcterms.publisher citation_journal_title application-name publisher",
    "section": "article:section parsely-section section dc.subject",
    "language": "content-language og:locale dc.language dcterms.language",
    "kept": "description keywords news_keywords",
}
_TAGS = {what: names.split() for what, names in _NAMES.items()}
"""The names of meta tags for each thing that they say, the best first.

`dated` is a date that on most pages is when the article was published, and `kept` what is worth keeping with it.
"""

_CREATED_AT = re.compile(
    r"(?:^|[\s_-])(?:published|entry-date|post-?date|pub-?date|publish-?date|date-?published|article-?date|dateline"
    r"|posted-on|publication-?date)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget|recent|recommend|popular|footer|teaser|promo|more-|trending|latest", re.IGNORECASE
)
_MOST_ELEMENTS = 2000
"""Elements of one kind that are looked at."""

_LONGEST_DATE = 80
_SHORTEST_HEADLINE = 10
_SECTIONS = re.compile(r"\s*(?:--|[|»·_：]|\s[–—-]\s)")
"""What stands between a headline and the names of sections and site behind it."""


@dataclass
class PageMetadata:
    """What a page says of itself. `published` and `modified` are dates as the page writes them, the best first."""

    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    title: str | None = None
    headings: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def metadata_of(tree: Any) -> PageMetadata:
    """What the tree of a page (of lxml) says of it."""
    tags = _tags(tree)
    articles, pages = articles_and_pages(_scripts(tree))
    if len({article.get("datePublished") for article in articles}) > 1:  # which of them is the page's?
        articles = [article for article in articles if text_in(article.get("headline")) in _headlines(tree, tags)]
    about = PageMetadata()
    about.published += _values(articles, "datePublished", "dateCreated")
    about.published += _first(tags, "published")
    about.published += _marked_as_published(tree)
    about.published += _values(pages, "datePublished")
    about.published += _first(tags, "dated")
    about.published += _beside_headline(tree)
    about.modified = _values(articles, "dateModified") + _first(tags, "modified") + _values(pages, "dateModified")
    about.headings = [text for element in _some(tree, "h1") if (text := _text(element))]
    _fill(about, tree, tags, articles)
    about.meta = {name: tags[name][0] for name in _TAGS["kept"] if name in tags}
    if about.modified:
        about.meta["modified"] = about.modified[0]
    return about


def _fill(about: PageMetadata, tree: Any, tags: dict[str, list[str]], articles: list[dict[str, Any]]) -> None:
    """The title and the fields, each from the first place that has it."""
    titles = [*_texts(articles, "headline", "name"), *_first(tags, "title")]
    site = next(iter([*_first(tags, "source"), *_texts(articles, "publisher")]), None)
    about.title = next((_without_site(title, site) for title in titles), None) or _title(tree, about.headings, site)
    about.title = next((heading for heading in about.headings if _is_beginning(heading, about.title)), about.title)
    authors = [*_texts(articles, "author", "creator"), *_first(tags, "byline")]
    canonical = [link.get("href") for link in _some(tree, "link") if "canonical" in (link.get("rel") or "").split()]
    pairs = {
        "byline": next(filter(_is_name, authors), None),
        "source": site,
        "section": next(iter([*_texts(articles, "articleSection"), *_first(tags, "section")]), None),
        "language": next(iter([*_language(tree), *_texts(articles, "inLanguage"), *_first(tags, "language")]), None),
        "url": next(iter([*_absolute(canonical), *_absolute(tags.get("og:url", ()))]), None),
    }
    about.fields = {name: value for name, value in pairs.items() if value}


def _tags(tree: Any) -> dict[str, list[str]]:
    """The contents of the page's meta tags by their names, in lower case."""
    tags: dict[str, list[str]] = {}
    for tag in _some(tree, "meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        content = (tag.get("content") or tag.get("value") or "").strip()
        if name and content:
            tags.setdefault(name.strip().lower(), []).append(content)
    return tags


def _scripts(tree: Any) -> Iterator[str]:
    return (element.text or "" for element in _some(tree, "script") if "ld+json" in (element.get("type") or ""))


def _marked_as_published(tree: Any) -> list[str]:
    """Dates in the page that are marked as its article's: `itemprop=datePublished`, `time pubdate`, hEntry's class.

    None if they are several: then the page has several articles, or shows others beside its own.
    """
    dates: list[str] = []
    for element in (*_some(tree, "time"), *_some(tree, "abbr"), *_some(tree, "span")):
        prop, kind = element.get("itemprop") or "", element.get("class") or ""
        is_published = "datepublished" in prop.lower() or element.get("pubdate") is not None
        if is_published or (element.tag != "span" and _CREATED_AT.search(kind) and not _UPDATED.search(kind)):
            dates += _written(element) if not _is_elsewhere(element) else []
    return _only(dates)


def _beside_headline(tree: Any) -> list[str]:
    """The date of the one `time`, or the one date beside the headline, in the smallest part of the page with both."""
    headline = next(iter(_some(tree, "h1")), None)
    part = headline.getparent() if headline is not None else None
    for _ in range(4):
        if part is None or part.tag in ("body", "html", "main"):
            break
        if dates := [
            date for element in _some(part, "time") if not _is_elsewhere(element) for date in _written(element)
        ]:
            return _only(dates)
        part = part.getparent()
    return []


def _written(element: Any) -> list[str]:
    """The date of an element, for programs or as it is shown."""
    for text in (element.get("datetime"), element.get("content"), element.get("title"), _text(element)):
        if text and len(text) <= _LONGEST_DATE and any(map(str.isdigit, text)):
            return [text.strip()]
    return []


def _only(dates: list[str]) -> list[str]:
    return dates[:1] if len({date[:10] for date in dates}) == 1 else []


def _is_elsewhere(element: Any) -> bool:
    """Whether an element stands in the comments, a teaser of another article, or the like."""
    for _, ancestor in zip(range(20), element.iterancestors(), strict=False):
        if ancestor.tag in ("aside", "footer", "nav", "li"):
            return True
        if ancestor.tag in ("body", "html"):
            return False
        if _ELSEWHERE.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"):
            return True
    return False


def _headlines(tree: Any, tags: dict[str, list[str]]) -> list[str | None]:
    return [*_first(tags, "title"), *(_text(element) for element in _some(tree, "h1"))]


def _title(tree: Any, headings: list[str], site: str | None) -> str | None:
    """The only heading of the first rank, or else the page's title without the site's name."""
    element = next(iter(_some(tree, "title")), None)
    title = _text(element) if element is not None else ""
    for heading in headings:
        if len(headings) == 1 or title.startswith(heading):
            return heading
    return _without_site(title, site) or None


def _is_name(author: str) -> bool:
    """Whether an author is named, and not numbered or given by an address."""
    return "://" not in author and not author.startswith("@") and any(map(str.isalpha, author))


def _is_beginning(heading: str, title: str | None) -> bool:
    """Whether a title is a heading of the page with the names of its sections behind it."""
    is_long = len(heading) >= _SHORTEST_HEADLINE
    return (
        is_long and title is not None and title.startswith(heading) and _SECTIONS.match(title, len(heading)) is not None
    )


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of the site that some pages add: `Talks go on | The Herald`."""
    name = re.escape(site.strip()) if site else r"(?!)"
    return re.sub(rf"\s*[|:»·–—-]+\s*{name}\s*$", "", title, flags=re.IGNORECASE).strip() or title


def _language(tree: Any) -> list[str]:
    root = tree.getroottree().getroot()
    return [tag for tag in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")) if tag]


def _absolute(urls: Iterable[str | None]) -> list[str]:
    return [url.strip() for url in urls if url and url.strip().startswith(("http://", "https://"))]


def _first(tags: dict[str, list[str]], what: str) -> list[str]:
    """What the tags that say something of a kind say, the best first."""
    return [tags[name][0] for name in _TAGS[what] if name in tags]


def _values(nodes: list[dict[str, Any]], *keys: str) -> list[str]:
    return [value for key in keys for node in nodes if isinstance(value := node.get(key), str) and value.strip()]


def _texts(nodes: list[dict[str, Any]], *keys: str) -> list[str]:
    return [text for key in keys for node in nodes if (text := text_in(node.get(key)))]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _some(tree: Any, tag: str) -> list[Any]:
    """The first elements of a kind."""
    return [element for element, _ in zip(tree.iter(tag), range(_MOST_ELEMENTS), strict=False)]
