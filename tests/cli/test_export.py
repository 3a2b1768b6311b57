"""`newsidx export`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEFS, News
from tests.conftest import Run


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.md", "a.ris", "a.bib"])
def test_the_ending_chooses_the_format(ask: Run, tmp_path: Path, name: str) -> None:
    done = ask("export", "grain", "--to", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{BRIEFS} articles written to {name}\n"
    text = (tmp_path / name).read_text()
    count = {
        "a.jsonl": lambda: len([json.loads(line) for line in text.splitlines()]),
        "a.json": lambda: len(json.loads(text)),
        "a.csv": lambda: len(list(csv.DictReader(text.splitlines()))),
        "a.md": lambda: text.count("\n# ") + 1,
        "a.ris": lambda: text.count("ER  - \n"),
        "a.bib": lambda: text.count("@misc{"),
    }
    assert count[name]() == BRIEFS
    refused = ask("export", "grain", "--to", name)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--overwrite" in refused.stderr
    assert ask("export", "brief 44", "--to", name, "--overwrite").returncode == 0
    assert len((tmp_path / name).read_text()) < len(text)


def test_a_folder_gets_a_file_for_each_article(ask: Run, news: News, tmp_path: Path) -> None:
    assert ask("export", "--to", "plain/").stderr == f"{news.articles} articles written to plain/\n"
    assert len([path for path in (tmp_path / "plain").rglob("*") if path.is_file()]) == news.articles
    assert ask("export", "--to", "plain/").returncode == 2
    assert ask("export", "grain", "--to", "plain", "--format", "markdown", "--overwrite").returncode == 0
    assert len(list((tmp_path / "plain").rglob("*.md"))) == BRIEFS


def test_a_dash_exports_to_stdout(ask: Run) -> None:
    done = ask("export", "grain", "--to", "-", "--format", "csl-json")
    assert done.stderr == ""
    assert len(json.loads(done.stdout)) == BRIEFS


def test_without_a_file_articles_go_to_stdout_as_json_lines(ask: Run) -> None:
    done = ask("export", "grain")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ask("export", "grain", "--to", "-", "--format", "jsonl").stdout
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == BRIEFS


def test_the_order_and_the_number_of_articles_are_those_asked_for(ask: Run, tmp_path: Path) -> None:
    def refs(*arguments: str) -> list[str]:
        return ask("export", *arguments, "--format", "ids").stdout.splitlines()

    oldest = refs("grain")
    assert refs("grain", "--sort", "newest") == oldest[::-1]
    assert refs("grain", "--limit", "3") == oldest[:3]
    assert refs("grain", "-n", "0") == oldest
    assert refs("-n", "2", "--sort", "newest", "sanctions") == ["20220310-1", "20220309-1"]
    best = ask("search", "oil OR sanctions", "--format", "ids").stdout.splitlines()
    assert refs("oil OR sanctions", "--sort", "relevance", "-n", "2") == best[:2]
    assert ask("export", "grain", "-n", "2", "--to", "a.csv").stderr == "2 articles written to a.csv\n"


def test_ids_ranges_and_paths_are_exported(ask: Run, news: News) -> None:
    def refs(*arguments: str) -> list[str]:
        return ask("export", *arguments, "--format", "ids").stdout.splitlines()

    oil, briefs = str(news.folder / "oil.txt"), str(news.folder / "briefs")
    assert refs("20220308-1", "20220306-1") == ["20220306-1", "20220308-1"]
    assert refs("20220306-1..20220308-9") == ["20220306-1", "20220307-1", "20220308-1"]
    assert refs("0-1", "20220306-1") == ["0-1", "20220306-1"]
    assert refs(oil) == ["20220306-1"]
    assert refs(oil, "20220308-1", "0-1") == ["0-1", "20220306-1", "20220308-1"]
    assert len(refs(briefs)) == BRIEFS
    assert refs(briefs, "brief 44") == refs("brief 44")
    assert refs(str(news.folder), "deep") == ["20220401-1"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nothere", "--to", "a.ris"), 1, "Nothing found to export."),
        (("nothere", "--to", "-", "--format", "ris"), 1, "Nothing found to export."),
        (("grain", "--to", "a.doc"), 2, "Which format?"),
        (("grain", "--format", "files"), 2, "files needs a folder: give --to FOLDER/."),
        (("20230101-1",), 1, "Nothing found to export."),
        (("grain", "--to", "a/", "--format", "ris"), 2, "cannot be written to a folder"),
        (("grain", "--to", "nowhere/a.ris"), 2, "cannot be written"),
        (("grain", "--date", "2022-13", "--to", "a.ris"), 2, "newsidx: "),
    ],
)
def test_a_wrong_call_is_one_clear_line_and_writes_nothing(
    ask: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = ask("export", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_a_spreadsheet_would_run_is_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2022-03-06 =1+1 is two\n\n@sum of it all.")
    run("ingest", "a.txt")
    run("export", "--to", "a.csv")
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text().splitlines())
    assert row["title"].startswith("'=")


def test_an_export_follows_no_link_and_overwrites_no_other_file(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "a.csv.part").symlink_to("precious")
    (tmp_path / "b.csv.part").write_text("mine")
    for name in ("a.csv", "b.csv"):
        assert ask("export", "grain", "--to", name).returncode == 0
    assert (tmp_path / "precious").read_text() == "precious"
    assert (tmp_path / "b.csv.part").read_text() == "mine"
    assert not (tmp_path / "a.csv").is_symlink()


def test_overwriting_replaces_a_link_and_not_its_target(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "a.csv").symlink_to("precious")
    refused = ask("export", "grain", "--to", "a.csv")
    assert (refused.returncode, "already exists" in refused.stderr) == (2, True)
    assert ask("export", "grain", "--to", "a.csv", "--overwrite").returncode == 0
    ask("export", "grain", "--to", "folder/")
    file = next(path for path in (tmp_path / "folder").rglob("*") if path.is_file())
    text = file.read_text()
    file.unlink()
    file.symlink_to(tmp_path / "precious")
    assert ask("export", "grain", "--to", "folder/", "--overwrite").returncode == 0
    assert (file.read_text(), file.is_symlink()) == (text, False)
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_link_to_another_folder_is_refused_within_the_folder_written_to(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "2022").symlink_to(tmp_path / "elsewhere")
    refused = ask("export", "--to", "folder/", "--overwrite")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "folder/2022 is a link" in refused.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_csv_has_no_control_character_of_an_article_and_keeps_its_paragraphs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        'Date: 2022-03-06\nTitle: Oil \u202egnp.exe\n\nOne \u2066paragraph.\n\nAnd \u202aanother, "quoted".\n',
        encoding="utf-8",
    )
    run("ingest", "a.txt")
    printed = run("export", "--to", "-", "--format", "csv").stdout
    run("export", "--to", "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == printed
    (row,) = csv.DictReader(io.StringIO(printed, newline=""))
    assert (row["title"], row["body"]) == ("Oil gnp.exe", 'One paragraph.\n\nAnd another, "quoted".')
    (whole,) = json.loads(run("export", "--to", "-", "--format", "json").stdout)
    assert whole["title"] == "Oil \u202egnp.exe"
