"""`variorum check --explain`: what a code means, in words for a terminal."""

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from variorum.cli.project import read_site
from variorum.explanations import Explanation, find_explanation, list_codes

GUIDE = "docs/guide/problems.md"
"""A project that has this page publishes one for each code below it."""
NOT_PUBLISHED = "://example.org/"
"""In the address of a site that has none yet: a domain kept for examples (RFC 2606, section 3)."""
WIDEST = 100
"""Columns: a longer line is hard to read."""
NEAR = 3
"""Codes that are named in place of one that there is not."""
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")  # [the files](files.md)
_EMPHASIS = re.compile(r"(?<!\w)\*([^*\s][^*]*)\*(?!\w)")  # *no no*
_BLANK_LINE = re.compile(r"\n{2,}")


def explain(codes: Sequence[str], *, root: Path) -> None:
    """Print what some codes mean.

    Raises:
        click.BadParameter: One of them is none.
    """
    found = [find_explanation(code.strip().upper()) for code in codes]
    if unknown := [code for code, one in zip(codes, found, strict=True) if one is None]:
        text = f'no code "{unknown[0]}"; near it are {", ".join(_find_near(unknown[0]))}'
        raise click.BadParameter(text, param_hint="--explain")
    width = min(shutil.get_terminal_size().columns, WIDEST)
    guide = _find_guide(root)
    pages = ["\n".join(_write(one, width, guide)) for one in found if one]
    click.echo("\n\n\n".join(pages))


def _write(explanation: Explanation, width: int, guide: str) -> Iterator[str]:
    yield click.style(f"{explanation.code}: {explanation.title}", bold=True)
    yield click.style(explanation.severity, dim=True)
    for part in (f"Why it matters: {explanation.why}", *_BLANK_LINE.split(explanation.text)):
        yield ""
        yield _set(part.strip(), width)
    if guide:
        yield ""
        yield f"{guide}{explanation.code}/"


def _set(part: str, width: int) -> str:
    """Return a paragraph in lines of a width, an example line by line and set in."""
    if part.startswith("```"):
        return textwrap.indent("\n".join(part.split("\n")[1:-1]), "    ")
    plain = _EMPHASIS.sub(r"\1", _LINK.sub(r"\1", part))
    return textwrap.fill(plain, width, break_long_words=False, break_on_hyphens=False)


def _find_near(asked: str) -> list[str]:
    """Return the codes most like one that there is not, of equally like ones those whose numbers are nearest."""
    from rapidfuzz import fuzz  # takes a while, and most codes are there

    word = asked.strip().upper()
    number = int("".join(sign for sign in word if sign in "0123456789")[:6] or 0)

    def rank(code: str) -> tuple[float, int]:
        return -fuzz.ratio(code, word), abs(int(code[1:]) - number)

    return sorted(list_codes(), key=rank)[:NEAR]


def _find_guide(root: Path) -> str:
    """Return the address below which a site has the pages of the codes, empty where it is not known."""
    address = read_site(root).address if (root / GUIDE).is_file() else ""
    return f"{address}guide/problems/" if address and NOT_PUBLISHED not in address else ""
