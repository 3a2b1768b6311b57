"""The recipes of CONTRIBUTING.md, read as a person follows them: files to make, changes to files, commands to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTRIBUTING = Path(__file__).parent.parent / "CONTRIBUTING.md"

_RECIPE = re.compile(r"^### (Add [^\n]*)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEW_FILE = re.compile(r"New file `([^`]+)`:\s*\Z")
_FILE = re.compile(r"`((?:docs|newsidx|tests)/[^`]+\.\w+)`")


@dataclass(frozen=True)
class NewFile:
    """A file that a recipe adds."""

    path: str
    text: str


@dataclass(frozen=True)
class Change:
    """A `diff` block: the lines to look for in a file, and those to put in their place."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Command:
    """A command, and what it prints by the recipe: None in an `sh` block, which shows no output."""

    line: str
    output: str | None = None


def recipes() -> dict[str, list[NewFile | Change | Command]]:
    """The steps of each recipe, in order, by its heading."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    return {heading: list(_steps(recipe)) for heading, recipe in _RECIPE.findall(text)}


def new_files() -> frozenset[str]:
    """The paths of all files that the recipes add."""
    return frozenset(step.path for steps in recipes().values() for step in steps if isinstance(step, NewFile))


def _steps(recipe: str) -> Iterator[NewFile | Change | Command]:
    """The steps of a recipe. The file of a block is the one named last before it."""
    for block in _BLOCK.finditer(recipe):
        before, (kind, content) = recipe[: block.start()], block.groups()
        if kind == "console":
            for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                yield Command(line, output)
        elif kind == "sh":
            yield from map(Command, content.splitlines())
        elif new := _NEW_FILE.search(before):
            yield NewFile(new[1], content)
        else:
            assert kind == "diff", f"a {kind} block that is neither a new file nor a change: {content[:60]}"
            lines = content.splitlines(keepends=True)
            old, new_lines = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
            yield Change(_FILE.findall(before)[-1], old, new_lines)
