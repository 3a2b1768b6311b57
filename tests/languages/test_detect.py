"""The language of a text: certain where the text shows it, and none where it does not."""

from __future__ import annotations

import pytest

from newsidx.languages.detect import language_of_text
from newsidx.languages.registry import NAMES, code_of
from newsidx.readers.reading import DateReader, read_file

TEXTS = {
    "ar": "أعلنت الحكومة يوم الأحد خطة جديدة لبناء المدارس في جميع أنحاء البلاد، وقال الوزير إن هذه الخطة "
    "سوف تبدأ بعد شهر.",
    "bg": "Правителството обяви нов план за строежа на училища в цялата страна, но не каза кога ще започне"
    " и кой ще го плати.",
    "ca": "El govern ha anunciat un nou pla per a les escoles del país, però no ha dit quan començarà ni "
    "qui el pagarà. Els sindicats diuen que això no és el que van demanar.",
    "cs": "Vláda oznámila nový plán pro školy v celé zemi, ale neřekla, kdy začne a kdo ho zaplatí. Odbory"
    " uvedly, že to není to, co žádaly, a že o tom budou ještě jednat.",
    "da": "Regeringen har meldt en ny plan for skolerne i hele landet, men den sagde ikke, hvornår den "
    "begynder, og hvem der skal betale. Fagforeningerne siger, at det ikke er nok, og at de selv vil"
    " forhandle efter mødet.",
    "de": "Die Regierung hat am Sonntag einen neuen Plan für die Schulen des Landes vorgestellt, aber "
    "nicht gesagt, wann er beginnt und wer ihn bezahlt.",
    "el": "Η κυβέρνηση ανακοίνωσε την Κυριακή ένα νέο σχέδιο για τα σχολεία της χώρας.",
    "en": "The government announced a new plan for the schools of the country on Sunday, but it did not "
    "say when it would begin and who would pay for it.",
    "es": "El gobierno anunció el domingo un nuevo plan para las escuelas del país, pero no dijo cuándo "
    "empezará ni quién lo pagará. Los sindicatos dicen que eso no es lo que habían pedido.",
    "et": "Valitsus teatas pühapäeval uuest kavast, kuid ei öelnud, millal see algab ja kes selle eest "
    "maksab. Ametiühingud on öelnud, et see ei ole see, mida nad tahtsid.",
    "fi": "Hallitus kertoi sunnuntaina uudesta suunnitelmasta, mutta se ei sanonut, milloin se alkaa ja "
    "kuka sen maksaa. Liitot sanovat, että tämä ei ole sitä, mitä he ovat pyytäneet.",
    "fr": "Le gouvernement a annoncé dimanche un nouveau plan pour les écoles du pays, mais il n’a pas dit"
    " quand il commencera ni qui le paiera.",
    "he": "הממשלה הודיעה ביום ראשון על תוכנית חדשה לבתי הספר, אבל היא לא אמרה מתי זה יהיה או מי ישלם על כל זה.",
    "hi": "सरकार ने रविवार को देश के स्कूलों के लिए एक नई योजना की घोषणा की, लेकिन यह नहीं कहा कि वह कब शुरू होगी।",
    "hr": "Vlada je u nedjelju najavila novi plan za škole u cijeloj zemlji, ali nije rekla kada će početi"
    " ni tko će ga platiti. Sindikati kažu da to nije ono što su tražili prije dvije godine i da im "
    "treba više vremena.",
    "hu": "A kormány vasárnap új tervet jelentett be az ország iskoláinak, de nem mondta meg, hogy mikor "
    "kezdődik, és ki fizeti majd.",
    "hy": "Կառավարությունը կիրակի օրը հայտարարեց դպրոցների նոր ծրագրի մասին։",
    "id": "Pemerintah mengumumkan rencana baru untuk sekolah di seluruh negeri pada hari Minggu, tetapi "
    "tidak mengatakan kapan rencana itu akan dimulai dan siapa yang akan membayar.",
    "it": "Il governo ha annunciato domenica un nuovo piano per le scuole del paese, ma non ha detto "
    "quando comincerà né chi lo pagherà. I sindacati dicono che non è quello che avevano chiesto.",
    "ja": "政府は日曜日、全国の学校のための新しい計画を発表した。開始の時期は明らかにしていない。",
    "km": "រដ្ឋាភិបាលបានប្រកាសផែនការថ្មីសម្រាប់សាលារៀននៅថ្ងៃអាទិត្យ។",
    "ko": "정부는 일요일 전국 학교를 위한 새 계획을 발표했다.",
    "lo": "ລັດຖະບານໄດ້ປະກາດແຜນການໃໝ່ສຳລັບໂຮງຮຽນໃນວັນອາທິດ",
    "my": "အစိုးရက တနင်္ဂနွေနေ့တွင် ကျောင်းများအတွက် စီမံကိန်းသစ်ကို ကြေညာခဲ့သည်။",
    "nl": "De regering heeft zondag een nieuw plan voor de scholen van het land aangekondigd, maar zei "
    "niet wanneer het begint en wie het betaalt.",
    "no": "Regjeringen la søndag frem en ny plan for skolene i hele landet, men den sa ikke når den "
    "begynner, eller hvem som skal betale. Fagforeningene sier at det ikke er nok, og at de selv vil"
    " forhandle etter møtet. Hva slags penger det blir, vet de ikke noe om nå.",
    "pl": "Rząd ogłosił w niedzielę nowy plan dla szkół w całym kraju, ale nie powiedział, kiedy się "
    "zacznie ani kto za to zapłaci.",
    "pt": "O governo anunciou no domingo um novo plano para as escolas do país, mas não disse quando ele "
    "vai começar nem quem vai pagar. Os sindicatos dizem que isso não é o que eles pediram à "
    "ministra.",
    "ru": "Правительство объявило в воскресенье новый план для школ страны, но не сказало, когда он "
    "начнётся и кто за него заплатит.",
    "sv": "Regeringen har lagt fram en ny plan för skolorna i hela landet, men den sade inte när den "
    "börjar eller vem som ska betala. Facken säger att det inte är vad de har bett om.",
    "ta": "பள்ளிகளுக்கான புதிய திட்டத்தை அரசு ஞாயிற்றுக்கிழமை அறிவித்தது.",
    "th": "รัฐบาลประกาศแผนใหม่สำหรับโรงเรียนทั่วประเทศเมื่อวันอาทิตย์",
    "tr": "Hükümet pazar günü ülkedeki okullar için yeni bir plan açıkladı, ama bunun ne zaman "
    "başlayacağını ve kimin ödeyeceğini söylemedi.",
    "uk": "Уряд оголосив у неділю новий план для шкіл країни, але не сказав, коли він почнеться і хто за "
    "нього заплатить.",
    "vi": "Chính phủ đã công bố một kế hoạch mới cho các trường học vào chủ nhật, nhưng không nói khi nào sẽ bắt đầu.",
    "zh": "政府星期天宣布了一项新的全国学校计划，但没有说明什么时候开始。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_of_news_shows_its_language(code: str) -> None:
    assert language_of_text(TEXTS[code]) == code


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_does_not_depend_on_capitals(code: str) -> None:
    assert language_of_text(TEXTS[code].upper()) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n",
        "1987 12,5 % 300 400",
        "Reuters AFP dpa",
        "Oslo 3, Bergen 2",
        "東京都知事選",
        "Merkel, Macron, Johnson",
        "qwertz uiop asdf",
        "სამთავრობო გეგმა სკოლებისთვის",
        "Il-gvern ħabbar pjan ġdid għall-iskejjel tal-pajjiż nhar il-Ħadd, iżda ma qalx meta se jibda.",
    ],
)
def test_a_text_that_shows_no_known_language_has_none(text: str) -> None:
    assert language_of_text(text) is None


def test_an_earnings_table_of_an_english_wire_is_english_or_in_no_language() -> None:
    table = "Shr 13 cts vs 17 cts Net 553,000 vs 728,000 Revs 6.9 mln vs 7.5 mln Nine months Net profit 17 cts vs loss"
    assert language_of_text(table) in ("en", None)
    assert language_of_text(" ".join(["net 553,000"] * 50)) is None  # the same word again says no more


@pytest.mark.parametrize("code", ["ja", "zh", "ko", "th", "el", "ru", "ar"])
def test_names_in_another_script_do_not_change_the_language(code: str) -> None:
    assert language_of_text(f"{TEXTS['en']} {TEXTS[code][:12]}") == "en"
    assert language_of_text(f"{TEXTS[code]} Boris Johnson, Angela Merkel") == code


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert language_of_text(f"{TEXTS['es'] * 3} {TEXTS['en'] * 5000}") == "es"


def test_two_languages_in_equal_parts_are_neither_of_the_two_or_one_of_them() -> None:
    assert language_of_text(f"{TEXTS['fr']} {TEXTS['de']}") in ("fr", "de", None)


def test_every_language_that_is_detected_has_a_record() -> None:
    assert {code_of(code) for code in TEXTS} <= set(NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "date 2022-03-06 {}",
        "2022-03-06\nTitle 5\n\n{}",
        "Date: 2022-03-06\nTitle: 7\n\n{}",
        "---\ndate: 2022-03-06\ntitle: 7\n---\n\n{}",
    ],
)
def test_an_article_of_every_layout_that_declares_no_language_has_the_detected_one(text: str) -> None:
    for code in ("es", "ru", "ja", "en"):
        (article,) = read_file(text.format(TEXTS[code]).encode(), "a.txt", DateReader()).articles
        assert article.language == code


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en-GB", "en-GB"),
        ("English", "en"),
        ("spa-MX", "es-MX"),
        ("tlh", "tlh"),
        ("pt_BR", "pt_BR"),
        ("Klingon", "Klingon"),
    ],
)
def test_a_declared_language_is_not_detected_and_is_stored_by_its_code(declared: str, tag: str) -> None:
    text = f"Date: 2022-03-06\nTitle: Plan\nLanguage: {declared}\n\n{TEXTS['es']}"
    (article,) = read_file(text.encode(), "a.txt", DateReader()).articles
    assert article.language == tag


def test_the_headline_helps_where_the_text_is_short() -> None:
    text = "El gobierno no dice quién pagará el nuevo plan para las escuelas\n\nLos sindicatos están en contra.\n"
    (article,) = read_file(text.encode(), "a.txt", DateReader()).articles
    assert article.title_from == "line"
    assert article.language == "es"
