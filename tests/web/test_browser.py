"""What a person does in a real browser, with JavaScript and without: search, narrow, read, go back. axe finds nothing.

It needs Chromium, and `pip install playwright axe-playwright-python`; without them it is skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def server(marrowport: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server of a copy of the sample archive, which readers can change."""
    place = str(shutil.copy(marrowport, tmp_path_factory.mktemp("browser") / "marrowport.db"))
    command = [sys.executable, "-m", "newsidx", "--db", place, "serve", "--port", "0", "--write"]
    environment = {**os.environ, "NEWSIDX_CONFIG": ""}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        said = process.stderr.readline()
        (address,) = re.findall(r"http://\S+?(?=/;)", said)
        yield address
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, server: str) -> Iterator[Open]:
    """Open a page, with JavaScript unless it is switched off. Whatever the browser complains of fails the test."""
    contexts = []
    complaints: list[str] = []

    def visit_page(path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=server, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visit_page
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "400 (Bad Request)" not in said]  # of a date that cannot be read


def test_an_answer_follows_what_is_typed_and_back_leads_to_it_again(visit: Open) -> None:
    page = visit("/")
    page.locator("#q").press_sequentially("ferry", delay=20)
    page.locator("mark").first.wait_for()
    page.wait_for_url("**/?q=ferry")
    assert page.locator("#q").evaluate("field => field === document.activeElement")
    title = page.locator("ol.list h3").first.inner_text()
    page.locator("ol.list h3 a").first.click()
    assert page.locator("article h1").inner_text() == title
    page.go_back()
    page.locator("ol.list h3").first.wait_for()
    assert page.locator("#q").input_value() == "ferry"
    assert page.locator("ol.list h3").first.inner_text() == title


def test_a_span_drawn_on_the_timeline_narrows_the_answer(visit: Open) -> None:
    page = visit("/?q=harbour")
    place = page.locator("#timeline").bounding_box()
    page.mouse.move(place["x"] + 5, place["y"] + 30)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] / 4, place["y"] + 30, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("date="))
    first, last = page.locator("#date").input_value().split("..")
    dates = page.locator("ol.list time").evaluate_all("times => times.map(time => time.dateTime)")
    assert dates
    assert all(first <= date <= last for date in dates)


def test_everything_works_without_javascript(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#q").fill("ferry")
    page.locator("#q").press("Enter")
    assert page.locator("mark").count()
    page.locator("#timeline a").first.click()
    assert "date=" in page.url
    page.locator("ol.list h3 a").first.click()
    assert page.locator("article h1").count() == 1
    page.go_back()
    assert page.locator("ol.list h3").count()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_article_is_tagged_and_the_tag_taken_back(visit: Open, has_scripts: bool) -> None:
    page = visit("/?q=ferry", java_script_enabled=has_scripts)
    page.locator("ol.list h3 a").first.click()
    page.get_by_label("+TAG adds a tag").fill("+crossing")
    page.get_by_label("Note").fill("Call the captain.\nAgain.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert page.locator("dd a", has_text="crossing").count() == 1
    assert page.locator("dd.lines").inner_text() == "Call the captain.\nAgain."
    for _ in range(2):
        page.get_by_role("button", name="Take it back").click()
        page.get_by_text("Taken back.").wait_for()
    assert page.locator("dd a", has_text="crossing").count() == 0
    assert page.get_by_role("link", name="The answer").count()


def test_a_page_is_reached_by_the_keyboard_alone(visit: Open) -> None:
    page = visit("/?q=ferry")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    seen = set()
    for _ in range(50):
        seen.add(
            page.evaluate("document.activeElement.closest('li h3, .narrow, .timeline details, footer')?.className")
        )
        page.keyboard.press("Tab")
    assert "narrow" in seen


def test_a_citation_is_copied(visit: Open) -> None:
    page = visit("/article/20230623-1", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy APA").click()
    page.get_by_role("button", name="Copied APA").wait_for()
    assert "Menn, C. (2023, June 23)" in page.evaluate("navigator.clipboard.readText()")


WITH_COLOURS = ("/?q=ferry+Calloway", "/article/20240227-1?q=ferry&n=1", "/dates?year=2023")
OTHERS = {"light": ("/date/2024-02-27", "/api"), "dark": ("/?q=x&date=2023-13", "/login")}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_to_object_to(visit: Open, scheme: str, width: int) -> None:
    page = visit("/", color_scheme=scheme, viewport={"width": width, "height": 900})
    axe = axe_playwright.Axe()
    found = {}
    for address in (*WITH_COLOURS, *OTHERS[scheme]):
        page.goto(address)
        if violations := axe.run(page).response["violations"]:
            found[address] = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert not found


def test_a_page_and_all_it_needs_are_small(visit: Open) -> None:
    sizes: list[int] = []
    page = visit("/")
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/?q=harbour")
    page.wait_for_load_state("networkidle")
    assert 3 <= len(sizes) <= 5
    assert sum(sizes) < 100_000
