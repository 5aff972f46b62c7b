"""Pages and files, out of memory from their making to their writing: MkDocs asks for all of them long before."""

import tempfile
from collections.abc import Iterable

SMALL = 1_000_000
"""Bytes up to which the pages stay in memory after all."""


class Store:
    """Contents by their names, in a file that goes away with the build."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(SMALL)  # noqa: SIM115 — closed when the site is written
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, content: bytes) -> None:
        """Keep a content."""
        self._file.seek(0, 2)
        place = self._file.tell()
        if place + len(content) > SMALL:
            self._file.rollover()  # before it is written, or what is large is in memory twice
        self._places[name] = place, len(content)
        self._file.write(content)

    def get(self, name: str) -> bytes:
        """Return a content.

        Raises:
            KeyError: There is none of that name.
        """
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length)

    def list_names(self) -> Iterable[str]:
        """Return the names, in the order in which they were put."""
        return self._places

    def close(self) -> None:
        """Forget all of them."""
        self._file.close()
