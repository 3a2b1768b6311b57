"""Lithuanian."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    ant apie ar arba aš be bet bus buvo būti būtų dabar dar daug daugiau dėl gali galima iki ir iš jai jam jau jei
    jeigu ji jie jiems jis jo jos juk ją jį jūs jūsų jų kad kai kaip kas kiekvienas kita kitas kiti kur kuri kuriame
    kurie kurios kuris kuriuos kurių kurį ką labai mano mažiau mes mūsų ne nes netgi nors nuo nėra o pagal pat per
    po prie prieš reikia sau save savo su ta tada tai taip tam tarp tas tavo tačiau ten tie tik to todėl tokia tokie
    toks tos tu tuo tuomet turi turėjo tą už virš vis visi viskas visos visų ypač yra čia į ši šie šio šios šis šiuo
    šią
"""

LITHUANIAN = Language(
    code="lt",
    name="Lithuanian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("sausio", "saus", "sausis"),
            ("vasario", "vas", "vasaris"),
            ("kovo", "kov", "kovas"),
            ("balandžio", "bal", "balandis"),
            ("gegužės", "geg", "gegužė"),
            ("birželio", "birž", "birželis"),
            ("liepos", "liep", "liepa"),
            ("rugpjūčio", "rugp", "rugpjūtis"),
            ("rugsėjo", "rugs", "rugsėjis"),
            ("spalio", "spal", "spalis"),
            ("lapkričio", "lapkr", "lapkritis"),
            ("gruodžio", "gruod", "gruodis"),
        ),
        weekdays=(
            ("pirmadienis", "pr"),
            ("antradienis", "an"),
            ("trečiadienis", "tr"),
            ("ketvirtadienis", "kt"),
            ("penktadienis", "pn"),
            ("šeštadienis", "št"),
            ("sekmadienis", "sk"),
        ),
        ordinals=("d", "-oji", "-ąją"),
        after_year=("m", "metų", "metais"),
        between_days=("ir", "iki"),
        published=("paskelbta", "publikuota", "paskelbimo data", "data"),
        updated=("atnaujinta", "paskutinį kartą atnaujinta", "pakeista"),
    ),
    letters="ąčėęįšūųž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="lithuanian",
)
