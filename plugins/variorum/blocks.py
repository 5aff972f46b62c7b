"""Copy-text → printed blocks: plain text with ranges over it, one for each citable unit."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import escape

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
from variorum.read.limits import TAGS, check_markdown, check_tags
from variorum.selection import WHOLE, Selection, select
from variorum.tree import DEPTH, drop, is_deep, parse_page
from variorum.unprinted import list_unprinted

UNCLOSED = 20_000_000
"""Tags without an end in a Markdown copy-text, times its length: about a second's work."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[A-Za-z_][\w-]*:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
# "---\ntitle: On Numbers\n---\n"
_PARTED = re.compile(r"\n(?:[^\S\n]*\n)+")  # "one\n \ntwo"
_UNCLOSED = re.compile(r"<[A-Za-z][^<>]*+(?=<|\Z)")  # "<a href" of "<a href <b>"


def print_blocks(
    source: Source, selection: Selection = WHOLE
) -> tuple[tuple[PrintedBlock, ...], list[Problem]]:
    """Parse a copy-text into its printed blocks, in the order of the text; the author's footnotes come last.

    Markdown (`.md`, `.markdown`) is read as Python-Markdown does, with tables, footnotes and fenced code, after the
    fields in YAML that it may begin with; HTML (`.html`, `.htm`) by what stands in the element that is selected; plain text
    (`.txt`) by its empty lines.
    """
    here = Position(source.path)
    if is_blank(source.text):
        return (), [Problem("V401", here, "the copy-text is empty", mend="put the article in it")]
    if crowded := check_tags(source.text, path=source.path):
        return (), crowded
    ending = source.path.rpartition(".")[2].lower()
    if ending in {"md", "markdown"}:
        problems = check_markdown(source.text, path=source.path) or _check_tags(source)
        if problems:
            return (), problems
        html, is_html = _convert_markdown(blank_front_matter(source.text)), False
    elif ending in {"html", "htm"}:
        if (count := source.text.count("<")) > TAGS:
            text = f'{count} "<" in one text, {TAGS} at most'
            return (), [Problem("V110", here, text, mend="make several texts of it")]
        html, is_html = source.text, True
    elif ending == "txt":
        html, is_html = _convert_plain(source.text), False
    else:
        text = f'a copy-text of an unknown kind, ".{ending}"'
        mend = "save it as Markdown (.md), HTML (.html) or plain text (.txt)"
        return (), [Problem("V402", here, text, mend=mend)]
    page = parse_page(html)
    root, problems = (None, []) if page is None else select(page, selection, here)
    if problems:
        return (), problems
    if root is None or is_deep(root):
        text = (
            "nothing to read in it" if root is None else f"nested more than {DEPTH} elements deep"
        )
        return (), [Problem("V401", here, text, mend="keep the article's own elements")]
    advice = list_unprinted(root, source, is_html=is_html, is_selected=bool(selection.within))
    turn_outside_in(root)
    blocks = _list_blocks(root)
    if _unmark_references([root], {b.label for b in blocks if b.kind == "footnote"}):
        blocks = _list_blocks(root)
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


def _list_blocks(root: etree._Element) -> list[PrintedBlock]:
    """List the blocks that show something; one without words is a figure, if a reader can be led to its picture."""
    blocks = []
    for block in _speak(_walk(root), find_language(root)):
        if not is_blank(block.text):
            blocks.append(block)
        elif _is_seen(block):
            shown = (r for r in block.ranges if r.kind in ("image", "footnote-reference"))
            ranges = tuple(Range(0, 0, r.kind, r.target) for r in shown)
            kind: BlockKind = "footnote" if block.kind == "footnote" else "figure"
            blocks.append(replace(block, kind=kind, text="", ranges=ranges, level=0))
    return blocks


def _is_seen(block: PrintedBlock) -> bool:
    """Say whether a block without words holds what is seen beside them: a picture; in a note, a reference to another."""
    return any(
        is_shown(r.target)
        if r.kind == "image"
        else r.kind == "footnote-reference" and block.kind == "footnote"
        for r in block.ranges
    )


def _unmark_references(nodes: Iterable[Node], labels: Collection[str] = ()) -> bool:
    """Make plain links of references to footnotes without a block: their numbers are words then.

    Returns:
        Whether there was one.
    """
    unmarked = False
    for node in nodes:
        for link in () if isinstance(node, str) else list(node.iter("a")):
            label = find_footnote(link)
            if label is not None and label not in labels:
                del link.attrib["class"]
                unmarked = True
    return unmarked


def _check_tags(source: Source) -> list[Problem]:
    """Return what is wrong when so many tags lack their `>` that Python-Markdown, which looks for it to the end, is slow."""
    found = list(_UNCLOSED.finditer(source.text))
    if len(found) * len(source.text) <= UNCLOSED:
        return []
    at = Position(source.path, source.text.count("\n", 0, found[0].start()) + 1, 1)
    text = f'{len(found)} tags without ">", the first of them "{found[0][0][:20].strip()}"'
    return [Problem("V110", at, text, mend='write "&lt;" for a sign that opens no tag')]


def blank_front_matter(source: str) -> str:
    """Return a Markdown text whose fields in YAML, with which it may begin, are empty lines: what a file says of itself is not printed."""
    found = _FRONT_MATTER.match(source)
    return "\n" * found[0].count("\n") + source[found.end() :] if found else source


def split_plain(source: str) -> list[str]:
    """Return the paragraphs of a plain text: empty lines part them, or where there are none the lines' ends."""
    words = source.strip("\n")
    found = _PARTED.split(words)
    return [part for part in (found if len(found) > 1 else words.split("\n")) if part.strip()]


def _convert_plain(source: str) -> str:
    return "".join(f"<p>{escape(words, quote=False)}</p>" for words in split_plain(source))


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


def _walk(container: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that only holds others, each with the line of its element."""
    line = find_line(container)
    for nodes in group(yield_children(container)):
        first = nodes[0]
        if not isinstance(first, str):
            line = max(find_line(first, default=line), line)
        blocks = list(_print_group(nodes, line))
        if all(_is_bare_reference(block) for block in blocks) and _unmark_references(nodes):
            blocks = list(_print_group(nodes, line))
        yield from blocks


def _print_group(nodes: list[Node], line: int) -> Iterator[PrintedBlock]:
    first = nodes[0]
    if not isinstance(first, str) and is_block(first):
        yield from _speak(_print(first, line), find_language(first))
    else:
        yield from _paragraphs(nodes, line)


def _is_bare_reference(block: PrintedBlock) -> bool:
    """Say whether a block shows nothing but references to footnotes, which stand beside no words then."""
    return (
        any(r.kind == "footnote-reference" for r in block.ranges)
        and is_blank(block.text)
        and not _is_seen(block)
    )


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
    elif tag.tag in LISTS and any(_is_footnote(item[0]) for item in list_items(tag)):
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


def _is_footnote(item: Node) -> bool:
    """Say whether an item of a list is one of the author's notes, as Python-Markdown gathers them at the end."""
    return (
        not isinstance(item, str)
        and (item.get("id") or "").startswith("fn:")
        and any("footnote" in list_classes(outer) for outer in item.iterancestors())
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
                    drop(link)
            append(draft, yield_children(first))
            nodes = nodes[1:]
        append(draft, nodes)
        text = draft.text.rstrip("\N{NO-BREAK SPACE} ")
        ranges = tuple(replace(r, end=min(r.end, len(text))) for r in draft.ranges)
        yield PrintedBlock("footnote", text, ranges, line, label=label)
