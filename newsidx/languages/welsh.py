"""Welsh."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    a ac achos am ar arno at ato beth ble bod bu bydd byddai cael chi cyn dan dau ddim dim dros drwy dwy dy dylai ef
    ei eich ein er ers eto eu fe fel felly fi fod fwy fy gael gall gan ganddo gellir gwneud gyda gyfer heb hefyd hi
    holl hon honno hwn hwnnw hyd hyn hynny i iawn iddi iddo iddyn llai lle mae maen mai mwy na nad nawr neu nhw ni
    nid o oedd oes oherwydd ohono ohonyn ond os pam pan pob pwy rhai rhain rhwng roedd sut sy sydd ti tra un wedi
    wneud wrth y ydy yma yn yna yr yw ôl
"""

WELSH = Language(
    code="cy",
    name="Welsh",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("ionawr", "ion"),
            ("chwefror", "chwef", "chw"),
            ("mawrth", "maw"),
            ("ebrill", "ebr"),
            ("mai",),
            ("mehefin", "meh"),
            ("gorffennaf", "gorff", "gor"),
            ("awst",),
            ("medi",),
            ("hydref", "hyd"),
            ("tachwedd", "tach"),
            ("rhagfyr", "rhag"),
        ),
        weekdays=(
            ("dydd llun", "llun"),
            ("dydd mawrth", "maw"),
            ("dydd mercher", "mer"),
            ("dydd iau", "iau"),
            ("dydd gwener", "gwen", "gwe"),
            ("dydd sadwrn", "sad"),
            ("dydd sul", "sul"),
        ),
        ordinals=("af", "ail", "ydd", "fed", "eg", "ain"),
        before_day=("ar",),
        before_time=("am",),
        between_days=("a", "i"),
        published=("cyhoeddwyd", "cyhoeddwyd gyntaf", "dyddiad"),
        updated=("diweddarwyd", "diweddarwyd ddiwethaf"),
        after_published=("ar",),
    ),
    letters="âêîôŵŷ",
)
