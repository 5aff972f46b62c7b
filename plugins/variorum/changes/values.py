"""Records of files, before and after → the fields that differ, each value as a person would say it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from variorum.changes.items import Fields
from variorum.read.schema import EditionFile
from variorum.read.spec import WRITTEN

Record = Fields | EditionFile


def compare_fields(old: Record, new: Record, *, leave: str) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of two records of a kind that differ, by their names in the file, with both values.

    Args:
        old: As it was.
        new: As it is.
        leave: A field that is compared by itself.
    """
    for field in fields(new):
        before, after = getattr(old, field.name, None), getattr(new, field.name)
        if field.name != leave and before != after:
            name = field.metadata.get(WRITTEN) or field.name.rstrip("_").replace("_", "-")
            yield name, show_value(before), show_value(after)


def compare_mappings(
    old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of two mappings that differ; likewise."""
    for name in dict.fromkeys((*old, *new)):
        before, after = show_value(old.get(name)), show_value(new.get(name))
        if before != after:
            yield name, before, after


def show_value(value: object) -> str:
    """Return a value in a line."""
    if value is None:
        return ""
    if is_dataclass(value) and not isinstance(value, type):
        return show_value([getattr(value, field.name) for field in fields(value)])
    if isinstance(value, Mapping):
        return show_value(list(value.values()))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(show_value, value)))
    return str(value)
