"""What is said about an answer beside its hits: how many there are, of which kinds, and why there are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsidx.search.request import Match, Matched
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.search.answer import Answer
    from newsidx.search.spelling import Suggestion

_WITH = {
    Matched.FULL: "all the words",
    Matched.PARTIAL: "some of the words",
    Matched.ANY: "any of the words",
    Matched.SIMILAR: "words of similar spelling",
    Matched.ONE_OFF: "a word one letter off",
    Matched.TWO_OFF: "a word two letters off",
}

_LONGEST_QUERY = 200
"""Letters of a query that are repeated: the query may be a whole article, pasted."""


def articles(number: int) -> str:
    """`1 article`, `1,204 articles`, `no article`."""
    return plural(number, "article") if number else "no article"


def there_are(number: int) -> str:
    """`there is 1 article`, `there are 1,204 articles`."""
    return f"there {'is' if number == 1 else 'are'} {plural(number, 'article')}"


def place(answer: Answer) -> str:
    """Which part of the whole answer its hits are: `1–20 of 1,204 articles; --page 2 shows more`."""
    shown, total = answer.shown.total(), answer.total
    limit, offset = answer.request.limit, answer.request.offset
    kinds = _kinds(answer)
    if limit is None and shown < total:
        return f"{shown:,} of {total:,} articles{kinds}; {whole(f'-n {total}')} shows them all"
    if limit is None or total <= shown:
        return f"{articles(total)}{kinds}"
    last = f"–{offset + shown:,}" if shown > 1 else ""
    more = f"; {whole(f'--page {offset // limit + 2}')} shows more" if offset + shown < total else ""
    return f"{offset + 1:,}{last} of {total:,} articles{kinds}{more}"


def _kinds(answer: Answer) -> str:
    if answer.is_grouped:
        return ", without near-duplicates"
    if len(answer.parts) < 2 or answer.parts[0].count == answer.total:
        return ""
    kinds = [(part.matched, part.count) for part in answer.parts if part.count]
    return f" ({', '.join(f'{count:,} {_with(matched, place)}' for place, (matched, count) in enumerate(kinds))})"


def kinds_of_matches(answer: Answer) -> str:
    """A note for formats that do not tell full matches from others; empty if all hits are full matches."""
    if len(answer.shown) < 2 and answer.shown.keys() <= {Matched.BY_DATE, Matched.FULL, Matched.ANY}:
        return ""
    kinds = [
        f"{count:,} {_with(matched, place)}" if place else f"{articles(count)} {_with(matched, place)}"
        for place, (matched, count) in enumerate(answer.shown.items())
    ]
    return f"Note: {', '.join(kinds)}."


def _with(matched: Matched, place: int) -> str:
    """How the articles match, in a list where `place` others come before: some of *them*, if all the words do."""
    return "with some of them" if matched is Matched.PARTIAL and place else f"with {_WITH[matched]}"


def nothing_found(answer: Answer, page: int, *, with_partial: bool) -> Iterator[str]:
    """Why a page of an answer has no hits, a line at a time. `with_partial` also counts the
    partial matches, if the answer left them out by default.
    """
    query = answer.query
    if query.is_blank:
        yield f"There is no word to search for. To see articles by date: {whole('newsidx list')}"
        return
    text = one_line(query.text)
    text = text if len(text) <= _LONGEST_QUERY else f"{text[:_LONGEST_QUERY]}…"
    query_text = text + (f" {whole(f'({query.dates})')}" if not query.dates.is_everything else "")
    if answer.total:
        yield f"There is no page {page:,}: {matching(answer.total)} {query_text}."
        return
    yield f"No article {_match(answer)}: {query_text}"
    if answer.total_on_other_dates:
        yield f"{matching(answer.total_on_other_dates)} on other dates."
    if with_partial and answer.partial_matches:
        verb, them = ("has", "it") if answer.partial_matches == 1 else ("have", "them")
        yield f"{articles(answer.partial_matches)} {verb} some of the words; --any finds {them}."


def matching(number: int) -> str:
    """`1 article matches`, `130 articles match`."""
    return plural(number, "article matches", "articles match")


def _match(answer: Answer) -> str:
    if answer.request.match is Match.ANY:
        return "has any of"
    from newsidx.query.tree import All

    return "has all of" if isinstance(answer.query.tree, All) else "matches"


def replaced_words(suggestion: Suggestion) -> Iterator[str]:
    """Why other words are suggested, a line for each: `  venezula is in no article, Venezuela in 130`."""
    for word, number, other, others in suggestion.replaced:
        yield f"  {word} is in {articles(number)}, {other} in {others:,}"
