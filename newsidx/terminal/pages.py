"""What is said below a page of a list that is not an answer: files, problems, clusters."""

from __future__ import annotations

from newsidx.text.plural import plural
from newsidx.text.whole import whole


def place(noun: str, shown: int, total: int, page: int, offset: int) -> str:
    """Which part of a list is shown: `21–40 of 130 files; --page 3 shows more`, `12 files`."""
    if shown == total:
        return plural(total, noun)
    last = f"–{offset + shown:,}" if shown > 1 else ""
    more = f"; {whole(f'--page {page + 1}')} shows more" if offset + shown < total else ""
    return f"{offset + 1:,}{last} of {plural(total, noun)}{more}"


def no_page(noun: str, total: int, page: int) -> str:
    """That a list has no page of a number: `There is no page 9: there are 130 files.`"""
    return f"There is no page {page:,}: there {'is' if total == 1 else 'are'} {plural(total, noun)}."
