"""A new file gets its name when it is complete, and no other file is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsidx.disk.new_file import new_file, take_name

no_links = pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make a link")


def test_a_file_gets_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with new_file(str(target)) as file:
        file.write("one\n")
        assert not target.exists()
        (unfinished,) = tmp_path.iterdir()
        assert unfinished.name.startswith(".a.csv.unfinished-")
    assert target.read_text() == "one\n"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_failed_or_interrupted_write_leaves_everything_as_it_was(tmp_path: Path, overwrite: bool) -> None:
    target = tmp_path / "a.csv"
    if overwrite:
        target.write_text("mine")
    before = sorted(tmp_path.iterdir())

    def interrupted_write() -> None:
        with new_file(str(target), overwrite=overwrite) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted_write()
    assert sorted(tmp_path.iterdir()) == before
    assert not overwrite or target.read_text() == "mine"


def test_a_file_that_appears_during_the_write_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"

    def overtaken_write() -> None:
        with new_file(str(target)) as file:
            file.write("ours")
            target.write_text("theirs")

    with pytest.raises(FileExistsError):
        overtaken_write()
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


@no_links
def test_a_link_is_replaced_and_never_written_through(tmp_path: Path) -> None:
    precious, target = tmp_path / "precious", tmp_path / "a.csv"
    precious.write_text("precious")
    target.symlink_to(precious)
    with pytest.raises(FileExistsError), new_file(str(target)) as file:
        file.write("ours")
    with new_file(str(target), overwrite=True) as file:
        file.write("ours")
    assert (precious.read_text(), target.read_text(), target.is_symlink()) == ("precious", "ours", False)


@no_links
def test_a_link_to_nowhere_counts_as_a_file_that_exists(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), new_file(str(tmp_path / "a.csv")):
        pass
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among its files")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"), new_file(str(tmp_path / "pipe"), overwrite=True):
        pass
    assert (tmp_path / "pipe").is_fifo()


def test_nothing_is_replaced_without_hard_links_either(tmp_path: Path) -> None:
    ours, target = tmp_path / "ours", tmp_path / "target"
    ours.write_text("ours")
    take_name(str(ours), str(target))
    assert (target.read_text(), ours.exists()) == ("ours", False)
    ours.write_text("more")
    with pytest.raises(FileExistsError):
        take_name(str(ours), str(target))
    assert target.read_text() == "ours"


def test_the_longest_possible_name_works(tmp_path: Path) -> None:
    target = tmp_path / ("漢" * 85)
    with new_file(str(target)) as file:
        file.write("ours")
    assert target.read_text() == "ours"
