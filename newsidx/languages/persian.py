"""Persian."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    آن آنان آنجا آنها از است الان اما او اکنون اگر ای ایشان این اینجا با باشد باید بدون بر برای برخی بسیار بعد بعضی
    به بود بودند بوده بیشتر بین تا تو توسط جز حتی خواهد خواهند خود خیلی دارد دارند داشت داشته در درباره دیگر را روی
    زیر زیرا سوی شد شدند شده شما شود شوند طول طی علیه فقط قبل ما مانند مثل من می میان نمی نیز نیست نیستند ها های هر
    هست هستند هم همان همه همچنین همین هنوز هیچ و ولی وی پس پیش چرا چنان چند چنین چه چون چگونه کجا کدام کرد کردند
    کرده کمتر کند کنند کنیم که کی گفت یا یک
"""

PERSIAN = Language(
    code="fa",
    name="Persian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="پچژکگی",
    sentence_ends=".!؟",
    stemmer="persian",
)
