"""The API gives the answers of the library, as its description says."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from newsidx import Query, SearchRequest, answer
from newsidx import open as open_archive
from newsidx.article import Facet
from newsidx.dates.periods import Period
from newsidx.web.app import ROUTES
from newsidx.web.openapi import DESCRIPTION


def test_a_search_has_the_hits_counts_and_suggestion_of_the_library(web: TestClient, marrowport: str) -> None:
    sent = web.get("/api/search?q=harbour+dregding&limit=5").json()
    with open_archive(marrowport) as archive:
        found = answer(archive, SearchRequest(query=Query.parse("harbour dregding"), limit=5))
        assert [hit["ref"] for hit in sent["hits"]] == [hit.article.ref for hit in found.hits]
        assert sent["total"] == found.total
        assert [part["articles"] for part in sent["parts"]] == [part.count for part in found.parts]
        assert found.suggestion
        assert sent["suggestion"] == found.suggestion.query


def test_an_article_counts_and_alerts(web: TestClient, marrowport: str) -> None:
    assert web.get("/api/articles/20230623-1").json()["byline"] == "Carla Menn"
    assert len(web.get("/api/articles/20230623-1/related?limit=3").json()) == 3
    with open_archive(marrowport) as archive:
        months = web.get("/api/timeline?q=ferry&by=month").json()
        assert [(row["period"], row["articles"]) for row in months] == archive.histogram(
            Query.parse("ferry"), Period.MONTH
        )
        field: Facet = "source"
        rows = web.get(f"/api/facets/{field}?q=ferry").json()
        assert [(row[field], row["articles"]) for row in rows] == list(
            archive.facets(Query.parse("ferry"), field).values
        )
    assert [alert["name"] for alert in web.get("/api/alerts").json()] == ["a/b <i>", "bridge"]


def test_errors_say_what_happened_and_where(web: TestClient) -> None:
    sent = web.get("/api/search?q=oil&date=2023-13")
    said = sent.json()
    assert sent.status_code == 400
    assert "13" in said["text"][said["start"] : said["end"]]
    assert web.get("/api/facets/title").status_code in (400, 404)
    assert web.get("/api/nothing").json()["error"]
    assert web.post("/api/search").status_code == 405


def test_every_path_of_the_api_is_described_and_every_path_described_is_there(web: TestClient) -> None:
    served = {route.path for route in ROUTES if re.match(r"/api/(?!openapi)", route.path)}
    assert served == set(DESCRIPTION["paths"])
    assert web.get("/api/openapi.json").json() == DESCRIPTION
    for path in served:
        assert path.replace("{", "").split("/")[2] in web.get("/api").text


@pytest.mark.parametrize("path", ["/api/search?q=ferry", "/api/articles/20230623-1"])
def test_an_article_has_the_fields_described(web: TestClient, path: str) -> None:
    sent = web.get(path).json()
    article = sent["hits"][0] if "hits" in sent else sent
    described = DESCRIPTION["components"]["schemas"]["Article"]
    assert set(described["required"]) <= set(article) <= set(described["properties"])
