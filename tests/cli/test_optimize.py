"""`newsidx optimize` reports what it changed, and is an error if there is no archive."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import write
from tests.conftest import Run


def test_it_reports_the_figures_before_and_after(run: Run, tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / "articles", {f"{number}.txt": f"date 2022-03-06 Number {number}\n\nOil.\n"})
        run("ingest", "articles")
    answer = run("optimize")
    assert answer.returncode == 0
    assert answer.stderr == ""
    said = {line[:12].strip(): line[13:] for line in answer.stdout.splitlines()}
    assert list(said) == ["Index", "Words", "Size", "Took"]
    assert said["Index"].endswith("→ 1 segment")
    assert run("search", "oil", "--format", "ids").stdout.count("20220306-") == 4


def test_it_makes_no_archive_if_there_is_none(run: Run, tmp_path: Path) -> None:
    answer = run("optimize", "--db", "none.db")
    assert answer.returncode == 2
    assert "newsidx ingest" in answer.stderr
    assert not (tmp_path / "none.db").exists()
