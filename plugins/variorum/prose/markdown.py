"""Python-Markdown with citations: Markdown → HTML not yet safe, and what was met on the way; used by `prose`."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from variorum.model import Citation
from variorum.patterns import Patterns
from variorum.prose.citation_syntax import CANDIDATE, MalformedCitationError, parse_cluster
from variorum.prose.sanitise import Found, judge_address
from variorum.prose.typography import curl_quotes
from variorum.read.limits import NESTING

TOP_HEADING = 3
"""The highest level of a heading in prose: the page's own are above it."""
DEEPEST = 3 * NESTING
"""Elements inside one another: a list, an item and a paragraph for each level of `read.limits`."""
TOKEN = re.compile("\x80([0-9]+)\x81")
"""Stands for a cluster, by its number; its characters are kept out of the source, and widen no text in memory."""

_ESCAPED = re.compile("\x02([0-9]+)\x03")  # Markdown's form of an escaped character
_STASHED = re.compile("\x02[^\x03]*\x03")
_ALIGNMENT = re.compile(r"text-align: (center|right);")


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown as HTML, and what was met in it."""

    html: str
    """Not safe; a token stands for each cluster."""
    clusters: Sequence[tuple[tuple[Citation, ...], str]]
    """Citations and how they are written, by the tokens' numbers."""
    malformed: Sequence[tuple[str, MalformedCitationError]]
    """What stands between brackets that are no citation, and why not."""
    found: Sequence[Found]
    """Links and images that Markdown made."""
    in_links: frozenset[int]
    """Numbers of clusters that stand inside a link's words."""
    has_html: bool
    """HTML was written, which `found` knows nothing of."""
    has_definition: bool
    """A citation before a colon was taken for the definition of a link."""


class NestedTooDeepError(Exception):
    """Lists or quotations that no reader could follow: `- - - - …`."""


def convert(markdown: str, *, language: str) -> Converted:
    """Convert Markdown with pandoc's citations; tables, fenced code, and lists that don't run into one another.

    Raises:
        NestedTooDeepError: The parser gave up.
    """
    parser, patterns, gathered = _make_parser()
    gathered.clear()
    gathered.language = language
    parser.reset()
    patterns.choose(markdown)
    try:
        rendered = parser.convert(markdown)
    except RecursionError:
        _make_parser.cache_clear()  # the parser is left in the middle of something
        raise NestedTooDeepError from None
    return Converted(
        html=rendered,
        clusters=tuple(gathered.clusters),
        malformed=tuple(gathered.malformed),
        found=tuple(gathered.found),
        in_links=frozenset(gathered.in_links),
        has_html=bool(parser.htmlStash.rawHtmlBlocks),
        has_definition=any(name.startswith("@") for name in parser.references),
    )


@dataclass(slots=True)
class _Gathered:
    """What the parser meets in one text."""

    clusters: list[tuple[tuple[Citation, ...], str]] = field(default_factory=list)
    malformed: list[tuple[str, MalformedCitationError]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    in_links: set[int] = field(default_factory=set)
    language: str = "en"

    def clear(self) -> None:
        for part in (self.clusters, self.malformed, self.found, self.in_links):
            part.clear()


class _CitationProcessor(InlineProcessor):
    """Replaces each cluster by a token; runs after code and escapes, before links."""

    def __init__(self, gathered: _Gathered, md: Markdown) -> None:
        super().__init__(CANDIDATE, md)
        self.gathered = gathered

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        words = _STASHED.sub(self.write_again, m[1])
        try:
            citations = parse_cluster(words)
            if data.startswith("(", m.end(0)):
                raise MalformedCitationError(
                    f'the citation "[{words}]" runs into a bracket', "put a space between the two"
                )
        except MalformedCitationError as error:
            self.gathered.malformed.append((words, error))
            return f"[{words}]", m.start(0), m.end(0)
        self.gathered.clusters.append((citations, f"[{words}]"))
        return f"\x80{len(self.gathered.clusters) - 1}\x81", m.start(0), m.end(0)

    def write_again(self, stashed: re.Match[str]) -> str:
        """Return what the parser has put aside by now, code or an escaped character, as it is written."""
        inner = self.unescape(stashed[0])
        escaped = _ESCAPED.fullmatch(inner)
        return f"\\{chr(int(escaped[1]))}" if escaped else f"`{html.unescape(inner)}`"


class _TreeProcessor(Treeprocessor):
    """Curls quotation marks, lowers headings, turns alignment into classes, and looks at links and images."""

    def __init__(self, gathered: _Gathered) -> None:
        super().__init__()
        self.gathered = gathered

    def run(self, root: Element) -> None:
        if _measure_depth(root) > DEEPEST:
            raise NestedTooDeepError
        curl_quotes(root, self.gathered.language)
        headings = [
            e for e in root.iter() if len(e.tag) == 2 and e.tag[0] == "h" and e.tag[1].isdigit()
        ]
        shift = max([TOP_HEADING - int(heading.tag[1]) for heading in headings], default=0)
        for heading in headings:
            heading.tag = f"h{min(int(heading.tag[1]) + max(shift, 0), 6)}"
        for cell in (*root.iter("td"), *root.iter("th")):
            alignment = _ALIGNMENT.fullmatch(cell.attrib.pop("style", ""))
            if alignment:
                cell.set("class", f"vr-{alignment[1]}")
        for element in root.iter():
            if element.tag == "img":
                self.gathered.found.append(Found("image", element.get("src", ""), "img"))
            elif element.tag == "a":
                address = html.unescape(element.get("href", "").replace(AMP_SUBSTITUTE, "&"))
                self.gathered.found.append(judge_address(TOKEN.sub("", address)))
                tokens = TOKEN.findall("".join(element.itertext()))
                self.gathered.in_links.update(map(int, tokens))


def _measure_depth(root: Element) -> int:
    depth, level = 0, [root]
    while level:
        depth += 1
        level = [child for element in level for child in element]
    return depth


class _Prose(Extension):
    def __init__(self, gathered: _Gathered) -> None:
        super().__init__()
        self.gathered = gathered

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.ESCAPED_CHARS.append("@")
        md.preprocessors.deregister(
            "html_block"
        )  # quadratic in unclosed tags; inline HTML is enough
        md.inlinePatterns.register(_CitationProcessor(self.gathered, md), "citation", 175)
        md.treeprocessors.register(_TreeProcessor(self.gathered), "prose", -10)  # after all others


@cache
def _make_parser() -> tuple[Markdown, Patterns, _Gathered]:
    gathered = _Gathered()
    extensions: list[Extension] = [
        TableExtension(),
        FencedCodeExtension(),
        SaneListExtension(),
        _Prose(gathered),
    ]
    parser = Markdown(extensions=extensions, output_format="html")
    return parser, Patterns(parser), gathered
