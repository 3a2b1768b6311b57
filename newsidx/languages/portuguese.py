"""Portuguese."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a ao aos aquela aquele aquilo as até cada com como contra da das de dela dele deles depois desde dessa desse
    desta deste do dos durante e ela elas ele eles em embora enquanto entre era eram essa essas esse esses esta
    estas estava este estes está estão eu foi foram fosse há isso isto já lhe lhes mais mas me menos mesmo meu minha
    muito muitos na nas nem no nos nossa nosso num numa não nós o onde os ou outra outras outro outros para pela
    pelas pelo pelos per perante pode podem por porque porém pouco quais qual quando quanto que quem se seja sem
    sempre ser será seu seus sob sobre sua suas são só também te tem ter tinha tinham todas todo todos tudo tão têm
    um uma umas uns você vocês à às é
"""

_TYPICAL_WORDS = """
    ano anos disse dois duas governo hoje nova novo ontem presidente três
"""

PORTUGUESE = Language(
    code="pt",
    name="Portuguese",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("janeiro", "jan"),
            ("fevereiro", "fev"),
            ("março", "mar"),
            ("abril", "abr"),
            ("maio", "mai"),
            ("junho", "jun"),
            ("julho", "jul"),
            ("agosto", "ago"),
            ("setembro", "set"),
            ("outubro", "out"),
            ("novembro", "nov"),
            ("dezembro", "dez"),
        ),
        weekdays=(
            ("segunda-feira", "seg", "segunda"),
            ("terça-feira", "ter", "terça"),
            ("quarta-feira", "qua", "quarta"),
            ("quinta-feira", "qui", "quinta"),
            ("sexta-feira", "sex", "sexta"),
            ("sábado", "sáb"),
            ("domingo", "dom"),
        ),
        ordinals=("º", "ª", "o"),
        before_month=("de",),
        before_year=("de", "do"),
        before_day=("em", "dia"),
        before_time=("às", "à", "as"),
        between_days=("e", "a", "ao", "até"),
        published=(
            "publicado",
            "publicada",
            "publicado originalmente",
            "postado",
            "data de publicação",
            "data da publicação",
            "data",
        ),
        updated=(
            "atualizado",
            "atualizada",
            "actualizado",
            "última atualização",
            "última actualização",
            "última modificação",
            "modificado",
        ),
        after_published=("em", "a", "no dia"),
    ),
    bylines=BylineWords(
        by=("por",),
        in_names=("e", "de", "da", "do", "das", "dos"),
        not_names=("o", "a", "os", "as", "um", "uma"),
        before_place=("em", "de"),
    ),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="àáâãçéêíóôõú",
    stemmer="portuguese",
)
