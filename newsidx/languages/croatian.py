"""Croatian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a ako ali bez bi bila bili bilo bio biti da do dok druge drugi gdje i ili ima imaju ipak iz između ja je jer
    jesu još kad kada kako kao kod koja koje kojeg kojem koji kojima kojoj koju li mi mogu može na nakon ne netko
    nešto nije nisu nitko ništa njega njegov njemu njezin njih njihov njim nju o od on ona onda one oni ono ova ovaj
    ovdje ove ovo ovog po pod preko prema pri prije protiv radi s sa sada sam samo se si smo ste su svaki sve svi
    svih svoj svoje svojim svoju ta taj tako također tamo te ti tijekom tko to tog toga tom tome treba u uoči uvjet
    uz već vi vijeće više vrlo za zato zašto zbog će što
"""

_TYPICAL_WORDS = """
    cijele cijeli dijela dio dvije europska europske europski europskih europskoj glede gospodarstva izvješće kazao
    kolovoza lipnja listopada ljudi mjesta mjesto nedjelja obje osim ožujka poslije posljednje posljednji
    posljednjih predsjednica predsjednik predsjednika premijer primjer primjerice prosinca riječ riječi rujna
    siječnja srpnja studenoga svibnja svijet svijeta svijetu tisuća tjedan tjedna travnja tvrtka tvrtke unatoč
    uvijek veljače vijesti vlade vremena vrijeme zahtjev
"""

CROATIAN = Language(
    code="hr",
    name="Croatian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("siječnja", "sij", "siječanj"),
            ("veljače", "velj", "veljača"),
            ("ožujka", "ožu", "ožujak"),
            ("travnja", "travanj", "tra"),
            ("svibnja", "svi", "svibanj"),
            ("lipnja", "lip", "lipanj"),
            ("srpnja", "srpanj", "srp"),
            ("kolovoza", "kolovoz", "kol"),
            ("rujna", "ruj", "rujan"),
            ("listopada", "listopad", "lis"),
            ("studenoga", "stu", "studeni", "studenog"),
            ("prosinca", "prosinac", "pro"),
        ),
        weekdays=(
            ("ponedjeljak", "pon"),
            ("utorak", "uto"),
            ("srijeda", "sri"),
            ("četvrtak", "čet"),
            ("petak", "pet"),
            ("subota", "sub"),
            ("nedjelja", "ned"),
        ),
        ordinals=(".",),
        after_year=(".", "godine", "g", "god"),
        before_day=("dana",),
        before_time=("u",),
        between_days=("i", "do"),
        published=("objavljeno", "objavljen", "objavio", "datum objave", "datum"),
        updated=("ažurirano", "zadnja izmjena", "posljednja izmjena", "izmijenjeno"),
        after_published=("u", "dana"),
    ),
    bylines=BylineWords(by=("piše", "autor"), in_names=("i",)),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="ćčđšž",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="serbian",
)
