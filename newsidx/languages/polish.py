"""Polish."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a aby ale bardzo bez bo być był była było były będzie będą ci co czego czy czym dla dlaczego do gdy gdzie go i
    ich im ja jak jako jednak jego jej jest jeszcze już kiedy kilka kogo kto która które którego której który
    których którym którzy ku lub ma mają mi miał między mnie mogą może można mu musi my na nad nam nas nawet nic nie
    nikt niż o od on ona one oni ono oraz po pod ponieważ przed przez przy siebie się sobie swoim swoje swojej swój
    są ta tak taki takich takie także tam te tego tej temu ten teraz też to tu ty tych tylko tym tą tę u w was we
    więc więcej wobec wszystkich wszystkie wszystko wy wśród z za ze został została zostały że żeby
"""

POLISH = Language(
    code="pl",
    name="Polish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("stycznia", "sty", "styczeń"),
            ("lutego", "lut", "luty"),
            ("marca", "mar", "marzec"),
            ("kwietnia", "kwi", "kwiecień"),
            ("maja", "maj"),
            ("czerwca", "cze", "czerwiec"),
            ("lipca", "lip", "lipiec"),
            ("sierpnia", "sierpień", "sie"),
            ("września", "wrz", "wrzesień"),
            ("października", "paź", "październik"),
            ("listopada", "listopad", "lis"),
            ("grudnia", "gru", "grudzień"),
        ),
        weekdays=(
            ("poniedziałek", "pon", "pn"),
            ("wtorek", "wt"),
            ("środa", "śr", "środę"),
            ("czwartek", "czw"),
            ("piątek", "pt"),
            ("sobota", "sob", "sobotę"),
            ("niedziela", "niedz", "niedzielę"),
        ),
        after_year=("r", "roku", "rok"),
        before_day=("dnia",),
        before_time=("o", "o godz", "godz", "godzina"),
        between_days=("i", "do", "oraz"),
        published=("opublikowano", "opublikowany", "opublikowane", "data publikacji", "dodano", "utworzono", "data"),
        updated=("zaktualizowano", "aktualizacja", "ostatnia aktualizacja", "zmieniono", "data aktualizacji"),
        after_published=("dnia", "w dniu"),
    ),
    bylines=BylineWords(by=("autor",), in_names=("i",)),
    letters="óąćęłńśźż",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="polish",
)
