"""An article while it is being read: what is known so far, and the text that is left."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsidx.dates.extract import WrittenDate
from newsidx.text.tag_names import is_tag_name, tag_name


@dataclass
class Draft:
    """What is known of an article so far. `text` gets shorter as dates and titles are taken out of it."""

    text: str
    date: datetime.date | None = None
    published: str | None = None
    date_from: str | None = None
    title: str | None = None
    title_from: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str | None = None

    def take_marks(self, tags: object, note: object) -> None:
        """Take tags, in a list, and a note as newsidx has exported them; what cannot be one is left out."""
        names = [tag_name(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        self.tags = tuple(sorted({name for name in names if is_tag_name(name)}))
        self.note = note.strip() or None if isinstance(note, str) else None

    def take_date(self, found: WrittenDate, date_from: str, written: str) -> None:
        """Set the date. `written` is how the file writes it, which `meta` keeps if it says more than the day."""
        self.date, self.published, self.date_from = found.date, found.published, date_from
        if written != found.date.isoformat():
            # A file's name may hold control characters that count as white space.
            self.meta["date_text"] = " ".join(written.split())
        if found.other:
            self.meta["date_or"] = found.other.isoformat()

    def settle_date(self, day: datetime.date, by: str) -> None:
        """Decide that an ambiguous date means `day`, which is one of its two readings; `by` says what proves it."""
        if self.date and day != self.date:
            self.date, self.published = day, on_day(self.published, day)
        del self.meta["date_or"]
        self.meta["date_settled_by"] = by

    def cut(self, start: int, end: int) -> None:
        """Remove `text[start:end]` from the text. A whole line leaves one blank line."""
        before, after = self.text[:start], self.text[end:]
        if before.endswith("\n") and after.startswith("\n"):
            before, after = before.rstrip("\n"), "\n\n" + after.lstrip("\n")
        self.text = before + after

    def use_title_as_text(self) -> None:
        """Make the title the text if there is no other. The rules find it there again, so it is the title too."""
        if not self.text.strip() and self.title:
            self.text, self.title, self.title_from = self.title, None, None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the date was written so that it could be read two ways."""
        return "date_or" in self.meta and self.date is not None and other_reading(self.meta) is not None


def other_reading(meta: Mapping[str, Any]) -> datetime.date | None:
    """The second way to read a date, as `take_date` noted it in `meta`; None if it has but one.

    A file may say anything under the same key.
    """
    try:
        return datetime.date.fromisoformat(meta["date_or"])
    except (KeyError, TypeError, ValueError):
        return None


def on_day(published: str | None, day: datetime.date) -> str | None:
    """A timestamp with the same time on another day."""
    return published and f"{day.isoformat()}{published[10:]}"
