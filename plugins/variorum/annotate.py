"""Note files + identified texts → anchored notes: what each is aimed at, and the passage it quotes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from variorum.anchor import SOUGHT, AmbiguousQuoteError, find_all, find_passage
from variorum.misquoted import describe_ambiguity, describe_delay, describe_loss
from variorum.model import Block, RegisteredId, Span, Target, Text
from variorum.problems import Position, Problem, Repair, find_nearest
from variorum.read.folder import Entry
from variorum.read.schema import AnnotationFile
from variorum.reuse import Keep


@dataclass(frozen=True, slots=True)
class Places:
    """The blocks that notes can be aimed at, and the ids that no longer name one."""

    texts: tuple[Text, ...]
    blocks: Mapping[tuple[str, str], Block]
    retired: Mapping[tuple[str, str], RegisteredId]

    def find(self, name: str, find_position: Callable[[], Position]) -> Target | Problem:
        """Find the block that a target names, or say what is wrong with the name, and where it stands."""
        slug, _, block = name.rpartition("#")
        if not slug and len(self.texts) == 1:
            slug = self.texts[0].slug
        if (slug, block) in self.blocks:
            return Target(slug, block)
        at = find_position()
        written = name.removesuffix(block)  # `chapter#`, or nothing
        if (slug, block) in self.retired:
            gone = self.retired[slug, block]
            successors = ", ".join(
                (item if "#" in item else written + item).removeprefix("#")
                for item in gone.leads_to
            )
            mend = f"write {successors}" if successors else "aim it at another block"
            text = f'"{name}" was retired on {gone.retired}: {gone.fate}'
            return Problem("V203", at, text, mend=mend)
        if slug not in {text.slug for text in self.texts}:
            return self._describe_lost_text(slug, block, at)
        ids = [written + known for text, known in self.blocks if text == slug]
        near = find_nearest(name, ids)
        mend = f'write "{near}"' if near else "choose a block of the text"
        return Problem("V202", at, f'no block "{name}"', mend=f"{mend}; there are {_list(ids)}")

    def find_successor(self, name: str) -> str | None:
        """Find the one block that a retired id leads to, as a target names it; None where it is none, or leads to several."""
        slug, _, block = name.rpartition("#")
        if not slug and len(self.texts) == 1:
            slug = self.texts[0].slug
        gone = self.retired.get((slug, block))
        if gone is None or len(gone.leads_to) != 1:
            return None
        (heir,) = gone.leads_to
        written = heir if "#" in heir else name.removesuffix(block) + heir
        return written.removeprefix("#")

    def _describe_lost_text(self, slug: str, block: str, at: Position) -> Problem:
        slugs = [text.slug for text in self.texts if text.slug]
        near = find_nearest(slug, slugs)
        there = [f"{text}#{block}" for text in slugs if (text, block) in self.blocks]
        if not slug and there:
            mend = f"write which: {_list(there)}"
        else:
            mend = f'write "{near}#{block}"' if near else f"choose one of {_list(slugs)}"
        if not slugs:  # the one text of an edition has no name
            mend = f'write "{block}"'
        text = f'no text "{slug}"' if slug else f'"{block}" does not say of which text it is'
        return Problem("V202", at, text, mend=mend)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A note and the passage it explains."""

    entry: Entry[AnnotationFile]
    target: Target
    anchor: Span
    quote: str
    """The passage as the edition reads it."""


def find_places(texts: Sequence[Text], registered: Iterable[RegisteredId]) -> Places:
    """Return the blocks and retired ids of the texts, for notes to be aimed at."""
    return Places(
        texts=tuple(texts),
        blocks={(text.slug, block.id): block for text in texts for block in text.blocks},
        retired={(gone.text, gone.id): gone for gone in registered if gone.retired},
    )


def annotate(
    entries: Iterable[Entry[AnnotationFile]], places: Places, *, keep: Keep
) -> tuple[list[Anchored], list[Problem]]:
    """Anchor the annotations of an edition.

    Args:
        entries: Their files.
        places: Of the edition.
        keep: Gives back what was found for the same notes before.

    Returns:
        The anchored ones in the order in which their references are met in reading, text by text; and what is
        wrong with the others.
    """
    anchored: list[Anchored] = []
    problems: list[Problem] = []
    lost = 0
    for entry in entries:
        target = places.find(entry.fields.target, partial(entry.at, "target"))
        if isinstance(target, Problem):
            problems.append(_follow_retired(entry, target, places))
            continue
        note, problem = _anchor(entry, target, places, keep, seek=lost < SOUGHT)
        if note:
            anchored.append(note)
        if problem:
            problems.append(problem)
            lost += problem.code == "V204"
    order = {key: i for i, key in enumerate(places.blocks)}
    anchored.sort(
        key=lambda note: (
            order[note.target.text, note.target.block],
            note.anchor.end,
            note.entry.fields.kind == "hindsight",  # what came after is told last
            -note.anchor.start,
            note.entry.name,
        )
    )
    return anchored, problems


def find_targets(
    names: Sequence[str], places: Places, at: Callable[..., Position]
) -> tuple[tuple[Target, ...], list[Problem]]:
    """Find the blocks that a sidebar or a timeline's row is attached to.

    Args:
        names: As the file has them.
        places: Of the edition.
        at: Gives the place of a field: `at("targets", 0)`.
    """
    found = [places.find(name, partial(at, "targets", i)) for i, name in enumerate(names)]
    return (
        tuple(item for item in found if isinstance(item, Target)),
        [item for item in found if isinstance(item, Problem)],
    )


def _anchor(
    entry: Entry[AnnotationFile], target: Target, places: Places, keep: Keep, *, seek: bool
) -> tuple[Anchored | None, Problem | None]:
    fields = entry.fields
    block = places.blocks[target.text, target.block]
    find = partial(
        find_passage, fields.quote, block.text, prefix=fields.prefix, suffix=fields.suffix
    )
    try:
        span = keep(("anchor", entry.name), (entry, block.text), find)
    except AmbiguousQuoteError as error:
        return None, describe_ambiguity(entry, block, error.spans)
    if span:
        return Anchored(entry, target, span, block.text[span.start : span.end]), None
    from variorum.recovery import find_uncorrected  # most quotes are found

    text = next(text for text in places.texts if text.slug == target.text)
    if not (found := find_uncorrected(fields, text, block)):
        return None, describe_loss(entry, target, places.texts, seek=seek)
    span, corrections = found
    words = block.text[span.start : span.end]
    return Anchored(entry, target, span, words), describe_delay(
        entry, block.text, span, corrections
    )


def _follow_retired(entry: Entry[AnnotationFile], problem: Problem, places: Places) -> Problem:
    """Return the problem of a retired target, with its repair where the quote stands in what took its place."""
    fields = entry.fields
    name = places.find_successor(fields.target)
    target = places.find(name, partial(entry.at, "target")) if name else None
    if not name or not isinstance(target, Target):
        return problem
    text = places.blocks[target.text, target.block].text
    if len(find_all(fields.quote, text, prefix=fields.prefix, suffix=fields.suffix)) != 1:
        return problem
    return replace(problem, repair=Repair(problem.position, fields.target, name))


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:40]) + (" …" if len(names) > 40 else "")
