"""Everything that a site has of an edition, by its address from the site's root."""

from urllib.parse import urljoin

import html5lib

from variorum import render_pages, search_entries
from variorum.export import list_files, render_take_away
from variorum.model import Edition
from variorum.render.assets import list_assets

BASE = "https://site.example/any/path/"


def list_documents(edition: Edition) -> tuple[dict[str, str], set[str]]:
    """Return the HTML of every page, by its folder, and the addresses of all other files."""
    files = dict(list_files(edition))
    sizes = {name: len(content) for name, content in files.items()}
    documents = {
        page.path: page.html for page in (*render_pages(edition), render_take_away(edition, sizes))
    }
    for name, content in files.items():
        if name.endswith("index.html"):
            documents[f"{edition.slug}/{name.removesuffix('index.html')}"] = content.decode()
    others = {f"{edition.slug}/{name}" for name in files if not name.endswith(".html")}
    return documents, others


def list_addresses(edition: Edition) -> set[str]:
    """Return every address of the edition: pages, whatever has an id in them, files, search entries."""
    documents, others = list_documents(edition)
    ids = {path: list_ids(html) for path, html in documents.items()}
    return {
        *documents,
        *others,
        *(f"{path}#{name}" for path, names in ids.items() for name in names),
        *(entry.location for entry in search_entries(edition)),
    }


def list_ids(html: str) -> set[str]:
    """Return the ids of a document's elements, as a parser finds them."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return {e.get("id") for e in tree.iter() if e.get("id")}


def list_lost_links(*editions: Edition) -> list[tuple[str, str]]:
    """Return the page and the address of every link inside a site that leads nowhere, and every search entry that does."""
    there: dict[str, set[str]] = {path: set() for path, _ in list_assets(editions)}
    links: list[tuple[str, str]] = []
    for edition in editions:
        documents, others = list_documents(edition)
        there |= {path: set() for path in others}
        for path, html in documents.items():
            tree = html5lib.parse(html, namespaceHTMLElements=False)
            there[path] = {e.get("id") for e in tree.iter() if e.get("id")}
            links += [(path, e.get("href")) for e in tree.iter("a") if e.get("href") is not None]
        links += [("", entry.location) for entry in search_entries(edition)]
    lost = []
    for path, link in links:
        address, _, fragment = urljoin(BASE + path, link).partition("#")
        if not address.startswith(BASE):
            continue
        place = there.get(address.removeprefix(BASE))
        if place is None or (fragment and fragment not in place):
            lost.append((path, link))
    return lost
