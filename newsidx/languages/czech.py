"""Czech."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a aby ale ani asi až bez bude budou by byl byla byli bylo být co do i jak jako je jeho jejich její jen jenž
    ještě jim jiné jsem jsi jsme jsou jste já k kde kdo kdy když ke kterou která které kterého který kteří kvůli li
    mají mezi mohou mu musí my má mít mě měl může na nad nebo nejsou není než nic nikdo nám nás něco o od on ona oni
    ono pak po pod podle pouze pro proti proto protože před přes při s se si svou své svého svůj sám ta tak také
    tato ten tento ti to toho tom tomu totiž toto ty tyto tím u už v ve velmi vy vám vás více však všech všechno
    všechny z za ze že
"""

_TYPICAL_WORDS = """
    dnes dva dvě korun letech lidé lidí nové nový první rok roku týden tři uvedl vláda vlády včera české řekl
"""

CZECH = Language(
    code="cs",
    name="Czech",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("ledna", "led", "leden"),
            ("února", "úno", "únor"),
            ("března", "bře", "březen"),
            ("dubna", "dub", "duben"),
            ("května", "kvě", "květen"),
            ("června", "čvn", "červen"),
            ("července", "čvc", "červenec"),
            ("srpna", "srpen", "srp"),
            ("září", "zář"),
            ("října", "říj", "říjen"),
            ("listopadu", "listopad", "lis"),
            ("prosince", "prosinec", "pro"),
        ),
        weekdays=(
            ("pondělí", "po"),
            ("úterý", "út"),
            ("středa", "st"),
            ("čtvrtek", "čt"),
            ("pátek", "pá"),
            ("sobota", "so"),
            ("neděle", "ne"),
        ),
        ordinals=(".",),
        before_day=("dne",),
        before_time=("v", "ve"),
        between_days=("a", "až", "do"),
        published=("publikováno", "zveřejněno", "vydáno", "vloženo", "datum", "datum vydání"),
        updated=("aktualizováno", "aktualizace", "naposledy aktualizováno", "poslední aktualizace", "upraveno"),
        after_published=("dne",),
    ),
    bylines=BylineWords(by=("autor",), in_names=("a",)),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="áéíóúýčďěňřšťůž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="czech",
)
