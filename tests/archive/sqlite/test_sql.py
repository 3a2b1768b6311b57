"""No value ever becomes part of an SQL text: user input and file contents are bound as parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsidx

PACKAGE = Path(newsidx.__file__).parent / "archive" / "sqlite"
RUNS_SQL = {"execute", "executemany", "executescript", "rows", "value"}


def composed_sql() -> Iterator[str]:
    """The places that run SQL composed from anything but constants of the module, in capitals."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
                continue
            if call.func.attr in RUNS_SQL and not is_constant(call.args[0]):
                yield f"{path.relative_to(PACKAGE)}:{call.lineno}: {ast.unparse(call.args[0])}"


def is_constant(node: ast.expr) -> bool:
    """Whether the code contains the complete text. Ruff checks the contents of variables (S608)."""
    if isinstance(node, ast.JoinedStr):
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return all(is_constant_name(name) for part in inside for name in ast.walk(part) if isinstance(name, ast.Name))
    if isinstance(node, ast.BinOp):
        return False
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and all(isinstance(part, ast.Constant) for part in node.args)
    return isinstance(node, (ast.Constant, ast.Name, ast.Starred))


def is_constant_name(node: ast.Name) -> bool:
    return node.id.isupper() or node.id == "int"


def test_sql_is_never_composed_from_values() -> None:
    assert list(composed_sql()) == []
