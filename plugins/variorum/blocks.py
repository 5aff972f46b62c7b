"""Copy-text → printed blocks: plain text with ranges over it, one for each citable unit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import markdown
from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag

from variorum.model import BlockKind, PrintedBlock, Range
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.read.limits import check_markdown

DEPTH = 150
"""Levels of elements in an HTML copy-text; real pages stay under 40."""

_MARKDOWN_EXTENSIONS = ["tables", "footnotes", "fenced_code", "sane_lists"]
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
        self.ranges += [replace(r, start=r.start + start, end=r.end + start) for r in leaf.ranges]

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
        html = markdown.markdown(source.text, extensions=_MARKDOWN_EXTENSIONS)
    elif ending in {"html", "htm"}:
        html = source.text
    else:
        text = f'a copy-text of an unknown kind, ".{ending}"'
        mend = "save it as Markdown (.md) or HTML (.html)"
        return (), [Problem("V402", here, text, mend=mend)]
    root = _find_root(BeautifulSoup(html, "lxml"))
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


def _find_root(soup: BeautifulSoup) -> Tag | None:
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1 and isinstance(found[0], Tag):
            return found[0]
    return soup.body


def _is_deep(root: Tag) -> bool:
    """Say whether the walk, which recurs, would go deeper than it may."""
    waiting: list[tuple[Tag, int]] = [(root, 0)]
    while waiting:
        tag, depth = waiting.pop()
        if depth > DEPTH:
            return True
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
    return False


def _walk(container: Tag) -> Iterator[PrintedBlock]:
    """Yield the blocks of an element that only holds others."""
    for nodes in _group(container.children):
        first = nodes[0]
        if not (isinstance(first, Tag) and _is_block(first)):
            yield from _paragraphs(nodes)
        elif "footnote" in first.get_attribute_list("class"):
            yield from _footnotes(first)
        elif first.name in _CONTAINERS:
            yield from _walk(first)
        elif first.name == "p" and _is_picture(first):
            yield _figure(first)
        elif first.name == "p":
            yield from _paragraphs(list(first.children))
        elif first.name in _HEADINGS:
            leaf = _fold_white(_collect(first.children))
            yield _block("heading", leaf, level=_HEADINGS[first.name])
        elif first.name == "figure":
            yield _figure(first)
        elif first.name == "pre":
            yield _block("code", _verbatim(first))
        elif first.name != "hr":
            draft = _Draft()
            _append(draft, first)
            kinds: dict[str, BlockKind] = {"blockquote": "quotation", "table": "table"}
            yield PrintedBlock(kinds.get(first.name, "list"), draft.text, tuple(draft.ranges), 1)


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS or tag.name in _CONTAINERS


def _group(nodes: Iterable[PageElement]) -> Iterator[list[PageElement]]:
    """Part an element's children: each block-level one alone, inline ones between them together."""
    inline: list[PageElement] = []
    for node in nodes:
        if isinstance(node, Tag) and node.name in _PRINTED_NOWHERE:
            continue
        if isinstance(node, Tag) and _is_block(node):
            if inline:
                yield inline
                inline = []
            yield [node]
        elif isinstance(node, Tag) or (
            isinstance(node, NavigableString) and (inline or node.strip())
        ):
            inline.append(node)
    if inline:
        yield inline


def _block(kind: BlockKind, leaf: _Leaf, *, level: int = 0) -> PrintedBlock:
    return PrintedBlock(kind, leaf.text, tuple(leaf.ranges), 1, level=level)


def _paragraphs(nodes: Iterable[PageElement]) -> Iterator[PrintedBlock]:
    raw = _collect(nodes)
    runs = _WHITE.findall(raw.text.strip())
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


def _is_picture(tag: Tag) -> bool:
    return tag.find("img") is not None and not tag.get_text(strip=True)


def _figure(tag: Tag) -> PrintedBlock:
    """A picture is cited by its caption, or else by the words that stand for it."""
    image = tag.find("img")
    caption = tag.find("figcaption")
    leaf = _fold_white(_collect(caption.children)) if isinstance(caption, Tag) else _Leaf()
    if isinstance(image, Tag):
        if not leaf.text:
            leaf = _fold_white(_Leaf(str(image.get("alt") or "")))
        leaf.ranges.insert(0, Range(0, 0, "image", str(image.get("src") or "")))
    return _block("figure", leaf)


def _footnotes(container: Tag) -> Iterator[PrintedBlock]:
    """Yield the author's own notes, which Python-Markdown's extension `footnotes` gathers in one list."""
    for item in container.find_all("li"):
        if not str(item.get("id") or "").startswith("fn:"):
            continue
        for link in item.find_all("a", class_="footnote-backref"):
            link.decompose()
        draft = _Draft()
        _append_children(draft, item)
        label = str(item["id"]).removeprefix("fn:")
        text = draft.text.rstrip("\N{NO-BREAK SPACE} ")
        ranges = tuple(replace(r, end=min(r.end, len(text))) for r in draft.ranges)
        yield PrintedBlock("footnote", text, ranges, 1, label=label)


def _append(draft: _Draft, tag: Tag) -> None:
    """Append a block-level element and all it holds to a draft."""
    start, leaves = len(draft.text), draft.leaves
    kind = ""
    if tag.name in _LISTS:
        kind = _LISTS[tag.name]
        for item in tag.find_all("li", recursive=False):
            begin, before = len(draft.text), draft.leaves
            _append_children(draft, item)
            draft.wrap("item", begin, before)
    elif tag.name == "table":
        _append_table(draft, tag)
    elif tag.name == "pre":
        draft.add(_verbatim(tag))
        kind = "inner-code"
    elif tag.name == "figure":
        draft.add(_Leaf(_figure(tag).text))
        kind = "inner-paragraph"
    elif tag.name == "p" or tag.name in _HEADINGS:
        leaf = _fold_white(_collect(tag.children))
        if leaf.text:
            draft.add(_Leaf(_TWO_BREAKS.sub("\n", leaf.text), leaf.ranges))
        kind = "inner-paragraph" if tag.name == "p" else "inner-heading"
    else:
        _append_children(draft, tag)
        kind = "quotation" if tag.name == "blockquote" and leaves else ""
    if kind:
        draft.wrap(kind, start, leaves)


def _append_children(draft: _Draft, tag: Tag) -> None:
    for nodes in _group(tag.children):
        first = nodes[0]
        if isinstance(first, Tag) and _is_block(first):
            _append(draft, first)
        elif (leaf := _fold_white(_collect(nodes))).text:
            draft.add(leaf)


def _append_table(draft: _Draft, table: Tag) -> None:
    caption = table.find("caption")
    if isinstance(caption, Tag):
        start, leaves = len(draft.text), draft.leaves
        draft.add(_fold_white(_collect(caption.children)))
        draft.wrap("caption", start, leaves)
    for row in table.find_all("tr"):
        start, leaves = len(draft.text), draft.leaves
        cells = row.find_all(["td", "th"], recursive=False)
        for cell in cells:
            begin, before = len(draft.text), draft.leaves
            draft.add(_fold_white(_collect(cell.children)))
            draft.wrap("cell", begin, before)
        is_header = bool(cells) and all(cell.name == "th" for cell in cells)
        draft.wrap("header-row" if is_header else "row", start, leaves)


def _verbatim(pre: Tag) -> _Leaf:
    return _Leaf(pre.get_text().translate(_UNPRINTED).strip("\n"))


def _collect(nodes: Iterable[PageElement]) -> _Leaf:
    leaf = _Leaf()
    for node in nodes:
        _collect_node(leaf, node)
    return leaf


def _collect_node(leaf: _Leaf, node: PageElement) -> None:
    if isinstance(node, NavigableString):
        if isinstance(node, CData) or not isinstance(
            node, PreformattedString
        ):  # comments and the like
            leaf.text += node.translate(_UNPRINTED)
        return
    if not isinstance(node, Tag) or node.name in _PRINTED_NOWHERE:
        return
    start = len(leaf.text)
    if node.name == "br":
        leaf.text += _HARD_BREAK
    elif node.name == "img":
        leaf.ranges.append(Range(start, start, "image", str(node.get("src") or "")))
    elif node.name == "sup" and (link := node.find("a", class_="footnote-ref")) is not None:
        label = str(link["href"]).removeprefix("#fn:") if isinstance(link, Tag) else ""
        leaf.ranges.append(Range(start, start, "footnote-reference", label))
    else:
        for child in node.children:
            _collect_node(leaf, child)
        kind = "link" if node.name == "a" and node.get("href") is not None else ""
        kind = kind or _INLINE_KINDS.get(node.name, "")
        if kind and len(leaf.text) > start:
            target = str(node.get("href")).strip() if kind == "link" else ""
            leaf.ranges.append(Range(start, len(leaf.text), kind, target))


def _fold_white(raw: _Leaf) -> _Leaf:
    """Make each line end a space, each hard break a newline, and trim; other runs of spaces stay."""
    pieces: list[str] = []
    places: list[int] = []  # raw offset → offset in the folded text
    length = done = 0
    for white in _WHITE.finditer(raw.text):
        if _HARD_BREAK not in white[0] and "\n" not in white[0]:
            continue  # spaces inside a line stay as they are printed
        places += range(length, length + white.start() - done)
        pieces.append(raw.text[done : white.start()])
        length += white.start() - done
        mark = "\n" * white[0].count(_HARD_BREAK) or " "
        places += [length] * len(white[0])
        pieces.append(mark)
        length += len(mark)
        done = white.end()
    places += range(length, length + len(raw.text) - done + 1)
    pieces.append(raw.text[done:])
    text = "".join(pieces)
    lead = len(text) - len(text.lstrip(" \t\n"))
    trimmed = text.strip(" \t\n")
    ranges = []
    for item in raw.ranges:
        start, end = (min(max(places[at] - lead, 0), len(trimmed)) for at in (item.start, item.end))
        if start < end or item.start == item.end:
            ranges.append(replace(item, start=start, end=end))
    return _Leaf(trimmed, ranges)


def locate_lines(source: str, texts: Iterable[str]) -> list[int]:
    """Return the line of the copy-text, from 1, on which each of its blocks begins.

    Blocks are found by their first letters and digits, since markup stands between them in the source.
    """
    offsets = [offset for offset, character in enumerate(source) if character.isalnum()]
    stream = "".join(source[offset] for offset in offsets)
    lines: list[int] = []
    cursor = line = 0
    counted = 0
    for text in texts:
        opening = "".join(c for c in text[:80] if c.isalnum())[:24]
        found = stream.find(opening, cursor) if opening else -1
        if found >= 0:
            cursor = found + len(opening)
            line += source.count("\n", counted, offsets[found])
            counted = offsets[found]
        lines.append(line + 1)
    return lines
