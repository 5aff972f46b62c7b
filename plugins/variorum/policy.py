"""What the frame of a page holds → the Content-Security-Policy under which only that runs, and what loads is known.

Source: Content Security Policy Level 3, sections 2.3 "Directives", 6.7 "Element matching" and 3.3 "The meta element".
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

Allowed = frozenset[tuple[str, str]]
"""What a page may do beyond what all may: pairs of a directive and a source."""

LONGEST_LINE = 2_000
"""Characters of a line in a headers file; Cloudflare Pages ignores longer ones."""

# A page read from a disk has no origin in some browsers: what lies beside it is `file:`, which no page from a server may read.
_OWN = ("'self'", "file:")
_BASE: dict[str, tuple[str, ...]] = {
    "default-src": _OWN,
    "script-src": _OWN,
    "style-src": _OWN,
    # the theme's styles draw their icons from data
    "img-src": (*_OWN, "data:"),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
_FETCHED = tuple(f"{name}-src" for name in "script style img font connect frame media".split())
_LOADS = {
    "script": _FETCHED,  # what runs from there may as well load from there
    "style": (),
    "img": ("img-src",),
    "iframe": ("frame-src",),
    **dict.fromkeys(("video", "audio", "source"), ("media-src", "img-src")),
}
_LINKS = {
    "stylesheet": ("style-src", "font-src", "img-src"),
    "icon": ("img-src",),
    "preconnect": ("font-src",),  # of fonts, whose styles are elsewhere than they
}
_SHOWN = re.compile(
    r"<(?P<tag>img|video|audio|source|iframe)\b(?P<attributes>[^>]*)>", re.IGNORECASE
)
# <img alt="" src="https://example.org/a.png">
_MARKED = re.compile(
    r"<(?P<tag>(?P<inline>script|style)|\w+)\s+(?P<mark>[\w-]+)(?P<attributes>[^>]*)>",
    re.IGNORECASE,
)  # <script vr-0123456789abcdef src="a.js">
_END = re.compile("</(?:script|style)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w-])(src|href|rel|type)\s*=\s*[\"']?([^\"'>]*)", re.IGNORECASE)
_ORIGIN = re.compile(r"\s*(?:(https?):)?//([\w.-]+(?::\d+)?)(?=[/?#]|$)", re.IGNORECASE)
# https://example.org/a.png
_CHARSET = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_ELSE = "base-uri 'none'; object-src 'none'"


def read_frame(html: str, mark: str) -> Allowed:
    """Return what the elements of a page need whose tags bear a mark: those that a template wrote.

    What stands in a text or a note bears none, and is not allowed by this even if it got past the sanitiser.

    Args:
        html: The page.
        mark: An attribute that nobody else can know.
    """
    allowed: set[tuple[str, str]] = set()
    place = html.find(mark)
    while (
        place >= 0
    ):  # an expression over all of a text would take as long as the rest of its making
        tag = _MARKED.match(html, html.rfind("<", 0, place))
        if tag and tag["mark"] == mark:
            end = _END.search(html, tag.end())
            body = html[tag.end() : end.start() if end else None]
            allowed.update(
                _allow(tag["tag"].lower(), tag["attributes"], body if tag["inline"] else "")
            )
        place = html.find(mark, place + 1)
    return frozenset(allowed)


def read_shown(html: str) -> Allowed:
    """Return what the pictures, sounds and frames need that the owner of a site put into a page of their own."""
    return frozenset(
        pair
        for found in _SHOWN.finditer(html)
        for pair in _allow(found["tag"].lower(), found["attributes"], "")
    )


def allow_origins(addresses: Iterable[str], tag: str) -> Allowed:
    """Return what addresses need that a site's settings give as those of scripts, or of pictures (`img`)."""
    origins = [origin for address in addresses if (origin := _find_origin(address))]
    return frozenset((directive, origin) for origin in origins for directive in _LOADS[tag])


@lru_cache(maxsize=1024)
def _allow(tag: str, attributes: str, body: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs for one element; the frames of a site's pages have the same few."""
    said = {name.lower(): value for name, value in reversed(_ATTRIBUTE.findall(attributes))}
    origin = _find_origin(said.get("src", said.get("href", "")))
    directives: Iterable[str] = _LOADS.get(tag, ())
    if tag == "link":
        rels = said.get("rel", "").lower().split()
        directives = [name for rel in rels for name in _LINKS.get(rel, ())]
    pairs = [(directive, origin) for directive in directives if origin]
    if tag == "style" or (tag == "script" and "src" not in said and _runs(said.get("type", ""))):
        pairs.append((f"{tag}-src", hash_inline(body)))
    return tuple(pairs)


def _runs(media_type: str) -> bool:
    """Say whether a script of a type is more than data."""
    return "/" not in media_type or "javascript" in media_type.lower()


def _find_origin(address: str) -> str:
    found = _ORIGIN.match(address)
    if not found:
        return ""
    scheme, host = found.groups()
    return f"{scheme.lower()}://{host.lower()}" if scheme else host.lower()


def hash_inline(text: str) -> str:
    """Return the source that allows an inline script or style of that text, and no other."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(sha256(normal.encode()).digest()).decode()}'"


def write_policy(allowed: Allowed) -> str:
    """Write the policy of a page, or of all pages together."""
    return "; ".join(_list_directives(allowed))


def _list_directives(allowed: Allowed) -> Iterator[str]:
    more: dict[str, list[str]] = {}
    for directive, source in sorted(allowed):
        more.setdefault(directive, []).append(source)
    for directive, sources in _BASE.items():
        yield " ".join([directive, *sources, *more.pop(directive, ())])
    for directive, own in more.items():
        yield " ".join([directive, *_BASE["default-src"], *own])


def put_policy(html: str, policy: str) -> str:
    """Return a page with its policy before everything that it loads; what it is written in comes first, as it must.

    Source: HTML Standard, "Specifying the document's character encoding": within the first 1,024 bytes.
    """
    head = _CHARSET.search(html)
    if head is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{html[: head.end()]}{meta}{html[head.end() :]}"


def write_headers(allowed: Allowed) -> str:
    """Write the headers file that Netlify and Cloudflare Pages read: one policy for all pages, and what no page can say of itself.

    Where the policy of all pages together is too long for a line, the pages' own must do.
    """
    policy = f"Content-Security-Policy: {write_policy(allowed)}; frame-ancestors 'self'"
    if len(policy) + 2 > LONGEST_LINE:
        policy = f"Content-Security-Policy: {_ELSE}; frame-ancestors 'self'"
    lines = [
        "/*",
        policy,
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
    ]
    return "\n  ".join(lines) + "\n"
