import pytest

from newsidx.readers.formats.databases.facts import is_copyright


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Copyright 2022 The Herald", True),
        ("Copyright (2022) The Herald", True),
        ("© The Herald. All Rights Reserved.", True),
        ("Copyright (in part) is held by others.", False),
        ("Copyright is what they talked about.", False),
    ],
)
def test_a_line_that_names_the_owner(line: str, said: bool) -> None:
    assert is_copyright(line) is said
