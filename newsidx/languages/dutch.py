"""Dutch."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    letters="èéëï",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="dutch",
)
