"""A block's words with the ranges, marks and signs on them → HTML whose text is the block's text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Generic, NamedTuple, TypeVar

from variorum.direction import Direction, find_direction_in, find_direction_of
from variorum.model import STRUCTURE, BlockKind, Range, Span
from variorum.render.html import Html, close_tag, escape, find_safe_url, open_tag
from variorum.render.structure import Shape, Tag, shape

T = TypeVar("T")

_MARKED = frozenset({"dispute", "hindsight"})
"""Kinds of note whose words have a line of their own; all others share one."""

_INLINE = {
    "link": "a",
    "foreign": "span",
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "ruby": "ruby",
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
    """What stands on its first run only: `id`, `data-source`, and on one without words `data-printed`."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Words that print has otherwise, within an emended passage; may be empty."""

    span: Span
    printed: str
    """What stands in print in their place."""


@dataclass(frozen=True, slots=True)
class TermLink:
    """Words that lead to what the page says of a term or a person."""

    span: Span
    name: str
    """The id of what is said: `term-3`, `person-2`."""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """An element without text at one place: a reference to a note, a correction sign, an image."""

    position: int
    order: int
    """Which of several at one place comes first."""
    html: Html = field(compare=False)


class _Element(NamedTuple):
    """An element that may be closed and opened again where others cross it."""

    key: tuple[str, int | str]
    opening: str
    closing: str
    first: str = ""
    """How it is opened where it stands for the first time; empty when as always."""


def render_text(
    kind: BlockKind,
    text: str,
    ranges: Sequence[Range],
    *,
    level: int = 0,
    direction: Direction = "ltr",
    lemmas: Sequence[Lemma] = (),
    emended: Sequence[Emended] = (),
    changed: Sequence[Changed] = (),
    signs: Sequence[Sign] = (),
    terms: Sequence[TermLink] = (),
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
        direction: Of the page around the block.
        lemmas: May overlap, nest and be equal.
        emended: None may overlap another.
        changed: The same.
        signs: Empty elements; the caller has moved them out of words and links.
        terms: None may overlap another or a link, nor hold a sign or the border of a block-level element.
    """
    structure, inline = _part(kind, ranges)
    form = shape(kind, text, structure, level=level)
    spoken = {(x.start, x.end): _speak(x) for x in reversed(inline) if x.kind == "foreign"}
    whole = (0, len(text))
    hoisted = {whole, *((x.start, x.end) for x in form.structure)} if spoken else set()
    root = spoken.pop(whole, None) or _find_direction(text, around=direction)
    inline = [x for x in inline if x.kind != "foreign" or (x.start, x.end) not in hoisted]
    elements = _Layer((x.start, x.end, e) for x, e in _structure_elements(form, spoken))
    links = ((x.span.start, x.span.end, _term_element(x)) for x in terms)
    layers = (
        elements,
        _Layer(chain(links, ((x.start, x.end, e) for x, e in _inline_elements(inline)))),
        _Layer((x.span.start, x.span.end, x) for x in lemmas),
        _Layer((x.span.start, x.span.end, _emended_element(x)) for x in emended),
        _Layer((x.span.start, x.span.end, _changed_element(x)) for x in changed),
    )
    writer = _Writer(text, form, *layers)
    head, tail = _write_tags(form.root, root)
    return Html(f"{head}{writer.write(signs)}{tail}")


@lru_cache(maxsize=256)
def _write_tags(tags: tuple[Tag, ...], language: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Write elements one in the other, the outermost with its language: how they open and close."""
    heads = [
        open_tag(name, dict(attributes if number else (*attributes, *language)))
        for number, (name, attributes) in enumerate(tags)
    ]
    return "".join(heads), "".join(close_tag(name) for name, _ in reversed(tags))


def _part(kind: BlockKind, ranges: Sequence[Range]) -> tuple[list[Range], list[Range]]:
    """Part the ranges that become elements: block-level ones, inline ones."""
    structure: list[Range] = []
    inline: list[Range] = []
    for item in ranges:
        if item.kind in STRUCTURE:
            if kind not in _FLAT:
                structure.append(item)
        elif item.start < item.end and _is_shown(kind, item):
            inline.append(item)
    return structure, inline


def _is_shown(kind: BlockKind, item: Range) -> bool:
    """Say whether an inline range becomes an element; a link only when a reader may follow it."""
    if item.kind == "link":
        return kind != "code" and find_safe_url(item.target) is not None
    return item.kind == "foreign" or (kind != "code" and item.kind in _INLINE)


class _Layer(Generic[T]):
    """Spans of one sort, and which of them are open as a place moves from left to right through a block."""

    def __init__(self, spans: Iterable[tuple[int, int, T]]) -> None:
        self.starting: dict[int, list[tuple[int, int, int, T]]] = {}
        self.empty: dict[int, list[T]] = {}
        self.borders: set[int] = set()
        self.open: list[tuple[int, int, int, T]] = []
        for rank, (start, end, value) in enumerate(spans):
            self.borders.add(start)
            self.borders.add(end)
            if start == end:
                self.empty.setdefault(start, []).append(value)
            else:
                self.starting.setdefault(start, []).append((rank, start, end, value))

    def pass_border(self, place: int) -> None:
        """Move past a border: drop what ends there, take in what starts there; no border may be left out."""
        begun = self.starting.get(place, [])
        kept = [item for item in self.open if item[2] > place]
        self.open = sorted([*kept, *begun], key=_rank) if kept and begun else kept or begun

    def list_strict(self, place: int) -> list[T]:
        """List those that hold the place and something on both sides of it; not yet passed."""
        return [item[3] for item in self.open if item[1] < place < item[2]]

    def list_touching(self, place: int) -> list[T]:
        """List those in which the place lies, their ends counted unless another starts there; not yet passed."""
        begun = self.starting.get(place, [])
        old = [item for item in self.open if item[2] > place or not begun]
        return [item[3] for item in sorted([*old, *begun], key=_rank)]


def _rank(item: tuple[int, int, int, T]) -> int:
    return item[0]


class _Writer:
    """Writes one block: what is around the place it has reached, and which elements are open."""

    def __init__(
        self,
        text: str,
        form: Shape,
        structure: _Layer[_Element],
        inline: _Layer[_Element],
        lemmas: _Layer[Lemma],
        emended: _Layer[_Element],
        changed: _Layer[_Element],
    ) -> None:
        self.text = text
        self.form = form
        self.structure = structure
        self.inline = inline
        self.lemmas = lemmas
        self.emended = emended
        self.changed = changed
        self.parts: list[str] = []
        self.open: list[_Element] = []
        self.seen: set[tuple[str, int | str]] = set()

    def write(self, signs: Sequence[Sign]) -> str:
        """Return what the block's element holds."""
        signs_at: dict[int, list[Sign]] = {}
        for sign in sorted(signs):
            signs_at.setdefault(sign.position, []).append(sign)
        layers = (self.structure, self.inline, self.lemmas, self.emended, self.changed)
        used = [layer for layer in layers if layer.borders]
        empty = self.structure.empty.keys() | self.emended.empty.keys() | self.changed.empty.keys()
        borders = {0, len(self.text), *signs_at, *self.form.newlines}
        for layer in used:
            borders |= layer.borders
        borders.update(newline + 1 for newline in self.form.newlines)
        places = sorted(borders)
        stack: list[_Element] = []
        for start, end in zip_longest(places, places[1:]):
            if start in signs_at or start in empty:
                self._write_at(start, signs_at.get(start, ()))
            turned = [layer for layer in used if start in layer.borders]
            for layer in turned:
                layer.pass_border(start)
            if turned:
                stack = self._list_open()
            if end is not None:
                self._write_piece(start, end, stack)
        self._turn_to([])
        return "".join(self.parts)

    def _list_open(self) -> list[_Element]:
        """List the elements that hold the piece after a place, outermost first."""
        stack = [item[3] for item in self.structure.open]
        if self.inline.open:
            stack += _keep_one_link(item[3] for item in self.inline.open)
        if self.lemmas.open:
            stack.append(_mark_element([item[3] for item in self.lemmas.open]))
        if self.emended.open:
            stack += [item[3] for item in self.emended.open]
            stack += [item[3] for item in self.changed.open]
        return stack

    def _write_at(self, place: int, signs: Sequence[Sign]) -> None:
        """Write what has no words: empty cells and items, deletions, signs."""
        outer = self.structure.list_touching(place) if self.structure.borders else []
        for element in self.structure.empty.get(place, ()):
            outer.append(element)
            self._turn_to(outer)
        inline = _keep_one_link(self.inline.list_strict(place)) if self.inline.open else []
        for element in (*self.emended.empty.get(place, ()), *self.changed.empty.get(place, ())):
            self._turn_to([*outer, *inline, element])
        for sign in signs:
            self._turn_to([*outer, *inline])
            self.parts.append(sign.html)

    def _write_piece(self, start: int, end: int, stack: Sequence[_Element]) -> None:
        piece = self.text[start:end]
        if start in self.form.newlines:
            outer = [item[3] for item in self.structure.open]
            for _, _, last, element in self.emended.open:
                if last <= end and element.key not in self.seen:  # it has no other words
                    self._turn_to([*outer, element])
            self._turn_to(outer)
            self.parts.append(piece)
            return
        self._turn_to(stack)
        words = escape(piece)
        if "\n" in words and not self._is_verbatim(stack):
            words = Html(words.replace("\n", "<br>\n"))
        self.parts.append(words)

    def _is_verbatim(self, stack: Sequence[_Element]) -> bool:
        return self.form.root[0][0] == "pre" or any("</pre>" in e.closing for e in stack)

    def _turn_to(self, stack: Sequence[_Element]) -> None:
        """Close and open elements until exactly those of the stack are open."""
        same = 0
        for wanted, found in zip(stack, self.open, strict=False):
            if wanted.key != found.key:
                break
            same += 1
        while len(self.open) > same:
            self.parts.append(self.open.pop().closing)
        for element in stack[same:]:
            is_first = element.first and element.key not in self.seen
            self.parts.append(element.first if is_first else element.opening)
            if is_first:
                self.seen.add(element.key)
            self.open.append(element)


def _structure_elements(
    form: Shape, spoken: Mapping[tuple[int, int], tuple[tuple[str, str], ...]]
) -> Iterator[tuple[Range, _Element]]:
    """Yield the block-level elements, those in another language with its tag; of several over the same words the outermost."""
    said: set[tuple[int, int]] = set()
    for index, (item, tags) in enumerate(zip(form.structure, form.tags, strict=True)):
        span = (item.start, item.end)
        opening, closing = _write_tags(tags, spoken.get(span, ()) if span not in said else ())
        said.add(span)
        yield item, _Element(("structure", index), opening, closing)


def _inline_elements(inline: Sequence[Range]) -> Iterator[tuple[Range, _Element]]:
    """Yield the elements of inline ranges, links first."""
    ordered = sorted(inline, key=lambda item: (item.kind != "link", item.start, -item.end))
    for index, item in enumerate(ordered):
        attributes: Mapping[str, str | None] = {}
        if item.kind == "link":
            attributes = {"href": find_safe_url(item.target), "rel": "noopener"}
        elif item.kind == "foreign":
            attributes = dict(_speak(item))
        name = _INLINE[item.kind]
        closing: str = close_tag(name)
        if item.kind == "ruby":  # shown by the style, since the block's text is its words alone
            closing = f"{open_tag('rt', {'data-reading': item.target})}{close_tag('rt')}{closing}"
        yield item, _Element((item.kind, index), open_tag(name, attributes), closing)


def _keep_one_link(elements: Iterable[_Element]) -> list[_Element]:
    """List inline elements without the links that lie in another one."""
    kept = list(elements)
    return kept[:1] + [e for e in kept[1:] if e.key[0] != "link"]  # links come first


def _mark_element(lemmas: Sequence[Lemma]) -> _Element:
    stems = " ".join(lemma.stem for lemma in lemmas)
    kinds = " ".join(dict.fromkeys(lemma.kind for lemma in lemmas if lemma.kind in _MARKED))
    attributes = {"class": "vr-lemma", "data-annotations": stems, "data-kinds": kinds or None}
    return _Element(("mark", stems), open_tag("mark", attributes), "</mark>")


def _term_element(term: TermLink) -> _Element:
    attributes = {"class": "vr-term", "href": f"#{term.name}", "role": "doc-glossref"}
    return _Element(("link", term.name), open_tag("a", attributes), "</a>")


def _emended_element(emended: Emended) -> _Element:
    key = ("emended", f"{emended.span.start} {emended.emendation}")
    attributes = {"class": "vr-emended", "data-emendation": emended.emendation}
    opening = open_tag("span", attributes)
    return _Element(key, opening, "</span>", open_tag("span", {**attributes, **emended.first}))


def _changed_element(changed: Changed) -> _Element:
    key = ("changed", changed.span.start)
    opening, first = (
        open_tag("span", {"class": "vr-changed", "data-printed": words})
        for words in ("", changed.printed)
    )
    return _Element(key, opening, "</span>", first)


def _speak(item: Range) -> tuple[tuple[str, str], ...]:
    """Return the attributes of words in another language."""
    if not item.target:
        return (("dir", "auto"),)
    return ("lang", item.target), ("dir", find_direction_of(item.target))


def _find_direction(text: str, *, around: Direction) -> tuple[tuple[str, str], ...]:
    """Return the attribute of a block whose words run against the page; none where they do not."""
    own = find_direction_in(text)
    return () if own in (None, around) else (("dir", own),)
