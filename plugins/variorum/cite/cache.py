"""What `cite` keeps between builds: a file that may be stale, broken, deleted or written by two builds at once."""

import contextlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from variorum.cite.markup import is_clean

FILE_NAME = "citations.json"
SPARE = 4
"""The file may hold this many times what one build uses, and `SPARE_RECORDS` more, before the rest is dropped."""
SPARE_RECORDS = 2_000
LARGEST = 200_000_000
"""Bytes; a larger file is not read."""

ClusterRecord = tuple[str, str, str, str]
EntryRecord = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """Formatted citations and entries by their digests."""

    clusters: Mapping[str, ClusterRecord] = field(default_factory=dict)
    """HTML and text within a sentence; HTML and text as a sentence."""
    entries: Mapping[str, EntryRecord] = field(default_factory=dict)
    """HTML and text."""
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of a list of works in the style's order."""

    def merge(self, other: "Records") -> "Records":
        """Return both; where they differ, the other's."""
        return Records(
            {**self.clusters, **other.clusters},
            {**self.entries, **other.entries},
            {**self.orders, **other.orders},
        )

    def keep(self, used: Collection[str]) -> "Records":
        """Return those whose digests are used."""
        return Records(
            {key: record for key, record in self.clusters.items() if key in used},
            {key: record for key, record in self.entries.items() if key in used},
            {key: record for key, record in self.orders.items() if key in used},
        )


def load_records(folder: Path | None) -> Records:
    """Return what the cache holds; nothing when it is missing or broken, and no HTML that is not clean."""
    if folder is None:
        return Records()
    file = folder / FILE_NAME
    try:
        data = json.loads(file.read_bytes()) if file.stat().st_size <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return Records()
    if not isinstance(data, dict):
        return Records()
    clusters = {
        key: _four(value)
        for key, value in _read_part(data, "clusters", 4)
        if is_clean(value[0]) and (value[2] == value[0] or is_clean(value[2]))
    }
    entries = {
        key: (value[0], value[1])
        for key, value in _read_part(data, "entries", 2)
        if is_clean(value[0])
    }
    orders = {key: tuple(value) for key, value in _read_part(data, "orders", None)}
    return Records(clusters, entries, orders)


def save_records(folder: Path | None, records: Records, *, used: Collection[str]) -> None:
    """Write the cache whole and by rename, with what another build wrote meanwhile; do nothing where one can't.

    Args:
        folder: Made when missing.
        records: All of this build.
        used: The digests to keep when there are too many.
    """
    if folder is None:
        return
    merged = load_records(folder).merge(records)
    count = len(merged.clusters) + len(merged.entries) + len(merged.orders)
    if count > SPARE * len(used) + SPARE_RECORDS:
        merged = merged.keep(used)
    parts = {"clusters": merged.clusters, "entries": merged.entries, "orders": merged.orders}
    text = json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME, suffix=".new")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text)
            Path(name).replace(folder / FILE_NAME)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _read_part(
    data: Mapping[str, object], name: str, length: int | None
) -> list[tuple[str, list[str]]]:
    part = data.get(name)
    return [
        (key, value)
        for key, value in (part.items() if isinstance(part, dict) else ())
        if isinstance(value, list)
        and (length is None or len(value) == length)
        and all(isinstance(item, str) for item in value)
    ]


def _four(value: list[str]) -> ClusterRecord:
    return value[0], value[1], value[2], value[3]
