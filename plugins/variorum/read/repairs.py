"""A value that may not stand in a file → the one that was certainly meant; used by `data`."""

import re
from collections.abc import Mapping

from yaml.events import ScalarEvent

from variorum.problems import Position, Repair
from variorum.sure import MisspeltError, repair_word

CHOICES = re.compile(r"'([^']*)'")
"""What a value may be, as the engine says it: "input should be 'context' or 'explanation'"."""

_ONE_NAME = re.compile(r"\w[\w .’'-]*\w\.?")  # A. Stranger, but not "one, two"
_NO_COMMENT = re.compile(r"[ \t]+#\w")  # "#1", but not "# one"


def repair_value(error: Mapping[str, object], at: Position) -> Repair | None:
    """Return what makes a value one that may stand there, where that is certain.

    Args:
        error: As pydantic-core describes it.
        at: Where the value stands.
    """
    value, context = error.get("input"), error.get("ctx")
    if not isinstance(value, str):
        return None
    cause = context.get("error") if isinstance(context, dict) else None
    if isinstance(cause, MisspeltError):
        return Repair(at, value, cause.instead)
    if error["type"] == "literal_error":
        return repair_word(at, value, CHOICES.findall(str(error["msg"])))
    if error["type"] == "list_type" and _ONE_NAME.fullmatch(value):
        return Repair(at, value, f"[{value}]")
    return None


def repair_cut(source: str, at: Position, event: ScalarEvent, name: str) -> Repair | None:
    """Return what makes a value whole that ends at a number or a word with `#`, which no comment begins with.

    Args:
        source: The YAML.
        at: Where the value stands.
        event: The value, plain, as it was read.
        name: Of its field.
    """
    assert event.start_mark is not None  # libyaml marks every event
    assert event.end_mark is not None
    start, end = event.start_mark.index, event.end_mark.index
    before = source[source.rfind("\n", 0, start) + 1 : start]
    field = re.fullmatch(rf"((?:- |[ ])*){name}:[ ]+", before)
    value, rest = source[start:end], source[end:].partition("\n")[0]
    if not field or "\n" in value or not _NO_COMMENT.match(rest):
        return None
    indent = " " * (len(field[1]) + 2)
    return Repair(at, f"{value}{rest}", f"|-\n{indent}{value}{rest.rstrip()}")
