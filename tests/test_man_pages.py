"""`man newsidx-search` says what `newsidx search --help` says."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.man_pages import FOLDER, pages


def test_the_man_pages_are_those_of_the_commands_as_they_are() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.1")}
    assert there == pages(), "python -m tests.man_pages writes them anew"


@pytest.mark.skipif(shutil.which("mandoc") is None and shutil.which("groff") is None, reason="nothing draws man pages")
@pytest.mark.parametrize("name", sorted(pages()))
def test_a_man_page_is_drawn_without_a_warning(name: str) -> None:
    program = (
        ["mandoc", "-T", "lint", "-W", "error"] if shutil.which("mandoc") else ["groff", "-man", "-ww", "-T", "utf8"]
    )
    drawn = subprocess.run([*program, str(FOLDER / name)], capture_output=True, text=True)
    assert (drawn.returncode, drawn.stderr) == (0, "")
