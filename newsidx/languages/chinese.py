"""Chinese."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    一个 一個 不 不过 不過 与 並 並且 为 为什么 之 也 了 于 什么 什麼 从 他 他们 他們 以 以及
    们 会 但 但是 你 你们 你們 們 其 再 到 又 及 只 可以 可能 向 吗 吧 呢 和 哪 哪裡 哪里 嗎
    因为 因此 因為 在 她 她们 她們 如果 它 它们 它們 对 将 將 對 就 已 已經 已经 并 并且 应该
    很 從 怎么 怎麼 您 應該 我 我们 我們 或 所以 把 於 是 更 曾 最 會 有 正在 此 沒 沒有 没
    没有 為 為什麼 由 的 着 等 給 给 而 而且 能 自己 至 與 著 虽然 被 要 該 誰 讓 让 该 谁
    跟 过 还 还是 还有 这 这个 这些 這 這些 這個 過 還 還是 還有 那 那个 那些 那個 都 雖然
"""

CHINESE = Language(
    code="zh",
    name="Chinese",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends="。！？｡.!?",
    opening_marks="「『《〈（【“‘",
    closing_marks="」』》〉）】”’",
)
