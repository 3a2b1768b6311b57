"""Any query has the same result on servers as reading the articles one by one.

Each question takes a server milliseconds, so that fewer are asked than of a file: `--hypothesis-profile thorough` asks
all the more.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.errors import BadDate
from newsidx.query.tree import Metadata
from tests.archive.naive import NaiveArchive
from tests.archive.test_answers import (  # noqa: F401 - archive and naive are fixtures
    IDS,
    LANGUAGES,
    METADATA,
    NEARS,
    QUERIES,
    archive,
    assert_same_answers,
    assert_same_answers_of_ids,
    assert_same_answers_of_metadata,
    assert_same_ids,
    in_a_row,
    naive,
)

pytestmark = pytest.mark.parametrize("archive", ["opensearch"], indirect=True)

_SUITE, _THOROUGH = settings.get_profile("suite").max_examples, settings.default.max_examples
_IS_THOROUGH = _THOROUGH > _SUITE


def few(count: int) -> settings:
    """So many examples in a run of everything."""
    return settings(max_examples=_THOROUGH if _IS_THOROUGH else count)


@few(20)
@given(in_a_row() | NEARS, st.sampled_from(LANGUAGES))
def test_words_of_an_article_in_other_forms_are_found_where_they_are_read(
    archive: Archive,  # noqa: F811
    naive: NaiveArchive,  # noqa: F811
    text: str,
    language: str | None,
) -> None:
    assert_same_ids(archive, naive, text, language)


@few(8)
@given(QUERIES, st.sampled_from(LANGUAGES))
def test_a_query_has_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive,  # noqa: F811
    naive: NaiveArchive,  # noqa: F811
    text: str,
    language: str | None,
) -> None:
    assert_same_answers(archive, naive, replace(Query.parse(text), language=language))


@few(3)
@given(METADATA, METADATA, st.sampled_from(["", "oil", "=石油"]))
def test_metadata_have_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive,  # noqa: F811
    naive: NaiveArchive,  # noqa: F811
    one: Metadata,
    other: Metadata,
    text: str,
) -> None:
    assert_same_answers_of_metadata(archive, naive, one, other, text)


@few(3)
@given(st.lists(IDS, min_size=1, max_size=4), st.sampled_from(["", "oil", "-oil", "石油", "date:2022"]))
def test_ids_and_ranges_have_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive,  # noqa: F811
    naive: NaiveArchive,  # noqa: F811
    named: list[str],
    text: str,
) -> None:
    assert_same_answers_of_ids(archive, naive, named, text)


@few(20)
@given(st.text())
def test_any_text_is_a_valid_query(archive: Archive, naive: NaiveArchive, text: str) -> None:  # noqa: F811
    try:
        query = Query.parse(text)
    except BadDate:
        return
    assert archive.count(query) == len(naive.matching(query))
