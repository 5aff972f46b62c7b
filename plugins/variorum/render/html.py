"""Strings of HTML: the one place where text becomes markup, used by every page."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import NewType

Html = NewType("Html", str)
"""A finished piece of HTML: made by this module, or sanitised before it reached `Edition`."""

EMPTY = Html("")
_ID = re.compile(r'<[a-z][a-z0-9]*(?: [\w:-]+="[^"]*")*? id="([^"]*)"')  # <a class="x" id="p5"
"""An element's id as this module and the sanitiser write it, where `<` and a quoted `"` stand for nothing else."""
_VOID = frozenset({"br", "hr", "img", "link", "meta"})
_EDITION_LINK = re.compile(r'(<a\b[^>]*?\bhref=")vr:([^"]*)')  # <a href="vr:sources/#ref-key"
_FOLDER_LINK = re.compile(r'(<(?:a|link)\b[^>]*?\bhref="(?:\.{1,2}/|[a-z0-9-]+/)+)(?=["#])')
# <a href="../sources/#ref-key"
_HEADING = re.compile(r"(?<=<h)[3-6](?=[ >])|(?<=</h)[3-6](?=>)")  # the 3 of <h3> and </h3>
_HEADED = re.compile(r"<(/?)h[3-6](?=[ >])")  # <h3> and </h3>, but for the >
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE_DATA = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What ends a script, or may not stand in one; JSON itself writes the other control characters as escapes."""
_SAFE_SCHEME = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)  # https://example.org/a


def escape(text: str) -> Html:
    """Return the text so that a browser shows it as it is, in an element or in a quoted attribute."""
    return Html(
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


_quote = lru_cache(maxsize=4096)(escape)
"""Most values of attributes are names of classes, written thousands of times."""


def open_tag(name: str, attributes: Mapping[str, str | None]) -> Html:
    """Return a start tag; an attribute whose value is None is left out."""
    tag = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            tag += f' {key}="{_quote(value)}"'
    return Html(f"{tag}>")


def close_tag(name: str) -> Html:
    """Return an end tag."""
    return Html(f"</{name}>")


def element(name: str, attributes: Mapping[str, str | None], *children: Html) -> Html:
    """Return an element with its children, which are finished HTML; void elements have none."""
    start = open_tag(name, attributes)
    return start if name in _VOID else Html(f"{start}{''.join(children)}</{name}>")


def text_element(name: str, attributes: Mapping[str, str | None], text: str) -> Html:
    """Return an element that holds plain text."""
    return element(name, attributes, escape(text))


def data_script(media_type: str, data: Mapping[str, object]) -> Html:
    """Return a `script` element that holds data as JSON."""
    return element("script", {"type": media_type}, write_data(data))


def write_data(data: object) -> Html:
    """Return data as JSON of which no text can end the `script` element that it stands in.

    Source: HTML Standard, "Restrictions for contents of script elements".
    """
    encoded = _JSON.encode(data)
    return Html(_UNSAFE_DATA.sub(lambda sign: f"\\u{ord(sign[0]):04x}", encoded))


def join(parts: Iterable[Html], between: Html = EMPTY) -> Html:
    """Return the pieces one after the other, leaving out the empty ones."""
    return Html(between.join(part for part in parts if part))


def finish_prose(html: str, *, root: str) -> Html:
    """Return sanitised prose with its addresses inside the edition made relative.

    Args:
        html: As in `Prose.html`: addresses inside the edition begin `vr:`.
        root: The way from the page to the edition's own page: empty, `../` …
    """
    return Html(_EDITION_LINK.sub(lambda link: link[1] + (root + link[2] or "./"), html))


def raise_headings(prose: Html) -> Html:
    """Return sanitised prose, whose headings begin at the third level, with headings that begin at the second."""
    if "<h" not in prose:  # as in most notes, which are looked through thousands of times
        return prose
    return Html(_HEADING.sub(lambda level: str(int(level[0]) - 1), prose))


def flatten_headings(prose: Html) -> Html:
    """Return sanitised prose with paragraphs in place of headings: what stands amid a text is none of its contents."""
    return Html(_HEADED.sub(lambda tag: "</p" if tag[1] else '<p class="vr-note-heading"', prose))


def name_files(html: str) -> Html:
    """Return a finished page with links that name files, for a site read without a server: `../index.html#p5`."""
    return Html(_FOLDER_LINK.sub(r"\1index.html", html))


def find_safe_url(address: str) -> str | None:
    """Find the address a reader may be sent to; None unless it is http, https or mailto."""
    return address if _SAFE_SCHEME.fullmatch(address) else None


def list_ids(html: Html) -> tuple[str, ...]:
    """List the ids of the elements, in the order of the page."""
    return tuple(unescape(id_) for id_ in _ID.findall(html))
