"""`--include` and `--exclude` take files by name at any depth, and by path below the folder where there is a slash."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsidx.ingest.selection import EVERYTHING, Selection
from newsidx.ingest.walk import walk

FILES = ("a.txt", "a.html", "drafts/b.txt", "2022/drafts/c.txt", "2022/03/d.txt", "2022/03/e.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def taken(root: Path, selection: Selection) -> set[str]:
    return {str(Path(file.path).relative_to(root)) for file in walk(str(root), selection=selection)}


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), set(FILES)),
        (("*.txt",), (), {name for name in FILES if name.endswith(".txt")}),
        (("*.md", "a.*"), (), {"a.txt", "a.html", "2022/03/e.md"}),
        ((), ("drafts",), {"a.txt", "a.html", "2022/03/d.txt", "2022/03/e.md"}),
        ((), ("2022/drafts",), {"a.txt", "a.html", "drafts/b.txt", "2022/03/d.txt", "2022/03/e.md"}),
        ((), ("2022/*",), {"a.txt", "a.html", "drafts/b.txt"}),
        (("2022/*",), ("*.md",), {"2022/drafts/c.txt", "2022/03/d.txt"}),
        (("./2022/03/*",), (), {"2022/03/d.txt", "2022/03/e.md"}),
        (("nothing",), (), set()),
        ((), ("*",), set()),
        (("[ab].txt",), (), {"a.txt", "drafts/b.txt"}),
    ],
)
def test_patterns_take_files_by_their_names_and_paths(
    root: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: set[str]
) -> None:
    assert taken(root, Selection(include, exclude)) == expected


def test_a_file_that_the_user_names_is_taken_whatever_the_patterns(root: Path) -> None:
    file = str(root / "a.html")
    assert [found.path for found in walk(file, selection=Selection(("*.txt",), ("a*",)))] == [file]


def test_the_names_of_folders_above_do_not_count(root: Path) -> None:
    assert taken(root, Selection((), (root.name,))) == taken(root, EVERYTHING)
