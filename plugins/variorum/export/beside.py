"""An edition → the files that a site has beside its pages: slim pages, and all that can be taken away."""

from collections.abc import Iterator

from variorum.export.formats import FORMATS
from variorum.model import Edition
from variorum.render.passages import render_slim_pages


def list_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield path, from the folder of the edition's own page, and content of each file."""
    for item in FORMATS:
        yield item.name, item.make(edition)
    for page in render_slim_pages(edition):
        yield f"{page.path}index.html", page.html.encode()
