"""No value ever becomes part of an SQL text: user input and file contents are bound as parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsidx

PACKAGE = Path(newsidx.__file__).parent / "archive" / "sqlite"
RUNS_SQL = {"execute", "executemany", "executescript", "rows", "value"}
CONSTANT_NAMES = {"int", "sql"}
"""Names in SQL that hold no value: a conversion to a number, and SQL that was put together elsewhere."""


def composed_sql() -> Iterator[str]:
    """The places that run SQL composed from anything but constants of the module, in capitals, or other SQL."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        constants = CONSTANT_NAMES | names_of_constants(module)
        for call in ast.walk(module):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
                continue
            if call.func.attr in RUNS_SQL and not is_constant(call.args[0], constants):
                yield f"{path.relative_to(PACKAGE)}:{call.lineno}: {ast.unparse(call.args[0])}"


def names_of_constants(module: ast.Module) -> set[str]:
    """The names that loops over nothing but constants give to them: `for table in ("forms", "languages")`."""
    return {
        loop.target.id
        for loop in ast.walk(module)
        if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) and isinstance(loop.iter, ast.Tuple)
        if all(isinstance(item, ast.Constant) for item in loop.iter.elts)
    }


def is_constant(node: ast.expr, constants: set[str]) -> bool:
    """Whether the code contains the complete text. Ruff checks the contents of variables (S608)."""
    if isinstance(node, ast.JoinedStr):
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        names = [name.id for part in inside for name in ast.walk(part) if isinstance(name, ast.Name)]
        return all(name.isupper() or name in constants for name in names)
    if isinstance(node, ast.BinOp):
        return False
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and all(isinstance(part, ast.Constant) for part in node.args)
    return isinstance(node, (ast.Constant, ast.Name, ast.Starred))


def test_sql_is_never_composed_from_values() -> None:
    assert list(composed_sql()) == []
