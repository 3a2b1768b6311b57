"""What the benchmark draws: tables that say what is missed, in their places in a page, and a plot that can be read."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench import plot, sizes
from tests.bench.__main__ import PARTS
from tests.bench.document import NoSuchTable, with_table
from tests.bench.table import Row, markdown

MEASURES = Path(__file__).parents[2] / "docs" / "measures.md"


def test_a_table_says_which_limits_are_missed_and_has_no_empty_columns() -> None:
    rows = [
        Row("fast", 0.004, bar=0.01, aim=0.005, of="seconds"),
        Row("slower", 0.008, bar=0.01, aim=0.005, of="seconds"),
        Row("slow", 1.5, bar=0.01, aim=0.005, of="seconds"),
    ]
    assert markdown(rows).splitlines() == [
        "| work | measured | bar | aim |",
        "| --- | ---: | ---: | ---: |",
        "| fast | 4 ms | 10 ms | 5 ms |",
        "| slower | 8 ms | 10 ms | 5 ms missed |",
        "| slow | 1.50 s | **10 ms missed** | 5 ms missed |",
    ]


def test_a_rate_misses_a_limit_that_is_higher_and_a_ratio_one_that_is_lower() -> None:
    assert Row("last tenth over first", rate=0.8, bar=0.9, of="rate").is_missed
    assert not Row("last tenth over first", rate=0.92, bar=0.9, aim=0.95, of="rate").is_missed
    assert Row("last tenth over first", rate=0.92, bar=0.9, aim=0.95, of="rate").is_aim_missed
    assert Row("archive over files", rate=2.1, bar=2.0).is_missed
    assert not Row("archive over files", rate=1.9, bar=2.0).is_missed


def test_a_table_replaces_the_one_in_its_place_and_nothing_else() -> None:
    page = "A\n<!-- bench: one -->\nold\n<!-- end -->\nB\n<!-- bench: two -->\n<!-- end -->\nC\n"
    page = with_table(page, "one", r"new \1")
    page = with_table(page, "two", "also")
    assert page == (
        "A\n<!-- bench: one -->\n\nnew \\1\n\n<!-- end -->\nB\n<!-- bench: two -->\n\nalso\n\n<!-- end -->\nC\n"
    )
    assert with_table(page, "two", "also") == page
    with pytest.raises(NoSuchTable, match="bench: three"):
        with_table(page, "three", "new")


def test_the_page_of_measures_has_a_place_for_every_table() -> None:
    page = MEASURES.read_text(encoding="utf-8")
    names = {*PARTS, "machine", "ingest"}
    assert set(re.findall(r"<!-- bench: (\w+) -->", page)) == names
    for name in names:
        assert "\nnew\n\n<!-- end -->" in with_table(page, name, "new")


def test_figures_of_sizes_measured_once_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "latency.csv"
    assert sizes.read(file) == {}
    sizes.write({"a phrase": {10_000: 0.001, 10_000_000: 0.5}, "no longer": {10_000: 1.0}}, file)
    figures = sizes.merged(sizes.read(file), {"a phrase": {10_000: 0.002}, "related": {10_000: 0.03}})
    assert figures == {"a phrase": {10_000: 0.002, 10_000_000: 0.5}, "related": {10_000: 0.03}}
    assert sizes.markdown(figures).splitlines() == [
        "| work | 10,000 | 10,000,000 |",
        "| --- | ---: | ---: |",
        "| a phrase | 2 ms | 500 ms |",
        "| related | 30 ms |  |",
    ]


def test_the_plot_is_a_picture_with_a_name_for_each_line_and_none_covers_another() -> None:
    series = {
        "said & oil": {10_000: 0.03, 1_000_000: 0.5},
        "a sentence": {10_000: 0.01, 1_000_000: 0.51},
        "related": {10_000: 0.02, 1_000_000: 0.0012},
    }
    root = ElementTree.fromstring(plot.svg(series))
    texts = {text.text: float(text.attrib["y"]) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"said & oil", "a sentence", "related", "10,000", "1,000,000", "1 ms", "1 s", "articles"} <= set(texts)
    assert texts["said & oil"] - texts["a sentence"] >= 15
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 3


def test_a_plot_of_one_size_can_be_drawn() -> None:
    ElementTree.fromstring(plot.svg({"related": {10_000: 0.02}}))
