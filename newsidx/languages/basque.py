"""Basque."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    ala alde arren arte artean asko aurka aurrean bada bai baina baino baita baldin barruan bat batek baten batzuk
    behar bera beraiek berak bere beren beste bezain bezala bi bidez buruz da dago daude dela den dena dio dion dira
    direla diren ditu dituzte du duen dugu dut dute dutela duten duzu edo egin egiten egon ere eta eurek ez ezer
    ezin gabe gain gainean gara gehiago gero gu guk gure gutxi guzti guztiak haiek hainbat hala han hark hau hauek
    hemen honek hor hori horiek horregatik horrek hura inor izan kontra lehen nahiz naiz ni nik nire noiz nola non
    nor ondoren orain oso zaie zaio zara zegoen zein zela zen zenbait zer zergatik ziren zituen zu zuela zuen zuk
    zure zuten
"""

BASQUE = Language(
    code="eu",
    name="Basque",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("urtarrila", "urt", "urtarrilaren", "urtarrilak", "urtarrilean"),
            ("otsaila", "ots", "otsailaren", "otsailak", "otsailean"),
            ("martxoa", "mar", "martxoaren", "martxoak", "martxoan"),
            ("apirila", "api", "apirilaren", "apirilak", "apirilean"),
            ("maiatza", "mai", "maiatzaren", "maiatzak", "maiatzean"),
            ("ekaina", "eka", "ekainaren", "ekainak", "ekainean"),
            ("uztaila", "uzt", "uztailaren", "uztailak", "uztailean"),
            ("abuztua", "abu", "abuztuaren", "abuztuak", "abuztuan"),
            ("iraila", "irailaren", "irailak", "irailean"),
            ("urria", "urr", "urriaren", "urriak", "urrian"),
            ("azaroa", "aza", "azaroaren", "azaroak", "azaroan"),
            ("abendua", "abenduaren", "abenduak", "abenduan"),
        ),
        weekdays=(
            ("astelehena", "al"),
            ("asteartea", "ar"),
            ("asteazkena", "az"),
            ("osteguna", "og"),
            ("ostirala", "or"),
            ("larunbata", "lr"),
            ("igandea", "ig"),
        ),
        ordinals=("a", "an"),
        after_year=("ko",),
        between_days=("eta",),
        published=("argitaratua", "argitaratuta", "argitalpen data", "data"),
        updated=("eguneratua", "eguneratuta", "azken eguneratzea"),
    ),
    letters="ñ",
    stemmer="basque",
)
