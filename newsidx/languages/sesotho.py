"""Sesotho."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    'me a ba bang batho bo bohle bona bong di e ea eaba ebile eena empa ena eng eno eona eseng feela ha haeba haholo
    hammoho hang hape har hare ho hoba hobaneng hodima hohle hoja holim hona hore ile joale joalo joaloka joang
    jwale jwalo jwaloka jwang ka kae kaofela kapa ke kgotsa la le leha li lipakeng lona mang me mme mona moo mora ne
    neng nna nne ntho ntle ntse o oa ona oona pakeng pele rona sa sale se sena seno seo teng tla tlasa tlo tloha tsa
    tse tsena tseo tsoa tsohle tsona tswa wa wena wona ya yena yona
"""

SESOTHO = Language(
    code="st",
    name="Sesotho",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    stemmer="sesotho",
)
