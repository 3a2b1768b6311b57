"""The forms have every word of the archive, even after an ingest was interrupted or killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.matching.forms import forms_of
from newsidx.archive.sqlite.frequencies.document_frequencies import articles_with
from newsidx.archive.sqlite.fts5.forms import SqliteForms, languages, terms
from newsidx.archive.sqlite.terms import renew
from newsidx.ingest.pipeline import IngestOptions, Progress, ingest
from tests.archive.checks import assert_whole, found
from tests.conftest import Run

Add = Callable[..., object]

OIL = "date 2022-03-06 Oil rises\n\nSanctions on Curaçao.\n"
OIL_TERMS = {"oil", "rises", "sanctions", "on", "curacao"}


def many(count: int, word: str = "filler") -> dict[str, str]:
    """`count` articles with one word, and each with its number."""
    return {f"{word}/{number:03}.txt": f"date 2022-03-07 Story {number}\n\n{word}.\n" for number in range(count)}


def test_a_new_archive_has_no_forms(archive: Archive) -> None:
    assert terms(archive) == []
    assert articles_with(archive, ["oil"]) == {}
    assert articles_with(archive, []) == {}


def test_after_an_ingest_its_words_have_forms(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL})
    assert set(terms(archive)) == OIL_TERMS
    assert len(terms(archive)) == len(OIL_TERMS)


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_small_ingest_into_a_larger_archive_adds_its_words(archive: Archive, add: Add, jobs: int) -> None:
    add(many(60))
    before = set(terms(archive))
    add({"oil.txt": OIL}, jobs=jobs)
    assert set(terms(archive)) == before | OIL_TERMS
    assert_whole(archive)


def test_an_edit_adds_its_words_and_counts_are_current(archive: Archive, add: Add) -> None:
    add({**many(60), "oil.txt": OIL})
    add({"oil.txt": OIL.replace("Sanctions", "Embargoes").replace("2022-03-06", "2022-03-08")})
    assert "embargoes" in terms(archive)
    assert articles_with(archive, ["embargoes", "sanctions", "filler"]) == {"embargoes": 1, "filler": 60}
    assert_whole(archive)


def test_counts_are_of_articles_with_the_word_in_title_or_body(archive: Archive, add: Add, tmp_path: Path) -> None:
    gas = "date 2022-03-06 Gas\n\nOil, oil and oil again.\n"
    add({"oil.txt": OIL, "copy.txt": OIL, "gas.txt": gas})
    with open_archive(str(tmp_path / "news.db")) as reader:
        assert articles_with(reader, ["oil", "gas", "oil", "none", "oi", ""]) == {"oil": 2, "gas": 1}
        assert articles_with(reader, (term for term in ["sanctions"])) == {"sanctions": 1}


def test_words_of_pruned_articles_are_not_counted(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL, "gas.txt": "date 2022-03-06 Gas\n\nText."})
    (folder / "oil.txt").unlink()
    add(prune=True)
    assert articles_with(archive, ["oil", "gas"]) == {"gas": 1}
    assert_whole(archive)


def test_a_word_of_more_than_64_letters_is_left_out(archive: Archive, add: Add) -> None:
    files = {"long.txt": f"date 2022-03-06 Long\n\n{'я' * 17_000} {'a' * 65} {'ы' * 64}\n"}  # 34 kB: cut by FTS5
    add(files)
    assert terms(archive) == ["long", "ы" * 64]
    add(many(60))
    add({"again.txt": files["long.txt"].replace("Long", "Longer")})
    assert max(map(len, terms(archive))) == 64
    assert_whole(archive)


def test_a_dry_run_does_not_change_the_forms(archive: Archive, add: Add) -> None:
    add(many(3))
    add({"oil.txt": OIL})
    before = list(archive.connection.iterdump())
    add({"gas.txt": "date 2022-03-06 Gas"}, dry_run=True)
    assert list(archive.connection.iterdump()) == before


def test_an_ingest_with_nothing_new_does_not_write_to_the_archive(
    archive: Archive, add: Add, folder: Path, tmp_path: Path
) -> None:
    add({"oil.txt": OIL})
    archive.connection.execute("PRAGMA wal_checkpoint (truncate)")
    before = (tmp_path / "news.db").read_bytes()
    add()
    assert (tmp_path / "news.db-wal").stat().st_size == 0
    assert (tmp_path / "news.db").read_bytes() == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_interrupted_ingest_adds_the_words_of_what_it_saved(archive: Archive, folder: Path, dry_run: bool) -> None:
    (folder / "oil.txt").write_text(OIL)

    def interrupt(progress: Progress) -> None:
        if progress.articles:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(archive, [str(folder)], IngestOptions(jobs=0, dry_run=dry_run), interrupt)
    assert set(terms(archive)) == (set() if dry_run else OIL_TERMS)
    assert_whole(archive)


def test_an_interrupt_while_another_program_locks_the_archive_is_still_an_interrupt(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    (folder / "oil.txt").write_text(OIL)
    archive.connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(tmp_path / "news.db", isolation_level=None)) as other:

        def interrupt(progress: Progress) -> None:
            if progress.articles:
                other.execute("BEGIN IMMEDIATE")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ingest(archive, [str(folder)], IngestOptions(jobs=0), interrupt)
    assert terms(archive) == []
    ingest(archive, [str(folder)], IngestOptions(jobs=0))
    assert set(terms(archive)) == OIL_TERMS


_KILL = """
import os, signal, sys
from newsidx.archive import open_archive
from newsidx.ingest import IngestOptions, ingest

def kill(progress):
    if progress.articles:
        os.kill(os.getpid(), signal.SIGKILL)

with open_archive(sys.argv[1], write=True) as archive:
    ingest(archive, [sys.argv[2]], IngestOptions(jobs=0), kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("before", [0, 60])
def test_the_next_ingest_adds_the_words_that_a_killed_one_did_not(
    archive: Archive, add: Add, folder: Path, before: int
) -> None:
    add(many(before))
    known_before = set(terms(archive))
    (folder / "oil.txt").write_text(OIL)
    killed = subprocess.run([sys.executable, "-c", _KILL, archive.path, str(folder)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert found(archive, "oil")
    assert set(terms(archive)) == known_before
    add(dry_run=True)
    assert set(terms(archive)) == known_before
    add()
    assert set(terms(archive)) == known_before | OIL_TERMS
    assert_whole(archive)


def test_the_ingest_command_updates_the_forms(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "oil.txt").write_text(OIL)
    assert run("ingest", str(folder)).returncode == 0
    with open_archive(str(tmp_path / "run.db")) as archive:
        assert set(terms(archive)) == OIL_TERMS


def test_numbers_and_runs_of_letters_have_no_forms(archive: Archive, add: Add) -> None:
    add({"a.txt": "date 2022-03-06 Figures\n\nIn 2022 a G7 of 東京 and ราคาน้ำมัน."})
    assert set(terms(archive)) == {"figures", "in", "a", "of", "and"}


def test_words_share_the_stems_of_the_languages_that_articles_are_in(archive: Archive, add: Add) -> None:
    add(
        {
            "es.txt": "Date: 2022-03-06\nLanguage: es-MX\n\nNiños\n\nSanción de niñas.",
            "ru.txt": "Date: 2022-03-06\nLanguage: RU\n\nЗабастовки\n\nЗабастовка, ещё забастовку.",
            "en.txt": "date 2022-03-06 Nines\n\nThe sanctions of Nino.",
        }
    )
    assert languages(archive) == ["en", "es", "ru"]
    assert forms_of(SqliteForms(archive), ["забастовка", "sancion", "ninos"]) == {
        "забастовка": ("забастовка", "забастовки", "забастовку"),
        "sancion": ("sancion",),
        "ninos": ("ninos", "ninas", "nino"),
    }
    assert forms_of(SqliteForms(archive), ["ninos", "забастовка"], "en") == {
        "ninos": ("ninos", "nino"),
        "забастовка": ("забастовка",),
    }
    assert forms_of(SqliteForms(archive), ["забастовка"], "fr") == {"забастовка": ("забастовка",)}


def test_a_word_is_stemmed_with_the_accents_it_was_typed_with(archive: Archive, add: Add) -> None:
    add({"fr.txt": "Date: 2022-03-06\nLanguage: fr\n\nVille\n\nLes arrêtés du maire."})
    assert forms_of(SqliteForms(archive), ["arretee"], typed=[("arrêtée", "arretee")]) == {
        "arretee": ("arretee", "arretes")
    }
    assert forms_of(SqliteForms(archive), ["arretee"]) == {"arretee": ("arretee",)}


def test_new_forms_leave_out_the_words_of_deleted_articles(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL, "gas.txt": "Date: 2022-03-06\nLanguage: es\n\nGas\n\nTexto."})
    (folder / "gas.txt").unlink()
    add(prune=True)
    assert "texto" in terms(archive)
    renew(archive)
    assert set(terms(archive)) == OIL_TERMS
    assert languages(archive) == ["en"]
