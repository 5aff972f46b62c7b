"""The editions' search entries → the index of Material's search plugin."""

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from variorum.render.search import Entry


def add_entries(config: MkDocsConfig, entries: Iterable[Entry], *, urls: Mapping[str, str]) -> bool:
    """Put entries of ours beside those that Material wrote; it makes none of a page that is excluded.

    Its index is written again entry by entry: ours are most of it, and to make one string of all takes as much room again.

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
    file = Path(config.site_dir, "search", "search_index.json")
    try:
        index = json.loads(file.read_bytes())
        theirs = index.pop("docs")
    except (OSError, ValueError, AttributeError, KeyError):
        return False
    if not isinstance(theirs, list):
        return False
    ours = (
        {
            "location": _relocate(e.location, urls),
            "title": e.title,
            "text": e.text,
            "boost": e.boost,
        }
        for e in entries
    )
    encode = json.JSONEncoder(separators=(",", ":")).encode
    with file.open("w", encoding="utf-8") as stream:
        stream.write(encode(index | {"docs": []}).removesuffix("]}"))
        for number, entry in enumerate(chain(theirs, ours)):
            stream.write(f"{',' if number else ''}{encode(entry)}")
        stream.write("]}")
    return True


def _relocate(location: str, urls: Mapping[str, str]) -> str:
    path, sign, fragment = location.partition("#")
    return f"{urls[path]}{sign}{fragment}"
