"""Hungarian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a abban ahogy ahol aki akik akkor alatt amely amelyek amelyet ami amikor amit annak arra attól az azok azonban
    azt azzal csak de ebben egy egyik ellen előtt engem ennek erre ettől ez ezek ezt ezzel ezért felé fölött ha
    hanem hogy hogyan hol illetve ilyen is itt kell kellett ki között lehet lenne lesz lett maga magát majd meg
    mellett mert mi miatt mikor milyen minden mindig minket mint mit mivel miért most már más másik még nagyon neki
    nekik nem néhány nélkül olyan ott pedig saját se sem sok szerint te tehát ti több ugyanis után vagy valamint van
    vannak volt voltak által én és így óta úgy ő ők őket őt
"""

HUNGARIAN = Language(
    code="hu",
    name="Hungarian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("január", "jan", "januári"),
            ("február", "febr", "februári"),
            ("március", "márc", "márciusi"),
            ("április", "ápr", "áprilisi"),
            ("május", "máj", "májusi"),
            ("június", "jún", "júniusi"),
            ("július", "júl", "júliusi"),
            ("augusztus", "aug", "augusztusi"),
            ("szeptember", "szept", "szeptemberi"),
            ("október", "okt", "októberi"),
            ("november", "nov", "novemberi"),
            ("december", "dec", "decemberi"),
        ),
        weekdays=(
            ("hétfő",),
            ("kedd",),
            ("szerda", "sze"),
            ("csütörtök", "cs"),
            ("péntek",),
            ("szombat", "szo"),
            ("vasárnap",),
        ),
        ordinals=("-án", "-én", "-a", "-e", "-i", "-ai", "-ei", "."),
        between_days=("és",),
        published=("közzétéve", "megjelent", "megjelenés", "publikálva", "dátum"),
        updated=("frissítve", "utoljára frissítve", "módosítva", "utolsó frissítés"),
    ),
    bylines=BylineWords(by=("írta", "szerző"), in_names=("és",)),
    letters="áéíóöúüőű",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="hungarian",
)
