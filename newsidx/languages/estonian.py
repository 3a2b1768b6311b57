"""Estonian."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    aga ainult alla ega ei enda ennast enne ent et ilma ja jaoks ju juba just juurde järgi ka kas keda keegi kelle
    kes kohta koos kui kuid kuidas kuni kus kõige kõigi kõik läbi ma me meid meie mida midagi miks millal mille mina
    mind minu mis mitte mul mõne mõned nad nagu need neid nende nii ning ole oleme olen oli olid olla olnud oma on
    peab peale pidi pole poolt puhul pärast sa saab sai seal seda see selle sellest sest siin siis sina sinu ta tal
    talle te teda teie teine teise tema temal tuleb vahel vaid vastu veel väga või võib võis ühe üks üle
"""

ESTONIAN = Language(
    code="et",
    name="Estonian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("jaanuar", "jaan", "jan"),
            ("veebruar", "veebr", "veeb"),
            ("märts", "mär"),
            ("aprill", "apr"),
            ("mai",),
            ("juuni", "jun"),
            ("juuli", "jul"),
            ("august", "aug"),
            ("september", "sept"),
            ("oktoober", "okt"),
            ("november", "nov"),
            ("detsember", "dets", "det"),
        ),
        weekdays=(
            ("esmaspäev",),
            ("teisipäev",),
            ("kolmapäev",),
            ("neljapäev",),
            ("reede",),
            ("laupäev",),
            ("pühapäev",),
        ),
        ordinals=(".",),
        after_year=("a", "aasta"),
        before_time=("kell", "kl"),
        between_days=("ja", "kuni"),
        published=("avaldatud", "postitatud", "ilmunud", "kuupäev"),
        updated=("uuendatud", "viimati uuendatud", "muudetud"),
    ),
    letters="äõöü",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="estonian",
)
