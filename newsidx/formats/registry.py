"""Every output format, once. `--format`, `export` and `newsidx help formats` are made from this list.

To add a format, write a module with a `WRITERS` (see `newsidx.formats.writers`) and add a line to `FORMATS`. A module
is imported when something is written in its format, so that no command waits for the formats it does not use.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from enum import Flag, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.formats.writers import ArticleFile, Writers
    from newsidx.search.answer import Hit

Writer = TypeVar("Writer")


class Content(Flag):
    """What a format can hold."""

    HITS = auto()
    """The articles of an answer, with snippet, score and how they matched."""
    ARTICLES = auto()
    """Articles one after another, in one file or on stdout."""
    ROWS = auto()
    """Rows of figures."""
    FILES = auto()
    """Each article in a file of its own."""


HITS, ARTICLES, ROWS, FILES = Content.HITS, Content.ARTICLES, Content.ROWS, Content.FILES


class OutputFormat(NamedTuple):
    """One output format.

    `name` is what --format takes, `help` describes it in a line, `holds` says what can be written in it. A format that
    holds articles and not hits also takes hits, and writes their articles. `module` has the writers; it is None for
    what newsidx.terminal draws for a person to read. `endings` are those of the files that choose the format. `column`
    is set if the format writes only one column of rows; `is_brief` if it leaves out the snippets of hits.
    """

    name: str
    help: str
    holds: Content
    module: str | None = None
    endings: tuple[str, ...] = ()
    column: str = ""
    is_brief: bool = False

    @property
    def has_snippets(self) -> bool:
        """Whether it shows the snippets of hits, so that they have to be made."""
        return HITS in self.holds and not self.is_brief

    def hits(self, hits: Iterable[Hit]) -> Iterator[str]:
        """The lines of an answer, without their line ends, as the hits come."""
        if HITS in self.holds:
            return _required(self.writers().hits)(hits)
        return self.articles(hit.article for hit in hits)

    def articles(self, articles: Iterable[Article]) -> Iterator[str]:
        """The lines of articles, without their line ends, as the articles come."""
        return _required(self.writers().articles)(articles)

    def rows(self, fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
        """The lines of rows whose columns are `fields`, without their line ends, as the rows come."""
        return _required(self.writers().rows)(fields, rows)

    def file(self, article: Article) -> ArticleFile:
        """The file of one article."""
        return _required(self.writers().files)(article)

    def writers(self) -> Writers:
        """The format's writers, from its module."""
        if self.module is None:
            raise TypeError(f"{self.name} has no writers: newsidx.terminal draws it")
        writers: Writers = import_module(self.module).WRITERS
        return writers


def _required(writer: Writer | None) -> Writer:
    if writer is None:
        raise TypeError("this format cannot hold that")
    return writer


FORMATS = (
    OutputFormat("table", "a table for reading; the default on a terminal", HITS | ROWS),
    OutputFormat("compact", "a line an article, cut to the width of the terminal", HITS, is_brief=True),
    OutputFormat("text", "an article for reading", ARTICLES),
    OutputFormat(
        "lines",
        "a line each, its fields separated by tabs; the default in a pipe",
        HITS | ROWS,
        "newsidx.formats.lines",
    ),
    OutputFormat("json", "one JSON array", HITS | ARTICLES | ROWS, "newsidx.formats.json_array", (".json",)),
    OutputFormat(
        "jsonl", "a JSON object a line", HITS | ARTICLES | ROWS, "newsidx.formats.jsonl", (".jsonl", ".ndjson")
    ),
    OutputFormat("csv", "a table for spreadsheets", HITS | ARTICLES | ROWS, "newsidx.formats.csv_table", (".csv",)),
    OutputFormat("ids", "an id a line", ARTICLES | ROWS, "newsidx.formats.ids", column="ref"),
    OutputFormat("paths", "the path of a file a line", ARTICLES | ROWS, "newsidx.formats.paths", column="path"),
    OutputFormat(
        "markdown", "Markdown, for reading and printing", ARTICLES | FILES, "newsidx.formats.markdown", (".md",)
    ),
    OutputFormat("ris", "citations for Zotero, EndNote, Mendeley", ARTICLES, "newsidx.formats.ris", (".ris",)),
    OutputFormat("bibtex", "citations for LaTeX", ARTICLES, "newsidx.formats.bibtex", (".bib",)),
    OutputFormat("csl-json", "citations for Pandoc, Zotero", ARTICLES, "newsidx.formats.csl_json"),
    OutputFormat("files", "text files that newsidx ingest reads back", FILES, "newsidx.formats.plain_files"),
)


def names(formats: Iterable[OutputFormat]) -> tuple[str, ...]:
    """The names of those formats that have writers, so that programs can read them."""
    return tuple(form.name for form in formats if form.module)


def output_format(name: str) -> OutputFormat:
    """The format with a name. Raises KeyError for a name that is not registered."""
    return {form.name: form for form in FORMATS}[name]


def for_hits() -> tuple[OutputFormat, ...]:
    """The formats that an answer can be printed in, `table` among them."""
    return tuple(form for form in FORMATS if HITS in form.holds or (ARTICLES in form.holds and form.module))


def for_articles() -> tuple[OutputFormat, ...]:
    """The formats that articles can be printed in, `text` among them."""
    return tuple(form for form in FORMATS if ARTICLES in form.holds)


def for_rows(*columns: str) -> tuple[OutputFormat, ...]:
    """The formats for rows of figures, `table` among them; those of a single column only if it is one of `columns`."""
    return tuple(form for form in FORMATS if ROWS in form.holds and (not form.column or form.column in columns))


def for_export() -> tuple[OutputFormat, ...]:
    """The formats that articles can be exported in, to one file or to a file each."""
    return tuple(form for form in FORMATS if form.module and form.holds & (ARTICLES | FILES))


def by_ending(path: str) -> OutputFormat | None:
    """The format that the ending of a file's name chooses, if any."""
    ending = os.path.splitext(path)[1].lower()
    return next((form for form in FORMATS if ending in form.endings), None)
