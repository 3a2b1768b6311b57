"""The commands on a real terminal: nothing wider than it, nothing lost, matches marked, long answers paged."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pexpect
from rich.cells import cell_len

from tests.cli.conftest import BRIEFS, CJK_TITLE, EMOJI_TITLE, LONG_FOLDER, LONG_TITLE, UNBROKEN_TITLE, News, write
from tests.commands.on_terminal import environment, on_terminal, start, widest
from tests.conftest import Run

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

WIDTHS = (50, 80, 160)
_COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3\d|4\d|9\d|10\d)(?:;[\d;]*)?m")


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "sanctions"),
        ("search", "grain"),
        ("search", "sanctions", "--kwic"),
        ("search", "sanctions", "--format", "compact"),
        ("list", "--format", "compact"),
        ("show", "--of", "sanctions"),
        ("list",),
        ("list", "--by", "day"),
        ("list", "--by", "year"),
        ("show", "20220306-1", "20220307-1", "20220308-1", "20220309-1", "20220310-1", "20220401-1", "0-1"),
        ("info",),
        ("problems",),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(news: News, columns: int, arguments: tuple[str, ...]) -> None:
    screen = on_terminal(news.db, columns, *arguments)
    assert screen.status == 0
    assert widest(screen) <= columns


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("arguments", [("search", "sanctions"), ("list", "2022-03")], ids=" ".join)
def test_long_titles_and_ids_are_whole(news: News, columns: int, arguments: tuple[str, ...]) -> None:
    screen = on_terminal(news.db, columns, *arguments)
    for number in range(6, 11):
        assert f"202203{number:02}-1" in screen.text
    for word in (*LONG_TITLE.split(), "Rocket", "🚀", "🎉", "😀"):
        assert word in screen.text
    assert UNBROKEN_TITLE in screen.solid
    assert CJK_TITLE in screen.solid


@pytest.mark.parametrize("columns", WIDTHS)
def test_show_has_all_of_an_article(news: News, columns: int) -> None:
    screen = on_terminal(news.db, columns, "show", "20220307-1")
    assert "".join(LONG_TITLE.split()) in screen.solid
    assert "u" * 150 in screen.solid
    assert "AnnSmith" in screen.solid
    assert screen.text.count("k") >= 90 + 1  # the key, and "kept"
    assert "kept" in screen.text
    assert "…" not in screen.text


@pytest.mark.parametrize("columns", WIDTHS)
def test_show_sets_paragraphs_no_wider_than_one_can_read(news: News, columns: int) -> None:
    assert widest(on_terminal(news.db, columns, "show", "20220309-1")) == min(columns, 80)


@pytest.mark.parametrize("columns", WIDTHS)
def test_long_paths_are_whole(news: News, columns: int) -> None:
    assert LONG_FOLDER in on_terminal(news.db, columns, "show", "20220401-1").solid
    assert f"{LONG_FOLDER}/empty.txt" in on_terminal(news.db, columns, "problems").solid


@pytest.mark.parametrize("columns", WIDTHS)
def test_info_shows_every_figure(news: News, columns: int) -> None:
    screen = on_terminal(news.db, columns, "info")
    assert str(news.db) in screen.solid
    for label in ("Archive", "Articles", "Dates", "Undated", "Busiest", "Gaps", "Sources", "Files", "Problems", "Size"):
        assert any(line.startswith(label) for line in screen.lines)


@pytest.mark.parametrize("columns", WIDTHS)
def test_ingest_reports_within_the_width(tmp_path: Path, columns: int) -> None:
    write(tmp_path / "articles", {f"{n}.txt": f"date 2022-03-06 Text {n}.\n" for n in range(30)})
    screen = on_terminal(tmp_path / "new.db", columns, "ingest", str(tmp_path / "articles"))
    assert screen.status == 0
    assert "30 files in" in screen.text
    assert "newsidx search" in screen.text
    assert widest(screen) <= columns


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
@pytest.mark.parametrize(
    ("arguments", "commands"),
    [
        (("ingest", "more"), ("newsidx search QUERY,", "newsidx list,", "newsidx info")),
        (("ingest", "--yes", "articles"), ("newsidx ingest --help", "--prune.")),
        (("list", "--nonsense"), ("newsidx list --help", "--nonsense")),
        (("show", "20220306-99"), ("20220306-99",)),
        (("list", "2022-13"), ("  2022-13", "  ^^^^^^^", "March 2022,")),
        (("serch", "oil"), ("newsidx search?",)),
        (("alert", "list"), ("newsidx alert add NAME QUERY",)),
        (("alert", "remove", "oil"), ("newsidx alert list",)),
        (("show", "20220306-9"), ("newsidx list 2022-03-06",)),
        (("show", "nonsense"), ("newsidx search", "newsidx list")),
        (("list", "--db", "nowhere/news.db"), ("newsidx ingest FOLDER",)),
        (("words",), ("newsidx words --date 1987-10",)),
        (("search", "oil", "--group"), ("newsidx duplicates",)),
        (("search", "oill", "--all", "--since", "2021"), ("newsidx search --since 2021 --all Oil", "(2021-01-01..)")),
        (("ingest", ""), ("newsidx ingest",)),
    ],
    ids=lambda value: " ".join(value),
)
@pytest.mark.long
def test_messages_break_at_spaces_and_never_in_a_command(
    tmp_path: Path, run: Run, columns: int, arguments: tuple[str, ...], commands: tuple[str, ...]
) -> None:
    write(tmp_path, {"articles/a.txt": "date 2022-03-06 Oil.\n", "more/b.txt": "date 2022-03-07 Gas.\n"})
    run("ingest", "articles")
    screen = on_terminal(tmp_path / "run.db", columns, *arguments, folder=tmp_path)
    assert widest(screen) <= columns
    for command in commands:
        assert any(command in line for line in screen.lines), screen.text
    in_a_pipe = run(*arguments).stderr
    assert set(in_a_pipe.split()) <= set(screen.text.split())


@pytest.mark.parametrize("columns", [40, 80])
def test_a_command_that_fits_no_line_can_be_pasted(tmp_path: Path, columns: int) -> None:
    home = tmp_path / "home"
    write(home / ".config" / "newsidx", {"newsidx.db": "no archive"})
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": ""}
    lines = on_terminal(Path(), columns, "list", **places, NEWSIDX_DB="").lines
    new, old = "~/.local/share/newsidx", "~/.config/newsidx"
    assert f"mkdir -p {new} && mv {old}/newsidx.db* {new}" in lines


def test_a_message_is_broken_to_the_width_of_stderr_when_stdout_is_a_pipe(tmp_path: Path) -> None:
    child = pexpect.spawn(
        "sh",
        ["-c", 'exec "$@" | cat', "sh", sys.executable, "-m", "newsidx", "list"],
        dimensions=(24, 40),
        env=environment(tmp_path / "none.db"),  # type: ignore[arg-type]
        timeout=30,
    )
    lines = child.read().decode().splitlines()
    child.close()
    assert lines[0] == "newsidx: There is no archive at"
    assert lines[1] == str(tmp_path / "none.db")


def test_a_long_ingest_shows_its_progress_and_clears_it(tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Text.\n"})
    assert "1 of 1 files" not in on_terminal(tmp_path / "new.db", 80, "ingest", str(tmp_path / "articles")).raw
    megabyte = " ".join(f"word{number % 9999}" for number in range(110_000))
    write(tmp_path / "articles", {f"{n}.txt": f"date 2022-03-06 Long {n}\n\n{megabyte}\n" for n in range(90)})
    screen = on_terminal(tmp_path / "new.db", 80, "ingest", str(tmp_path / "articles"))
    assert "of 90 files" in screen.raw
    assert "of 90 files" not in screen.text
    for frame in re.split(r"[\r\n]+", re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", screen.raw)):
        assert cell_len(frame) <= 80


def test_a_terminal_gets_a_table_and_not_lines(news: News) -> None:
    screen = on_terminal(news.db, 80, "list", "2022-03")
    assert screen.lines[0].split()[:3] == ["ID", "Date", "Title"]
    assert "\t" not in screen.raw


@pytest.mark.parametrize("columns", WIDTHS)
def test_matches_are_highlighted(news: News, columns: int) -> None:
    screen = on_terminal(news.db, columns, "search", "ships")
    match, other = screen.style_of("ships"), screen.style_of("crude")
    assert match.bold
    assert match.fg != "default"
    assert not other.bold
    assert other.fg == "default"


def test_show_highlights_what_is_asked_for(news: News) -> None:
    screen = on_terminal(news.db, 80, "show", "20220306-1", "--highlight", "ship")
    assert screen.style_of("ships").bold
    assert not screen.style_of("crude").bold
    assert not on_terminal(news.db, 80, "show", "20220306-1").style_of("ships").bold


@pytest.mark.parametrize(
    "arguments",
    [("search", "ships"), ("search", "ships", "--kwic"), ("list", "--by", "day"), ("show", "--of", "ships")],
    ids=" ".join,
)
def test_no_color_has_no_colours(news: News, arguments: tuple[str, ...]) -> None:
    assert not _COLOUR.search(on_terminal(news.db, 80, *arguments, NO_COLOR="1").raw)


def test_without_no_color_there_are_colours(news: News) -> None:
    assert _COLOUR.search(on_terminal(news.db, 80, "search", "ships").raw)


def test_a_dumb_terminal_gets_no_escapes(news: News) -> None:
    assert "\x1b" not in on_terminal(news.db, 80, "search", "sanctions", TERM="dumb").raw


@pytest.mark.parametrize("arguments", [("list",), ("search", "grain"), ("list", "--by", "day")], ids=" ".join)
def test_an_answer_taller_than_the_screen_is_paged(news: News, arguments: tuple[str, ...]) -> None:
    paged = on_terminal(news.db, 80, *arguments, rows=8, PAGER="sed s/^/paged:/")
    assert sum(line.startswith("paged:") for line in paged.lines) >= 8


@pytest.mark.parametrize(
    ("rows", "more"), [(100, ()), (8, ("--no-pager",))], ids=["on a tall screen", "with --no-pager"]
)
def test_an_answer_is_not_paged(news: News, rows: int, more: tuple[str, ...]) -> None:
    assert "paged:" not in on_terminal(news.db, 80, "list", *more, rows=rows, PAGER="sed s/^/paged:/").text


def test_show_is_paged_when_its_ids_come_from_a_pipe(news: News) -> None:
    ids = f"{sys.executable} -m newsidx list 2022 --format ids"
    for more in ("", "--no-pager"):
        child = pexpect.spawn(
            "sh",
            ["-c", f"{ids} | {sys.executable} -m newsidx show {more} -"],
            dimensions=(8, 80),
            env=environment(news.db, PAGER="sed s/^/paged:/"),  # type: ignore[arg-type]
            timeout=30,
        )
        shown = child.read().decode()
        child.close()
        assert "1 of 6" in shown
        assert ("paged:" in shown) == (not more)


def test_the_first_page_of_an_answer_is_read_in_the_pager(news: News) -> None:
    screen = on_terminal(news.db, 80, "show", "--of", "grain", rows=8, PAGER="sed s/^/paged:/")
    paged = [line.removeprefix("paged:") for line in screen.lines if line.startswith("paged:")]
    counted = [line.strip("─ ") for line in paged if line.startswith("──")]
    assert counted == [f"{number} of {BRIEFS}" for number in range(1, 21)]
    assert screen.lines[-1] == f"1–20 of {BRIEFS} articles; --page 2 shows more"


def test_show_highlights_what_the_query_matches(news: News) -> None:
    screen = on_terminal(news.db, 80, "show", "--of", "ship")
    assert screen.style_of("ships").bold
    assert not screen.style_of("crude").bold
    other = on_terminal(news.db, 80, "show", "--of", "ship", "--highlight", "crude")
    assert other.style_of("crude").bold
    assert not other.style_of("ships").bold


def test_show_has_partial_matches_after_the_full_ones_as_search_does(news: News) -> None:
    refs = [
        line.split()[0] for line in on_terminal(news.db, 80, "search", "oil", "sanctions").lines if line[:8].isdigit()
    ]
    screen = on_terminal(news.db, 80, "show", "--of", "oil sanctions")
    assert [line.split()[1] for line in screen.lines if line.startswith("╭─")] == refs
    assert screen.style_of("sanctions").bold


def test_show_and_problems_are_paged_unless_no_pager_is_given(news: News) -> None:
    for arguments in (("show", "20220307-1"), ("problems",)):
        assert "paged:" in on_terminal(news.db, 80, *arguments, rows=4, PAGER="sed s/^/paged:/").text
        assert "paged:" not in on_terminal(news.db, 80, *arguments, "--no-pager", rows=4, PAGER="sed s/^/paged:/").text


@pytest.mark.parametrize("less", ["", "-iM"])
def test_less_shows_colours_whatever_the_user_has_set(news: News, less: str) -> None:
    if not any(os.access(os.path.join(folder, "less"), os.X_OK) for folder in os.get_exec_path()):
        pytest.skip("less is not installed")
    settings = {"PAGER": "less"} | ({"LESS": less} if less else {})
    child = start(news.db, 80, "list", rows=10, **settings)
    child.expect("2022-03-09")
    child.send("q")
    raw = ((child.before or b"") + child.after + child.read()).decode(errors="replace")
    child.close()
    assert child.exitstatus == 0
    assert "ESC[" not in raw
    assert _COLOUR.search(raw)


def test_a_page_says_where_it_is_and_how_to_get_the_next(news: News) -> None:
    first = on_terminal(news.db, 80, "list", "2021")
    assert f"1–20 of {BRIEFS} articles; --page 2 shows more" in first.text
    last = on_terminal(news.db, 80, "list", "2021", "--page", "3")
    assert f"41–{BRIEFS} of {BRIEFS} articles" in last.text
    assert "--page 4" not in last.text
    assert not {line.split()[0] for line in first.lines[1:21]} & {line.split()[0] for line in last.lines[1:6]}


def test_only_terminals_with_links_get_them(news: News) -> None:
    opening = "\x1b]8;"
    with_links = on_terminal(news.db, 80, "show", "20220307-1", FORCE_HYPERLINK="1").raw
    assert f"{news.folder.as_uri()}/long-title.md" in with_links
    assert f";https://example.org/{'u' * 150}" in with_links
    assert opening not in on_terminal(news.db, 80, "show", "20220307-1").raw
    assert opening not in on_terminal(news.db, 80, "list", VTE_VERSION="unknown").raw


def test_emoji_codes_and_markup_are_text(tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 A :smile: and [bold]brackets[/bold] [link=http://x]y[/]\n"})
    on_terminal(tmp_path / "new.db", 80, "ingest", str(tmp_path / "articles"))
    for arguments in (("list",), ("search", "brackets"), ("show", "20220306-1")):
        screen = on_terminal(tmp_path / "new.db", 80, *arguments)
        assert "A:smile:and[bold]brackets[/bold][link=http://x]y[/]" in screen.solid


def test_the_content_of_a_file_cannot_control_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe"
    header = f"title: A{hostile}\ndate: 2022-03-06\nauthor: B{hostile}\nkey{hostile}: C"
    write(tmp_path / "articles", {"a.md": f"---\n{header}\n---\n\nD{hostile}\n", "b\x1b[2J\u202e.txt": ""})
    on_terminal(tmp_path / "new.db", 80, "ingest", str(tmp_path / "articles"))
    for arguments in (("list",), ("search", "exe"), ("show", "20220306-1"), ("problems",), ("show", hostile)):
        raw = on_terminal(tmp_path / "new.db", 80, *arguments).raw
        own = re.sub(r"\x1b\[[\d;]*m", "", raw)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", own), arguments


def test_ids_shown_are_ids_that_show_takes(news: News) -> None:
    listed = on_terminal(news.db, 160, "search", EMOJI_TITLE.split()[0])
    ref = listed.lines[1].split()[0]
    assert "Rocket" in on_terminal(news.db, 160, "show", ref).text


@pytest.mark.parametrize("columns", [50, 80])
def test_a_line_divides_articles_with_all_the_words_from_those_with_some(news: News, columns: int) -> None:
    screen = on_terminal(news.db, columns, "search", "oil", "sanctions")
    (place,) = (row for row, line in enumerate(screen.lines) if "— with only some of the words —" in line)
    assert not screen.lines[place - 1]
    rows = [row for row, line in enumerate(screen.lines) if re.match(r"20220\d\d\d-1\b", line)]
    assert [row < place for row in rows] == [True, False, False, False, False]
    assert "5 articles (1 with all the words, 4 with some of them)" in " ".join(screen.text.split())
    assert widest(screen) <= columns


@pytest.mark.parametrize("columns", [50, 80])
@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        (("oil", "zebra"), "— with only some of the words —"),
        (("venezuella", "--fuzzy"), "— with a word one letter off —"),
        (("wenezuella", "--fuzzy"), "— with a word two letters off —"),
    ],
    ids=" ".join,
)
def test_where_no_article_has_all_the_words_that_is_said_above_the_first(
    news: News, columns: int, arguments: tuple[str, ...], heading: str
) -> None:
    screen = on_terminal(news.db, columns, "search", *arguments)
    above, _, below = screen.text.partition("20220306-1")
    assert "".join(heading.split()) in re.sub(r"\s", "", above)
    assert "— with" not in below
    assert widest(screen) <= columns


def test_a_table_without_a_limit_says_how_many_it_leaves_out(news: News) -> None:
    screen = on_terminal(news.db, 80, "search", "oil", "rockets", "grain", "sanctions", "-n", "0")
    shown = sum(line[:8].isdigit() for line in screen.lines)
    assert shown == 20
    total = BRIEFS + 5
    said = f"20 of {total} articles ({total} with some of the words); -n {total} shows them all;"
    assert said in " ".join(screen.text.split())


def test_articles_of_other_dates_with_some_of_the_words_are_counted(news: News) -> None:
    screen = on_terminal(news.db, 80, "search", "oil", "sanctions", "--since", "2023")
    assert "5 articles match on other dates." in screen.text


def test_an_answer_of_one_part_has_no_line_between_parts(news: News) -> None:
    for arguments in (("sanctions",), ("oil", "sanctions", "--all"), ("oil", "sanctions", "--any")):
        assert "— with" not in on_terminal(news.db, 80, "search", *arguments).text


@pytest.mark.parametrize("columns", [50, 80])
def test_an_explanation_is_no_wider_than_the_terminal(news: News, columns: int) -> None:
    screen = on_terminal(news.db, columns, "search", "oil -(gas OR coal) =sanctions", "--explain")
    assert "Understood as" in screen.text
    assert widest(screen) <= columns


def test_the_language_fits_a_screen_of_24_rows_and_80_columns(news: News) -> None:
    screen = on_terminal(news.db, 80, "help", "query")
    assert screen.status == 0
    assert len(screen.lines) < 24
    assert widest(screen) <= 80


def test_an_article_that_changed_after_it_was_shown_is_not_removed(tmp_path: Path, run: Run) -> None:
    write(
        tmp_path / "articles", {"a.txt": "date 2022-03-06 First.", "b.txt": "date 2022-03-06 Draft.", "c.txt": "Draft."}
    )
    run("ingest", "articles")
    child = start(tmp_path / "run.db", 80, "remove", "draft")
    child.expect(re.escape("[y/N]"))
    assert "20220306-2  2022-03-06  Draft." in str(child.before)
    (tmp_path / "articles" / "b.txt").unlink()
    run("ingest", "--prune", "articles")
    write(tmp_path / "articles", {"d.txt": "date 2022-03-06 Important story."})
    run("ingest", "articles")
    child.sendline("y")
    said = child.read().decode()
    child.close()
    assert "1 article removed" in said
    assert "not removed: 20220306-2" in said
    assert child.exitstatus == 2
    assert run("list", "--format", "ids").stdout.split() == ["20220306-3", "20220306-1"]


def test_articles_that_came_while_the_pager_was_open_are_shown_the_next_time(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Old oil."})
    run("ingest", "articles")
    run("alert", "add", "oil", "oil")
    write(tmp_path / "articles", {"b.txt": "date 2022-03-07 News of oil."})
    run("ingest", "articles")
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat; while [ ! -e {tmp_path}/go-on ]; do sleep 0.1; done\n")
    pager.chmod(0o755)
    child = start(tmp_path / "run.db", 80, "alert", "run", rows=3, PAGER=str(pager))
    child.expect("20220307-1")
    (tmp_path / "articles" / "b.txt").unlink()
    run("ingest", "--prune", "articles")
    write(tmp_path / "articles", {"c.txt": "date 2022-03-07 More oil, in the place of the other."})
    run("ingest", "articles")
    (tmp_path / "go-on").touch()
    child.read()
    child.close()
    assert child.exitstatus == 0
    assert "20220307-2" in run("alert", "run", "--format", "lines").stdout
    assert run("alert", "run").returncode == 1


def test_a_pager_that_is_not_a_command_gets_a_note_and_the_answer_is_printed(news: News) -> None:
    screen = on_terminal(news.db, 80, "search", "grain", rows=5, PAGER='less "')
    assert screen.status == 0
    assert "PAGER has a quotation mark that is not closed" in screen.text
    assert "Brief 5 on grain" in screen.text


@pytest.mark.parametrize("pager", ["nosuchpager", "false", "true", "head -1", "/dev/null"])
def test_a_pager_that_is_missing_or_dies_is_no_error(news: News, pager: str) -> None:
    screen = on_terminal(news.db, 80, "search", "grain", rows=5, PAGER=pager, LESS="-E")
    assert screen.status == 0
    assert "Traceback" not in screen.text


def test_a_terminal_that_claims_to_be_endless_is_treated_as_a_wide_one(news: News) -> None:
    screen = on_terminal(news.db, 80, "info", COLUMNS="99999999")
    assert screen.status == 0
    assert len(screen.raw) < 1_000_000
