"""Spanish."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a al algo algunas algunos ante antes aquel aquella así aun aunque aún bajo bien cada casi como con contra cual
    cuales cuando cuanto cuál cuándo cómo de del desde después donde dos durante dónde e el ella ellas ellos en
    entre era eran es esa esas ese eso esos esta estaba estado estar estas este esto estos está están fue fueron ha
    había habían hacia han hasta hay he la las le les lo los me mi mientras mis mismo muy más mí nada ni no nos
    nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pues que quien quienes quién qué
    se sea según ser será si sido sin sino sobre son su sus sí también tampoco tan tanto te tenía tiene tienen toda
    todas todavía todo todos tras tu un una unas uno unos usted ustedes y ya yo él ésta éste
"""

SPANISH = Language(
    code="es",
    name="Spanish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("enero", "ene"),
            ("febrero", "feb"),
            ("marzo", "mar"),
            ("abril", "abr"),
            ("mayo", "may"),
            ("junio", "jun"),
            ("julio", "jul"),
            ("agosto", "ago", "agto"),
            ("septiembre", "sept", "sep", "setiembre", "set"),
            ("octubre", "oct"),
            ("noviembre", "nov"),
            ("diciembre", "dic"),
        ),
        weekdays=(
            ("lunes", "lun"),
            ("martes", "mar"),
            ("miércoles", "mié"),
            ("jueves", "jue"),
            ("viernes", "vie"),
            ("sábado", "sáb"),
            ("domingo", "dom"),
        ),
        ordinals=("º", "ª", "o"),
        before_month=("de",),
        before_year=("de", "del"),
        before_day=("el", "día"),
        before_time=("a las", "a la"),
        between_days=("y", "al", "a", "hasta"),
        published=("publicado", "publicada", "publicado por primera vez", "fecha de publicación", "fecha"),
        updated=("actualizado", "actualizada", "última actualización", "última modificación", "modificado"),
        after_published=("el", "en", "día", "a las"),
    ),
    bylines=BylineWords(
        by=("por",),
        in_names=("y", "e", "de", "del", "la", "las", "los"),
        not_names=("el", "la", "los", "las", "un", "una", "lo"),
        before_place=("en", "desde"),
    ),
    letters="¡¿áéíñóúü",
    stemmer="spanish",
)
