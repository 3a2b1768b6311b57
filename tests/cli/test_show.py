"""`newsidx show`: an article by its id or its file, as a person reads it or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import LONG_TITLE, News, write
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
        "words", "meta", "date_from", "title_from", "files",
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
