"""Copy-text → printed blocks: plain text with ranges over it, one for each citable unit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from lxml import etree
from markdown import Markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from variorum.leaves import (
    PRINTED_NOWHERE,
    TWO_BREAKS,
    Leaf,
    Node,
    collect,
    collect_verbatim,
    cut,
    find_language,
    fold_white,
    has_soft_ends,
    join_words,
    list_classes,
    yield_children,
)
from variorum.lines import locate_lines
from variorum.model import BlockKind, PrintedBlock, Range
from variorum.patterns import Patterns
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.limits import check_markdown

DEPTH = 150
"""Levels of elements in an HTML copy-text; real pages stay under 40."""

UNCLOSED = 20_000_000
"""Tags without an end in a Markdown copy-text, times its length: about a second's work."""

_CONTAINERS = frozenset(
    "html body div section article main header footer aside address details summary center hgroup dl dt dd"
    " fieldset".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset("p blockquote ul ol table pre figure hr".split()) | frozenset(_HEADINGS)
_LISTS = {"ul": "unordered-list", "ol": "ordered-list"}
_UNCLOSED = re.compile(r"<[A-Za-z][^<>]*+(?=<|\Z)")  # "<a href" of "<a href <b>"


@dataclass(slots=True)
class _Draft:
    """A block in the making: its leaves joined by one newline."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)
    leaves: int = 0

    def add(self, leaf: Leaf) -> None:
        """Append a leaf's words."""
        if self.leaves:
            self.text += "\n"
        self.leaves += 1
        start = len(self.text)
        self.text += leaf.text
        self.ranges += [
            Range(r.start + start, r.end + start, r.kind, r.target) for r in leaf.ranges
        ]

    def wrap(self, kind: str, start: int, leaves: int) -> None:
        """Cover what was appended since the draft had `leaves` leaves and `start` code points."""
        begin = start + 1 if leaves and self.leaves > leaves else start
        if self.leaves > leaves:
            self.ranges.append(Range(begin, len(self.text), kind))

    def speak(self, tag: etree._Element, start: int, leaves: int) -> None:
        """Note in what language an element is, whose words were appended since; arguments as for `wrap`."""
        language = find_language(tag)
        begin = start + 1 if leaves and self.leaves > leaves else start
        if language is not None and begin < len(self.text):
            self.ranges.append(Range(begin, len(self.text), "foreign", language))


def print_blocks(source: Source) -> tuple[tuple[PrintedBlock, ...], list[Problem]]:
    """Parse a copy-text into its printed blocks, in the order of the text; the author's footnotes come last.

    Markdown (`.md`, `.markdown`) is read as Python-Markdown does, with tables, footnotes and fenced code; HTML
    (`.html`, `.htm`) by what stands in its one `article` or `main`, else its body.
    """
    here = Position(source.path)
    if not source.text.strip():
        return (), [Problem("V401", here, "the copy-text is empty", mend="put the article in it")]
    ending = source.path.rpartition(".")[2].lower()
    if ending in {"md", "markdown"}:
        problems = check_markdown(source.text, path=source.path) or _check_tags(source)
        if problems:
            return (), problems
        html = _convert_markdown(source.text)
    elif ending in {"html", "htm"}:
        html = source.text
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
    printed = _speak(_walk(root), find_language(root))
    blocks = [block for block in printed if block.text.strip() or block.kind == "figure"]
    blocks.sort(key=lambda block: block.kind == "footnote")
    if not blocks:
        return (), [
            Problem("V401", here, "no words in the copy-text", mend="put the article in it")
        ]
    lines = locate_lines(source.text, [block.text for block in blocks])
    return tuple(replace(b, line=line) for b, line in zip(blocks, lines, strict=True)), []


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
    """Yield the blocks of an element that only holds others."""
    for nodes in _group(yield_children(container)):
        first = nodes[0]
        if isinstance(first, str) or not _is_block(first):
            yield from _paragraphs(nodes)
        else:
            yield from _speak(_print(first), find_language(first))


def _speak(blocks: Iterator[PrintedBlock], language: str | None) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that may be in another language."""
    for block in blocks:
        if language is None or not block.text:
            yield block
        else:
            whole = Range(0, len(block.text), "foreign", language)
            yield replace(block, ranges=(*block.ranges, whole))


def _print(tag: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the blocks of a block-level element."""
    if "footnote" in list_classes(tag):
        yield from _footnotes(tag)
    elif tag.tag in _CONTAINERS:
        yield from _walk(tag)
    elif tag.tag == "p" and _is_picture(tag):
        yield _figure(tag)
    elif tag.tag == "p":
        yield from _paragraphs(yield_children(tag))
    elif tag.tag in _HEADINGS:
        leaf = fold_white(collect(yield_children(tag)))
        yield _block("heading", leaf, level=_HEADINGS[tag.tag])
    elif tag.tag == "figure":
        yield _figure(tag)
    elif tag.tag == "pre":
        yield _block("code", collect_verbatim(tag))
    elif tag.tag != "hr":
        draft = _Draft()
        _append(draft, tag)
        kinds: dict[str, BlockKind] = {"blockquote": "quotation", "table": "table"}
        yield PrintedBlock(kinds.get(tag.tag, "list"), draft.text, tuple(draft.ranges), 1)


def _is_block(tag: etree._Element) -> bool:
    return tag.tag in _BLOCKS or tag.tag in _CONTAINERS


def _group(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Part an element's children: each block-level one alone, inline ones between them together."""
    inline: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            if inline or node.strip():
                inline.append(node)
        elif node.tag in PRINTED_NOWHERE:
            continue
        elif _is_block(node):
            if inline:
                yield inline
                inline = []
            yield [node]
        else:
            inline.append(node)
    if inline:
        yield inline


def _block(kind: BlockKind, leaf: Leaf, *, level: int = 0) -> PrintedBlock:
    return PrintedBlock(kind, leaf.text, tuple(leaf.ranges), 1, level=level)


def _paragraphs(nodes: Iterable[Node]) -> Iterator[PrintedBlock]:
    raw = collect(nodes)
    is_soft = has_soft_ends(raw)
    leaf = fold_white(raw)
    start = 0
    breaks = TWO_BREAKS.finditer(leaf.text) if "\n\n" in leaf.text else ()
    for end, after in (*(found.span() for found in breaks), (len(leaf.text), 0)):
        part = cut(leaf, start, end)
        # a stanza has a hard break after every line but the last: no line ends otherwise
        verse = "\n" in part.text and not is_soft
        yield _block("verse" if verse else "paragraph", part)
        start = after


def _is_picture(tag: etree._Element) -> bool:
    return tag.find(".//img") is not None and not join_words(tag).strip()


def _figure(tag: etree._Element) -> PrintedBlock:
    """A picture is cited by its caption, or else by the words that stand for it."""
    image = tag.find(".//img")
    caption = tag.find(".//figcaption")
    leaf = Leaf() if caption is None else fold_white(collect(yield_children(caption)))
    if image is not None:
        if not leaf.text:
            leaf = fold_white(Leaf(str(image.get("alt") or "")))
        leaf.ranges.insert(0, Range(0, 0, "image", str(image.get("src") or "")))
    return _block("figure", leaf)


def _footnotes(container: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the author's own notes, which Python-Markdown's extension `footnotes` gathers in one list."""
    for item in container.iter("li"):
        label = item.get("id") or ""
        if not label.startswith("fn:"):
            continue
        for link in list(item.iter("a")):
            if "footnote-backref" in list_classes(link):
                _drop(link)
        draft = _Draft()
        _append_children(draft, item)
        text = draft.text.rstrip("\N{NO-BREAK SPACE} ")
        ranges = tuple(replace(r, end=min(r.end, len(text))) for r in draft.ranges)
        yield PrintedBlock("footnote", text, ranges, 1, label=label.removeprefix("fn:"))


def _drop(tag: etree._Element) -> None:
    """Take an element out of its parent, whose words after it stay."""
    parent, before = tag.getparent(), tag.getprevious()
    assert parent is not None
    if tag.tail and before is not None:
        before.tail = (before.tail or "") + tag.tail
    elif tag.tail:
        parent.text = (parent.text or "") + tag.tail
    parent.remove(tag)


def _append(draft: _Draft, tag: etree._Element) -> None:
    """Append a block-level element and all it holds to a draft."""
    start, leaves = len(draft.text), draft.leaves
    kind = ""
    if tag.tag in _LISTS:
        kind = _LISTS[tag.tag]
        for item in tag.findall("li"):
            begin, before = len(draft.text), draft.leaves
            _append_children(draft, item)
            draft.speak(item, begin, before)
            draft.wrap("item", begin, before)
    elif tag.tag == "table":
        _append_table(draft, tag)
    elif tag.tag == "pre":
        draft.add(collect_verbatim(tag))
        kind = "inner-code"
    elif tag.tag == "figure":
        draft.add(Leaf(_figure(tag).text))
        kind = "inner-paragraph"
    elif tag.tag == "p" or tag.tag in _HEADINGS:
        leaf = fold_white(collect(yield_children(tag)))
        if leaf.text:
            draft.add(Leaf(TWO_BREAKS.sub("\n", leaf.text), leaf.ranges))
        kind = "inner-paragraph" if tag.tag == "p" else "inner-heading"
    else:
        _append_children(draft, tag)
        kind = "quotation" if tag.tag == "blockquote" and leaves else ""
    if kind:
        draft.wrap(kind, start, leaves)


def _append_children(draft: _Draft, tag: etree._Element) -> None:
    for nodes in _group(yield_children(tag)):
        first = nodes[0]
        if not isinstance(first, str) and _is_block(first):
            begin, before = len(draft.text), draft.leaves
            _append(draft, first)
            draft.speak(first, begin, before)
        elif (leaf := fold_white(collect(nodes))).text:
            draft.add(leaf)


def _append_table(draft: _Draft, table: etree._Element) -> None:
    caption = table.find(".//caption")
    if caption is not None:
        start, leaves = len(draft.text), draft.leaves
        draft.add(fold_white(collect(yield_children(caption))))
        draft.wrap("caption", start, leaves)
    for row in table.iter("tr"):
        start, leaves = len(draft.text), draft.leaves
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        is_header = bool(cells) and all(cell.tag == "th" for cell in cells)
        for cell in cells:
            begin, before = len(draft.text), draft.leaves
            draft.add(fold_white(collect(yield_children(cell))))
            draft.speak(cell, begin, before)
            is_row_header = cell.tag == "th" and not is_header
            draft.wrap("row-header" if is_row_header else "cell", begin, before)
        draft.speak(row, start, leaves)
        draft.wrap("header-row" if is_header else "row", start, leaves)
