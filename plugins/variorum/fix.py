"""Repairs of problems → the files with them made, and which of them did what they should."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.problems import Position, Problem, Repair

_LINE_END = re.compile(r"(?:\r\n?|\n)")


@dataclass(frozen=True, slots=True)
class Made:
    """A repair, made in a file."""

    problem: Problem
    repair: Repair
    start: Position
    """Where the new words begin."""
    end: Position
    """And where they end."""


def choose_repairs(problems: Iterable[Problem], *, tried: Iterable[Repair]) -> list[Problem]:
    """Return the problems that are to be mended next: each place once, and none that was tried in vain."""
    done = set(tried)
    chosen: dict[Repair, Problem] = {}
    for problem in problems:
        if problem.repair and problem.repair not in done:
            chosen.setdefault(problem.repair, problem)
    return list(chosen.values())


def make_repairs(content: bytes, problems: Sequence[Problem]) -> tuple[bytes, list[Made]]:
    """Make the repairs of a file's problems, from its end to its beginning; those that overlap one made are left out.

    Args:
        content: The file's. All of it but the words that go stays as it is, byte for byte.
        problems: Each with a repair in this file.
    """
    text = content.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    found: list[tuple[int, int, Problem, Repair]] = []
    for problem in problems:
        repair = problem.repair
        if repair and (place := _find(text, repair)):
            found.append((*place, problem, repair))
    kept: list[tuple[int, int, Problem, Repair]] = []
    for item in sorted(found, key=lambda item: (item[0], item[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    parts: list[str] = []
    made: list[Made] = []
    done = 0
    for start, end, problem, repair in kept:
        parts += (text[done:start], repair.new.replace("\n", newline))
        done = end
        so_far = "".join(parts)
        first = len(so_far) - len(parts[-1])
        path = repair.at.path
        made.append(
            Made(problem, repair, _place(so_far, first, path), _place(so_far, len(so_far), path))
        )
    return "".join([*parts, text[done:]]).encode("utf-8"), made


def has_failed(made: Made, *, before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Say whether a repair did not mend its problem, or made another that is no advice where it was made, or one of the same kind in its file.

    Args:
        made: The repair.
        before: The problems of the edition before it was made.
        after: And after.
    """
    path = made.repair.at.path
    known = _count(before, path)
    left = _count(after, path)
    mended = (made.problem.code, made.problem.text)
    if left.get(mended, 0) >= known.get(mended, 0):
        return True
    for problem in after:
        key = (problem.code, problem.text)
        if problem.position.path != path or left[key] <= known.get(key, 0):
            continue
        # of what is right now there may be advice, which there was no telling before
        is_wrong = problem.severity != "advice" and made.start <= problem.position <= made.end
        if problem.code == made.problem.code or is_wrong:
            return True
    return False


def _count(problems: Iterable[Problem], path: str) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for problem in problems:
        if problem.position.path == path:
            key = (problem.code, problem.text)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _find(text: str, repair: Repair) -> tuple[int, int] | None:
    """Return where in a file the words stand that go: the first place from the repair's on."""
    start = _offset(text, repair.at)
    pattern = _LINE_END.pattern.join(map(re.escape, repair.old.split("\n")))
    found = re.compile(pattern).search(text, start) if repair.old and start is not None else None
    return found.span() if found else None


def _offset(text: str, at: Position) -> int | None:
    """Return where a place of a file is in its text, which may begin with a byte-order mark."""
    start = 1 if text.startswith("\ufeff") else 0
    ends = _LINE_END.finditer(text)
    for _ in range(at.line - 1):
        end = next(ends, None)
        if end is None:
            return None
        start = end.end()
    return start + at.column - 1


def _place(text: str, offset: int, path: str) -> Position:
    ends = [end.end() for end in _LINE_END.finditer(text, 0, offset)]
    start = ends[-1] if ends else (1 if text.startswith("\ufeff") else 0)
    return Position(path, len(ends) + 1, offset - start + 1)
