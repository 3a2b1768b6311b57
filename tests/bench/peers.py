"""The programs that newsidx is compared with, if they are installed: how each indexes a folder and searches it.

Each gets an index of its own in one folder. The two that index mail get the articles as mail, prepared beforehand.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from tests.bench.in_python import texts


@dataclass(frozen=True)
class Peer:
    """A program to compare newsidx with. `about` prints its version, `before` deletes its index."""

    name: str
    is_installed: bool
    about: Sequence[str]
    index: Sequence[Sequence[str]]
    search: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The first number like 1.34.3 in the output of `about`, whatever its exit status."""
        output = subprocess.run(self.about, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout
        numbers = re.search(rb"\d+(\.\d+)+", output)
        return numbers[0].decode() if numbers else "of unknown version"


def peers(articles: Path, place: Path, word: str) -> list[Peer]:
    """All peers of this benchmark; `is_installed` says whether each can be measured."""
    return [
        _sqlite_utils(articles, place, word),
        *(_in_python(name, articles, place, word) for name in ("tantivy", "whoosh")),
        _recoll(articles, place, word),
        _notmuch(articles, place, word),
        _mu(articles, place, word),
        Peer("ripgrep", _is_command("rg"), ["rg", "--version"], (), ["rg", "-l", "-i", "-w", word, str(articles)]),
    ]


def _sqlite_utils(articles: Path, place: Path, word: str) -> Peer:
    program, archive = str(Path(sys.executable).with_name("sqlite-utils")), place / "sqlite-utils.db"
    columns = ["-c", "path:fullpath", "-c", "content:content_text", "--pk", "path", "--silent"]
    return Peer(
        "sqlite-utils",
        Path(program).exists(),
        [program, "--version"],
        [
            [program, "insert-files", str(archive), "articles", str(articles), *columns],
            [program, "enable-fts", str(archive), "articles", "content", "--tokenize", "porter"],
        ],
        [program, "search", str(archive), "articles", word, "-c", "path", "--limit", "20"],
        lambda: _without(place, "sqlite-utils.db"),
    )


def _in_python(name: str, articles: Path, place: Path, word: str) -> Peer:
    program, index = [sys.executable, "-m", "tests.bench.in_python", name], str(place / name)
    return Peer(
        name,
        importlib.util.find_spec(name) is not None,
        [sys.executable, "-c", f"from importlib.metadata import version; print(version('{name}'))"],
        [[*program, "index", str(articles), index]],
        [*program, "search", word, index],
        lambda: _without(place, name),
    )


def _recoll(articles: Path, place: Path, word: str) -> Peer:
    settings = place / "recoll"

    def before() -> None:
        _without(place, "recoll")
        settings.mkdir()
        (settings / "recoll.conf").write_text(f"topdirs = {articles.resolve()}\nloglevel = 1\n")

    return Peer(
        "recoll",
        _is_command("recollindex") and _is_command("recollq"),
        ["recollq", "-c", str(place), "--version"],
        [["recollindex", "-c", str(settings)]],
        ["recollq", "-c", str(settings), "-n", "20", word],
        before,
    )


def _notmuch(articles: Path, place: Path, word: str) -> Peer:
    mail, settings = place / "mail", place / "notmuch.conf"

    def before() -> None:
        _make_mail(articles, mail)
        _without(mail, ".notmuch")
        settings.write_text(f"[database]\npath={mail}\n[user]\nname=news\nprimary_email=news@example.org\n")

    return Peer(
        "notmuch",
        _is_command("notmuch"),
        ["notmuch", "--version"],
        [["notmuch", "new", "--quiet"]],
        ["notmuch", "search", "--limit=20", word],
        before,
        {"NOTMUCH_CONFIG": str(settings)},
    )


def _mu(articles: Path, place: Path, word: str) -> Peer:
    mail, home = place / "mail", place / "mu"

    def before() -> None:
        _make_mail(articles, mail)
        _without(place, "mu")

    return Peer(
        "mu",
        _is_command("mu"),
        ["mu", "--version"],
        [
            ["mu", "init", f"--muhome={home}", f"--maildir={mail}", "--quiet"],
            ["mu", "index", f"--muhome={home}", "--quiet"],
        ],
        ["mu", "find", f"--muhome={home}", "--maxnum=20", word],
        before,
    )


def _make_mail(articles: Path, mail: Path) -> None:
    """Write the articles as a Maildir, unless it exists already."""
    if mail.exists():
        return
    for folder in ("cur", "new", "tmp"):
        (mail / folder).mkdir(parents=True)
    for number, (_, title, body) in enumerate(texts(articles), 1):
        message = EmailMessage()
        message["Message-ID"] = f"<{number}@example.org>"
        message["From"] = "news@example.org"
        message["Date"] = "Sun, 06 Mar 2022 12:00:00 +0000"
        message["Subject"] = " ".join(title.split())[:200]
        message.set_content(body)
        (mail / "cur" / f"{number}:2,S").write_bytes(message.as_bytes())


def _is_command(name: str) -> bool:
    return shutil.which(name) is not None


def _without(place: Path, name: str) -> None:
    """Delete a folder, or a file with those that SQLite puts next to it."""
    for path in place.glob(f"{name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
