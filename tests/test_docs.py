"""The documentation is complete and points at things that exist.

What the program has (commands, options, formats, fields, variables, exit codes, tables, columns) is read from the
program. A test fails when README.md and docs/ do not name it, and when they name what is not there any more.
"""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newsidx.archive import open_archive
from newsidx.cli import FAILED, FOUND, INTERRUPTED, cli
from newsidx.query import lexer
from newsidx.readers.formats.registry import DOCUMENT_FORMATS, PLAIN, TEXT_FORMATS
from tests.recipes import new_files

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "newsidx"
DOCS = ROOT / "docs"
COMMANDS = DOCS / "commands.md"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
SOURCES = tuple(sorted(path for folder in ("newsidx", "tests") for path in (ROOT / folder).rglob("*.py")))
NOTHING_FOUND = 1

_CODE = re.compile(r"`([^`\n]+)`")
_OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
_PATH = re.compile(r"(?<![\w/.~$%-])(?:docs|tests|newsidx|seeds)/(?:[\w.-]+/)*[\w.-]*\w(?:\.\w+|/)(?:#[\w-]+)?")
_LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
_SHADOW_TABLE = re.compile(r"articles_fts_\w+|sqlite_\w+")


def sections(page: Path) -> dict[str, str]:
    """The text below each heading of a page, up to the next one, by the heading."""
    parts = re.split(r"^#+ (.*)\n", _without_code_blocks(page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    """The cells of each row of a section's table, without the header."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def anchor(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _without_code_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def _commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


EACH_COMMAND = dict(_commands())
each_command = pytest.mark.parametrize("name", EACH_COMMAND)


def _options(name: str) -> list[click.Option]:
    context = click.Context(EACH_COMMAND[name], info_name=name)
    options = [one for one in EACH_COMMAND[name].get_params(context) if isinstance(one, click.Option)]
    return [one for one in options if not one.hidden]


def _is_in(cell: str, name: str) -> bool:
    """Whether a cell such as `search, list`, `all` or `all but show and alert run` includes a command."""
    names = set(re.split(r", | and ", cell.removeprefix("all but ")))
    unknown = names - set(EACH_COMMAND) - {"all"}
    assert not unknown or cell.startswith("see "), f"{COMMANDS.name} names unknown commands: {unknown}"
    return (name not in names) if cell.startswith("all") else name in names


# Commands and options


@each_command
def test_each_command_has_a_section(name: str) -> None:
    section = sections(COMMANDS).get(name)
    assert section, f"docs/commands.md has no heading {name}"
    if not isinstance(EACH_COMMAND[name], click.Group):
        assert f"`newsidx {name}" in section


@each_command
def test_each_option_of_a_command_is_documented(name: str) -> None:
    pages = sections(COMMANDS)
    documented = set(_OPTION.findall(" ".join(_CODE.findall(pages[name]))))
    for option, commands, _ in rows(pages["Options that several commands share"]):
        if commands.startswith("see ") or _is_in(commands, name):
            documented |= set(_OPTION.findall(option))
    missing = {spelling for one in _options(name) for spelling in (*one.opts, *one.secondary_opts)} - documented
    assert not missing, f"docs/commands.md does not say what {missing} of newsidx {name} means"


@each_command
def test_no_table_of_a_command_has_an_option_that_the_command_lacks(name: str) -> None:
    pages = sections(COMMANDS)
    documented = {option for row in rows(pages[name]) for option in _OPTION.findall(row[0])}
    for option, commands, _ in rows(pages["Options that several commands share"]):
        if not commands.startswith(("all", "see ")) and _is_in(commands, name):
            documented |= set(_OPTION.findall(option))
    assert documented <= {spelling for one in _options(name) for spelling in (*one.opts, *one.secondary_opts)}


@each_command
def test_each_choice_of_an_option_is_documented(name: str) -> None:
    words = set(re.findall(r"[\w-]+", " ".join(_CODE.findall(sections(COMMANDS)[name]))))
    for option in _options(name):
        if isinstance(option.type, click.Choice) and "--format" not in option.opts:
            assert {str(choice) for choice in option.type.choices} <= words, option.opts


@each_command
def test_the_output_formats_of_a_command_are_documented(name: str) -> None:
    has_formats = [option for option in _options(name) if "--format" in option.opts]
    if not has_formats:
        return
    assert isinstance(has_formats[0].type, click.Choice)
    documented: set[str] = set()
    for forms, _, commands in rows(sections(COMMANDS)["Output formats"]):
        if _is_in(commands, name):
            documented |= set(_CODE.findall(forms))
    assert documented == {str(choice) for choice in has_formats[0].type.choices}


def test_each_export_format_is_documented_on_its_page() -> None:
    option = next(option for option in _options("export") if "--format" in option.opts)
    assert isinstance(option.type, click.Choice)
    codes = set(_CODE.findall((DOCS / "export.md").read_text(encoding="utf-8")))
    assert {str(choice) for choice in option.type.choices} <= codes


# The query language, the environment, exit codes


def _query_fields() -> list[str]:
    names = [name for name in vars(lexer) if name.endswith("FIELDS") and not name.startswith("_")]
    return sorted({field for name in names for field in getattr(lexer, name)})


def test_each_reader_is_documented() -> None:
    page = sections(DOCS / "reading.md")
    named = {
        name
        for heading in ("Texts", "Many articles in one file", "Pages, documents and containers")
        for row in rows(page[heading])
        for name in _CODE.findall(row[3])
    }
    # What only names a problem is no reader of articles.
    assert named == {*DOCUMENT_FORMATS, *TEXT_FORMATS, PLAIN} - {"markup"}


def test_each_field_of_a_query_is_documented() -> None:
    fields = _query_fields()
    assert "title" in fields
    text = (DOCS / "query.md").read_text(encoding="utf-8")
    assert not [field for field in fields if not re.search(rf"(?<!\w){field}:", text)]


def _variables(source: str) -> set[str]:
    """The names of environment variables that a module reads: the capitals in each statement that has `environ`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "envvar" and isinstance(node.value, ast.Constant):
            names.add(str(node.value.value))
        elif isinstance(node, ast.stmt) and not hasattr(node, "body") and "environ" in ast.dump(node):
            constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            names |= {text for text in constants if isinstance(text, str) and re.fullmatch(r"[A-Z][A-Z_]+", text)}
    return names


@pytest.mark.parametrize("folder", ["newsidx", "tests"])
def test_each_environment_variable_is_documented(folder: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in SOURCES if path.is_relative_to(ROOT / folder)]
    read = {name for source in sources for name in _variables(source)}
    assert "NEWSIDX_DB" in read
    if folder == "tests":
        read = {name for name in read if name.startswith("NEWSIDX_")}
    assert not read - set(_CODE.findall(sections(COMMANDS)["Environment variables"]))


def test_each_exit_code_is_documented() -> None:
    codes = [int(row[0]) for row in rows(sections(COMMANDS)["Exit codes"])]
    assert codes == sorted({FOUND, NOTHING_FOUND, FAILED, INTERRUPTED})
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^Exit codes: .*", readme, re.MULTILINE)
    assert [int(code) for code in re.findall(r"\d+", line)] == codes


# The archive


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of each table and view of a new archive."""
    path = tmp_path_factory.mktemp("docs") / "news.db"
    open_archive(str(path), write=True).close()
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
    found = {
        name: [row[0] for row in connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1", [name])]
        for name in names
        if not _SHADOW_TABLE.fullmatch(name)
    }
    connection.close()
    return found


def test_each_table_and_view_and_each_of_its_columns_is_documented(columns: dict[str, list[str]]) -> None:
    documented = {
        heading: [cell.strip("`") for cell, *_ in rows(section)]
        for heading, section in sections(DOCS / "archive.md").items()
        if rows(section)
    }
    assert documented == columns


# The house


def test_the_tree_of_the_architecture_page_is_the_tree_of_the_package() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    folders, files = set(), set()
    open_folders: list[str] = []
    for line in text.split("```")[1].splitlines()[2:]:
        indent, name = len(line) - len(line.lstrip()), line.split()[0]
        open_folders = open_folders[: indent // 2 - 1]
        if name.endswith("/"):
            open_folders.append(name.strip("/"))
            folders.add("/".join(open_folders))
        else:
            files.add("/".join([*open_folders, name]))
    there = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")} - {"."}
    assert folders == there
    assert files == {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}


# What is cited


def _citing() -> list[Path]:
    others = [ROOT / name for name in ("pyproject.toml", ".ci/run", "CONTRIBUTING.md", "justfile", "Makefile")]
    return [*PAGES, *SOURCES, *(path for path in others if path.exists())]


@pytest.mark.parametrize("path", _citing(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_file_cites_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for cited in set(_PATH.findall(text)) - new_files():
        _require(ROOT, cited, path)
    if path.suffix == ".md":
        for target in _LINK.findall(text):
            _require(path.parent if not target.startswith("#") else path, target, path)


def _require(folder: Path, cited: str, citing: Path) -> None:
    name, _, heading = cited.partition("#")
    target = folder / name if name else folder
    assert target.exists(), f"{citing.relative_to(ROOT)} cites {cited}, which is not there"
    if heading and target.suffix == ".md":
        anchors = {anchor(title) for title in sections(target)}
        assert heading in anchors, f"{citing.relative_to(ROOT)} cites {cited}, a heading that is not there"


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_each_test_and_each_module_that_a_page_names_is_there(page: Path) -> None:
    tests = {name for path in SOURCES for name in re.findall(r"^ *def (test_\w+)", path.read_text("utf-8"), re.M)}
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        if re.fullmatch(r"test_\w+", code):
            assert code in tests, f"{page.name} names the test {code}, which is not there"
        elif re.fullmatch(r"[\w/]+\.py", code):
            assert any(path.as_posix().endswith(f"/{code}") for path in SOURCES), f"{page.name} names {code}"
