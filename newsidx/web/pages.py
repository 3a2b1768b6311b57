"""Pages from the templates. Whatever stands in one is escaped, and harmless text: see `newsidx.text.sanitize`."""

from __future__ import annotations

import datetime
import hashlib
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from newsidx.disk.place import archive_name
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_HERE = os.path.dirname(__file__)
_FIELDS = ("q", "date", "lang", "sort", "match", "fuzzy")
STATIC = os.path.join(_HERE, "static")


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page made from a template, which also has the `request` and what was asked, as it was typed."""
    site = request.app.state.site
    context = {"form": form_values(request), "archive_name": archive_name(site.place), **context}
    is_logged_in = site.secret is not None and template != "login.html"
    context |= {"path": request.scope["path"], "is_logged_in": is_logged_in, "static": static_address}
    return HTMLResponse(_templates().get_template(template).render(context), status)


def form_values(request: Request) -> Mapping[str, Any]:
    """What stands in the fields of the search form: what was asked, also if it cannot be answered."""
    values: dict[str, Any] = {name: request.query_params.get(name, "") for name in _FIELDS}
    return values | {"sources": request.query_params.getlist("source") or [""]}


def marked(text: str) -> Markup:
    """Marked text as HTML, its matches in `mark`. Marks that are not in pairs leave no element open."""
    first, *rest = text.split(MARK_START)
    pieces = [escape(without_controls(first))]
    for part in rest:
        match, _, after = part.partition(MARK_END)
        pieces.append(Markup("<mark>{}</mark>{}").format(without_controls(match), without_controls(after)))
    return Markup("").join(pieces)


def marked_line(text: str) -> Markup:
    """Marked text on one line as HTML."""
    return marked(" ".join(text.split()))


def long_date(day: datetime.date) -> str:
    """`6 March 2022`."""
    return f"{day.day} {day:%B} {day.year}"


@cache
def static_address(name: str) -> str:
    """The address of a file in static/. It changes with the file, so that a browser may keep what it has."""
    with open(os.path.join(STATIC, name), "rb") as file:
        return f"/static/{name}?{hashlib.sha256(file.read()).hexdigest()[:12]}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(os.path.join(_HERE, "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"marked": marked, "marked_line": marked_line, "line": one_line, "long_date": long_date}
    environment.globals |= {"plural": plural}
    return environment


def _harmless(value: object) -> object:
    """What a template shows, without control characters and changes of the writing direction."""
    return without_controls(value) if isinstance(value, str) and not isinstance(value, Markup) else value
