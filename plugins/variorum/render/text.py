"""A block's words with the ranges, marks and signs on them → HTML whose text is the block's text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Generic, TypeVar

from variorum.model import STRUCTURE, BlockKind, Range, Span
from variorum.render.html import EMPTY, Html, close_tag, escape, find_safe_url, open_tag
from variorum.render.structure import Shape, shape

T = TypeVar("T")

_INLINE = {
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
}
_FLAT: frozenset[BlockKind] = frozenset({"heading", "code"})
"""Kinds of block whose element can't hold block-level elements."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """The passage a note speaks of."""

    span: Span
    stem: str
    kind: str


@dataclass(frozen=True, slots=True)
class Emended:
    """A passage the edition reads otherwise than its copy-text; may be empty (a deletion)."""

    span: Span
    emendation: str
    first: Mapping[str, str] = field(default_factory=dict)
    """What stands on its first run only: `id`, `data-source`."""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """An element without text at one place: a reference to a note, a correction sign, an image."""

    position: int
    order: int
    """Which of several at one place comes first."""
    html: Html = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """An element that may be closed and opened again where others cross it."""

    key: tuple[str, int | str]
    names: tuple[str, ...]
    attributes: Mapping[str, str | None] = field(compare=False, default_factory=dict)
    first: Mapping[str, str] = field(compare=False, default_factory=dict)


def render_text(
    kind: BlockKind,
    text: str,
    ranges: Sequence[Range],
    *,
    level: int = 0,
    lemmas: Sequence[Lemma] = (),
    emended: Sequence[Emended] = (),
    signs: Sequence[Sign] = (),
) -> Html:
    """Return the element of class `vr-text`, whose text is exactly `text`.

    Every piece of the text between two borders of anything gets its stack of elements; two pieces that share the
    beginning of their stacks share those elements. So whatever crosses is split, and marks, which come
    last in the stack, are flat runs that hold text only.

    Args:
        kind: Gives the element.
        text: The block's reading.
        ranges: Of the copy-text; their targets are not trusted.
        level: The heading level to print, 1 to 6.
        lemmas: May overlap, nest and be equal.
        emended: None may overlap another.
        signs: Empty elements; the caller has moved them out of words and links.
    """
    structure = [
        item
        for item in ranges
        if item.kind in STRUCTURE and kind != "code" and (kind not in _FLAT or item.kind == "line")
    ]
    form = shape(kind, text, structure, level=level)
    inline = [
        item for item in ranges if kind != "code" and item.start < item.end and _is_inline(item)
    ]
    writer = _Writer(text, form, inline=inline, lemmas=lemmas, emended=emended)
    borders = [border for item in (*form.structure, *inline) for border in (item.start, item.end)]
    spans = [lemma.span for lemma in lemmas] + [item.span for item in emended]
    borders += [border for span in spans for border in (span.start, span.end)]
    borders += [newline + 1 for newline in form.newlines]
    return writer.write(signs, borders)


class _Around(Generic[T]):
    """The spans around a place, as it moves from left to right through a block."""

    def __init__(self, spans: Iterable[tuple[int, int, T]]) -> None:
        self.starting: dict[int, list[tuple[int, int, int, T]]] = {}
        self.open: list[tuple[int, int, int, T]] = []
        for rank, (start, end, value) in enumerate(spans):
            self.starting.setdefault(start, []).append((rank, start, end, value))

    def reach(self, place: int) -> None:
        """Move to a place; those that end there are still open."""
        self.open = [item for item in self.open if item[2] >= place]

    def enter(self, place: int) -> None:
        """Move past a place: drop what ends there, take in what starts there."""
        if not self.open and place not in self.starting:
            return
        begun = [item for item in self.starting.get(place, ()) if item[2] > place]
        self.open = sorted([item for item in self.open if item[2] > place] + begun, key=_rank)

    def list_open(self) -> list[T]:
        """List those that hold the piece after the place."""
        return [item[3] for item in self.open]

    def list_strict(self, place: int) -> list[T]:
        """List those that hold the place and something on both sides of it."""
        return [item[3] for item in self.open if item[1] < place < item[2]]

    def list_touching(self, place: int) -> list[T]:
        """List those in which the place lies, their ends counted unless another starts there."""
        begun = [item for item in self.starting.get(place, ()) if item[2] > place]
        old = [item for item in self.open if item[1] < place and (item[2] > place or not begun)]
        return [item[3] for item in sorted([*old, *begun], key=_rank)]

    def list_empty(self, place: int) -> list[T]:
        """List those without length that stand at the place."""
        return [item[3] for item in self.starting.get(place, ()) if item[2] == place]


def _rank(item: tuple[int, int, int, T]) -> int:
    return item[0]


class _Writer:
    """Writes one block: what is around the place it has reached, and which elements are open."""

    def __init__(
        self,
        text: str,
        form: Shape,
        *,
        inline: Sequence[Range],
        lemmas: Sequence[Lemma],
        emended: Sequence[Emended],
    ) -> None:
        self.text = text
        self.form = form
        ordered = sorted(inline, key=lambda item: (item.kind != "link", item.start, -item.end))
        self.structure = _Around((x.start, x.end, i) for i, x in enumerate(form.structure))
        self.inline = _Around((x.start, x.end, (i, x)) for i, x in enumerate(ordered))
        self.lemmas = _Around((x.span.start, x.span.end, x) for x in lemmas)
        self.emended = _Around((x.span.start, x.span.end, x) for x in emended)
        self.layers = (self.structure, self.inline, self.lemmas, self.emended)
        self.parts: list[str] = []
        self.open: list[_Wrapper] = []
        self.seen: set[tuple[str, int | str]] = set()

    def write(self, signs: Sequence[Sign], borders: Iterable[int]) -> Html:
        """Return the whole element."""
        signs_at: dict[int, list[Sign]] = {}
        for sign in sorted(signs):
            signs_at.setdefault(sign.position, []).append(sign)
        places = sorted({0, len(self.text), *signs_at, *borders, *self.form.newlines})
        layers = [layer for layer in self.layers if layer.starting]
        for start, end in zip_longest(places, places[1:]):
            for layer in layers:
                layer.reach(start)
            self._write_at(start, signs_at.get(start, ()))
            for layer in layers:
                layer.enter(start)
            if end is not None:
                self._write_piece(start, end)
        self._turn_to([])
        tags = self.form.root
        head = EMPTY.join(open_tag(name, attributes) for name, attributes in tags)
        tail = EMPTY.join(close_tag(name) for name, _ in reversed(tags))
        return Html(f"{head}{''.join(self.parts)}{tail}")

    def _write_at(self, place: int, signs: Sequence[Sign]) -> None:
        """Write what has no words: empty cells and items, deletions, signs."""
        touching = self.structure.list_touching(place)
        empty = self.structure.list_empty(place)
        for index in range(len(empty)):
            self._turn_to([self._structure_wrapper(i) for i in [*touching, *empty[: index + 1]]])
        outer = [self._structure_wrapper(i) for i in [*touching, *empty]]
        inline = self.inline.list_strict(place)
        for emended in self.emended.list_empty(place):
            self._turn_to([*outer, *_inline_wrappers(inline), _emended_wrapper(emended)])
        for sign in signs:
            self._turn_to([*outer, *_inline_wrappers(inline)])
            self.parts.append(sign.html)

    def _write_piece(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        structure = [self._structure_wrapper(index) for index in self.structure.list_open()]
        if start in self.form.newlines:
            self._turn_to(structure)
            self.parts.append(piece)
            return
        marks = [_lemma_wrapper(lemmas) for lemmas in [self.lemmas.list_open()] if lemmas]
        marks += [_emended_wrapper(emended) for emended in self.emended.list_open()]
        self._turn_to([*structure, *_inline_wrappers(self.inline.list_open()), *marks])
        names = [name for name, _ in self.form.root] + [n for w in structure for n in w.names]
        lines = [escape(line) for line in piece.split("\n")]
        self.parts.append(("\n" if "pre" in names else "<br>\n").join(lines))

    def _structure_wrapper(self, index: int) -> _Wrapper:
        tags = self.form.tags[index]
        return _Wrapper(("structure", index), tuple(name for name, _ in tags), tags[0][1])

    def _turn_to(self, stack: Sequence[_Wrapper]) -> None:
        """Close and open elements until exactly those of the stack are open."""
        same = 0
        while same < min(len(stack), len(self.open)) and stack[same].key == self.open[same].key:
            same += 1
        while len(self.open) > same:
            for name in reversed(self.open.pop().names):
                self.parts.append(close_tag(name))
        for wrapper in stack[same:]:
            attributes = dict(wrapper.attributes)
            if wrapper.first and wrapper.key not in self.seen:
                attributes |= wrapper.first
            self.seen.add(wrapper.key)
            first, *inner = wrapper.names
            self.parts.append(open_tag(first, attributes))
            self.parts += [open_tag(name, {}) for name in inner]
            self.open.append(wrapper)


def _inline_wrappers(items: Iterable[tuple[int, Range]]) -> Iterator[_Wrapper]:
    """Yield the elements of inline ranges, links first and only one of them."""
    linked = False
    for index, item in items:
        if item.kind != "link":
            yield _Wrapper(("inline", index), (_INLINE[item.kind],))
        elif not linked:
            linked = True
            attributes = {"href": find_safe_url(item.target), "rel": "noopener"}
            yield _Wrapper(("inline", index), ("a",), attributes)


def _lemma_wrapper(lemmas: Sequence[Lemma]) -> _Wrapper:
    stems = " ".join(lemma.stem for lemma in lemmas)
    kinds = " ".join(dict.fromkeys(lemma.kind for lemma in lemmas))
    attributes = {"class": "vr-lemma", "data-annotations": stems, "data-kinds": kinds}
    return _Wrapper(("mark", stems), ("mark",), attributes)


def _emended_wrapper(emended: Emended) -> _Wrapper:
    key = ("emended", f"{emended.span.start} {emended.emendation}")
    attributes = {"class": "vr-emended", "data-emendation": emended.emendation}
    return _Wrapper(key, ("span",), attributes, emended.first)


def _is_inline(item: Range) -> bool:
    """Say whether the range becomes an element; a link only when a reader may follow it."""
    if item.kind == "link":
        return find_safe_url(item.target) is not None
    return item.kind in _INLINE
