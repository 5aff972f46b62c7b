"""How much a reading page asks of a reader's line: own script, own style, fonts, nothing from elsewhere."""

import gzip
from pathlib import Path

from layout import wait_until
from playwright.sync_api import expect

EDITION = "holding-the-reset-hostage/"
OWN = "assets/variorum"


def pack(folder: Path, pattern: str) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in folder.rglob(pattern))


def test_own_script_and_style_are_light(site_folder) -> None:
    own = site_folder / OWN
    assert 0 < pack(own, "reading.js") + pack(own, "early.js") < 15_000
    assert 0 < pack(own, "cite.js") < 2_500  # comes when a dialog is opened
    assert 0 < sum(pack(own, name) for name in ("edition.css", "material.css")) < 12_000


def test_the_search_is_light_and_comes_by_itself(site_folder) -> None:
    own = site_folder / OWN / "search"
    assert 0 < sum(pack(own, name) for name in ("searching.js", "search.css", "en.json")) < 8_000
    assert 0 < pack(own, "finder.js") < 10_000
    assert 0 < pack(own, "marking.js") < 4_500  # comes where an address names words


def test_all_fonts_together_are_light_and_have_their_licence(site_folder) -> None:
    fonts = site_folder / OWN / "fonts"
    assert 0 < sum(file.stat().st_size for file in fonts.glob("*.woff2")) < 160_000
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE.txt").read_text(encoding="utf-8").upper()


def test_a_reading_page_needs_no_script_of_material(open_page) -> None:
    page = open_page(EDITION)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    wait_until(page, "document.documentElement.dataset.vrOn === ''")
    for name in ("Navigation", "Display"):
        page.get_by_role("button", name=name).click()
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("radar")
    expect(page.locator(".vr-find-hit").first).to_be_visible()
    assert not [url for url in asked if "/assets/javascripts/" in url]


def test_a_script_that_fails_hides_nothing(open_page) -> None:
    page = open_page(EDITION, width=375)
    page.route(
        "**/reading.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.reload()
    wait_until(page, "!document.documentElement.classList.contains('vr-js')")
    assert all(note.is_visible() for note in page.locator(".vr-annotation").all())
