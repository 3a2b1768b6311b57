"""Esperanto."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    al alia aliaj ankaŭ ankoraŭ antaŭ aŭ da de devas do dum ekster el en estas esti estis estos estus eĉ havas ia
    iam ili ilia inter io iu iuj jam je kaj ke kelkaj kial kiam kie kiel kio kion kiu kiuj kiujn kiun kontraŭ kun la
    laŭ li lia mi mia mian multaj ne nenio neniu ni nia nur ol oni per plej pli por post povas povis pri pro se sed
    sen sia siaj sian sub super sur tamen tial tiam tie tiel tio tion tiu tiuj tiujn tiun tra tre vi via ĉar ĉe ĉi
    ĉio ĉirkaŭ ĉiu ĉiuj ĉu ĝi ĝia ĝis ŝi ŝia
"""

ESPERANTO = Language(
    code="eo",
    name="Esperanto",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="ĉĝĥĵŝŭ",
    stemmer="esperanto",
)
