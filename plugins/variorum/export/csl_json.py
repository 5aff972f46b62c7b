"""Items of CSL-JSON as a file of it.

Source: CSL's schema of input data, `csl-data.json`, 1.0.2.
"""

import json
from collections.abc import Iterable

from variorum.citable import Item

_UNLISTED = ("license",)
"""A variable of CSL 1.0.2 that its schema of input data leaves out, and with it what reads by the schema."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def write_csl_json(items: Iterable[Item]) -> str:
    """Return a list of the items in their order, a variable a line."""
    written = ",\n".join(map(_write_item, items))
    return f"[\n{written}\n]\n" if written else "[]\n"


def _write_item(item: Item) -> str:
    if any(variable in item for variable in _UNLISTED):
        item = _move_unlisted(item)
    lines = ",\n".join([f"    {_encode(name)}: {_encode(value)}" for name, value in item.items()])
    return f"  {{\n{lines}\n  }}"


def _move_unlisted(item: Item) -> Item:
    """Return an item with what the schema has no place for under `custom`, which is made for that."""
    custom = item.get("custom")
    moved = {variable: item[variable] for variable in _UNLISTED if variable in item}
    kept = {variable: value for variable, value in item.items() if variable not in moved}
    return {**kept, "custom": {**(custom if isinstance(custom, dict) else {}), **moved}}
