"""The edition's reading as Markdown: `text.md`.

It is written for Python-Markdown (with tables, footnotes, fenced code and sane lists), for pandoc (`markdown-smart`,
which leaves quotation marks as they are) and for CommonMark with GitHub's tables and footnotes, and has the same words
for all of them. There is no front matter and no title but the text's own. Lists are numbered as in the text; a cell
that takes several columns has empty ones beside it, paragraphs and tables in a cell stand one under the other, the
caption of a table is a paragraph before it. A footnote to which no reference leads is a paragraph, and one of another
footnote is left out, since pandoc knows none there.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from variorum.export.markdown_inline import write_leaf
from variorum.export.markdown_tables import write_table
from variorum.export.markdown_tree import Leaf, Member, build_tree, list_leaves
from variorum.model import Block, Edition, Text

_NOTHING = "<!-- -->"
"""Parts what would become one, and stands where something must."""
_INDENT = 4
_LISTS = frozenset({"unordered-list", "ordered-list"})
_BEGINNINGS = frozenset({"", "inner-paragraph"})
"""Kinds of chunk that an item or a footnote may begin with."""
_JOINED = frozenset({"list", "quotation", "inner-code"})
"""Kinds of chunk of which two in succession are one to some reader."""
_NUMBER = re.compile(r"(?<![\d-])\d{1,5}(?!\d)")  # the 7 of "7 A reversed"
"""Of a longer one what an item holds would stand so far in that it would be code."""
_FENCE = re.compile(r"`+")


class _Chunk(NamedTuple):
    """A block-level element as it is written."""

    kind: str
    """Empty of a paragraph."""
    text: str


def make_markdown(edition: Edition) -> bytes:
    """Return `text.md`: the texts one after the other, a rule between them, each followed by its footnotes."""
    chunks: list[_Chunk] = []
    count = 0
    for text in edition.texts:
        labels = _label_footnotes(text, count)
        count += len(labels)
        chunks += [_Chunk("rule", "---")] if chunks else []
        defined: set[str] = set()
        for block in text.blocks:
            # one that is divided has its label in two blocks
            is_first = block.label in labels and block.label not in defined
            if is_first:
                defined.add(block.label)
            chunks += _write_block(block, labels, defines=is_first)
    return f"{_join(chunks)}\n".encode()


def _label_footnotes(text: Text, count: int) -> dict[str, str]:
    """Number the footnotes that a reference leads to from elsewhere than a footnote."""
    called = {
        r.target
        for block in text.blocks
        for r in block.ranges
        if r.kind == "footnote-reference" and block.kind not in ("footnote", "code")
    }
    labels = [b.label for b in text.blocks if b.kind == "footnote" and b.label in called]
    return {label: str(count + n) for n, label in enumerate(dict.fromkeys(labels), start=1)}


def _write_block(block: Block, labels: Mapping[str, str], *, defines: bool) -> Iterator[_Chunk]:
    root = build_tree(block)
    if block.kind == "code":
        yield _Chunk("code", _write_fenced(block.text))
    elif block.kind == "heading":
        yield _write_heading(block.text, root, labels, level=block.level or 2)
    elif block.kind == "figure":
        yield from _write_figure(block.text, root, labels)
    elif defines:
        label = f"[^{labels[block.label]}]: "
        chunks = list(_write_members(block.text, root, {}))
        yield _Chunk("footnote", _hang(label, chunks, _INDENT))
    elif block.kind == "footnote":
        yield from _write_members(block.text, root, {})
    else:
        is_element = block.kind in ("quotation", "table") or _is_list(root)
        yield from (_write_member if is_element else _write_members)(block.text, root, labels)


def _write_heading(text: str, member: Member, labels: Mapping[str, str], *, level: int) -> _Chunk:
    leaves = (write_leaf(text, x, where="heading", labels=labels) for x in list_leaves(member))
    return _Chunk("heading", f"{'#' * level} {' '.join(leaves)}")


def _write_figure(text: str, root: Member, labels: Mapping[str, str]) -> Iterator[_Chunk]:
    """Yield a picture, with its words in a line of their own."""
    for leaf in list_leaves(root):
        pictures = [sign for sign in leaf.signs if sign.kind == "image"]
        others = [sign for sign in leaf.signs if sign.kind != "image"]
        parts = (Leaf(leaf.start, leaf.start, [], pictures), replace(leaf, signs=others))
        lines = [write_leaf(text, part, where="lines", labels=labels) for part in parts]
        yield _Chunk("", "  \n".join(filter(None, lines)))


def _is_list(member: Member) -> bool:
    """Say whether a block of items is the list itself."""
    return any(isinstance(x, Member) and x.kind == "item" for x in member.members)


def _write_members(text: str, member: Member, labels: Mapping[str, str]) -> Iterator[_Chunk]:
    """Yield what a member holds."""
    for inner in member.members:
        if isinstance(inner, Member):
            yield from _write_member(text, inner, labels)
        elif words := write_leaf(text, inner, where="lines", labels=labels):
            yield _Chunk("", words)


def _write_member(text: str, member: Member, labels: Mapping[str, str]) -> Iterator[_Chunk]:
    if member.kind in _LISTS or _is_list(member):
        yield _Chunk("list", _write_list(text, member, labels))
    elif member.kind == "quotation":
        lines = _join(_write_members(text, member, labels)).split("\n")
        yield _Chunk("quotation", "\n".join(f"> {line}" if line else ">" for line in lines))
    elif member.kind in ("table", "inner-table"):
        captions = [x for x in member.members if isinstance(x, Member) and x.kind == "caption"]
        for caption in captions:
            yield from _write_members(text, caption, labels)
        yield _Chunk("table", write_table(text, member, labels))
    elif member.kind == "inner-code":
        lines = text[member.start : member.end].split("\n")
        moved = [f"{' ' * _INDENT}{line}" if line else "" for line in lines]
        yield _Chunk("inner-code", "\n".join(moved))
    elif member.kind == "inner-heading":
        yield _write_heading(text, member, labels, level=6)  # nobody has said which
    else:
        yield from _write_members(text, member, labels)


def _write_list(text: str, member: Member, labels: Mapping[str, str]) -> str:
    """Return a list; one whose items hold words, or words and such a list, has no empty lines."""
    items = [x for x in member.members if isinstance(x, Member)]
    is_tight = _is_tight(member)
    written = []
    for item, number in zip(items, _number_items(member, items), strict=True):
        marker = (f"{number}. " if member.kind == "ordered-list" else "- ").ljust(_INDENT)
        chunks = _write_members(text, item, labels)
        written.append(_hang(marker, chunks, len(marker), is_tight=is_tight))
    return ("\n" if is_tight else "\n\n").join(written)


def _is_tight(member: Member) -> bool:
    for item in member.members:
        first, *others = item.members if isinstance(item, Member) else [item]
        is_simple = all(isinstance(x, Member) and x.kind in _LISTS and _is_tight(x) for x in others)
        if not isinstance(first, Leaf) or not is_simple or len(others) > 1:
            return False
    return True


def _number_items(member: Member, items: Collection[Member]) -> Iterator[int]:
    """Yield the numbers that the items have in the text, as far as Markdown has such numbers."""
    is_reversed = member.target.endswith("reversed")
    found = _NUMBER.search(member.target)
    number = int(found[0]) if found else len(items) if is_reversed else 1
    for item in items:
        found = _NUMBER.search(item.target)
        number = int(found[0]) if found else number
        yield number
        number = max(number - 1, 0) if is_reversed else number + 1


def _hang(marker: str, chunks: Iterable[_Chunk], indent: int, *, is_tight: bool = False) -> str:
    """Return chunks behind a marker, all lines but the first moved in."""
    held = [chunk for chunk in chunks if chunk.text]
    if not held or held[0].kind not in _BEGINNINGS:
        held.insert(0, _Chunk("", _NOTHING))
    first, *others = _join(held, "\n" if is_tight else "\n\n").split("\n")
    moved = [f"{' ' * indent}{line}" if line else "" for line in others]
    return "\n".join([f"{marker}{first}", *moved])


def _join(chunks: Iterable[_Chunk], between: str = "\n\n") -> str:
    """Return chunks one after the other, with something between two that would be one."""
    parts: list[str] = []
    before = ""
    for kind, text in chunks:
        if not text:
            continue
        if (before == kind and kind in _JOINED) or (before, kind) == ("list", "inner-code"):
            parts.append(_NOTHING)
        parts.append(text)
        before = kind
    return between.join(parts)


def _write_fenced(text: str) -> str:
    """Return code between fences longer than any in it."""
    longest = max(map(len, _FENCE.findall(text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}\n{text}\n{fence}"
