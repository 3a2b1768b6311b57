"""Finnish."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    aikana alla ei eikä eivät eli emme en enemmän ennen ettei että he heidän hyvin hän hänelle hänen häntä ilman
    itse ja jo johon joka jonka jos jossa josta jotka jälkeen kaikki kaikkien kanssa kautta ketä koska kuin kuka kun
    kuten me meidän meitä miksi mikä milloin minua minulle minun minä missä mistä miten mitkä mitä muiden mukaan
    mutta muut myös ne niiden niin niitä noin nyt näiden näitä nämä ole oli olisi olivat olla olleet ollut on ovat
    paljon pitää se sekä sen siellä siihen siinä siis siitä sillä sinun sinä sitten sitä tai te teidän toinen tulee
    tuli tuo tuon tämä tämän tässä tästä tätä täällä vaikka vain vastaan vielä voi voidaan voivat yli
"""

FINNISH = Language(
    code="fi",
    name="Finnish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("tammikuuta", "tammi", "tammikuu"),
            ("helmikuuta", "helmi", "helmikuu"),
            ("maaliskuuta", "maalis", "maaliskuu"),
            ("huhtikuuta", "huhti", "huhtikuu"),
            ("toukokuuta", "touko", "toukokuu"),
            ("kesäkuuta", "kesä", "kesäkuu"),
            ("heinäkuuta", "heinä", "heinäkuu"),
            ("elokuuta", "elo", "elokuu"),
            ("syyskuuta", "syys", "syyskuu"),
            ("lokakuuta", "loka", "lokakuu"),
            ("marraskuuta", "marras", "marraskuu"),
            ("joulukuuta", "joulu", "joulukuu"),
        ),
        weekdays=(
            ("maanantaina", "ma", "maanantai"),
            ("tiistaina", "ti", "tiistai"),
            ("keskiviikkona", "ke", "keskiviikko"),
            ("torstaina", "to", "torstai"),
            ("perjantaina", "pe", "perjantai"),
            ("lauantaina", "la", "lauantai"),
            ("sunnuntaina", "su", "sunnuntai"),
        ),
        ordinals=(".",),
        before_time=("klo", "kello"),
        between_days=("ja",),
        published=("julkaistu", "päiväys", "päivämäärä"),
        updated=("päivitetty", "viimeksi päivitetty", "muokattu"),
    ),
    letters="äö",
    stemmer="finnish",
)
