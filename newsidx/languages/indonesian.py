"""Indonesian."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    ada adalah agar akan aku anda antara apa atas atau bagaimana bagi bahwa banyak bawah beberapa begitu belum bila
    bisa bukan dalam dan dapat dari demikian dengan di dia hanya harus hingga ia ini itu jangan jika juga kah kalau
    kami kamu kapan karena ke kepada ketika kita lagi lah lain lebih maka mana masih maupun mengapa menjadi mereka
    merupakan namun nya oleh pada paling para pula pun saat saja sambil sampai sang sangat saya sebagai sebelum
    sebuah secara sedang sehingga sejak selama semua seorang seperti serta setelah setiap si siapa suatu sudah
    supaya tanpa telah tentang terhadap tersebut tetapi tidak untuk yaitu yakni yang
"""

INDONESIAN = Language(
    code="id",
    name="Indonesian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("januari", "jan"),
            ("februari", "feb", "pebruari"),
            ("maret", "mar", "mac"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul", "julai"),
            ("agustus", "agu", "ogos", "ogo"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des", "disember", "dis"),
        ),
        weekdays=(
            ("senin", "sen", "isnin", "isn"),
            ("selasa", "sel"),
            ("rabu", "rab"),
            ("kamis", "kam", "khamis", "kha"),
            ("jumat", "jum", "jumaat"),
            ("sabtu", "sab"),
            ("minggu", "min", "ahad", "ahd"),
        ),
        before_day=("tanggal", "tgl", "pada"),
        before_time=("pukul", "jam"),
        between_days=("dan", "sampai", "hingga"),
        published=("diterbitkan", "dipublikasikan", "terbit", "tanggal terbit", "tanggal"),
        updated=("diperbarui", "terakhir diperbarui", "dimutakhirkan", "pembaruan terakhir"),
        after_published=("pada", "tanggal"),
    ),
    bylines=BylineWords(by=("oleh",), in_names=("dan", "bin")),
    stemmer="indonesian",
)
