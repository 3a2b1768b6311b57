"""Turkish."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

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
    dates=DateWords(
        months=(
            ("ocak", "oca"),
            ("şubat", "şub"),
            ("mart", "mar"),
            ("nisan", "nis"),
            ("mayıs", "may"),
            ("haziran", "haz"),
            ("temmuz", "tem"),
            ("ağustos", "ağu"),
            ("eylül", "eyl"),
            ("ekim", "eki"),
            ("kasım", "kas"),
            ("aralık", "ara"),
        ),
        weekdays=(
            ("pazartesi", "pzt"),
            ("salı", "sal"),
            ("çarşamba", "çar"),
            ("perşembe", "per"),
            ("cuma", "cum"),
            ("cumartesi", "cmt"),
            ("pazar", "paz"),
        ),
        before_time=("saat",),
        between_days=("ve", "ile"),
        published=(
            "yayınlandı",
            "yayımlandı",
            "yayınlanma",
            "yayınlanma tarihi",
            "yayımlanma tarihi",
            "yayın tarihi",
            "yayınlama tarihi",
            "giriş tarihi",
            "eklenme tarihi",
            "oluşturulma tarihi",
            "giriş",
            "tarih",
        ),
        updated=(
            "güncellendi",
            "güncelleme",
            "güncellenme tarihi",
            "güncelleme tarihi",
            "son güncelleme",
            "son güncellenme",
        ),
    ),
    bylines=BylineWords(by=("yazan",), in_names=("ve",)),
    letters="çöüğış",
    stemmer="turkish",
)
