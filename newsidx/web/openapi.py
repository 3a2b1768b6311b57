"""The description of the API: OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.0."""

from __future__ import annotations

from typing import Any, get_args

from newsidx import __version__
from newsidx.article import Facet
from newsidx.dates.periods import Period
from newsidx.query.sort import Sort
from newsidx.search.request import Matched
from newsidx.web.asked import LAST_PAGE

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_MAYBE_TEXT: _Schema = {"type": ["string", "null"]}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_ARTICLE: _Schema = {
    "type": "object",
    "required": ["id", "ref", "date", "title", "body", "words", "meta", "files"],
    "properties": {
        "id": {"type": "integer", "description": "YYYYMMDD × 1,000,000 + n"},
        "ref": {"type": "string", "description": "the id as people see and type it: 20220306-1"},
        "date": {"type": ["string", "null"], "format": "date"},
        "published": _MAYBE_TEXT,
        "title": _TEXT,
        "body": _TEXT,
        **dict.fromkeys(("byline", "source", "section", "place", "url", "language"), _MAYBE_TEXT),
        "words": _COUNT,
        "meta": {"type": "object", "description": "whatever else the file said"},
        "date_from": {"type": ["string", "null"], "description": "how the date is known"},
        "title_from": _TEXT,
        "files": {"type": "array", "items": _TEXT},
        "tags": {"type": "array", "items": _TEXT},
        "note": _MAYBE_TEXT,
        "snippet": {"type": "string", "description": "of a hit: the part of the body that matches best"},
        "score": {"type": "number", "description": "of a hit: higher is better"},
        "matched": {"enum": [matched.value for matched in Matched]},
    },
}
_ERROR: _Schema = {
    "type": "object",
    "required": ["error", "remedy"],
    "properties": {
        "error": {"type": "string", "description": "what happened"},
        "remedy": {"type": "string", "description": "what to do"},
        "text": {"type": "string", "description": "of a date that cannot be understood: what was typed"},
        "start": {"type": "integer", "description": "where in it the wrong part starts"},
        "end": {"type": "integer", "description": "and ends"},
    },
}


def _parameter(name: str, schema: _Schema, help: str, place: str = "query") -> _Schema:
    return {"name": name, "in": place, "required": place == "path", "schema": schema, "description": help}


_REF = _parameter("ref", {"type": "string", "pattern": "^[0-9]{8}-[1-9][0-9]{0,5}$"}, "20220306-1", "path")
_PAGE = _parameter("page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}, "the page, from 1")
_LIMIT = _parameter("limit", {"type": "integer", "minimum": 1, "maximum": 100}, "how many; 20 if it is not given")
_QUESTION = (
    _parameter("q", _TEXT, "a query in the query language; without it, every article of the dates"),
    _parameter("date", _TEXT, "dates: 2022-03, 2022-01..2022-06, last month; or undated"),
    _parameter("source", {"type": "array", "items": _TEXT}, "words of the name of a source; given twice, of either"),
    _parameter("lang", _TEXT, "the language of the query's words, such as es"),
)
_OF_ANSWER = (
    _parameter("sort", {"enum": [sort.value for sort in Sort]}, "the order"),
    _parameter("match", {"enum": ["full", "any"]}, "only full matches, or those of any word"),
    _parameter("fuzzy", {"enum": ["0", "1"]}, "1 also finds words of similar spelling"),
    _PAGE,
    _LIMIT,
)


def _answer(help: str, schema: _Schema) -> _Schema:
    return {"description": help, "content": {"application/json": {"schema": schema}}}


def _path(help: str, schema: _Schema, *parameters: _Schema) -> _Schema:
    error = {"$ref": "#/components/schemas/Error"}
    answers = {
        "200": _answer(help, schema),
        "400": _answer("what was asked cannot be understood", error),
        "401": _answer("a token or a password is needed", error),
        "503": _answer("the archive cannot be read now, or it took too long", error),
    }
    if any(parameter["in"] == "path" for parameter in parameters):
        answers["404"] = _answer("there is none", error)
    return {"get": {"summary": help, "parameters": list(parameters), "responses": answers}}


def _rows(**columns: _Schema) -> _Schema:
    return {"type": "array", "items": {"type": "object", "required": list(columns), "properties": columns}}


_SEARCH: _Schema = {
    "type": "object",
    "required": ["query", "dates", "total", "parts", "notes", "suggestion", "page", "hits"],
    "properties": {
        "query": _TEXT,
        "dates": _TEXT,
        "total": _COUNT,
        "parts": _rows(matched=_TEXT, articles=_COUNT),
        "notes": {"type": "array", "items": _TEXT},
        "suggestion": _MAYBE_TEXT,
        "page": _COUNT,
        "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Article"}},
    },
}
_FACET = _parameter("field", {"enum": list(get_args(Facet))}, "the field", "path")
_BY = _parameter("by", {"enum": [period.value for period in Period]}, "the period; day if it is not given")

DESCRIPTION: _Schema = {
    "openapi": "3.1.0",
    "info": {"title": "newsidx", "version": __version__, "description": "A news archive: search it and read it."},
    "security": [{}, {"bearer": []}, {"basic": []}],
    "paths": {
        "/api/search": _path("The articles that match, and how many there are", _SEARCH, *_QUESTION, *_OF_ANSWER),
        "/api/articles/{ref}": _path("One article", {"$ref": "#/components/schemas/Article"}, _REF),
        "/api/articles/{ref}/related": _path(
            "The articles most similar to one",
            _rows(ref=_TEXT, date=_TEXT, title=_TEXT, source=_TEXT, in_common=_TEXT),
            _REF,
            _LIMIT,
        ),
        "/api/timeline": _path(
            "How many articles match in each period", _rows(period=_TEXT, articles=_COUNT), _BY, *_QUESTION
        ),
        "/api/facets/{field}": _path(
            "How many articles have each value of a field: columns are the field, articles and share",
            {"type": "array", "items": {"type": "object", "required": ["articles", "share"]}},
            _FACET,
            _LIMIT,
            *_QUESTION,
        ),
        "/api/alerts": _path("Every alert", _rows(name=_TEXT, query=_TEXT, added=_TEXT, last_run=_MAYBE_TEXT)),
    },
    "components": {
        "schemas": {"Article": _ARTICLE, "Error": _ERROR},
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
        },
    },
}
"""The description, as it is sent."""
