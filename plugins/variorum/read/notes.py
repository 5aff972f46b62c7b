"""Note files: YAML front matter and a Markdown body → the two, each with its place."""

import re
from dataclasses import dataclass

from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.data import Data, parse_yaml
from variorum.read.limits import check_body

_FENCE = re.compile(r"---[ \t]*\n")  # "---\n" opens the front matter
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)  # "---\n" closes it


@dataclass(frozen=True, slots=True)
class Note:
    """A file of front matter and body."""

    front: Data
    body: str
    """Markdown without the empty lines around it; empty where a problem was reported for it."""
    body_at: Position
    """Where the body begins."""


def parse_note(source: Source, *, limit: int) -> tuple[Note | None, list[Problem]]:
    """Part a note file into its front matter and its body.

    Args:
        source: The file.
        limit: The most code points that the body may have.
    """
    here = Position(source.path)
    if not source.text.strip():
        return None, [
            Problem("V115", here, "empty file", mend="write fields and a body, or delete it")
        ]
    opening = _FENCE.match(source.text)
    if not opening:
        text = "no front matter"
        return None, [Problem("V116", here, text, mend='begin the file with a line "---"')]
    closing = _CLOSE.search(source.text, opening.end())
    if not closing:
        text = "the front matter is not closed"
        return None, [
            Problem("V116", here, text, mend='put a line "---" between the fields and the body')
        ]
    body_line = source.text.count("\n", 0, closing.end()) + 1
    rest = source.text[closing.end() :]
    body = rest.strip("\n \t")
    body_line += rest[: len(rest) - len(rest.lstrip("\n \t"))].count("\n")
    at = Position(source.path, body_line)
    problems: list[Problem] = []
    if not body:
        problems.append(
            Problem("V117", at, "the body is empty", mend="write it below the front matter")
        )
    elif len(body) > limit:
        text = f"a body of {len(body)} code points, {limit} at most"
        problems.append(Problem("V112", at, text, mend="shorten it"))
    else:
        problems += check_body(body, path=source.path, line=body_line)
    fields = source.text[opening.end() : closing.start()]
    front, bad = parse_yaml(fields, path=source.path, line=2)
    if front is None:
        return None, [*problems, *bad]
    return Note(front, "" if problems else body, at), [*problems, *bad]
