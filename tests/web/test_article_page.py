"""An article is read on a page of its own, with its files, citations, near-duplicates and the rest of the answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsidx import open as open_archive
from newsidx.formats.registry import output_format
from newsidx.web.site import Site
from tests.conftest import SEEDS
from tests.web.asking import archive_of, asking, links, text_of

CRANES = "/article/20230623-1"


def test_an_article_has_its_text_its_metadata_and_how_its_date_is_known(web: TestClient) -> None:
    page = web.get(CRANES).text
    assert re.search(r"<h1[^>]*>Terminal orders four automatic cranes</h1>", page)
    text = text_of(page)
    for said in ("Friday, 23 June 2023", "Harbour Weekly", "Carla Menn", "from its header", "hw-2023-25.txt"):
        assert said in text
    assert "The union has not been consulted, says Olga Ferrant." in text


def test_tags_lead_to_their_articles_and_a_note_is_harmless(tmp_path: Path) -> None:
    place = archive_of(tmp_path / "news.db", SEEDS / "marrowport" / "weekly")
    with open_archive(place, write=True) as archive:
        (article,) = archive.named("20230623-1")
        archive.change_tags([article.id], ["a:b/<i>"])
        archive.change_note(article.id, "Call <b>Olga</b>\nagain.")
    web = asking(Site(place))
    page = web.get(CRANES).text
    assert "Call <b>Olga</b> again." in text_of(page)
    assert "<b>" not in page
    (address,) = links(page, "tag%3A")
    found = web.get(address).text
    assert "Terminal orders four automatic cranes" in found
    assert "1 article" in text_of(found)
    assert "<h2>Tag</h2>" in found


def test_matches_of_the_question_are_marked(web: TestClient) -> None:
    assert "<mark>" not in web.get(CRANES).text
    page = web.get(f"{CRANES}?q=crane").text
    assert len(re.findall("<mark>cranes?</mark>", page)) >= 3


def test_an_answer_is_read_from_one_article_to_the_next_and_back(web: TestClient) -> None:
    address = links(web.get("/?q=ferry&sort=newest").text, "n=1$")[0]
    seen = []
    while address:
        page = web.get(address).text
        seen.append(re.sub(r".*/article/([^?]*).*", r"\1", address))
        following = re.findall(r'rel="next" href="(/article[^"]*)"', page)
        address = following[0].replace("&amp;", "&") if following else ""
    listed = web.get("/search.ids?q=ferry&sort=newest").text.split()
    assert seen == listed
    assert f"/article/{seen[-2]}" in " ".join(links(page, "n="))


def test_every_style_of_citation_is_there_to_copy(web: TestClient, marrowport: str) -> None:
    text = text_of(web.get(CRANES).text)
    with open_archive(marrowport) as archive:
        articles = archive.named("20230623-1")
        for name in ("apa", "chicago", "mla", "bibtex", "ris", "csl-json"):
            cited = " ".join(" ".join(output_format(name).articles(articles)).split())
            assert cited.replace(" ", "") in text.replace(" ", ""), name


def test_near_duplicates_are_listed_with_what_differs(web: TestClient) -> None:
    address = next(
        address
        for ref in web.get("/search.ids?limit=100").text.split()
        for address in links(web.get(f"/article/{ref}").text, "/compare/")
    )
    page = web.get(address).text
    assert "<ins>" in page or "<del>" in page
    assert "Their words are the same." in text_of(
        web.get(re.sub(r"compare/.*", f"compare/{address.split('/')[2]}", address)).text
    )


def test_related_articles_lead_on(web: TestClient) -> None:
    page = web.get(CRANES).text.partition("<h2>Related</h2>")[2]
    assert len(links(page, r"^/article/\d+-\d+$")) >= 5
    assert "Both have:" in text_of(web.get(f"{CRANES}/related").text)


def test_an_article_is_sent_in_every_format(web: TestClient) -> None:
    assert "T2  - Harbour Weekly" in web.get(f"{CRANES}.ris").text
    assert web.get(f"{CRANES}.json").json()[0]["ref"] == "20230623-1"
    assert web.get(f"{CRANES}.doc").status_code == 404


@pytest.mark.parametrize(
    "ref", ["20230623-99", "0", "x", "20230623-1..20230701-1", "-1", "9" * 19, "%2e%2e%2fetc%2fpasswd", "²"]
)
def test_what_is_no_article_is_not_found(web: TestClient, ref: str) -> None:
    for address in (f"/article/{ref}", f"/article/{ref}/related", f"/article/{ref}.json", f"/api/articles/{ref}"):
        assert web.get(address).status_code == 404


# Files


@pytest.fixture
def own_files(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS / "marrowport" / "weekly", folder)
    (folder / 'ü " <b>.txt').write_text("Title: Odd name\nDate: 2020-01-02\n\nText.\n")
    return folder


def test_files_are_served_by_the_article_and_only_if_that_was_said(own_files: Path) -> None:
    place = archive_of(own_files.parent / "news.db", own_files)
    refused = asking(Site(place)).get(f"{CRANES}/files/1")
    assert refused.status_code == 404
    assert not links(asking(Site(place)).get(CRANES).text, "/files/")
    web = asking(Site(place, with_files=True))
    (address,) = links(web.get(CRANES).text, "/files/")
    sent = web.get(address)
    assert sent.content == (own_files / "hw-2023-25.txt").read_bytes()
    assert sent.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in sent.headers["content-security-policy"]
    assert "%C3%BC" in web.get("/article/20200102-1/files/1").headers["content-disposition"]
    for number in ("0", "2", "x", "-1", "..%2f1"):
        assert web.get(f"{CRANES}/files/{number}").status_code in (400, 404)


def test_a_file_that_is_not_as_it_was_read_is_not_served(own_files: Path) -> None:
    place = archive_of(own_files.parent / "news.db", own_files)
    web = asking(Site(place, with_files=True))
    with (own_files / "hw-2023-25.txt").open("a") as file:
        file.write("More.")
    assert "changed" in web.get(f"{CRANES}/files/1").text
    (own_files / "hw-2023-25.txt").unlink()
    assert "no longer there" in web.get(f"{CRANES}/files/1").text
    assert web.get(CRANES).status_code == 200
