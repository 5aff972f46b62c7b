"""Prose without markup but paragraphs and citations: what most notes are, made without Markdown's parser; used by `prose`.

The parser gives the same for it, at ten times the cost.
"""

import re
from dataclasses import dataclass

from variorum.model import Citation
from variorum.prose.citation_syntax import CANDIDATE, MalformedCitationError, parse_cluster
from variorum.regularise import curl

_CLUSTER = re.compile(CANDIDATE)
_MARKUP = re.compile(
    # "*", "<b>", a list, a heading, a rule, code by indentation or fence, a line break
    r"[*_\[\]<>&|\t\u00a0]|^[ #+=-]|^[0-9]+[.)]|^~~~| $",
    re.MULTILINE,
)
_PARAGRAPHS = re.compile(r"\n{2,}")
_BLANKS = re.compile(r"[ \n]+")

Clusters = tuple[tuple[tuple[Citation, ...], str], ...]
"""Citations, and how they are written."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Prose as it comes out."""

    html: str
    """Safe: of tags only `p`; a token stands for each cluster, as in `markdown.TOKEN`."""
    text: str
    clusters: Clusters


def convert_plain(markdown: str, *, language: str) -> Plain | None:
    """Convert prose that has no markup; None where it has, or where a citation is not well formed.

    Args:
        markdown: Without invisible characters, with newline as the only line end.
        language: Whose quotation marks stand for straight ones, BCP 47.
    """
    if "\\" in markdown or "`" in markdown:
        return None
    clusters: list[tuple[tuple[Citation, ...], str]] = []

    def replace(found: re.Match[str]) -> str:
        if "\n\n" in found[1] or markdown.startswith(("(", ":"), found.end()):
            raise MalformedCitationError("", "")  # a link, or the definition of one
        clusters.append((parse_cluster(found[1]), f"[{found[1]}]"))
        return f"\x80{len(clusters) - 1}\x81"

    try:
        marked = _CLUSTER.sub(replace, markdown)
    except MalformedCitationError:
        return None
    if _MARKUP.search(marked) or not marked.strip():
        return None
    paragraphs = [curl(part, language) for part in _PARAGRAPHS.split(marked.strip("\n"))]
    return Plain(
        html="\n".join([f"<p>{part}</p>" for part in paragraphs]),
        text="\n".join([_BLANKS.sub(" ", part) for part in paragraphs]),
        clusters=tuple(clusters),
    )
