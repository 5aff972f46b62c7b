"""An edition's folder → what each of its files says, validated by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from variorum.problems import Position, Problem, find_nearest, has_errors
from variorum.read.article import Home, Source, list_folder, read_source
from variorum.read.data import Data, parse_yaml
from variorum.read.limits import NOTE_BODY, SIDEBAR_BODY
from variorum.read.map_schema import MapFile
from variorum.read.notes import parse_note
from variorum.read.references import RawReference, read_references
from variorum.read.schema import (
    AnnotationFile,
    EditionFile,
    EmendationFile,
    PersonFile,
    SidebarFile,
    TermFile,
    TextFile,
    TimelineFile,
)
from variorum.read.spec import spec_of
from variorum.read.sums import FILE as SUMS
from variorum.read.validation import validate, validate_list
from variorum.read.values import is_id
from variorum.reuse import Keep

T = TypeVar("T")
FieldsT = TypeVar("FieldsT")

REFERENCE_FILES = ("references.json", "references.yml", "references.yaml", "references.bib")
DATA_FILES = (
    "edition.yml",
    "emendations.yml",
    "timeline.yml",
    "glossary.yml",
    "people.yml",
    "map.yml",
)
PROPOSALS = "proposals"
"""The folder of corrections that nobody has accepted yet; nothing else reads it."""
ADDRESSES = {"annotations": "note", "sidebars": "sidebar", "emendations": "emendation"}
"""What the address of a note or a correction begins with, by its folder."""
NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class Entry(Generic[FieldsT]):
    """A file of front matter and body, or an entry of a list in a data file."""

    name: str
    """A note file's stem; of an entry, its index; of a correction with a file of its own, the file's name."""
    path: str
    fields: FieldsT
    data: Data
    steps: tuple[str | int, ...] = ()
    """Where the entry stands in `data`."""
    body: str = ""
    body_at: Position = NOWHERE

    def at(self, *steps: str | int) -> Position:
        """Return the place of one of the entry's fields."""
        return self.data.at((*self.steps, *steps))


@dataclass(frozen=True, slots=True)
class Folder:
    """All that an edition's files say."""

    slug: str
    path: str
    """Relative to the project."""
    home: Path
    """Where it is, for what its `edition.yml` does not name."""
    edition: Entry[EditionFile] | None
    edition_unread: bool
    """There is an `edition.yml` that could not be read."""
    sources: tuple[tuple[TextFile, Source | None], ...]
    emendations: tuple[Entry[EmendationFile], ...]
    annotations: tuple[Entry[AnnotationFile], ...]
    sidebars: tuple[Entry[SidebarFile], ...]
    timeline: tuple[Entry[TimelineFile], ...]
    glossary: tuple[Entry[TermFile], ...]
    people: tuple[Entry[PersonFile], ...]
    map: Entry[MapFile] | None
    references: tuple[RawReference, ...]
    has_bad_references: bool
    """Some references could not be read."""
    registry: Source | None
    """None when there is no registry yet."""
    sums: Source | None
    """What the registry said when it was written last; None where nobody has kept it."""
    registry_unread: bool
    """There is one that could not be read."""
    unread: frozenset[str]
    """Addresses of notes and sidebars whose files could not be read: `note-visa`."""


@dataclass(slots=True)
class _Shelf:
    """The folder being read, and the problems met on the way."""

    folder: Path
    path: str
    problems: list[Problem]
    names: frozenset[str]
    keep: Keep
    home: Home
    unread: set[str] = field(default_factory=set)

    def name(self, *parts: str) -> str:
        return "/".join((self.path, *parts))

    def read(self, name: str) -> tuple[Source | None, list[Problem]]:
        return read_source(f"{self.folder}/{name}", path=f"{self.path}/{name}", home=self.home)

    def source(self, name: str) -> Source | None:
        found, bad = self.read(name)
        self.problems += bad
        return found

    def has(self, name: str) -> bool:
        return name in self.names

    def parse(self, source: Source, parse: Callable[[], tuple[T, list[Problem]]]) -> T:
        """Return what is made of a file, and keep its problems."""
        made, bad = self.keep(("read", source.path), (source,), parse)
        self.problems += bad
        return made

    def entries(self, name: str, model: type[FieldsT]) -> tuple[Entry[FieldsT], ...]:
        source = self.source(name) if self.has(name) else None
        return self.parse(source, lambda: _parse_entries(source, model)) if source else ()

    def whole(self, name: str, model: type[FieldsT]) -> Entry[FieldsT] | None:
        source = self.source(name)
        return self.parse(source, lambda: _parse_whole(source, model)) if source else None

    def notes(self, name: str, model: type[FieldsT], limit: int) -> tuple[Entry[FieldsT], ...]:
        return self.files(
            name,
            ".md",
            lambda stem, source: parse_note_file(stem, source, model, limit),
        )

    def emendations(self) -> tuple[Entry[EmendationFile], ...]:
        listed = self.entries("emendations.yml", EmendationFile)
        return (*listed, *self.files("emendations", ".yml", parse_emendation_file))

    def files(
        self,
        name: str,
        ending: str,
        parse: Callable[[str, Source], tuple[Entry[FieldsT] | None, list[Problem]]],
    ) -> tuple[Entry[FieldsT], ...]:
        """Return what is made of the files of a folder, whose names become part of addresses."""
        folder = self.folder / name
        if not self.has(name):
            return ()
        if not folder.is_dir():
            at = Position(self.name(name))
            self.problems.append(
                Problem("V101", at, "not a folder", mend=f"make it a folder of {ending} files")
            )
            return ()
        if not folder.resolve().is_relative_to(self.folder.resolve()):
            at = Position(self.name(name))
            text = "leads out of the edition"
            self.problems.append(Problem("V111", at, text, mend="make it a folder of the edition"))
            return ()
        entries: list[Entry[FieldsT]] = []
        files, bad = list_folder(folder, path=self.name(name))
        self.problems += bad
        for file in files:
            if file.startswith(".") or file.lower() == "readme.md":
                continue
            stem = file.removesuffix(ending)
            source = self.source(f"{name}/{file}") if self.is_named(name, file, ending) else None
            entry = self.parse(source, partial(parse, stem, source)) if source else None
            if entry:
                entries.append(entry)
            else:
                self.unread.add(f"{ADDRESSES[name]}-{stem}")
        return tuple(entries)

    def is_named(self, name: str, file: str, ending: str) -> bool:
        """Say whether a file's name may become part of an address; a problem says so where it may not."""
        if file.endswith(ending) and is_id(file.removesuffix(ending)):
            return True
        what = "note" if ending == ".md" else "correction"
        text = f'"{file}" is not the name of a {what}'
        mend = f"name it with small letters, digits and single hyphens, ending in {ending}"
        self.problems.append(Problem("V118", Position(self.name(name, file)), text, mend=mend))
        return False


def _parse_entries(
    source: Source, model: type[FieldsT]
) -> tuple[tuple[Entry[FieldsT], ...], list[Problem]]:
    data, problems = parse_yaml(source.text, path=source.path)
    if data is None:
        return (), problems
    good, bad = validate_list(spec_of(model), data)
    entries = (Entry(str(i), data.path, fields, data, (i,)) for i, fields in good)
    return tuple(entries), [*problems, *bad]


def _parse_whole(
    source: Source, model: type[FieldsT]
) -> tuple[Entry[FieldsT] | None, list[Problem]]:
    data, problems = parse_yaml(source.text, path=source.path)
    if data is None:
        return None, problems
    fields, bad = validate(spec_of(model), data)
    problems += bad
    return Entry("", data.path, fields, data) if fields else None, problems


def parse_note_file(
    stem: str, source: Source, model: type[FieldsT], limit: int
) -> tuple[Entry[FieldsT] | None, list[Problem]]:
    """Read a note or an essay.

    Args:
        stem: The file's name without its ending.
        source: The file.
        model: Its fields.
        limit: The most code points that its body may have.
    """
    note, problems = parse_note(source, limit=limit)
    if note is None:
        return None, problems
    fields, bad = validate(spec_of(model), note.front)
    problems += bad
    if fields is None:
        return None, problems
    front = replace(note.front, value=None)  # the fields have it
    return Entry(stem, source.path, fields, front, (), note.body, note.body_at), problems


def parse_emendation_file(
    stem: str, source: Source
) -> tuple[Entry[EmendationFile] | None, list[Problem]]:
    """Read a correction that has a file of its own: the fields of an entry of the list, its id the file's name."""
    data, problems = parse_yaml(source.text, path=source.path)
    if data is None:
        return None, problems
    if isinstance(data.value, dict):
        if "id" in data.value:
            text = "the id of a correction with a file of its own is the file's name"
            mend = "delete the line, and name the file as the correction shall be called"
            problems.append(Problem("V107", data.key_at(("id",)), text, mend=mend))
        data = replace(data, value={**data.value, "id": stem})
    fields, bad = validate(spec_of(EmendationFile), data)
    problems += bad
    name = source.path.rpartition("/")[2]
    return Entry(name, source.path, fields, data) if fields else None, problems


def read_folder(folder: Path, *, root: Path, keep: Keep) -> tuple[Folder, list[Problem]]:
    """Read an edition's folder: every file, each validated by itself.

    Args:
        folder: The edition's.
        root: The project's; paths in problems are relative to it.
        keep: Gives back what was made of the same files before.
    """
    path = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
    names, problems = list_folder(folder, path=path)
    shelf = _Shelf(folder, path, problems, frozenset(names), keep, Home(folder))
    edition = shelf.whole("edition.yml", EditionFile)
    references, has_bad_references = _read_references(shelf)
    has_registry = shelf.has("registry.jsonl")
    registry = shelf.source("registry.jsonl") if has_registry else None
    texts = _texts_of(edition.fields) if edition else ()
    found = Folder(
        slug=folder.name,
        path=path,
        home=folder,
        edition=edition,
        edition_unread=edition is None and shelf.has("edition.yml"),
        sources=tuple((text, shelf.source(text.file)) for text in texts),
        emendations=shelf.emendations(),
        annotations=shelf.notes("annotations", AnnotationFile, NOTE_BODY),
        sidebars=shelf.notes("sidebars", SidebarFile, SIDEBAR_BODY),
        timeline=shelf.entries("timeline.yml", TimelineFile),
        glossary=shelf.entries("glossary.yml", TermFile),
        people=shelf.entries("people.yml", PersonFile),
        map=shelf.whole("map.yml", MapFile) if shelf.has("map.yml") else None,
        references=references,
        has_bad_references=has_bad_references,
        registry=registry,
        sums=shelf.source(SUMS) if shelf.has(SUMS) else None,
        registry_unread=has_registry and registry is None,
        unread=frozenset(shelf.unread),
    )
    shelf.problems += _find_strays(shelf, {text.file for text in texts}) if edition else []
    if not is_id(folder.name):
        text = f'"{folder.name}" cannot be part of an address'
        mend = "name the folder with small letters, digits and single hyphens"
        shelf.problems.append(Problem("V118", Position(path), text, mend=mend))
    return found, shelf.problems


def _texts_of(edition: EditionFile) -> tuple[TextFile, ...]:
    return (edition.text,) if edition.text else tuple(edition.texts or ())


def _read_references(shelf: _Shelf) -> tuple[tuple[RawReference, ...], bool]:
    names = [name for name in REFERENCE_FILES if shelf.has(name)]
    if len(names) > 1:
        text = f"a second file of references beside {names[0]}"
        at = Position(shelf.name(names[1]))
        shelf.problems.append(Problem("V501", at, text, mend="keep all references in one file"))
    if not names:
        return (), False
    source = shelf.source(names[0])
    if source is None:
        return (), True
    return shelf.parse(source, lambda: _parse_references(source))


def _parse_references(
    source: Source,
) -> tuple[tuple[tuple[RawReference, ...], bool], list[Problem]]:
    references, problems = read_references(source.text, path=source.path)
    return (references, has_errors(problems)), problems


def _find_strays(shelf: _Shelf, texts: set[str]) -> list[Problem]:
    """Return the files that nothing reads: most likely a name mistyped."""
    known = {*DATA_FILES, *REFERENCE_FILES, *ADDRESSES, "registry.jsonl", SUMS, *texts}
    folders = {name.split("/")[0] for name in texts if "/" in name}
    problems = []
    for name in sorted(shelf.names):
        ignored = name.startswith(".") or name.lower().endswith((".md", ".csl", ".txt"))
        if name in known or name in folders or ignored:
            continue
        if name == PROPOSALS:
            problems += _count_proposals(shelf)
            continue
        nearest = find_nearest(name, known)
        mend = f'name it "{nearest}", or move it away' if nearest else "move it away"
        at = Position(shelf.name(name))
        problems.append(
            Problem("V119", at, "nothing reads this file", mend=mend, severity="advice")
        )
    return problems


def _count_proposals(shelf: _Shelf) -> list[Problem]:
    """Return an advice that corrections wait for their editor, if any do."""
    path = shelf.name(PROPOSALS)
    names, problems = list_folder(shelf.folder / PROPOSALS, path=path)
    count = sum(name.endswith(".yml") for name in names)
    if count:
        text = f"{count} correction{'s' if count > 1 else ''} proposed, neither made nor refused"
        mend = "move a file to emendations/ to make its correction, or delete it; then run `variorum ids`"
        problems.append(Problem("V417", Position(path), text, mend=mend, severity="advice"))
    return problems
