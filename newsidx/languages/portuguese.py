"""Portuguese."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="àáâãçéêíóôõú",
    stemmer="portuguese",
)
