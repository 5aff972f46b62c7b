"""What a page of an edition is about → the lines of its head that programs read."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import starmap

from variorum.addresses import locate_text
from variorum.citable import Item
from variorum.model import Edition
from variorum.render.highwire import list_highwire
from variorum.render.html import Html, data_script, element, escape, join
from variorum.render.open_graph import list_open_graph
from variorum.render.schema_org import CONTEXT, Subject, keep_said

FEED = "feed.atom"
MEDIA_TYPES = {
    FEED: "application/atom+xml",
    "annotations.jsonld": "application/ld+json",
    "edition.json": "application/json",
    "tei.xml": "application/tei+xml",
    "edition.epub": "application/epub+zip",
    "text.txt": "text/plain",
    "text.md": "text/markdown",
    "citation.json": "application/vnd.citationstyles.csl+json",
    "citation.bib": "application/x-bibtex",
    "citation.ris": "application/x-research-info-systems",
}
"""Of the files beside an edition's own page that are named in the heads of pages."""


def render_head(
    edition: Edition,
    subject: Subject,
    *,
    title: str,
    description: str,
    path: str | None = None,
    files: Collection[str] = (),
) -> Html:
    """Return what a page says of itself: `meta` elements, links to the edition's files, and JSON-LD.

    Args:
        edition: The edition.
        subject: What the page is about; see `schema_org`.
        title: Of the page, for a preview of a link to it.
        description: One sentence, for the same.
        path: Of the page, relative to the edition's own, where it is not its subject's.
        files: Names of the files beside the edition's own page, of which those are linked to that a program may look for.
    """
    path = subject.citable.path if path is None else path
    item = subject.citable.item
    node = {"@context": CONTEXT, **subject.node}
    if "text" not in node:
        node["description"] = description
    lines = [
        *starmap(_render_meta, list_highwire(subject.citable, _list_orcids(edition, subject))),
        render_preview(edition, item, title=title, description=description, path=path),
        *_render_links(edition, path, files),
        data_script("application/ld+json", keep_said(node)),
    ]
    return join(lines, Html("\n"))


def _list_orcids(edition: Edition, subject: Subject) -> dict[str, str]:
    """Return the iDs of those who sign; an author of the work is another who bears the name."""
    if subject.citable.kind in ("work", "passage"):
        return {}
    return {name: item.orcid for name, item in edition.contributors_by_name.items() if item.orcid}


def render_preview(
    edition: Edition, item: Item, *, title: str, description: str, path: str
) -> Html:
    """Return what a page says of itself to those who show a link to it; arguments as for `list_open_graph`."""
    shown = list_open_graph(edition, item, title=title, description=description, path=path)
    return join(list(starmap(_render_meta, shown)), Html("\n"))


@lru_cache(maxsize=4096)
def _render_meta(name: str, content: str) -> Html:
    # the names are ours; there are thousands of these lines, most of them the same on all pages of an edition
    key = "property" if name.startswith(("og:", "article:")) else "name"
    return Html(f'<meta {key}="{name}" content="{escape(content)}">')


def _render_links(edition: Edition, path: str, files: Collection[str]) -> Iterator[Html]:
    """Yield the links to the edition's files: of the pages that have none of its texts, to its feed alone."""
    texts = {"", *(locate_text(text) for text in edition.texts)} if files else ()
    for name in files:
        if name in MEDIA_TYPES and (name == FEED or path in texts):
            attributes = {
                # Material looks for a site's map beside whatever is `alternate` and nothing else
                "rel": "alternate ",
                "type": MEDIA_TYPES[name],
                "title": edition.title if name == FEED else None,
                "href": f"{'../' * path.count('/')}{name}",
            }
            yield element("link", attributes)
