"""Latvian."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    ar arī bet bez bija būs būt būtu caur cita citi cits daudz es esam esat esmu gan ir ja jau jo jums jābūt jūs
    jūsu ka kad kam kas katrs ko kopā kopš kur kura kuri kuru kurā kurš kā kāda kāds kādu kāpēc lai līdz man mani
    maz mums mēs mūsu nav ne nekā no par pati pats paši pie pirms pret pār pēc sava savas savu savā savām starp tad
    tagad tai tam tas taču te tev tie tiek tiem tika tikai to tomēr tu tur turklāt tā tādēļ tāpēc tās un uz vai
    vairāk vajag var varētu virs visas visi viss visu viņa viņai viņam viņas viņi viņu viņš vēl zem ļoti šajā šeit
    šie šis šo šā šī šīs
"""

LATVIAN = Language(
    code="lv",
    name="Latvian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="āčēģīķļņšūž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
)
