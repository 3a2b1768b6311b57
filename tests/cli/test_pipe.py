"""newsidx in a pipe: one line an article, nothing cut, stdout the answer and nothing else, `head` no error."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEFS, CJK_TITLE, LONG_TITLE, UNBROKEN_TITLE, News, write
from tests.conftest import Run

ANSWERS = [("search", "sanctions"), ("list", "2022-03")]
COMMANDS = [
    *ANSWERS,
    ("list", "--by", "month"),
    ("show", "20220307-1"),
    ("info",),
    ("problems",),
    ("search", "sanctions", "--format", "table"),
    ("list", "--by", "day", "--format", "table"),
    ("problems", "--format", "table"),
]


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_an_article_is_one_line_of_five_fields(ask: Run, arguments: tuple[str, ...]) -> None:
    rows = [line.split("\t") for line in ask(*arguments).stdout.splitlines()]
    assert {len(row) for row in rows} == {5}
    assert {row[0] for row in rows} == {f"202203{day:02}-1" for day in range(6, 11)}
    assert {row[1] for row in rows} == {f"2022-03-{day:02}" for day in range(6, 11)}
    assert {row[2] for row in rows} >= {LONG_TITLE, UNBROKEN_TITLE, CJK_TITLE}
    assert {row[3] for row in rows} == {"", "The Newspaper of Record"}


def test_search_gives_the_words_around_a_match(ask: Run) -> None:
    assert ask("search", "rockets").stdout.rstrip("\n").split("\t")[4] == "No sanctions on rockets."


def test_an_undated_article_says_so_in_its_line(ask: Run) -> None:
    assert ask("list", "--undated").stdout == "0-1\tundated\tNobody knows when.\t\t\n"


@pytest.mark.parametrize("arguments", COMMANDS[2:], ids=" ".join)
def test_the_width_of_some_terminal_changes_nothing(ask: Run, arguments: tuple[str, ...]) -> None:
    assert ask(*arguments, COLUMNS="20").stdout == ask(*arguments).stdout


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_escape_and_no_filling_spaces(ask: Run, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments, TERM="xterm-256color", COLORTERM="truecolor", TERM_PROGRAM="iTerm.app")
    assert answer.returncode == 0
    assert "\x1b" not in answer.stdout + answer.stderr
    assert not [line for line in answer.stdout.splitlines() if line.endswith(" ")]


def test_a_table_in_a_pipe_is_not_cut_or_folded(ask: Run) -> None:
    table = ask("list", "2022-03", "--format", "table").stdout
    assert LONG_TITLE in table
    assert UNBROKEN_TITLE in table
    assert CJK_TITLE in table
    assert len(table.splitlines()) == 6


def test_show_does_not_fold_what_is_known_of_an_article(ask: Run) -> None:
    lines = [line.split() for line in ask("show", "20220307-1").stdout.splitlines()]
    assert ["URL", f"https://example.org/{'u' * 150}"] in lines
    assert ["k" * 90, "kept"] in lines


@pytest.mark.parametrize("arguments", [("search", "grain"), ("list", "2021")], ids=" ".join)
def test_every_hit_is_printed_unless_a_limit_is_given(ask: Run, arguments: tuple[str, ...]) -> None:
    assert len(ask(*arguments).stdout.splitlines()) == BRIEFS
    assert len(ask(*arguments, "--limit", "7").stdout.splitlines()) == 7
    assert len(ask(*arguments, "--limit", "0").stdout.splitlines()) == BRIEFS


@pytest.mark.parametrize("arguments", [*ANSWERS, ("problems",), ("info",), ("show", "20220306-1")], ids=" ".join)
def test_an_answer_leaves_stderr_empty(ask: Run, arguments: tuple[str, ...]) -> None:
    assert ask(*arguments).stderr == ""


def test_notes_are_on_stderr(ask: Run) -> None:
    answer = ask("search", '"sanctions')
    assert answer.stderr.startswith("Note: ")
    assert len(answer.stdout.splitlines()) == 5
    nothing = ask("search", "xyzzy")
    assert nothing.stdout == ""
    assert "xyzzy" in nothing.stderr


def test_ingest_prints_its_report_and_no_progress(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Text.\n"})
    answer = run("ingest", "articles")
    assert answer.stdout.splitlines()[0].startswith("1 file in")
    assert answer.stderr == "Next: newsidx search QUERY, newsidx list, newsidx info\n"


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_every_format_has_the_same_articles_in_the_same_order(ask: Run, arguments: tuple[str, ...]) -> None:
    def printed(form: str) -> str:
        return ask(*arguments, "--format", form).stdout

    refs = [line.split("\t")[0] for line in printed("lines").splitlines()]
    assert len(refs) == 5
    assert [article["ref"] for article in json.loads(printed("json"))] == refs
    assert [json.loads(line)["ref"] for line in printed("jsonl").splitlines()] == refs
    assert [row["ref"] for row in csv.DictReader(io.StringIO(printed("csv")))] == refs
    assert printed("ids").splitlines() == refs
    assert len(printed("paths").splitlines()) == 5


def test_json_of_a_search_is_the_article_and_how_it_was_found(ask: Run) -> None:
    (found,) = json.loads(ask("search", "crude", "--format", "json").stdout)
    assert found["id"] == 20220306000001
    assert found["date"] == "2022-03-06"
    assert found["body"] == "Oil sanctions were eased. Venezuela ships crude again."
    assert found["snippet"] == found["body"]
    assert found["score"] > 0
    assert [Path(path).name for path in found["files"]] == ["oil.txt"]


def test_json_of_nothing_is_an_empty_array(ask: Run) -> None:
    answer = ask("search", "xyzzy", "--format", "json")
    assert (answer.returncode, json.loads(answer.stdout)) == (1, [])


def test_ids_can_be_fed_to_show(ask: Run) -> None:
    refs = ask("search", "sanctions", "--format", "ids").stdout.split()
    shown = [json.loads(line) for line in ask("show", *refs, "--format", "jsonl").stdout.splitlines()]
    assert [article["ref"] for article in shown] == refs


def test_paths_are_files_that_are_there_and_that_show_takes(ask: Run) -> None:
    paths = ask("list", "--format", "paths").stdout.splitlines()
    assert all(map(os.path.isfile, paths))
    (spaced,) = (path for path in paths if "two  spaces" in path)
    assert "Deep down." in ask("show", spaced).stdout


def test_paths_of_problems_are_files_that_are_there(ask: Run) -> None:
    paths = ask("problems", "--format", "paths").stdout.splitlines()
    assert sorted(map(os.path.basename, paths)) == ["empty.txt", "picture.txt"]
    assert all(map(os.path.isfile, paths))


@pytest.mark.parametrize(
    "arguments",
    [
        *COMMANDS,
        ("search", "sanctions", "--format", "json"),
        ("show", "20220306-1", "--format", "json"),
        ("info", "--format", "json"),
        ("--help",),
        ("--version",),
        ("search", "--help"),
    ],
    ids=" ".join,
)
def test_a_pipe_without_a_reader_is_no_error(news: News, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "newsidx", *arguments]
    environment = {**os.environ, "NEWSIDX_DB": str(news.db)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no head")
def test_head_ends_a_long_answer_quietly(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {f"{n}.txt": f"date 2022-03-06 Text {n}. {'word ' * 400}\n" for n in range(200)})
    run("ingest", "articles")
    piped = '"$0" -m newsidx "$@" | head -1; exit ${PIPESTATUS[0]}'
    for arguments in (("list", "--format", "jsonl"), ("search", "word", "--format", "json"), ("list",)):
        answer = subprocess.run(
            ["bash", "-c", piped, sys.executable, *arguments],
            env={**os.environ, "NEWSIDX_DB": str(tmp_path / "run.db")},
            capture_output=True,
            check=False,
        )
        assert answer.returncode == 0
        assert answer.stderr == b""
        assert answer.stdout.count(b"\n") == 1


def test_an_encoding_without_a_character_has_a_question_mark_for_it(ask: Run) -> None:
    answer = ask("list", "2022-03-09", PYTHONIOENCODING="latin-1")
    assert answer.returncode == 0
    assert answer.stdout.split("\t")[2] == "?" * len(CJK_TITLE)


def test_text_is_utf_8_in_a_pipe(ask: Run) -> None:
    assert CJK_TITLE in ask("list", "2022-03-09").stdout
