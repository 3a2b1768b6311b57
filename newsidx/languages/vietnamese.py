"""Vietnamese."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    ai anh bao bà bạn bằng bị bởi chiếc cho chúng chưa chẳng chỉ chị con các cái còn có cùng cũng cả của cứ do dù
    dưới em giờ giữa gì hay hoặc hãy hơn họ khi không kia luôn là làm lên lại mà mình mọi mỗi một mới ngay ngoài
    người nhau nhiên nhiều như nhưng nhất nhằm những nào này nên nó nếu nữa phải qua ra rất rồi sao sau song sẽ sự
    ta theo thì thế trong trên trước tuy tôi tại từ từng việc và vào vì vẫn vậy về với xuống ông đang đi đâu đây đã
    đó được đến đều để đừng ấy ở
"""

VIETNAMESE = Language(
    code="vi",
    name="Vietnamese",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("tháng 1", "thg 1"),
            ("tháng 2", "thg 2"),
            ("tháng 3", "thg 3"),
            ("tháng 4", "thg 4"),
            ("tháng 5", "thg 5"),
            ("tháng 6", "thg 6"),
            ("tháng 7", "thg 7"),
            ("tháng 8", "thg 8"),
            ("tháng 9", "thg 9"),
            ("tháng 10", "thg 10"),
            ("tháng 11", "thg 11"),
            ("tháng 12", "thg 12"),
        ),
        weekdays=(
            ("thứ hai", "thứ 2"),
            ("thứ ba", "thứ 3"),
            ("thứ tư", "thứ 4"),
            ("thứ năm", "thứ 5"),
            ("thứ sáu", "thứ 6"),
            ("thứ bảy", "thứ 7"),
            ("chủ nhật", "cn", "chúa nhật"),
        ),
        before_day=("ngày",),
        before_time=("lúc", "vào lúc"),
        between_days=("và", "đến"),
        published=("đăng", "đăng lúc", "đăng ngày", "xuất bản", "ngày đăng", "ngày xuất bản", "ngày"),
        updated=("cập nhật", "cập nhật lần cuối", "cập nhật lúc", "sửa đổi"),
        after_published=("vào", "ngày", "lúc"),
    ),
    letters="àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
)
