"""A page → the element that holds its article, and what in that is none: both as selectors, for edition.yml."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from variorum.fold import fold
from variorum.nodes import PRINTED_NOWHERE
from variorum.read.selector import Names
from variorum.selection import Selection
from variorum.tree import find_root, is_deep, parse_page

ELEMENTS = 50_000
"""Of a page that is looked through: saved ones have some thousands, and a book that has more is nothing but its text."""
LEAST = 25
"""Code points of a paragraph that count as prose; shorter ones are labels, and stand everywhere."""
SHARE = 0.7
"""Of the prose in an element, what one element in it must have for it to be the article's own."""
AROUND = 1.6
"""How much more words an element may have than the article's own, to be taken for the title it holds."""
MUCH = 600
"""Code points that it may have more in any case: a short article has as long a head as a long one."""
LINKED = 0.6
"""Of the words in a list or box, those in links for it to lead on rather than to say something."""
FEW = 0.02
"""Of all prose, below which what is left when furniture is taken away cannot be the article."""
MOST = 60
"""Selectors of what is left out: the rest is for the editor."""

_PROSE = ("p", "blockquote", "pre", "li", "td", "dd", "div", "section")
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code em font i ins kbd mark q s small span strong sub sup u".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|disqus\w*|cookies?|donate|donation|follow|masthead|menu|"
    r"modal|more-?(?:on|from|stories)|most-?(?:read|popular)|nav|navigation|newsletter\w*|outbrain|paywall|pager|pagination|"
    r"popular|popup|post-?nav\w*|promo\w*|pull-?quotes?|recirc\w*|recommend\w*|related\w*|respond|rating|search|"
    r"screen-reader-text|share\w*|sharing|sharedaddy|sharethis|sidebar|signup|sign-up|skip\w*|social\w*|sponsor\w*|"
    r"subscri\w*|support-us|taboola|tags|taglist|teasers?|toolbar|tools|trending|visually-hidden|sr-only)"
    r"(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
"""Words of classes and ids by which sites name what they put around an article."""
_KEPT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author\w*|footnotes?|endnotes?|references|dateline|headline)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SAYS_ELSEWHERE = re.compile(
    r"(?:has|no|not|with|without|show|hide|is|js|enable|disable|tag|category|single|page|type|format|status)-",
    re.IGNORECASE,
)
_ENDS = frozenset({"footer", "site-footer", "page-footer", "site-header", "page-header"})
_ROLES = frozenset({"banner", "complementary", "contentinfo", "dialog", "navigation", "search"})
_FURNISHING = frozenset({"aside", "form", "dialog", "nav"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a page is read, and what is left out of that."""

    selection: Selection
    left_out: tuple[tuple[str, str], ...] = ()
    """Selectors, each with the first words of what it means."""


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
    root = _go_out(inner, body, {fold(title).casefold() for title in titles})
    names = Names(page)
    within = None
    if root is not find_root(page):
        within = names.name(root)
        if not within:
            return Chosen(Selection())
    left: dict[str, str] = {}
    named: set[etree._Element] = set()
    furniture = list(_yield_furniture(root, inner, _measure(body, whole=True)))
    wanted = {each for tag in furniture for each in tag.iter(etree.Element)}
    for tag in furniture:
        if tag in named or len(left) == MOST:
            continue
        if written := names.name(tag, wanted):
            named.update(names.find(written))
            left[written] = " ".join(_list_words(tag))[:60]
    return Chosen(Selection(within, tuple(left)), tuple(left.items()))


def _measure(body: etree._Element, *, whole: bool = False) -> dict[etree._Element, int]:
    """Return how much prose stands in each element, counted up to `body`; without furniture, unless nearly all is named so."""
    shut = {tag for tag in body.iter(etree.Element) if not whole and _is_furniture(tag)}
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
        if any(_is_title(heading, titles) for heading in outer.iter("h1", "h2", "h3")):
            return outer
        if outer is body:
            break
    return inner


def _is_title(heading: etree._Element, titles: set[str]) -> bool:
    words = fold(" ".join(_list_words(heading))).casefold()
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
        if each.tag in PRINTED_NOWHERE or (each is not tag and _is_furniture(each)):
            continue
        count += len((each.text or "").strip())
        count += sum(len((child.tail or "").strip()) for child in each)
        waiting += each
    return count


def _yield_furniture(
    root: etree._Element, inner: etree._Element, prose: dict[etree._Element, int]
) -> Iterator[etree._Element]:
    """Yield the outermost elements that are no part of the article and have words or pictures.

    Where the prose stands, what has much of it is kept, whatever its name: better an advertisement in the text than a
    paragraph of it gone.
    """
    kept = {inner, *inner.iterancestors()}
    most = min(prose.get(inner, 0) / 10, 400)
    waiting = list(reversed(root))
    while waiting:
        tag = waiting.pop()
        if not isinstance(tag.tag, str) or tag.tag in PRINTED_NOWHERE:
            continue
        is_inside = inner in tag.iterancestors()
        is_much = is_inside and prose.get(tag, 0) > most
        is_none = tag not in kept and not is_much and not _KEPT.search(_list_marks(tag))
        if is_none and (_is_furniture(tag) or _leads_on(tag)):
            if _list_words(tag) or tag.find(".//img") is not None:
                yield tag
        else:
            waiting += reversed(tag)


def _list_marks(tag: etree._Element) -> str:
    """List an element's classes and id, in a line, but those that only say what is elsewhere: `has-sidebar`, `tag-war`."""
    marks = [*(tag.get("class") or "").split(), *(tag.get("id") or "").split()]
    return " ".join(mark for mark in marks if not _SAYS_ELSEWHERE.match(mark))


def _is_furniture(tag: etree._Element) -> bool:
    if tag.get("hidden") is not None:
        return True
    if tag.tag in ("html", "body", "main", "p", "h1"):
        return False
    marks = _list_marks(tag)
    if tag.tag in ("header", "footer") or _ENDS.intersection(marks.split()):
        # of the page, not of the article in it
        return not any(outer.tag in ("article", "main") for outer in tag.iterancestors())
    is_named = bool(marks and _FURNITURE.search(marks)) and not _KEPT.search(marks)
    return tag.tag in _FURNISHING or (tag.get("role") or "").lower() in _ROLES or is_named


def _leads_on(tag: etree._Element) -> bool:
    """Say whether a list or box is made of links: at least three, with most of its words."""
    if tag.tag not in ("ul", "ol", "div", "section"):
        return False
    links = list(tag.iter("a"))
    if len(links) < 3 or any((link.get("href") or "#").startswith("#") for link in links):
        return False
    linked = sum(len(word) for link in links for word in _list_words(link))
    return linked > LINKED * sum(len(word) for word in _list_words(tag))


def _list_words(tag: etree._Element) -> list[str]:
    words: list[str] = []
    waiting: list[etree._Element | str] = [tag]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            words += node.split()
        elif node.tag not in PRINTED_NOWHERE:
            children: list[etree._Element | str] = [node.text or ""]
            for child in node:
                children += [child, child.tail or ""]
            waiting += reversed(children)
    return words
