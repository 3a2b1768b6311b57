"""However files are packed into each other, they give the articles that they give in a folder; and damage loses nothing
that comes before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsidx.readers.containers.limits import DEEPEST
from newsidx.readers.problem import ProblemKind
from tests.readers.containers.packing import (
    ARCHIVES,
    COMPRESSIONS,
    Files,
    read,
    streamed_zip,
    tarred,
    texts,
    zipped,
)
from tests.readers.containers.test_warc import answer, record

NAMES = st.sampled_from(["a", "2022-03-06", "2022/03/05/b", "c/d", "Ünï", "03-04-2021"])
TEXTS = st.sampled_from(["", "date 2022-03-04 ", "Title: Talks\n\n", "GENEVA, 6 March 2022 (AFP) - "]).flatmap(
    lambda start: st.text(st.sampled_from("ab é.\n"), min_size=1, max_size=30).map(lambda text: f"{start}x{text}")
)


class Packed(NamedTuple):
    """A packed file, the name and bytes that each file in it would have in folders, and how deep they are in it."""

    name: str
    raw: bytes
    leaves: tuple[tuple[str, bytes], ...]
    depth: int


def _archived(kind: str, files: list[Packed]) -> Packed:
    raw = ARCHIVES[kind]([(f"{number}/{file.name}", file.raw) for number, file in enumerate(files)])
    leaves = [(f"p.{kind}/{number}/{leaf}", text) for number, file in enumerate(files) for leaf, text in file.leaves]
    return Packed(f"p.{kind}", raw, tuple(leaves), 1 + max(file.depth for file in files))


def _compressed(suffix: str, file: Packed) -> Packed:
    return file._replace(name=f"{file.name}.{suffix}", raw=COMPRESSIONS[suffix](file.raw), depth=file.depth + 1)


def _packings(inside: st.SearchStrategy[Packed]) -> st.SearchStrategy[Packed]:
    archives = st.builds(_archived, st.sampled_from(sorted(ARCHIVES)), st.lists(inside, min_size=1, max_size=3))
    return archives | st.builds(_compressed, st.sampled_from(sorted(COMPRESSIONS)), inside)


def _plain(name: str, text: str) -> Packed:
    return Packed(f"{name}.txt", text.encode(), ((f"{name}.txt", text.encode()),), 0)


TREES = st.recursive(st.builds(_plain, NAMES, TEXTS), _packings, max_leaves=6)


@settings(max_examples=80, deadline=None)
@given(TREES.filter(lambda packed: packed.depth <= DEEPEST))
def test_packed_files_give_the_articles_that_they_give_in_folders(packed: Packed) -> None:
    expected = [article for leaf, text in packed.leaves for article in read(text, f"/news/{leaf}").articles]
    assert list(read(packed.raw, f"/news/{packed.name}").articles) == expected


def test_containers_within_each_other_are_opened_up_to_a_depth() -> None:
    raw = b"date 2022-03-06 Oil rises\n\nOil."
    for _ in range(DEEPEST):
        raw = zipped([("a", raw)])
    assert texts(read(raw)) == ["Oil."]
    reading = read(zipped([("a", raw), ("b.txt", b"date 2022-03-06 Gas falls\n\nGas.")]))
    assert texts(reading) == ["Gas."]
    place = "/".join("a" * DEEPEST)
    assert reading.problem == (ProblemKind.SUSPICIOUS, f"{place}: more than 6 containers within each other")


STORIES: Files = [(f"{number}.txt", b"date 2022-03-06 Story %d\n\nText of it." % number) for number in range(12)]


def _pages(files: Files) -> bytes:
    return b"".join(record(answer(raw), f"http://a.example/{name}") for name, raw in files)


PACKERS: list[Callable[[Files], bytes]] = [zipped, streamed_zip, tarred, _pages]
CONTAINERS = st.tuples(st.sampled_from(PACKERS), st.none() | st.sampled_from(sorted(COMPRESSIONS))).map(
    lambda given: given[0](STORIES) if given[1] is None else COMPRESSIONS[given[1]](given[0](STORIES))
)


@settings(max_examples=80, deadline=None)
@given(CONTAINERS, st.floats(0, 1))
def test_a_container_that_is_cut_off_gives_its_first_articles_and_a_problem(raw: bytes, part: float) -> None:
    whole, cut = read(raw), raw[: int(len(raw) * part)]
    reading = read(cut, "/news/a.tar")
    known = [article.body for article in whole.articles]
    given_ = texts(reading)
    assert given_[:-1] == known[: max(0, len(given_) - 1)]
    shortest = 512 if raw.startswith(STORIES[0][0].encode()) else 20  # of a tar less than a header is no container
    assert reading.problem or given_ == known[: len(given_)] or len(cut) < shortest


@settings(max_examples=100, deadline=None)
@given(CONTAINERS, st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_a_container_with_other_bytes_in_it_is_read_or_a_problem(raw: bytes, changes: list[tuple[float, int]]) -> None:
    broken = bytearray(raw)
    for part, byte in changes:
        broken[int(part * len(raw))] = byte
    reading = read(bytes(broken), "/news/a.tar")
    assert reading.articles or reading.problem


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"])
    | st.just(b"WARC/1.0\r\n"),
    st.binary(max_size=300),
)
@example(b"PK\x05\x06", bytes(18))
def test_any_bytes_after_the_mark_of_a_container_are_read_or_a_problem(mark: bytes, rest: bytes) -> None:
    reading = read(mark + rest)
    assert reading.articles or reading.problem
