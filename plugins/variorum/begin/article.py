"""The bytes of an article → all that its edition is begun from: its blocks, what it is, what looks wrong in it."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.begin.body import Parts, find_parts
from variorum.begin.claims import Claims
from variorum.begin.details import Details, settle_details
from variorum.begin.element import Chosen, choose_element
from variorum.begin.fields import read_fields
from variorum.begin.gutenberg import read_header
from variorum.begin.page import read_page
from variorum.begin.propose import Proposal, propose_corrections
from variorum.blocks import print_blocks
from variorum.compose import name_stem
from variorum.establish import fold_prose, list_closed, list_opened, part_blocks
from variorum.fold import fold
from variorum.model import PrintedBlock, Rule
from variorum.problems import Position, Problem, has_errors
from variorum.read.article import Source, decode
from variorum.read.limits import FILE
from variorum.read.values import is_passage
from variorum.reading import Words, join_blocks
from variorum.selection import Selection
from variorum.wording import find_wording

ENDINGS = {
    "md": "md",
    "markdown": "markdown",
    "html": "html",
    "htm": "htm",
    "xhtml": "html",
    "txt": "txt",
}
"""Of the files that can be read."""
_SAVE = "save the article as HTML (.html), Markdown (.md) or plain text (.txt)"
_SAVE_PAGE = "save the page again as HTML alone, not as a single file"
_OTHERS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "RTF",
    b"PK\x03\x04": "an archive or a word processor's file",
}
"""How files begin that are no text, and what they are."""
_HEADERS = 2_000
"""Bytes in which a message's headers say what it is."""
_ARCHIVE = re.compile(
    rb"^From: <Saved by |^Content-Type:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE
)
"""What the headers are with which a browser's archive of a page begins, which is a message."""
TRIED = 10
"""Blocks by whose words it is tried to mark the body, from either end: in a text that says one thing over and over none can."""
_LENGTHS = (30, 45, 60, 90, 140, 220, 400, 900, 2_000)
"""Code points by which the body is marked, until its words are unlike all others."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its file has it, not yet an edition."""

    file: str
    """A name that is safe in every file system."""
    data: bytes
    sha256: str
    chosen: Chosen
    parts: Parts
    words: Words
    """Front matter, body and back matter told apart."""
    opening: str
    """The words of `body.from`."""
    closing: str
    details: Details
    proposals: tuple[Proposal, ...]
    rules: tuple[Rule, ...]
    """Of house style, which are proposed too."""
    slug: str
    """Empty where neither title nor address nor file's name has Latin letters."""

    @property
    def language(self) -> str:
        """Of the text, as the file says."""
        said = {name: claim.value for name, claim in self.details.others}
        return said.get("language", "en")


def read_article(path: str, data: bytes) -> tuple[Article | None, list[Problem]]:
    """Read an article.

    Args:
        path: Where the file is, for problems and for its name.
        data: Its bytes.

    Returns:
        The article, or None and what forbids to begin an edition from it.
    """
    here = Position(path)
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    if ending.lower() not in ENDINGS or not stem:
        text = "not a file of a kind that is read"
        return None, [Problem("V402", here, text, mend=_SAVE)]
    if said := next((what for mark, what in _OTHERS.items() if data.startswith(mark)), ""):
        text = f"{said}, though its name says otherwise"
        return None, [Problem("V402", here, text, mend=_SAVE)]
    if _is_archive(data):
        text = "a browser's archive of a page (MHTML), though its name says otherwise"
        return None, [Problem("V402", here, text, mend=_SAVE_PAGE)]
    if len(data) > FILE:
        text = f"{len(data)} bytes, {FILE} at most"
        return None, [Problem("V112", here, text, mend="split the file")]
    read, problems = decode(data, path)
    if read is None:
        return None, problems
    file = f"{name_stem(stem, 'text', lambda _: False)}.{ENDINGS[ending.lower()]}"
    return _read(replace(read, path=file), data, stem=stem, here=here)


def _is_archive(data: bytes) -> bool:
    headers, *_ = re.split(rb"\n\r?\n", data[:_HEADERS].removeprefix(BOM_UTF8).lstrip(), maxsplit=1)
    return bool(re.match(rb"[\w-]+:", headers) and _ARCHIVE.search(headers))


def _read(
    source: Source, data: bytes, *, stem: str, here: Position
) -> tuple[Article | None, list[Problem]]:
    claims, shown, chosen = Claims(), Claims(), Chosen(Selection())
    ending = source.path.rpartition(".")[2]
    if ending in ("html", "htm"):
        claims, shown = read_page(source.text)
        chosen = choose_element(
            source.text, [claim.value for each in (claims, shown) for claim in each.of("title")]
        )
    elif ending == "txt":
        claims = read_header(source.text)
    else:
        claims = read_fields(source.text)
    claims.add_all(shown)
    blocks, problems = print_blocks(source, chosen.selection)
    if has_errors(problems) and chosen.selection != Selection():
        chosen = Chosen(Selection())
        blocks, problems = print_blocks(source)
    if has_errors(problems):
        at = [replace(p, position=replace(p.position, path=here.path)) for p in problems]
        return None, at
    if all(block.kind == "footnote" or not block.text for block in blocks):
        return None, [Problem("V401", here, "no paragraphs in it", mend="put the article in it")]
    found = find_parts(blocks, claims)
    marked = _mark_body(blocks, found)
    if marked is None:
        text = (
            "no words with which its body begins or ends can be written and are unlike all others"
        )
        return None, [
            Problem("V404", here, text, mend="write edition.yml by hand, as the guide says")
        ]
    parts, opening, closing = marked
    words = join_blocks(part_blocks(blocks, parts.first, parts.last))
    details = settle_details(claims, parts, blocks)
    language = next((c.value for name, c in details.others if name == "language"), "en")
    proposals, rules = propose_corrections(words, find_wording(language))
    article = Article(
        source.path,
        data,
        source.sha256,
        chosen,
        parts,
        words,
        opening,
        closing,
        details,
        proposals,
        rules,
        _name_edition(details, stem),
    )
    return article, []


def _name_edition(details: Details, stem: str) -> str:
    """Return what the edition is called in its address, by its title, its own address or its file's name."""
    url = next((claim.value for name, claim in details.others if name == "URL"), "")
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
    for words in (details.title.value, last if last.count("-") else "", stem):
        if slug := name_stem(words, "", lambda _: False):
            return slug
    return ""


def _mark_body(blocks: Sequence[PrintedBlock], parts: Parts) -> tuple[Parts, str, str] | None:
    """Find words that open the body and no other block, and words that close it; None where there are none."""
    prose = fold_prose(blocks)
    whole = [i for i in range(parts.first, parts.last + 1) if prose[i]]
    whole = whole or [i for i, words in enumerate(prose) if words]
    first, opening = next(
        ((i, words) for i in whole[:TRIED] if (words := _find_opening(blocks, prose, i))), (0, "")
    )
    backwards = [i for i in reversed(whole) if i >= first][:TRIED]
    last, closing = next(
        ((i, words) for i in backwards if (words := _find_closing(blocks, prose, i))), (0, "")
    )
    if not opening or not closing:
        return None
    return replace(parts, first=first, last=last), opening, closing


def _find_opening(blocks: Sequence[PrintedBlock], prose: Sequence[str], first: int) -> str:
    line = _run_on(blocks, prose, first, 1)
    found = (_cut(line, length) for length in _LENGTHS)
    return _find_least(found, lambda words: list_opened(prose, fold(words)) == [first])


def _find_closing(blocks: Sequence[PrintedBlock], prose: Sequence[str], last: int) -> str:
    line = _run_on(blocks, prose, last, -1)[::-1]
    found = (_cut(line, length)[::-1] for length in _LENGTHS)
    return _find_least(found, lambda words: list_closed(prose, fold(words)) == [last])


def _find_least(found: Iterable[str], is_alone: Callable[[str], bool]) -> str:
    """Return the shortest words that mark a block; empty where even the longest do not, which is asked first."""
    *others, longest = [words for words in dict.fromkeys(found) if is_passage(words)] or [""]
    if not longest or not is_alone(longest):
        return ""
    return next((words for words in others if is_alone(words)), longest)


def _run_on(blocks: Sequence[PrintedBlock], prose: Sequence[str], at: int, step: int) -> str:
    """Return the words of a block and of those after it, or before it, as far as marks of the body may run."""
    lines: list[str] = []
    size = 0
    while 0 <= at < len(blocks) and size <= _LENGTHS[-1]:
        if prose[at]:
            lines.append(" ".join(blocks[at].text.split()))
            size += len(lines[-1])
        at += step
    return "\n\n".join(lines[::step])


def _cut(line: str, length: int) -> str:
    """Return the beginning of a line, of whole words where there are any, without the sign that parts them."""
    if len(line) <= length:
        return line
    cut = line[:length]
    words = cut if line[length].isspace() else cut.rpartition(" ")[0]
    return (words if 2 * len(words) > length else cut).rstrip()
