"""What stands around a match in marked text: two control characters that no article holds."""

from __future__ import annotations

MARK_START, MARK_END = "\x02", "\x03"
