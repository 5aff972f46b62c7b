"""Nothing lies above anything else and nothing is cut off, at any width; the pictures in output/ show how it looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from layout import add_style, find_cut_words, find_overlaps, measure_overflow, settle
from playwright.sync_api import Browser, Page

OUTPUT = Path(__file__).parent / "output"
WIDTHS = (320, 375, 768, 1024, 1440, 2560)
EDITION = "holding-the-reset-hostage/"
REAL = {
    "home": "",
    "text": EDITION,
    "apparatus": f"{EDITION}apparatus/",
    "sources": f"{EDITION}sources/",
    "contributors": f"{EDITION}contributors/",
    "context": f"{EDITION}context/four-phases/",
    "map": f"{EDITION}map/",
    "about": "about/",
    "guide": "guide/files/",
    "codes": "guide/problems/",
    "no page": "no/such/page/",
}
HARD = {
    "hard text": "hard/",
    "hard apparatus": "hard/apparatus/",
    "hard context": "hard/context/of-tides/",
    "timeline": "hard/timeline/",
    "hard map": "hard/map/",
    "glossary": "hard/glossary/",
    "people": "hard/people/",
    "contents": "hebrew/",
    "Hebrew prose": "hebrew/genesis/",
    "Hebrew verse": "hebrew/psalm/",
    "Hebrew apparatus": "hebrew/apparatus/",
}
LONGEST = 12_000
"""Pixels of a page that its picture shows; beyond about 16,000 Chromium draws none."""


@pytest.mark.parametrize("kind", [*REAL, *HARD])
def test_nothing_is_cut_off_or_covered_at_any_width(open_page, open_hard, kind) -> None:
    page = open_page(REAL[kind]) if kind in REAL else open_hard(HARD[kind])
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        if too_wide := measure_overflow(page):
            faults.append(f"{width}: the page is {too_wide} px wider than the window")
        faults += [f"{width}: cut off: {words}" for words in find_cut_words(page)]
        faults += [f"{width}: {one} covers {other}" for one, other in find_overlaps(page)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 375])
@pytest.mark.parametrize("kind", ["text", "hard text", "Hebrew prose"])
def test_the_reading_page_is_drawn(open_page, open_hard, kind, width, scheme) -> None:
    page = (
        open_page(REAL[kind], width=width, scheme=scheme)
        if kind in REAL
        else open_hard(HARD[kind], width=width, scheme=scheme)
    )
    settle(page)
    high = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(
        path=OUTPUT / f"{kind.replace(' ', '-').lower()}-{width}-{scheme}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": high},
    )
    ground, ink = (
        page.locator(".vr-paragraph .vr-text").first.evaluate(READ_COLOURS, property)
        for property in ("backgroundColor", "color")
    )
    assert (ground > ink) == (scheme == "light"), (
        "the scheme that the reader asked for is not shown"
    )
    assert find_overlaps(page) == []


READ_COLOURS = """(element, property) => {
  const brightness = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return alpha ? red + green + blue : null;
  };
  for (let around = element; around; around = around.parentElement) {
    const found = brightness(getComputedStyle(around)[property]);
    if (found !== null) return found;
  }
  return 765;
}"""
"""How bright the colour of an element, or the ground below it, is."""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """A page of the test's own, 1440 pixels wide."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    yield page
    page.close()


def test_boxes_that_overlap_are_found(open_page) -> None:
    page = open_page(EDITION)
    add_style(
        page,
        ".vr-annotation { position: absolute !important; inset: 0 auto auto 0 !important; display: block !important; width: 20rem !important; }",
    )
    settle(page)
    assert [pair for pair in find_overlaps(page) if "note-" in pair[0] and "#p1" in pair[1]]


def test_only_boxes_that_overlap_are_found(blank) -> None:
    blank.set_content(
        "<style>pre { position: absolute; left: 0; margin: 0; width: 100px; height: 50px; }</style><main>"
        '<pre id="a" style="top: 0">a</pre><pre id="b" style="top: 50px">touches a</pre>'
        '<pre id="c" style="top: 70px; left: 90px">covers b<code>and holds this</code></pre>'
        '<pre id="d" style="top: 0; left: 10px; visibility: hidden">unseen</pre>'
        '<pre id="e" style="top: 0; position: fixed">a sheet</pre>'
        '<div style="position: absolute; top: 200px; width: 50px; height: 50px; overflow: hidden">'
        '<pre id="f" style="width: 900px">cut by its box</pre></div>'
        '<pre id="g" style="top: 200px; left: 60px">free</pre></main>'
    )
    assert find_overlaps(blank, "pre, code") == [("pre in #b", "pre in #c")]


def test_words_that_are_cut_off_are_found(blank) -> None:
    blank.set_content(
        '<main style="overflow: hidden"><p style="white-space: nowrap; width: 1px">'
        f'{"cut " * 500}</p><pre style="overflow: auto">{"scrolled " * 500}</pre></main>'
    )
    (words,) = find_cut_words(blank)
    assert words.startswith("cut")
