"""The line of keys at the bottom: as many as it has room for, each of which can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from newsidx.tui.keys import NAMED

_GAP = "  "


class KeyLine(Widget):
    """The keys with a word for what each does, on as many lines as the screen gives it."""

    def render(self) -> Content:
        """The keys that fit, in their order."""
        lines: list[list[Content]] = [[]]
        width = 0
        for content in _keys():
            if lines[-1] and width + content.cell_length > self.size.width:
                if len(lines) == self.size.height:
                    break
                lines.append([])
                width = 0
            lines[-1].append(content)
            width += content.cell_length + len(_GAP)
        return Content("\n").join(Content(_GAP).join(line) for line in lines)


def _keys() -> list[Content]:
    return [
        Content.from_markup(f"[@click=app.click({number})][bold]$shown[/] $word[/]", shown=key.shown, word=key.word)
        for number, key in enumerate(NAMED)
    ]
