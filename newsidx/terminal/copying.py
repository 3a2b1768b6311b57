"""What `newsidx copy` did, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.copying import Copied


def summary(copied: Copied) -> str:
    """How many articles, files and alerts were copied, and how many articles were there before."""
    articles = plural(copied.articles, "article")
    if copied.there_before:
        articles += f" ({copied.there_before:,} were there)"
    return f"{articles}, {plural(copied.files, 'file')} and {plural(len(copied.alerts), 'alert')} copied"


def left_out(name: str) -> str:
    """What is said of an alert that could not be copied."""
    return (
        f'Note: an earlier newsidx last ran the alert "{one_line(name)}", and did not note what matched. Run it with '
        f"{whole('newsidx alert run')}, then copy again."
    )
