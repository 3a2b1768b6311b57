import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.readers.draft import Draft
from newsidx.readers.rules.headline import first_sentence, take_title


def titled(text: str, **known: str) -> Draft:
    draft = Draft(text, **known)  # type: ignore[arg-type]
    take_title(draft)
    return draft


def test_a_headers_title_counts_first_and_the_text_stays_whole() -> None:
    draft = titled("Talks go on\n\nThe text.", title="From the header", title_from="header")
    assert (draft.title, draft.title_from, draft.text) == ("From the header", "header", "Talks go on\n\nThe text.")


@pytest.mark.parametrize(
    "headline",
    [
        "Talks go on",
        "Talks go on in the U.S.",
        "Smith named head of Acme Inc.",
        "Is this the end?",
        "“No deal,” says minister",
        "Wait for it...",
        "x" * 150,
        "G7",
    ],
)
def test_a_first_line_that_looks_like_a_headline_leaves_the_body(headline: str) -> None:
    draft = titled(f"\n{headline}\n\nThe text.\n\nMore.\n")
    assert (draft.title, draft.title_from, draft.text) == (headline, "line", "The text.\n\nMore.")


@pytest.mark.parametrize("blank", ["\n\n", "\n  \n", "\n\t\n\n"])
def test_a_line_of_white_space_below_the_headline_is_blank(blank: str) -> None:
    assert titled(f"Talks go on{blank}The text.").title == "Talks go on"


def test_a_headline_with_nothing_below_it_is_the_whole_article() -> None:
    draft = titled("Talks go on")
    assert (draft.title, draft.title_from, draft.text) == ("Talks go on", "line", "")


def test_the_marks_of_a_markdown_heading_are_not_part_of_it() -> None:
    assert titled("# Talks go on\n\nThe text.").title == "Talks go on"


@pytest.mark.parametrize(
    "text",
    [
        "The talks went on.\n\nMore.",
        "“The talks went on.”\n\nMore.",
        "The talks went on\nfor days\n\nMore.",
        "The talks went on.",
    ],
)
def test_a_line_that_is_a_sentence_or_runs_on_is_no_headline(text: str) -> None:
    draft = titled(text)
    assert draft.title_from == "text"
    assert draft.text == text


def test_a_line_longer_than_150_characters_is_no_headline() -> None:
    text = "word " * 30 + "and\n\nMore."
    draft = titled(text)
    assert (draft.title_from, draft.text) == ("text", text)
    assert draft.title == ("word " * 20)[:-1] + "…"
    assert titled("x" * 151 + "\n\nMore.").title_from == "text"


def test_a_rule_of_dashes_is_no_headline() -> None:
    assert titled("* * *\n\nThe talks went on.").title_from == "text"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The talks went on. Nothing came of them.", "The talks went on."),
        ("Did they? They did.", "Did they?"),
        ("“They did.” He left.", "“They did.”"),
        ("The U.S. Senate voted. It was late.", "The U.S. Senate voted."),
        ("Mr. Smith and Dr. Jones met. They talked.", "Mr. Smith and Dr. Jones met."),
        ("It rose 1.5 percent. Then it fell.", "It rose 1.5 percent."),
        ("The talks\nwent  on\tlate. More.", "The talks went on late."),
        ("One paragraph\n\nand another.", "One paragraph"),
        ("One paragraph\n \nand another.", "One paragraph"),
        ("no end", "no end"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_the_title_of_a_text_without_one(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "The ministers who met in Geneva on Sunday evening agreed, after hours of talks, that they would meet soon."
    assert first_sentence(text) == (
        "The ministers who met in Geneva on Sunday evening agreed, after hours of talks, that they would…"
    )
    assert first_sentence("x" * 100) == "x" * 100
    assert first_sentence("x" * 101) == "x" * 99 + "…"


@given(st.text() | st.lists(st.sampled_from(["word", " ", ". ", "A", "\n", "x" * 60, "U.S. ", "…", ", "])).map("".join))
def test_a_title_is_never_longer_than_promised(text: str) -> None:
    draft = titled(text)
    assert draft.title is not None
    assert "\n" not in draft.title
    assert len(draft.title) <= (150 if draft.title_from == "line" else 100)


@given(st.lists(st.sampled_from(["The", "talks", "U.S.", "went", "on,", "and", "off.", "(they)"]), min_size=1))
def test_a_first_sentence_stays_in_the_text_it_was_taken_from(words: list[str]) -> None:
    text = " ".join(words)
    sentence = first_sentence(text)
    assert text.startswith(sentence.removesuffix("…"))
    assert len(sentence) <= 100


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Smith", "Jane Smith"),
        ("BY JANE SMITH", "JANE SMITH"),
        ("by: Jane Smith and John van der Berg", "Jane Smith and John van der Berg"),
        ("By Élise Noël, staff writer", "Élise Noël, staff writer"),
        ("By Jane Smith in Geneva", "Jane Smith in Geneva"),
    ],
)
def test_a_line_that_names_the_author_is_the_byline(line: str, name: str) -> None:
    below = titled(f"Talks go on\n{line}\n\nThe text.")
    assert (below.title, below.fields, below.text) == ("Talks go on", {"byline": name}, "The text.")
    apart = titled(f"Talks go on\n\n{line}\n\nThe text.")
    assert (apart.title, apart.fields, apart.text) == ("Talks go on", {"byline": name}, "The text.")
    above = titled(f"{line}\n\nThe text. More.")
    assert (above.title, above.fields, above.text) == ("The text.", {"byline": name}, "The text. More.")


@pytest.mark.parametrize(
    "line", ["By the river", "By noon the talks were over", "By Sunday it was over.", "Byron Smith", "Bye Jane"]
)
def test_other_lines_that_begin_with_by_are_text(line: str) -> None:
    draft = titled(f"Talks go on\n\n{line}\n\nThe text.")
    assert (draft.fields, draft.text) == ({}, f"{line}\n\nThe text.")


def test_a_headers_author_counts_before_the_byline_in_the_text() -> None:
    draft = Draft("Talks go on\n\nBy Jane Smith\n\nThe text.", fields={"byline": "John Doe"})
    take_title(draft)
    assert (draft.fields, draft.text) == ({"byline": "John Doe"}, "By Jane Smith\n\nThe text.")
