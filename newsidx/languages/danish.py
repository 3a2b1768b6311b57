"""Danish."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    af alle at bare blandt blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter
    eller en end er et for fra få før ham han hans har havde have hende hendes her hos hun hvad hvem hver hvis hvor
    hvordan hvornår i ikke ind ingen intet jeg jer jo kan kom kun kunne man mange med meget mellem men mere mig min
    mod må ned nej nogen noget nogle nu når og også om op os over på sammen selv siden sig sin sine sit skal skulle
    som så sådan til ud uden under var ved vi vil ville vores være været
"""

_TYPICAL_WORDS = """
    dage danske fire fortæller første land landet mennesker nye nyt penge regeringen sagde siger to tre uge år
"""

DANISH = Language(
    code="da",
    name="Danish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januar", "jan"),
            ("februar", "feb", "febr"),
            ("marts", "mar"),
            ("april", "apr"),
            ("maj",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        weekdays=(
            ("mandag", "man"),
            ("tirsdag", "tirs"),
            ("onsdag", "ons"),
            ("torsdag", "tors"),
            ("fredag", "fre"),
            ("lørdag", "lør"),
            ("søndag", "søn"),
        ),
        ordinals=(".",),
        before_day=("den", "d"),
        before_time=("kl", "klokken"),
        between_days=("og", "til"),
        published=("offentliggjort", "publiceret", "udgivet", "dato"),
        updated=("opdateret", "sidst opdateret", "senest opdateret", "ændret"),
        after_published=("den", "d", "kl"),
    ),
    bylines=BylineWords(
        by=("af",), in_names=("og", "af", "von"), not_names=("en", "et", "den", "det"), before_place=("i",)
    ),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="åæø",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="danish",
)
