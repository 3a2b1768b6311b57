"""The names of people in a byline are taken apart; those of agencies, newspapers and staff are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.formats.authors import Author, authors

PEOPLE = {
    "Ann Smith": Author("Smith", "Ann"),
    "By Ann Smith": Author("Smith", "Ann"),
    "Byron Smith": Author("Smith", "Byron"),
    "Bob Jones Jr.": Author("Jones", "Bob", "Jr."),
    "Bob Jones, Jr.": Author("Jones", "Bob", "Jr."),
    "John D. Rockefeller III": Author("Rockefeller", "John D.", "III"),
    "Dr. Ann Smith": Author("Smith", "Ann"),
    "Prof. Ann B. Smith, PhD": Author("Smith", "Ann B."),
    "Sir Arthur Conan Doyle": Author("Doyle", "Arthur Conan"),
    "Juan de la Cruz": Author("de la Cruz", "Juan"),
    "Ludwig van Beethoven": Author("van Beethoven", "Ludwig"),
    "Bob de Boer": Author("de Boer", "Bob"),
    "Charles d'Artagnan": Author("d'Artagnan", "Charles"),
    "Bashar al-Assad": Author("al-Assad", "Bashar"),
    "J. K. Rowling": Author("Rowling", "J. K."),
    "J.R.R. Tolkien": Author("Tolkien", "J.R.R."),
    "Jean-Paul Sartre": Author("Sartre", "Jean-Paul"),
    "Conan O’Brien": Author("O’Brien", "Conan"),
    "Dean Baquet": Author("Baquet", "Dean"),
    "Dean P. Baquet": Author("Baquet", "Dean P."),
    "Major Garrett": Author("Garrett", "Major"),
    "Jack Ma": Author("Ma", "Jack"),
    "Yo-Yo Ma": Author("Ma", "Yo-Yo"),
    "Al Gore": Author("Gore", "Al"),
    "Van Morrison": Author("Morrison", "Van"),
    "Анна Смирнова": Author("Смирнова", "Анна"),
    "José Núñez": Author("Núñez", "José"),
    "ANN SMITH": Author("Smith", "Ann"),
    "By JUAN DE LA CRUZ": Author("de la Cruz", "Juan"),
    "BOB MCDONALD JR.": Author("McDonald", "Bob", "Jr."),
    "By ANN SMITH, Reuters": Author("Smith", "Ann"),
    "Ann Smith, Associated Press Writer": Author("Smith", "Ann"),
    "Ann Smith, Political Editor": Author("Smith", "Ann"),
    "Ann Smith in London": Author("Smith", "Ann"),
    "Ann Smith for Reuters": Author("Smith", "Ann"),
    "Smith, Ann": Author("Smith", "Ann"),
    "Smith, Ann B.": Author("Smith", "Ann B."),
    "de la Cruz, Juan": Author("de la Cruz", "Juan"),
    "Jones, Bob, Jr.": Author("Jones", "Bob", "Jr."),
    "Smith, Ann, Reuters": Author("Smith", "Ann"),
    "Smith, Dr. Ann": Author("Smith", "Ann"),
    "SMITH, ANN": Author("Smith", "Ann"),
    "DE LA CRUZ, JUAN": Author("de la Cruz", "Juan"),
}

WHOLE = [
    "Reuters", "Reuters staff", "Associated Press", "The Associated Press", "New York Times Staff", "AFP",
    "Agence France-Presse", "Press Association", "Staff Reporter", "Staff and agencies", "The Editorial Board",
    "Deutsche Presse-Agentur", "BBC News", "The Marrowport Observer", "Post and Courier", "Guardian correspondent",
    "Anonymous", "ann smith", "our man in Havana", "四年ぶり", "山田 太郎", "محمد علي", "x", "3 of us",
    "ann@example.org",
    "Dr. Smith", "Ann Smith and readers of this paper", "Ann Smith writes from there today",
]  # fmt: skip


@pytest.mark.parametrize("byline", PEOPLE)
def test_the_name_of_a_person_is_taken_apart(byline: str) -> None:
    assert authors(byline) == (PEOPLE[byline],)


@pytest.mark.parametrize("byline", WHOLE)
def test_what_is_no_persons_name_stays_whole(byline: str) -> None:
    assert authors(byline) == (Author(byline),)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        (None, []),
        ("", []),
        ("By ", ["By"]),
        ("By Ann Smith and Bob Jones", ["Smith, Ann", "Jones, Bob"]),
        ("Ann Smith, Bob Jones", ["Smith, Ann", "Jones, Bob"]),
        ("Ann Smith, Bob Jones and Juan de la Cruz", ["Smith, Ann", "Jones, Bob", "de la Cruz, Juan"]),
        ("Ann Smith, Bob Jones Jr., and Eve Adams", ["Smith, Ann", "Jones, Bob, Jr.", "Adams, Eve"]),
        ("Ann Smith & Bob Jones", ["Smith, Ann", "Jones, Bob"]),
        ("Ann Schmidt und Bob Jonas", ["Schmidt, Ann", "Jonas, Bob"]),
        ("ANN SMITH, BOB JONES", ["Smith, Ann", "Jones, Bob"]),
        ("Smith, Ann; Jones, Bob", ["Smith, Ann", "Jones, Bob"]),
        ("Smith, Ann and Jones, Bob", ["Smith, Ann", "Jones, Bob"]),
        ("by Ann Smith; Reuters staff", ["Smith, Ann", "Reuters staff"]),
        ("By Ann Smith and Reuters", ["Smith, Ann", "Reuters"]),
        ("Reuters, Associated Press", ["Reuters, Associated Press"]),
        ("Smith, Ann, Jones, Bob", ["Smith, Ann, Jones, Bob"]),
    ],
)
def test_the_authors_of_a_byline(byline: str | None, expected: list[str]) -> None:
    assert [str(author) for author in authors(byline)] == expected


GIVEN = st.sampled_from(["Ann", "Bob", "José", "J.", "Mary Ann", "Jean-Luc", "Анна"])
FAMILY = st.sampled_from(["Smith", "O'Neill", "de la Cruz", "van Dyck", "Núñez", "Ng", "al-Amin", "Смит"])
NAMES = st.lists(st.tuples(GIVEN, FAMILY), min_size=1, max_size=4)


@given(NAMES, st.sampled_from([", ", " and ", "; ", " & "]))
def test_names_in_a_row_are_those_authors_in_that_order(names: list[tuple[str, str]], between: str) -> None:
    byline = between.join(f"{given} {family}" for given, family in names)
    assert authors(byline) == tuple(Author(family, given) for given, family in names)


@given(NAMES)
def test_names_with_the_family_name_first_are_the_same_authors(names: list[tuple[str, str]]) -> None:
    byline = "; ".join(f"{family}, {given}" for given, family in names)
    assert authors(byline) == tuple(Author(family, given) for given, family in names)


PIECES = [
    "By ",
    ",",
    ";",
    " and ",
    "&",
    "Jr.",
    "Reuters",
    "Dr.",
    "de",
    "van",
    "Ann",
    "Smith",
    '"',
    "(",
    "née",
    "é",
    ".",
    "-",
    " ",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_byline_gives_names_without_line_breaks(byline: str) -> None:
    for author in authors(byline):
        assert author.family
        assert "\n" not in str(author)
        assert not author.suffix or author.given
