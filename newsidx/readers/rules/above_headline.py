"""What stands above a headline and is none: letterheads, `MEDIA RELEASE`, page numbers, addresses, rules of dashes."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.options import Neighbours, letterhead

_HEADINGS = """
    media; release; media release; press release; news release; media statement; press statement; news; statement;
    transcript; for immediate release; immediate release; for release; media alert; media advisory; press advisory;
    news advisory;
    press notice; news bulletin; press summary; press bulletin; communique; press communique; speech; speeches; remarks;
    address; interview; doorstop; doorstop interview; press conference; radio interview; television interview;
    tv interview; obituary; obituaries; editorial; editorials; opinion; comment; commentary; letters; letters to the
    editor; analysis; feature; features; news in brief; in brief; breaking news; exclusive;
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
    пресс-релиз; пресс релиз; сообщение для прессы; заявление; стенограмма; речь; интервью; новости; некролог;
    komunikat prasowy; informacja prasowa; oświadczenie; przemówienie; wywiad; nekrolog; aktualności;
    basın bülteni; basın açıklaması; basın duyurusu; açıklama; konuşma; röportaj; haberler;
    بيان صحفي; بيان; خبر صحفي; تصريح صحفي; نشرة صحفية; مقابلة; كلمة;
    新闻稿; 新聞稿; 新闻公报; 声明; 聲明; 社论; 社論; 评论; 新闻发布;
    プレスリリース; ニュースリリース; 報道発表; 報道資料; 社説;
    보도자료; 성명; 성명서; 사설; 보도참고자료; 논평;
    pressemelding; pressemeddelelse; pressmeddelande; lehdistötiedote; tisková zpráva; sajtóközlemény; tlačová správa;
    comunicat de presă; прес-реліз; δελτίο τύπου; הודעה לעיתונות
"""

_QUALIFIERS = frozenset(
    ("joint", "official", "ministerial", "shadow", "e", "o", "oe", "no", "nr", "number", "the", "page")
)
"""Words beside such a heading: `JOINT MEDIA RELEASE`, `E&OE TRANSCRIPT`, `Press Release No. 15`."""

_PHRASES = [heading.strip() for heading in " ".join(_HEADINGS.split()).split(";")]
_LETTERS = frozenset(letterhead(phrase).replace(" ", "") for phrase in _PHRASES)
"""The letters of every heading: scanned text has `M e d ia Release`."""

_WORDS = frozenset(word for phrase in _PHRASES for word in (phrase.split()[0], phrase.split()[-1]))
_PUNCTUATION = ".,:;#*-–—=[]()【】<> \t"
_LONGEST_HEADING = 36
_LONGEST_DATELINE = 60
_LONGEST_DATE = 60
_MARKUP = ("<!--", "<img", "![", "[![", "{{", "{%", "[[File:", "[[Image:", "[TOC]")
"""What begins a line of markup that is nothing to read: a comment, a picture, a directive."""


_PAGE = re.compile(
    r"\W*(?:page|pg|p|seite|página|pagina|pág|стр|strona|sayfa)\b\.?[ \t]*\d+\W*(?:\w{1,3}\W*\d+\W*)?", re.I
)
_ADDRESS = re.compile(r"\S+@\S+\.\w{2,}|(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\w)\+?\(?\d[\d ()./-]{5,}\d(?!\w)")
_CONTACT = re.compile(
    r"\W*(?:(?:media|press|for (?:more|further)|more|further|general)\s+)?"
    r"(?:contacts?|inquir|enquir|information|tele?ph"
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


def stands_above(line: str, neighbours: Neighbours, dates: DateReader | None = None) -> bool:
    """Whether a line, which is not empty, is no headline. `neighbours` know the lines that many files begin with."""
    if ("@" in line or "://" in line or "www." in line) and _is_contact(line):
        return True
    if not (line[0].isalpha() and line[-1].isalpha()) and _is_no_words(line, dates):
        return True
    letterheads = neighbours.letterheads
    return is_heading(line) or (bool(letterheads) and letterhead(line) in letterheads)


def _is_no_words(line: str, dates: DateReader | None) -> bool:
    """Whether a line that begins or ends with a mark or a digit is a rule, a number, a date or a picture."""
    if line.startswith(_MARKUP) or not any(map(str.isalpha, line)):
        return True
    if not _DIGIT.search(line):
        return False
    if _PAGE.fullmatch(line) or (dates and _is_date(line, dates)):
        return True
    return _PHONE.search(line) is not None and _is_contact(line)


def is_heading(line: str) -> bool:
    """Whether a line says what kind of text it heads, and nothing of this one: `MEDIA RELEASE No. 15`."""
    if len(line) > _LONGEST_HEADING and "  " not in line:
        return False
    line = line.strip(_PUNCTUATION)
    first, last = line.partition(" ")[0], line.rpartition(" ")[2]
    if first.casefold() not in _WORDS and last.casefold() not in _WORDS:
        return False
    words = letterhead(line).split()
    return "".join(words) in _LETTERS or "".join(word for word in words if word not in _QUALIFIERS) in _LETTERS


def is_salutation(line: str) -> bool:
    """Whether a line greets its readers: `Dear friends,`."""
    return line.endswith((",", "!", ":", "，", "、", "：")) and _SALUTATION.match(line) is not None


def is_dateline(line: str) -> bool:
    """Whether a line says only where, and maybe when, the text was written: `CANBERRA, Monday –`."""
    return len(line) <= _LONGEST_DATELINE and line.endswith(("–", "—", " -", "--")) and any(map(str.isupper, line))


def _is_contact(line: str) -> bool:
    """Whether a line is an address, a number, or says whom to ask."""
    rest = _PHONE.sub("", _ADDRESS.sub("", line))
    return _CONTACT.match(line) is not None or 3 * sum(map(str.isalpha, rest)) < len(line)


def _is_date(line: str, dates: DateReader) -> bool:
    """Whether a line is a date, or one beside such a heading: `Monday, 6 March 2022, MEDIA RELEASE`."""
    if len(line) > _LONGEST_DATE or not _YEAR.search(line) or not (found := dates.find(line)):
        return False
    rest = f"{line[: found.start]} {line[found.end :]}".strip()
    return not any(map(str.isalpha, rest)) or is_heading(rest)
