"""`newsidx search`: the options, and what is said when there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEFS
from tests.conftest import Run


def refs(ask: Run, *arguments: str) -> list[str]:
    return ask("search", "--all", *arguments, "--format", "ids").stdout.split()


def test_words_may_be_arguments_or_one_argument(ask: Run) -> None:
    assert refs(ask, "oil", "sanctions") == refs(ask, "oil sanctions") == ["20220306-1"]


def test_quotes_ask_for_a_phrase(ask: Run) -> None:
    assert refs(ask, '"oil sanctions"') == ["20220306-1"]
    assert refs(ask, '"sanctions oil"') == []


def test_the_best_comes_first_unless_a_sort_is_asked_for(ask: Run) -> None:
    scores = [found["score"] for found in json.loads(ask("search", "sanctions", "--format", "json").stdout)]
    assert scores == sorted(scores, reverse=True)
    newest = refs(ask, "sanctions", "--sort", "newest")
    assert newest == [f"202203{day:02}-1" for day in (10, 9, 8, 7, 6)]
    assert refs(ask, "sanctions", "--sort", "oldest") == newest[::-1]


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (("--since", "2022-03-09"), [9, 10]),
        (("--until", "2022-03-07"), [6, 7]),
        (("--on", "2022-03-08"), [8]),
        (("--on", "--03-08"), [8]),
        (("--date", "2022-03-07..2022-03-08"), [7, 8]),
        (("--date", "2022-03", "--since", "2022-03-10"), [10]),
        (("--since", "2022-03-07", "--until", "2022-03-08"), [7, 8]),
        (("--date", "2021"), []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_date_options_narrow_and_combine(ask: Run, options: tuple[str, ...], days: list[int]) -> None:
    assert refs(ask, "sanctions", *options, "--sort", "oldest") == [f"202203{day:02}-1" for day in days]


def test_pages_are_the_whole_cut_in_pieces(ask: Run) -> None:
    whole = refs(ask, "grain")
    pages = [refs(ask, "grain", "-n", "20", "--page", str(page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, BRIEFS - 40]
    assert [ref for page in pages for ref in page] == whole
    assert refs(ask, "grain", "--page", "2") == pages[1]


def test_a_page_after_the_last_says_how_many_there_are(ask: Run) -> None:
    answer = ask("search", "grain", "--page", "9")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert f"no page 9: {BRIEFS} articles" in answer.stderr


def test_nothing_found_repeats_the_question_and_its_dates(ask: Run) -> None:
    answer = ask("search", "xyzzy", "--since", "2022-03")
    assert answer.returncode == 1
    assert answer.stderr == "Nothing found for xyzzy (2022-03-01..).\n"


@pytest.mark.parametrize("text", ["", "...", ":)", '"'])
def test_a_question_without_a_word_finds_nothing_in_every_format(ask: Run, text: str) -> None:
    answer = ask("search", text)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no word to look for" in answer.stderr
    assert json.loads(ask("search", text, "--format", "json").stdout) == []


@pytest.mark.parametrize(
    "text",
    ["don't", "U.S.", "AT&T", "C++", "a/b", "100%", "oil)", "(oil", '"oil', "oil*", "title:", "NEAR", "AND", "^oil"],
)
def test_any_text_is_a_valid_question(ask: Run, text: str) -> None:
    answer = ask("search", "--", text)
    assert answer.returncode in (0, 1)
    assert "Traceback" not in answer.stderr
    assert "syntax" not in answer.stderr


def test_help_has_examples(ask: Run) -> None:
    for name in ("ingest", "search", "list", "show"):
        assert f"  newsidx {name} " in ask(name, "--help").stdout


def test_a_word_behind_a_minus_must_be_absent_and_is_no_option(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "negatives"
    folder.mkdir()
    (folder / "a.txt").write_text("date 2022-03-06 Oil and gas rose.")
    (folder / "b.txt").write_text("date 2022-03-07 Oil rose.")
    run("ingest", str(folder))
    for arguments in (["oil", "-gas"], ["-gas"], ["oil", "NOT", "gas"], ["oil -(gas OR coal)"], ['-"and gas"', "-n1"]):
        assert run("search", *arguments, "--format", "ids").stdout == "20220307-1\n", arguments


def test_a_date_in_the_question_that_is_none_gets_a_caret_below_it(run: Run) -> None:
    done = run("search", "oil", "date:2022-13")
    assert done.returncode == 2
    assert done.stderr.splitlines()[:2] == ["  oil date:2022-13", "           ^^^^^^^"]
