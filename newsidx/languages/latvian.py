"""Latvian."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    ar arī bet bez bija būs būt būtu caur cita citi cits daudz es esam esat esmu gan ir ja jau jo jums jābūt jūs
    jūsu ka kad kam kas katrs ko kopā kopš kur kura kuri kuru kurā kurš kā kāda kāds kādu kāpēc lai līdz man mani
    maz mums mēs mūsu nav ne nekā no par pati pats paši pie pirms pret pār pēc sava savas savu savā savām starp tad
    tagad tai tam tas taču te tev tie tiek tiem tika tikai to tomēr tu tur turklāt tā tādēļ tāpēc tās un uz vai
    vairāk vajag var varētu virs visas visi viss visu viņa viņai viņam viņas viņi viņu viņš vēl zem ļoti šajā šeit
    šie šis šo šā šī šīs
"""

LATVIAN = Language(
    code="lv",
    name="Latvian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("janvāris", "janv", "janvāra", "janvāri"),
            ("februāris", "febr", "februāra"),
            ("marts", "martā", "marta", "mar"),
            ("aprīlis", "apr", "aprīļa", "aprīlī"),
            ("maijs", "maija", "maijā", "mai"),
            ("jūnijs", "jūn", "jūnija", "jūnijā"),
            ("jūlijs", "jūl", "jūlija", "jūlijā"),
            ("augusts", "aug", "augusta", "augustā"),
            ("septembris", "sept", "septembra", "septembrī"),
            ("oktobris", "okt", "oktobra", "oktobrī"),
            ("novembris", "nov", "novembra", "novembrī"),
            ("decembris", "dec", "decembra", "decembrī"),
        ),
        weekdays=(
            ("pirmdiena", "pirmd"),
            ("otrdiena", "otrd"),
            ("trešdiena", "trešd"),
            ("ceturtdiena", "ceturtd"),
            ("piektdiena", "piektd"),
            ("sestdiena", "sestd"),
            ("svētdiena", "svētd"),
        ),
        ordinals=(".",),
        after_year=("gada", "g", "gadā"),
        before_time=("plkst",),
        between_days=("un", "līdz"),
        published=("publicēts", "publicēta", "publicēšanas datums", "datums"),
        updated=("atjaunots", "atjaunināts", "pēdējās izmaiņas", "labots"),
    ),
    letters="āčēģīķļņšūž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
)
