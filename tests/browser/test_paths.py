"""A site of several texts below any path, read as a reader does: nothing is asked of another place, nothing is missing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import serve

HOME = "# Home\n\n- [Letters](lincoln/index.md)\n- [Роман](karenina/index.md)\n"
PLACES = {
    "below-a-path": ("site_url: https://example.org/some/path/\n", "some/path/"),
    "at-the-root": ("", ""),
    "files-named": ("use_directory_urls: false\n", "some/path/"),
}


@pytest.fixture(scope="module", params=PLACES)
def samples(
    root: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a site of two editions, one of several texts, that share ids, stems and keys."""
    settings, below = PLACES[request.param]
    folder = tmp_path_factory.mktemp("samples")
    for name in ("lincoln", "karenina"):
        shutil.copytree(root / "tests/sample" / name, folder / "source" / name)
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(HOME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Samples\nplugins: [search, variorum]\n"
        f"theme: {{name: material, font: false}}\n{settings}",
        encoding="utf-8",
    )
    served = folder / "served"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(served / below)],
        cwd=folder,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    with serve(served, below=below) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, samples: str) -> Iterator[Page]:
    """A reader on the home page; the test fails when anything is missing or asked of another place."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    faults: list[str] = []

    def note_foreign(url: str) -> None:
        if not url.startswith((samples, "data:", "blob:")):
            faults.append(f"asked for {url}")

    def note_missing(url: str, status: int) -> None:
        if status >= 400:
            faults.append(f"{status} {url}")

    context.on("request", lambda request: note_foreign(request.url))
    context.on("response", lambda response: note_missing(response.url, response.status))
    context.on("weberror", lambda error: faults.append(f"script failed: {error.error}"))
    page = context.new_page()
    page.goto(samples)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def look_for(page: Page, words: str) -> None:
    """Type words into the search as a reader does."""
    page.keyboard.press("/")
    page.keyboard.type(words, delay=20)
    hit = page.locator(f'.vr-find-hit[href*="h={quote(words)}#"]').first
    expect(hit).to_be_attached()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("whiskers", "lincoln/bedell/p3"),
        ("magnitude", "lincoln/inaugural/p2"),
        ("смешалось", "karenina/p2"),
    ],
)
def test_a_search_hit_opens_the_passage_in_its_own_edition(reader, samples, words, place) -> None:
    path, _, name = place.rpartition("/")
    look_for(reader, words)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(
        re.compile(rf"^{re.escape(samples + path)}/(index\.html)?\?h=[^#]*#{name}$")
    )
    target = reader.locator(".vr-block:target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(words)


def test_a_reader_goes_from_text_to_text_and_to_a_permalink(reader, samples) -> None:
    reader.get_by_role("link", name="Letters").click()
    reader.locator(".vr-contents").get_by_role("link", name="To Grace Bedell").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("To Grace Bedell")
    reader.locator("a[rel=next]").last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The Gettysburg Address")
    reader.locator("#p2 .vr-number").click()
    expect(reader).to_have_url(
        re.compile(rf"^{re.escape(samples)}lincoln/gettysburg/(index\.html)?#p2$")
    )
    expect(reader.locator("#p2")).to_be_in_viewport()
    reader.locator("#note-war").get_by_role("link", name="what he said of it").click()
    expect(reader.locator(".vr-block:target")).to_contain_text("Neither party expected")
    reader.locator("a[rel=prev]").last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The Gettysburg Address")


def test_a_permalink_opens_at_the_passage(reader, samples) -> None:
    reader.goto(f"{samples}lincoln/inaugural/#p3")
    expect(reader.locator("#p3:target")).to_be_in_viewport()
    reader.goto(f"{samples}lincoln/bedell/#note-sons")
    expect(reader.locator("#note-sons:target")).to_be_in_viewport()


def test_the_pages_of_the_whole_edition_lead_into_its_texts(reader, samples) -> None:
    for path in ("apparatus", "sources", "context/copies", "timeline", "glossary", "people"):
        reader.goto(f"{samples}lincoln/{path}/")
        reader.locator(
            ".vr-edition .vr-place, .vr-edition a:is([href*='/#'], [href*='l#'])"
        ).first.click()
        address = rf"^{re.escape(samples)}lincoln/[a-z]+/(index\.html)?#."
        expect(reader).to_have_url(re.compile(address))
        expect(reader.locator(":target")).to_be_in_viewport()
