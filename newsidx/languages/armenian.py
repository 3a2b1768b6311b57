"""Armenian."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    ամեն այդ այլ այն այնտեղ այս այստեղ ապա առանց առաջ ավելի արդեն բայց բոլոր դա դեմ դեռ դու դուք եթե եղավ եղել եմ են
    ենք ես երբ եք է էին էր ընթացքում ըստ թե իմ ինձ ինչ ինչու ինչպես ինքը իսկ իր իրեն իրենց լինել կամ կարող կողմից
    համար հետ հետո հիմա ձեր մասին մեզ մեկ մենք մեջ մեր մի միայն մինչև միջև մոտ նա նաև նույն նույնիսկ նրա նրան նրանց
    նրանք շատ ով որ որը որի որոնց որոնք որպես որտեղ ու չեն չէ չի պատճառով պետք սա սակայն վրա տակ քանզի քանի քիչ քո և
"""

ARMENIAN = Language(
    code="hy",
    name="Armenian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends="։.!",
    stemmer="armenian",
)
