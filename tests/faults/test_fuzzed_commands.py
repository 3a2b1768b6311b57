"""Random commands on archives of random hostile files, in a pipe and on a terminal: each works, quickly and cleanly.

Every command runs in this process, as `newsidx` runs it, with random queries, dates, ids, names and options. None
raises, takes long, calls the archive corrupt, or prints a control character that is not newsidx's own; all formats have
the same articles in the same order.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs file names of any bytes", allow_module_level=True)

from newsidx.terminal import progress, upgrade
from tests.faults.hostile_text import HostileText
from tests.faults.in_process import PATIENCE, Answer, answer
from tests.faults.trials import Trials
from tests.terminal.conftest import without_own_codes
from tests.text.test_sanitize import FORBIDDEN

pytestmark = pytest.mark.long

QUERIES = ("oil", "gas OR oil", '"oil gas"~3', "o*", "=oil", "title:x", "by:a", "path:a", "-oil", "date:1987",
           "fuzy oli", "(((", "NOT", 'source:"', "19870301-1..", "0-1 oil OR 19870301-1", 'file:"/')  # fmt: skip
FORMATS = ("table", "lines", "json", "jsonl", "csv", "ids", "paths")
ROW_FORMATS = FORMATS[:5]
FORMULA = tuple("=+-@＝＋－＠")


def checked(arguments: list[str], on_terminal: bool = False) -> Answer:
    """Run a command, and check what must be true of every command."""
    arguments = [argument.replace("\x00", "") or "x" for argument in arguments]
    result = answer(arguments, on_terminal)
    assert result.status in (0, 1, 2), arguments
    for text in (result.stdout, result.stderr):
        printed = without_own_codes(text) if on_terminal else text
        assert not FORBIDDEN.search(printed.replace("\t", "")), (arguments, on_terminal, printed)
    assert not re.search("damaged|corrupt|Traceback", result.stderr), (arguments, result.stderr)
    return result


class Commands:
    """Random commands with ids from an archive."""

    def __init__(self, text: HostileText, place: Path, ids: list[str]) -> None:
        self.text, self.chance, self.place, self.ids = text, text.chance, place, ids

    def query(self) -> str:
        nasty, few_words = self.text.nasty(), self.text.text(self.chance.randint(1, 5))
        return self.chance.choice((*QUERIES, nasty, few_words, f"oil date:{self.text.date()}"))

    def dates(self) -> list[str]:
        return self.maybe(
            ["--date", self.text.date()], ["--since", self.text.date()], ["--on", "--03-06"], ["--until", "2022"],
            ["--until", self.text.nasty()], ["--since", "30 days ago"],
            ["--date", f"{self.text.date()} to {self.text.date()}"],
        )  # fmt: skip

    def shared(self) -> list[str]:
        """Options that every command with a list of articles has."""
        draw, number = self.chance.choice, str(self.chance.randint(-1, 9))
        return [
            *self.maybe(["--source", draw((self.text.nasty(), "the*", "Post"))]),
            *self.maybe(["--oldest"], ["--sort", draw(("newest", "oldest", "relevance"))]),
            *self.maybe(["-n", number], ["--page", number]),
        ]

    def form(self, forms: tuple[str, ...] = ROW_FORMATS) -> list[str]:
        return self.maybe(["--format", self.chance.choice(forms)])

    def maybe(self, *choices: list[str]) -> list[str]:
        return self.chance.choice(([], *choices))

    def any_command(self) -> list[str]:
        """A random command for any archive."""
        return self.chance.choice((self.reading, self.counting, self.changing))()

    def reading(self) -> list[str]:
        draw, query, nasty = self.chance.choice, self.query(), self.text.nasty()
        article, sort = draw(self.ids or ["0-1"]), ["--sort", draw(("relevance", "newest", "oldest"))]
        page = self.maybe(["-n", str(self.chance.randint(0, 9))], ["--page", str(self.chance.randint(1, 9))])
        how = self.maybe(["--all"], ["--any"], ["--fuzzy"], ["--group"], ["--explain"], ["--kwic"])
        listed = self.maybe(["--oldest"], ["--undated"], ["--on-this-day"], [self.text.date()], ["--03-06"])
        to_stdout = ["--format", draw(("jsonl", "json", "csv", "markdown", "ris", "bibtex", "csl-json", "apa")), *sort]
        to_folder = ["--to", f"{self.place}/out/", "--overwrite", "--format", draw(("files", "markdown"))]
        return draw((
            ["search", query, *self.dates(), *how, *sort, *self.form(FORMATS), *page],
            ["list", *self.dates(), *listed, *self.form(FORMATS), *self.shared()],
            ["search", query, *self.dates(), *self.form(FORMATS), *self.shared()],
            [draw(("files", "problems")), *page, *self.form()],
            ["show", article, *self.maybe(["--highlight", query], ["--format", "json"], ["--format", "jsonl"])],
            ["show", nasty],
            ["show", "--of", query, *self.dates(), *sort, *page, *self.maybe(["--highlight", nasty])],
            ["problems", *self.form((*ROW_FORMATS, "paths"))],
            ["info", *self.maybe(["--format", "json"])],
            ["export", *self.maybe([query]), *draw((to_stdout, to_folder))],
            ["cite", draw((article, f"{article}..", nasty)), "--style", draw(("apa", "chicago", "mla", "csl"))],
            ["help", draw(("query", "dates", "search", nasty))],
            [nasty, nasty], ["search", f"--{nasty}"],
        ))  # fmt: skip

    def counting(self) -> list[str]:
        draw, query, article = self.chance.choice, self.query(), self.chance.choice(self.ids or ["0-1"])
        period = ["--by", draw(("day", "week", "month", "year"))]
        return draw((
            ["timeline", query, *self.maybe([self.query()]), *self.dates(), *self.maybe(period),
             *self.maybe(["--share"], ["--against", self.query()]), *self.form()],
            ["list", *self.dates(), *draw((period, ["--by", "calendar"]))],
            ["related", article, *self.maybe(["--before"], ["--after"], ["--within", draw("039")]), *self.form(),
             *self.dates(), *self.shared()],
            ["words", *draw(([query], ["--date", "2022"], ["--date", "1987"])), *self.form(),
             *self.maybe(["--against", self.query()])],
            ["duplicates", *self.dates(), *self.maybe(["--diff"]), "--share", draw(("50", "80", "100")), "--within",
             draw(("0", "7", "36525")), *self.form(), *self.shared()],
        ))  # fmt: skip

    def changing(self) -> list[str]:
        draw, query, nasty = self.chance.choice, self.query(), self.text.nasty()
        backup = f"{self.place}/{nasty.replace('/', '').replace(chr(0), '')[:50]}.copy"
        return draw((
            ["alert", "add", nasty, query], ["alert", "run", *self.maybe(["--peek"]), *self.form()],
            ["alert", "list", *self.form()], ["alert", "remove", nasty], ["check"], ["optimize"], ["backup", backup],
            ["remove", query, "--yes"], ["ingest", f"{self.place}/files", *self.ingest_option()],
            ["ingest", f"{self.place}/files", *self.ingest_option()],
        ))  # fmt: skip

    def ingest_option(self) -> list[str]:
        return self.maybe(["--dry-run"], ["--prune"], ["--dayfirst"], ["--check"], ["-j", "0"])


def write_hostile_files(folder: Path, text: HostileText) -> None:
    chance = text.chance
    for number in range(chance.randint(3, 25)):
        raw_name = f"{number}{text.nasty()[:60]}" if chance.random() < 0.5 else f"{number}.txt"
        name = os.fsencode(re.sub("[/\x00]", "", raw_name))[:200]
        if chance.random() < 0.1:
            name += re.sub(b"[/\x00]", b"_", chance.randbytes(5))
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(text.file() if chance.random() < 0.5 else hostile_article(text))


def hostile_article(text: HostileText) -> bytes:
    """A file in a valid layout with hostile values."""
    nasty, chance = text.nasty, text.chance
    if chance.random() < 0.4:
        keys = chance.sample(("title", "author", "source", "section", "place", "url", "lang", "k1", "k\x1b2"), 4)
        values = json.dumps({key: nasty() for key in keys}, ensure_ascii=False)
        return f"---\n{values}\n---\n{nasty()}{nasty()}".encode("utf-8", "replace")
    date, url = chance.choice(("2022-03-06", "1987-03-06", "")), chance.choice(("http://x/a;b", nasty()))
    head = f"Date: {date}\nTitle: {nasty()}\nBy: {nasty()}\nSource: {nasty()}\nURL: {url}\n\n"
    return (head + nasty() * chance.randint(1, 20)).encode("utf-8", "replace")


def assert_formats_agree(db: list[str]) -> list[str]:
    """Every format lists the same articles. Returns their ids."""

    def listed(form: str) -> str:
        return checked([*db, "list", "--format", form]).stdout

    ids = listed("ids").split()
    lines = listed("lines").split("\n")[:-1]
    rows = list(csv.DictReader(io.StringIO(listed("csv"))))
    assert [line.split("\t")[0] for line in lines] == ids
    assert {line.count("\t") for line in lines} <= {4}
    assert [article["ref"] for article in json.loads(listed("json") or "[]")] == ids
    assert [json.loads(line)["ref"] for line in listed("jsonl").split("\n") if line] == ids
    assert [row["ref"] for row in rows] == ids
    assert not [value for row in rows for value in row.values() if value and value.lstrip().startswith(FORMULA)]
    return ids


def test_any_command_on_an_archive_of_hostile_files_works_quickly_and_prints_clean_text(
    trials: Trials, fast_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"FORCE_HYPERLINK": "1", "COLUMNS": "80", "TERM": "xterm-256color", "PAGER": "cat"}.items():
        monkeypatch.setenv(name, value)
    for module in (progress, upgrade):  # on a slow machine there are bars, which move the cursor
        monkeypatch.setattr(module, "DELAY", PATIENCE)
    for chance in trials(14):
        place = fast_path / str(trials.number)
        (place / "files").mkdir(parents=True)
        monkeypatch.chdir(place)
        text = HostileText(chance)
        write_hostile_files(place / "files", text)
        db = ["--db", str(place / "news.db")]
        checked([*db, "ingest", "-j", "0", "files"], chance.random() < 0.5)
        commands = Commands(text, place, assert_formats_agree(db))
        for _ in range(14):
            checked([*db, *commands.any_command()], chance.random() < 0.5)
        monkeypatch.chdir(fast_path)
        shutil.rmtree(place)
