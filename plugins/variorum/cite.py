"""References and citations → HTML and text, by a CSL style: the one place that formats them, by pandoc's citeproc."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import nh3

from variorum.cite_cache import Records, load_records, save_records
from variorum.csl_style import Style, isolate, read_style
from variorum.model import Citation, Cluster
from variorum.pandoc import PandocFailed, identify_pandoc, render_html, render_text, run_pandoc
from variorum.read.references import RawReference

FORM = 1
"""Of what is kept in the cache; to be raised when this module formats otherwise."""
API_VERSION = (1, 23, 1)
"""Of pandoc's syntax tree."""
SOURCES_ADDRESS = "vr:sources/#ref-"
"""Where a citation leads, before the key."""
STOPS_INSIDE_QUOTES = frozenset({"en", "en-US"})
"""Locales that set a full stop before the closing quotation mark, as their CSL locale files say."""

_TAGS = {"a", "i", "b", "sup", "sub", "u", "span"}
_ENDS_SENTENCE = (".", "?", "!", "…")
_CLOSING = "”’»“\"')]"

Citations = tuple[Citation, ...]


class Entry(NamedTuple):
    """A work as the style's list of works has it."""

    id: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Formatted:
    """The citations and the list of works of an edition, formatted."""

    clusters: Mapping[Citations, Cluster]
    """As they stand in a sentence; those with an unknown key are missing."""
    sentences: Mapping[Citations, Cluster]
    """Of a notes style: as they stand alone, with a capital and a full stop; else the same as `clusters`."""
    entries: tuple[Entry, ...]
    """In the style's order."""
    is_notes: bool
    """The style brings no brackets; whoever puts a cluster into a sentence sets them."""


class _Keys(NamedTuple):
    clusters: Mapping[Citations, str]
    entries: Mapping[str, str]
    order: str


def format_citations(
    references: Iterable[RawReference],
    clusters: Iterable[Citations],
    *,
    style: str,
    style_folder: Path | None,
    locale: str,
    cache: Path | None,
) -> Formatted:
    """Format citations and the list of works, each cluster and each entry as if it stood alone.

    Pandoc runs once, and only for what the cache lacks.

    Args:
        references: All that the edition has, in their files' order.
        clusters: May hold the same one several times.
        style: A style that `check_style` found nothing wrong with.
        style_folder: Where a `.csl` file would be.
        locale: BCP 47; an unknown one is American English.
        cache: A folder, made when missing; may be deleted at any time.

    Raises:
        UnknownStyle: `check_style` was not asked.
        PandocFailed: Pandoc is missing, was too slow or gave up.
    """
    items = {reference.id: reference.csl for reference in references}
    xml = read_style(style, folder=style_folder)
    isolated = _isolate(xml)
    known = [
        c for c in dict.fromkeys(clusters) if c and all(citation.key in items for citation in c)
    ]
    keys = _make_keys(items, known, xml=xml, is_numeric=isolated.is_numeric, locale=locale)
    records = load_records(cache)
    missing = [c for c in known if keys.clusters[c] not in records.clusters]
    lacks_entries = bool(items) and (
        keys.order not in records.orders
        or any(key not in records.entries for key in keys.entries.values())
    )
    if missing or lacks_entries:
        made = _run(items, missing, style=isolated, locale=locale, lacks_entries=lacks_entries, keys=keys)
        records = records.merge(made)
        used = {*keys.clusters.values(), *keys.entries.values(), keys.order}
        save_records(cache, records, used=used)
    order = records.orders[keys.order] if items else ()
    return Formatted(
        clusters={c: Cluster(c, *records.clusters[keys.clusters[c]][:2]) for c in known},
        sentences={c: Cluster(c, *records.clusters[keys.clusters[c]][2:]) for c in known},
        entries=tuple(Entry(id_, *records.entries[keys.entries[id_]]) for id_ in order),
        is_notes=isolated.is_notes,
    )


@lru_cache(maxsize=8)
def _isolate(xml: bytes) -> Style:
    return isolate(xml)


def _digest(*values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _make_keys(
    items: Mapping[str, Mapping[str, object]],
    clusters: Sequence[Citations],
    *,
    xml: bytes,
    is_numeric: bool,
    locale: str,
) -> _Keys:
    context = _digest(FORM, identify_pandoc(), hashlib.sha256(xml).hexdigest(), locale)
    digests = {id_: _digest(csl) for id_, csl in items.items()}
    order = _digest(context, list(digests.items()))
    scope = order if is_numeric else context  # a number depends on the whole list of works
    return _Keys(
        {
            c: _digest(scope, [(asdict(citation), digests[citation.key]) for citation in c])
            for c in clusters
        },
        {id_: _digest(scope, id_, digest) for id_, digest in digests.items()},
        order,
    )


def _run(
    items: Mapping[str, Mapping[str, object]],
    clusters: Sequence[Citations],
    *,
    style: Style,
    locale: str,
    lacks_entries: bool,
    keys: _Keys,
) -> Records:
    needs_all = lacks_entries or style.is_numeric
    cited = {citation.key for cluster in clusters for citation in cluster}
    wanted = [id_ for id_ in items if needs_all or id_ in cited]
    # Citing all works first makes their order the files' one where the style doesn't sort.
    cites = [*([tuple(map(Citation, wanted))] if needs_all else []), *clusters]
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {
            "link-citations": {"t": "MetaBool", "c": True},
            "lang": {"t": "MetaString", "c": locale},
        },
        "blocks": [{"t": "Para", "c": [_to_cite(cluster)]} for cluster in cites],
    }
    output = run_pandoc(
        ["-f", "json", "-t", "json", "--citeproc", "--bibliography=items.json", "--csl=style.csl"],
        source=json.dumps(document).encode(),
        files={
            "items.json": json.dumps([{**items[id_], "id": id_} for id_ in wanted]).encode(),
            "style.csl": style.xml if needs_all else style.without_bibliography(),
        },
    )
    blocks = _read_blocks(output)
    made = [_find_content(block) for block in blocks[: len(cites)]][len(cites) - len(clusters) :]
    if len(made) != len(clusters):
        raise PandocFailed("failed", output="fewer citations came out than went in")
    stops_inside = locale in STOPS_INSIDE_QUOTES
    entries = dict(_read_entries(blocks[len(cites) :])) if lacks_entries else {}
    if lacks_entries and entries.keys() != items.keys():
        raise PandocFailed("failed", output="fewer works came out than went in")
    return Records(
        clusters={
            keys.clusters[cluster]: _format_cluster(nodes, style.is_notes, stops_inside)
            for cluster, nodes in zip(clusters, made, strict=True)
        },
        entries={keys.entries[id_]: formatted for id_, formatted in entries.items()},
        orders={keys.order: tuple(entries)} if lacks_entries else {},
    )


def _to_cite(cluster: Citations) -> object:
    return {"t": "Cite", "c": [[_to_citation(citation) for citation in cluster], []]}


def _to_citation(citation: Citation) -> object:
    # Braces mark the locator for pandoc, whatever words it begins with.
    suffix = f", {{{citation.locator}}}" if citation.locator else ""
    if citation.suffix:
        suffix += citation.suffix if citation.suffix[0] in ",;.:" else f" {citation.suffix}"
    return {
        "citationId": citation.key,
        "citationPrefix": _to_inlines(citation.prefix),
        "citationSuffix": _to_inlines(suffix),
        "citationMode": {"t": "SuppressAuthor" if citation.suppress_author else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _to_inlines(text: str) -> list[object]:
    inlines: list[object] = []
    for number, word in enumerate(text.split(" ")):
        inlines += [{"t": "Space"}] if number else []
        inlines += [{"t": "Str", "c": word}] if word else []
    return inlines


def _read_blocks(output: bytes) -> list[object]:
    try:
        document = json.loads(output)
    except ValueError as error:
        raise PandocFailed("failed", output="what it wrote is not JSON") from error
    blocks = document.get("blocks") if isinstance(document, dict) else None
    return blocks if isinstance(blocks, list) else []


def _find_content(block: object) -> list[object]:
    content = block.get("c") if isinstance(block, dict) else None
    return content if isinstance(content, list) else []


def _read_entries(blocks: Iterable[object]) -> Iterator[tuple[str, tuple[str, str]]]:
    for block in blocks:
        for division in _find_content(block)[1:]:
            for entry in division if isinstance(division, list) else ():
                attributes, nodes = _find_content(entry)
                id_ = str(attributes[0]).removeprefix("ref-")
                yield id_, (_clean(render_html(nodes, link=_keep_web), rel=True), render_text(nodes).strip())


def _format_cluster(nodes: list[object], is_notes: bool, stops_inside: bool) -> tuple[str, str, str, str]:
    alone = _make_sentence(nodes, stops_inside) if is_notes else nodes
    forms = [(_clean(render_html(n, link=_to_address)), render_text(n).strip()) for n in (nodes, alone)]
    return (*forms[0], *forms[1])


def _make_sentence(nodes: list[object], stops_inside: bool) -> list[object]:
    """Return the cluster with a capital at its beginning and a full stop at its end."""
    sentence = deepcopy(nodes)
    first = _find_holder(sentence, lambda inner: inner[0])
    if first and isinstance(first[0], dict) and first[0].get("t") == "Str":
        word = str(first[0]["c"])
        first[0]["c"] = word[:1].upper() + word[1:]
    if render_text(nodes).strip().rstrip(_CLOSING).endswith(_ENDS_SENTENCE):
        return sentence
    stop = {"t": "Str", "c": "."}
    last = _find_holder(sentence, lambda inner: inner[-1])
    if stops_inside and last and isinstance(last[-1], dict) and last[-1].get("c") in ("”", "’"):
        last.insert(len(last) - 1, stop)
    else:
        sentence.append(stop)
    return sentence


def _find_holder(nodes: list[object], choose: Callable[[list[object]], object]) -> list[object]:
    """Return the innermost list that holds the first or last node."""
    while nodes:
        content = _find_content(choose(nodes))
        inner = content[1] if len(content) > 1 and isinstance(content[1], list) else content
        if not inner or not isinstance(inner[0], dict):
            break
        nodes = inner
    return nodes


def _to_address(target: str) -> str:
    key = target.removeprefix("#ref-")
    return SOURCES_ADDRESS + quote(key, safe="") if key != target else _keep_web(target)


def _keep_web(target: str) -> str:
    return target if target.startswith(("http://", "https://")) else ""


def _clean(html: str, *, rel: bool = False) -> str:
    return nh3.clean(
        html.strip(),
        tags=_TAGS,
        attributes={"a": {"href"}},
        allowed_classes={"span": {"vr-small-capitals"}},
        url_schemes={"http", "https", "vr"},
        link_rel="noopener noreferrer" if rel else None,
    )
