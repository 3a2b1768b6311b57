"""Norwegian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    alle at av bare ble blei bli blir både da de deg dei deira dem den denne der deres det dette di din disse du
    dykk eg ein eit eller en enn er et etter for fordi fra frå før ha hadde han hans har hatt henne hennes her ho
    hos hun hva hvem hver hvor hvordan hvorfor i ikke ikkje ingen inn jeg kan kom korleis kunne kva kven man mange
    med meg meget meir mellom men mer mot mye mykje må ned nei noe noen noko nokon nokre nå når og også om opp oss
    over på samme seg selv siden sin sine sitt skal skulle slik som så til under ut uten var vart ved vere vi vil
    ville vore vår våre være vært
"""

_TYPICAL_WORDS = """
    dager fire forteller første gang kroner land landet mennesker norske nye nytt penger regjeringen sa sier to tre
    uke år
"""

NORWEGIAN = Language(
    code="no",
    name="Norwegian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januar", "jan"),
            ("februar", "feb", "febr"),
            ("mars", "mar"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des"),
        ),
        weekdays=(
            ("mandag", "man", "måndag", "må"),
            ("tirsdag", "tir", "tysdag", "ty"),
            ("onsdag", "ons", "on"),
            ("torsdag", "tor", "to"),
            ("fredag", "fre", "fr"),
            ("lørdag", "lør", "laurdag", "la"),
            ("søndag", "søn", "sø"),
        ),
        ordinals=(".",),
        before_day=("den",),
        before_time=("kl", "klokken"),
        between_days=("og", "til"),
        published=("publisert", "lagt ut", "utgitt", "dato"),
        updated=("oppdatert", "sist oppdatert", "sist endret", "endret"),
        after_published=("den", "kl"),
        month_first=False,
    ),
    bylines=BylineWords(
        by=("av",), in_names=("og", "av", "von"), not_names=("en", "ei", "et", "den", "det"), before_place=("i",)
    ),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="åæø",
    stemmer="norwegian",
)
