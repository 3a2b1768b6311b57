"""The user's configuration file: which archive is the default, names for others, the format and the language
that need not be typed, the pager, and colours.

It is TOML, in the platform's folder for configuration, or where NEWSIDX_CONFIG says. What a command is told, or the
environment says, comes first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from newsidx.disk.place import is_on_server
from newsidx.errors import NewsidxError
from newsidx.text.whole import whole

VARIABLE = "NEWSIDX_CONFIG"
_NAME = "config.toml"


class BadConfiguration(NewsidxError):
    """The configuration file cannot be read, or has something in it that newsidx does not understand."""


class Settings(NamedTuple):
    """What the configuration file says. `path` is where it is, or would be; None if the environment says there is none.

    `archive` is the place of the default archive, and `archives` has those that `--db @name` names. `format` is what
    --format is on a terminal, and `language` what --lang is, if they are not given.
    """

    path: str | None
    archive: str | None = None
    archives: Mapping[str, str] = {}
    pager: str | None = None
    color: bool | None = None
    format: str | None = None
    language: str | None = None


def settings() -> Settings:
    """Read the configuration file, if there is one. Raises BadConfiguration."""
    path = _path()
    if path is None or not os.path.isfile(path):
        return Settings(path)
    said = _read(path)
    archives = _table(path, said.pop("archives", {}))
    read = Settings(
        path,
        archive=_archive(path, "archive", said.pop("archive", None)),
        archives={name: _archive(path, f"archives.{name}", place) or "" for name, place in archives.items()},
        pager=_text(path, "pager", said.pop("pager", None)),
        color=_flag(path, "color", said.pop("color", None)),
        format=_format(path, said.pop("format", None)),
        language=_language(path, said.pop("language", None)),
    )
    if said:
        raise BadConfiguration(
            f"{whole(path)} has a setting that newsidx does not know: {next(iter(said))}",
            "It knows archive, archives, format, language, pager and color.",
        )
    return read


def apply_to_environment(read: Settings) -> None:
    """Let the pager and the colours of this process be those of the configuration, unless the environment says more."""
    if read.pager is not None:
        os.environ.setdefault("PAGER", read.pager)
    if read.color is False and "FORCE_COLOR" not in os.environ:
        os.environ.setdefault("NO_COLOR", "1")


def named(read: Settings, name: str) -> str:
    """The place of the archive that `@name` stands for. Raises BadConfiguration."""
    path = read.archives.get(name.removeprefix("@"))
    if path is None:
        known = ", ".join(f"@{other}" for other in sorted(read.archives))
        raise BadConfiguration(
            f"No archive is called {name}",
            f"Those with a name are {known}."
            if known
            else f"Give it one in the file that {whole('newsidx config')} names.",
        )
    return path


def _path() -> str | None:
    if VARIABLE in os.environ:
        return os.environ[VARIABLE] or None
    if sys.platform in ("win32", "darwin"):
        from platformdirs import user_config_dir

        return os.path.join(user_config_dir("newsidx", appauthor=False), _NAME)
    stated = os.environ.get("XDG_CONFIG_HOME", "")
    folder = stated if os.path.isabs(stated) else os.path.expanduser("~/.config")
    return os.path.join(folder, "newsidx", _NAME)


def _read(path: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadConfiguration(f"{whole(path)} is not valid TOML ({error})", "Correct it, or move it away.") from error
    except OSError as error:
        raise BadConfiguration(f"{whole(path)} cannot be read ({error.strerror})", "Make it readable.") from error


def _archive(path: str, name: str, value: object) -> str | None:
    """An archive's place; a path that is not absolute counts from the folder of the configuration file."""
    text = _text(path, name, value)
    if text is None or is_on_server(text):
        return text
    return os.path.join(os.path.dirname(os.path.abspath(path)), os.path.expanduser(text))


def _text(path: str, name: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise _wrong(path, name, "a text in quotes")


def _format(path: str, value: object) -> str | None:
    """A format that an answer can be printed in on a terminal."""
    name = _text(path, "format", value)
    if name is not None:
        from newsidx.formats.registry import for_hits, names

        known = ("table", "compact", *names(for_hits()))
        if name not in known:
            raise _wrong(path, "format", f"one of {', '.join(known)}")
    return name


def _language(path: str, value: object) -> str | None:
    """A language that newsidx knows, by its code or its English name."""
    name = _text(path, "language", value)
    if name is not None:
        from newsidx.languages import code_of

        if code_of(name) is None:
            raise _wrong(path, "language", "a language: its code, such as es, or its English name")
    return name


def _flag(path: str, name: str, value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise _wrong(path, name, "true or false")


def _table(path: str, value: object) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise _wrong(path, "archives", 'a table: [archives], and below it lines such as trove = "/data/trove.db"')


def _wrong(path: str, name: str, expected: str) -> BadConfiguration:
    """The error for a setting whose value is not what it must be."""
    return BadConfiguration(f"In {whole(path)}, {name} must be {expected}", "Correct it, or take it out.")
