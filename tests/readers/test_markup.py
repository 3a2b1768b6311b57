import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.readers.markup import text_of_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>1<li>2</ul>x", "1\n2\n\nx"),
        ("<ul>\n<li>1</li>\n<li>2</li>\n</ul>", "1\n2"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><th>3</th><td>4</td></tr></table>", "1\t2\n3\t4"),
        ("<pre>a\n  b</pre>c\n d", "a\nb\n\nc d"),
        ("<head><title>No</title></head><p>Yes", "Yes"),
        ("<head><title>No</title><body><p>Yes", "Yes"),
        ("<script>if (a<b) no()</script>Yes<style>no</style>", "Yes"),
        ("<!-- no -->Yes<!-- <p>no</p> -->", "Yes"),
        ('<a title="a > b" href=x>Yes</a>', "Yes"),
        ("AT&amp;T &lt;b&gt; caf&eacute; &#8217; &copy", "AT&T <b> café ’ ©"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<![CDATA[Yes]]", "Yes]]"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_the_text_of_html(html: str, text: str) -> None:
    assert text_of_html(html) == text


@pytest.mark.parametrize("opening", ["<script>", "<head>", "<svg>", "<!-- ", "<template>", "<p", "<a href='"])
def test_what_is_never_closed_hides_nothing(opening: str) -> None:
    assert "harbour" in text_of_html(f"{opening} the harbour")


@given(
    st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1), st.sampled_from(["p", "li", "td", "b", "xyz"])
)
def test_every_word_between_tags_is_in_the_text(words: list[str], tag: str) -> None:
    html = "".join(f"<{tag} class='x'>{word}</{tag}> " for word in words)
    assert text_of_html(html).split() == words


@given(st.text(alphabet="<>!-&;#/'\"= abp\n[]?", max_size=300))
def test_any_text_is_read(html: str) -> None:
    text_of_html(html)
