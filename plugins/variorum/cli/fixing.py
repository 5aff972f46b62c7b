"""What `variorum check --fix` does: repairs are tried on a copy of the edition, and only those that hold reach its files."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from variorum.build import load
from variorum.cli.project import read_source
from variorum.cli.writing import write_whole
from variorum.fix import Made, choose_repairs, has_failed, make_repairs
from variorum.problems import Problem, Repair, make_printable
from variorum.published import FILE as REGISTRY
from variorum.read.editions import choose_editions
from variorum.read.sums import FILE as SUMS

ROUNDS = 50
"""After which nothing more is tried: what one repair lets see, the next mends, and few files are that bad."""
Tell = Callable[[str], None]


def fix_editions(folders: Sequence[Path], *, root: Path, tell: Tell) -> Iterator[str]:
    """Mend what is certain in the files of editions, and yield, for whoever asked, each change that was made.

    Args:
        folders: As for `check`.
        root: The project's.
        tell: Is told what begins.
    """
    for folder in choose_editions(folders, root=root, source=read_source(root))[0]:
        home = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
        problems = load(folder, root=root, cache=root / ".cache" / "variorum").problems
        if any(problem.repair for problem in problems):
            tell(f"mending {folder.name}")
            yield from _fix(folder, home, root=root)


def _fix(folder: Path, home: str, *, root: Path) -> Iterator[str]:
    with TemporaryDirectory(prefix="variorum-") as temporary:
        copy = Path(temporary) / home
        shutil.copytree(folder, copy, symlinks=True)
        originals: dict[str, bytes] = {}
        _try_repairs(
            copy, root=Path(temporary), cache=root / ".cache" / "variorum", originals=originals
        )
        for path, old in sorted(originals.items()):
            new = (Path(temporary) / path).read_bytes()
            file = folder / Path(path).relative_to(home)
            if new != old and file.read_bytes() == old:
                write_whole(file, new)
                yield from _show(path, old, new)


def _try_repairs(copy: Path, *, root: Path, cache: Path, originals: dict[str, bytes]) -> None:
    """Make the repairs of an edition that hold, again and again until there is none.

    Args:
        copy: The edition's, in which they may be tried.
        root: Of the project that it is in.
        cache: As for `load`.
        originals: Is given what each file was that was changed, by its path.
    """
    tried: set[Repair] = set()
    careful: set[str] = set()
    problems = load(copy, root=root, cache=cache).problems
    for _ in range(ROUNDS):
        wanted = _choose(problems, root, tried=tried, careful=careful)
        if not wanted:
            return
        before = {path: (root / path).read_bytes() for path in wanted}
        made: list[Made] = []
        for path, chosen in wanted.items():
            tried.update(problem.repair for problem in chosen if problem.repair)
            content, done = make_repairs(before[path], chosen)
            write_whole(root / path, content)
            made += done
        after = load(copy, root=root, cache=cache).problems
        failed = {m.repair.at.path for m in made if has_failed(m, before=problems, after=after)}
        for path in failed:
            write_whole(root / path, before[path])
            if len(wanted[path]) > 1:  # one at a time shows which of them it was
                tried -= {problem.repair for problem in wanted[path] if problem.repair}
                careful.add(path)
        for path in before.keys() - failed:
            originals.setdefault(path, before[path])
        problems = load(copy, root=root, cache=cache).problems if failed else after


def _choose(
    problems: Sequence[Problem], root: Path, *, tried: set[Repair], careful: set[str]
) -> dict[str, list[Problem]]:
    """Return, by its path, what is to be mended next in each file: one problem where care is needed, else all."""
    wanted: dict[str, list[Problem]] = {}
    for problem in choose_repairs(problems, tried=tried):
        path = problem.repair.at.path if problem.repair else ""
        if _may_change(root / path) and not (path in careful and path in wanted):
            wanted.setdefault(path, []).append(problem)
    return wanted


def _may_change(file: Path) -> bool:
    """Say whether a file is one that editors write: not the registry, and nothing that a link leads to."""
    return file.name not in (REGISTRY, SUMS) and file.is_file() and not file.is_symlink()


def _show(path: str, old: bytes, new: bytes) -> Iterator[str]:
    """Yield what became of a file: where, the lines that were, the lines that are."""
    before, after = old.decode().splitlines(), new.decode().splitlines()
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield click.style(make_printable(f"{path}:{c + 1}"), bold=True)
            yield from (
                click.style(f"  - {make_printable(line)}", fg="red") for line in before[a:b]
            )
            yield from (
                click.style(f"  + {make_printable(line)}", fg="green") for line in after[c:d]
            )
