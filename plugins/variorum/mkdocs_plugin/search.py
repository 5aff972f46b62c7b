"""The editions' search entries → the index of Material's search plugin."""

from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig

from variorum.render.search import Entry


def add_entries(config: MkDocsConfig, entries: Iterable[Entry], *, urls: Mapping[str, str]) -> bool:
    """Put entries of ours beside those that Material made; it makes none of a page that is excluded.

    Args:
        config: Of the site.
        entries: Each page's own entry before those of its passages.
        urls: The addresses that MkDocs gives our pages, by ours; both relative to the site.

    Returns:
        False when Material's search plugin is there but its index is not as it is known. A site without it finds
        pages only: MkDocs' own search has none of our entries.
    """
    plugin = config.plugins.get("material/search")
    if plugin is None or not plugin.config.get("enabled", True):
        return True
    index = getattr(plugin, "search_index", None)
    kept = getattr(index, "entries", None)
    if not isinstance(kept, list):
        return False
    kept += [
        {
            "location": _relocate(e.location, urls),
            "title": e.title,
            "text": e.text,
            "boost": e.boost,
        }
        for e in entries
    ]
    return True


def _relocate(location: str, urls: Mapping[str, str]) -> str:
    path, sign, fragment = location.partition("#")
    return f"{urls[path]}{sign}{fragment}"
