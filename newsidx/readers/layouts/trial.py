"""What a layout would read from a file, before anything is ingested: its articles, and what each pattern matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import NamedTuple

from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.readers.decode import decode
from newsidx.readers.finish import finish
from newsidx.readers.layouts.layout import Layout
from newsidx.readers.layouts.reading import read_text
from newsidx.readers.problem import CannotRead
from newsidx.readers.source import Document


class Trial(NamedTuple):
    """What a layout found in a file.

    `matched` says of each key of the layout how many lines it matched, 0 included. `unused` are the lines that are in
    no article because they stand above the first one, or above where its text begins. `strange_dates` are dates that
    could not be read. `otherwise` is why an ingest would not use the layout for the file, if it would not; there are no
    articles then.
    """

    path: str
    articles: tuple[Article, ...]
    matched: Mapping[str, int]
    unused: Sequence[str] = ()
    strange_dates: Sequence[str] = ()
    otherwise: str | None = None


def try_layout(layout: Layout, path: str, raw: bytes, dates: DateReader) -> Trial:
    """Read the bytes of a file by a layout, as an ingest would."""
    keys = [key for key in ("begins", "separator", "date", "title", "body", "drop") if getattr(layout, key)]
    nothing = dict.fromkeys([*keys, *layout.fields], 0)
    if not layout.is_for(path):
        return Trial(path, (), nothing, otherwise="no glob in “files” matches it")
    try:
        text, _ = decode(raw, layout.encoding)
    except CannotRead as error:
        return Trial(path, (), nothing, otherwise=error.problem.message)
    result = read_text(text, layout, dates)
    if not result.drafts:
        return Trial(path, (), nothing, strange_dates=result.strange_dates, otherwise="no pattern matches")
    document = Document(path, partial(BytesIO, raw))
    finished = [finish(draft, document, dates) for draft in result.drafts]
    articles = tuple(article for article in finished if isinstance(article, Article))
    return Trial(path, articles, {key: result.matched[key] for key in nothing}, result.unused, result.strange_dates)
