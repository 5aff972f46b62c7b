"""An entry that is new or changed → what a reviewer is told of it in short, and what to see to."""

from collections.abc import Iterator

from variorum.changes.items import Item
from variorum.changes.sources import References
from variorum.changes.values import show_value
from variorum.prose.passages import MARKS
from variorum.read.schema import AnnotationFile, EmendationFile

UNREAD = frozenset({"memory", "partly", ""})
"""What a source's `verified` says where nobody has read all that is cited."""
CITING = frozenset({"note", "essay", "event"})
"""What states facts, most often."""


def list_facts(item: Item) -> Iterator[str]:
    """Yield what an entry is: its kind, up to when it holds, who wrote it, when, what became of it."""
    fields = item.fields
    if isinstance(fields, AnnotationFile | EmendationFile):
        yield fields.kind
    if as_of := getattr(fields, "as_of", None):
        yield f"as of {as_of}"
    if by := getattr(fields, "by", None):
        yield f"by {show_value(by)}"
    if isinstance(fields, AnnotationFile | EmendationFile):
        yield str(fields.date)
    if isinstance(fields, AnnotationFile):
        reviewed = fields.reviewed
        yield f"{fields.status} by {show_value(reviewed)}" if reviewed else fields.status


def list_looks(
    before: Item | None, item: Item, known: References, *, editors: frozenset[str], is_found: bool
) -> Iterator[str]:
    """Yield what a reviewer must see to.

    Args:
        before: The entry as it was.
        item: As it is.
        known: All references, by id.
        editors: Of the edition, who may review what they sign together.
        is_found: Whether the passage that it is about was found.
    """
    fields = item.fields
    if isinstance(fields, EmendationFile):
        if not is_found:
            yield "its words were not found in the text: see what the check says"
        yield "look the words up in another copy or print, or see that they are plainly a slip"
    if isinstance(fields, AnnotationFile):
        if not is_found:
            yield f"its quote was not found in {fields.target}: see what the check says"
        yield from _look_at_status(before, fields, editors)
    if before is None or before.source != item.source:
        if not item.cited and item.what in CITING:
            yield "it cites nothing: does it state facts?"
        if any(mark in item.source for mark in MARKS):
            yield "compare what it quotes with the source"
        for key in item.cited:
            if key in known and known[key].verified in UNREAD:
                yield f"open {key}: how far it was read is {known[key].verified or 'not said'}"


def _look_at_status(
    before: Item | None, fields: AnnotationFile, editors: frozenset[str]
) -> Iterator[str]:
    was = before.fields if before else None
    reviewed = fields.reviewed
    if fields.status == "draft":
        yield "a draft: once it is good, sign it by its status and who reviewed it"
    elif reviewed is None:
        yield f"{fields.status}, and nobody is named who reviewed it"
    elif isinstance(was, AnnotationFile) and was.reviewed == reviewed:
        yield f"it was reviewed on {reviewed.date}, before this change"
    elif set(reviewed.by) <= set(fields.by) - editors:
        yield "reviewed by whoever wrote it"
    if isinstance(was, AnnotationFile) and was.target != fields.target:
        yield f"it moves from {was.target} to {fields.target}"
