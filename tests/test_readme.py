"""The README, and what is like it in docs/, tells the truth: its commands print what it shows."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal to run in")


def test_the_pages_show_what_its_commands_print() -> None:
    from tests.readme import PAGES, REUTERS, Reader, shown

    if not REUTERS.exists():
        pytest.skip("Reuters-21578 is not here")
    with Reader() as reader:
        for example in (one for page in PAGES for one in shown(page.read_text())):
            assert reader.type(example.command) == example.output, example.command


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    import re

    from tests.readme import README, ROOT

    text = README.read_text()
    assert len(text.splitlines()) < 300
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target
