"""The abstract of an article for reference managers: the beginning of its text."""

from __future__ import annotations

import re

from newsidx.text.sanitize import one_line

LONGEST = 500
"""About as many letters as the abstracts in library catalogues have."""

_READ = LONGEST + 200
"""The letters that are looked at, so that a long text takes no longer than a short one."""

_SENTENCES = re.compile(r".*(?:[.!?…][\"'”’)\]]{0,3}(?=\s)|[。！？][」』”]?)", re.DOTALL)


def abstract(body: str) -> str:
    """The first sentences of a text on one line, as many as fit; the first words, with …, if not even one does."""
    beginning = one_line(body[:_READ])
    if len(beginning) <= LONGEST and len(body) <= _READ:
        return beginning
    beginning = beginning[: LONGEST + 1]
    sentences = _SENTENCES.match(beginning)
    if sentences and sentences.end() > LONGEST // 3:
        return sentences[0]
    return beginning[:LONGEST].rpartition(" ")[0].rstrip(",;:–—- ") + "…" if " " in beginning else beginning[:LONGEST]
