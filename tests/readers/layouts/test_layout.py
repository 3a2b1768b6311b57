"""A layout file says what it is about, and each of its errors where it is and what is wrong."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.errors import BadLayout
from newsidx.readers.layouts import parse_layout

WHOLE = r"""
separator = '^={10,}$'
begins = ['^\*\*\* ', '^### ']
date = '^Edition of (?P<date>.+)$'
date_format = ["%d.%m.%y", "%d %B %Y"]
dayfirst = true
title = '^HEAD: (?P<title>.+)$'
body = '^TEXT$'
drop = ['^-- page \d+ --$']
encoding = "cp850"
files = ["*.hld", "old/*.txt"]

[fields]
byline = '^BY (?P<byline>.+)$'
"""


def test_every_key_is_read() -> None:
    layout = parse_layout(WHOLE)
    assert [pattern.pattern for pattern in layout.begins] == [r"^\*\*\* ", "^### "]
    assert (layout.date_format, layout.dayfirst, layout.encoding) == (("%d.%m.%y", "%d %B %Y"), True, "cp850")
    assert list(layout.fields) == ["byline"]


def test_globs_say_which_files_it_is_for() -> None:
    layout = parse_layout(WHOLE)
    assert [layout.is_for(path) for path in ("/a/b.hld", "B.HLD", "/a/b.txt", "/old/b.txt")] == [
        True,
        True,
        False,
        True,
    ]
    assert parse_layout("date = '.'").is_for("/anything")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("separater = '^=+$'", "h.toml: unknown key “separater”. Did you mean separator?"),
        ("colour = '^=+$'", "h.toml: unknown key “colour”. The keys are separator, begins, date"),
        ("date = '^(Edition'", "date = '^(Edition' is not a regular expression: missing ), unterminated subpattern"),
        ("date = '^(Edition'", "at “(Edition”, character 2"),
        ("date = 3", "date is not a regular expression"),
        ("date = ''", "date is not a regular expression"),
        ("date = '.'\nfields = 3", "fields is not a table"),
        ("date = '.'\n[fields]\nbyline = '('", "fields.byline = '('"),
        ("date = '.'\nfiles = 3", 'files is neither a string nor a list of strings. Write files = ["*.hld"]'),
        ("date = '.'\ndate_format = '%d.%m'", "does not have a day, a month and a year"),
        ("date = '.'\ndate_format = '%Q'", "date_format = “%Q”"),
        ("date = '.'\ndayfirst = 'yes'", "dayfirst is neither true nor false"),
        ("date = '.'\nencoding = 'cp85'", "there is no encoding “cp85”"),
        ("encoding = 'cp850'", "neither where an article begins nor where its date is"),
        ("", "neither where an article begins nor where its date is"),
        ('date = "^\\d"', "h.toml: not valid TOML: "),
        ("date = (", "at line 1"),
    ],
)
def test_an_error_names_the_file_the_key_and_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(BadLayout) as error:
        parse_layout(text, "h.toml")
    assert says in error.value.sentences
    assert error.value.message.startswith("h.toml: ")


@given(st.text(max_size=100) | st.integers(0, len(WHOLE)).map(lambda at: WHOLE[:at] + WHOLE[at + 1 :]))
def test_any_text_is_a_layout_or_an_error_of_one(text: str) -> None:
    with suppress(BadLayout):
        assert parse_layout(text).is_for("a.hld") in (True, False)
