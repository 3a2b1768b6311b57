"""`newsidx ingest --source …`: what a user says of files on the command line reaches their articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

PROSE = "The ministers of nine countries met again in Geneva on Sunday, and nothing came of it, officials said.\n"
FIELDS = {"source": "The Herald", "section": "World", "place": "Geneva", "byline": "Ann Lee", "language": "fr"}


def ingested(run: Run, *arguments: str) -> list[dict[str, str | None]]:
    done = run("ingest", *arguments)
    assert done.returncode == 0, done.stderr
    articles: list[dict[str, str | None]] = json.loads(run("list", "--oldest", "--format", "json").stdout)
    return articles


def test_fields_are_given_to_articles_that_do_not_name_their_own(run: Run, tmp_path: Path) -> None:
    own = "Source: The Times\nDate: 2022-03-07\nTitle: Talks\n\nThey go on.\n"
    write(tmp_path / "in", {"a.txt": f"date 2022-03-06 Talks\n\n{PROSE}", "b.txt": own})
    options = [part for field, value in FIELDS.items() for part in (f"--{field}", value)]
    first, second = ingested(run, "in", *options)
    assert {field: first[field] for field in FIELDS} == FIELDS
    assert {field: second[field] for field in FIELDS} == {**FIELDS, "source": "The Times"}
    first, _ = ingested(run, "in", "--source", "")
    assert (first["source"], first["place"]) == (None, "Geneva")


def test_columns_can_be_named_one_by_one_or_together(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": f"Ausgabe,Kopf,x\n06.03.2022,Talks,{PROSE.strip().replace(',', '')}\n"})
    (together,) = ingested(run, "a.csv", "--columns", "date=Ausgabe,title=Kopf", "--columns", "body=x")
    assert (together["date"], together["title"]) == ("2022-03-06", "Talks")


@pytest.mark.parametrize("columns", ["date", "day=Ausgabe", "=x", ""])
def test_a_column_for_no_field_is_a_message_that_names_the_fields(run: Run, tmp_path: Path, columns: str) -> None:
    write(tmp_path, {"a.csv": "a,b\n"})
    done = run("ingest", "a.csv", "--columns", columns)
    assert done.returncode == 2
    assert "date, title, body" in done.stderr
    assert not (tmp_path / "run.db").exists()


def test_a_layout_reads_the_files_it_fits_now_and_when_they_change(run: Run, tmp_path: Path) -> None:
    layout = "begins = '^\\*\\*\\*'\ndate = '^ED (.+)$'\ndate_format = '%d.%m.%y'\ntitle = '^HEAD (.+)$'\n"
    story = "***\nED 06.03.98\nHEAD Talks\nThey go on.\n"
    write(tmp_path, {"h.toml": layout, "in/a.txt": story})
    (only,) = ingested(run, "in", "--layout", "h.toml")
    assert (only["date"], only["title"]) == ("1998-03-06", "Talks")
    write(tmp_path, {"in/a.txt": story + story.replace("06", "07")})
    assert [article["date"] for article in ingested(run, "in")] == ["1998-03-06", "1998-03-07"]


def test_a_layout_that_is_none_is_a_message_before_an_archive_is_made(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"h.toml": "date = '(['\n", "a.txt": PROSE})
    done = run("ingest", "a.txt", "--layout", "h.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "h.toml" in done.stderr
    assert not (tmp_path / "run.db").exists()


@pytest.mark.parametrize(("option", "count"), [(None, 2), ("--no-split", 1), ("--split", 2)])
def test_a_text_is_cut_into_articles_as_the_user_says(run: Run, tmp_path: Path, option: str | None, count: int) -> None:
    write(tmp_path, {"a.txt": f"2022-03-05\n\n{PROSE}=====\n2022-03-06\n\n{PROSE}"})
    assert len(ingested(run, "a.txt", *([option] if option else []))) == count


def test_a_text_whose_parts_have_no_dates_is_cut_only_if_the_user_says_so(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": f"Talks\n\n{PROSE}=====\nSnow\n\nIt snowed. {PROSE}=====\nRain\n\nIt rained. {PROSE}"})
    assert len(ingested(run, "a.txt")) == 1
    assert len(ingested(run, "a.txt", "--split")) == 3


def test_files_are_chosen_by_their_names(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {name: f"date 2022-03-06 {name}\n\n{PROSE}" for name in ("a.txt", "a.md", "drafts/b.txt")})
    articles = ingested(run, "in", "--include", "*.txt", "--exclude", "drafts")
    assert [article["title"] for article in articles] == ["a.txt"]
