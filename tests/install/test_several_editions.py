"""A site of several editions, one of them of several texts, works below any path and however addresses are written."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

BASE = "https://site.invalid/some/path/"
URL = re.compile(r"""url\(["']?([^"')]+)""")  # url(fonts/regular.woff2)
HOME = "# Home\n\n- [Letters](lincoln/index.md)\n- [Роман](karenina/index.md)\n- [Bedell](lincoln/bedell/index.md#p2)\n"
NAV = """nav:
  - Home: index.md
  - Lincoln:
      - lincoln/index.md
      - Grace: lincoln/bedell/index.md
      - The sources: lincoln/sources/index.md
  - karenina/index.md
"""


def build(folder: Path, settings: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "mkdocs.yml").write_text(
        "site_name: Samples\ntheme: {name: material, font: false}\n"
        f"{'' if 'plugins:' in settings else 'plugins: [search, variorum]'}\n"
        f"validation: {{links: {{anchors: warn}}, nav: {{omitted_files: warn}}}}\n{settings}",
        encoding="utf-8",
    )
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A site of two editions with the same ids, stems and keys, and of the first edition of the project."""
    for name in ("lincoln", "karenina"):
        shutil.copytree(root / "tests/sample" / name, tmp_path / "source" / name)
    first = "holding-the-reset-hostage"
    shutil.copytree(root / "source" / first, tmp_path / "source" / first)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(HOME, encoding="utf-8")
    return tmp_path


@cache
def list_ids(page: Path) -> frozenset[str]:
    return frozenset(html.parse(str(page)).xpath("//@id"))


def list_links(page: Path) -> list[str]:
    """Return the addresses that a page leads to or is made with, but not its own public one."""
    found = html.parse(str(page)).xpath(
        "//@src | //a/@href | //link[not(@rel='canonical')]/@href | //form/@action"
    )
    return [str(link) for link in found]


def find_dead_links(site: Path) -> list[str]:
    """Return what leads nowhere, or by an absolute path, from the pages and style sheets of a site."""
    dead = []
    pages = [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]
    links = [(page, link) for page in pages for link in list_links(page)]
    for sheet in site.rglob("*.css"):
        links += [(sheet, link) for link in URL.findall(sheet.read_text(encoding="utf-8"))]
    assert len(pages) > 20
    for page, link in links:
        if link.startswith(("https://", "http://", "mailto:", "data:")):
            continue
        to = urljoin(BASE + page.relative_to(site).as_posix(), link)
        path, name = unquote(urlsplit(to).path), unquote(urlsplit(to).fragment)
        file = site / path.removeprefix("/some/path/")
        file = file / "index.html" if to.partition("#")[0].endswith("/") else file
        lost = link.startswith("/") or not to.startswith(BASE) or not file.is_file()
        if lost or (name and not name.startswith("__") and name not in list_ids(file)):
            dead.append(f"{page.relative_to(site)}: {link}")
    return dead


@pytest.mark.parametrize(
    "settings",
    ["", f"site_url: {BASE}\n", f"site_url: {BASE}\nuse_directory_urls: false\n", NAV],
    ids=["nowhere-said", "below-a-path", "files-named", "with-navigation"],
)
def test_every_link_of_the_site_is_relative_and_leads_somewhere(folder, settings):
    done = build(folder, settings)
    assert done.returncode == 0, done.stderr
    assert find_dead_links(folder / "site") == []


def test_search_leads_to_the_right_edition_and_text(folder):
    assert build(folder).returncode == 0
    index = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert len(entries) == len(index["docs"])
    for location in entries:
        path, _, name = location.partition("#")
        page = folder / "site" / path / "index.html"
        assert page.is_file(), location
        assert not name or name in list_ids(page), location
    assert "Облонских" in entries["karenina/#p2"]["text"]
    assert "three sons" in entries["lincoln/bedell/#p2"]["text"]
    assert "great civil war" in entries["lincoln/gettysburg/#p2"]["text"]
    assert entries["karenina/#note-war"]["title"].endswith("Дом Облонских")
    assert "The war" in entries["lincoln/gettysburg/#note-war"]["title"]
    assert "occassion" in entries["lincoln/inaugural/#emendation-occasion"]["text"]
    assert "бывшею" in entries["karenina/#emendation-occasion"]["text"]


def test_each_edition_has_its_own_language_and_navigation_names_its_pages(folder):
    assert build(folder, NAV).returncode == 0
    languages = {
        name: html.parse(str(folder / "site" / name / "index.html")).xpath(
            "//*[contains(@class, 'vr-reading')]/@lang"
        )
        for name in ("karenina", "lincoln/bedell", "lincoln/inaugural")
    }
    assert languages == {
        "karenina": ["ru"],
        "lincoln/bedell": ["en-US"],
        "lincoln/inaugural": ["en-US"],
    }
    home = html.parse(str(folder / "site/index.html"))
    named = {
        link.get("href"): " ".join(link.text_content().split())
        for link in home.xpath("//nav[contains(@class, 'md-nav--primary')]//a[@href]")
    }
    assert named["lincoln/"] == "Letters and Addresses"
    assert named["lincoln/bedell/"] == "Grace"
    assert named["lincoln/sources/"] == "The sources"
    assert named["karenina/"] == "Анна Каренина"


def test_an_error_in_one_edition_names_its_file_and_leaves_the_site(folder):
    assert build(folder).returncode == 0
    before = {p: p.read_bytes() for p in (folder / "site").rglob("*.html")}
    note = folder / "source/karenina/annotations/war.md"
    note.write_text(note.read_text(encoding="utf-8").replace("target: p2", "target: p9"), "utf-8")

    done = build(folder)

    assert done.returncode != 0
    assert "source/karenina/annotations/war.md:2:9: V202" in done.stderr
    assert "source/lincoln" not in done.stderr
    assert {p: p.read_bytes() for p in (folder / "site").rglob("*.html")} == before


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("karenina.md", ""),
        ("karenina/README.md", ""),
        ("karenina/sources.md", ""),
        ("karenina/sources/index.html", ""),
        ("lincoln/bedell/index.md", "use_directory_urls: false\n"),
    ],
)
def test_a_page_of_the_site_at_an_editions_address_is_told_before_the_site_is_touched(
    folder, name, settings
):
    assert build(folder, settings).returncode == 0
    (folder / "site/kept").touch()
    page = folder / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# My own page\n", encoding="utf-8")

    done = build(folder, settings)

    assert done.returncode != 0
    assert f"docs/{name}:1:1: V123" in done.stderr
    assert (folder / "site/kept").exists()


def test_a_page_of_the_site_that_is_not_published_is_in_no_editions_way(folder):
    page = folder / "docs/karenina/sources.md"
    page.parent.mkdir(parents=True)
    page.write_text("# A draft of mine\n", encoding="utf-8")
    done = build(folder, "exclude_docs: /karenina/\n")
    assert done.returncode == 0, done.stderr
    assert "A draft of mine" not in (folder / "site/karenina/sources/index.html").read_text("utf-8")


def test_search_off_line_has_the_same_entries(folder):
    assert build(folder, "plugins: [search, offline, variorum]\n").returncode == 0
    index = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))
    copied = (folder / "site/search/search_index.js").read_text(encoding="utf-8")
    assert any(entry["location"].endswith("#note-war") for entry in index["docs"])
    assert json.loads(copied.partition("=")[2].strip().removesuffix(";")) == index
