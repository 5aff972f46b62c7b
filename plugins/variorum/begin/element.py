"""A page → the element that holds its article, and what in that is none: both as selectors, for edition.yml."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from variorum.begin.furniture import (
    is_around_book,
    is_furniture,
    is_own,
    is_signed,
    leads_on,
    list_words,
)
from variorum.fold import fold
from variorum.nodes import PRINTED_NOWHERE
from variorum.read.selector import Names
from variorum.selection import Selection
from variorum.tree import find_root, is_deep, parse_page

ELEMENTS = 50_000
"""Of a page that is looked through: saved ones have some thousands, and a book that has more is nothing but its text."""
LEAST = 25
"""Code points of a paragraph that count as prose; shorter ones are labels, and stand everywhere."""
PARAGRAPH = 120
"""Code points of a paragraph that is the text's, not a line of its head."""
SHARE = 0.7
"""Of the prose in an element, what one element in it must have for it to be the article's own."""
AROUND = 1.6
"""How much more words an element may have than the article's own, to be taken for the title it holds."""
MUCH = 600
"""Code points that it may have more in any case: a short article has as long a head as a long one."""
FEW = 0.02
"""Of all prose, below which what is left when furniture is taken away cannot be the article."""
MOST = 60
"""Selectors of what is left out: the rest is for the editor."""

_PROSE = ("p", "blockquote", "pre", "li", "td", "dd", "div", "section")
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code em font i ins kbd mark q s small span strong sub sup u".split()
)
_NOTE = re.compile(r"_?(?:ftn|edn|fn|en|foot|end|note)[\w:.-]*\d", re.IGNORECASE)  # "_ftn1", "fn:2"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a page is read, and what is left out of that."""

    selection: Selection
    left_out: tuple[tuple[str, str], ...] = ()
    """Selectors, each with the first words of what it means."""
    outside: tuple[str, ...] = ()
    """The first words of each piece of prose beside the element that is read."""


def choose_element(html: str, titles: Collection[str]) -> Chosen:
    """Choose what of a page is its article: where most of its prose stands, with the heading that is its title.

    An element is chosen by prose, not by its name: paragraphs of some length, without the words in links, and without what
    is named as sites name navigation, advertisements and comments. From the body inwards, as long as one element
    has most of what is left; then outwards, as far as the title stands, unless much else stands there too.

    Args:
        html: The page.
        titles: What the page says is its title.
    """
    page = parse_page(html)
    body = None if page is None else page.find("body")
    if page is None or body is None or is_deep(page):
        return Chosen(Selection())
    if sum(1 for _ in body.iter(etree.Element)) > ELEMENTS:
        return Chosen(Selection())
    prose = _measure(body)
    inner = _go_in(body, prose)
    known = {fold(title).casefold() for title in titles}
    root = _go_out(inner, body, known)
    root = _go_to_notes(root, body)
    names = Names(page)
    within = None
    if root is not find_root(page):
        within = names.name(root)
        if not within:
            return Chosen(Selection())
    left: dict[str, str] = {}
    named: set[etree._Element] = set()
    furniture = list(_yield_furniture(root, inner, _measure(body, whole=True), known))
    wanted = {each for tag in furniture for each in tag.iter(etree.Element)}
    for tag in furniture:
        if tag in named or len(left) == MOST:
            continue
        if written := names.name(tag, wanted):
            named.update(names.find(written))
            left[written] = " ".join(list_words(tag))[:60]
    return Chosen(
        Selection(within, tuple(left)), tuple(left.items()), tuple(_yield_outside(root, body))
    )


def _measure(body: etree._Element, *, whole: bool = False) -> dict[etree._Element, int]:
    """Return how much prose stands in each element, counted up to `body`; without furniture, unless nearly all is named so."""
    shut = {tag for tag in body.iter(etree.Element) if not whole and is_furniture(tag)}
    prose: dict[etree._Element, int] = {}
    total = 0
    for tag in body.iter(*_PROSE):
        own = _count_own(tag)
        if own < LEAST:
            continue
        total += own
        around = [tag, *tag.iterancestors()]
        if not any(each in shut or each.tag in PRINTED_NOWHERE for each in around):
            for each in around:
                prose[each] = prose.get(each, 0) + own
    return _measure(body, whole=True) if prose.get(body, 0) < FEW * total and not whole else prose


def _count_own(tag: etree._Element) -> int:
    """Count the letters of an element's own words, those of inline elements in it but not of its links."""
    count = len((tag.text or "").strip())
    for child in tag:
        if child.tag in _INLINE and child.tag != "a":
            count += sum(len(words) for words in child.itertext())
        count += len((child.tail or "").strip())
    return count


def _go_in(body: etree._Element, prose: dict[etree._Element, int]) -> etree._Element:
    """Return the innermost element that has most of the prose of each around it; paragraphs are not gone into."""
    inner = body
    while True:
        best = max(inner, key=lambda child: prose.get(child, 0), default=None)
        if best is None or best.tag in ("p", "blockquote", "pre", "ul", "ol", "dl"):
            return inner
        if not prose.get(best) or prose[best] < SHARE * prose[inner]:
            return inner
        if not any(prose.get(child) for child in best):  # it is itself the paragraph
            return best if best.tag in ("article", "main") or len(best) > 1 else inner
        inner = best


def _go_out(inner: etree._Element, body: etree._Element, titles: set[str]) -> etree._Element:
    """Return the nearest element around the prose that holds the title too; the prose's own where none does without much else."""
    size = _count_words(inner)
    for outer in (inner, *inner.iterancestors()):
        if outer is not inner and _count_words(outer) > max(AROUND * size, size + MUCH):
            return inner
        if _is_titled(outer, titles):
            return outer
        if outer is body:
            break
    return inner


def _go_to_notes(root: etree._Element, body: etree._Element) -> etree._Element:
    """Return the nearest element around the article that holds the notes it refers to too, as Word puts them after it."""
    links = (str(link.get("href")) for link in root.iter("a") if link.get("href"))
    wanted = {href[1:] for href in links if href[0] == "#" and _NOTE.match(href[1:])}
    if not wanted:
        return root
    notes = [tag for tag in body.iter(etree.Element) if wanted & {tag.get("id"), tag.get("name")}]
    size = _count_words(root)
    for outer in (root, *root.iterancestors()):
        if _count_words(outer) > max(AROUND * size, size + MUCH):
            break
        if all(outer in tag.iterancestors() for tag in notes):
            return outer
        if outer is body:
            break
    return root


def _yield_outside(root: etree._Element, body: etree._Element) -> Iterator[str]:
    """Yield the first words of what is prose beside the article, and not furniture by its name."""
    inside = {root, *root.iterancestors()}
    waiting = [body] if root is not body else []
    while waiting:
        tag = waiting.pop()
        if tag in inside:
            waiting += [e for e in reversed(tag) if e is not root and isinstance(e.tag, str)]
        elif tag.tag not in PRINTED_NOWHERE and not is_furniture(tag) and _has_prose(tag):
            yield " ".join(list_words(tag))[:60]


def _has_prose(tag: etree._Element) -> bool:
    """Say whether prose stands in an element, not only in furniture in it."""
    prose = (each for each in tag.iter(*_PROSE) if _count_own(each) >= LEAST)
    return any(
        not any(is_furniture(outer) for outer in (each, *each.iterancestors())) for each in prose
    )


def _is_titled(tag: etree._Element, titles: set[str]) -> bool:
    return any(_is_title(heading, titles) for heading in tag.iter("h1", "h2", "h3"))


def _is_title(heading: etree._Element, titles: set[str]) -> bool:
    words = fold(" ".join(list_words(heading))).casefold()
    return bool(words) and any(
        words == title or (title.startswith(words) and 2 * len(words) > len(title))
        for title in titles
    )


def _count_words(tag: etree._Element) -> int:
    """Count the letters that are read in an element, what is furniture left aside."""
    count = 0
    waiting = [tag]
    while waiting:
        each = waiting.pop()
        if each.tag in PRINTED_NOWHERE or (each is not tag and is_furniture(each)):
            continue
        count += len((each.text or "").strip())
        count += sum(len((child.tail or "").strip()) for child in each)
        waiting += each
    return count


def _yield_furniture(
    root: etree._Element, inner: etree._Element, prose: dict[etree._Element, int], titles: set[str]
) -> Iterator[etree._Element]:
    """Yield the outermost elements that are no part of the article and have words or pictures.

    Where the prose stands, what has much of it is kept, whatever its name: better an advertisement in the text than a
    paragraph of it gone. Before it, what holds the title or the byline is: a `banner` may be the article's.
    """
    kept = {inner, *inner.iterancestors()}
    most = min(prose.get(inner, 0) / 10, 400)
    waiting = list(reversed(root))
    is_before = True
    while waiting:
        tag = waiting.pop()
        if not isinstance(tag.tag, str) or tag.tag in PRINTED_NOWHERE:
            continue
        is_inside = inner in tag.iterancestors()
        is_much = is_inside and prose.get(tag, 0) > most
        is_before = is_before and not (tag.tag in _PROSE and _count_own(tag) > PARAGRAPH)
        is_head = is_before and (is_signed(tag) or _is_titled(tag, titles))
        is_kept = tag in kept or is_own(tag)
        is_kept = is_kept or ((is_much or is_head) and not is_around_book(tag))
        if not is_kept and (is_furniture(tag) or leads_on(tag)):
            if list_words(tag) or tag.find(".//img") is not None:
                yield tag
        else:
            waiting += reversed(tag)
