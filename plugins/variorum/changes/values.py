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
    was = _list_fields(old)
    for name, after in _list_fields(new).items():
        if name != leave and was.get(name) != after:
            yield from _compare(name, was.get(name), after)


def _list_fields(record: object) -> dict[str, object]:
    """Return the fields of a group by their names in the file, none of what is no group."""
    if not is_dataclass(record) or isinstance(record, type):
        return {}
    return {
        field.metadata.get(WRITTEN) or field.name.rstrip("_").replace("_", "-"): getattr(
            record, field.name
        )
        for field in fields(record)
    }


def _compare(name: str, before: object, after: object) -> Iterator[tuple[str, str, str]]:
    """Yield a field that differs; of a group its own fields, of a list of groups only those that differ."""
    was, now = _list_fields(before), _list_fields(after)
    if was and now:
        for inner, value in now.items():
            if was.get(inner) != value:
                yield from _compare(f"{name}.{inner}", was.get(inner), value)
        return
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        gone = [item for item in before if item not in after]
        fresh = [item for item in after if item not in before]
        if (gone or fresh) and all(map(_list_fields, [*gone, *fresh])):
            before, after = gone, fresh
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
    if isinstance(value, bool):
        return str(value).lower()
    if group := _list_fields(value):
        return show_value(list(group.values()))
    if isinstance(value, Mapping):
        return show_value(list(value.values()))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(show_value, value)))
    return str(value)
