"""Galician."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    a agora algunha algún algúns antes ao aos aquel aquela as así ata aínda baixo cada cal cales cando como con
    contra da das de desde despois desta deste do dos dun dunha durante e el ela elas eles en entre era eran esa ese
    eses esta estaba estar estas este estes está están eu fixo foi foron ha había hai iso isto lle lles mais me
    menos mentres mesma mesmo meu miña moi moita moitas moito moitos máis na nas nesta neste nin no non nos nosa
    noso nun nunha nós o onde os ou outra outras outro outros para pero pode poden pola polas polo polos por porque
    pouco que quen se segundo sen ser seu seus sobre son só súa súas tamén te ten teñen ti tiña toda todas todo
    todos un unha unhas uns vos vós xa á ás é
"""

_TYPICAL_WORDS = """
    ano anos concello dixo dous dúas galega galego galicia goberno hoxe nova novo onte tres xente
"""

GALICIAN = Language(
    code="gl",
    name="Galician",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="áéíñóú",
)
