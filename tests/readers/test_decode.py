import codecs
import contextlib
import random
import struct
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.readers.decode import NotText, clean, decode

POLISH = "Wójt gminy Łódź powiedział w środę, że zażółcić gęślą jaźń należy jak najszybciej. " * 4
RUSSIAN = "Министр иностранных дел заявил в среду, что переговоры в Женеве продолжатся на следующей неделе. " * 4
HUNGARIAN = "A miniszter szerdán közölte, hogy a tárgyalások jövő héten folytatódnak, és több időre lesz szükség. " * 4
TURKISH = "Dışişleri bakanı çarşamba günü görüşmelerin gelecek hafta da süreceğini açıkladı. Fiyatlar yükseldi. " * 4
GREEK = "Ο υπουργός Εξωτερικών δήλωσε την Τετάρτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα. " * 4
HEBREW = "שר החוץ אמר ביום רביעי כי השיחות יימשכו בשבוע הבא. הממשלה הציגה תוכנית חדשה. " * 4
ARABIC = "قال وزير الخارجية يوم الأربعاء إن المحادثات ستستمر الأسبوع المقبل. وعرضت الحكومة خطة جديدة. " * 4
KOREAN = "외무장관은 수요일에 다음 주에도 제네바에서 협상을 계속할 것이라고 말했다. 정부는 새로운 방침을 발표했다. " * 4
CHINESE = "外交部长星期三说，下周将继续在日内瓦举行会谈。政府公布了新的计划，石油价格也上涨了。" * 4
TAIWANESE = "外交部長星期三表示，下週將繼續在日內瓦舉行會談。政府公布了新的計畫，石油價格也上漲了。" * 4
FRENCH = "Le ministre a déclaré mercredi que les négociations reprendront à Genève ; cet été sera très chargé. " * 4
JAPANESE = "外務大臣は水曜日、来週もジュネーブで協議を続けると述べた。政府は新しい方針を発表した。" * 4


def test_utf_8_is_read_as_such() -> None:
    assert decode("“Nicolás” – 東京".encode()) == ("“Nicolás” – 東京", "utf-8")
    assert decode(b"plain") == ("plain", "utf-8")
    assert decode(b"") == ("", "utf-8")


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_decides_and_leaves_the_text(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + "date 2022-03-06 “Été”".encode(codec)) == ("date 2022-03-06 “Été”", name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(codec: str) -> None:
    text = "date 2022-03-06 The “talks” in Genève go on"
    assert decode(text.encode(codec)) == (text, codec)


def test_a_cut_or_broken_utf_16_file_keeps_the_text_it_has() -> None:
    text, _ = decode(codecs.BOM_UTF16_LE + "Talks".encode("utf-16-le") + b"\x00")
    assert text.startswith("Talks")
    assert decode(b"\xef\xbb\xbfTalks \xff go on")[0] == "Talks \ufffd go on"


def test_western_text_that_is_not_utf_8_is_cp1252() -> None:
    text = "“Café” – the minister’s £5 plan, said Nicolás Maduro."
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_one_accent_is_enough_to_be_read_right() -> None:
    assert decode(b"caf\xe9") == ("café", "cp1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (HUNGARIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (GREEK, "cp1253"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022-jp"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb2312"),
        (TAIWANESE, "big5"),
        (FRENCH, "mac-roman"),
        (FRENCH, "cp850"),
        (JAPANESE.replace("。", "。\n"), "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (CHINESE, "utf-32-le"),
    ],
)
def test_other_encodings_are_told_by_their_language(text: str, codec: str) -> None:
    read, encoding = decode(text.encode(codec))
    assert read == clean(text)
    assert encoding not in ("utf-8", "cp1252")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "old office document"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"),
        (b"ID3\x03\x00", "MP3"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "WAV"),
        (b"\x7fELF\x02", "program"),
        (b"wOFF\x00\x01", "font"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_what_is_not_text_is_called_what_it_is(raw: bytes, what: str) -> None:
    with pytest.raises(NotText, match=what):
        decode(raw)


@pytest.mark.parametrize("raw", [bytes(range(256)) * 4, b"\x00" * 100, b"ab\x00\x01\x02\x03" * 20])
def test_other_binary_files_are_not_text(raw: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(raw)


def test_a_stray_zero_does_not_make_a_text_binary() -> None:
    assert decode(b"The talks\x00 in Geneva will go on next week.")[0] == "The talks in Geneva will go on next week."


@pytest.mark.parametrize("mark", ["½ cup", "† 1 May", "5¢", "œuvre", "Dušan Milošević"[:14], "3 × 4"])
def test_a_rare_mark_in_english_is_no_sign_of_another_encoding(mark: str) -> None:
    text = f"The ministers of the nine countries met in Geneva and said that {mark} would be in the plan for the town."
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_quotes_of_an_old_mac_are_read_as_such() -> None:
    text = "“The talks don’t end,” he said. “They won’t end this week, and the minister’s plan isn’t ready.” " * 3
    assert decode(text.encode("mac-roman"))[0] == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp1251"])
def test_text_padded_with_zeros_is_text(encoding: str) -> None:
    text = RUSSIAN if encoding == "cp1251" else "The café in Genève was closed on Monday, the owner said. " * 4
    record = text.encode(encoding)
    assert decode(record + b"\x00" * 700)[0] == text
    assert decode(b"\x00" * 96 + record + b"\x00" * 300 + record)[0] == text + text


@pytest.mark.parametrize(
    "raw", [b"\xff\xff\xff\x00\x00\x00" * 300, b"\xff" * 4000 + b"\x00" * 4000, bytes(range(128, 256)) * 9 + b"\0"]
)
def test_pictures_without_a_signature_are_not_text_with_padding(raw: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(raw)


@pytest.mark.parametrize("text", ["$ ls ~{a,b}\n", "\x1b[31mred\x1b[0m and \x1b$", "a ~{ b ~} c"])
def test_escapes_in_plain_text_are_no_japanese(text: str) -> None:
    assert decode(text.encode()) == (clean(text), "utf-8")


@pytest.mark.parametrize(
    "text", ["GIF8 is how they begin", "MZ is a bank", "ID3 tags", "BM", "OTTO said", "Rar!", "PAR2"]
)
def test_words_that_look_like_signatures_are_text(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"one{end}two{end}{end}three") == "one\ntwo\n\nthree"


def test_control_characters_leave_the_text_and_tab_and_newline_stay() -> None:
    assert clean("a\x00b\x1b[31mc\x7fd\x9fe\ufefff\tg\nh") == "ab[31mcdef\tg\nh"
    assert clean("half \ud83d a pair") == "half  a pair"


def test_text_is_composed() -> None:
    assert clean("Nicola\u0301s") == "Nicolás"
    assert clean("a\x00\u0301") == "á"


@given(st.text() | st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp", "Mn"], max_codepoint=0x3000)))
def test_cleaning_leaves_no_control_character_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


LARGE = 600_000


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("слово новости нефть газ и ", "cp1251"),
        ("石油価格が上昇した。", "cp932"),
        ("石油価格が上昇した。\n", "cp932"),
        ("ｱ石油価格が上昇した。", "cp932"),
        ("石油价格上涨了。", "gb18030"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy. ", "cp1250"),
        ("Une journée d’été à Orléans, où l’on parle. ", "cp1252"),
    ],
)
@pytest.mark.parametrize("before", ["", "The first part of the file is English. \n" * 10_000])
def test_a_large_file_is_guessed_as_a_small_one_wherever_its_letters_stand(
    text: str, encoding: str, before: str
) -> None:
    whole = (before + text * (LARGE // len(text))).rstrip()
    decoded, guessed = decode(whole.encode(encoding))
    assert guessed == encoding
    assert decoded == whole


def test_a_large_file_with_some_bytes_that_are_no_utf_8_stays_utf_8() -> None:
    text, encoding = decode("слово ".encode() * 100_000 + b"\xff\xd0" * 40)
    assert encoding == "utf-8, damaged"
    assert text.startswith("слово слово ")


MARKS = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])


@given(st.builds(bytes.__add__, MARKS, st.binary(max_size=200)))
@example(b"\xff")
@example(b"\xed\xa0\x80")
@example(b"+AGE-\xff")
def test_no_bytes_raise_anything_but_not_text(raw: bytes) -> None:
    try:
        text, encoding = decode(raw)
    except NotText:
        return
    codecs.lookup(encoding)
    text.encode()


@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=4))
def test_utf_8_text_comes_back_as_it_was_but_for_its_composition(text: str) -> None:
    raw = text.encode()
    if not raw.startswith((b"%PDF-", b"GIF8", b"{\\rtf")):
        assert decode(raw) == (unicodedata.normalize("NFC", text), "utf-8")


def test_files_of_programs_are_not_read_as_utf_16() -> None:
    chance = random.Random(20240226)
    files = [b"\x3f\xd7l\x17\x12HarbourTimetables\0\0\0\0" + chance.randbytes(10 + number) for number in range(200)]
    read = 0
    for raw in files:
        with contextlib.suppress(NotText):
            decode(raw)
            read += 1
    assert read < 10


@pytest.mark.parametrize(
    "text", ["渡轮在港口外搁浅。\n救生艇接走了乘客。\n" * 4, "Паром сел на мель.\nЖертв нет.\n" * 4]
)
def test_utf_16_without_a_mark_is_read_in_every_script(text: str) -> None:
    assert decode(text.encode("utf-16-le"))[0] == text


def test_numbers_of_a_table_are_no_padded_text() -> None:
    with pytest.raises(NotText):
        decode(b"Ferry timetable of the harbour\n" + struct.pack(">40d", *[14620.0] * 40))
