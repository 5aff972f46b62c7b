"""Files of an edition → their text: digest, encoding, line ends and size, before any parser sees them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from variorum.problems import Position, Problem
from variorum.read.limits import FILE


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text."""

    path: str
    """Relative to the project, with `/`."""
    text: str
    """Decoded, without byte-order mark, newline as the only line end."""
    sha256: str
    """Of the bytes as they are, hexadecimal."""


def read_source(file: Path, *, path: str, folder: Path) -> tuple[Source | None, list[Problem]]:
    """Read a text file that must lie inside a folder.

    Args:
        file: The file.
        path: Its name in problems, relative to the project.
        folder: The edition's folder; a symbolic link that leads out of it is refused.
    """
    here = Position(path)
    try:
        if not file.resolve(strict=True).is_relative_to(folder.resolve()):
            text = f"leads out of the edition, to {file.resolve().name}"
            return None, [Problem("V111", here, text, mend="put a copy of the file in the edition")]
        if not file.is_file():
            return None, [Problem("V101", here, "not a file", mend="put a file there")]
        size = file.stat().st_size
        if size > FILE:
            mend = "split the file"
            return None, [Problem("V112", here, f"{size} bytes, {FILE} at most", mend=mend)]
        data = file.read_bytes()
    except FileNotFoundError:
        return None, [Problem("V101", here, "no such file", mend="add it, or correct its name")]
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # 3.11 has RuntimeError for a loop of links
        return None, [describe_unreadable(error, path)]
    return _decode(data, path)


def describe_unreadable(error: OSError | RuntimeError | ValueError, path: str) -> Problem:
    """Return the problem of a file or folder that the system would not give."""
    reason = getattr(error, "strerror", None) or "a loop of symbolic links"
    text = f"cannot be read: {str(reason).lower()}"
    return Problem("V101", Position(path), text, mend="check its permissions")


def list_folder(folder: Path, *, path: str) -> tuple[list[Path], list[Problem]]:
    """Return what stands in a folder, in the order of names; nothing and a problem if the system won't tell."""
    try:
        return sorted(folder.iterdir()), []
    except OSError as error:
        return [], [describe_unreadable(error, path)]


def _decode(data: bytes, path: str) -> tuple[Source | None, list[Problem]]:
    digest = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts offsets after the mark it took off
        mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        at = error.start + mark
        before = data[:at].decode("utf-8-sig", "replace")
        place = _place(before, path)
        what = f"not UTF-8: byte 0x{data[at]:02x} at offset {at}"
        return None, [Problem("V113", place, what, mend="save the file as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\0")
    if nul >= 0:
        offset = data.find(b"\0")
        what = f"a NUL byte at offset {offset}"
        return None, [Problem("V114", _place(text[:nul], path), what, mend="delete it")]
    return Source(path, text, digest), []


def _place(before: str, path: str) -> Position:
    line = before.count("\n") + 1
    return Position(path, line, len(before) - (before.rfind("\n") + 1) + 1)
