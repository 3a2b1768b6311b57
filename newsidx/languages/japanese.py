"""Japanese."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    あっ あなた あり ある い いう いる う うち お および おり か かつて から が き こと この これ
    これら さ さらに し しかし する ず せ せる そして その その他 その後 それ それぞれ た ただし
    たち ため たり だ だっ つ て で でき できる です では でも と という とき として とともに な
    ない なお なかっ ながら なく なっ など なら なり なる に において における について にて によって
    により による に対して に対する に関する の ので のみ は ば へ ほか ほとんど ほど ました ます
    ませ また または まで も もの ものの や よう より ら られ られる れ れる を ん 及び 彼 彼女
    我々 特に 私
"""

JAPANESE = Language(
    code="ja",
    name="Japanese",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends="。！？｡.!?",
    opening_marks="「『《〈（【〔“‘",
    closing_marks="」』》〉）】〕”’",
)
