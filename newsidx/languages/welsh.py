"""Welsh."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    letters="âêîôŵŷ",
)
