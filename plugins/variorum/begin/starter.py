"""What a project of its own has beside its editions: the files of the forge and of editors, shipped as they are written."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

FOLDER = "starter"
SCHEMAS = ".vscode/schemas"
"""Where a project has the JSON Schemas of its files."""

_PUBLISHED = "edition.schema.json"
"""Of `edition.json`, which nobody writes by hand."""


def list_starter() -> dict[str, bytes]:
    """Return the files with which a project begins, by their paths."""
    return dict(_walk(resources.files("variorum") / FOLDER, "")) | list_schemas()


def list_schemas() -> dict[str, bytes]:
    """Return the JSON Schemas of the files that editors write, by their paths in a project."""
    schemas = dict(_walk(resources.files("variorum") / "schemas", f"{SCHEMAS}/"))
    del schemas[f"{SCHEMAS}/{_PUBLISHED}"]
    return schemas


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{before}{entry.name}/")
        else:
            yield f"{before}{entry.name}", entry.read_bytes()
