"""Editors' Markdown (notes, sidebars, reasons) → safe HTML and plain text, with citations and links found."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from variorum.cite import Formatted
from variorum.model import Citation, Cluster, Prose
from variorum.problems import Position, Problem, Repair, Severity, find_nearest
from variorum.prose.citation_syntax import MalformedCitationError
from variorum.prose.markdown import TOKEN, NestedTooDeepError, convert
from variorum.prose.plain import convert_plain
from variorum.prose.sanitise import Found, sanitise, survey, to_text
from variorum.read.references import RawReference
from variorum.sure import find_sure

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\uf8ff\ufdd0-\ufdef\ufff9-\uffff"
    "\U000f0000-\U0010ffff]"
)
_NUMERIC_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")  # &#xE000;
SENTENCE_END = 40
"""Code points before a citation in which a sentence's end is looked for: the stop, what closes after it, white space."""
_ENDED = re.compile("(?:^|[.?!…:\x81][”’»\"')\\]]*)\\s*$")  # "by law. "
_GOES_ON = re.compile(r"\s*$|\s+[^\W\d_a-z]|\s+[\d“\"‘(\x80]", re.UNICODE)  # " The"


_DESCRIPTIONS = {
    "tag": (
        "V212",
        '"<{name}>" is not allowed here',
        "write it in Markdown; to show it as code, put it between backticks",
    ),
    "attribute": ("V212", 'the attribute "{name}" of "<{tag}>" is not allowed here', "delete it"),
    "address": (
        "V213",
        'a link to "{name}"',
        "link to a web address, or to an id of this edition as in `#p5` or `#note-visa`",
    ),
    "image": ("V214", 'an image "{name}"', "describe it in words, or link to it"),
    "comment": ("V216", 'a comment "{name}", which is left out', "delete it"),
}
"""Of what is found in the HTML: code, text and mend."""


class Link(NamedTuple):
    """A link to something in the edition."""

    target: str
    """With its `#`."""
    position: Position


@dataclass(frozen=True, slots=True)
class DraftCluster:
    """The citations of one pair of brackets, not formatted yet."""

    citations: tuple[Citation, ...]
    position: Position
    source: str
    """As written, with its brackets."""


@dataclass(frozen=True, slots=True)
class ProseDraft:
    """Prose whose citations are not formatted yet."""

    markdown: str
    html: str
    """Sanitised; a token stands for each cluster."""
    text: str
    """Plain, with the same tokens."""
    clusters: tuple[DraftCluster, ...] = ()
    links: tuple[Link, ...] = ()


def parse_prose(markdown: str, at: Position, *, language: str) -> tuple[ProseDraft, list[Problem]]:
    """Turn Markdown into safe HTML; what is not safe is left out and reported.

    Args:
        markdown: Within the sizes of `read.limits`, with newline as the only line end.
        language: Whose quotation marks stand for straight ones, BCP 47.
        at: Where it begins; only a whole body (column 1) gives the problems lines and columns of their own.
    """
    visible = _drop_invisible(markdown)
    finder = _Finder(markdown, at)
    if plain := convert_plain(visible, language=language):
        clusters = tuple(_place(*cluster, finder) for cluster in plain.clusters)
        draft = ProseDraft(markdown, plain.html, plain.text, clusters)
        return draft, list(_describe_invisible(markdown, finder))
    try:
        converted = convert(visible, language=language)
    except NestedTooDeepError:
        text = "lists or quotations nested too deep"
        problem = Problem("V110", at, text, mend="begin a line with fewer list marks")
        return ProseDraft(markdown, "", ""), [problem]
    found = survey(converted.html) if converted.has_html else converted.found
    safe = sanitise(converted.html)
    text = to_text(safe)
    order = list(dict.fromkeys(map(int, TOKEN.findall(safe))))
    lost = frozenset(range(len(converted.clusters))) - frozenset(order)
    order += sorted(lost)
    clusters = tuple(_place(*converted.clusters[number], finder) for number in order)
    problems = [
        *_describe_invisible(markdown, finder),
        *(_describe_malformed(item, finder) for item in converted.malformed),
        *(_describe_found(item, finder) for item in found if item.kind in _DESCRIPTIONS),
        *_describe_misplaced(clusters[order.index(n)] for n in converted.in_links | lost),
    ]
    if converted.has_definition:
        problems.append(_describe_definition(finder))
    links = tuple(Link(item.name, finder.find(item.name)) for item in found if item.kind == "link")
    place_of = {number: place for place, number in enumerate(order)}

    def renumber(token: re.Match[str]) -> str:
        return f"\x80{place_of[int(token[1])]}\x81"

    draft = ProseDraft(
        markdown, TOKEN.sub(renumber, safe), TOKEN.sub(renumber, text), clusters, links
    )
    return draft, problems


def finish_prose(draft: ProseDraft, formatted: Formatted) -> Prose:
    """Put the formatted citations into their places.

    Of a notes style a cluster stands in round brackets within a sentence, bare inside brackets of the prose,
    and as a sentence after one.
    """
    setting_of = dict(_find_settings(draft.text)) if formatted.is_notes else {}

    def choose(number: int) -> Cluster:
        source = draft.clusters[number]
        table = formatted.sentences if setting_of.get(number) == "sentence" else formatted.clusters
        found = table.get(source.citations)
        if found is None:  # an unknown key, reported by `check_keys`
            return Cluster(source.citations, html.escape(source.source, quote=False), source.source)
        if setting_of.get(number) == "inside":
            return Cluster(source.citations, f"({found.html})", f"({found.text})")
        return found

    chosen = [choose(number) for number in range(len(draft.clusters))]

    def place(match: re.Match[str]) -> str:
        return chosen[int(match[1])].html

    return Prose(
        markdown=draft.markdown,
        html=TOKEN.sub(place, draft.html),
        text=TOKEN.sub(lambda match: chosen[int(match[1])].text, draft.text),
        clusters=tuple(chosen),
    )


def check_keys(drafts: Iterable[ProseDraft], references: Iterable[RawReference]) -> list[Problem]:
    """Return the citations whose key no reference has."""
    known = {reference.id for reference in references}
    problems: list[Problem] = []
    for draft in drafts:
        for cluster in draft.clusters:
            for citation in cluster.citations:
                if citation.key in known:
                    continue
                nearest = find_nearest(citation.key, sorted(known)) or ""
                mend = (
                    f'write "@{nearest}"'
                    if nearest
                    else "add it to the references, or correct the key"
                )
                text = f'no reference "{citation.key}"'
                sure = find_sure(citation.key, known)
                written = (
                    re.sub(rf"(?<=@){re.escape(citation.key)}(?![\w:.-])", sure, cluster.source)
                    if sure
                    else ""
                )
                repair = Repair(cluster.position, cluster.source, written) if written else None
                problems.append(Problem("V506", cluster.position, text, mend=mend, repair=repair))
    return problems


def _find_settings(text: str) -> Iterator[tuple[int, str]]:
    """Yield how each cluster stands in its sentence: as a `sentence`, `inside` one, or `bare` in brackets."""
    for line in re.split(r"[\n\t]", text):
        done = depth = 0
        for token in TOKEN.finditer(line):
            depth += line.count("(", done, token.start()) - line.count(")", done, token.start())
            done = token.end()
            # what ends a sentence stands just before: the whole line would be looked through at each token
            before = line[max(token.start() - SENTENCE_END, 0) : token.start()]
            if depth > 0:
                yield int(token[1]), "bare"
            elif _ENDED.search(before) and _GOES_ON.match(line, token.end()):
                yield int(token[1]), "sentence"
            else:
                yield int(token[1]), "inside"


@dataclass(slots=True)
class _Finder:
    """Finds again, in the order of the text, what the parser met without its place."""

    source: str
    at: Position
    cursors: dict[str, int] = field(default_factory=dict)
    lowered: str = ""
    """The source in small letters, made when first wanted."""

    def find(self, words: str, *, back_to: str = "") -> Position:
        """Return the next place of the words, or of the mark before them; the whole's where they are not found."""
        key = words.lower()
        self.lowered = self.lowered or self.source.lower()
        place = self.lowered.find(key, self.cursors.get(key, 0)) if key else -1
        if place < 0:
            return self.at
        self.cursors[key] = place + len(key)
        if back_to:
            place = max(self.source.rfind(back_to, 0, place), 0)
        return self.position(place)

    def position(self, offset: int) -> Position:
        """Return the place of an offset; of a value in a data file, where the value begins."""
        if self.at.column != 1:
            return self.at
        line = self.source.count("\n", 0, offset)
        column = offset - (self.source.rfind("\n", 0, offset) + 1) + 1
        return Position(self.at.path, self.at.line + line, column)


def _place(citations: tuple[Citation, ...], source: str, finder: _Finder) -> DraftCluster:
    return DraftCluster(citations, finder.find(f"@{citations[0].key}", back_to="["), source)


def _drop_invisible(markdown: str) -> str:
    visible = (
        _INVISIBLE.sub("", markdown)
        if not markdown.isascii() or _INVISIBLE.search(markdown)
        else markdown
    )
    return _NUMERIC_ENTITY.sub(lambda m: "" if _is_invisible(m) else m[0], visible)


def _is_invisible(entity: re.Match[str]) -> bool:
    number = int(entity[1], 16) if entity[1] else int(entity[2])
    return number > 0x10FFFF or bool(_INVISIBLE.match(chr(number)))


def _describe_invisible(markdown: str, finder: _Finder) -> Iterator[Problem]:
    for found in _INVISIBLE.finditer(markdown):
        text = f"the invisible character U+{ord(found[0]):04X}"
        at = finder.position(found.start())
        repair = Repair(at, found[0], "") if finder.at.column == 1 else None
        yield Problem("V215", at, text, mend="delete it", repair=repair)
    for entity in _NUMERIC_ENTITY.finditer(markdown):
        if _is_invisible(entity):
            text = f'"{entity[0][:20]}" is an invisible character'
            yield Problem("V215", finder.position(entity.start()), text, mend="delete it")


def _describe_malformed(item: tuple[str, MalformedCitationError], finder: _Finder) -> Problem:
    words, error = item
    at = finder.find("[" + words.split("\n")[0])
    return Problem("V507", at, error.text, mend=error.mend)


def _describe_found(item: Found, finder: _Finder) -> Problem:
    code, text, mend = _DESCRIPTIONS[item.kind]
    name = item.name if len(item.name) <= 60 else f"{item.name[:60]}…"
    sought = f"<{item.name}" if item.kind == "tag" else item.name
    at = finder.find("<!--") if item.kind == "comment" else finder.find(sought)
    severity: Severity = "warning" if item.kind == "comment" else "error"
    return Problem(code, at, text.format(name=name, tag=item.tag), mend=mend, severity=severity)


def _describe_misplaced(clusters: Iterable[DraftCluster]) -> Iterator[Problem]:
    for cluster in clusters:
        text = f'the citation "{cluster.source}" stands in a link'
        yield Problem("V508", cluster.position, text, mend="put the citation after the link")


def _describe_definition(finder: _Finder) -> Problem:
    text = "a citation at the beginning of a line before a colon, which makes it the definition of a link"
    return Problem(
        "V507", finder.find("]:", back_to="["), text, mend="write the colon apart, or otherwise"
    )
