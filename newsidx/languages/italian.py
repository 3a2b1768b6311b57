"""Italian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a ad agli ai al all alla alle allo anche ancora avere aveva avevano c che chi ci ciò come con contro cosa cui da
    dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello di dopo dove due e ed era erano essere
    fa fino fra fu furono già gli ha hai hanno ho i il in io l la le lei li lo loro lui ma me meno mentre mi mia mio
    molto ne negli nei nel nell nella nelle nello noi non nostra nostro o ogni oltre per perché però più poco poi
    prima può qual quale quali quando quanto quell quella quelle quelli quello quest questa queste questi questo qui
    se sempre senza si sia sono sopra sotto stata stati stato su sua subito sue sugli sui sul sull sulla sulle sullo
    suo suoi tra tu tutta tutte tutti tutto un una uno vi voi è
"""

ITALIAN = Language(
    code="it",
    name="Italian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("gennaio", "gen", "genn"),
            ("febbraio", "feb", "febbr"),
            ("marzo", "mar"),
            ("aprile", "apr"),
            ("maggio", "mag"),
            ("giugno", "giu"),
            ("luglio", "lug"),
            ("agosto", "ago"),
            ("settembre", "set", "sett"),
            ("ottobre", "ott"),
            ("novembre", "nov"),
            ("dicembre", "dic"),
        ),
        weekdays=(
            ("lunedì", "lun"),
            ("martedì", "mar"),
            ("mercoledì", "mer"),
            ("giovedì", "gio"),
            ("venerdì", "ven"),
            ("sabato", "sab"),
            ("domenica", "dom"),
        ),
        ordinals=("º", "°"),
        before_year=("del",),
        before_day=("il",),
        before_time=("alle", "alle ore", "ore", "h"),
        between_days=("e", "al", "a"),
        published=("pubblicato", "pubblicata", "data di pubblicazione", "data"),
        updated=("aggiornato", "aggiornata", "ultimo aggiornamento", "ultima modifica", "modificato"),
        after_published=("il", "in data", "alle"),
    ),
    bylines=BylineWords(
        by=("di", "a cura di"),
        in_names=("e", "ed", "de", "di", "della", "dalla"),
        not_names=("un", "una"),
        before_place=("da", "a"),
    ),
    letters="àèéìòù",
    stemmer="italian",
)
