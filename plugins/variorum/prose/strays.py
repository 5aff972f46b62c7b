"""Keys of references that prose prints as they are, since the brackets around them are missing, open, or of another kind."""

import re
from collections.abc import Collection, Iterator

from variorum.problems import Position, Problem
from variorum.prose.citation_syntax import CANDIDATE

_KEY = r"(\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_STRAY = re.compile(rf"(?<![\w\\])(?:-?@\{{?|\[-?@?){_KEY}(?!\]\()")  # (@smith-2011), [smith-2011]
_CITED = re.compile(CANDIDATE)


def find_stray_keys(
    markdown: str, text: str, at: Position, known: Collection[str]
) -> Iterator[Problem]:
    """Yield the keys of references that stand in prose, but not in brackets of a citation.

    Args:
        markdown: The prose as written.
        text: What readers see of it, without its citations.
        at: Where it begins; only a whole body (column 1) gives the problems lines and columns of their own.
        known: The keys of the references.
    """
    seen = {found[1] for found in _STRAY.finditer(text)} & set(known)
    if not seen:
        return
    cited = [found.span() for found in _CITED.finditer(markdown)]
    for found in _STRAY.finditer(markdown):
        key, here = found[1], found.start()
        if key not in seen or any(start <= here < end for start, end in cited):
            continue
        before = markdown[:here]
        column = here - (before.rfind("\n") + 1) + 1
        place = Position(at.path, at.line + before.count("\n"), column) if at.column == 1 else at
        mend = f"write `[@{key}]`, or `[@{key}, p. 3]`"
        shown = f'"{found[0]}" is no citation, and is printed as it stands'
        yield Problem("V509", place, shown, mend=mend, severity="advice")
