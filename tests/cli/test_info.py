"""`newsidx info`: which archive, and what is in it."""

from __future__ import annotations

import json

from tests.cli.conftest import News
from tests.conftest import Run


def test_it_says_which_archive_and_how_much_is_in_it(ask: Run, news: News) -> None:
    figures = {line[:8].strip(): line[8:].strip() for line in ask("info").stdout.splitlines()}
    assert figures["Archive"] == str(news.db)
    assert figures["Articles"] == str(news.articles)
    assert figures["Undated"] == "1  (newsidx list --undated)"
    assert figures["Problems"] == "2  (newsidx problems)"
    assert figures["Files"] == str(news.articles + 2)
    assert figures["Sources"] == "The Newspaper of Record  1"
    assert figures["Dates"].startswith("2021-01-11 to 2022-04-01")


def test_json_has_the_same_figures(ask: Run, news: News) -> None:
    figures = json.loads(ask("info", "--format", "json").stdout)
    assert figures["path"] == str(news.db)
    assert figures["articles"] == news.articles
    assert figures["undated"] == 1
    assert (figures["first"], figures["last"]) == ("2021-01-11", "2022-04-01")
    assert figures["problems"] == 2
