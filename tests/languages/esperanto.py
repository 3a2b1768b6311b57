"""A second language, as small as a record can be: what a test needs to see that English is not built in."""

from __future__ import annotations

from newsidx.languages import BylineWords, DateWords, Language, RangeWords

ESPERANTO = Language(
    code="eo",
    name="Esperanto",
    function_words=frozenset(("la", "kaj", "en", "de")),
    reporting_words=frozenset(("diris",)),
    dates=DateWords(
        months=(
            ("januaro", "jan"),
            ("februaro", "feb"),
            ("marto", "mar"),
            ("aprilo", "apr"),
            ("majo", "maj"),
            ("junio", "jun"),
            ("julio", "jul"),
            ("aŭgusto", "aŭg"),
            ("septembro", "sep"),
            ("oktobro", "okt"),
            ("novembro", "nov"),
            ("decembro", "dec"),
        ),
        weekdays=(
            ("lundo", "lun"),
            ("mardo",),
            ("merkredo", "mer"),
            ("ĵaŭdo", "ĵaŭ"),
            ("vendredo", "ven"),
            ("sabato", "sab"),
            ("dimanĉo", "dim"),
        ),
        ordinals=("-a", "a"),
        before_month=("de",),
        before_year=("de",),
        before_time=("je",),
        published=("publikigita", "aperis"),
        updated=("laste ŝanĝita",),
        after_published=("la",),
    ),
    ranges=RangeWords(
        today=("hodiaŭ",),
        yesterday=("hieraŭ",),
        tomorrow=("morgaŭ",),
        this=("ĉi tiu",),
        last=("pasinta", "pasintaj"),
        day=("tago", "tagoj"),
        week=("semajno", "semajnoj"),
        month=("monato", "monatoj"),
        quarter=("jarkvarono", "jarkvaronoj"),
        year=("jaro", "jaroj"),
        ago=("antaŭ",),
        one=("unu",),
        nth=(("unua",), ("dua",), ("tria",), ("kvara",)),
        between=("ĝis",),
        before_range=("de",),
    ),
    bylines=BylineWords(by=("de",), in_names=("kaj",), not_names=("la",), before_place=("en",)),
    abbreviations=("d-ro", "s-ro", "ekz", "t.e"),
    closing_marks="\"'”’»)]",
)
