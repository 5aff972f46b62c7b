"""The editions' search entries → Material's search index, and from this the index that the pages' search looks words up in."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from variorum.render.search import Entry
from variorum.search_index import CATALOGUE, SearchIndex

FOLDER = "search"
"""Where a site has all that is searched, from its root."""
ENTRIES = "search_index.json"
_UNFINISHED = ".parts"
"""Where the parts are until they have a name; no page of a site can have that one."""


def is_searched(config: MkDocsConfig) -> bool:
    """Say whether a site has Material's search, whose place ours takes."""
    plugin = config.plugins.get("material/search")
    return plugin is not None and bool(plugin.config.get("enabled", True))


def add_entries(config: MkDocsConfig, entries: Iterable[Entry], *, urls: Mapping[str, str]) -> bool:
    """Put entries of ours beside those that Material wrote; it makes none of a page that is excluded.

    Its index is written again entry by entry: ours are most of it, and to make one string of all takes as much room again.

    Args:
        config: Of the site.
        entries: Each page's own entry before those of its passages.
        urls: The addresses that MkDocs gives our pages, by ours; both relative to the site.

    Returns:
        False when Material's index is not as it is known.
    """
    file = Path(config.site_dir, FOLDER, ENTRIES)
    try:
        index = json.loads(file.read_bytes())
        theirs = index.pop("docs")
    except (OSError, ValueError, AttributeError, KeyError):
        return False
    if not isinstance(theirs, list):
        return False
    encode = json.JSONEncoder(separators=(",", ":")).encode
    with file.open("w", encoding="utf-8") as stream:
        stream.write(encode(index | {"docs": []}).removesuffix("]}"))
        for number, entry in enumerate(chain(theirs, _describe(entries, urls))):
            stream.write(f"{',' if number else ''}{encode(entry)}")
        stream.write("]}")
    return True


def find_language(config: MkDocsConfig) -> str:
    """Return the language of a site's own pages."""
    return str(config.theme.get("language") or "en")


def write_index(config: MkDocsConfig, *, stemmers: Mapping[str, str]) -> None:
    """Write the index of a site from the entries that are there.

    Args:
        config: Of the site.
        stemmers: The names of the stemmers that the site has, by their languages.
    """
    folder = Path(config.site_dir, FOLDER)
    parts = folder / _UNFINISHED
    _empty(parts)  # what a build left that was broken off, where the site's folder is not emptied
    parts.mkdir()

    def write(name: str, content: bytes) -> None:
        (parts / name).write_bytes(content)

    index = SearchIndex(write)
    language = find_language(config)
    for entry in json.loads((folder / ENTRIES).read_bytes())["docs"]:
        index.add(entry, language=language)
    name, catalogue = index.finish(stemmers)
    _empty(folder / name)
    parts.rename(folder / name)
    (folder / CATALOGUE).write_bytes(catalogue)


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _describe(entries: Iterable[Entry], urls: Mapping[str, str]) -> Iterator[dict[str, object]]:
    for entry in entries:
        path, sign, fragment = entry.location.partition("#")
        described: dict[str, object] = {
            "location": f"{urls[path]}{sign}{fragment}",
            "title": entry.title,
            "text": entry.text,
            "boost": entry.boost,
            "kind": entry.kind,
            "label": entry.label,
            "lang": entry.lang,
        }
        if entry.printed:
            described["printed"] = entry.printed
        if entry.was:
            described["was"] = entry.was
        yield described
