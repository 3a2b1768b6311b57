"""Korean."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    가 가장 같은 거기 것 과 그 그것 그녀 그는 그들 그래서 그러나 그런 그런데 그리고 까지 나 너
    누구 는 다른 당신 대한 대해 더 도 됐다 되는 된다 등 따라서 따르면 때 때문에 또는 또한 로 를
    마다 만 매우 모든 못 무엇 및 보다 부터 뿐 수 아니다 아주 안 어디 어떤 어떻게 언제 없는 없다
    에 에게 에서 여기 여러 와 왜 우리 위한 위해 으로 은 을 의 이 이것 이다 이런 이번 있는 있다
    있습니다 자신 저 저기 저런 저희 조차 중 즉 지난 처럼 통해 하는 하다 하지만 한다 함께 했다
"""

KOREAN = Language(
    code="ko",
    name="Korean",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("1월",),
            ("2월",),
            ("3월",),
            ("4월",),
            ("5월",),
            ("6월",),
            ("7월",),
            ("8월",),
            ("9월",),
            ("10월",),
            ("11월",),
            ("12월",),
        ),
        weekdays=(
            ("월요일", "월"),
            ("화요일", "화"),
            ("수요일", "수"),
            ("목요일", "목"),
            ("금요일", "금"),
            ("토요일", "토"),
            ("일요일", "일"),
        ),
        published=(
            "게시일",
            "등록일",
            "발행일",
            "작성일",
            "입력",
            "등록",
            "기사입력",
            "기사등록",
            "날짜",
            "게시됨",
            "송고",
        ),
        updated=("수정일", "최종수정", "수정", "업데이트", "최종 업데이트", "갱신"),
    ),
    sentence_ends=".!?。",
    opening_marks="“‘「『《〈(",
    closing_marks="”’」』》〉)",
)
