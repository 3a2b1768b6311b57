"""With `--write` readers change tags and the note of an article, lose nothing that they typed, and nobody else does."""

from __future__ import annotations

import html
import os
import re
import shutil
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from newsidx.archive import open_archive
from newsidx.article import Article
from newsidx.web import changes
from newsidx.web.site import Site
from tests.archive.old_schemas import downgrade
from tests.conftest import SEEDS
from tests.other_user import IS_ROOT
from tests.web.asking import BASE, archive_of, asking, links, text_of

CRANES = "/article/20230623-1"
MARKUP = "</textarea><script>alert(1)</script>\n\"'><b>"


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> str:
    return archive_of(tmp_path_factory.mktemp("changes") / "news.db", SEEDS / "marrowport" / "weekly")


@pytest.fixture
def place(weekly: str, tmp_path: Path) -> str:
    return str(shutil.copy(weekly, tmp_path / "news.db"))


@pytest.fixture
def web(place: str) -> TestClient:
    return asking(Site(place, with_changes=True))


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PATIENCE", 0.2)


def stored(place: str) -> Article:
    with open_archive(place) as archive:
        return archive.named("20230623-1")[0]


def hidden(page: str, name: str) -> str:
    """The value of a hidden field on a page."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[0]


def note_on(page: str) -> str:
    """What stands in the field of the note."""
    return html.unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[0])


def tags_in(page: str) -> str:
    """What stands in the field of the tags."""
    return html.unescape(re.findall(r'name="tags" value="([^"]*)"', page)[0])


def save(web: TestClient, *, page: str = "", at: str = CRANES, **typed: str) -> Response:
    """Fill in the form as it stands on a page, and send it."""
    page = page or web.get(at).text
    fields = {"tags": "", "note": note_on(page), "seen": hidden(page, "seen"), **typed, "do": "save"}
    return web.post(at, data=fields, follow_redirects=False)


def undo(web: TestClient, page: str) -> Response:
    return web.post(CRANES, data={"do": "undo", "change": hidden(page, "change")})


def test_tags_and_the_note_are_saved_and_the_page_shows_them(web: TestClient, place: str) -> None:
    at = f"{CRANES}?q=crane&n=1"
    saved = save(web, at=at, tags="+Story +union", note="Call Olga.\r\nAgain.\r\n")
    assert saved.status_code == 303
    assert saved.headers["location"].startswith(f"{at}&done=saved")
    assert (stored(place).tags, stored(place).note) == (("story", "union"), "Call Olga.\nAgain.")
    page = web.get(saved.headers["location"]).text
    assert "Saved." in text_of(page)
    assert len(links(page, "tag%3A")) == 2
    assert "<mark>" in page
    save(web, tags="-union", note="")
    assert (stored(place).tags, stored(place).note) == (("story",), None)
    assert "nothing to change" in text_of(web.get(save(web, tags="+story").headers["location"]).text)


def test_the_last_change_of_an_article_is_taken_back_and_only_that(web: TestClient, place: str) -> None:
    assert "Last change" not in web.get(CRANES).text
    save(web, tags="+story")
    save(web, note="Mine")
    with open_archive(place, write=True) as archive:  # a change of another article is none of this one
        other = archive.named("20230127-1")[0].id
        archive.change_tags([other], ["other"])
    page = web.get(CRANES).text
    assert "Last change: note on" in text_of(page)
    undone = undo(web, page)
    assert "Taken back." in text_of(undone.text)
    assert (stored(place).tags, stored(place).note) == (("story",), None)
    again = undo(web, page)
    assert (again.status_code, stored(place).tags) == (409, ("story",))
    assert "Last change: tags of 1 article changed: +story ." in text_of(again.text)
    undo(web, again.text)
    assert stored(place).tags == ()


def test_a_note_that_somebody_else_changed_meanwhile_is_shown_beside_what_was_typed(
    web: TestClient, place: str
) -> None:
    before = web.get(CRANES).text
    save(web, note="Theirs")
    only_tags = save(web, page=before, tags="+story")
    assert (only_tags.status_code, stored(place).note) == (303, "Theirs")
    refused = save(web, page=before, tags="+union", note="Mine")
    assert refused.status_code == 409
    assert (stored(place).note, stored(place).tags) == ("Theirs", ("story",))
    assert "Theirs" in text_of(refused.text)
    assert (note_on(refused.text), tags_in(refused.text)) == ("Mine", "+union")
    assert save(web, page=refused.text, note="Theirs and mine").status_code == 303
    assert stored(place).note == "Theirs and mine"


def test_another_error_lets_nobody_overwrite_a_note_that_was_not_seen(web: TestClient, place: str) -> None:
    before = web.get(CRANES).text
    save(web, note="Theirs")
    refused = save(web, page=before, tags="no-tag")
    assert (refused.status_code, note_on(refused.text)) == (400, "")
    assert save(web, page=refused.text, tags="+story").status_code == 303
    assert stored(place).note == "Theirs"
    refused = save(web, page=before, tags="no-tag", note="Mine")
    assert save(web, page=refused.text, tags="", note="Mine").status_code == 409
    assert stored(place).note == "Theirs"


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("story", "is no change of a tag"),
        ("+a,b", "cannot be a tag"),
        ("+a -a", "cannot be combined"),
        ("+", "cannot be a tag"),
        (f"+story {MARKUP}", "is no change of a tag"),
        ("+a " * 500, "too long"),
    ],
)
def test_what_cannot_be_saved_is_said_and_stays_in_the_form(web: TestClient, place: str, tags: str, said: str) -> None:
    refused = save(web, tags=tags, note=MARKUP)
    assert refused.status_code == 400
    assert said in text_of(refused.text)
    assert (note_on(refused.text), tags_in(refused.text)) == (MARKUP, tags)
    assert (stored(place).tags, stored(place).note) == ((), None)
    assert "<script>" not in refused.text


def test_markup_in_a_note_stays_text(web: TestClient, place: str) -> None:
    assert save(web, note=MARKUP, tags="+<b>x</b>").status_code == 303
    page = web.get(CRANES).text
    assert stored(place).note == MARKUP
    assert note_on(page) == MARKUP
    assert "<script>" not in page
    assert "<b>" not in page
    save(web)  # as it stands in the form it is the same
    assert stored(place).note == MARKUP


def test_a_long_note_is_saved_and_a_longer_one_refused(web: TestClient, place: str) -> None:
    longest = "💡" * changes.LONGEST_NOTE
    assert save(web, note=longest).status_code == 303
    assert stored(place).note == longest
    assert "50,001 characters" in text_of(save(web, note="a" * (changes.LONGEST_NOTE + 1)).text)
    assert web.post(CRANES, content=b"x" * 10_000_000).status_code == 413
    assert web.post(CRANES, content=iter([b"x" * 500_000] * 20)).status_code == 413
    assert web.post(CRANES, data={f"a{number}": "1" for number in range(500)}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "http://localhost"}, 403),
        ({"origin": "localhost:8765"}, 403),
        ({"origin": BASE, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": BASE, "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}, 403),
        ({"origin": "null", "sec-fetch-site": "none"}, 403),
        ({"origin": "https://localhost:8765"}, 303),
        ({"origin": BASE.upper().replace("HTTP", "http")}, 303),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
    ],
)
def test_only_a_page_of_this_site_changes_anything(
    web: TestClient, place: str, headers: dict[str, str], status: int
) -> None:
    sent = web.post(CRANES, data={"do": "save", "tags": "+story"}, headers=headers, follow_redirects=False)
    assert sent.status_code == status
    assert stored(place).tags == (("story",) if status == 303 else ())


def test_a_request_that_does_not_say_where_it_comes_from_changes_nothing(web: TestClient, place: str) -> None:
    del web.headers["origin"]
    assert web.post(CRANES, data={"do": "save", "tags": "+story"}).status_code == 403
    assert stored(place).tags == ()


def test_without_the_secret_nothing_is_changed(place: str) -> None:
    locked = asking(Site(place, secret="correct horse battery", with_changes=True))
    refused = locked.post(CRANES, data={"do": "save", "tags": "+story"})
    assert refused.status_code == 401
    assert f'name="next" value="{CRANES}"' in refused.text
    assert stored(place).tags == ()


def test_without_write_there_is_no_form_and_nothing_is_changed(place: str) -> None:
    web = asking(Site(place))
    assert 'method="post"' not in web.get(CRANES).text
    assert web.post(CRANES, data={"do": "save", "tags": "+story"}).status_code == 405
    assert stored(place).tags == ()


def test_the_api_only_reads(web: TestClient) -> None:
    for address in ("/api/articles/20230623-1", "/api/search", "/"):
        assert web.post(address, data={"do": "save", "tags": "+story"}).status_code == 405


def test_while_another_program_writes_that_is_said_and_what_was_typed_stays(web: TestClient, place: str) -> None:
    with open_archive(place, write=True) as archive, archive.transaction():
        refused = save(web, tags="+story", note="Mine")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert "Another program is writing to the archive. Send it again in a moment." in text_of(refused.text)
    assert note_on(refused.text) == "Mine"
    assert save(web, page=refused.text, note="Mine").status_code == 303
    assert stored(place).note == "Mine"


def test_what_was_typed_is_shown_where_the_archive_or_its_article_is_gone(web: TestClient, place: str) -> None:
    page = web.get(CRANES).text
    with open_archive(place, write=True) as archive:
        archive.remove([article.id for article in archive.named("20230623-1")])
    refused = save(web, page=page, tags="+story", note=MARKUP)
    assert refused.status_code == 404
    assert " ".join(f"+story {MARKUP}".split()) in text_of(refused.text)
    for name in os.listdir(os.path.dirname(place)):
        os.unlink(os.path.join(os.path.dirname(place), name))
    refused = save(web, page=page, note="Mine")
    assert (refused.status_code, "Mine" in text_of(refused.text)) == (503, True)
    assert not os.path.exists(place)


@pytest.mark.skipif(IS_ROOT, reason="root may write to everything")
def test_an_archive_that_cannot_be_written_says_so(web: TestClient, place: str) -> None:
    page = web.get(CRANES).text
    os.chmod(place, 0o444)
    refused = save(web, page=page, note="Mine")
    assert (refused.status_code, note_on(refused.text)) == (503, "Mine")


@pytest.mark.parametrize("version", [8, 13])
def test_an_archive_of_an_earlier_newsidx_is_not_migrated_by_a_reader(place: str, version: int) -> None:
    downgrade(Path(place), version)
    web = asking(Site(place, with_changes=True))
    refused = save(web, note="Mine")
    assert (refused.status_code, note_on(refused.text)) == (503, "Mine")
    assert "newsidx optimize" in text_of(refused.text).replace("\xa0", " ")
    with open_archive(place) as archive:
        assert archive.needs_migration


@pytest.mark.parametrize("sent", [{}, {"do": "remove"}, {"do": "undo"}])
def test_a_form_that_no_page_has_changes_nothing(web: TestClient, place: str, sent: dict[str, str]) -> None:
    with open_archive(place, write=True) as archive:
        archive.remove([article.id for article in archive.named("20230127-1")])
        (removal,) = archive.changes()
    assert web.post(CRANES, data={**sent, "change": str(removal.id)}).status_code in (400, 409)
    with open_archive(place) as archive:
        assert archive.changes() == [removal]
