"""Turkish."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    altında ama ancak arasında artık ayrıca bana bazı ben beni benim beri bile bir birlikte biz bize bizi bizim bu
    buna bunda bundan bunlar bunu bunun böyle bütün da daha de değil diye dolayı doğru eden edilen en etti eğer
    fakat gibi göre hakkında hangi hem her hiç idi ile ise için içinde kadar karşı kaç kendi kendisi ki kim kime
    lakin mi mu mü mı nasıl ne neden nerede niçin o olacak olan olarak oldu olduğu olduğunu olur ona onlar onlara
    onları onların onu onun pek rağmen sadece sana sen seni senin siz size sizi sizin sonra tarafından tüm var ve
    veya ya yalnız yok zaman çok çünkü önce öyle üzerinde üzerine şey şimdi şu şunu şöyle
"""

TURKISH = Language(
    code="tr",
    name="Turkish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    letters="çöüğış",
    stemmer="turkish",
)
