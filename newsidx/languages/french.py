"""French."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    ai ait alors après au aucun aussi autre autres aux avaient avait avant avec avez avoir avons ayant c car ce ceci
    cela celle celles celui ces cet cette ceux chaque chez comme comment contre d dans de depuis des donc dont du
    elle elles en encore entre est et eu eux fait furent fut il ils j je l la le les leur leurs lors lorsque lui là
    m ma mais me mes moi moins mon même n ne ni nos notre nous on ont ou où par parce pas pendant peu peut plus pour
    pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si sien soit son sont
    sous suis sur t ta tandis te tes toi ton tous tout toute toutes trop très tu un une vers vos votre vous y à
    étaient étais était été être
"""

FRENCH = Language(
    code="fr",
    name="French",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="àâæçèéêëîïôùûüœ",
    stemmer="french",
)
