"""Two states of an edition's files → what differs, and the same in Markdown for whoever reviews it."""

from variorum.changes.compare import compare
from variorum.changes.markdown import write_changes
from variorum.changes.model import Change, EditionChanges

__all__ = ["Change", "EditionChanges", "compare", "write_changes"]
