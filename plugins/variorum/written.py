"""The commentary as it was read: each note, essay, event and entry with its parsed prose, for the checks that go through them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from variorum.problems import Position
from variorum.prose import Passage, ProseDraft, list_passages
from variorum.read.folder import Entry, Folder
from variorum.read.schema import AnnotationFile, PersonFile, SidebarFile, TermFile, TimelineFile

Fields = AnnotationFile | SidebarFile | TimelineFile | TermFile | PersonFile


@dataclass(frozen=True)
class Written:
    """A piece of the commentary."""

    kind: str
    """`annotations`, `sidebars`, `timeline`, `glossary`, `people`."""
    entry: (
        Entry[AnnotationFile]
        | Entry[SidebarFile]
        | Entry[TimelineFile]
        | Entry[TermFile]
        | Entry[PersonFile]
    )
    draft: ProseDraft

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its paragraphs in words, listed when first wanted."""
        return list_passages(self.draft)

    @property
    def key(self) -> tuple[str, str]:
        """By which its prose is known."""
        return self.kind, self.entry.name

    @property
    def fields(self) -> Fields:
        """What its file says beside the prose."""
        return self.entry.fields

    @property
    def at(self) -> Position:
        """Where its prose begins."""
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
