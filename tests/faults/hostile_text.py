"""Random files like those of hostile people, broken programs and other centuries: headers, dates, encodings, damage."""

from __future__ import annotations

import json
import random

MONTHS = "January Feb March Apr. May June Jul August Sept October Nov. December jan mar may".split()
ZONES = "EST UTC GMT Z CET PDT ABC +0500 -99:99 +14:00 -25:00 +24:00 +23:59 -0000 A.M. US AM PM a.m p.m.".split()
ORDINALS = ("st", "nd", "rd", "th")
ENCODINGS = (
    "cp1252 latin-1 cp1251 shift-jis koi8-r big5 gb18030 euc-kr cp437 utf-7 iso2022_jp mac-roman utf-16 utf-16-le "
    "utf-16-be utf-32 utf-8-sig"
).split()
JUNK = (
    "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "é", "e\u0301", "石", "𝔘", "\ud7ff", "\u0085", "\x0b", "\x0c",
    "\r", "\r\n", "\n", "\n\n", "\t", " ", "  ", "---", "...", "===", '"', "'", "{", "}", "[", "]", "&a", "*a",
    "!!python/object:os.system", "%", "@", "`", "|", ">", "- ", ": ", "#", "\\x1b", "\\ud800", "\\U0010ffff",
    "\\UFFFFFFFF", "By ", "By: ", "Published: ", "Updated ", "Date: ", "date ", "Title: ", "<<: ", "? ", "!", "~",
    "null", "1e999", "0x", "…", "U.S.", "“", "”", "’", "al-x", "d'x", "NEW YORK", "PARIS", "(Reuters) - ", "•", "·",
    " of ", " on ",
)  # fmt: skip
WORDS = ("oil", "gas", "The", "President", "said", "war", "x", "A", "markets", "fell.", "rose!", "Why?", "1987", "3,5",
         "a/b", "don't")  # fmt: skip
KEYS = (
    "date published pubdate title headline author by source place url lang section Foo x-y dc.date Publication-Date "
    "datetime UPDATED issued"
).split()
PATHS = (
    "/a/b.txt", "/n/2022/03/06/x.txt", "/n/2022-03-06-x.txt", "/n/20220306.txt", "/n/2022/3/6.txt",
    "/n/202203061530-x.md", "/n/06.03.2022", "/n/99/99/99", "/n/\\xff.txt", "/n/March 6, 2022/x",
)  # fmt: skip
EVIL = (
    "\x1b[2J", "\x1b]0;own\x07", "\x9b31m", "\x1b]8;;http://evil/\x1b\\", "\u202egpj", "\u2066", "[bold]",
    "[link=http://evil]", "[/]", ":smile:", "\x08\x08", "\r", "\x7f", "{0}", "%s", "=cmd|x", "@SUM", "\t=1", "＝1",
    "-1+1", "+1", "\u2029", "\ufeff", "\U000e0041", "</script>", "${x}", "`id`", "$(id)", "';--", '"', "\\", "石" * 50,
    "a" * 300, "e\u0301" * 3,
)  # fmt: skip


class HostileText:
    """Draws from one random generator, so that the same seed makes the same files."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def file(self) -> bytes:
        """A file in a random layout and encoding, with random damage."""
        return self.damaged(self.encoded(self.layout()))

    def nasty(self) -> str:
        """A few words, mixed with text that could move a cursor, be a formula, or be read as markup."""
        words = ("oil ", "gas ", "The ", "x ", "1987 ", "café ")
        pieces = (self.chance.choice(EVIL if self.chance.random() < 1 / 3 else words) for _ in range(6))
        return "".join(list(pieces)[: self.chance.randint(1, 6)])

    def date(self) -> str:
        """Something that may be a date, a time, both, or neither."""
        draw, number = self.chance.choice, self.chance.randint
        year = draw([self.digits(4, 4), str(number(1590, 2030)), str(number(2020, 2027)), "0000", "9999", "99999"])
        month = draw([self.digits(1, 2), str(number(0, 13)), draw(MONTHS)])
        day = draw([self.digits(1, 2), str(number(0, 32)), f"{number(1, 31)}{draw(ORDINALS)}"])
        between = draw(["-", "/", ".", "_", " ", ", ", "", "  "])
        weekday = draw(["Sunday, ", "Sun ", "Monday", "tues, ", "", "", ""])
        time, zone = self.time(), draw([*ZONES, "", "", ""])
        date = draw([
            f"{year}{between}{month}{between}{day}", f"{day}{between}{month}{between}{year}", f"{month} {day}, {year}",
            f"{weekday}{day} {month} {year}", f"{weekday}{month} {day} {year}", f"{year} {month} {day}",
            f"{year}{month:0>2}{day:0>2}",
        ])  # fmt: skip
        return draw([
            date, date, f"{date} {time} {zone}", f"{time} {zone} {date}", f"{date}T{time}{zone}", f"{date} at {time}",
            f"{date} | {time}", f"{weekday}{month} {day} {time} {zone} {year}", f"{time}, on {date}",
        ])  # fmt: skip

    def time(self) -> str:
        digits, draw = self.digits, self.chance.choice
        return draw([
            f"{digits(1, 2)}:{digits(2, 2)}", f"{digits(1, 2)}:{digits(2, 2)}:{digits(2, 2)}.{digits(1, 12)}",
            f"{digits(1, 2)} {draw(['am', 'pm', 'a.m.', 'p.m'])}", f"{digits(1, 2)}:{digits(1, 3)}{draw(ZONES)}",
            f"T{digits(2, 2)}:{digits(2, 2)}Z", "",
        ])  # fmt: skip

    def digits(self, minimum: int, maximum: int) -> str:
        return "".join(self.chance.choices("0123456789", k=self.chance.randint(minimum, maximum)))

    def text(self, words: int | None = None) -> str:
        return " ".join(self.word() for _ in range(self.chance.randint(0, 40) if words is None else words))

    def word(self) -> str:
        kind = self.chance.random()
        return self.chance.choice(WORDS if kind < 0.85 else JUNK) if kind < 0.95 else self.date()

    def value(self) -> str:
        """Something that may follow a key."""
        text = self.text
        return self.chance.choice([
            self.date(), self.date(), text(self.chance.randint(0, 6)), f"[{text(3)}]", f"{{a: {text(1)}}}",
            f'"{text(2)}"', f">\n  {text(3)}", f"|\n  {text(3)}", "!!binary x", f"&a {text(1)}", "*a", "", "~",
            json.dumps(text(3)), f"!!timestamp {self.date()}",
        ])  # fmt: skip

    def layout(self) -> str:
        """A whole file as text."""
        kind, draw, number = self.chance.random(), self.chance.choice, self.chance.randint
        if kind < 0.25:
            return "---\n" + self.fields(number(0, 8)) + draw(("---\n", "...\n", "--- \n", "")) + self.text()
        if kind < 0.5:
            return self.fields(number(1, 6)) + draw(("\n", "---\n", "===\n", "")) + self.text()
        if kind < 0.65:
            start = draw(("date ", "Date: ", "DATE\t", " date:", "\ndate "))
            return start + self.date() + draw((" ", "\n", "", ": ")) + self.text()
        if kind < 0.8:
            start = draw(("", f"{self.text(4)}\n\n", "By Jane Smith\n", "By Al de la d'x, foo\n\n", "PARIS, ",
                          "NEW YORK, N.Y., ", "LONDON/PARIS, "))  # fmt: skip
            said = draw(("Published: ", "Posted on ", "Last updated ", "originally published at ", "Dated ", ""))
            return start + said + self.date() + draw((" (Reuters) - ", " -- ", "\n", " | ", "")) + self.text()
        return self.text()

    def fields(self, lines: int) -> str:
        """Lines of keys and values."""
        between = (": ", ": ", ":", ":\t", " : ")
        return "".join(f"{self.chance.choice(KEYS)}{self.chance.choice(between)}{self.value()}\n" for _ in range(lines))

    def encoded(self, text: str) -> bytes:
        if self.chance.random() < 0.6:
            return text.encode("utf-8", "surrogatepass")
        try:
            return text.encode(self.chance.choice(ENCODINGS), "replace")
        except UnicodeError:
            return text.encode("utf-8", "replace")

    def damaged(self, raw: bytes) -> bytes:
        """The bytes with a few changed, deleted, repeated or inserted."""
        data, draw, number = bytearray(raw), self.chance.choice, self.chance.randint
        for _ in range(number(0, 6)):
            if not data:
                break
            at, kind = self.chance.randrange(len(data)), self.chance.randrange(6)
            if kind == 0:
                data[at] = number(0, 255)
            elif kind == 1:
                del data[at : at + number(1, 9)]
            elif kind == 2:
                data[at:at] = self.chance.randbytes(number(1, 5))
            elif kind == 3:
                start = self.chance.randrange(len(data))
                data[at:at] = data[start : start + number(1, 60)]
            elif kind == 4:
                space = draw((b"\n", b" " * number(1, 50), b"\n\n", b"0", b"-", b"\xff", b"\x00", b"(", b'"'))
                data[at:at] = space * number(1, 8)
            else:
                data[at:at] = draw(JUNK).encode("utf-8", "surrogatepass")
        return bytes(data)
