"""Strings of XML: the one place where text becomes markup, used by all of TEI."""

import re
from collections.abc import Mapping
from typing import NewType
from urllib.parse import quote

Xml = NewType("Xml", str)
"""A finished piece of XML."""
Attributes = Mapping[str, str | None]

NOTHING = Xml("")
_NEVER = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""Characters that XML 1.0 cannot hold, section 2.2: most controls, surrogates, U+FFFE, U+FFFF."""
ILLEGAL = re.compile(f"[{_NEVER}]")
_SPECIAL = re.compile(f"[{_NEVER}\r&<>]")
"""These, and what is markup; a carriage return, which is read as a newline."""
_SPECIAL_QUOTED = re.compile(f'[{_NEVER}\t\n\r&<>"]')
"""In an attribute: a quotation mark too, and a tab or newline, which are read as spaces."""
_UNNAMED = re.compile(r"[^A-Za-z0-9.-]")
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")  # "100%"
_WEB = re.compile(
    r"https?://[\w.~%!$&'()*+,;=@-]+(?::\d{1,5})?(?:[/?#]\S*)?|mailto:[^\s?@]+@\S+",
    re.ASCII | re.IGNORECASE,
)  # "https://example.org:80/a?b#c", "mailto:a@example.org"
_PLAIN_WEB = re.compile(r"https?://[A-Za-z0-9.-]+/[A-Za-z0-9._~/?=&;,+-]*")
"""What nearly all addresses are: a URI as it is."""
_WRITTEN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")  # "2011-07-18"


def escape(text: str) -> Xml:
    """Return the text as the content of an element; what XML cannot hold becomes U+FFFD."""
    return _escape(text) if _SPECIAL.search(text) else Xml(text)


def _escape(text: str) -> Xml:
    text = ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Xml(text.replace("\r", "&#13;"))


def _escape_quoted(text: str) -> Xml:
    text = _escape(text).replace('"', "&quot;")
    return Xml(text.replace("\n", "&#10;").replace("\t", "&#9;"))


def open_tag(name: str, attributes: Attributes | None = None, *, is_empty: bool = False) -> Xml:
    """Return a start tag, or the tag of an empty element; an attribute without a value is left out."""
    tag = f"<{name}"
    if attributes:
        for key, value in attributes.items():
            if value:
                written = _escape_quoted(value) if _SPECIAL_QUOTED.search(value) else value
                tag += f' {key}="{written}"'
    return Xml(f"{tag}/>" if is_empty else f"{tag}>")


def element(name: str, attributes: Attributes | None = None, *children: Xml) -> Xml:
    """Return an element with its children."""
    inner = "".join(children)
    start = open_tag(name, attributes, is_empty=not inner)
    return Xml(f"{start}{inner}</{name}>") if inner else start


def text_element(name: str, text: str, attributes: Attributes | None = None) -> Xml:
    """Return an element that holds plain text; nothing where there is no text."""
    return element(name, attributes, escape(text)) if text else NOTHING


def lines(*children: Xml) -> Xml:
    """Return elements on lines of their own, for where white space means nothing."""
    kept = [child for child in children if child]
    return Xml("\n".join(["", *kept, ""])) if kept else NOTHING


def write_date(day: object, attributes: Attributes | None = None) -> Xml:
    """Return a `date` with its day, month or year in words and in W3C's form; nothing for None."""
    words = str(day or "")
    when = words if _WRITTEN.fullmatch(words) else None
    return text_element("date", words, {**(attributes or {}), "when": when})


def make_name(word: str) -> str:
    """Return a word as a part of an `xml:id`: of what a name may not hold each becomes `_`, its number, `_`."""
    return _UNNAMED.sub(lambda found: f"_{ord(found[0]):x}_", word)


def make_pointer(address: str) -> str | None:
    """Return an address of the web or of a mailbox as a URI; None for any other.

    Source: RFC 3986, section 2; what a URI may not hold is written as `%` and two digits.
    """
    if _PLAIN_WEB.fullmatch(address):
        return address
    place, mark, fragment = address.partition("#")
    parts = [quote(part, safe="/:?@!$&'()*+,;=~%", errors="replace") for part in (place, fragment)]
    written = _NO_ESCAPE.sub("%25", mark.join(parts))
    return written if _WEB.fullmatch(written) else None
