"""The commentary as it was read: each note, essay, event and entry with its parsed prose, for the checks that go through them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from variorum.chart import list_map_prose
from variorum.problems import Position
from variorum.prose import Passage, ProseDraft, list_passages
from variorum.read.folder import Entry, Folder
from variorum.read.map_schema import MapFile
from variorum.read.schema import AnnotationFile, PersonFile, SidebarFile, TermFile, TimelineFile

Fields = AnnotationFile | SidebarFile | TimelineFile | TermFile | PersonFile | MapFile


@dataclass(frozen=True)
class Written:
    """A piece of the commentary."""

    kind: str
    """`annotations`, `sidebars`, `timeline`, `glossary`, `people`, `map`."""
    entry: (
        Entry[AnnotationFile]
        | Entry[SidebarFile]
        | Entry[TimelineFile]
        | Entry[TermFile]
        | Entry[PersonFile]
        | Entry[MapFile]
    )
    draft: ProseDraft
    part: tuple[str, str, Position] | None = None
    """Of a map one text of several: its name, its Markdown, its place."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its paragraphs in words, listed when first wanted."""
        return list_passages(self.draft)

    @property
    def key(self) -> tuple[str, str]:
        """By which its prose is known."""
        return self.kind, self.part[0] if self.part else self.entry.name

    @property
    def fields(self) -> Fields:
        """What its file says beside the prose."""
        return self.entry.fields

    @property
    def as_of(self) -> date | None:
        """The day up to which it holds; of a place on a map, its own."""
        fields = self.fields
        if isinstance(fields, TimelineFile):
            return None
        if isinstance(fields, MapFile) and self.part and self.part[0].startswith("places-"):
            return fields.places[int(self.part[0].removeprefix("places-"))].as_of
        return fields.as_of

    @property
    def at(self) -> Position:
        """Where its prose begins."""
        if self.part:
            return self.part[2]
        return self.entry.body_at if self.entry.body else self.entry.at("text")


def list_written(
    files: Folder, drafts: Mapping[tuple[str, str], ProseDraft]
) -> tuple[Written, ...]:
    """List the pieces of the commentary whose prose could be parsed; corrections, which are the text's, are none."""
    return tuple(_list(files, drafts))


def _list(files: Folder, drafts: Mapping[tuple[str, str], ProseDraft]) -> Iterator[Written]:
    for kind, entries in (
        ("annotations", files.annotations),
        ("sidebars", files.sidebars),
        ("timeline", files.timeline),
        ("glossary", files.glossary),
        ("people", files.people),
    ):
        for entry in entries:
            if draft := drafts.get((kind, entry.name)):
                yield Written(kind, entry, draft)
    for part in list_map_prose(files.map):
        if files.map and (draft := drafts.get(("map", part[0]))):
            yield Written("map", files.map, draft, part)
