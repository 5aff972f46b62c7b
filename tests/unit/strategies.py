"""Texts as strange as copy-texts can be, the blocks and emendations made of them, and notes on their words."""

import unicodedata
from dataclasses import replace
from hashlib import md5
from itertools import accumulate

import regex
from hypothesis import strategies as st

from variorum.emend import DeclaredEmendation, find_edits, yield_places
from variorum.model import BlockKind, PrintedBlock, Range, Span
from variorum.problems import Position
from variorum.reading import Words, apply_edits, join_blocks

SIGNS = [
    *"abcXY019.,;!?&<>",
    *"“”„‟«»″\"‘’‚‛′'",
    *"-\u2010\u2011\u2012–—\u2015\u2212",
    "--",
    "---",
    "…",
    "...",
    "☒",
]
WHITE = [" ", " ", " ", "\n", "\t", "\u00a0", "\u2003", "\u202f", "\u3000", "\u2028"]
INVISIBLE = [
    *"\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
]
JOINERS = ["\u200c", "\u200d", "\u2060", "\u034f", "\ufe0e", "\ufe0f"]
MARKS = ["\u0301", "\u0308", "\u0323", "\u0338", "\u0344", "\u20dd", "\u0943", "\u0e33", "\u05b0"]
LETTERS = [
    "é", "e\u0301", "\u1e9b\u0323", "\u212b", "\u2126", "\u1e69", "s\u0307\u0323", "ﬁ", "ß", "İ",
    "ы", "й", "и\u0306", "ש", "\ufb2a", "שׁ", "ل", "لا", "\u0627\u0653", "\u0600", "क", "क्ष",
    "\u0958", "ก", "กำ", "漢", "\uf900", "𠀋", "か\u3099", "が", "한", "\u1112\u1161\u11ab",
    "\u1100", "\u1161", "\u11a8", "가\u11a8", "𝄞", "\U0001d15e", "𝐀",
]  # fmt: skip
EMOJI = [
    "🙂", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "👍🏽", "❤\ufe0f", "🏳\ufe0f\u200d🌈", "1\ufe0f\u20e3",
    "🇩", "🇪", "🇩🇪",
]  # fmt: skip
"""The joiners are kept when texts compare, and what is invisible is not."""

pieces = st.one_of(
    *(
        st.sampled_from(group)
        for group in (SIGNS, WHITE, LETTERS, EMOJI, MARKS, INVISIBLE, JOINERS)
    ),
    st.sampled_from(["the ", "a word ", "reset", "“reset”", "no threat, "]),
)


def texts(*, min_size: int = 1, max_size: int = 16) -> st.SearchStrategy[str]:
    """Any words: of all scripts, with all that folding knows of and all that graphemes are made of."""
    return st.lists(pieces, min_size=min_size, max_size=max_size).map("".join)


def find_edges(text: str) -> list[int]:
    """Return the grapheme boundaries of a text, its ends included."""
    return [0, *accumulate(map(len, regex.findall(r"\X", text)))]


@st.composite
def passages(draw: st.DrawFn, text: str) -> Span:
    """A stretch of a text, not empty, that divides no grapheme."""
    edges = find_edges(text)
    start = draw(st.integers(0, len(edges) - 2))
    return Span(edges[start], edges[draw(st.integers(start + 1, len(edges) - 1))])


_ALIKE = ['“”„‟«»″"', "‘’‚‛′'"]
_DASHES = ["-", "--", "---", *"\u2010\u2011\u2012–—\u2015\u2212"]
_RUN = regex.compile(r"\s+|-{1,3}|\.\.\.|\X")


@st.composite
def retyped(draw: st.DrawFn, words: str) -> str:
    """The words as somebody else may type them: equal to the first when folded, as DESIGN.md has it."""
    runs = _RUN.findall(unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), words))
    typed: list[str] = []
    for i, run in enumerate(runs):
        beside = "".join(runs[max(i - 1, 0) : i] + runs[i + 1 : i + 2])
        if run.isspace():
            typed.append(draw(st.sampled_from([*WHITE, "  ", " \n", "\u00a0 "])))
        elif run in _DASHES and not any(
            dash in beside or sign in beside for dash in _DASHES for sign in INVISIBLE
        ):
            typed.append(draw(st.sampled_from(_DASHES)))
        elif run in ("...", "…") and "." not in beside:
            typed.append(draw(st.sampled_from(["...", "…"])))
        else:
            typed.append(
                next((draw(st.sampled_from(signs)) for signs in _ALIKE if run in signs), run)
            )
        if run not in _DASHES and not beside.startswith("-") and draw(st.integers(0, 7)) == 0:
            typed.append(draw(st.sampled_from(INVISIBLE)))
    return "".join(typed)


# Blocks

INLINE = ["emphasis", "strong", "code", "link", "superscript", "subscript", "foreign", "ruby"]
_TARGETS = {
    "link": ["https://example.org/a", "mailto:a@example.org", "#", "javascript:alert(1)"],
    "foreign": ["ar", "zh-Hant", ""],
}
_BREAKS = str.maketrans("\n\t\u2028", "   ")


@st.composite
def lines(draw: st.DrawFn, *, max_size: int = 9) -> str:
    """Words of one line as the parser of copy-texts leaves them: nothing white at its ends, no space beside another."""
    text = draw(texts(max_size=max_size)).translate(_BREAKS)
    return " ".join(word for word in text.split(" ") if word).strip() or draw(pieces_of_words)


pieces_of_words = st.sampled_from(["war", "désarmement", "щит", "盾"])


@st.composite
def inline_ranges(draw: st.DrawFn, length: int, *, most: int = 4) -> list[Range]:
    """Ranges within a line; they nest, cross, meet and are equal."""
    found: list[Range] = []
    for _ in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(INLINE))
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        found.append(Range(start, end, kind, draw(st.sampled_from(_TARGETS.get(kind, [""])))))
    return found


class _Draft:
    """A block in the making: members parted by one newline, each wrapped after it is whole."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.leaves = 0
        self.ranges: list[Range] = []

    def add(self, *kinds: str, most: int = 2) -> None:
        """Append a member of a line or, where a cell may be empty, none."""
        empty = kinds == ("cell",) and self.draw(st.integers(0, 4)) == 0
        words = "" if empty else self.draw(lines(max_size=5))
        self.text += "\n" * bool(self.leaves) + words
        self.leaves += 1
        start = len(self.text) - len(words)
        if words:
            for r in self.draw(inline_ranges(len(words), most=most)):
                self.ranges.append(Range(r.start + start, r.end + start, r.kind, r.target))
        self.ranges += [Range(start, len(self.text), kind) for kind in kinds]

    def begin(self) -> int:
        """Return where the next member begins."""
        return len(self.text) + bool(self.leaves)

    def wrap(self, kind: str, start: int) -> None:
        """Put all since `start` into an element."""
        self.ranges.append(Range(start, len(self.text), kind))


def _fill_list(draft: _Draft, depth: int) -> None:
    begin = draft.begin()
    for _ in range(draft.draw(st.integers(1, 3))):
        start = draft.begin()
        draft.add()
        if depth and draft.draw(st.booleans()):
            _fill_list(draft, depth - 1)
        draft.wrap("item", start)
    draft.wrap(draft.draw(st.sampled_from(["unordered-list", "ordered-list"])), begin)


def _fill_table(draft: _Draft) -> None:
    if draft.draw(st.booleans()):
        draft.add("caption")
    columns = draft.draw(st.integers(1, 3))
    for row in range(draft.draw(st.integers(1, 3))):
        begin = draft.begin()
        for column in range(columns):
            draft.add("row-header" if not column and row else "cell")
        draft.wrap("row" if row else "header-row", begin)


def _fill_quotation(draft: _Draft) -> None:
    draft.add("inner-paragraph")
    for _ in range(draft.draw(st.integers(0, 3))):
        begin = draft.begin()
        kind = draft.draw(
            st.sampled_from(["inner-paragraph", "inner-heading", "list", "quotation"])
        )
        if kind == "list":
            _fill_list(draft, 1)
        elif kind == "quotation":
            draft.add("inner-paragraph")
            draft.wrap("quotation", begin)
        else:
            draft.add(kind)


@st.composite
def printed_blocks(draw: st.DrawFn, kind: BlockKind | None = None) -> PrintedBlock:
    """A block of any kind as the parser of copy-texts makes it; footnotes have no label yet."""
    kinds: list[BlockKind] = [
        "paragraph", "paragraph", "heading", "verse", "quotation", "list", "table", "figure", "code", "footnote",
    ]  # fmt: skip
    kind = kind or draw(st.sampled_from(kinds))
    if kind == "code":
        text = draw(texts()).replace("\u2028", " ").strip("\n")
        return PrintedBlock("code", text if text.strip() else "a\n\n  b", (), 1)
    if kind == "figure" and draw(st.booleans()):
        return PrintedBlock("figure", "", (Range(0, 0, "image", "a.png"),), 1)
    draft = _Draft(draw)
    if kind == "list":
        _fill_list(draft, 2)
    elif kind == "table":
        _fill_table(draft)
    elif kind == "quotation":
        _fill_quotation(draft)
    elif kind == "footnote":
        for _ in range(draw(st.integers(1, 2))):
            draft.add("inner-paragraph")
    elif kind == "verse":
        for _ in range(draw(st.integers(2, 4))):
            draft.add()
    else:
        draft.add(most=5)
    if not draft.text.strip():
        draft.text = draft.text.replace("", "war", 1)
        draft.ranges = []
        kind = "paragraph"
    ranges = [Range(0, 0, "image", "a.png")] * (kind == "figure") + draft.ranges
    level = draw(st.integers(1, 6)) if kind == "heading" else 0
    return PrintedBlock(kind, draft.text, tuple(ranges), 1, level)


@st.composite
def copy_texts(draw: st.DrawFn, *, most: int = 5) -> Words:
    """The words of a copy-text: front matter, body, back matter, and the author's own notes with their references."""
    blocks = draw(st.lists(printed_blocks(), min_size=1, max_size=most))
    if not any(block.text for block in blocks):
        blocks.append(draw(printed_blocks("paragraph")))
    edges = sorted(draw(st.tuples(st.integers(0, len(blocks)), st.integers(0, len(blocks)))))
    blocks = [
        replace(
            block,
            line=2 * i + 1,
            part="front" if i < edges[0] else "body" if i <= edges[1] else "back",
        )
        for i, block in enumerate(blocks)
        if block.kind != "footnote"
    ] + [replace(block, label=str(i)) for i, block in enumerate(blocks) if block.kind == "footnote"]
    for i, block in enumerate(blocks):
        labels = [other.label for other in blocks if other.label]
        if labels and block.kind in ("paragraph", "verse", "heading"):
            at = draw(st.integers(0, len(block.text)))
            mark = Range(at, at, "footnote-reference", draw(st.sampled_from(labels)))
            blocks[i] = replace(block, ranges=(*block.ranges, mark))
    return join_blocks(blocks)


# Emendations


@st.composite
def emendations(draw: st.DrawFn, words: Words, *, most: int = 4) -> list[DeclaredEmendation]:
    """Emendations of a text that are valid together: they delete, insert, reword, join, split and drop links."""
    chosen: list[DeclaredEmendation] = []
    whole = [Span(s, words.end(i)) for i, s in enumerate(words.starts)]
    links = [
        Span(start + r.start, start + r.end)
        for start, block in zip(words.starts, words.blocks, strict=True)
        for r in block.ranges
        if r.kind == "link"
    ]
    for n in range(draw(st.integers(0, most))):
        what = draw(
            st.sampled_from(
                ["reword", "insert", "delete", "blocks", "blocks", "edge", "join", "split", "link"]
            )
        )
        edges = find_edges(words.text)
        if what == "blocks":
            i = draw(st.integers(0, len(whole) - 1))
            j = draw(st.integers(i, min(i + 2, len(whole) - 1)))
            here = Span(whole[i].start, whole[j].end)
        elif what == "edge":
            i = draw(st.integers(0, len(whole) - 1))
            here = draw(
                st.sampled_from(
                    [
                        Span(whole[i].start, whole[min(i + 1, len(whole) - 1)].start),
                        Span(whole[max(i - 1, 0)].end, whole[i].end),
                    ]
                )
            )
        elif what == "join":
            i = draw(st.integers(0, len(whole) - 1))
            j = min(i + draw(st.integers(1, 2)), len(whole) - 1)
            here = Span(
                max(whole[i].start, whole[i].end - 3), min(whole[j].end, whole[j].start + 3)
            )
        elif what == "link" and links:
            here = draw(st.sampled_from(links))
        else:
            first = draw(st.integers(0, len(edges) - 2))
            here = Span(
                edges[first], edges[draw(st.integers(first + 1, min(first + 8, len(edges) - 1)))]
            )
        source = words.text[here.start : here.end] or words.text
        middle = len(source) // 2
        reading = {
            "reword": draw(lines(max_size=3)),
            "insert": source + draw(lines(max_size=3)),
            "delete": "",
            "blocks": "",
            "edge": draw(st.sampled_from(["", source.rstrip("\n") + " ", source + "Z"])),
            "join": source.replace("\n\n", draw(st.sampled_from([" ", "", " x "]))),
            "split": source[:middle] + "\n\n" + source[middle:],
            "link": source,
        }[what]
        kind = "link" if what == "link" else "damage"
        times = sum(1 for _ in yield_places(words, source))
        at = Position("emendations.yml", n + 1, 1)
        declared = DeclaredEmendation(f"e{n}", source, reading, kind, times, at)
        edits, problems = find_edits([*chosen, declared], [words])
        if not problems and all(
            b.text.strip() or b.kind == "figure" for b in apply_edits(words, edits[0]).blocks
        ):
            chosen.append(declared)
    return chosen


# Histories


class History:
    """A text under the hands of an editor who knows which paragraph is which."""

    def __init__(self) -> None:
        self.made = 0
        self.paragraphs: list[tuple[int, list[str]]] = []

    def invent(self, length: int) -> tuple[int, list[str]]:
        self.made += 1
        return self.made, [self.coin(n) if n % 4 else "the" for n in range(length)]

    def coin(self, *seed: int) -> str:
        """Return a word that shares no more letters with another than words do."""
        return md5(repr((self.made, *seed)).encode(), usedforsecurity=False).hexdigest()[:8]

    def edit(self, what: str, at: int, amount: int) -> None:
        texts = self.paragraphs
        at %= len(texts)
        origin, words = texts[at]
        if what == "insert":
            texts.insert(at + amount % 2, self.invent(8 + amount))
        elif what == "rewrite":
            texts[at] = self.invent(8 + amount)
        elif what == "correct" and len(words) >= 8:
            words[amount % len(words)] = self.coin(-1, amount)
        elif what == "reword" and len(words) >= 8:
            for n in range(amount % 5, len(words), 5):
                words[n] = self.coin(-2, amount, n)
        elif what == "delete" and len(texts) > 1:
            del texts[at]
        elif what == "swap":
            other = amount % len(texts)
            texts[at], texts[other] = texts[other], texts[at]
        elif what == "split" and len(words) >= 4:
            cut = 2 + amount % (len(words) - 3)
            self.made += 1
            parts = [(origin, words[:cut]), (self.made, words[cut:])]
            if 2 * cut < len(words):
                parts = [(self.made, words[:cut]), (origin, words[cut:])]
            texts[at : at + 1] = parts
        elif what == "merge" and at + 1 < len(texts):
            other_origin, other_words = texts[at + 1]
            if len(words) != len(other_words):  # of two equals either may give its id
                main = max((len(words), origin), (len(other_words), other_origin))[1]
                texts[at : at + 2] = [(main, words + other_words)]

    @property
    def texts(self) -> list[str]:
        return [" ".join(words) for _, words in self.paragraphs]


EDITS = ["correct", "reword", "rewrite", "insert", "delete", "split", "merge", "swap"]
edits = st.tuples(st.sampled_from(EDITS), st.integers(0, 30), st.integers(0, 30))
