"""What somebody wants to add to an edition: the texts it is about, and whether it would be good there, before it is written."""

from dataclasses import dataclass, replace
from pathlib import Path

from variorum.annotate import annotate, find_places
from variorum.establish import establish
from variorum.model import RegisteredId, Text
from variorum.problems import Problem, has_errors, sort_problems
from variorum.read.article import Source
from variorum.read.folder import Folder, parse_emendation_file, parse_note_file, read_folder
from variorum.read.limits import NOTE_BODY
from variorum.read.schema import AnnotationFile
from variorum.reading import Words
from variorum.reuse import make_anew
from variorum.texts import identify_texts

COMMENTARY = ("annotations/", "sidebars/", "timeline.yml", "glossary.yml", "people.yml", "map.yml")
"""What may be unfinished, and hinders nobody who adds something else."""


@dataclass(frozen=True, slots=True)
class TextsRead:
    """The texts of an edition with their ids."""

    folder: Path
    files: Folder
    texts: tuple[Text, ...]
    """None where its files forbid to give the blocks their ids."""
    printed: tuple[Words, ...]
    """The words of each copy-text."""
    registered: tuple[RegisteredId, ...]
    """Every id ever published."""
    problems: tuple[Problem, ...]

    def list_hindrances(self) -> list[Problem]:
        """List the errors in what makes the words and their ids, or in the references."""
        beside = tuple(f"{self.files.path}/{name}" for name in COMMENTARY)
        return [
            problem
            for problem in self.problems
            if problem.severity == "error" and not problem.position.path.startswith(beside)
        ]

    def has_note(self, stem: str) -> bool:
        """Say whether a note of this name is there or ever was, whose address stays its own."""
        ids = {item.id for item in self.registered} | self.files.unread
        return f"note-{stem}" in ids or any(e.name == stem for e in self.files.annotations)

    def has_emendation(self, name: str) -> bool:
        """Say whether a correction of this name is there."""
        is_unread = f"emendation-{name}" in self.files.unread
        return is_unread or any(entry.fields.id == name for entry in self.files.emendations)


def read_texts(folder: Path, *, root: Path) -> TextsRead:
    """Read the texts of an edition without its commentary; ids are those that `variorum ids` has given or would give.

    Args:
        folder: The edition's.
        root: The project's; paths in problems are relative to it.
    """
    files, problems = read_folder(folder, root=root, keep=make_anew)
    established, bad = establish(files, keep=make_anew)
    texts, registered, unlike = identify_texts(
        files, established, preview=True, quiet=has_errors(bad), keep=make_anew
    )
    return TextsRead(
        folder=folder,
        files=files,
        texts=texts,
        printed=tuple(text.words for text in established),
        registered=registered,
        problems=sort_problems([*problems, *bad, *unlike]),
    )


def check_note(read: TextsRead, stem: str, *, content: str) -> list[Problem]:
    """Return what would be wrong with a note's file, but for what only the check of the whole edition sees in its body.

    Args:
        read: The edition that it shall be added to.
        stem: The file's name without its ending.
        content: The file's.
    """
    source = Source(f"{read.files.path}/annotations/{stem}.md", content, "")
    entry, problems = parse_note_file(stem, source, AnnotationFile, NOTE_BODY)
    if entry:
        places = find_places(read.texts, read.registered)
        problems += annotate([entry], places, keep=make_anew)[1]
    return problems


def check_emendation(read: TextsRead, name: str, *, content: str) -> list[Problem]:
    """Return what would be wrong with a correction's file, beside the others; arguments as for `check_note`."""
    path = f"{read.files.path}/emendations/{name}.yml"
    entry, problems = parse_emendation_file(name, Source(path, content, ""))
    if entry is None:
        return problems
    with_it = replace(read.files, emendations=(*read.files.emendations, entry))
    _, bad = establish(with_it, keep=make_anew)
    known = set(read.problems)
    return [*problems, *(problem for problem in bad if problem not in known)]
