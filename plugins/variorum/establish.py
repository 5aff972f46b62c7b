"""Copy-texts + emendations → the texts as the edition reads them, not yet with ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from variorum.blocks import print_blocks
from variorum.emend import DeclaredEmendation, emend, find_edits
from variorum.fold import fold, is_blank
from variorum.model import BlockKind, PrintedBlock
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.folder import Entry, Folder
from variorum.read.schema import EditionFile, EmendationFile, TextFile
from variorum.reading import Emended, Words, join_blocks
from variorum.reuse import Keep
from variorum.selection import Selection

PLAIN: frozenset[BlockKind] = frozenset({"paragraph", "heading", "verse"})
"""Kinds of block that hold no others, nor white space at their ends."""
PICTURED: frozenset[BlockKind] = frozenset({"figure", "footnote"})
"""Kinds of block that may be printed without words, for their pictures."""


@dataclass(frozen=True, slots=True)
class Established:
    """One text as the edition reads it."""

    fields: TextFile
    words: Words
    emended: Emended


def establish(folder: Folder, *, keep: Keep) -> tuple[tuple[Established, ...], list[Problem]]:
    """Return the texts of an edition as it reads them; those of a copy-text that can't be read are left out.

    Args:
        folder: What the edition's files say.
        keep: Gives back what was made of the same files before.
    """
    edition = folder.edition
    if edition is None:
        return (), []
    problems: list[Problem] = []
    fields: list[TextFile] = []
    words: list[Words] = []
    for index, (text, source) in enumerate(folder.sources):
        if source is None:
            continue
        read = partial(_read_words, edition, index, source)
        printed, bad = keep(("words", index), (edition, source), read)
        problems += bad
        if printed:
            fields.append(text)
            words.append(printed)
    declared, bad = _declare(folder.emendations)
    problems += bad
    if len(words) < len(folder.sources):
        declared = []  # an unread copy-text may hold the words
    edits, bad = keep(("edits",), (declared, words), partial(find_edits, declared, words))
    problems += _add_repairs(folder, words, bad)
    texts = []
    language = edition.fields.language
    for text, printed, found in zip(fields, words, edits, strict=True):
        apply = partial(emend, printed, found, rules=text.regularise, language=language)
        inputs = (printed, found, text.regularise, language)
        emended = keep(("emended", text.slug), inputs, apply)
        texts.append(Established(text, printed, emended))
        problems += _find_broken(folder, emended)
    return tuple(texts), problems


def _read_words(
    edition: Entry[EditionFile], index: int, source: Source
) -> tuple[Words | None, list[Problem]]:
    """Return the words of one copy-text, its blocks parted into front matter, body and back matter."""
    steps: tuple[str | int, ...] = ("text",) if edition.fields.text else ("texts", index)
    text = edition.fields.text or (edition.fields.texts or [])[index]
    problems = _check_digest(edition, steps, text, source)
    printed, bad = print_blocks(source, Selection(text.within, tuple(text.without)))
    problems += [
        replace(problem, position=edition.at(*steps, problem.text.partition(":")[0].strip('"')))
        if problem.code == "V408"
        else problem
        for problem in bad
    ]
    if not printed:
        return None, problems
    parted, bad = _part(printed, edition, steps, text)
    return join_blocks(parted), [*problems, *bad]


def _check_digest(
    edition: Entry[EditionFile], steps: tuple[str | int, ...], text: TextFile, source: Source
) -> list[Problem]:
    if source.sha256 == text.sha256:
        return []
    found = f'the copy-text "{text.file}" is not the one the edition is based on: its SHA-256 is {source.sha256}'
    mend = "restore the file (`git restore`, without converting line ends); corrections go to emendations/"
    return [Problem("V403", edition.at(*steps, "sha256"), found, mend=mend)]


def _part(
    printed: tuple[PrintedBlock, ...],
    edition: Entry[EditionFile],
    steps: tuple[str | int, ...],
    text: TextFile,
) -> tuple[tuple[PrintedBlock, ...], list[Problem]]:
    """Tell front matter, body and back matter apart by the words that open and close the body."""
    prose = fold_prose(printed)
    first = list_opened(prose, fold(text.body.from_))
    last = list_closed(prose, fold(text.body.to))
    problems = []
    for name, verb, found in (("from", "opens", first), ("to", "closes", last)):
        if len(found) != 1:
            at = edition.at(*steps, "body", name)
            what = f'"body.{name}" {verb} {len(found) or "no"} blocks of the copy-text, not one'
            more = (
                "begins, if need be on into the next block"
                if name == "from"
                else "ends, if need be those of the block before too"
            )
            mend = f"copy more of the words with which the body {more}"
            problems.append(Problem("V404", at, what, mend=mend))
    if not problems and first[0] > last[0]:
        at = edition.at(*steps, "body", "to")
        text_ = '"body.to" closes a block before the one that "body.from" opens'
        problems.append(Problem("V404", at, text_, mend="exchange the two, or correct them"))
    if problems:
        return printed, problems
    return part_blocks(printed, first[0], last[0]), []


def fold_prose(printed: Iterable[PrintedBlock]) -> list[str]:
    """Return the words of each block as those of `body` compare with them; footnotes, which stand apart, have none."""
    return [fold(block.text) if block.kind != "footnote" else "" for block in printed]


def part_blocks(printed: Sequence[PrintedBlock], first: int, last: int) -> tuple[PrintedBlock, ...]:
    """Return the blocks as front matter, body and back matter, given the first block of the body and its last."""
    return tuple(
        block
        if block.kind == "footnote" or first <= i <= last
        else replace(block, part="front" if i < first else "back")
        for i, block in enumerate(printed)
    )


def list_closed(prose: Sequence[str], closing: str) -> list[int]:
    """List the blocks that some words close, as `list_opened` does from the other end."""
    # what closes a text opens it when all is read from the end
    backwards = [words[::-1] for words in reversed(prose)]
    return [len(prose) - 1 - i for i in list_opened(backwards, closing[::-1])]


def list_opened(prose: Sequence[str], opening: str) -> list[int]:
    """List the blocks that some words open, which may run on into those that follow.

    The one that they are the whole of, if there is one only, wins over those that they only open.
    """
    if not opening:
        return []
    joined = " ".join(filter(None, prose))
    starts: dict[int, int] = {}
    at = 0
    for i, words in enumerate(prose):
        if words:
            starts[at] = i
            at += len(words) + 1
    found = [start for start in starts if joined.startswith(opening, start)]
    # where the next block begins, or the text ends
    whole = [
        start
        for start in found
        if start + len(opening) + 1 in starts or start + len(opening) + 1 == at
    ]
    return [starts[start] for start in (whole if len(whole) == 1 else found)]


def _declare(
    entries: tuple[Entry[EmendationFile], ...],
) -> tuple[list[DeclaredEmendation], list[Problem]]:
    declared: list[DeclaredEmendation] = []
    problems: list[Problem] = []
    seen: dict[str, Position] = {}
    for entry in entries:
        fields = entry.fields
        at = entry.at("id")
        if fields.id in seen:
            first = seen[fields.id]
            where = "on" if first.path == at.path else f"in {first.path}, on"
            text = f'two emendations with the id "{fields.id}", the first {where} line {first.line}'
            problems.append(Problem("V415", at, text, mend="give each its own id"))
            continue
        seen[fields.id] = at
        declared.append(
            DeclaredEmendation(
                id=fields.id,
                source=fields.source,
                reading=fields.reading,
                kind=fields.kind,
                times=fields.times,
                at=entry.at("source"),
            )
        )
    return declared, problems


def _add_repairs(
    folder: Folder, words: Sequence[Words], problems: Sequence[Problem]
) -> list[Problem]:
    """Return the problems, those of words printed nowhere with what mends them where that is certain."""
    if all(problem.code != "V410" for problem in problems):
        return list(problems)
    from variorum.recovery import recover_source  # most corrections are found

    entries = {entry.at("source"): entry for entry in folder.emendations}
    return [
        replace(problem, repair=recover_source(entries[problem.position], words))
        if problem.code == "V410"
        else problem
        for problem in problems
    ]


def _find_broken(folder: Folder, emended: Emended) -> list[Problem]:
    """Return the emendations that leave a block without words, or a line end where one begins or ends."""
    at = {entry.fields.id: entry.at("reading") for entry in folder.emendations}
    problems = []
    for block in emended.blocks:
        is_picture = block.kind in PICTURED and any(r.kind == "image" for r in block.ranges)
        if is_blank(block.text) and not is_picture:
            code, what = "V416", "leaves a block without words"
            mend = "delete the block by one emendation whose source is all of its words"
        elif block.kind in PLAIN and block.text != block.text.strip("\n"):
            code, what = "V414", "leaves the end of a line where a block begins or ends"
            mend = "delete that line's end too; one empty line parts two blocks, and `|-` leaves none after a reading"
        else:
            continue
        for change in emended.changes:
            touches = (
                change.reading.start <= block.span.end and block.span.start <= change.reading.end
            )
            if touches and change.emendation in at:
                text = f'emendation "{change.emendation}" {what}'
                problems.append(Problem(code, at[change.emendation], text, mend=mend))
    return problems
