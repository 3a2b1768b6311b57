"""`newsidx tag`, `newsidx note`, `newsidx undo`, and `search:NAME` in a query."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.archive.old_schemas import downgrade
from tests.cli.conftest import write
from tests.conftest import Run

ARTICLES = {
    "a.txt": "date 2022-03-06 Oil rises\n\nOil in Venezuela.\n",
    "b.txt": "date 2022-03-07 Cocoa falls\n\nCocoa and oil.\n",
    "c.txt": "date 2022-03-08 Tin falls\n\nTin in London.\n",
}


@pytest.fixture
def news(run: Run, tmp_path: Path) -> Run:
    """The command, with an archive of three articles."""
    write(tmp_path / "articles", ARTICLES)
    assert run("ingest", "articles").returncode == 0
    return run


def test_tags_are_put_on_what_matches_and_on_ids_and_listed(news: Run) -> None:
    nothing = news("tag")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "newsidx tag +TAG QUERY" in nothing.stderr
    assert news("tag", "+Story", "-read", "oil").stdout == "2 articles changed: +Story -read\n"
    assert news("tag", "+x", "20220308-1", "--since", "2022").stdout == "1 article changed: +x\n"
    assert news("tag", "--format", "json").stdout == (
        '[{"tag": "story", "articles": 2, "share": 0.6667}\n,{"tag": "x", "articles": 1, "share": 0.3333}\n]\n'
    )
    assert news("tag", "cocoa").stdout == "story\t1\t1.0\n"
    assert news("list", "--by", "tag").stdout == news("tag").stdout
    ids = news("search", "tag:story", "--format", "ids").stdout
    assert ids.split() == ["20220307-1", "20220306-1"]
    assert news("tag", "-story", "-", stdin=ids).stdout == "2 articles changed: -story\n"
    assert news("tag").stdout == "x\t1\t0.3333\n"


def test_it_is_said_how_many_of_them_a_change_of_tags_was_about(news: Run) -> None:
    assert news("tag", "+story", "20220306-1").stdout == "1 article changed: +story\n"
    assert news("tag", "+story", "oil").stdout == "1 of 2 articles changed: +story\n"
    assert news("tag", "+story", "oil").stdout == "Nothing to change in 2 articles: +story\n"
    assert news("tag", "-read", "20220306-1").stdout == "Nothing to change in 1 article: -read\n"
    assert news("tag", "-story", "oil").stdout == "2 articles changed: -story\n"


def test_after_the_tags_a_dash_excludes_a_word(news: Run) -> None:
    assert news("tag", "+story", "oil", "-cocoa").stdout == "1 article changed: +story\n"
    assert news("search", "tag:story", "--format", "ids").stdout == "20220306-1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("+story",), "Which articles to tag?"),
        (("+story", "-story", "oil"), "cannot be combined"),
        (("+a b", "oil"), "cannot be a tag"),
        (("+story", "20220309-1"), "There is no article 20220309-1"),
        (("+story", "date:2022-13"), "2022-13"),
    ],
)
def test_what_cannot_be_tagged_is_said_in_a_sentence(news: Run, arguments: tuple[str, ...], message: str) -> None:
    refused = news("tag", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert message in refused.stderr
    assert news("tag").returncode == 1


def test_nothing_matches_and_nothing_is_tagged(news: Run) -> None:
    nothing = news("tag", "+story", "nosuchword")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (1, "", "No article matches: no tag was changed.\n")


def test_a_note_grows_by_paragraphs_is_edited_deleted_and_brought_back(news: Run, tmp_path: Path) -> None:
    nothing = news("note", "20220306-1")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert news("note", "20220306-1", "Smith", "called").stdout == "Note on 20220306-1 saved.\n"
    news("note", "articles/a.txt", "-", stdin="No comment.\n\x1b[31m")
    assert news("note", "20220306-1").stdout == "Smith called\n\nNo comment.\n[31m\n"
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i s/Smith/Jones/ "$1"\nsleep 0.01\n')
    editor.chmod(0o755)
    assert news("note", "20220306-1", "--edit", EDITOR=str(editor), VISUAL="").returncode == 0
    assert news("note", "20220306-1").stdout.startswith("Jones called\n")
    assert news("search", "note:jones", "--format", "ids").stdout == "20220306-1\n"
    assert news("note", "20220306-1", "--delete").stdout == "Note on 20220306-1 deleted.\n"
    assert news("undo").stdout == "Undone: note on 20220306-1 changed.\n"
    assert news("note", "20220306-1").stdout.startswith("Jones called\n")
    assert "one of them" in news("note", "20220306-1", "x", "--delete").stderr


def test_show_and_export_have_tags_and_note_and_an_ingest_reads_them_back(news: Run, tmp_path: Path) -> None:
    news("tag", "+story", "+sources/smith", "20220306-1")
    news("note", "20220306-1", "=Called Smith")
    shown = news("show", "20220306-1").stdout
    assert "Tags   sources/smith story" in shown
    assert "Note   =Called Smith" in shown
    (record,) = json.loads(news("search", "tag:story", "--format", "json").stdout)
    assert (record["tags"], record["note"]) == (["sources/smith", "story"], "=Called Smith")
    for number, target in enumerate(("all.jsonl", "all.json", "all.csv", "all/")):
        assert news("export", "--to", target).returncode == 0
        db = str(tmp_path / f"{number}.db")
        assert news("ingest", target, NEWSIDX_DB=db).returncode == 0
        assert news("tag", NEWSIDX_DB=db).stdout == news("tag").stdout
        assert news("note", "20220306-1", NEWSIDX_DB=db).stdout == "=Called Smith\n"
    assert "KW  - story\n" in news("export", "tag:story", "--format", "ris").stdout
    assert "keywords = {sources/smith, story}" in news("export", "tag:story", "--format", "bibtex").stdout
    assert '"keyword": "sources/smith, story"' in news("export", "tag:story", "--format", "csl-json").stdout
    assert "#story" in news("export", "tag:story", "--format", "markdown").stdout


def test_a_saved_query_stands_for_itself_in_a_query(news: Run) -> None:
    news("alert", "add", "oil", "oil -cocoa")
    news("alert", "add", "both", "search:oil OR tin")
    assert news("search", "search:both", "--format", "ids").stdout.split() == ["20220308-1", "20220306-1"]
    assert news("search", "search:both", "-search:oil", "--format", "ids").stdout == "20220308-1\n"
    missing = news("search", "search:gas")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "There is no alert called gas" in missing.stderr


def test_what_was_removed_is_brought_back_and_listed_before(news: Run) -> None:
    removed = news("remove", "oil", "--yes")
    assert removed.stdout.endswith("2 articles removed. newsidx undo brings them back. The files stay.\n")
    assert news("undo", "--list").stdout.split("\t")[2:] == ["removal", "", "2\n"]
    assert news("undo", "--list", "--format", "table").stdout.endswith("  2 articles removed\n")
    assert news("undo").stdout == "Undone: 2 articles are back.\n"
    assert len(news("list").stdout.splitlines()) == 3
    nothing = news("undo")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "There is no change to undo" in nothing.stderr
    assert news("undo", "--list").returncode == 1


def test_a_deleted_alert_is_shown_and_brought_back(news: Run) -> None:
    news("alert", "add", "oil", "oil -cocoa")
    assert 'Alert "oil" deleted: oil -cocoa' in news("alert", "remove", "oil").stdout
    assert news("undo").stdout == "Undone: alert “oil” is back.\n"
    assert news("alert", "list").stdout.startswith("oil\toil -cocoa\t")


def test_an_alert_that_another_one_needs_is_named_and_the_others_are_run(news: Run, tmp_path: Path) -> None:
    for name, query in (("base", "oil"), ("dep", "search:base tin"), ("tin", "tin")):
        news("alert", "add", name, query)
    removed = news("alert", "remove", "base")
    assert "search:base is in the query of dep, which cannot be run now" in removed.stderr
    write(tmp_path / "articles", {"d.txt": "date 2022-03-09 Tin rises\n\nTin again.\n"})
    news("ingest", "articles")
    ran = news("alert", "run")
    assert ran.returncode == 0
    assert ran.stdout.startswith("tin\t20220309-1\t")
    assert 'Alert "dep" cannot be run: There is no alert called base.' in ran.stderr


def test_what_was_written_in_the_editor_stays_in_a_file_if_it_cannot_be_saved(news: Run, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\necho "An hour of work" >> "$1"\n"$PYTHON" -m newsidx note 20220306-1 "Other"\n')
    editor.chmod(0o755)
    failed = news("note", "20220306-1", "--edit", EDITOR=str(editor), VISUAL="", PYTHON=sys.executable)
    assert failed.returncode == 2
    (path,) = re.findall(r"What you wrote is in (\S+)", failed.stderr)
    assert Path(path).read_text() == "An hour of work\n"
    Path(path).unlink()
    assert news("note", "20220306-1").stdout == "Other\n"


def test_tags_come_before_the_articles_and_are_no_options(news: Run) -> None:
    late = news("tag", "20220306-1", "+story")
    assert (late.returncode, late.stdout) == (2, "")
    assert "newsidx tag +story 20220306-1" in late.stderr
    assert news("tag", "+x", "20220306-1").stderr == ""
    taken = news("tag", "-x", "20220306-1")
    assert (taken.stdout, taken.stderr) == ("1 article changed: -x\n", "")


@pytest.mark.parametrize("version", [4, 8, 11, 13])
@pytest.mark.parametrize("arguments", [("undo",), ("undo", "7"), ("undo", "--yes"), ("undo", "--list")])
def test_with_nothing_to_undo_an_older_archive_is_left_as_it_is(
    news: Run, tmp_path: Path, version: int, arguments: tuple[str, ...]
) -> None:
    downgrade(tmp_path / "run.db", version)
    before = (tmp_path / "run.db").read_bytes()
    nothing = news(*arguments)
    assert (nothing.returncode, nothing.stdout) == (1 if "--list" in arguments else 2, "")
    assert "There is no change to undo" in nothing.stderr
    assert (tmp_path / "run.db").read_bytes() == before


def test_with_no_archive_an_undo_makes_none(run: Run, tmp_path: Path) -> None:
    nothing = run("undo")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "There is no archive at" in nothing.stderr
    assert list(tmp_path.iterdir()) == []
