"""What can be wrong with the files of an edition, and the errors of this package: the first of the data's way."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the project."""

    path: str
    """Relative to the project, with `/`."""
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in code points."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the files: where, what, and how to mend it."""

    code: str
    """Stable, `V` and three digits, grouped by stage; never reused."""
    position: Position
    text: str
    """Lower case, no full stop; quotes what was found."""
    mend: str = ""
    """One thing that can be done now; may run over several lines."""
    nearest: str = ""
    """The candidates, where there are any."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the problem as `path:line:column: code text`, its candidates and mend indented below."""
        at = self.position
        path = "".join(c if c.isprintable() else "\ufffd" for c in at.path)
        lines = [f"{path}:{at.line}:{at.column}: {self.code} {self.text}"]
        for name, value in (("nearest", self.nearest), ("mend", self.mend)):
            if value:
                first, *rest = value.split("\n")
                lines += [f"  {name}: {first}", *(f"    {line}" for line in rest)]
        return "\n".join(lines)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by path, line, column and code, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.position, p.code, p.text)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems forbids to publish."""
    return any(problem.severity == "error" for problem in problems)


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that a mistyped one most likely stands for, None when none is like it."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


class VariorumError(Exception):
    """A caller's mistake or a broken machine; what is wrong with the files is a `Problem` instead."""
