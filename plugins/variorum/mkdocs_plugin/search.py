"""The editions' search entries → the index of Material's search plugin."""

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

from variorum.render.search import Entry


def replace_entries(config: MkDocsConfig, entries: Iterable[Entry], *, pages: set[str]) -> bool:
    """Put entries of ours in place of those that Material made of our pages.

    Args:
        config: Of the site.
        entries: Each page's own entry before those of its passages.
        pages: The addresses of our pages, relative to the site.

    Returns:
        False when Material's search plugin is there but its index is not as it is known; a site without it has nothing
        to replace.
    """
    plugin = config.plugins.get("material/search")
    if plugin is None or not plugin.config.get("enabled", True):
        return True
    index = getattr(plugin, "search_index", None)
    kept = getattr(index, "entries", None)
    if not isinstance(kept, list):
        return False
    kept[:] = [entry for entry in kept if entry["location"].partition("#")[0] not in pages]
    kept += [
        {"location": e.location, "title": e.title, "text": e.text, "boost": e.boost}
        for e in entries
    ]
    return True
