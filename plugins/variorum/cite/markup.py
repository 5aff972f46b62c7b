"""What HTML a formatted citation may hold: made clean when it is new, looked at when it comes from the cache."""

import re

import nh3

TAGS = frozenset({"a", "i", "b", "sup", "sub", "u", "span"})

_SCHEMES = {"http", "https", "vr"}
_SMALL_CAPITALS = "vr-small-capitals"
# anything but "<", or one of the tags as `clean` writes them: '<a href="vr:sources/#ref-smith%202011">'
_CLEAN = re.compile(
    r'(?:[^<]++|</?(?:a|i|b|su[bp]|u|span)>|<a href="(?:https?:|vr:sources/#ref-)[^"]*+">'
    rf'|<span class="{_SMALL_CAPITALS}">)*+'
)


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

    Every tag is one of those allowed, and as many are closed as are opened.
    """
    closed = html.count("</")
    return closed * 2 == html.count("<") and (not closed or bool(_CLEAN.fullmatch(html)))
