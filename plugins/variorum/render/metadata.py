"""Edition → the lines of a page's head that indexes of scholarship and link previews read."""

from variorum.model import Edition
from variorum.render.html import Html, element, join

Metadata = tuple[tuple[str, str], ...]


def list_metadata(edition: Edition, *, title: str, description: str) -> Metadata:
    """List names and contents of the `meta` elements of a reading page; `og:` names are properties."""
    pairs = [("citation_title", title)]
    for author in edition.authors:
        inverted = (
            f"{author.family}, {author.given}" if author.family and author.given else str(author)
        )
        pairs.append(("citation_author", inverted))
    pairs += [
        ("citation_publication_date", edition.issued.replace("-", "/")),
        ("citation_journal_title", edition.container_title),
        ("citation_publisher", edition.publisher),
        ("citation_language", edition.language),
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
    ]
    return tuple((name, content) for name, content in pairs if content)


def render_metadata(metadata: Metadata) -> Html:
    """Return the `meta` elements, one a line."""
    return join(
        [
            element("meta", {"property" if ":" in name else "name": name, "content": content})
            for name, content in metadata
        ],
        Html("\n"),
    )
