"""Vietnamese."""

from __future__ import annotations

from newsidx.languages.language import Language

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
    letters="àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
)
