"""Each recipe of CONTRIBUTING.md works: its code, pasted into a copy of this folder, does what the recipe shows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recipes import CONTRIBUTING, Change, Command, NewFile, recipes

if sys.platform == "win32":
    pytest.skip("the commands of the recipes are for a POSIX shell", allow_module_level=True)

ROOT = CONTRIBUTING.parent
RECIPES = recipes()
_QUICK_TESTS = "-m 'not hypothesis' -k 'not time and not long and not memory and not hostile and not large'"
"""Without the tests of time, and of random and very large texts: they take longest, and are run as it is."""

PROGRAMS = {
    "newsidx": f'exec "{sys.executable}" -m newsidx "$@"',
    "just": f"shift; exec '{sys.executable}' -m pytest -q -n 0 -p no:cacheprovider {_QUICK_TESTS} \"$@\"",
}
"""What a recipe calls. Only `just test` is used."""

SETTINGS_OF_TESTS = ("PYTEST_", "NEWSIDX_")


class Clone:
    """A copy of this folder, in which a person types the commands of a recipe."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._programs = folder / "clone", folder / "bin"
        for name in ("newsidx", "tests", "docs", "seeds"):
            shutil.copytree(ROOT / name, self.folder / name)  # with what Python has compiled
        for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
            shutil.copy(path, self.folder)
        self._programs.mkdir()
        for name, script in PROGRAMS.items():
            program = self._programs / name
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            program.chmod(0o755)

    def follow(self, step: NewFile | Change | Command) -> None:
        """Do what one step of a recipe says."""
        if isinstance(step, NewFile):
            path = self.folder / step.path
            assert not path.exists(), f"{step.path} is there already"
            assert path.parent.is_dir(), f"{step.path} has no folder to go to"
            path.write_text(step.text, encoding="utf-8")
        elif isinstance(step, Change):
            path = self.folder / step.path
            text = path.read_text(encoding="utf-8")
            assert text.count(step.old) == 1, f"{step.path} does not have these lines once:\n{step.old}"
            path.write_text(text.replace(step.old, step.new), encoding="utf-8")
        else:
            self.type(step)

    def type(self, command: Command) -> None:
        """Run a command, which must succeed and print what the recipe shows."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS_OF_TESTS)}
        own = {"PATH": f"{self._programs}:{os.environ['PATH']}", "PYTHONPATH": str(self.folder), "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(
            ["/bin/sh", "-c", command.line],
            cwd=self.folder,
            env={**inherited, **own},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        printed = ran.stdout + ran.stderr
        assert ran.returncode == 0, f"$ {command.line}\n{printed}"
        if command.output is not None:
            assert printed == command.output, command.line


def test_there_is_a_recipe_for_each_thing_that_people_add() -> None:
    assert list(RECIPES) == ["Add a format", "Add an output format", "Add a command", "Add a language"]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_has_code_a_test_and_commands_with_their_output(recipe: str) -> None:
    steps = RECIPES[recipe]
    folders = {step.path.split("/")[0] for step in steps if isinstance(step, NewFile)}
    assert folders == {"newsidx", "tests"}
    assert any(isinstance(step, Change) for step in steps)
    assert any(isinstance(step, Command) and step.output for step in steps)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_works_when_it_is_followed_to_the_letter(recipe: str, tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    for step in RECIPES[recipe]:
        clone.follow(step)
