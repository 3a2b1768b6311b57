"""What stands above a headline and is none: letterheads, `MEDIA RELEASE`, page numbers, addresses, rules of dashes."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.options import letterhead

_HEADINGS = """
    media release; press release; news release; media statement; press statement; news; statement; transcript;
    for immediate release; immediate release; for release; media alert; media advisory; press advisory; news advisory;
    press notice; news bulletin; press summary; press bulletin; communique; press communique; speech; speeches; remarks;
    address; interview; doorstop; doorstop interview; press conference; radio interview; television interview;
    tv interview; obituary; obituaries; editorial; editorials; opinion; comment; commentary; letters; letters to the
    editor; analysis; feature; features; news in brief; in brief; breaking news; exclusive; correction; corrections;
    newsroom; news room; news releases; press releases; media releases; media centre; media center; press office;
    check against delivery; proof only; embargoed; advertisement; confidential; draft; table of contents; contents;
    comunicado de prensa; nota de prensa; boletín de prensa; comunicado; gacetilla de prensa; para publicación
    inmediata; discurso; entrevista; editorial; opinión; obituario; noticias; última hora;
    comunicado de imprensa; comunicado à imprensa; nota à imprensa; para divulgação imediata; opinião; notícias;
    communiqué de presse; communiqué; dossier de presse; point de presse; pour diffusion immédiate; discours; tribune;
    éditorial; nécrologie; entretien; actualités;
    pressemitteilung; presseinformation; presseerklärung; pressemeldung; medienmitteilung; presseaussendung;
    medieninformation; zur sofortigen veröffentlichung; leitartikel; kommentar; nachruf; rede; interview; nachrichten;
    comunicato stampa; nota stampa; comunicato; discorso; intervista; editoriale; opinione; necrologio; notizie;
    persbericht; nieuwsbericht; persverklaring; toespraak; hoofdredactioneel; opinie; nieuws;
    пресс релиз; сообщение для прессы; заявление; стенограмма; речь; интервью; новости; некролог;
    komunikat prasowy; informacja prasowa; oświadczenie; przemówienie; wywiad; nekrolog; aktualności;
    basın bülteni; basın açıklaması; basın duyurusu; açıklama; konuşma; röportaj; haberler;
    بيان صحفي; بيان; خبر صحفي; تصريح صحفي; نشرة صحفية; مقابلة; كلمة;
    新闻稿; 新聞稿; 新闻公报; 声明; 聲明; 社论; 社論; 评论; 新闻发布;
    プレスリリース; ニュースリリース; 報道発表; 報道資料; 社説;
    보도자료; 성명; 성명서; 사설; 보도참고자료; 논평;
    pressemelding; pressemeddelelse; pressmeddelande; lehdistötiedote; tisková zpráva; sajtóközlemény; tlačová správa;
    comunicat de presă; прес реліз; δελτίο τύπου; הודעה לעיתונות
"""

_QUALIFIERS = frozenset(
    ("joint", "official", "ministerial", "shadow", "e", "o", "oe", "no", "nr", "number", "the", "page")
)
"""Words beside such a heading: `JOINT MEDIA RELEASE`, `E&OE TRANSCRIPT`, `Press Release No. 15`."""

_PHRASES = [heading.strip() for heading in " ".join(_HEADINGS.split()).split(";")]
_HEADINGS_PLAIN = frozenset(map(letterhead, _PHRASES))
_WORDS = frozenset(word for phrase in _PHRASES for word in phrase.split() if len(word) > 3 or " " not in phrase)
_PUNCTUATION = ".,:;#*-–—=[]()【】<> \t"
_LONGEST_HEADING = 60
_LONGEST_DATELINE = 60
_MARKUP = ("<!--", "<img", "![", "[![", "{{", "{%", "[[File:", "[[Image:", "[TOC]")
"""What begins a line of markup that is nothing to read: a comment, a picture, a directive."""


_PAGE = re.compile(
    r"\W*(?:page|pg|p|seite|página|pagina|pág|стр|strona|sayfa)\b\.?[ \t]*\d+\W*(?:\w{1,3}\W*\d+\W*)?", re.I
)
_ADDRESS = re.compile(r"\S+@\S+\.\w{2,}|(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\w)\+?\(?\d[\d ()./-]{5,}\d(?!\w)")
_CONTACT = re.compile(
    r"\W*(?:(?:media|press|for (?:more|further)|more|further|general)\s+)?(?:contacts?|inquir|enquir|information|tele?ph"
    r"|phone|ph|tel|fax|mobile|mob|cell|e-?mail|web|internet|http|www|twitter|facebook|tél|télé|courriel|teléfono|correo"
    r"|telefon|тел|電話|전화|电话)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"\W*(?:dear|to whom it may concern|good (?:morning|afternoon|evening)|sehr geehrte|liebe|cher|chère|mesdames"
    r"|estimad|querid|prezad|car[oiae]|gentil|geachte|beste|уважаем|дорог|szanown|sayın|عزيزي|拝啓|尊敬的)\w*\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def stands_above(line: str, letterheads: frozenset[str], dates: DateReader | None = None) -> bool:
    """Whether a line that is not empty is no headline, whatever follows it. `letterheads` are those of the folder."""
    if not any(map(str.isalpha, line)) or (len(line) == 1 and line < "\u0250") or line.startswith(_MARKUP):
        return True
    if len(line) <= _LONGEST_HEADING and is_heading(line):
        return True
    has_digit = _DIGIT.search(line) is not None
    if has_digit and (_PAGE.fullmatch(line) or (dates and _is_date(line, dates))):
        return True
    if _is_contact(line, has_digit):
        return True
    return bool(letterheads) and letterhead(line) in letterheads


def is_heading(line: str) -> bool:
    """Whether a line says what kind of text it heads, and nothing of this one: `MEDIA RELEASE No. 15`."""
    if _WORDS.isdisjoint(line.strip(_PUNCTUATION).casefold().split()):
        return False
    plain = letterhead(line)
    return plain in _HEADINGS_PLAIN or (
        " ".join(word for word in plain.split() if word not in _QUALIFIERS) in _HEADINGS_PLAIN
    )


def is_salutation(line: str) -> bool:
    """Whether a line greets its readers: `Dear friends,`."""
    return line.endswith((",", "!", ":", "，", "、", "：")) and _SALUTATION.match(line) is not None


def is_dateline(line: str) -> bool:
    """Whether a line says only where, and maybe when, the text was written: `CANBERRA, Monday –`."""
    return len(line) <= _LONGEST_DATELINE and line.endswith(("–", "—", " -", "--")) and any(map(str.isupper, line))


def _is_contact(line: str, has_digit: bool) -> bool:
    """Whether a line is an address, a number, or says whom to ask."""
    if "@" not in line and "www." not in line and "://" not in line and not (has_digit and _PHONE.search(line)):
        return False
    rest = _PHONE.sub("", _ADDRESS.sub("", line))
    return _CONTACT.match(line) is not None or 3 * sum(map(str.isalpha, rest)) < len(line)


def _is_date(line: str, dates: DateReader) -> bool:
    return len(line) <= 60 and _YEAR.search(line) is not None and dates.whole(line.strip("[]()*_ \t")) is not None
