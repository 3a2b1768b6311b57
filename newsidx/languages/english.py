"""English."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language, RangeWords

_FUNCTION_WORDS = """
    a about after again all also am an and any are as at be because been before being between both but by can could
    did do does doing during each few for from further had has have having he her here hers him his how i if in into is
    it its itself just may me might more most must my no nor not of on once only or other our own same shall she should
    so some such than that the their them then there these they this those through to too until very was we were what
    when where which while who whom why will with would you your
"""

# In headlines words of direction say much: prices go up, a minister steps down.
_TYPICAL_WORDS = """
    above below down off out over under up
    billion company declared dividend dlr dlrs ended government loss market mln month monthly months mths net new news
    per president prior profit qtr quarter quarterly record report reports revs said sales says set sets share
    shares shr shrs states stock versus vs week weeks year years york
"""

_ABBREVIATIONS = """
    inc corp co ltd plc bros jr sr st mt ft mr mrs ms dr prof rev hon gov sen rep gen col lt sgt capt adm no nos vs etc
    dept univ assn intl govt approx est ave blvd ph.d u.n
    jan feb mar apr aug sep sept oct nov dec mon tue tues wed thur thurs fri
"""

ENGLISH = Language(
    code="en",
    name="English",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    reporting_words=frozenset(("said", "says")),
    dates=DateWords(
        months=(
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        weekdays=(
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wednes", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "satur", "sat"),
            ("sunday", "sun"),
        ),
        ordinals=("st", "nd", "rd", "th"),
        before_month=("of",),
        before_day=("on",),
        before_time=("at",),
        between_days=("and", "to", "or", "until", "till", "through", "thru"),
        published=(
            "published",
            "posted",
            "first published",
            "first posted",
            "originally published",
            "originally posted",
            "publication date",
            "date published",
            "dated",
            "date",
        ),
        updated=(
            "updated",
            "modified",
            "revised",
            "last updated",
            "last modified",
            "last revised",
        ),
        after_published=("on", "at", "online"),
    ),
    ranges=RangeWords(
        today=("today",),
        yesterday=("yesterday",),
        tomorrow=("tomorrow",),
        this=("this",),
        last=("last",),
        past=("past",),
        day=("day", "days"),
        week=("week", "weeks"),
        month=("month", "months"),
        quarter=("quarter", "quarters"),
        year=("year", "years"),
        ago=("ago",),
        one=("a", "an", "one"),
        nth=(("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th", "last")),
        between=("to", "until", "till", "through", "thru"),
        before_range=("from",),
    ),
    bylines=BylineWords(
        by=("by",),
        in_names=("and", "&", "of", "for", "de", "da", "di", "del", "der", "van", "von", "la", "le", "bin"),
        name_prefixes=("al-", "d’", "d'"),
        not_names=("the",),
        before_place=("in", "at"),
    ),
    abbreviations=tuple(_ABBREVIATIONS.split()),
    typical_words=frozenset(_TYPICAL_WORDS.split()),
    stemmer="english",
)
