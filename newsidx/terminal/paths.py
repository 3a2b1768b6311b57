"""Paths and URLs on the terminal: on one line if they fit, otherwise broken after a slash."""

from __future__ import annotations

import re

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_PLACE_TO_BREAK = re.compile(r"(?<=[/\\])(?=[^/\\])|(?=  \()")
"""After a slash, and before a remark in brackets."""


class PathText:
    """A path that is broken only where its next part does not fit on the line; a part too wide for any line is folded.

    `text` has the path and its style, and can have a remark after two spaces: `  (missing)`.
    """

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines: list[Text] = []
        for part in self._text.divide(match.start() for match in _PLACE_TO_BREAK.finditer(self._text.plain)):
            if lines and lines[-1].cell_len + part.cell_len <= options.max_width:
                lines[-1].append_text(part)
            else:
                lines.append(part)
        for line in lines:
            line.overflow = "fold"
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, max(1, self._text.cell_len)).with_maximum(options.max_width)
