"""Files of an edition → their text: digest, encoding, line ends and size, before any parser sees them."""

import hashlib
import os
import re
import shlex
import stat
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from variorum.problems import Position, Problem
from variorum.read.limits import FILE

_BEGINNING = 5_000
"""Bytes in which a page says which encoding it has."""
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9][A-Za-z0-9_.:-]{1,39})""", re.IGNORECASE
)
# <meta charset="windows-1251">


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text."""

    path: str
    """Relative to the project, with `/`."""
    text: str
    """Decoded, without byte-order mark, newline as the only line end."""
    sha256: str
    """Of the bytes as they are, hexadecimal."""


class Home:
    """A folder that its files must not lead out of, wherever symbolic links lead."""

    def __init__(self, folder: Path) -> None:
        self._real = folder.resolve()
        self._parents: dict[str, bool] = {}

    def holds(self, file: str, *, is_link: bool) -> bool:
        """Say whether a file is in the folder, by the real place of its own folder or, of a link, its own."""
        if is_link:
            return self._is_inside(file)
        parent = file.rpartition("/")[0]
        if parent not in self._parents:
            self._parents[parent] = self._is_inside(parent)
        return self._parents[parent]

    def _is_inside(self, file: str) -> bool:
        return Path(file).resolve(strict=True).is_relative_to(self._real)


def read_source(file: str, *, path: str, home: Home) -> tuple[Source | None, list[Problem]]:
    """Read a text file that must lie inside a folder.

    Args:
        file: The file's name, its last part after a slash; a string, since an edition has thousands.
        path: Its name in problems, relative to the project.
        home: The edition's folder; a symbolic link that leads out of it is refused.
    """
    here = Position(path)
    try:
        status = os.lstat(file)
        is_link = stat.S_ISLNK(status.st_mode)
        if not home.holds(file, is_link=is_link):
            text = f"leads out of the edition, to {Path(file).resolve().name}"
            return None, [Problem("V111", here, text, mend="put a copy of the file in the edition")]
        if is_link:
            status = Path(file).stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem("V101", here, "not a file", mend="put a file there")]
        if status.st_size > FILE:
            text = f"{status.st_size} bytes, {FILE} at most"
            return None, [Problem("V112", here, text, mend="split the file")]
        with FileIO(file) as stream:
            data = stream.readall()
    except FileNotFoundError:
        return None, [Problem("V101", here, "no such file", mend="add it, or correct its name")]
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # 3.11 has RuntimeError for a loop of links
        return None, [describe_unreadable(error, path)]
    return decode(data, path)


def describe_unreadable(error: OSError | RuntimeError | ValueError, path: str) -> Problem:
    """Return the problem of a file or folder that the system would not give."""
    reason = getattr(error, "strerror", None) or "a loop of symbolic links"
    text = f"cannot be read: {str(reason).lower()}"
    return Problem("V101", Position(path), text, mend="check its permissions")


def list_folder(folder: Path, *, path: str) -> tuple[list[str], list[Problem]]:
    """Return the names in a folder, in order; nothing and a problem if the system won't tell."""
    try:
        return sorted(entry.name for entry in os.scandir(folder)), []
    except OSError as error:
        return [], [describe_unreadable(error, path)]


def decode(data: bytes, path: str) -> tuple[Source | None, list[Problem]]:
    """Return the text of a file's bytes; None and a problem where they are no text in UTF-8."""
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
        return None, [Problem("V113", place, what, mend=_advise_encoding(data, path))]
    if "\r" in text:
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


def _advise_encoding(data: bytes, path: str) -> str:
    """Say how to convert a file, by the encoding that it says it has; where it says none, nobody can tell which it is."""
    encoding = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    if not encoding and (said := _CHARSET.search(data, 0, _BEGINNING)):
        encoding = said[1].decode("ascii")
        try:
            data.decode(encoding)
        except (LookupError, ValueError):
            encoding = ""
    name = path if path.startswith("/") else f"./{path}"
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.rpartition(".")
    target = shlex.quote(f"{folder}{slash}{stem or ending}-utf-8{dot}{ending}")
    source = shlex.quote(name)
    command = f"iconv -f {encoding or 'ENCODING'} -t UTF-8 {source} > {target}"
    if encoding:
        return f"convert it: {command}"
    return f"save the file as UTF-8, or convert it: {command}, where ENCODING is that of the file, as windows-1252"
