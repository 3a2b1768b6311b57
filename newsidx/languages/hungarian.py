"""Hungarian."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    letters="áéíóöúüőű",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="hungarian",
)
