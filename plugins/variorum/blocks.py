"""Copy-text → printed blocks: plain text with ranges over it, one for each citable unit."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from lxml import etree
from markdown import Markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from variorum.model import BlockKind, PrintedBlock, Range
from variorum.patterns import Patterns
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.limits import check_markdown

DEPTH = 150
"""Levels of elements in an HTML copy-text; real pages stay under 40."""

_PRINTED_NOWHERE = frozenset(
    "head script style template noscript iframe object embed svg math form button input select textarea nav"
    " audio video canvas dialog".split()
)
_CONTAINERS = frozenset(
    "html body div section article main header footer aside address details summary center hgroup dl dt dd"
    " fieldset".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset("p blockquote ul ol table pre figure hr".split()) | frozenset(_HEADINGS)
_INLINE_KINDS = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_LISTS = {"ul": "unordered-list", "ol": "ordered-list"}
_HARD_BREAK = "\0"  # no copy-text holds one (V114)
_UNPRINTED = str.maketrans(
    {**dict.fromkeys(map(chr, (*range(1, 9), *range(14, 32), 127))), "\r": "\n", "\v": " "}
)
"""Control characters, which print nothing; HTML may bring them in as `&#13;`."""
_Node = etree._Element | str
"""A child of an element: lxml keeps words beside the elements, as their text and tail."""
_NO_WORD = re.compile(r"[\W_]+")  # all but letters and digits
_WHITE = re.compile(r"[ \t\r\n\f\0]+")  # a run of white space and hard breaks
_TWO_BREAKS = re.compile(r"\n{2,}")  # "<br><br>" parts paragraphs


@dataclass(slots=True)
class _Leaf:
    """The words of one innermost element, as collected: white space not yet folded."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A block in the making: its leaves joined by one newline."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)
    leaves: int = 0

    def add(self, leaf: _Leaf) -> None:
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
        if problems := check_markdown(source.text, path=source.path):
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
    blocks = [block for block in _walk(root) if block.text.strip() or block.kind == "figure"]
    blocks.sort(key=lambda block: block.kind == "footnote")
    if not blocks:
        return (), [
            Problem("V401", here, "no words in the copy-text", mend="put the article in it")
        ]
    lines = locate_lines(source.text, [block.text for block in blocks])
    return tuple(replace(b, line=line) for b, line in zip(blocks, lines, strict=True)), []


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


def _children(tag: etree._Element) -> Iterator[_Node]:
    """Yield what an element holds, words and elements in their order."""
    if tag.text:
        yield tag.text
    for child in tag:
        yield child
        if child.tail:
            yield child.tail


def _words(tag: etree._Element) -> str:
    return "".join(map(str, tag.itertext()))


def _classes(tag: etree._Element) -> list[str]:
    return (tag.get("class") or "").split()


def _is_deep(root: etree._Element) -> bool:
    """Say whether the walk, which recurs, would go deeper than it may."""
    level, depth = [root], 0
    while level:
        depth += 1
        level = [child for tag in level for child in tag]
    return depth > DEPTH + 1


def _walk(container: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that only holds others."""
    for nodes in _group(_children(container)):
        first = nodes[0]
        if isinstance(first, str) or not _is_block(first):
            yield from _paragraphs(nodes)
        elif "footnote" in _classes(first):
            yield from _footnotes(first)
        elif first.tag in _CONTAINERS:
            yield from _walk(first)
        elif first.tag == "p" and _is_picture(first):
            yield _figure(first)
        elif first.tag == "p":
            yield from _paragraphs(list(_children(first)))
        elif first.tag in _HEADINGS:
            leaf = _fold_white(_collect(_children(first)))
            yield _block("heading", leaf, level=_HEADINGS[first.tag])
        elif first.tag == "figure":
            yield _figure(first)
        elif first.tag == "pre":
            yield _block("code", _verbatim(first))
        elif first.tag != "hr":
            draft = _Draft()
            _append(draft, first)
            kinds: dict[str, BlockKind] = {"blockquote": "quotation", "table": "table"}
            yield PrintedBlock(kinds.get(first.tag, "list"), draft.text, tuple(draft.ranges), 1)


def _is_block(tag: etree._Element) -> bool:
    return tag.tag in _BLOCKS or tag.tag in _CONTAINERS


def _group(nodes: Iterable[_Node]) -> Iterator[list[_Node]]:
    """Part an element's children: each block-level one alone, inline ones between them together."""
    inline: list[_Node] = []
    for node in nodes:
        if isinstance(node, str):
            if inline or node.strip():
                inline.append(node)
        elif node.tag in _PRINTED_NOWHERE:
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


def _block(kind: BlockKind, leaf: _Leaf, *, level: int = 0) -> PrintedBlock:
    return PrintedBlock(kind, leaf.text, tuple(leaf.ranges), 1, level=level)


def _paragraphs(nodes: Iterable[_Node]) -> Iterator[PrintedBlock]:
    raw = _collect(nodes)
    runs = _WHITE.findall(raw.text.strip()) if _HARD_BREAK in raw.text else ()
    is_soft = any("\n" in white and _HARD_BREAK not in white for white in runs)
    leaf = _fold_white(raw)
    start = 0
    for end, after in [(m.start(), m.end()) for m in _TWO_BREAKS.finditer(leaf.text)] + [
        (len(leaf.text), 0)
    ]:
        part = _cut(leaf, start, end)
        # a stanza has a hard break after every line but the last: no line ends otherwise
        verse = "\n" in part.text and not is_soft
        yield _block("verse" if verse else "paragraph", part)
        start = after


def _cut(leaf: _Leaf, start: int, end: int) -> _Leaf:
    ranges = [
        replace(r, start=max(r.start, start) - start, end=min(r.end, end) - start)
        for r in leaf.ranges
        if (r.start < end and r.end > start) or (r.start == r.end and start <= r.start <= end)
    ]
    return _Leaf(leaf.text[start:end], ranges)


def _is_picture(tag: etree._Element) -> bool:
    return tag.find(".//img") is not None and not _words(tag).strip()


def _figure(tag: etree._Element) -> PrintedBlock:
    """A picture is cited by its caption, or else by the words that stand for it."""
    image = tag.find(".//img")
    caption = tag.find(".//figcaption")
    leaf = _Leaf() if caption is None else _fold_white(_collect(_children(caption)))
    if image is not None:
        if not leaf.text:
            leaf = _fold_white(_Leaf(str(image.get("alt") or "")))
        leaf.ranges.insert(0, Range(0, 0, "image", str(image.get("src") or "")))
    return _block("figure", leaf)


def _footnotes(container: etree._Element) -> Iterator[PrintedBlock]:
    """Yield the author's own notes, which Python-Markdown's extension `footnotes` gathers in one list."""
    for item in container.iter("li"):
        label = item.get("id") or ""
        if not label.startswith("fn:"):
            continue
        for link in list(item.iter("a")):
            if "footnote-backref" in _classes(link):
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
            draft.wrap("item", begin, before)
    elif tag.tag == "table":
        _append_table(draft, tag)
    elif tag.tag == "pre":
        draft.add(_verbatim(tag))
        kind = "inner-code"
    elif tag.tag == "figure":
        draft.add(_Leaf(_figure(tag).text))
        kind = "inner-paragraph"
    elif tag.tag == "p" or tag.tag in _HEADINGS:
        leaf = _fold_white(_collect(_children(tag)))
        if leaf.text:
            draft.add(_Leaf(_TWO_BREAKS.sub("\n", leaf.text), leaf.ranges))
        kind = "inner-paragraph" if tag.tag == "p" else "inner-heading"
    else:
        _append_children(draft, tag)
        kind = "quotation" if tag.tag == "blockquote" and leaves else ""
    if kind:
        draft.wrap(kind, start, leaves)


def _append_children(draft: _Draft, tag: etree._Element) -> None:
    for nodes in _group(_children(tag)):
        first = nodes[0]
        if not isinstance(first, str) and _is_block(first):
            _append(draft, first)
        elif (leaf := _fold_white(_collect(nodes))).text:
            draft.add(leaf)


def _append_table(draft: _Draft, table: etree._Element) -> None:
    caption = table.find(".//caption")
    if caption is not None:
        start, leaves = len(draft.text), draft.leaves
        draft.add(_fold_white(_collect(_children(caption))))
        draft.wrap("caption", start, leaves)
    for row in table.iter("tr"):
        start, leaves = len(draft.text), draft.leaves
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in cells:
            begin, before = len(draft.text), draft.leaves
            draft.add(_fold_white(_collect(_children(cell))))
            draft.wrap("cell", begin, before)
        is_header = bool(cells) and all(cell.tag == "th" for cell in cells)
        draft.wrap("header-row" if is_header else "row", start, leaves)


def _verbatim(pre: etree._Element) -> _Leaf:
    return _Leaf(_words(pre).translate(_UNPRINTED).strip("\n"))


def _collect(nodes: Iterable[_Node]) -> _Leaf:
    leaf = _Leaf()
    for node in nodes:
        _collect_node(leaf, node)
    return leaf


def _collect_node(leaf: _Leaf, node: _Node) -> None:
    if isinstance(node, str):
        leaf.text += node.translate(_UNPRINTED)
        return
    if node.tag in _PRINTED_NOWHERE:
        return
    start = len(leaf.text)
    if node.tag == "br":
        leaf.text += _HARD_BREAK
    elif node.tag == "img":
        leaf.ranges.append(Range(start, start, "image", str(node.get("src") or "")))
    elif node.tag == "sup" and (link := node.find(".//a[@class='footnote-ref']")) is not None:
        label = (link.get("href") or "").removeprefix("#fn:")
        leaf.ranges.append(Range(start, start, "footnote-reference", label))
    else:
        for child in _children(node):
            _collect_node(leaf, child)
        kind = "link" if node.tag == "a" and node.get("href") is not None else ""
        kind = kind or _INLINE_KINDS.get(node.tag, "")
        if kind and len(leaf.text) > start:
            target = str(node.get("href")).strip() if kind == "link" else ""
            leaf.ranges.append(Range(start, len(leaf.text), kind, target))


def _fold_white(raw: _Leaf) -> _Leaf:
    """Make each line end a space, each hard break a newline, and trim; other runs of spaces stay."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int, int]] = []  # raw start and end, folded start and end
    length = done = 0
    breaks = "\n" in raw.text or _HARD_BREAK in raw.text
    for white in _WHITE.finditer(raw.text) if breaks else ():
        count = white[0].count(_HARD_BREAK)
        if not count and "\n" not in white[0]:
            continue  # spaces inside a line stay as they are printed
        mark = "\n" * count or " "
        pieces += [raw.text[done : white.start()], mark]
        start = length + white.start() - done
        length, done = start + len(mark), white.end()
        runs.append((white.start(), done, start, length))
    pieces.append(raw.text[done:])
    text = "".join(pieces)
    lead = len(text) - len(text.lstrip(" \t\n"))
    trimmed = text.strip(" \t\n")

    def place(at: int) -> int:
        run = runs[bisect_right(runs, (at, len(raw.text), 0, 0)) - 1] if runs else (0, 0, 0, 0)
        inside = run[2] if at < run[1] else run[3] + at - run[1]
        folded = at if at < run[0] else inside
        return min(max(folded - lead, 0), len(trimmed))

    ranges = []
    for item in raw.ranges:
        start, end = place(item.start), place(item.end)
        if start < end or item.start == item.end:
            ranges.append(Range(start, end, item.kind, item.target))
    return _Leaf(trimmed, ranges)


def locate_lines(source: str, texts: Iterable[str]) -> list[int]:
    """Return the line of the copy-text, from 1, on which each of its blocks begins.

    Blocks are found by their first letters and digits, since markup stands between them in the source.
    """
    words = [_NO_WORD.sub("", line) for line in source.split("\n")]
    stream = "".join(words)
    starts = [0, *accumulate(map(len, words))]
    lines: list[int] = []
    cursor, line = 0, 1
    for text in texts:
        opening = _NO_WORD.sub("", text[:80])[:24]
        found = stream.find(opening, cursor) if opening else -1
        if found >= 0:
            cursor = found + len(opening)
            line = bisect_right(starts, found)
        lines.append(line)
    return lines
