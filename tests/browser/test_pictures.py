"""The guide's pictures are of the pages as they are: `pytest tests/browser/test_pictures.py --accept` takes them anew.

What a picture shows is kept in pictures/ as words; the look is compared coarsely, since no two machines draw letters alike.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from layout import settle
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Locator, Page
from selecting import select_words

EDITION = "holding-the-reset-hostage/"
COARSE = 64
"""Pixels of the width at which two pictures are compared."""
DIFFERENCE = 5.0
"""Of 255, between two pictures on the average; the same page on two machines has below 1."""


@dataclass(frozen=True)
class Picture:
    """How a page is brought to show what a picture is of."""

    show: Callable[[Page], None]
    width: int = 1280
    height: int = 900
    frame: str = ""
    """The part of the page that is taken, by its selector; the window without one."""


def show_reading_page(page: Page) -> None:
    page.locator("#note-arsenal-in-figures").hover()


def show_selection(page: Page) -> None:
    page.locator("#p1").evaluate("block => block.scrollIntoView()")
    select_words(page, "p1", "talks in Washington last week")
    page.locator(".vr-tools").wait_for()


def show_suggestion(page: Page) -> None:
    show_selection(page)
    page.get_by_role("button", name="Suggest a note").click()
    page.locator("dialog").wait_for()


PICTURES = {
    "reading-page": Picture(show_reading_page),
    "words-selected": Picture(show_selection, width=900, height=400),
    "note-suggested": Picture(show_suggestion, width=900, height=700, frame="dialog"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_page_as_it_is(name, root, open_page, request):
    picture = PICTURES[name]
    page = open_page(EDITION, width=picture.width, height=picture.height, reduced_motion="reduce")
    settle(page)
    picture.show(page)
    settle(page)
    part = page.locator(picture.frame or "body")
    taken = part.screenshot() if picture.frame else page.screenshot()
    words = list_words(part)
    assert words
    file = root / "docs" / "assets" / "pictures" / f"{name}.png"
    record = Path(__file__).with_name("pictures") / f"{name}.json"
    if request.config.getoption("--accept"):
        file.write_bytes(taken)
        text = json.dumps(words, ensure_ascii=False, indent=0)
        record.write_text(f"{text}\n", encoding="utf-8")
    recorded = json.loads(record.read_text(encoding="utf-8"))
    assert words == recorded, "the page says something else: take the pictures anew"
    assert measure_difference(file.read_bytes(), taken) < DIFFERENCE


def test_every_picture_is_shown_somewhere(root):
    documents = [root / "README.md", *(root / "docs").rglob("*.md")]
    shown = "".join(document.read_text(encoding="utf-8") for document in documents)
    files = sorted((root / "docs" / "assets" / "pictures").glob("*.png"))
    assert [file.stem for file in files] == sorted(PICTURES)
    assert [file.name for file in files if f"assets/pictures/{file.name})" not in shown] == []


def list_words(part: Locator) -> list[str]:
    """Return the words that are to be seen in a part of the page, line by line, as it stands in the window."""
    return part.evaluate("""(part) => {
      const lines = [];
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const words = walker.currentNode.textContent.trim();
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1;
        if (words && inside && walker.currentNode.parentElement.checkVisibility({ visibilityProperty: true })) lines.push(words);
      }
      return lines;
    }""")


def measure_difference(first: bytes, second: bytes) -> float:
    """Return how far two pictures differ on the average, from 0 to 255, seen from afar."""
    small = [shrink(content) for content in (first, second)]
    if small[0].size != small[1].size:
        return 255.0
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]


def shrink(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content)).convert("L")
    height = max(1, round(image.height * COARSE / image.width))
    return image.resize((COARSE, height), Image.Resampling.BOX)
