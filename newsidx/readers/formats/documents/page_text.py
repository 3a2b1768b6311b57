"""The text of the article on a web page: by trafilatura, or all of the text if the page is too large for it."""

from __future__ import annotations

import logging
import re
from typing import Any

from newsidx.readers.extras import extra
from newsidx.readers.markup import CELLS, LINE_ENDS, as_lines, flowing, text_of_html
from newsidx.readers.problem import CannotRead, Problem, ProblemKind

NO_ARTICLE = Problem(ProblemKind.NO_TEXT, "a web page without an article")

LARGEST_PAGE = 10_000_000
"""Characters of the largest page that is read, pictures in it not counted."""

_LARGEST_FOR_TRAFILATURA = 3_000_000
_MOST_ELEMENTS = 20_000
_MOST_CHILDREN = 5_000
_DEEPEST = 150
"""A page with more elements, more in one of them, or more within each other, takes trafilatura minutes. Of a thousand
pages of news sites none has half as many."""

_LEAST_OF_PARAGRAPHS = 0.6
"""The part of a page's paragraphs that its article has, at least. If a quick look finds less, a closer one follows."""

_SHORTEST_PARAGRAPH = 100
_SHORTEST_RESCUED = 300
_MOST_ELEMENTS_FOR_CARE = 5_000

_WORTH_A_SEARCH = 200_000
_PICTURE = re.compile(r"data:[\w.+/;=-]{1,100},[A-Za-z0-9+/=%]{1000,}")
_MONSTROUS_TAG = re.compile(r"<[A-Za-z](?:[^<>\s]*\s){1000,}[^<>]*>")
"""A tag with a thousand attributes: the time to parse it grows with the square of their number."""

_OF_PAGES = re.compile(
    r"<(?:!doctype|html|head|body|meta|link|title|nav|header|footer|aside|script|form|table)\b", re.I
)
"""What a page has and the text of an article alone, as a database or a program gives it out, does not have."""

_BEGINS_AS_TEXT = re.compile(r"\s*<(?:p|div|h[1-6]|hr|ul|ol|blockquote|figure|article|section|span)\b", re.I)
_TOP = 20_000

_NO_PROSE = frozenset(("a", "script", "style", "head", "noscript"))
_SHORTEST_PROSE = 60
_HIDDEN_TAGS = "script style head template noscript svg math iframe object nav form"
_HIDDEN = frozenset(_HIDDEN_TAGS.split())


def tree_of(page: str) -> Any:
    """The tree (of lxml) of a page. Raises CannotRead if it is too large, or has nothing in it."""
    lxml_html = extra("lxml.html", "html", "a web page")
    if len(page) > _WORTH_A_SEARCH:
        page = _MONSTROUS_TAG.sub("<p>", _PICTURE.sub("", page))
    if len(page) > LARGEST_PAGE:
        message = f"a web page of more than {LARGEST_PAGE / 1e6:.0f} MB, pictures not counted"
        raise CannotRead(Problem(ProblemKind.TOO_LARGE, message))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except lxml_html.etree.LxmlError:
        raise CannotRead(NO_ARTICLE) from None


def article_text(page: str, tree: Any) -> str:
    """The text of the article on a page, which has this tree, with its paragraphs; empty if there is none."""
    if _BEGINS_AS_TEXT.match(page) and not _OF_PAGES.search(page, 0, _TOP) and _has_prose(tree):
        return text_of_html(page)  # with nothing around it, trafilatura would only take something away
    if len(page) > _LARGEST_FOR_TRAFILATURA or _is_too_much(tree):
        return _whole_text(tree) or text_of_html(page)  # lxml gives up on what lies thousands of elements deep
    if not _has_prose(tree):
        return ""
    in_paragraphs, elements = _size_of_paragraphs(tree), sum(1 for _ in tree.iter())
    text = _by_trafilatura(tree, fast=True)
    if len(text) < _LEAST_OF_PARAGRAPHS * in_paragraphs and elements <= _MOST_ELEMENTS_FOR_CARE:
        careful = _by_trafilatura(tree_of(page), fast=False)
        if len(careful) > max(len(text), _SHORTEST_RESCUED):
            return careful
    return text


def _by_trafilatura(tree: Any, *, fast: bool) -> str:
    """The article on a page by trafilatura, which in its slower way compares what three algorithms find."""
    trafilatura = extra("trafilatura", "html", "a web page")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it would print what it makes of broken pages
    article = trafilatura.extract(tree, fast=fast, output_format="html", include_comments=False, with_metadata=False)
    return text_of_html(article) if article else ""


def _size_of_paragraphs(tree: Any) -> int:
    """The characters in the paragraphs of a page that are as long as those of an article."""
    sizes = (len("".join(paragraph.itertext()).strip()) for paragraph in tree.iter("p"))
    return sum(size for size in sizes if size >= _SHORTEST_PARAGRAPH)


def _has_prose(tree: Any) -> bool:
    """Whether a page has a sentence or so that is no link; trafilatura would take a list of links for an article."""
    size = linked = 0
    for event, element in extra("lxml.etree", "html", "a web page").iterwalk(tree, ("start", "end")):
        if element.tag in _NO_PROSE:
            linked += 1 if event == "start" else -1
        if not linked and (text := element.text if event == "start" else element.tail):
            size += len(text.strip())
    return size >= _SHORTEST_PROSE


def _is_too_much(tree: Any) -> bool:
    depth = 0
    for count, (event, element) in enumerate(
        extra("lxml.etree", "html", "a web page").iterwalk(tree, ("start", "end"))
    ):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST or count > 2 * _MOST_ELEMENTS or (event == "start" and len(element) > _MOST_CHILDREN):
            return True
    return False


def _whole_text(tree: Any) -> str:
    """All text of a page, but for its navigation: a blank line between paragraphs, a line for each item and row."""
    parts: list[str] = []
    hidden = 0
    for event, element in extra("lxml.etree", "html", "a web page").iterwalk(tree, ("start", "end")):
        is_start = event == "start"
        if element.tag in _HIDDEN:
            hidden += 1 if is_start else -1
        if is_start or element.tag != "br":  # one line end, although it has a beginning and an end
            parts.append(LINE_ENDS.get(element.tag, ""))
        if is_start and element.tag in CELLS:
            parts.append("\t")
        text = element.text if is_start else element.tail
        if text and not hidden:
            parts.append(flowing(text))
    return as_lines("".join(parts))
