"""Swedish."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    alla allt att av bara bland blev bli blir båda de dem den denna deras dess dessa det detta dig din dit du där
    därför då efter ej eller en er ett finns från få får för förra genom ha hade han hans har hon hos hur här i icke
    in inga ingen inget innan inom inte jag ju kan kom kunde man med mellan men mer mest mig min mitt mot mycket
    måste ned ni nu när någon något några och också om oss på samma sedan sig sin sina sitt själv ska skall skulle
    som så sådan till under upp ur ut utan vad var vara varför varit vem vi vid vilka vilken vilket vill än ännu är
    åt över
"""

SWEDISH = Language(
    code="sv",
    name="Swedish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="äåö",
    stemmer="swedish",
)
