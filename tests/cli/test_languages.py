"""A newsroom in each of seven languages: what its readers type, and the articles and matches that they see."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.cli import run
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.text.marks import MARK_END, MARK_START
from tests.cli.conftest import write

ENGLISH_STORY = "date 2022-03-09 Port news\n\nDockers went back to work. Ministers met in Vienna.\n"
"""A story of an agency, which each of the newsrooms has too."""

NEWS = {
    "es": {
        "puerto.txt": "Date: 2022-03-01\nLanguage: es\nBy: José Núñez\nSource: El Diario\n\nHuelga en los puertos\n\n"
        "Los estibadores comenzaron una huelga de 48 horas. Las huelgas anteriores paralizaron el país en otoño.",
        "sancion.md": "---\ntitle: El Gobierno anuncia sanciones\ndate: 2022-03-02\nlang: es\nauthor: María Fernández\n"
        "section: Economía\n---\n\nLa sanción más dura afecta a las exportaciones de petróleo. "
        "Las compañías petroleras protestan.",
        "barril.txt": "Date: 2022-03-03\nLanguage: es-MX\nBy: Ana Ríos\nPlace: Bogotá\n\nSube el barril\n\n"
        "El precio del petróleo subió un tres por ciento. Los huelguistas de la refinería votarán mañana.",
        "escuela.txt": "Date: 2022-03-04\nLanguage: es\n\nLos niños vuelven a la escuela\n\n"
        "«¿Cuándo abrirán las escuelas?», preguntó la niña. Los PINGÜINOS del zoológico la esperan este año.",
    },
    "de": {
        "bahn.txt": "Date: 2022-03-01\nLanguage: de\nBy: Jürgen Groß\nSource: Kölner Blatt\n\nStreik bei der Bahn\n\n"
        "Die Lokführer streiken ab Montag. Frühere Streiks dauerten zwei Tage. Wer bestreikt wird, verliert Geld.",
        "haus.md": "---\ntitle: Mehr Häuser für Köln\ndate: 2022-03-02\nlang: de\nauthor: Änne Müller\n---\n\n"
        "Ein Haus kostet mehr als früher. Auch die Mieten der alten Häuser steigen.",
        "strasse.txt": "Date: 2022-03-03\nLanguage: de\nSection: Verkehr\n\nGroße Straße gesperrt\n\n"
        "Die Straße bleibt bis Mai gesperrt. In den STRASSEN staut es sich.",
        "oel.txt": "Date: 2022-03-04\nLanguage: de-AT\nPlace: Österreich\n\nÖlpreise steigen\n\n"
        "Der Ölpreis stieg nach neuen Sanktionen. Die Sanktion gilt für Öl und Gas.",
    },
    "ru": {
        "shahty.txt": "Date: 2022-03-01\nLanguage: ru\nBy: Пётр Соловьёв\nSource: Вести\n\nЗабастовка шахтёров\n\n"
        "Шахтёры объявили забастовку. Забастовки прошли в трёх городах, и ещё одна готовится.",
        "neft.md": "---\ntitle: Цены на нефть растут\ndate: 2022-03-02\nlang: ru\nauthor: Анна Королёва\n---\n\n"
        "Цена нефти выросла на три процента. Нефтью торгуют в Лондоне.",
        "sankcii.txt": "Date: 2022-03-03\nLanguage: ru\nPlace: Москва\n\nНовые санкции\n\n"
        "Список санкций еще не закрыт, сказал МИНИСТР. Одна санкция касается газа.",
        "shkola.txt": "Date: 2022-03-04\nLanguage: ru\n\nШколы открываются\n\n"
        "Дети идут в школу. В школе их ждёт учитель.",
    },
    "zh": {
        "youjia.txt": "Date: 2022-03-01\nLanguage: zh\nBy: 王小明\nSource: 人民日报\n\n石油价格上涨\n\n"
        "国际石油价格昨日上涨百分之三。分析师说，油价还会上涨。",
        "jianchan.md": "---\ntitle: OPEC宣布减产\ndate: 2022-03-02\nlang: zh\nauthor: 李雷\n---\n\n"
        "OPEC成员国宣布减产。中国石油公司没有评论。２０２２年产量下降。",
        "ditie.txt": "Date: 2022-03-03\nLanguage: zh-CN\nPlace: 北京\n\n北京地铁罢工\n\n"
        "北京地铁员工罢工一天。市民改乘公共汽车。",
        "xuexiao.txt": "Date: 2022-03-04\nLanguage: zh\n\n学校重新开学\n\n上海的学校周一重新开学，学生们很高兴。",
    },
    "ja": {
        "densha.txt": "Date: 2022-03-01\nLanguage: ja\nBy: 山田太郎\nSource: 東京新聞\n\n東京都でストライキ\n\n"
        "東京都の地下鉄でストライキが始まった。ストライキは三日間続く。",
        "sekiyu.md": "---\ntitle: 石油価格が上昇\ndate: 2022-03-02\nlang: ja\nauthor: 鈴木花子\n---\n\n"
        "原油の価格が上がった。ＮＨＫによると、ガソリンも値上げされる。",
        "gakko.txt": "Date: 2022-03-03\nLanguage: ja\nPlace: 大阪\n\n学校が再開\n\n"
        "大阪の学校が再開した。２０２２年４月から給食も始まる。",
        "kyoto.txt": "Date: 2022-03-04\nLanguage: ja\n\n京都の祭り\n\n京都で祭りがあった。サーバーも止まらなかった。",
    },
    "th": {
        "namman.txt": "Date: 2022-03-01\nLanguage: th\nBy: สมชาย ใจดี\nSource: ข่าวสด\n\nราคาน้ำมันพุ่ง\n\n"
        "ราคาน้ำมันในตลาดโลกพุ่งขึ้นสามเปอร์เซ็นต์ น้ำมันดิบแพงขึ้น",
        "opec.md": "---\ntitle: โอเปกลดกำลังผลิต\ndate: 2022-03-02\nlang: th\nauthor: สุดา แสงทอง\n---\n\n"
        "โอเปก (OPEC) ประกาศลดกำลังผลิต โรงกลั่นกังวล",
        "namtuam.txt": "Date: 2022-03-03\nLanguage: th\nPlace: เชียงใหม่\n\nน้ำท่วมภาคเหนือ\n\n"
        "ฝนตกหนักทำให้น้ำท่วม โรงเรียนปิด ๓ วัน",
        "prathuang.txt": "Date: 2022-03-04\nLanguage: th\n\nคนงานประท้วง\n\nคนงานประท้วงขอขึ้นค่าแรง การประท้วงยืดเยื้อ",
    },
    "ar": {
        "naft.txt": "Date: 2022-03-01\nLanguage: ar\nBy: أحمد علي\nSource: الأهرام\n\nأسعار النفط ترتفع\n\n"
        "ارتفعت أسعار النَّفْط ثلاثة في المئة. والنفط الخام أغلى، وتصدير نفط جديد يبدأ.",
        "idrab.md": "---\ntitle: إضراب عمّال الموانئ\ndate: 2022-03-02\nlang: ar\nauthor: فاطمة الزهراء\n---\n\n"
        "بدأ العمال إضراباً مفتوحاً. الإضراب يشل الموانئ.",
        "sharika.txt": "Date: 2022-03-03\nLanguage: ar\nPlace: القاهرة\n\nشركة جديدة\n\n"
        "أسست الحكومة شركة للغاز. الشركات الأخرى تعترض، وشركات إيران أيضا.",
        "madrasa.txt": "Date: 2022-03-04\nLanguage: ar\n\nالمدارس تفتح أبوابها\n\n"
        "عاد التلاميذ إلى المدرسة. مدرسة واحدة ما زالت مغلقة.",
    },
}
EVERY = {language: " ".join(name.partition(".")[0] for name in stories) for language, stories in NEWS.items()}

Case = tuple[str, str, str]
"""What is typed, the names of the stories that it finds, and what is highlighted in them."""

CASES: dict[str, list[Case]] = {
    "es": [
        ("huelga", "puerto", "Huelga huelga huelgas"),
        ("HUELGAS", "puerto", "Huelga huelga huelgas"),
        ("=huelga", "puerto", "Huelga huelga"),
        ("=huelgas", "puerto", "huelgas"),
        ("huelguista", "barril", "huelguistas"),
        ("huelg*", "puerto barril", "Huelga huelga huelgas huelguistas"),
        ("sanciones", "sancion", "sanciones sanción"),
        ("sanción", "sancion", "sanciones sanción"),
        ("sancion", "sancion", "sanciones sanción"),
        ("petróleo", "sancion barril", "petróleo"),
        ("petroleo", "sancion barril", "petróleo"),
        ("petroleras", "sancion", "petroleras"),
        ("niño", "escuela", "niños niña"),
        ("niños", "escuela", "niños niña"),
        ("ninos", "escuela", "niños niña"),
        ("pinguino", "escuela", "PINGÜINOS"),
        ("pingüinos", "escuela", "PINGÜINOS"),
        ("cuando", "escuela", "Cuándo"),
        ("año", "escuela", "año"),
        ("nino", "escuela", "niños niña"),
        ("votar", "barril", "votarán"),
        ('"huelga de 48 horas"', "puerto", "huelga~de~48~horas"),
        ('"huelga en el puerto"', "", ""),
        ('"precios del petróleo"', "barril", "precio~del~petróleo"),
        ('"petróleo protestan"~3', "sancion", "petróleo protestan"),
        ("title:sanción", "sancion", "sanciones"),
        ("body:sanciones", "sancion", "sanción"),
        ("by:núñez", "puerto", ""),
        ("by:nunez", "puerto", ""),
        ('by:"jose nunez"', "puerto", ""),
        ("by:maría petróleo", "sancion", "petróleo"),
        ("section:economia", "sancion", ""),
        ("place:bogotá", "barril", ""),
        ("lang:es", EVERY["es"], ""),
        ("lang:es-mx", "barril", ""),
    ],
    "de": [
        ("Streik", "bahn", "Streik streiken Streiks"),
        ("Streiks", "bahn", "Streik streiken Streiks"),
        ("STREIKEN", "bahn", "Streik streiken Streiks"),
        ("=Streiks", "bahn", "Streiks"),
        ("Haus", "haus", "Häuser Haus"),
        ("Häuser", "haus", "Häuser Haus"),
        ("Hauser", "haus", "Häuser Haus"),
        ("=häuser", "haus", "Häuser"),
        ("Straße", "strasse", "Straße STRASSEN"),
        ("Strasse", "strasse", "Straße STRASSEN"),
        ("STRAẞE", "strasse", "Straße STRASSEN"),
        ("große", "strasse", "Große"),
        ("grosse", "strasse", "Große"),
        ("Ölpreis", "oel", "Ölpreise Ölpreis"),
        ("olpreis", "oel", "Ölpreise Ölpreis"),
        ("öl", "oel", "Öl"),
        ("öl*", "oel", "Ölpreise Ölpreis Öl"),
        ("Sanktion", "oel", "Sanktionen Sanktion"),
        ("früher", "bahn haus", "Frühere früher"),
        ('"alte Häuser"', "haus", "alten~Häuser"),
        ('"Öl Gas"~1', "oel", "Öl Gas"),
        ("title:haus", "haus", "Häuser"),
        ("by:müller", "haus", ""),
        ("by:muller", "haus", ""),
        ('by:"jürgen groß"', "bahn", ""),
        ("source:kölner", "bahn", ""),
        ("place:osterreich", "oel", ""),
        ("lang:de", EVERY["de"], ""),
        ("lang:de-at", "oel", ""),
    ],
    "ru": [
        ("забастовка", "shahty", "Забастовка забастовку Забастовки"),
        ("забастовки", "shahty", "Забастовка забастовку Забастовки"),
        ("ЗАБАСТОВКОЙ", "shahty", "Забастовка забастовку Забастовки"),
        ("=забастовки", "shahty", "Забастовки"),
        ("забаст*", "shahty", "Забастовка забастовку Забастовки"),
        ("шахтёр", "shahty", "шахтёров Шахтёры"),
        ("шахтер", "shahty", "шахтёров Шахтёры"),
        ("ещё", "shahty sankcii", "ещё еще"),
        ("еще", "shahty sankcii", "ещё еще"),
        ("нефть", "neft", "нефть нефти Нефтью"),
        ("нефти", "neft", "нефть нефти Нефтью"),
        ("цена", "neft", "Цены Цена"),
        ("санкция", "sankcii", "санкции санкций санкция"),
        ("санкций", "sankcii", "санкции санкций санкция"),
        ("министры", "sankcii", "МИНИСТР"),
        ("школа", "shkola", "Школы школу школе"),
        ('"цены на нефть"', "neft", "Цены~на~нефть"),
        ('"цена на нефть"', "neft", "Цены~на~нефть"),
        ('"забастовка шахтера"', "shahty", "Забастовка~шахтёров"),
        ('"цена лондон"~9', "neft", "Цены Цена Лондоне"),
        ("title:санкция", "sankcii", "санкции"),
        ("by:соловьёв", "shahty", ""),
        ("by:соловьев", "shahty", ""),
        ('by:"петр соловьев"', "shahty", ""),
        ("source:вести", "shahty", ""),
        ("place:москва", "sankcii", ""),
        ("lang:ru", EVERY["ru"], ""),
    ],
    "zh": [
        ("石油", "youjia jianchan", "石油"),
        ("油价", "youjia", "油价"),
        ("油", "youjia jianchan", "油"),
        ("石油价格", "youjia", "石油价格"),
        ("价格上涨", "youjia", "价格上涨"),
        ("石油 上涨", "youjia", "石油 上涨"),
        ("=石油", "youjia jianchan", "石油"),
        ("石*", "youjia jianchan", "石"),
        ('"石油公司"', "jianchan", "石油公司"),
        ("油格", "", ""),
        ("opec", "jianchan", "OPEC"),
        ("OPEC宣布", "jianchan", "OPEC宣布"),
        ("2022年", "jianchan", "２０２２年"),
        ("罢工", "ditie", "罢工"),
        ("北京 地铁", "ditie", "北京 地铁"),
        ('"北京 罢工"~4', "ditie", "北京 罢工"),
        ("罢工 OR 开学", "ditie xuexiao", "罢工 开学"),
        ("石油 -公司", "youjia", "石油"),
        ("title:罢工", "ditie", "罢工"),
        ("title:石油", "youjia", "石油"),
        ("by:王小明", "youjia", ""),
        ("by:王", "youjia", ""),
        ("by:小明", "youjia", ""),
        ("source:人民", "youjia", ""),
        ("place:北京", "ditie", ""),
        ("lang:zh", EVERY["zh"], ""),
        ("lang:zh-cn", "ditie", ""),
    ],
    "ja": [
        ("ストライキ", "densha", "ストライキ"),
        ("ストライク", "", ""),
        ("東京", "densha", "東京"),
        ("東京都", "densha", "東京都"),
        ("地下鉄", "densha", "地下鉄"),
        ("石油", "sekiyu", "石油"),
        ("油", "sekiyu", "油"),
        ("石油価格", "sekiyu", "石油価格"),
        ("原油 価格", "sekiyu", "原油 価格"),
        ("NHK", "sekiyu", "ＮＨＫ"),
        ("nhk", "sekiyu", "ＮＨＫ"),
        ("ガソリン", "sekiyu", "ガソリン"),
        ("2022年", "gakko", "２０２２年"),
        ("学校", "gakko", "学校"),
        ("サーバー", "kyoto", "サーバー"),
        ('"学校が再開"', "gakko", "学校が再開"),
        ("=ストライキ", "densha", "ストライキ"),
        ("ストラ*", "densha", "ストラ"),
        ("title:石油", "sekiyu", "石油"),
        ("body:石油", "", ""),
        ("by:山田", "densha", ""),
        ("by:太郎", "densha", ""),
        ("by:鈴木花子", "sekiyu", ""),
        ("source:東京", "densha", ""),
        ("place:大阪", "gakko", ""),
        ("lang:ja", EVERY["ja"], ""),
    ],
    "th": [
        ("น้ำมัน", "namman", "น้ำมัน"),
        ("ราคาน้ำมัน", "namman", "ราคาน้ำมัน"),
        ("น้ำ", "namman namtuam", "น้ำ"),
        ("น้ำท่วม", "namtuam", "น้ำท่วม"),
        ("ประท้วง", "prathuang", "ประท้วง"),
        ("คนงาน ประท้วง", "prathuang", "คนงาน ประท้วง"),
        ("OPEC", "opec", "OPEC"),
        ("โอเปก", "opec", "โอเปก"),
        ("=น้ำมัน", "namman", "น้ำมัน"),
        ("โรง*", "opec namtuam", "โรง"),
        ("๓", "namtuam", "๓"),
        ('"ราคาน้ำมันใน"', "namman", "ราคาน้ำมันใน"),
        ("title:น้ำท่วม", "namtuam", "น้ำท่วม"),
        ("by:สมชาย", "namman", ""),
        ('by:"สมชาย ใจดี"', "namman", ""),
        ("source:ข่าวสด", "namman", ""),
        ("place:เชียงใหม่", "namtuam", ""),
        ("lang:th", EVERY["th"], ""),
    ],
    "ar": [
        ("النفط", "naft", "النفط النَّفْط نفط"),
        ("نفط", "naft", "النفط النَّفْط نفط"),
        ("النَّفط", "naft", "النفط النَّفْط نفط"),
        ("=نفط", "naft", "نفط"),
        ("=النفط", "naft", "النفط النَّفْط"),
        ("أسعار", "naft", "أسعار"),
        ("اسعار", "naft", "أسعار"),
        ("إضراب", "idrab", "إضراب إضراباً الإضراب"),
        ("اضراب", "idrab", "إضراب إضراباً الإضراب"),
        ("الإضراب", "idrab", "إضراب إضراباً الإضراب"),
        ("عمال", "idrab", "عمّال العمال"),
        ("شركة", "sharika", "شركة الشركات"),
        ("شركه", "sharika", "شركة الشركات"),
        ("إيران", "sharika", "إيران"),
        ("ايران", "sharika", "إيران"),
        ("الى", "madrasa", "إلى"),
        ("مدرسة", "madrasa", "المدرسة مدرسة"),
        ('"أسعار النفط"', "naft", "أسعار~النفط أسعار~النَّفْط"),
        ("title:إضراب", "idrab", "إضراب"),
        ("النف*", "naft", "النفط النَّفْط"),
        ("by:أحمد", "naft", ""),
        ("by:احمد", "naft", ""),
        ('by:"فاطمه الزهراء"', "idrab", ""),
        ("source:الاهرام", "naft", ""),
        ("place:القاهرة", "sharika", ""),
        ("lang:ar", EVERY["ar"], ""),
    ],
}
ALL_CASES = [(language, *case) for language, cases in CASES.items() for case in cases]

Newsrooms = dict[str, Path]


@pytest.fixture(scope="module")
def newsrooms(tmp_path_factory: pytest.TempPathFactory) -> Newsrooms:
    """The archive of each newsroom."""
    archives = {}
    for language, stories in NEWS.items():
        place = tmp_path_factory.mktemp(language)
        write(place / "news", {**stories, "english.txt": ENGLISH_STORY})
        archives[language] = place / "news.db"
        with open_archive(str(place / "news.db"), write=True) as archive:
            ingest(archive, [str(place / "news")], IngestOptions(jobs=0))
    return archives


@pytest.fixture
def search(newsrooms: Newsrooms, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What the command prints in a pipe for a query in a newsroom."""

    def printed(language: str, *arguments: str) -> str:
        capsys.readouterr()
        assert run(["--db", str(newsrooms[language]), "search", "--all", *arguments]) in (0, 1)
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize(("language", "typed", "names", "matches"), ALL_CASES)
def test_a_reader_finds_the_stories_and_sees_the_matches(
    newsrooms: Newsrooms, search: Callable[..., str], language: str, typed: str, names: str, matches: str
) -> None:
    hits = json.loads(search(language, "--format", "json", "--", typed))
    assert sorted(Path(hit["files"][0]).stem for hit in hits) == sorted(names.split())
    assert search(language, "--format", "ids", "--", typed).split() == [hit["ref"] for hit in hits]
    highlighted = [match.replace("~", " ") for match in matches.split()]
    assert all(any(word in f"{hit['title']} {hit.get('snippet')}" for word in highlighted or [""]) for hit in hits)
    with open_archive(str(newsrooms[language])) as archive:
        articles = archive.articles([hit["id"] for hit in hits])
        texts = archive.highlight(Query.parse(typed), articles).values()
    marked = {word for text in texts for column in text for word in re.findall(f"{MARK_START}(.*?){MARK_END}", column)}
    assert marked == set(highlighted)
