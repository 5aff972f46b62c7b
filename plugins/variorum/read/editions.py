"""Which folders are editions: those below the folder of a site's editions, or those that a command names."""

from collections.abc import Sequence
from pathlib import Path

from variorum.problems import Position, Problem
from variorum.read.article import list_folder


def find_editions(source: Path, *, root: Path) -> tuple[tuple[Path, ...], list[Problem]]:
    """Find the editions' folders below the source folder: each of its folders is one.

    Args:
        source: The folder of the editions.
        root: The project's; paths in problems are relative to it.
    """
    path = source.relative_to(root).as_posix() if source.is_relative_to(root) else source.name
    if not source.is_dir():
        mend = "go to the folder of the project, where mkdocs.yml is; in a new one make it, with a folder for each edition"
        return (), [Problem("V101", Position(path), "no folder of editions", mend=mend)]
    folders: list[Path] = []
    names, problems = list_folder(source, path=path)
    for folder in (source / name for name in names):
        is_lost = folder.is_symlink() and not folder.exists()
        if folder.name.startswith(".") or not (folder.is_dir() or is_lost):
            continue
        if is_lost:
            at = Position(f"{path}/{folder.name}")
            mend = "put the edition's own folder there"
            problems.append(Problem("V101", at, "a link that leads to no folder", mend=mend))
        elif folder.resolve().is_relative_to(source.resolve()):
            folders.append(folder)
        else:
            at = Position(f"{path}/{folder.name}")
            mend = "put the edition's own folder there"
            problems.append(Problem("V111", at, "leads out of the folder of editions", mend=mend))
    if not folders and not problems:
        mend = "make a folder for the edition, with its edition.yml"
        problems.append(Problem("V101", Position(path), "no edition in it", mend=mend))
    return tuple(folders), problems


def choose_editions(
    chosen: Sequence[Path], *, root: Path, source: Path
) -> tuple[tuple[Path, ...], list[Problem]]:
    """Return the editions that a command is about: those named, those in a folder named, or all below the source folder."""
    folders: list[Path] = []
    problems: list[Problem] = []
    for name in chosen or (source,):
        folder = root / name
        if chosen and ((folder / "edition.yml").exists() or not any(folder.glob("*/edition.yml"))):
            folders.append(folder)
        else:
            found, bad = find_editions(folder, root=root)
            folders += found
            problems += bad
    return tuple(folders), problems
