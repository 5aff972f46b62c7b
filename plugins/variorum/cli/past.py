"""The project as it was (a folder, or a commit of git's, written out for as long as it is read), and the editions in both."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from variorum.cli.project import read_source
from variorum.kept import find_altered, find_uncompared
from variorum.problems import Position, Problem
from variorum.read.editions import choose_editions
from variorum.read.folder import read_folder
from variorum.reuse import make_anew

_FILES = ("100644", "100755")
"""Git's modes of what is a file; links and other repositories are left out."""


@contextmanager
def open_past(since: str, folders: Sequence[Path], *, root: Path) -> Iterator[Path]:
    """Give back a folder with the project as it was.

    Args:
        since: A folder, or what git knows a commit by.
        folders: The editions that are wanted, or folders of them; by default all.
        root: The project's.

    Raises:
        click.BadParameter: There is no such state.
    """
    if since.strip() and (root / since).is_dir():
        yield root / since
        return
    commit = _ask(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}"
    )
    if commit is None:
        text = f'"{since}" is neither a folder nor a commit that git has here'
        raise click.BadParameter(text, param_hint="--since")
    with TemporaryDirectory(prefix="variorum-") as temporary:
        past = Path(temporary)
        for folder in folders or (read_source(root),):
            place = os.path.relpath(root / folder, root)
            if not place.startswith(".."):
                _write_out(commit.decode().strip(), place, root=root, to=past)
        yield past


def pair_editions(
    folders: Sequence[Path], *, root: Path, past: Path
) -> dict[str, tuple[Path | None, Path | None]]:
    """Return each edition's folder as it was and as it is, None where it is not there, by its path in the project.

    Args:
        folders: The editions that are wanted, or folders of them; by default all.
        root: The project's.
        past: That of the project as it was.
    """
    source = read_source(root)
    present = {
        _name(folder, root): folder
        for folder in choose_editions(folders, root=root, source=source)[0]
    }
    was = {name: past / name for name in present}
    if not folders:
        found = choose_editions((), root=past, source=source)[0]
        was |= {_name(folder, past): folder for folder in found}
    return {
        name: (folder if folder.is_dir() else None, present.get(name))
        for name, folder in was.items()
    }


def check_past(since: str, folders: Sequence[Path], *, root: Path) -> Iterator[Problem]:
    """Yield a problem for each edition, copy-text and id that is not kept, or of which nobody can tell; arguments as for `open_past`."""
    with open_past(since, folders, root=root) as past:
        for name, (old, new) in pair_editions(folders, root=root, past=past).items():
            if old and new:
                was, now = (
                    read_folder(folder, root=home, keep=make_anew)[0]
                    for folder, home in ((old, past), (new, root))
                )
                yield from find_uncompared(was, now)
                yield from find_altered(was, now)
            elif old:
                text = "the edition is gone, and with it every address of it"
                mend = "restore its folder; its name is part of every address and is not changed"
                yield Problem("V341", Position(name), text, mend=mend)


def _name(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def _write_out(commit: str, folder: str, *, root: Path, to: Path) -> None:
    """Write the files of a commit below a folder, byte for byte: `git archive` would convert the ends of lines."""
    listed = _ask(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/") or b""
    entries: list[tuple[bytes, Path]] = []
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        mode, _, digest = head.decode().split(" ") if head else ("", "", "")
        if mode in _FILES:
            entries.append((digest.encode(), to / os.fsdecode(name)))
    asked = b"".join(digest + b"\n" for digest, _ in entries)
    answer = _ask(root, "cat-file", "--batch", stdin=asked) if entries else b""
    at = 0
    for _, path in entries:
        assert answer is not None
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _ask(root: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Return what git answers, None where it has no answer."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise click.ClickException("git is not here; name a folder instead") from error
    return done.stdout if done.returncode == 0 else None
