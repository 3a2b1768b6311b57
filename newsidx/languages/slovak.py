"""Slovak."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a aby aj ako ale alebo ani asi až bez bol bola boli bolo bude budú by byť cez do ešte i iba ich im iné ja je
    jeho jej k kde kedy keď kto ktorej ktorá ktoré ktorého ktorí ktorú ktorý ktorých ku lebo len ma majú mal mať
    medzi mu musí my má môže môžu na nad než nie niečo nikto nič nám nás o od on ona oni ono po pod podľa potom pre
    pred preto pretože pri proti s sa si sme so som ste svoj svoje svoju sám sú tak ten tento tie tieto tiež to toho
    tom tomu toto tá táto tí tým u už v veľmi viac vo vy vám vás však všetko všetky všetkých z za zo či čo že
"""

_TYPICAL_WORDS = """
    dnes dva dve nové nový povedal prvá prvý rok roka rokov roku slovenska slovenskej tri týždeň uviedol vláda vlády
    včera ľudia ľudí
"""

SLOVAK = Language(
    code="sk",
    name="Slovak",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januára", "jan", "január"),
            ("februára", "feb", "február"),
            ("marca", "mar", "marec"),
            ("apríla", "apr", "apríl"),
            ("mája", "máj"),
            ("júna", "jún"),
            ("júla", "júl"),
            ("augusta", "aug", "august"),
            ("septembra", "sep", "september", "sept"),
            ("októbra", "okt", "október"),
            ("novembra", "nov", "november"),
            ("decembra", "dec", "december"),
        ),
        weekdays=(
            ("pondelok", "po"),
            ("utorok", "ut"),
            ("streda", "st"),
            ("štvrtok", "št"),
            ("piatok", "pi"),
            ("sobota", "so"),
            ("nedeľa", "ne"),
        ),
        ordinals=(".",),
        before_day=("dňa",),
        before_time=("o",),
        between_days=("a", "až", "do"),
        published=("publikované", "zverejnené", "uverejnené", "pridané", "vydané", "dátum", "dátum zverejnenia"),
        updated=("aktualizované", "naposledy aktualizované", "posledná aktualizácia", "upravené"),
        after_published=("dňa",),
    ),
    bylines=BylineWords(by=("autor",), in_names=("a",)),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="áäéíóôúýčďĺľňŕšťž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
)
