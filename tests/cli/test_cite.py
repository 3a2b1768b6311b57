"""`newsidx cite`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

PIPE_FIELDS = "20220307-1\t2022-03-07\tOil\tThe Herald\tsnippet\n"


@pytest.fixture
def cite(run: Run, tmp_path: Path) -> Run:
    """Cite articles of a small archive."""
    write(
        tmp_path / "articles",
        {
            "oil.txt": "Title: Oil rises\nAuthor: Dr. Ann Smith\nDate: 2022-03-06\nSource: The Herald\n\nText of it.\n",
            "gas.txt": "Title: Gas falls\nAuthor: Reuters\nDate: 2022-03-07\nSource: The Herald\n\nText of it.\n",
            "tin.txt": "Nobody knows when.\n",
        },
    )
    assert run("ingest", "articles").returncode == 0
    return lambda *arguments, **environment: run("cite", *arguments, **environment)


OIL = "Smith, A. (2022, March 6). Oil rises. The Herald.\n"
GAS = "Reuters. (2022, March 7). Gas falls. The Herald.\n"
TIN = "Nobody knows when. (n.d.).\n"


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (["20220306-1"], OIL),
        (["20220307-1", "20220306-1"], GAS + OIL),
        (["20220306-1", "20220306-1"], OIL),
        (["0-1"], TIN),
        (["20220306-1..20220307-9"], OIL + GAS),
        (["20220307-1.."], GAS),
        (["articles/tin.txt", "20220306000001"], TIN + OIL),
    ],
)
def test_articles_are_cited_by_id_range_and_path(cite: Run, names: list[str], printed: str) -> None:
    done = cite(*names)
    assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", OIL),
        ("chicago", "Smith, Ann. “Oil rises.” Herald, March 6, 2022.\n"),
        ("mla", "Smith, Ann. “Oil rises.” The Herald, 6 Mar. 2022.\n"),
    ],
)
def test_the_style_is_the_one_asked_for(cite: Run, style: str, printed: str) -> None:
    assert cite("20220306-1", "--style", style).stdout == printed


def test_styles_for_programs_are_those_of_export(cite: Run, run: Run) -> None:
    for style, form in (("bibtex", "bibtex"), ("ris", "ris"), ("csl", "csl-json")):
        cited = cite("20220306-1", "--style", style).stdout
        assert cited == run("export", "20220306-1", "--format", form).stdout
    (item,) = json.loads(cited)
    assert item["author"] == [{"family": "Smith", "given": "Ann"}]


@pytest.mark.parametrize("lines", ["20220307-1\n20220306-1\n", PIPE_FIELDS + "\n 20220306-1 \n"])
def test_ids_are_read_from_a_pipe(cite: Run, tmp_path: Path, lines: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsidx", "cite", "-"],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NEWSIDX_DB": str(tmp_path / "run.db")},
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout == GAS + OIL


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["20220306-2"], "There is no article 20220306-2"),
        (["20230306-1..20230307-1"], "There is no article with an id in “20230306-1..20230307-1”"),
        (["nothere.txt"], "No article has the id or file “nothere.txt”"),
        (["20220306-1", "--style", "vancouver"], "'vancouver' is not one of"),
        ([], "Missing argument"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(cite: Run, names: list[str], said: str) -> None:
    done = cite(*names)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
