"""A question in the address is answered on a page, by which it can be narrowed, turned over and sent on."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from newsidx import Query, SearchRequest, answer
from newsidx import open as open_archive
from tests.web.asking import links, text_of


def hit_refs(page: str) -> list[str]:
    return [re.sub(r"/article/([^?]*).*", r"\1", address) for address in links(page, r"^/article/.*n=")]


@pytest.mark.parametrize("text", ["bridge", "harbour board", '"automatic cranes"', "why did the board order cranes"])
def test_the_page_has_the_answer_of_the_library_in_its_order(web: TestClient, marrowport: str, text: str) -> None:
    with open_archive(marrowport) as archive:
        found = answer(archive, SearchRequest(query=Query.parse(text)))
        refs = [hit.article.ref for hit in found.hits]
        assert f"{found.total} articles" in text_of(web.get("/", params={"q": text}).text)
    assert hit_refs(web.get("/", params={"q": text}).text) == refs


def test_partial_matches_are_set_apart(web: TestClient) -> None:
    page = web.get("/?q=ferry+Calloway").text
    full, _, partial = page.partition("With only some of the words")
    assert hit_refs(full)
    assert hit_refs(partial)
    assert "With only some" not in web.get("/?q=ferry+Calloway&match=full").text


def test_matches_are_marked_in_titles_and_snippets(web: TestClient) -> None:
    page = web.get("/?q=cranes").text
    assert re.search(r"<h3[^>]*>.*<mark>cranes</mark>.*</h3>", page)
    assert "<mark>cranes</mark>" in page.partition('class="snippet"')[2]


def test_without_a_question_the_newest_articles_are_there(web: TestClient) -> None:
    refs = hit_refs(web.get("/").text)
    assert refs == sorted(refs, key=lambda ref: int(ref.replace("-", "")[:8]), reverse=True)
    assert len(refs) == 20
    assert "1–20 of 58 articles" in text_of(web.get("/").text)


def test_pages_lead_to_each_other_and_have_every_article_once(web: TestClient) -> None:
    address, seen = "/", []
    while address:
        page = web.get(address).text
        seen += hit_refs(page)
        address = next(iter(re.findall(r'rel="next" href="([^"]*)"', page)), "")
    assert len(seen) == len(set(seen)) == 58
    assert "There is no page 9" in text_of(web.get("/?page=9").text)


def test_a_bar_of_the_timeline_narrows_the_answer_to_its_period(web: TestClient) -> None:
    page = web.get("/?q=ferry").text
    picture, _, table = page.partition("<svg")[2].partition("</svg>")
    assert links(picture) == links(table.partition("</table>")[0])
    for address, articles in re.findall(r'<th scope="row"><a href="([^"]*)".*?<td>(\d+)</td>', table):
        narrowed = text_of(web.get(address.replace("&amp;", "&") + "&match=full").text)
        assert re.search(rf"\b{articles} articles?\b", narrowed)


@pytest.mark.parametrize("field", ["Source", "Byline", "Section", "Language"])
def test_a_value_of_a_field_narrows_the_answer_and_is_taken_back(web: TestClient, field: str) -> None:
    page = web.get("/?q=ferry&match=full").text
    values = page.partition(f"<h2>{field}</h2>")[2].partition("</section>")[0]
    address, articles = re.findall(r'<li><a href="([^"]*)".*?class="count">(\d+)<', values)[0]
    narrowed = web.get(address.replace("&amp;", "&")).text
    assert re.search(rf"\b{articles} articles?\b", text_of(narrowed))
    (back,) = re.findall(r'href="([^"]*)" class="chosen"', narrowed)
    assert hit_refs(web.get(back.replace("&amp;", "&")).text) == hit_refs(page)


def test_what_was_asked_stands_in_the_form(web: TestClient) -> None:
    page = web.get("/?q=bridge&date=2023&sort=oldest&source=Ledger&source=Observer&lang=en&match=any&fuzzy=1").text
    for value in ('value="bridge"', 'value="2023"', 'value="Ledger"', 'value="Observer"', 'value="en"'):
        assert value in page
    assert re.findall(r'<option value="(\w+)" selected', page) == ["oldest", "any"]
    assert "checked" in page


def test_sources_dates_and_order_hold(web: TestClient) -> None:
    page = web.get("/?q=bridge&date=2023&source=Observer&sort=oldest&match=full").text
    refs = hit_refs(page)
    assert refs == sorted(refs)
    assert all(ref.startswith("2023") for ref in refs)
    assert set(re.findall(r"<cite>(.*?)</cite>", page)) == {"The Marrowport Observer"}


def test_a_similar_spelling_is_offered_and_finds_something(web: TestClient) -> None:
    page = web.get("/?q=dregding").text
    (meant,) = re.findall(r'Did you mean <a href="([^"]*)">dredging', page)
    assert hit_refs(web.get(meant).text)


def test_a_date_that_cannot_be_read_is_pointed_at(web: TestClient) -> None:
    for address in ("/?q=oil&date=2023-13", "/?q=oil+date:2023-13"):
        answered = web.get(address)
        assert answered.status_code == 400
        assert re.search(r'<strong class="wrong">(2023-)?13</strong>', answered.text)
        assert 'value="oil' in answered.text


def test_notes_of_the_query_are_shown(web: TestClient) -> None:
    assert "hedline" in text_of(web.get("/?q=hedline:ferry").text.partition('class="notes"')[2])
    many = " ".join(f"name{number}:x" for number in range(9))
    assert "and 4 more like these" in text_of(web.get("/", params={"q": many}).text)


def test_nothing_found_says_what_else_there_is(web: TestClient) -> None:
    assert "on other dates" in text_of(web.get("/?q=ferry&date=1999").text)
    assert "with some of the words" in text_of(web.get("/?q=ferry+zzzz&match=full").text)
    assert "No article matches" in text_of(web.get("/?q=zzzz").text)
    assert "no word to search for" in text_of(web.get("/?q=%3F%3F").text)


@pytest.mark.parametrize(
    "address",
    ["/?page=0", "/?page=x", "/?page=1000001", "/?sort=best", "/?match=some", "/?lang=xx-unknown", "/?source=%3F"],
)
def test_a_value_that_means_nothing_is_refused(web: TestClient, address: str) -> None:
    assert web.get(address).status_code == 400


def test_undated_articles_can_be_asked_for(web: TestClient) -> None:
    assert all(ref.startswith("0-") for ref in hit_refs(web.get("/?date=undated").text))


def test_where_counting_the_fields_takes_long_it_is_done_when_asked_for(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsidx.web.search_page._MOST_COUNTED", 1)
    page = web.get("/?q=ferry").text
    assert "<h2>Source</h2>" not in page
    (address,) = links(page, "by=source")
    assert "<h2>Source</h2>" in web.get(address).text
