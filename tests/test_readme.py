"""README.md and docs/ tell the truth: their commands print what the pages show, and their Python code runs."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a terminal to run in", allow_module_level=True)

from tests.readme import PAGES, PICTURE, PICTURE_COMMAND, README, Reader, examples, first_command, query_forms

_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROGRAMS = [(page.name, program) for page in PAGES for program in _PYTHON.findall(page.read_text(encoding="utf-8"))]


def test_the_first_command_prints_what_the_readme_shows() -> None:
    with Reader() as reader:
        assert reader.first_output == first_command().output


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_each_command_of_a_page_prints_what_the_page_shows(page: Path) -> None:
    with Reader() as reader:
        for example in examples(page.read_text(encoding="utf-8")):
            assert reader.type(example.command) == example.output, example.command


@pytest.mark.parametrize("program", [program for _, program in _PROGRAMS], ids=[name for name, _ in _PROGRAMS])
def test_the_python_code_of_a_page_runs_after_the_first_command(program: str) -> None:
    with Reader() as reader:
        ran = subprocess.run(
            [sys.executable, "-c", program], cwd=reader.home, capture_output=True, text=True, check=False
        )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_picture_shows_what_the_command_prints() -> None:
    texts = re.findall(r"<text [^>]*>(.*?)</text>", PICTURE.read_text(encoding="utf-8"))
    drawn = _without_spaces(html.unescape("".join(texts)))
    with Reader() as reader:
        printed = reader.type(PICTURE_COMMAND)
    assert _without_spaces(f"$ {PICTURE_COMMAND}") in drawn
    for word in printed.split():
        assert word in drawn


def test_the_table_of_the_query_language_is_the_one_that_help_query_prints() -> None:
    assert query_forms() in (README.parent / "docs" / "query.md").read_text(encoding="utf-8")


def test_the_readme_is_shorter_than_300_lines() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 300


def _without_spaces(text: str) -> str:
    return "".join(text.split())
