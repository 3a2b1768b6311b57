"""Afrikaans."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    'n aan agter al alle ander as asook baie binne buite by daar daardie dan dat deur die dit een eie ek elke elkeen
    en enige ge gedurende geen gewees haar had het hier hierdie hoe hoekom hom hul hulle hy iemand iets in indien is
    jou julle jy kan kon maar mag meer meeste met min moes moet my na net nie niemand niks nog nou of om omdat onder
    ons ook oor op reeds sal self so sodat sonder sou sulke sy te teen terwyl toe tot tussen uit van vir volgens
    voor waar waarom wanneer want was wat weer wees wie wil word wou
"""

AFRIKAANS = Language(
    code="af",
    name="Afrikaans",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januarie", "jan"),
            ("februarie", "feb"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("junie", "jun"),
            ("julie", "jul"),
            ("augustus", "aug"),
            ("september", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des"),
        ),
        weekdays=(
            ("maandag", "ma"),
            ("dinsdag", "di"),
            ("woensdag", "wo"),
            ("donderdag", "do"),
            ("vrydag", "vr"),
            ("saterdag", "sa"),
            ("sondag", "so"),
        ),
        ordinals=("ste", "de"),
        before_day=("op",),
        before_time=("om",),
        between_days=("en", "tot"),
        published=("gepubliseer", "geplaas", "datum"),
        updated=("opgedateer", "laas opgedateer"),
        after_published=("op",),
    ),
    bylines=BylineWords(by=("deur",), in_names=("en", "van", "de", "der")),
    letters="êëô",
)
