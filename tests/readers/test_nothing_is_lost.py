"""Every word of a text is in the title, the text or a field of one of its articles, whatever it may look like."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.reading import read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))
SENTENCE = "The ministers met again in Geneva, and nothing came of it, officials said on Sunday evening."

LINES = st.sampled_from(
    [
        *("", SENTENCE, SENTENCE, "Talks go on", "TALKS GO ON IN GENEVA", "# Talks <go> on", "== Weather ==", "---"),
        *(
            "=====",
            "* * *",
            "6 March 2022",
            "2022-03-06 rain",
            "By Ada Quill",
            "MEDIA RELEASE",
            "End of Document",
            "HD",
        ),
        *(
            "1 of 3 DOCUMENTS",
            "Document 1 of 873",
            "OpenURL Link",
            "ProQuest",
            "From here on it is quiet",
            "{",
            "< a poem",
        ),
        *("Mail from Ada <ada@example.org>", "TY  - NEWS", "DEV-MUC3-0001 is a number", "*TEXT is a mark", "* an item"),
        *(
            "LENGTH: 355 words",
            "[ in brackets ]",
            "%% and more",
            ".. and so on",
            "#+ what",
            "Posted on 6 March 2022 in it",
        ),
        *("“quoted”", "| a | b |", "Body", "(MORE)", "1.", "{{curly}} prose", "@ 10 am", "> an answer"),
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_TEXT = {
    *("march", "sunday", "by", "on", "posted"),
    *("of", "documents", "document", "end", "openurl", "link", "length", "words", "body", "hd", "ty", "news"),
}
"""Words that a date, a byline or the line between two articles of an export is written with."""


def words(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.casefold()) if word not in _NO_TEXT)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_every_word_of_a_text_is_in_its_articles(lines: list[str]) -> None:
    text = "\n".join(lines)
    reading = read_file(text.encode(), "a.txt", DATES)
    kept: Counter[str] = Counter()
    for article in reading.articles:
        own_title = "" if article.title_from == "text" else article.title
        fields = (article.byline, article.source, article.section, article.place)
        kept += words(" ".join((own_title, article.body, str(article.meta), *(field or "" for field in fields))))
    assert reading.problem or not words(text) - kept
