"""Items of CSL-JSON as a file of it.

Source: CSL's schema of input data, `csl-data.json`, 1.0.2.
"""

import json
from collections.abc import Iterable

from variorum.citable import Item

_UNLISTED = frozenset({"license"})
"""Variables of CSL 1.0.2 that its schema of input data leaves out."""
_WORDS = frozenset({"section", "version"})
"""Numbers that it takes as texts only."""
_ASIDE = _UNLISTED | _WORDS

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def write_csl_json(items: Iterable[Item]) -> str:
    """Return a list of the items in their order, a variable a line."""
    written = ",\n".join(map(_write_item, items))
    return f"[\n{written}\n]\n" if written else "[]\n"


def _write_item(item: Item) -> str:
    if not _ASIDE.isdisjoint(item):
        item = _fit(item)
    lines = ",\n".join([f"    {_encode(name)}: {_encode(value)}" for name, value in item.items()])
    return f"  {{\n{lines}\n  }}"


def _fit(item: Item) -> Item:
    """Return an item as the schema has it: what it has no place for under `custom`, which is made for that."""
    fitted = {
        name: str(value) if name in _WORDS else value
        for name, value in item.items()
        if name not in _UNLISTED
    }
    if moved := {name: value for name, value in item.items() if name in _UNLISTED}:
        custom = item.get("custom")
        fitted["custom"] = {**(custom if isinstance(custom, dict) else {}), **moved}
    return fitted
