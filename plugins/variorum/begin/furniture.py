"""An element of a page → whether it is what sites put around an article: navigation, advertisements, comments, forms."""

import re

from lxml import etree

from variorum.nodes import PRINTED_NOWHERE

LINKED = 0.6
"""Of the words in a list or box, those in links for it to lead on rather than to say something."""

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|consent\w*|disqus\w*|cookies?|donate|donation|follow|masthead|menu|"
    r"modal|more-?(?:on|from|stories)|most-?(?:read|popular)|nav|navigation|newsletter\w*|outbrain|paywall|pager|pagination|"
    r"popular|popup|post-?nav\w*|promo\w*|pull-?quotes?|recirc\w*|recommend\w*|related\w*|respond|rich-?links?|rating|search|"
    r"screen-reader-text|share\w*|sharing|sharedaddy|sharethis|sidebar|signup|sign-up|skip\w*|social\w*|sponsor\w*|"
    r"submeta|subscri\w*|support-us|taboola|tags|taglist|teasers?|toolbar|tools|trending|visually-hidden|sr-only|"
    r"no-?print|print-(?:none|hidden)|editsection|shortdescription)"
    r"(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
"""Words of classes and ids by which sites name what they put around an article."""
_AROUND_A_BOOK = re.compile(r"(?:^|\s)pg-?(?:boilerplate|header|footer)(?=$|\s)")
"""Project Gutenberg's own words before and after a book: furniture, though its licence is as long as an article."""
_ADVERTISED = re.compile(
    r"(?:(?:skip )?advertisements?|реклама|anzeige|publicité|publicidad|pubblicità)(?:\W+|$)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author\w*|footnotes?|endnotes?|references|dateline|headline)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SAYS_ELSEWHERE = re.compile(
    r"(?:has|no(?!-?print)|not|with|without|show|hide|is|js|enable|disable|tag|category|single|page|type|format|status)-",
    re.IGNORECASE,
)
_ENDS = frozenset({"footer", "site-footer", "page-footer", "site-header", "page-header"})
_ROLES = frozenset({"banner", "complementary", "contentinfo", "dialog", "navigation", "search"})
_FURNISHING = frozenset(
    {"aside", "form", "dialog", "nav", "amp-ad", "amp-embed", "amp-sidebar", "amp-social-share"}
)


def is_signed(tag: etree._Element) -> bool:
    """Say whether the article's byline stands in an element, as in an `aside` beside its title."""
    return any(
        "author" in (each.get("rel"), each.get("itemprop")) or is_own(each)
        for each in tag.iter(etree.Element)
    )


def is_own(tag: etree._Element) -> bool:
    """Say whether an element is named as a part of the article: its byline, its notes."""
    return bool(_KEPT.search(_list_marks(tag)))


def is_around_book(tag: etree._Element) -> bool:
    """Say whether an element has Project Gutenberg's own words before or after a book."""
    return bool(_AROUND_A_BOOK.search(_list_marks(tag)))


def _list_marks(tag: etree._Element) -> str:
    """List an element's classes and id, in a line, but those that only say what is elsewhere: `has-sidebar`, `tag-war`."""
    marks = [*(tag.get("class") or "").split(), *(tag.get("id") or "").split()]
    return " ".join(mark for mark in marks if not _SAYS_ELSEWHERE.match(mark))


def is_furniture(tag: etree._Element) -> bool:
    """Say whether an element is none of the article by its tag, role, class or id, or because it is not shown."""
    if tag.get("hidden") is not None:
        return True
    if tag.tag in ("html", "body", "main", "p", "h1"):
        return False
    marks = _list_marks(tag)
    if tag.tag in ("header", "footer") or _ENDS.intersection(marks.split()):
        # of the page, not of the article in it
        return not any(outer.tag in ("article", "main") for outer in tag.iterancestors())
    if is_around_book(tag) or _is_hidden(tag):
        return True
    is_named = bool(marks and _FURNITURE.search(marks)) and not is_own(tag)
    return tag.tag in _FURNISHING or (tag.get("role") or "").lower() in _ROLES or is_named


def _is_hidden(tag: etree._Element) -> bool:
    """Say whether an element is not displayed; a part of the article that unfolds when asked for has paragraphs."""
    style = "".join((tag.get("style") or "").lower().split())
    return "display:none" in style and tag.find(".//p") is None


def leads_on(tag: etree._Element) -> bool:
    """Say whether a list or box is made of links: at least three, with most of its words; or only says “Advertisement”."""
    if tag.tag in ("p", "div", "span") and len(tag) < 4:
        words = " ".join(list_words(tag))
        if words and len(words) <= 60 and not _ADVERTISED.sub("", words):
            return True
    if tag.tag not in ("ul", "ol", "div", "section"):
        return False
    links = list(tag.iter("a"))
    if len(links) < 3 or any((link.get("href") or "#").startswith("#") for link in links):
        return False
    linked = sum(len(word) for link in links for word in list_words(link))
    return linked > LINKED * sum(len(word) for word in list_words(tag))


def list_words(tag: etree._Element) -> list[str]:
    """List the words in an element that are printed, in their order."""
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
