"""Burmese."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    က ကို ကျွန်တော် ကျွန်မ ကျွန်ုပ် ကြ ကြောင့် ခဲ့ ခဲ့သည် ငါ ဆို တစ် တယ် တို့ တဲ့ တွင် ထို ဒါပေမယ့် ဒီ နေ နေသည်
    နောက် နဲ့ နှင့် ပါ ပါသည် ပဲ ပြီး ဖို့ ဖြင့် ဖြစ် ဖြစ်သည် ဘယ် ဘယ်လို ဘယ်သူ ဘာ ဘူး မ မည် မဟုတ် များ မှ မှာ ရ ရင်
    ရန် ရှိ ရှိသည် ရှေ့ လည်း လိုက် လျှင် သင် သည် သာ သို့ သို့မဟုတ် သို့သော် သူ သူတို့ သူမ သော ဟာ အခြား အတွက် အတွင်း
    အထိ အပေါ် အလွန် အားလုံး အောက် အဲဒီ ဤ ၌ ၍ ၏
"""

BURMESE = Language(
    code="my",
    name="Burmese",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends="။",
)
