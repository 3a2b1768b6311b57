"""Slovenian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    ali ampak bi bil bila bili bilo biti bo bodo brez da do druge drugi ga ima imajo in iz jaz je jih jim jo kaj
    kako kar katera katere kateri kdaj kdo ker ki kjer ko kot lahko le manj med medtem mi mora morajo mu na nad nam
    nas nato ne nekaj ni nihče niso nič njega njegov njej njen njih njihov o od okoli on ona oni pa po pod potem
    pred pri proti s saj samo se sem si sicer skozi smo so sta ste svoj svoje svojih svojo ta tako tam te tega teh
    tem temu ti tista tisti to toda tu tudi v vas vendar več vi vsak vse vseh vsi z za zakaj zaradi zdaj zelo če
    čeprav česar še že
"""

SLOVENIAN = Language(
    code="sl",
    name="Slovenian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januar", "jan", "januarja"),
            ("februar", "feb", "februarja"),
            ("marec", "mar", "marca"),
            ("april", "apr", "aprila"),
            ("maj", "maja"),
            ("junij", "jun", "junija"),
            ("julij", "jul", "julija"),
            ("avgust", "avg", "avgusta"),
            ("september", "sep", "septembra", "sept"),
            ("oktober", "okt", "oktobra"),
            ("november", "nov", "novembra"),
            ("december", "dec", "decembra"),
        ),
        weekdays=(
            ("ponedeljek", "pon"),
            ("torek", "tor"),
            ("sreda", "sre"),
            ("četrtek", "čet"),
            ("petek", "pet"),
            ("sobota", "sob"),
            ("nedelja", "ned"),
        ),
        ordinals=(".",),
        before_day=("dne",),
        before_time=("ob",),
        between_days=("in", "do"),
        published=("objavljeno", "objavil", "datum objave", "datum"),
        updated=("posodobljeno", "nazadnje posodobljeno", "spremenjeno", "zadnja sprememba"),
        after_published=("dne",),
    ),
    bylines=BylineWords(by=("piše", "avtor"), in_names=("in",)),
    letters="čšž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
)
