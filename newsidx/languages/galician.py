"""Galician."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

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
    dates=DateWords(
        months=(
            ("xaneiro", "xan", "janeiro"),
            ("febreiro", "feb"),
            ("marzo", "mar"),
            ("abril", "abr"),
            ("maio", "mai"),
            ("xuño",),
            ("xullo", "xul"),
            ("agosto", "ago"),
            ("setembro", "set"),
            ("outubro", "out"),
            ("novembro", "nov"),
            ("decembro", "dec"),
        ),
        weekdays=(
            ("luns",),
            ("martes", "mar"),
            ("mércores", "mér"),
            ("xoves", "xov"),
            ("venres", "ven"),
            ("sábado", "sáb"),
            ("domingo", "dom"),
        ),
        ordinals=("º",),
        before_month=("de",),
        before_year=("de", "do"),
        before_day=("o", "día"),
        before_time=("ás", "á"),
        between_days=("e", "ao", "ó", "a"),
        published=("publicado", "publicada", "data de publicación", "data"),
        updated=("actualizado", "actualizada", "última actualización", "modificado"),
        after_published=("o", "en", "día"),
    ),
    bylines=BylineWords(
        by=("por",),
        in_names=("e", "de", "da", "do"),
        not_names=("o", "a", "os", "as", "un", "unha"),
        before_place=("en", "desde"),
    ),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="áéíñóú",
)
