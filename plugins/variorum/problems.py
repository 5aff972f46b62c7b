"""What can be wrong with the files of an edition, and the errors of this package: the first of the data's way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from variorum.explanations import find_explanation

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What makes words appear in another order than they stand in."""
_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Unicode's categories of controls, of what is no character, and of the ends of lines and paragraphs."""
_IN_ORDER = str.maketrans(dict.fromkeys(BIDI))
LIKE = 60
"""Of 100: below it no known word is named (rapidfuzz's ratio)."""

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
class Repair:
    """A change to a file that mends a problem for certain."""

    at: Position
    """Where the words stand that go, or before them: the first place from here on is meant."""
    old: str
    """As the file has them, with newline as the only line end."""
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the files: where, what, and how to mend it."""

    code: str
    """Stable, `V` and three digits, grouped by stage; never reused."""
    position: Position
    text: str
    """Lower case, no full stop; quotes what was found."""
    mend: str
    """One thing that can be done now; may run over several lines."""
    nearest: str = ""
    """The candidates, where there are any."""
    severity: Severity = "error"
    repair: Repair | None = None
    """What `variorum check --fix` does; None where it can't be sure."""

    @property
    def why(self) -> str:
        """Why problems of this code matter; empty where nobody has explained it."""
        explanation = find_explanation(self.code)
        return explanation.why if explanation else ""

    def __str__(self) -> str:
        """Return the problem as `path:line:column: code text`; why it matters, its candidates and its mend indented below."""
        head = f"{self.show_place()}: {self.code} {make_printable(self.text)}"
        return "\n".join([head, *(lines for _, lines in self.show_details())])

    def show_place(self) -> str:
        """Return `path:line:column`, printable."""
        at = self.position
        return f"{make_printable(at.path)}:{at.line}:{at.column}"

    def show_details(self) -> Iterator[tuple[str, str]]:
        """Yield why it matters, the candidates and the mend, those that there are: the name of each, and its lines as they are printed."""
        # quotes compare without controls of direction: a mend is copied, and needs none
        mend = self.mend.translate(_IN_ORDER)
        for name, value in (("why", self.why), ("nearest", self.nearest), ("mend", mend)):
            if value:
                first, *rest = map(make_printable, value.split("\n"))
                yield name, "\n".join([f"  {name}: {first}", *(f"    {line}" for line in rest)])


def make_printable(text: str) -> str:
    """Return a text in one line that moves no cursor and shows its order: what a stranger named may hold line ends and escapes."""
    return text if text.isprintable() else "".join(map(_make_sign_printable, text))


def _make_sign_printable(sign: str) -> str:
    """Return a sign as it is if it only stands there: spaces and joiners of other scripts must be copied with the words."""
    if sign.isprintable() or (sign not in BIDI and category(sign) not in _UNSEEN):
        return sign
    return "⏎" if sign == "\n" else " " if sign.isspace() else "\ufffd"


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by path, line, column and code, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.position, p.code, p.text)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems forbids to publish."""
    return any(problem.severity == "error" for problem in problems)


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that a mistyped one most likely stands for, None when none is like it."""
    from rapidfuzz import fuzz, process  # takes a while, and most files are good

    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKE)
    return found[0] if found else None


class VariorumError(Exception):
    """A caller's mistake or a broken machine; what is wrong with the files is a `Problem` instead."""
