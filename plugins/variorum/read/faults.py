"""What the engine of `read.spec` finds wrong with a value → what a problem says of it, and how to mend it."""

import re
from collections.abc import Mapping

from variorum.problems import find_nearest
from variorum.read.repairs import CHOICES

MEND = "; mend: "
"""Parts the two in what a check of ours says."""
_FIELDS = ("should be a group of fields", "write them as `name: value` lines")
_WORDS: Mapping[str, tuple[str, str]] = {
    "dataclass_type": _FIELDS,
    "dict_type": _FIELDS,
    "list_type": ("should be a list", "put it between [ and ], or write each entry after a hyphen"),
    "string_type": ("should be words", "write it in quotation marks, or after `|-`"),
    "string_too_short": ("should not be empty", "write it, or delete the line"),
    "string_too_long": ("should have at most {max_length} characters", "shorten it"),
    "too_short": ("should have an entry", "write at least one"),
    "too_long": ("should have at most {max_length} entries", "leave some of them out"),
    "int_type": ("should be a whole number", "write it in digits, without quotation marks"),
    "float_type": ("should be a number", "write it in digits, without quotation marks"),
    "finite_number": ("should be a number", "write it in digits"),
    "bool_type": ("should be true or false", "write `true` or `false`, without quotation marks"),
    "greater_than_equal": ("should be {ge:.10g} or more", "write a number from {ge:.10g} on"),
    "less_than_equal": ("should be {le:.10g} or less", "write a number up to {le:.10g}"),
    "literal_error": ("should be {expected}", "write {expected}"),
}
"""Text and mend, by the engine's name of the fault: pydantic-core's documentation, "Validation errors"."""
_BLOCK_ID = (
    "should be the id of a block",
    "write it as `p3`, or in an edition of several texts as `slug#p3`",
)
_MEANT = re.compile(r"(?:\S*#|¶\s*)?([a-z])?\s*(\d+[a-z]?)")
"""A block's id as it is copied from elsewhere: `P5`, `¶5`, `https://example.org/letter/#p5`."""
_ADDRESS = (
    "should be small letters, digits and single hyphens",
    "write it as in `silly-affection`",
)
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "target": _BLOCK_ID,
    "targets": _BLOCK_ID,
    "id": _ADDRESS,
    "see": ("should be the name of a note", "write the name of the note's file without .md"),
    "sha256": ("should be 64 figures from 0 to f", "give the file's SHA-256, in small letters"),
}
"""Text and mend for what is not written as it should be, by the field."""
_OTHER = "write it as the guide's list of fields says"


def describe_value(error: Mapping[str, object], path: tuple[str | int, ...]) -> tuple[str, str]:
    """Return what a value should be, and how to mend it.

    Args:
        error: As pydantic-core gives it, with `type`, `msg`, `ctx` and `input`.
        path: Of the value.
    """
    kind, limits = str(error["type"]), error.get("ctx")
    if kind == "string_pattern_mismatch":
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        text, mend = _PATTERNS.get(name, ("is not written as it should be", _OTHER))
        meant = _MEANT.fullmatch(str(error.get("input")).strip().casefold())
        if text == _BLOCK_ID[0] and meant:
            mend = f"write `{meant[1] or 'p'}{meant[2]}`"
    elif kind in _WORDS:
        values = limits if isinstance(limits, dict) else {}
        text, mend = (words.format(**values) for words in _WORDS[kind])
    else:
        message = str(error["msg"]).removeprefix("Value error, ")
        text, _, mend = message.partition(MEND)
        text = f"{text[:1].lower()}{text[1:]}"
    if kind == "literal_error":
        nearest = find_nearest(str(error.get("input")), CHOICES.findall(text))
        mend = f'write "{nearest}"' if nearest else mend
    elif kind == "string_type" and error.get("input") is None:
        mend = "write it, or delete the line"
    return text, mend or _OTHER
