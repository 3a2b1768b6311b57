"""Swedish."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

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
    dates=DateWords(
        months=(
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("mars", "mar"),
            ("april", "apr"),
            ("maj",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augusti", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        weekdays=(
            ("måndag", "mån"),
            ("tisdag", "tis"),
            ("onsdag", "ons"),
            ("torsdag", "tors"),
            ("fredag", "fre"),
            ("lördag", "lör"),
            ("söndag", "sön"),
        ),
        ordinals=(":a", ":e", "e"),
        before_day=("den",),
        before_time=("kl", "klockan"),
        between_days=("och", "till"),
        published=(
            "publicerad",
            "publicerat",
            "publicerades",
            "först publicerad",
            "publiceringsdatum",
            "inlagd",
            "datum",
        ),
        updated=("uppdaterad", "uppdaterat", "senast uppdaterad", "senast ändrad", "ändrad"),
        after_published=("den", "kl", "klockan"),
        month_first=False,
    ),
    bylines=BylineWords(
        by=("av", "text"), in_names=("och", "av", "von"), not_names=("en", "ett", "den", "det"), before_place=("i",)
    ),
    letters="äåö",
    stemmer="swedish",
)
