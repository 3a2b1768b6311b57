"""German."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bist da
    dabei damit dann das dass dazu daß dein dem den denen denn der deren des dessen die dies diese diesem diesen
    dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch euer für gegen gegenüber
    habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem
    jeden jeder jedoch jetzt kann kein keine keinen konnte können mehr mein mich mir mit muss müssen nach nachdem
    nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so
    sollen sollte sondern sowie um und uns unser unter vom von vor war waren warum was weil welche wenn wer werden
    wie wieder wir wird wo worden wurde wurden während zu zum zur zwar zwischen über
"""

GERMAN = Language(
    code="de",
    name="German",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januar", "jan", "jänner", "jän"),
            ("februar", "feb", "feber", "febr"),
            ("märz", "mär", "mrz"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("dezember", "dez"),
        ),
        weekdays=(
            ("montag", "mo"),
            ("dienstag", "di"),
            ("mittwoch", "mi"),
            ("donnerstag", "do"),
            ("freitag", "fr"),
            ("samstag", "sa", "sonnabend"),
            ("sonntag", "so"),
        ),
        ordinals=(".",),
        before_day=("den", "am", "vom"),
        before_time=("um",),
        between_days=("und", "bis"),
        published=(
            "veröffentlicht",
            "publiziert",
            "erschienen",
            "erstellt",
            "erstveröffentlichung",
            "erscheinungsdatum",
            "veröffentlichungsdatum",
            "stand",
            "datum",
        ),
        updated=(
            "aktualisiert",
            "zuletzt aktualisiert",
            "letzte aktualisierung",
            "geändert",
            "zuletzt geändert",
            "letzte änderung",
        ),
        after_published=("am", "vom", "um"),
    ),
    bylines=BylineWords(
        by=("von",),
        in_names=("und", "von", "van", "zu", "zur", "der", "den"),
        not_names=("der", "die", "das", "den", "dem", "einem", "einer"),
        before_place=("in", "aus"),
    ),
    letters="ßäöü",
    opening_marks="„‚\"'»([",
    closing_marks="“‘\"'«)]",
    stemmer="german",
)
