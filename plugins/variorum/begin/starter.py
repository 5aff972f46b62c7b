"""What a project of its own has beside its editions: the files of the forge, shipped as they are written."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

FOLDER = "starter"


def list_starter() -> dict[str, bytes]:
    """Return the files with which a project begins, by their paths."""
    return dict(_walk(resources.files("variorum") / FOLDER, ""))


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{before}{entry.name}/")
        else:
            yield f"{before}{entry.name}", entry.read_bytes()
