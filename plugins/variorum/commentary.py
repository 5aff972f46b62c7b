"""What an edition's file holds its commentary to: the length of notes and essays, and what is known of each source."""

from collections.abc import Iterable, Iterator, Sequence

from variorum.problems import Problem
from variorum.prose import count_words
from variorum.read.references import RawReference
from variorum.read.schema import CommentaryFile
from variorum.written import Written

RESPONSIBLE = ("author", "editor", "container-title", "publisher", "authority")
"""Fields of CSL of which one says who answers for a source."""


def check_lengths(written: Sequence[Written], wanted: CommentaryFile) -> Iterator[Problem]:
    """Yield the notes and essays that are longer than the edition allows."""
    limits = {
        "annotations": ("note", wanted.note_words),
        "sidebars": ("essay", wanted.sidebar_words),
    }
    for item in written:
        name, limit = limits.get(item.kind, ("", None))
        if limit is None:
            continue
        count = count_words(item.passages)
        if count > limit:
            text = (
                f"{'an' if name == 'essay' else 'a'} {name} of {count:,} words, {limit:,} at most"
            )
            yield Problem("V217", item.at, text, mend=f"shorten it by {count - limit:,}")


def check_particulars(references: Iterable[RawReference]) -> Iterator[Problem]:
    """Yield the references of a strict edition of which something is not said that a reader needs to judge them."""
    for reference in references:
        missing = [f"`{name}`" for name in ("title", "issued") if name not in reference.csl]
        if not any(name in reference.csl for name in RESPONSIBLE):
            missing.append("`author`, or the `container-title` or `publisher` that stands for one")
        missing += [
            f"`custom.{name}`"
            for name in ("tier", "verified", "evidence")
            if not getattr(reference, name)
        ]
        if missing:
            text = f'the reference "{reference.id}" lacks {_list(missing)}'
            mend = "say it in the file of references"
            if "issued" not in reference.csl:
                mend += '; of what has no date: "issued": {"literal": "undated"}'
            yield Problem("V512", reference.find_position(), text, mend=mend)


def _list(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
