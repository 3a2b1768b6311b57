"""Dutch."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    aan al alle als ander andere bij daar dan dat de der deze die dit door dus een elke en er ge geen had hadden heb
    hebben heeft heel hem het hier hij hoe hun iets ik in is ja je jullie kan kon kunnen maar me meer men met mij
    mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over reeds sinds te tegen tijdens
    toch toen tot tussen u uit uw van veel volgens voor waar wanneer waren was wat we wel werd werden wie wij wil
    worden wordt zal ze zei zelf zich zij zijn zo zoals zonder zou zouden
"""

DUTCH = Language(
    code="nl",
    name="Dutch",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        weekdays=(
            ("maandag", "ma"),
            ("dinsdag", "di"),
            ("woensdag", "wo"),
            ("donderdag", "do"),
            ("vrijdag", "vr"),
            ("zaterdag", "za"),
            ("zondag", "zo"),
        ),
        ordinals=("e", "ste", "de"),
        before_day=("op", "d.d"),
        before_time=("om",),
        between_days=("en", "tot", "t/m"),
        published=("gepubliceerd", "geplaatst", "verschenen", "eerst gepubliceerd", "publicatiedatum", "datum"),
        updated=("bijgewerkt", "laatst bijgewerkt", "laatste update", "gewijzigd", "laatst gewijzigd"),
        after_published=("op", "om"),
    ),
    bylines=BylineWords(
        by=("door",),
        in_names=("en", "van", "de", "der", "den", "ten", "ter"),
        not_names=("de", "het", "een"),
        before_place=("in", "uit"),
    ),
    letters="èéëï",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="dutch",
)
