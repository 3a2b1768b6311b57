"""`newsidx show`: an article by its id or its file, or the answer to a query, as a person reads it or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEFS, LONG_TITLE, News, write
from tests.conftest import Run


def test_an_article_is_named_by_ref_id_or_path(ask: Run, news: News) -> None:
    by_ref = ask("show", "20220306-1").stdout
    assert "Venezuela ships crude again." in by_ref
    assert ask("show", "20220306000001").stdout == by_ref
    assert ask("show", str(news.folder / "oil.txt")).stdout == by_ref


def test_a_path_may_be_relative(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert "20220306-1" in run("show", "articles/a.txt").stdout


def test_what_is_known_is_shown(ask: Run, news: News) -> None:
    shown = ask("show", "20220307-1").stdout
    assert "2022-03-07, Monday" in shown
    assert "from its front matter" in shown
    assert "The Newspaper of Record" in shown
    assert "Ann Smith" in shown
    assert str(news.folder / "long-title.md") in shown
    assert "More about sanctions." in shown


def test_an_undated_article_says_so(ask: Run) -> None:
    assert "undated" in ask("show", "0-1").stdout


def test_articles_are_shown_in_the_order_asked(ask: Run) -> None:
    shown = ask("show", "20220310-1", "20220306-1", "20220310-1").stdout
    assert shown.index("rockets") < shown.index("Venezuela") < shown.rindex("rockets")
    objects = json.loads(ask("show", "20220310-1", "20220306-1", "--format", "json").stdout)
    assert [article["ref"] for article in objects] == ["20220310-1", "20220306-1"]


def test_json_has_the_fields_of_an_article(ask: Run, news: News) -> None:
    (article,) = json.loads(ask("show", "20220307-1", "--format", "json").stdout)
    assert list(article) == [
        "id", "ref", "date", "published", "title", "body", "byline", "source", "section", "place", "url", "language",
        "words", "meta", "date_from", "title_from", "files", "tags", "note",
    ]  # fmt: skip
    assert article["title"] == LONG_TITLE
    assert article["meta"] == {"k" * 90: "kept"}
    assert article["files"] == [str(news.folder / "long-title.md")]


def test_highlighting_in_a_pipe_leaves_no_mark(ask: Run) -> None:
    assert ask("show", "20220306-1", "--highlight", "oil ships").stdout == ask("show", "20220306-1").stdout


def test_a_date_that_reads_two_ways_shows_both(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "Date: 03/04/2022\n\nWind.\n"})
    run("ingest", "articles")
    shown = run("show", "20220304-1").stdout
    assert "03/04/2022" in shown
    assert "2022-04-03" in shown
    assert "the date is ambiguous" in shown


def test_every_copy_is_named_and_those_that_are_gone(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n", "b.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    (tmp_path / "articles" / "a.txt").unlink()
    run("ingest", "articles")
    lines = [line.strip() for line in run("show", "20220306-1").stdout.splitlines()]
    assert f"Files  {tmp_path / 'articles' / 'b.txt'}" in lines
    assert f"{tmp_path / 'articles' / 'a.txt'}  (missing)" in lines


def test_ids_are_read_from_standard_input_a_line_each(ask: Run, news: News) -> None:
    names = f"20220310-1\n\n  20220306000001  \r\n{news.folder / 'emoji.md'}\n"
    shown = ask("show", "-", "--format", "ids", stdin=names).stdout.split()
    assert shown == ["20220310-1", "20220306-1", "20220310-1"]


def test_the_lines_of_a_search_are_ids_for_show(ask: Run) -> None:
    found = ask("search", "sanctions", "-n", "3").stdout
    assert (
        ask("show", "-", "--format", "ids", stdin=found).stdout
        == ask("search", "sanctions", "-n", "3", "--format", "ids").stdout
    )


def test_ids_from_standard_input_stand_where_the_dash_does(ask: Run) -> None:
    shown = ask("show", "0-1", "-", "20220306-1", "--format", "ids", stdin="20220310-1\n").stdout
    assert shown.split() == ["0-1", "20220310-1", "20220306-1"]


def test_no_ids_on_standard_input_is_said(ask: Run) -> None:
    done = ask("show", "-", stdin="\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "No IDs came in on standard input.\n"


def test_a_line_that_is_no_id_is_named(ask: Run) -> None:
    done = ask("show", "-", stdin="20220306-1\nno such \udcff thing\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such" in done.stderr


def test_several_articles_have_a_line_between_them_that_counts_them(ask: Run) -> None:
    shown = ask("show", "20220310-1", "20220306-1").stdout
    first, second = shown.index("── 1 of 2 ──"), shown.index("── 2 of 2 ──")
    assert first < shown.index("Rocket") < second < shown.index("Venezuela")
    assert " of " not in ask("show", "0-1").stdout


def test_the_answer_to_a_query_is_read_in_its_order(ask: Run) -> None:
    ids = ask("search", "grain", "--format", "ids").stdout
    assert ask("show", "--of", "grain", "--format", "ids").stdout == ids
    newest = ask("search", "grain", "--sort", "newest", "--since", "2021-05", "-n", "5", "--page", "2").stdout
    shown = ask("show", "--of", "grain", "--sort", "newest", "--since", "2021-05", "-n", "5", "--page", "2").stdout
    refs = [line.split("\t")[0] for line in newest.splitlines()]
    assert [line.strip() for line in shown.splitlines() if line.strip() in refs] == refs
    assert "── 6 of 25 ──" in shown
    assert "── 10 of 25 ──" in shown


def test_in_a_pipe_all_of_an_answer_is_shown(ask: Run) -> None:
    shown = ask("show", "--of", "grain").stdout
    assert f"── {BRIEFS} of {BRIEFS} ──" in shown
    assert shown.count("Brief") >= BRIEFS


def test_an_answer_of_one_article_has_no_line_above_it(ask: Run) -> None:
    assert ask("show", "--of", "venezuela").stdout == ask("show", "20220306-1").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--of", "zebra"), 1, "No article matches: zebra"),
        (("--of", "..."), 1, "There is no word to search for"),
        (("--of", "grain", "--page", "9"), 1, f"There is no page 9: {BRIEFS} articles match grain."),
        (("20220306-1", "--of", "oil"), 2, "not both"),
        (("20220306-1", "--since", "2022"), 2, "--since chooses among the articles of a query"),
        (("20220306-1", "-n", "3"), 2, "--limit chooses among the articles of a query"),
        ((), 2, "Which articles?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_shown_is_said(ask: Run, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = ask("show", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr


def test_a_range_of_ids_is_shown_in_order(ask: Run) -> None:
    done = ask("show", "20220306-1..20220308-9", "--format", "ids")
    assert (done.returncode, done.stdout.split()) == (0, ["20220306-1", "20220307-1", "20220308-1"])
