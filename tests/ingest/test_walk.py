"""The files that a walk finds in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsidx.errors import NothingToIngest
from newsidx.ingest.walk import check_root, is_below, passes_by, walk


def names(root: Path, excluded: frozenset[str] = frozenset()) -> list[str]:
    return [os.path.relpath(file.path, root) for file in walk(str(root), excluded)]


def test_every_file_below_a_folder_is_found_with_its_size_and_time(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "one.txt").write_text("12345")
    os.utime(folder / "a" / "one.txt", ns=(0, 1_234_567_891))
    (file,) = walk(str(folder))
    assert (file.path, file.size, file.mtime_ns) == (f"{folder}/a/one.txt", 5, 1_234_567_891)


def test_a_hidden_file_is_found_only_if_it_is_the_root(folder: Path) -> None:
    (folder / ".draft.txt").write_text("x")
    assert names(folder) == []
    assert [file.size for file in walk(str(folder / ".draft.txt"))] == [1]


def test_excluded_files_are_not_found(folder: Path) -> None:
    (folder / "news.db").write_text("x")
    assert names(folder, frozenset([str(folder / "news.db")])) == []


def test_a_link_to_a_file_in_the_folder_is_followed_and_one_to_a_folder_is_not(folder: Path, tmp_path: Path) -> None:
    (folder / ".objects").mkdir()
    (folder / ".objects/1").write_text("123")
    (folder / "file.txt").symlink_to(".objects/1")
    (folder / "folder").symlink_to(tmp_path)
    assert [(os.path.basename(file.path), file.size) for file in walk(str(folder))] == [("file.txt", 3)]


def test_a_link_out_of_the_folder_is_followed_only_into_another_argument(folder: Path, tmp_path: Path) -> None:
    private = tmp_path / "articles-private"  # not below `articles`, though the name has this prefix
    private.mkdir()
    (private / "secret.txt").write_text("123")
    (folder / "file.txt").symlink_to("link.txt")
    (folder / "link.txt").symlink_to("../articles-private/secret.txt")
    outside = "a link to a file outside this folder; name it to ingest it"

    def problems(root: Path, *roots: Path) -> list[str | None]:
        return [file.problem for file in walk(str(root), roots=map(str, roots))]

    assert problems(folder) == [outside, outside]
    assert problems(folder, private) == [None, None]
    assert problems(folder, private / "secret.txt") == [None, None]
    assert problems(folder, folder / "link.txt") == [None, None]  # an argument includes the target of the link
    assert problems(folder / "link.txt") == [None]
    (tmp_path / "linked").symlink_to(folder)
    (folder / "here.txt").write_text("x")
    (folder / "inside.txt").symlink_to("here.txt")
    assert problems(tmp_path / "linked") == [outside, None, None, outside]


def test_circular_and_broken_links_are_problems_and_the_walk_continues(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    (folder / "c").symlink_to(folder / "nowhere")
    (folder / "d.txt").write_text("x")
    problems = [file.problem for file in walk(str(folder))]
    assert problems == [problems[0], problems[0], "a broken link", None]
    assert problems[0] is not None


def test_a_walk_finds_files_sorted_by_path(folder: Path) -> None:
    for name in ("a/b.txt", "a-b/c.txt", "a.txt", "a/b-c/d.txt", "a/b/d.txt", "a0.txt", "é/ö.txt", "Z.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    paths = [file.path for file in walk(str(folder))]
    assert len(paths) == 8
    assert paths == sorted(paths)


def test_a_walk_passes_every_path_that_is_not_hidden_or_behind_a_link(folder: Path) -> None:
    (folder / "a/b").mkdir(parents=True)
    (folder / "link").symlink_to(folder / "a")
    for path, is_passed in {"a": True, "a/b": True, ".git/a": False, "a/.b": False, "link/b": False}.items():
        assert passes_by(str(folder), str(folder / path)) == is_passed
    assert passes_by("/", "/usr/share")
    assert is_below("/usr/share", "/usr")
    assert is_below("/usr", "/")
    assert not is_below("/usr-local", "/usr")


def test_a_pipe_is_a_problem_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")  # opening it would wait forever
    (file,) = walk(str(folder))
    assert file.problem == "not a file: a pipe, a socket or a device"


def test_a_folder_that_cannot_be_opened_is_a_problem_and_the_walk_continues(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may open every folder")
    (folder / "a").mkdir(mode=0o000)
    (folder / "b.txt").write_text("x")
    problems = [file.problem for file in walk(str(folder))]
    assert problems == ["folder cannot be opened: Permission denied", None]


def test_a_root_that_does_not_exist_is_an_error_with_its_name(folder: Path) -> None:
    with pytest.raises(NothingToIngest, match="nothere"):
        check_root(str(folder / "nothere"))
