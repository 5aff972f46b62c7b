"""A file that is made piece by piece → its bytes: what is large is not held beside what it is made of."""

import json
from collections.abc import Iterable
from io import BytesIO

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Writes a value as JSON without indentation, which takes half a file and most of the time."""


def collect(pieces: Iterable[str]) -> bytes:
    """Return the pieces one after the other, in UTF-8."""
    file = BytesIO()
    for piece in pieces:
        file.write(piece.encode())
    return file.getvalue()
