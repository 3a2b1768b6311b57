"""Basque."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    letters="ñ",
    stemmer="basque",
)
