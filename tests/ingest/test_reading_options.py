"""What a user says of files holds for them until it is changed, and files that were read otherwise are read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsidx import Archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from newsidx.readers.options import NO_OPTIONS, ReadingOptions, options_json, options_of

Add = Callable[..., Report]

OIL = "date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"
GAS = "Source: The Times\nDate: 2022-03-07\nTitle: Gas\n\nThe price of gas fell.\n"


def said(**fields: str) -> str | None:
    return options_json(ReadingOptions(fields=tuple(fields.items())))


def stored(archive: Archive) -> set[str | None]:
    sql = "SELECT (SELECT options FROM reading_options WHERE id = files.options) FROM files"
    return {options for (options,) in archive.rows(sql)}  # type: ignore[attr-defined]


def outcomes(report: Report) -> dict[str, int]:
    return {name: report.outcome[name] for name in ("new", "changed", "unchanged") if report.outcome[name]}


def test_the_same_words_again_or_none_at_all_leave_files_unchanged(add: Add, archive: Archive) -> None:
    assert outcomes(add({"a.txt": OIL, "b.txt": GAS}, reading=said(source="The Herald"))) == {"new": 2}
    assert outcomes(add(reading=said(source="The Herald"))) == {"unchanged": 2}
    assert outcomes(add()) == {"unchanged": 2}
    assert stored(archive) == {'{"fields":{"source":"The Herald"}}'}


def test_other_words_read_the_files_again_and_keep_their_ids(add: Add, archive: Archive) -> None:
    add({"a.txt": OIL}, reading=said(source="The Herald"))
    assert outcomes(add(reading=said(source="The Times"))) == {"changed": 1}
    assert stored(archive) == {'{"fields":{"source":"The Times"}}'}
    assert [article.ref for article in archive.named("20220306-1")] == ["20220306-1"]


def test_what_is_said_later_is_added_to_what_was_said_before(add: Add, archive: Archive) -> None:
    add({"a.txt": OIL}, reading=said(source="The Herald"))
    assert outcomes(add(reading=said(place="London"))) == {"changed": 1}
    assert stored(archive) == {'{"fields":{"source":"The Herald","place":"London"}}'}
    add(reading=said(source=""))
    assert stored(archive) == {'{"fields":{"place":"London"}}'}


def test_a_changed_file_is_read_as_it_was_said_before(add: Add, archive: Archive) -> None:
    add({"a.txt": OIL}, reading=said(source="The Herald"))
    assert outcomes(add({"a.txt": OIL + "More.\n", "new.txt": GAS})) == {"new": 1, "changed": 1}
    assert stored(archive) == {'{"fields":{"source":"The Herald"}}', None}


def test_a_dry_run_knows_what_was_said(add: Add, archive: Archive) -> None:
    add({"a.txt": OIL}, reading=said(source="The Herald"))
    assert outcomes(add(reading=said(source="The Herald"), dry_run=True)) == {"unchanged": 1}
    assert outcomes(add(reading=said(source="The Times"), dry_run=True)) == {"changed": 1}
    assert stored(archive) == {'{"fields":{"source":"The Herald"}}'}


def test_all_files_can_be_read_again_and_keep_their_ids(add: Add, archive: Archive, folder: Path) -> None:
    add({"a.txt": OIL, "b.txt": GAS})
    report = ingest(archive, [str(folder)], IngestOptions(jobs=0, reread=True))
    assert outcomes(report) == {"changed": 2}
    assert [archive.named(ref)[0].ref for ref in ("20220306-1", "20220307-1")] == ["20220306-1", "20220307-1"]


FIELDS = st.sampled_from(["date", "title", "source"])
PAIRS = st.lists(st.tuples(FIELDS, st.text(min_size=1)), unique_by=lambda pair: pair[0])


@given(PAIRS, PAIRS, st.none() | st.text(min_size=1), st.none() | st.booleans())
def test_options_come_back_from_the_archive_as_they_were(
    fields: list[tuple[str, str]], columns: list[tuple[str, str]], layout: str | None, split: bool | None
) -> None:
    options = ReadingOptions(tuple(fields), tuple(columns), layout, split)
    text = options_json(options)
    assert options_of(text) == options
    assert (text is None) == (options == NO_OPTIONS)
    assert text is None or isinstance(json.loads(text), dict)
