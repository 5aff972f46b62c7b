"""The words of a leaf with their emphasis, links, code and signs → a line of Markdown; used by `markdown`.

Emphasis has asterisks where every reader sees it in them, and HTML's elements elsewhere: within a word, within other
emphasis, beside it. What Markdown has no sign for (a language, a reading beside its words, raised and lowered words)
is an element too.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import quote

from variorum.export.markdown_tree import Leaf
from variorum.export.markdown_words import Where, escape_sign, escape_signs
from variorum.model import Range, Span
from variorum.render.html import find_safe_url

_ORDER = ("link", "foreign", "emphasis", "strong", "superscript", "subscript", "ruby", "code")
"""Of what covers the same words the outer first."""
_STARS = {"emphasis": "*", "strong": "**"}
_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
_UNDIVIDED = frozenset({"link", "code", "ruby"})
"""What a footnote's reference may not stand in."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # BCP 47: "ar", "zh-Hant"
_ODD = re.compile(r"[\\`<>\[\]\"'*|]|\s")  # in an address
_UNSAFE_CODE = re.compile(r"[`\\<&|\n]|\s\s|^\s|\s$")
_AFTER_REFERENCE = "(:"
"""Signs that would make a link or a definition of a reference before them."""


class _Token(NamedTuple):
    """Where an element begins or ends; words; or a sign."""

    what: Literal["open", "close", "text", "sign"]
    start: int
    end: int = 0
    kind: str = ""
    target: str = ""
    """Of a sign what is written."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What is written around a stretch of words."""

    opening: str
    closing: str
    is_verbatim: bool = False


def write_leaf(text: str, leaf: Leaf, *, where: Where, labels: Mapping[str, str]) -> str:
    """Return the words of a leaf in Markdown; a line's end in them is a hard break.

    Args:
        text: Of the block.
        leaf: Its words and what lies on them.
        where: What they stand in.
        labels: The labels to write for those of the author's footnotes; a reference to another is left out.
    """
    words = text[leaf.start : leaf.end]
    signs = escape_signs(words, where=where)
    tokens = _list_tokens(words, leaf, labels)
    runs = _choose_runs(words, tokens)
    parts: list[str] = []
    is_verbatim = False
    for place, token in enumerate(tokens):
        if token.what == "text":
            if is_verbatim:
                parts.append(words[token.start : token.end])
                continue
            piece = signs[token.start : token.end]
            first = words[token.start]
            is_after_sign = place > 0 and tokens[place - 1].what == "sign"
            # a combining mark would be one letter with what is written before it
            is_joined = place > 0 and unicodedata.combining(first) > 0
            if is_joined or (is_after_sign and first in _AFTER_REFERENCE):
                piece[0] = escape_sign(first)
            if piece[-1] == "!" and tokens[place + 1 : place + 2]:
                piece[-1] = escape_sign("!")  # before a bracket it would make a picture of it
            parts += piece
        elif token.what == "sign":
            parts.append(token.target)
        else:
            run = runs[place]
            parts.append(run.opening if token.what == "open" else run.closing)
            is_verbatim = run.is_verbatim and token.what == "open"
    return "".join(parts).replace("\n", "  \n" if where == "lines" else "<br> ")


def _list_tokens(words: str, leaf: Leaf, labels: Mapping[str, str]) -> list[_Token]:
    """List what is to be written in its order; elements that cross are divided."""
    ranges = _keep_shown(words, leaf)
    undivided = _list_undivided(ranges)
    signs: dict[int, list[str]] = {}
    for sign in leaf.signs:
        if written := _write_sign(sign, labels):
            place = _move_out(sign.start - leaf.start, undivided)
            signs.setdefault(place, []).append(written)
    starting: dict[int, list[Range]] = {}
    for item in ranges:
        starting.setdefault(item.start, []).append(item)
    places = sorted({0, len(words), *signs, *starting, *(item.end for item in ranges)})
    tokens: list[_Token] = []
    opened: list[Range] = []
    covering: list[Range] = []
    for place, following in zip(places, [*places[1:], None], strict=True):
        covering = [item for item in covering if item.end > place]
        covering += starting.get(place, [])
        covering.sort(key=lambda item: (_ORDER.index(item.kind) > 0, item.start, -item.end))
        wanted = _keep_one_of_each(covering)
        same = 0
        while same < min(len(wanted), len(opened)) and wanted[same] is opened[same]:
            same += 1
        closed = reversed(opened[same:])
        tokens += [_Token("close", place, kind=item.kind) for item in closed]
        tokens += [_Token("sign", place, target=sign) for sign in signs.get(place, ())]
        tokens += [_Token("open", place, 0, item.kind, item.target) for item in wanted[same:]]
        opened = wanted
        if following is not None:
            tokens.append(_Token("text", place, following))
    return tokens


def _keep_shown(words: str, leaf: Leaf) -> list[Range]:
    """List the inline ranges that Markdown has something for, without white space at their ends."""
    kept = []
    for item in leaf.ranges:
        covered = words[item.start - leaf.start : item.end - leaf.start]
        start = item.start - leaf.start + len(covered) - len(covered.lstrip())
        end = start + len(covered.strip())
        is_shown = {
            "link": find_safe_url(item.target) is not None,
            "foreign": _LANGUAGE.fullmatch(item.target) is not None,
        }.get(item.kind, True)
        if start < end and is_shown and item.kind in _ORDER:
            kept.append(Range(start, end, item.kind, item.target))
    return sorted(kept, key=lambda item: _ORDER.index(item.kind))


def _keep_one_of_each(items: Sequence[Range]) -> list[Range]:
    """List what covers a place without links in links, or emphasis in emphasis."""
    kept: dict[str, Range] = {}
    for item in items:
        kept.setdefault(f"{item.kind} {item.target}" if item.kind == "foreign" else item.kind, item)
    return list(kept.values())


def _list_undivided(ranges: Iterable[Range]) -> list[Span]:
    """List the stretches that no sign may stand in; none of them overlaps another."""
    found: list[Span] = []
    for item in sorted((r for r in ranges if r.kind in _UNDIVIDED), key=lambda r: r.start):
        if found and item.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, item.end))
        else:
            found.append(Span(item.start, item.end))
    return found


def _move_out(place: int, undivided: Sequence[Span]) -> int:
    """Return where a sign may stand: after what it would divide."""
    index = bisect_left(undivided, place, key=lambda span: span.start) - 1
    is_inside = index >= 0 and place < undivided[index].end
    return undivided[index].end if is_inside else place


def _choose_runs(words: str, tokens: Sequence[_Token]) -> dict[int, _Run]:
    """Choose for each token that opens or closes an element what is written."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.what == "open":
            opened.append(place)
        elif token.what == "close":
            closing[opened.pop()] = place
    runs: dict[int, _Run] = {}
    closed = dict.fromkeys("*`", -2)  # where the last of such signs stand
    for first, last in sorted(closing.items()):
        run = _choose_run(words, tokens, first, last)
        sign = run.opening[0]
        if sign in closed:
            # in others, or beside others, they are not what they seem
            if first <= closed[sign] + 1:
                run = _tag(_TAGS[tokens[first].kind])
            else:
                closed[sign] = last
        runs[first] = runs[last] = run
    return runs


def _choose_run(words: str, tokens: Sequence[_Token], first: int, last: int) -> _Run:
    """Choose what is written around what stands between two tokens."""
    kind, target = tokens[first].kind, tokens[first].target
    start, end = tokens[first].start, tokens[last].start
    if kind == "link":
        return _Run("[", f"]({_write_address(target)})")
    if kind == "foreign":
        return _Run(f'<span lang="{target}">', "</span>")
    if kind == "ruby":
        reading = "".join(escape_signs(target, where="cell"))
        return _Run("<ruby>", f"<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>")
    if kind in _STARS and _is_flanked(words, start, end):
        return _Run(_STARS[kind], _STARS[kind])
    is_plain = last == first + 2 and not _UNSAFE_CODE.search(words[start:end])
    if kind == "code" and is_plain and "`" not in words[max(start - 1, 0) : end + 1]:
        return _Run("`", "`", is_verbatim=True)
    return _tag(_TAGS[kind])


def _tag(name: str) -> _Run:
    return _Run(f"<{name}>", f"</{name}>")


def _is_flanked(words: str, start: int, end: int) -> bool:
    """Say whether asterisks around words are seen: no letter before or after them, no space within.

    Source: CommonMark 0.31.2, section 6.2.
    """
    outside = (words[start - 1 : start], words[end : end + 1])
    inside = (words[start : start + 1], words[end - 1 : end])
    is_parted = all(
        not sign or sign.isspace() or unicodedata.category(sign)[0] in "PS" for sign in outside
    )
    return is_parted and not any(sign.isspace() for sign in inside)


def _write_sign(sign: Range, labels: Mapping[str, str]) -> str:
    """Return a reference to a footnote, or an image, whose words stand beside it; empty where it leads nowhere."""
    if sign.kind == "footnote-reference":
        return f"[^{labels[sign.target]}]" if sign.target in labels else ""
    address = find_safe_url(sign.target)
    is_web = address is not None and address.lower().startswith("http")
    return f"![]({_write_address(sign.target)})" if is_web else ""


def _write_address(address: str) -> str:
    """Return an address so that it ends where it ends."""
    safe = _ODD.sub(lambda sign: quote(sign[0]), address).replace("&", "&amp;")
    return f"<{safe}>" if "(" in safe or ")" in safe else safe
