"""What the package hands on, and the example in its docstring."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import newsidx


def test_the_example_runs_as_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("date 2022-03-06 Oil\n\nVenezuela ships crude oil again.")
    monkeypatch.chdir(tmp_path)
    example = "\n".join(line for line in (newsidx.__doc__ or "").splitlines() if not line or line.startswith("    "))
    exec(textwrap.dedent(example), {})
    assert capsys.readouterr().out == "20220306-1 Oil\n1 articles\n"


def test_every_name_it_says_it_has_is_there() -> None:
    assert all(getattr(newsidx, name) is not None for name in newsidx.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        newsidx.nothing  # noqa: B018
