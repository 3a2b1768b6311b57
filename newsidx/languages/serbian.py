"""Serbian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    a ako ali bez bi bila bili bilo bio biti da do dok drugi gde i ili ima imaju ipak iz između ja je jer još kad
    kada kako kao ko kod koja koje kojeg kojem koji kojima kojoj koju li mi mogu može na nakon ne neko nešto nije
    niko nisu ništa njega njegov njemu njen njih njihov nju o od on ona onda one oni ono ova ovaj ovde ove ovo ovog
    po pod posle pre preko prema pri protiv rekao s sa sada sam samo se si smo ste su svaki sve svi svih svoj svoje
    svoju ta taj tako takođe tamo te ti to tog tokom tom treba u uz veoma već vi više za zato zašto zbog će što а
    ако али без би била били било био бити веома већ ви више где да до док други за зато зашто због и из између или
    има имају ипак кад када како као ко код која које којег којем који којима којој коју ли ми могу може на након не
    неко нешто нико нису ништа није о ова овај овде ове ово овог од он она онда оне они оно по под после пре преко
    према при против с са сада сам само сваки све сви свих свој своје своју се си смо сте су та тако такође тамо тај
    те ти то тог током том треба у уз што ја је јер још њега његов њему њен њих њихов њу ће
"""

_TYPICAL_WORDS = """
    aprila avgusta cele celi decembra dela deo dve evropska evropske evropski evropskih evropskoj februara hiljada
    izveštaj januara jula juna juče kaže lideri mesta mesto nedelja nedelje novembra obe oktobra osim poslednje
    poslednji poslednjih predsednica predsednik predsednika preduzeća primer privrede reč reči saopštenju septembra
    svet sveta svetu takodje uprkos uspeh uvek vesti vreme vremena zahtev
"""

SERBIAN = Language(
    code="sr",
    name="Serbian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januar", "jan", "јануар", "јан", "januara", "јануара"),
            ("februar", "feb", "фебруар", "феб", "februara", "фебруара"),
            ("mart", "mar", "март", "мар", "marta", "марта"),
            ("april", "apr", "април", "апр", "aprila", "априла"),
            ("maj", "мај", "maja", "маја"),
            ("jun", "јун", "juna", "juni", "јуна", "јуни"),
            ("jul", "јул", "jula", "juli", "јула", "јули"),
            ("avgust", "avg", "август", "авг", "avgusta", "августа"),
            ("septembar", "sep", "септембар", "сеп", "septembra", "sept", "септембра", "септ"),
            ("oktobar", "okt", "октобар", "окт", "oktobra", "октобра"),
            ("novembar", "nov", "новембар", "нов", "novembra", "новембра"),
            ("decembar", "dec", "децембар", "дец", "decembra", "децембра"),
        ),
        weekdays=(
            ("ponedeljak", "pon", "понедељак", "пон"),
            ("utorak", "uto", "уторак", "уто"),
            ("sreda", "sre", "среда", "сре"),
            ("četvrtak", "čet", "четвртак", "чет"),
            ("petak", "pet", "петак", "пет"),
            ("subota", "sub", "субота", "суб"),
            ("nedelja", "ned", "недеља", "нед"),
        ),
        ordinals=(".",),
        after_year=(".", "godine", "g", "god", "године", "г", "год"),
        before_day=("dana", "дана"),
        before_time=("u", "у"),
        between_days=("i", "do", "и", "до"),
        published=("objavljeno", "objavljen", "datum objave", "datum", "објављено", "датум објаве", "датум"),
        updated=("ažurirano", "poslednja izmena", "izmenjeno", "ажурирано", "последња измена", "измењено"),
        after_published=("u", "dana", "у", "дана"),
    ),
    bylines=BylineWords(by=("piše", "autor", "пише", "аутор"), in_names=("i", "и")),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    letters="ćčđšžђјљњћџ",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
    stemmer="serbian",
)
