"""AsciiDoc's header: `= Title`, a line of authors, a line with the revision's date, and attributes (`:date: …`)."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields

_TITLE = re.compile(r"\s*=[ \t]+(\S[^\n]*)\n")
_LINE = re.compile(r"[^\n]+(?:\n|\Z)")
_ATTRIBUTE = re.compile(r":!?([\w-]{1,60})!?:(?:[ \t]+(.*))?")
_NAME = r"@?[^\W\d_a-z][\w.'’-]*(?:[ \t]+(?:[^\W\d_a-z][\w.'’-]*|de|da|del|di|van|von|der|den|la|le)){0,4}"
_AUTHOR = re.compile(rf"({_NAME})(?:[ \t]+<[^<>\s]{{1,200}}>)?")
_REVISION = re.compile(r"(?:v?[\d.]{1,20},[ \t]*)?([^:]{6,40})(?::.*)?")
_SITE = re.compile(r"^(?:awestruct|page|jbake|article|hp)[-_]", re.IGNORECASE)
_MOST_LINES = 200
_MOST_AUTHORS = 20


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with a title that has authors or attributes on the lines below it."""
    top = _TITLE.match(text)
    if top is None or top[1].rstrip().endswith("="):  # `= Title =` is a wiki's
        return ()
    pairs: list[tuple[str, str]] = []
    end = top.end()
    for _ in range(_MOST_LINES):
        line = _LINE.match(text, end)
        if line is None:
            break
        written = line[0].strip()
        if written == "---" and pairs:  # where a site's own header ends that stands within AsciiDoc's
            end = line.end()
            break
        found = () if written.startswith("//") else _pairs(written, pairs, dates)
        if found is None:
            break
        pairs.extend(found)
        end = line.end()
    if not pairs:
        return ()
    draft = Draft(text[end:])
    take_fields(draft, [*pairs, ("title", top[1].strip().strip('"'))], dates, "header")
    return (draft,)


def _pairs(line: str, above: list[tuple[str, str]], dates: DateReader) -> tuple[tuple[str, str], ...] | None:
    """What a line of the header says; None if the header has ended."""
    if attribute := _ATTRIBUTE.fullmatch(line):
        return ((_SITE.sub("", attribute[1]), attribute[2] or ""),)
    keys = [key for key, _ in above]
    if not keys and (names := _authors(line)):
        return (("author", names),)
    if keys in ([], ["author"]) and (revision := _REVISION.fullmatch(line)) and dates.whole(revision[1]):
        return (("revdate", revision[1].strip()),)
    return None


def _authors(line: str) -> str | None:
    """The names in a line such as `Ann Lee <ann@example.org>; Bob Ray`."""
    names = [_AUTHOR.fullmatch(part.strip()) for part in line.split(";", _MOST_AUTHORS)]
    return ", ".join(name[1] for name in names if name) if all(names) else None


def take_header_below(draft: Draft, dates: DateReader) -> None:
    """Take AsciiDoc's header at the top of a draft's text, below the front matter that the draft comes from."""
    for below in read(draft.text, dates):
        draft.text = below.text
        if draft.date is None:
            draft.date, draft.published, draft.date_from = below.date, below.published, below.date_from
        if draft.title is None:
            draft.title, draft.title_from = below.title, below.title_from
        draft.fields = below.fields | draft.fields
        draft.meta = below.meta | draft.meta
