"""What HTML a formatted citation may hold: made clean when it is new, looked at when it comes from the cache."""

import re

import nh3

TAGS = frozenset({"a", "i", "b", "sup", "sub", "u", "span"})

_SCHEMES = {"http", "https", "vr"}
_SMALL_CAPITALS = "vr-small-capitals"
# words and tags as `clean` writes them: '<a href="vr:sources/#ref-smith%202011">'
_PIECE = re.compile(
    r'[^<]+|<(?P<closed>/)?(?P<name>a|i|b|su[bp]|u|span)>|<(?P<link>a) href="(?:https?:|vr:sources/#ref-)[^"]*+">'
    rf'|<(?P<small>span) class="{_SMALL_CAPITALS}">'
)

_FLAT = "|".join(("[^<]++", *(f"<{tag}>[^<]*+</{tag}>" for tag in ("i", "b", "sup", "sub", "u"))))
_COMMON = re.compile(
    rf'(?:{_FLAT}|<a href="(?:https?:|vr:sources/#ref-)[^"]*+">(?:{_FLAT})*+</a>)*+'
)
"""What nearly all citations are: links with words in italics in them."""


def clean(html: str) -> str:
    """Return the HTML less what a citation needs not."""
    return nh3.clean(
        html.strip(),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        allowed_classes={"span": {_SMALL_CAPITALS}},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def is_clean(html: str) -> bool:
    """Say whether a value is such as `clean` returns: the cache is a file that a stranger could have brought.

    Every tag is one of those allowed, and closes what was opened last.
    """
    if _COMMON.fullmatch(html):
        return True
    opened: list[str] = []
    place = 0
    while found := _PIECE.match(html, place):
        place = found.end()
        name = found["name"] or found["link"] or found["small"]
        if found["closed"]:
            if not opened or opened.pop() != name:
                return False
        elif name:
            opened.append(name)
    return place == len(html) and not opened
