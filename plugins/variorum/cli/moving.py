"""A folder's files → another folder: all of them or none, and nothing that is there is touched."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree


def list_in_the_way(names: Iterable[str], folder: Path) -> list[str]:
    """List what of a folder stands where files are to be: the files themselves, or what is no folder where they need one."""
    found: dict[str, None] = {}
    for name in names:
        *outer, _ = parts = name.split("/")
        for i in range(1, len(parts) + 1):
            path = folder.joinpath(*parts[:i])
            is_folder = path.is_dir() and not path.is_symlink()
            if os.path.lexists(path) and (i > len(outer) or not is_folder):
                found["/".join(parts[:i])] = None
                break
    return list(found)


@contextmanager
def write_beside(files: Mapping[str, bytes], folder: Path) -> Iterator[Path]:
    """Write files into a new folder on the same disk as another one; what is left of it goes in the end."""
    home = folder if folder.is_dir() else next(p for p in folder.absolute().parents if p.is_dir())
    beside = Path(tempfile.mkdtemp(prefix=".variorum-new-", dir=home))
    try:
        for name, data in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        yield beside
    finally:
        rmtree(beside, ignore_errors=True)


def move_in(beside: Path, folder: Path) -> None:
    """Move all files of a folder into another; if one cannot be moved, those that were are taken back.

    Raises:
        OSError: Nothing was moved.
    """
    made: list[Path] = []
    try:
        for file in sorted(path for path in beside.rglob("*") if path.is_file()):
            target = folder / file.relative_to(beside)
            made += _make_folders(target.parent)
            os.link(
                file, target
            )  # unlike a renaming, it never replaces what has come there meanwhile
            made.append(target)
    except OSError:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        raise


def _make_folders(folder: Path) -> list[Path]:
    missing = [path for path in (folder, *folder.parents) if not path.is_dir()]
    for path in reversed(missing):
        path.mkdir()
    return list(reversed(missing))
