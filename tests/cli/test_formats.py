"""Every command prints in the formats of the registry, and one that is added there is known to all of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.formats.registry import FORMATS
from tests.cli.conftest import BRIEFS, News
from tests.conftest import Run

HEADLINES = '''
"""`headlines`: a title a line."""
from newsidx.formats.writers import Writers

def write_articles(articles):
    return (f"* {article.title}" for article in articles)

WRITERS = Writers(articles=write_articles)
'''
WITH_HEADLINES = """
import sys
from newsidx.formats import registry
headlines = registry.OutputFormat("headlines", "titles only", registry.ARTICLES, "headlines", (".head",))
registry.FORMATS = (*registry.FORMATS, headlines)
from newsidx.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def with_headlines(news: News, tmp_path: Path) -> Callable[..., str]:
    """Run a newsidx in which one more format is registered, and return what it prints."""
    (tmp_path / "headlines.py").write_text(HEADLINES)

    def run_newsidx(*arguments: str) -> str:
        command = [sys.executable, "-c", WITH_HEADLINES, "--db", str(news.db), *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    return run_newsidx


def test_a_new_format_is_a_module_and_a_line_in_the_registry(
    with_headlines: Callable[..., str], tmp_path: Path
) -> None:
    found = with_headlines("search", "venezuela", "--format", "headlines")
    assert found == "* Oil sanctions were eased.\n"
    assert with_headlines("show", "20220306-1", "--format", "headlines") == found
    assert with_headlines("export", "venezuela", "--to", "-", "--format", "headlines") == found
    with_headlines("export", "venezuela", "--to", "a.head")
    assert (tmp_path / "a.head").read_text() == found
    for command in ("search", "list", "show", "export"):
        assert "|headlines" in with_headlines(command, "--help")
    assert "headlines  titles only" in " ".join(with_headlines("help", "formats").split(" " * 3))
    assert "headlines" not in with_headlines("timeline", "--help")


def test_only_the_module_of_the_format_in_use_is_imported(news: News) -> None:
    code = (
        "import sys; from newsidx.cli import run; run(sys.argv[1:]);"
        "print(*(name for name in sys.modules if name.startswith('newsidx.formats.')), 'csv' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "--db", str(news.db), "search", "nothere"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert set(printed.split()) == {
        "newsidx.formats.registry", "newsidx.formats.lines", "newsidx.formats.writers", "False",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["markdown", "ris", "bibtex", "csl-json"])
def test_a_search_prints_what_an_export_prints(ask: Run, form: str) -> None:
    exported = ask("export", "grain", "--to", "-", "--format", form)
    searched = ask("search", "grain", "--sort", "oldest", "--format", form)
    assert (searched.returncode, searched.stdout) == (0, exported.stdout)
    assert ask("show", "20210111-1", "--format", form).stdout.strip("[]\n") in exported.stdout
    assert len(ask("export", "grain", "--to", "-", "--format", "ids").stdout.split()) == BRIEFS


def test_help_formats_describes_every_format(run: Run) -> None:
    done = run("help", "formats", COLUMNS="20")
    assert (done.returncode, done.stderr) == (0, "")
    for form in FORMATS:
        (line,) = (line for line in done.stdout.splitlines() if line.startswith(f"{form.name}  "))
        assert form.help in line
