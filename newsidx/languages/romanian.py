"""Romanian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a acea aceasta această acel acela acest acesta aceste acestei acestui aceștia ai al ale am are as asta astfel
    atunci atât au avea avut azi ca care ce cea cei cel cele ci cine cu cum când cât că cărei căror căruia da dacă
    dar de deci decât deja despre deși din dintre după e ea ei el ele era erau este eu fi fie fiecare fiind foarte
    fost fără iar la le li lor lui lângă mai mult multe mulți nici nimic noi nostru nu o or ori pe pentru peste
    poate prin până s sa sale sau se spre sub sunt să săi său te toate tot toți tu un una unde unei unele unii unor
    unui unul va voi vom vor vă îi îl îmi în înainte încă însă între își și
"""

ROMANIAN = Language(
    code="ro",
    name="Romanian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("ianuarie", "ian"),
            ("februarie", "feb", "febr"),
            ("martie", "mar"),
            ("aprilie", "apr"),
            ("mai",),
            ("iunie", "iun"),
            ("iulie", "iul"),
            ("august", "aug"),
            ("septembrie", "sept"),
            ("octombrie", "oct"),
            ("noiembrie", "nov", "noem"),
            ("decembrie", "dec"),
        ),
        weekdays=(
            ("luni", "lun"),
            ("marți", "mar"),
            ("miercuri", "mie"),
            ("joi",),
            ("vineri", "vin"),
            ("sâmbătă", "sâm"),
            ("duminică", "dum"),
        ),
        before_time=("la", "ora", "la ora"),
        between_days=("și", "şi", "la", "până"),
        published=("publicat", "publicată", "postat", "data publicării", "data"),
        updated=("actualizat", "actualizată", "ultima actualizare", "modificat"),
        after_published=("la", "pe", "în", "în data de"),
    ),
    bylines=BylineWords(by=("de",), in_names=("și", "de")),
    letters="âîăşţșț",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="romanian",
)
