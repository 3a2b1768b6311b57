"""Arabic."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    أحد أقل أكثر أم أمام أن أنا أنت أنه أنها أنهم أو أي أيضا أيضاً أين إحدى إذ إذا إلى إليه إليها إن إنه إنها التي
    الذي الذين بأن بسبب بعد بعض بل به بها بهم بين بينما تحت تكون تلك ثم جدا جميع حتى حول حيث خلال خلف دون ذات ذلك
    سوف ضد على عليه عليها عن عند عندما عنه عنها غير فقط فوق في فيه فيها قبل قد كأن كان كانت كانوا كذلك كل كما كيف
    لأن لا لدى لقد لكن لم لماذا لن له لها لهم لو ليس ليست ما ماذا متى مع من منذ منه منها منهم نحن نحو نفس هذا هذه هل
    هم هن هنا هناك هو هي و وأن وفي وقد ولكن ومن وهو وهي يكون
"""

ARABIC = Language(
    code="ar",
    name="Arabic",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="أإةى",
    sentence_ends=".!؟",
    stemmer="arabic",
)
