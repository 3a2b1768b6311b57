"""`newsidx search`: the options, and what is said when there is nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
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


def test_no_match_repeats_the_query_and_its_dates(ask: Run) -> None:
    answer = ask("search", "xyzzy", "--since", "2022-03")
    assert answer.returncode == 1
    assert answer.stderr == "No article matches: xyzzy (2022-03-01..)\n"


@pytest.mark.parametrize("text", ["", "...", ":)", '"'])
def test_a_query_without_a_word_finds_nothing_in_every_format(ask: Run, text: str) -> None:
    answer = ask("search", text)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no word to search for" in answer.stderr
    assert json.loads(ask("search", text, "--format", "json").stdout) == []


@pytest.mark.parametrize(
    "text",
    ["don't", "U.S.", "AT&T", "C++", "a/b", "100%", "oil)", "(oil", '"oil', "oil*", "title:", "NEAR", "AND", "^oil"],
)
def test_any_text_is_a_valid_query(ask: Run, text: str) -> None:
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


def test_a_bad_date_in_the_query_gets_a_caret_below_it(run: Run) -> None:
    done = run("search", "oil", "date:2022-13")
    assert done.returncode == 2
    assert done.stderr.splitlines()[:2] == ["  oil date:2022-13", "           ^^^^^^^"]


def matched(ask: Run, *arguments: str) -> dict[str, str]:
    """How each article of an answer matches, in the order of the answer."""
    found = map(json.loads, ask("search", *arguments, "--format", "jsonl").stdout.splitlines())
    return {article["ref"]: article["matched"] for article in found}


def meant(stderr: str) -> list[str]:
    """The command that is offered on stderr, as a shell would read it."""
    (line,) = (line for line in stderr.splitlines() if line.startswith("Did you mean: "))
    return shlex.split(line.removeprefix("Did you mean: "))


@pytest.mark.parametrize("form", ["lines", "json", "jsonl", "csv", "ids", "paths", "table"])
def test_only_articles_with_all_the_words_are_in_a_pipe(ask: Run, form: str) -> None:
    answer = ask("search", "oil", "sanctions", "--format", form)
    assert answer.returncode == 0
    assert answer.stdout == ask("search", "oil", "sanctions", "--all", "--format", form).stdout
    assert len(re.findall(r"20220306-1|oil\.txt", answer.stdout)) in (1, 2)
    assert not re.search(r"202203(07|08|09|10)-1", answer.stdout)
    assert "some of" not in answer.stderr


def test_partial_matches_are_mentioned_where_there_is_no_full_one(ask: Run) -> None:
    answer = ask("search", "rockets", "grain", "zebra")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[:2] == [
        "No article has all of: rockets grain zebra",
        f"{BRIEFS + 1} articles have some of the words; --any finds them.",
    ]
    assert "--any" not in ask("search", "rockets", "grain", "zebra", "--all").stderr
    assert "--any" not in ask("search", "zebra").stderr


def test_all_leaves_out_what_has_only_some_of_the_words(ask: Run) -> None:
    assert matched(ask, "oil", "sanctions", "--all") == {"20220306-1": "all"}
    assert ask("search", "oil", "sanctions", "--all").stderr == ""
    assert ask("search", "oil", "grain", "--all").returncode == 1
    assert ask("search", "oil", "grain", "--any").returncode == 0


def test_any_ranks_what_has_any_of_the_words(ask: Run) -> None:
    found = matched(ask, "rockets", "sanctions", "--any")
    assert set(found.values()) == {"any"}
    assert len(found) == 5
    assert next(iter(found)) == "20220310-1"
    answer = json.loads(ask("search", "oil", "grain", "sanctions", "--any", "--format", "json").stdout)
    assert len(answer) == BRIEFS + 5
    assert [one["score"] for one in answer] == sorted((one["score"] for one in answer), reverse=True)
    assert ask("search", "rockets", "sanctions", "--any").stderr == ""


def test_by_date_only_articles_with_all_the_words_are_listed(ask: Run) -> None:
    assert matched(ask, "oil", "sanctions", "--sort", "newest") == {"20220306-1": "all"}


def test_pages_in_a_pipe_are_of_articles_with_all_the_words(ask: Run) -> None:
    whole = ask("search", "oil OR sanctions", "--format", "ids").stdout.split()
    pages = [ask("search", "oil OR sanctions", "-n2", "--page", page, "--format", "ids") for page in "1234"]
    assert [ref for page in pages for ref in page.stdout.split()] == whole
    assert [page.returncode for page in pages] == [0, 0, 0, 1]
    assert pages[3].stderr == "There is no page 4: 5 articles match oil OR sanctions.\n"


def test_fuzzy_finds_words_of_similar_spelling(ask: Run) -> None:
    assert matched(ask, "venezuella", "--fuzzy") == {"20220306-1": "one edit"}
    assert matched(ask, "wenezuella", "--fuzzy") == {"20220306-1": "two edits"}
    assert matched(ask, "wenezuella", "--fuzzy", "--sort", "newest") == {"20220306-1": "near"}
    assert matched(ask, "venezuela", "--fuzzy") == {"20220306-1": "all"}
    answer = ask("search", "oyl OR grain", "--fuzzy", "-n", "60")
    parts = f"{BRIEFS} articles with all the words, 1 with a word one letter off"
    assert answer.stderr == f"Note: {parts}.\n"
    only_near = ask("search", "venezuella", "--fuzzy", "--format", "ids").stderr
    assert only_near == "Note: 1 article with a word one letter off.\n"
    assert ask("search", "xyzzyplugh", "--fuzzy").returncode == 1


def test_a_misspelt_word_that_finds_nothing_gets_a_suggestion_on_stderr(ask: Run) -> None:
    answer = ask("search", "venezuella")
    assert (answer.returncode, answer.stdout) == (1, "")
    nothing, _, reason = answer.stderr.splitlines()
    assert nothing == "No article matches: venezuella"
    assert meant(answer.stderr) == ["newsidx", "search", "Venezuela"]
    assert reason == "  venezuella is in no article, Venezuela in 1"


def test_a_misspelt_word_among_others_gets_a_suggestion_below_the_answer(ask: Run) -> None:
    for form in ("ids", "table"):
        answer = ask("search", "venezuella", "sanctions", "--any", "--format", form)
        assert answer.returncode == 0
        assert "Did you mean" not in answer.stdout
        assert meant(answer.stderr) == ["newsidx", "search", "--any", "--format", form, "Venezuela", "sanctions"]


def test_a_suggestion_begins_at_the_first_page(ask: Run) -> None:
    answer = ask("search", "venezuella", "sanctions", "-n1", "--page", "2")
    assert meant(answer.stderr) == ["newsidx", "search", "--limit", "1", "Venezuela", "sanctions"]


@pytest.mark.parametrize(
    "arguments",
    [("sanctions",), ("venezuella OR grain", "-n1", "--page", "2"), ("venezuella", "--fuzzy"), ("xyzzyplugh",)],
    ids=" ".join,
)
def test_nothing_is_suggested_where_there_is_no_need(ask: Run, arguments: tuple[str, ...]) -> None:
    assert "Did you mean" not in ask("search", *arguments).stderr


def test_a_suggestion_can_be_pasted_into_a_shell(ask: Run) -> None:
    typed = '"oil sanctions" (venezuella OR don\'t) path:"oil.txt" -gas'
    pasted = meant(ask("search", typed).stderr)
    assert pasted[:2] == ["newsidx", "search"]
    assert ask(*pasted[1:], "--all", "--format", "ids").stdout == "20220306-1\n"


def test_matches_on_other_dates_are_mentioned(ask: Run) -> None:
    answer = ask("search", "sanctions", "--since", "2023")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines() == [
        "No article matches: sanctions (2023-01-01..)",
        "5 articles match on other dates.",
    ]
    for arguments in (["sanctions", "since:2023"], ["sanctions", "--on", "2021-01-11"]):
        assert "5 articles match on other dates." in ask("search", *arguments).stderr
    assert "other dates" not in ask("search", "xyzzyplugh").stderr


def test_explain_shows_how_a_query_is_understood_and_how_long_each_step_takes(ask: Run) -> None:
    answer = ask("search", "oil", "sanctions", "-gas", "--since", "2022", "--explain")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "\x1b" not in answer.stdout
    for said in ("Understood as", "all of", "oil  word", "not", "Dates  2022-01-01..", "FTS5  ", "ms  counting full"):
        assert said in answer.stdout
    assert "Partial matches  4 articles" in answer.stdout
    assert "Partial matches" not in ask("search", "oil", "sanctions", "--all", "--explain").stdout
    assert "Any of the words  5 articles" in ask("search", "oil", "sanctions", "--any", "--explain").stdout
    assert "Rocket" not in answer.stdout


def test_what_was_read_otherwise_than_typed_is_noted_on_stderr(ask: Run) -> None:
    answer = ask("search", 'oil "sanctions" )', "--format", "ids", "--all")
    assert answer.stdout == "20220306-1\n"
    assert answer.stderr == "Note: an unmatched closing bracket was ignored.\n"


def test_csv_says_how_each_article_matches(ask: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("search", "oil OR venezuella", "--fuzzy", "--format", "csv").stdout)))
    assert [row["matched"] for row in rows] == ["all"]
    rows = list(csv.DictReader(io.StringIO(ask("search", "oil", "sanctions", "--any", "--format", "csv").stdout)))
    assert [row["matched"] for row in rows] == ["any"] * 5


def test_all_and_any_cannot_be_combined(ask: Run) -> None:
    answer = ask("search", "oil", "sanctions", "--all", "--any")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "--all and --any" in answer.stderr
