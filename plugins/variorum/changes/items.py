"""What an edition's files say, entry by entry: notes, essays, corrections, events, terms, people, its map."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from variorum.build import Pieces
from variorum.read.map_schema import MapFile
from variorum.read.schema import (
    AnnotationFile,
    EmendationFile,
    PersonFile,
    SidebarFile,
    TermFile,
    TimelineFile,
)

Fields = (
    AnnotationFile | SidebarFile | EmendationFile | TimelineFile | TermFile | PersonFile | MapFile
)


class Item(NamedTuple):
    """An entry of the commentary."""

    what: str
    """As of a `Change`."""
    key: str
    """By which it is known in both states."""
    name: str
    path: str
    stem: str
    """Of a note or an essay, its file's."""
    fields: Fields
    prose: str
    """The field that is prose; empty where the entry has a body."""
    source: str
    """The prose as written."""
    cited: tuple[str, ...]
    """The keys it cites, each once."""


def list_items(pieces: Pieces) -> Iterator[Item]:
    """Yield every entry of an edition."""
    files = pieces.files
    for note in files.annotations:
        cited = _list_cited(pieces, "annotations", note.name)
        yield Item("note", note.name, note.fields.title, note.path, note.name, note.fields, "", note.body, cited)  # fmt: skip
    for essay in files.sidebars:
        cited = _list_cited(pieces, "sidebars", essay.name)
        yield Item("essay", essay.name, essay.fields.title, essay.path, essay.name, essay.fields, "", essay.body, cited)  # fmt: skip
    for emendation in files.emendations:
        cited = _list_cited(pieces, "emendations", emendation.name)
        fields = emendation.fields
        yield _make("correction", fields.id, fields.id, emendation.path, fields, "reason", cited)
    for row in files.timeline:
        cited = _list_cited(pieces, "timeline", row.name)
        known_by = f"{row.fields.date} {row.fields.label}"
        yield _make("event", known_by, known_by, row.path, row.fields, "text", cited)
    for term in files.glossary:
        cited = _list_cited(pieces, "glossary", term.name)
        name = term.fields.term
        yield _make("term", name, name, term.path, term.fields, "text", cited)
    for person in files.people:
        cited = _list_cited(pieces, "people", person.name)
        name = person.fields.name
        yield _make("person", name, name, person.path, person.fields, "text", cited)
    if files.map:
        parts = (name for kind, name in pieces.prose if kind == "map")
        keys = chain.from_iterable(_list_cited(pieces, "map", name) for name in parts)
        cited = tuple(dict.fromkeys(keys))
        drawn = files.map.fields
        name = drawn.title or files.slug
        yield _make("map", "", name, files.map.path, drawn, "description", cited)


def _make(
    what: str,
    key: str,
    name: str,
    path: str,
    fields: Fields,
    prose: str,
    cited: tuple[str, ...],
) -> Item:
    return Item(what, key, name, path, "", fields, prose, str(getattr(fields, prose)), cited)


def _list_cited(pieces: Pieces, kind: str, name: str) -> tuple[str, ...]:
    draft = pieces.prose.get((kind, name))
    clusters = draft.clusters if draft else ()
    return tuple(dict.fromkeys(c.key for cluster in clusters for c in cluster.citations))
