"""Catalan."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a abans així això al algun alguna algunes alguns allò als altra altre altres amb aquell aquella aquest aquesta
    aquestes aquests ara cada cap com contra d de del dels des després doncs durant el ell ella elles ells els em en
    encara ens entre era eren es estan estar estat està et fa fer fins ha han haver havia he hem hi ho i ja jo l la
    les li lo mateix mateixa mentre menys meu meva molt molta moltes molts més n ni no només nosaltres nostra nostre
    o on pel pels per perquè però poc qual quals qualsevol quan que qui què s se segons sense ser seu seus seva
    seves si sobre sota són també tan tant tot tota totes tots tu u un una unes uns us va van vosaltres és
"""

CATALAN = Language(
    code="ca",
    name="Catalan",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("gener", "gen"),
            ("febrer", "febr"),
            ("març",),
            ("abril", "abr"),
            ("maig",),
            ("juny",),
            ("juliol", "jul"),
            ("agost", "ag"),
            ("setembre", "set"),
            ("octubre", "oct"),
            ("novembre", "nov"),
            ("desembre", "des"),
        ),
        weekdays=(
            ("dilluns", "dl"),
            ("dimarts", "dt"),
            ("dimecres", "dc"),
            ("dijous", "dj"),
            ("divendres", "dv"),
            ("dissabte", "ds"),
            ("diumenge", "dg"),
        ),
        ordinals=("è", "é"),
        before_month=("de", "d'"),
        before_year=("de", "del"),
        before_day=("el", "dia"),
        before_time=("a les", "a la"),
        between_days=("i", "al", "a"),
        published=("publicat", "publicada", "data de publicació", "data"),
        updated=("actualitzat", "actualitzada", "última actualització", "darrera actualització", "modificat"),
        after_published=("el", "a", "dia"),
    ),
    bylines=BylineWords(
        by=("per",),
        in_names=("i", "de", "del", "la"),
        not_names=("el", "la", "els", "les", "un", "una"),
        before_place=("a", "des de"),
    ),
    letters="·àçèéíïòóúü",
    stemmer="catalan",
)
