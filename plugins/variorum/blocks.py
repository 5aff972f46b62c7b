"""Copy-text → printed blocks: plain text with ranges over it, one for each citable unit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lxml import etree
from markdown import Markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from variorum.fold import is_blank
from variorum.leaves import (
    TWO_BREAKS,
    Leaf,
    collect,
    collect_verbatim,
    cut,
    fold_white,
    has_soft_ends,
    read_words,
)
from variorum.lines import locate_lines, locate_notes
from variorum.members import (
    Draft,
    append,
    append_list,
    append_table,
    is_one_leaf,
    list_items,
    read_figure,
)
from variorum.model import BlockKind, PrintedBlock, Range
from variorum.nesting import turn_outside_in
from variorum.nodes import (
    CONTAINERS,
    HEADINGS,
    LISTS,
    Node,
    find_footnote,
    find_language,
    find_line,
    group,
    has_words,
    is_block,
    is_shown,
    list_classes,
    list_pictures,
    yield_children,
)
from variorum.patterns import Patterns
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.limits import check_markdown
from variorum.unprinted import find_unprinted

DEPTH = 150
"""Levels of elements in an HTML copy-text; real pages stay under 40."""

UNCLOSED = 20_000_000
"""Tags without an end in a Markdown copy-text, times its length: about a second's work."""

_UNCLOSED = re.compile(r"<[A-Za-z][^<>]*+(?=<|\Z)")  # "<a href" of "<a href <b>"


def print_blocks(source: Source) -> tuple[tuple[PrintedBlock, ...], list[Problem]]:
    """Parse a copy-text into its printed blocks, in the order of the text; the author's footnotes come last.

    Markdown (`.md`, `.markdown`) is read as Python-Markdown does, with tables, footnotes and fenced code; HTML
    (`.html`, `.htm`) by what stands in its one `article` or `main`, else its body.
    """
    here = Position(source.path)
    if is_blank(source.text):
        return (), [Problem("V401", here, "the copy-text is empty", mend="put the article in it")]
    ending = source.path.rpartition(".")[2].lower()
    if ending in {"md", "markdown"}:
        problems = check_markdown(source.text, path=source.path) or _check_tags(source)
        if problems:
            return (), problems
        html, is_html = _convert_markdown(source.text), False
    elif ending in {"html", "htm"}:
        html, is_html = source.text, True
    else:
        text = f'a copy-text of an unknown kind, ".{ending}"'
        mend = "save it as Markdown (.md) or HTML (.html)"
        return (), [Problem("V402", here, text, mend=mend)]
    root = _find_root(html)
    if root is None or _is_deep(root):
        text = (
            "nothing to read in it" if root is None else f"nested more than {DEPTH} elements deep"
        )
        return (), [Problem("V401", here, text, mend="keep the article's own elements")]
    advice = find_unprinted(root, source, is_html=is_html)
    turn_outside_in(root)
    _unmark_references(root)
    blocks = [block for block in _speak(_walk(root), find_language(root)) if _is_kept(block)]
    if not blocks:
        mend = "put the article in it"
        return (), [Problem("V401", here, "no words in the copy-text", mend=mend), *advice]
    placed = _locate(blocks, source.text, is_html=is_html)
    return tuple(sorted(placed, key=lambda block: block.kind == "footnote")), advice


def _locate(blocks: list[PrintedBlock], source: str, *, is_html: bool) -> Iterator[PrintedBlock]:
    """Yield the blocks with their lines in the copy-text, which are those of their elements only in HTML."""
    known = [block.line for block in blocks] if is_html else []
    notes = {} if is_html else locate_notes(source)
    lines = locate_lines(source, [block.text for block in blocks], known=known)
    for block, line in zip(blocks, lines, strict=True):
        is_note = block.kind == "footnote"
        yield replace(block, line=notes.get(block.label, line) if is_note else line)


def _is_kept(block: PrintedBlock) -> bool:
    """Say whether a block shows something: words, or a picture that a reader can be led to."""
    pictures = (r.target for r in block.ranges if r.kind == "image")
    return not is_blank(block.text) or (block.kind == "figure" and any(map(is_shown, pictures)))


def _unmark_references(root: etree._Element) -> None:
    """Make plain links of references to footnotes that are not there: their numbers are words then."""
    labels = {str(item.get("id")) for item in root.iter("li") if _is_footnote(item)}
    for link in root.iter("a"):
        label = find_footnote(link)
        if label is not None and f"fn:{label}" not in labels:
            del link.attrib["class"]


def _check_tags(source: Source) -> list[Problem]:
    """Return what is wrong when so many tags lack their `>` that Python-Markdown, which looks for it to the end, is slow."""
    found = list(_UNCLOSED.finditer(source.text))
    if len(found) * len(source.text) <= UNCLOSED:
        return []
    at = Position(source.path, source.text.count("\n", 0, found[0].start()) + 1, 1)
    text = f'{len(found)} tags without ">", the first of them "{found[0][0][:20].strip()}"'
    return [Problem("V110", at, text, mend='write "&lt;" for a sign that opens no tag')]


@cache
def _make_parser() -> tuple[Markdown, Patterns]:
    # by class, since looking them up by name reads every package there is
    parser = Markdown(
        extensions=[
            TableExtension(),
            FootnoteExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
        ]
    )
    return parser, Patterns(parser)


def _convert_markdown(source: str) -> str:
    parser, patterns = _make_parser()
    parser.reset()
    patterns.choose(source)
    try:
        return parser.convert(source)
    except BaseException:
        _make_parser.cache_clear()  # the parser is left in the middle of something
        raise


def _find_root(html: str) -> etree._Element | None:
    """Find the element that holds the text: the one `article` or `main`, else the body."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        document: etree._Element = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError:  # no element in it
        return None
    for name in ("article", "main"):
        found = list(document.iter(name))
        if len(found) == 1:
            return found[0]
    return document.find("body")


def _is_deep(root: etree._Element) -> bool:
    """Say whether the walk, which recurs, would go deeper than it may."""
    level, depth = [root], 0
    while level:
        depth += 1
        level = [child for tag in level for child in tag]
    return depth > DEPTH + 1


def _walk(container: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that only holds others, each with the line of its element."""
    line = find_line(container)
    for nodes in group(yield_children(container)):
        first = nodes[0]
        if not isinstance(first, str):
            line = max(find_line(first, default=line), line)
        if not isinstance(first, str) and is_block(first):
            yield from _speak(_print(first, line), find_language(first))
        else:
            yield from _paragraphs(nodes, line)


def _speak(blocks: Iterator[PrintedBlock], language: str | None) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that may be in another language."""
    for block in blocks:
        if language is None or not block.text:
            yield block
        else:
            whole = Range(0, len(block.text), "foreign", language)
            yield replace(block, ranges=(*block.ranges, whole))


def _print(tag: etree._Element, line: int) -> Iterator[PrintedBlock]:
    """Yield the blocks of a block-level element."""
    if tag.tag in CONTAINERS or (tag.tag == "figure" and not is_one_leaf(tag)):
        yield from _walk(tag)
    elif tag.tag == "p":
        yield from _paragraphs(list(yield_children(tag)), line)
    elif tag.tag in HEADINGS:
        leaf = read_words(yield_children(tag))
        yield _block("heading", leaf, line, level=HEADINGS[tag.tag])
    elif tag.tag == "figure":
        yield _block("figure", read_figure(tag), line)
    elif tag.tag == "pre":
        yield _block("code", collect_verbatim(tag), line)
    elif tag.tag in LISTS and any(_is_footnote(item) for item in tag.iterchildren("li")):
        yield from _footnotes(tag)
    elif tag.tag != "hr":
        draft = Draft()
        if tag.tag in LISTS:
            append_list(draft, tag)
        elif tag.tag == "table":
            append_table(draft, tag)
        else:
            append(draft, yield_children(tag))
        kinds: dict[str, BlockKind] = {"blockquote": "quotation", "table": "table"}
        yield _block(kinds.get(tag.tag, "list"), Leaf(draft.text, draft.ranges), line)


def _block(kind: BlockKind, leaf: Leaf, line: int, *, level: int = 0) -> PrintedBlock:
    return PrintedBlock(kind, leaf.text, tuple(leaf.ranges), line, level=level)


def _paragraphs(nodes: list[Node], line: int) -> Iterator[PrintedBlock]:
    pictures = list_pictures(nodes)
    if pictures and not has_words(nodes):
        for picture in pictures:  # each is cited by the words that stand for it
            yield _block("figure", read_words([picture]), find_line(picture, default=line))
        return
    raw = collect(nodes)
    is_soft = has_soft_ends(raw)
    leaf = fold_white(raw)
    start = 0
    breaks = TWO_BREAKS.finditer(leaf.text) if "\n\n" in leaf.text else ()
    for end, after in (*(found.span() for found in breaks), (len(leaf.text), 0)):
        part = cut(leaf, start, end)
        # a stanza has a hard break after every line but the last: no line ends otherwise
        verse = "\n" in part.text and not is_soft
        yield _block("verse" if verse else "paragraph", part, line)
        start = after


def _is_footnote(item: etree._Element) -> bool:
    """Say whether an item of a list is one of the author's notes, as Python-Markdown gathers them at the end."""
    return (item.get("id") or "").startswith("fn:") and any(
        "footnote" in list_classes(outer) for outer in item.iterancestors()
    )


def _footnotes(tag: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the author's own notes; an item that no reference leads to is one without a label."""
    for nodes in list_items(tag):
        first = nodes[0]
        label, line = "", find_line(tag)
        draft = Draft()
        if not isinstance(first, str) and first.tag == "li":
            label, line = (
                (first.get("id") or "").removeprefix("fn:"),
                find_line(first, default=line),
            )
            for link in list(first.iter("a")):
                if "footnote-backref" in list_classes(link):
                    _drop(link)
            append(draft, yield_children(first))
            nodes = nodes[1:]
        append(draft, nodes)
        text = draft.text.rstrip("\N{NO-BREAK SPACE} ")
        ranges = tuple(replace(r, end=min(r.end, len(text))) for r in draft.ranges)
        yield PrintedBlock("footnote", text, ranges, line, label=label)


def _drop(tag: etree._Element) -> None:
    """Take an element out of its parent, whose words after it stay."""
    parent, before = tag.getparent(), tag.getprevious()
    assert parent is not None
    if tag.tail and before is not None:
        before.tail = (before.tail or "") + tag.tail
    elif tag.tail:
        parent.text = (parent.text or "") + tag.tail
    parent.remove(tag)
