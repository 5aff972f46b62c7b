"""What HTML editors' prose may hold: removed and reported otherwise; used by `prose`."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from lxml import etree

TAGS = frozenset(
    """a b blockquote br code em h3 h4 h5 h6 hr i li ol p pre strong sub sup table tbody td th thead tr
    ul""".split()
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
CLASSES = {"td": {"vr-center", "vr-right"}, "th": {"vr-center", "vr-right"}}
"""The alignment of a table's columns, which Markdown can ask for."""
SCHEMES = frozenset({"http", "https", "mailto", "vr"})
"""`vr` for addresses inside the edition; a stranger's own is refused."""

_INTERNAL = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?#[A-Za-z][\w.:-]*")  # #note-visa, chapter#p5
_EXTERNAL = re.compile(r"(?:https?://[^\s/?#]+|mailto:[^\s@]+@)[^\s]*", re.IGNORECASE)
_PRIVATE = re.compile("[\x80\x81\ue000-\uf8ff]")
_BLOCKS = frozenset("blockquote h3 h4 h5 h6 hr li ol p pre table tr ul".split())
_CELLS = frozenset({"td", "th"})
_HTML = etree.HTMLParser(huge_tree=True)
_BLANKS = re.compile(r"[ \t\n]+")
_SPACES = re.compile(r"[ \t]{2,}")


def is_internal(address: str) -> bool:
    """Say whether a link's address is an id of the edition, `#p5`."""
    return bool(_INTERNAL.fullmatch(address))


def is_allowed_address(address: str) -> bool:
    """Say whether prose may link there: an id of the edition, the web, a mailbox."""
    return is_internal(address) or bool(_EXTERNAL.fullmatch(address))


def sanitise(markup: str) -> str:
    """Return the HTML without what is not allowed; addresses inside the edition begin `vr:`."""
    return _CLEANER.clean(markup)


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        address = value.strip()
        if not is_allowed_address(address) or _PRIVATE.search(address):
            return None
        return f"vr:{address}" if is_internal(address) else address
    if name == "start":
        return value if value.isdigit() and len(value) < 6 else None
    return _PRIVATE.sub("", value)


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=set(SCHEMES),
    attribute_filter=_filter_attribute,
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the HTML that is not allowed, or a link inside the edition."""

    kind: str
    """`tag`, `attribute`, `address`, `image`, `comment`, `link`, `web`."""
    name: str
    """The tag's, the attribute's, the address."""
    tag: str = ""


@dataclass(slots=True)
class _Survey(HTMLParser):
    found: list[Found] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(Found("image", dict(attrs).get("src") or "", tag))
        elif tag not in TAGS:
            self.found.append(Found("tag", tag, tag))
        else:
            self.found += _judge_attributes(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.found.append(Found("comment", " ".join(data.split())[:40]))

    def handle_decl(self, decl: str) -> None:
        self.found.append(Found("tag", f"!{decl.split()[0].lower()}" if decl.split() else "!"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(Found("tag", "!["))

    def handle_pi(self, data: str) -> None:
        self.found.append(Found("tag", "?"))


def survey(markup: str) -> list[Found]:
    """Return all that `sanitise` will remove, and the links inside the edition, in their order."""
    parser = _Survey()
    parser.feed(markup)
    parser.close()
    return parser.found


def _judge_attributes(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[Found]:
    for name, value in attrs:
        if name == "href" and tag == "a":
            yield judge_address(value or "")
        elif name == "class" and (tag == "code" or value in CLASSES.get(tag, ())):
            continue  # fenced code names its language; it is dropped in silence
        elif name not in ATTRIBUTES.get(tag, ()):
            yield Found("attribute", name, tag)


def judge_address(address: str) -> Found:
    """Return what becomes of a link: `link`, `web`, or `address` for one that is refused."""
    bare = address.strip()
    if not is_allowed_address(bare):
        return Found("address", bare, "a")
    return Found("link" if is_internal(bare) else "web", bare, "a")


def _tidy(blanks: re.Match[str]) -> str:
    return "\t" if "\t" in blanks[0] else " "


@dataclass(slots=True)
class _Flow:
    """Text gathered into lines."""

    parts: list[str] = field(default_factory=list)

    def add(self, text: str, *, is_kept: bool) -> None:
        self.parts.append(text if is_kept else _BLANKS.sub(" ", text))

    def text(self) -> str:
        lines = (line.strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(_SPACES.sub(_tidy, line) for line in lines if line)


def to_text(markup: str) -> str:
    """Return sanitised HTML as plain text: paragraphs, items and rows on lines of their own, cells parted by tabs."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    flow = _Flow()
    root = etree.fromstring(f"<div>{markup}</div>", _HTML)[0][0]
    depth_of_pre = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        is_start = event == "start"
        if tag in _BLOCKS or tag == "br":
            flow.parts.append("\n")
        elif tag in _CELLS and not is_start:
            flow.parts.append("\t")
        if tag == "pre":
            depth_of_pre += 1 if is_start else -1
        text = element.text if is_start else element.tail
        if (text and element is not root) or (is_start and text):
            flow.add(text or "", is_kept=depth_of_pre > 0)
    return flow.text()
