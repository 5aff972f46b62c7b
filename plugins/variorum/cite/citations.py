"""References and citations → HTML and text, by a CSL style: the one place that formats them, by pandoc's citeproc."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from variorum.cite.cache import Records, load_records, save_records
from variorum.cite.citeproc import Produced, find_content, run_citeproc
from variorum.cite.markup import clean
from variorum.cite.style import Style, check_style, find_class, isolate, put_day_first, read_style
from variorum.model import Citation, Cluster
from variorum.pandoc import PandocError, identify_pandoc, render_html, render_text
from variorum.problems import Position, Problem
from variorum.read.references import RawReference

FORM = 2
"""Of what is kept in the cache; to be raised when this module formats otherwise."""
BATCH = 2_000
"""Clusters formatted by one run of pandoc: it, and what it writes, take some 30 kB of memory for each."""
EDITION_FILE = Position("edition.yml")
SOURCES_ADDRESS = "vr:sources/#ref-"
"""Where a citation leads, before the key."""
STOPS_INSIDE_QUOTES = frozenset({"en", "en-US"})
"""Locales that set a full stop before the closing quotation mark, as their CSL locale files say."""

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


_NOTHING = Formatted({}, {}, (), is_notes=False)


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
    dates: str | None = None,
    cache: Path | None,
    at: Position = EDITION_FILE,
) -> tuple[Formatted, list[Problem]]:
    """Format citations and the list of works, each cluster and each entry as if it stood alone.

    Pandoc runs only for what the cache lacks, once for two thousand clusters.

    Args:
        references: All that the edition has, in their files' order.
        clusters: May hold the same one several times.
        style: A published style's name, or the name of a `.csl` file.
        style_folder: Where a `.csl` file would be.
        locale: BCP 47; an unknown one is American English.
        dates: `day month year`; None as the locale has them.
        cache: A folder, made when missing; may be deleted at any time.
        at: Where the style is named.

    Returns:
        What was formatted; with a style that cannot be used, nothing, and the reason.

    Raises:
        PandocError: Pandoc is missing, took too much or gave up.
    """
    problems = check_style(style, folder=style_folder, at=at)
    if problems:
        return _NOTHING, problems
    items = {reference.id: reference.csl for reference in references}
    xml = read_style(style, folder=style_folder)
    xml = put_day_first(xml) if dates else xml
    is_notes, is_numeric = find_class(xml)
    known = [
        c for c in dict.fromkeys(clusters) if c and all(citation.key in items for citation in c)
    ]
    keys = _make_keys(items, known, xml=xml, is_numeric=is_numeric, locale=locale)
    records = load_records(cache)
    missing = [c for c in known if keys.clusters[c] not in records.clusters]
    lacks_entries = bool(items) and (
        sorted(records.orders.get(keys.order, ())) != sorted(items)
        or any(key not in records.entries for key in keys.entries.values())
    )
    if missing or lacks_entries:
        try:
            for start in range(0, max(len(missing), 1), BATCH):
                batch = missing[start : start + BATCH]
                produced = run_citeproc(
                    items,
                    batch,
                    style=_isolate(xml),
                    locale=locale,
                    with_entries=lacks_entries and start == 0,
                )
                made = _make_records(produced, batch, keys, is_notes=is_notes, locale=locale)
                records = records.merge(made)
                del produced, made
        except PandocError as error:
            if error.reason == "missing" or not style.endswith(".csl"):
                raise
            return _NOTHING, [_describe_refusal(style, error, at)]
        used = {*keys.clusters.values(), *keys.entries.values(), keys.order}
        save_records(cache, records, used=used)
    order = records.orders[keys.order] if items else ()
    formatted = Formatted(
        clusters={c: Cluster(c, *records.clusters[keys.clusters[c]][:2]) for c in known},
        sentences={c: Cluster(c, *records.clusters[keys.clusters[c]][2:]) for c in known},
        entries=tuple(Entry(id_, *records.entries[keys.entries[id_]]) for id_ in order),
        is_notes=is_notes,
    )
    return formatted, []


def _describe_refusal(style: str, error: PandocError, at: Position) -> Problem:
    detail = (error.output.strip() or error.reason).split("\n")[0][:200]
    mend = "mend the style, or use a published one by its name"
    takes = "it takes " if error.reason == "too much" else ""
    text = f'pandoc cannot use the CSL style "{style}": {takes}{detail}'
    return Problem("V511", at, text, mend=mend)


@lru_cache(maxsize=8)
def _isolate(xml: bytes) -> Style:
    return isolate(xml)


def _digest(*values: object) -> str:
    return _hash(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _digest_cluster(scope: str, cluster: Citations, digests: Mapping[str, str]) -> str:
    fields = [
        (c.key, digests[c.key], c.locator, c.prefix, c.suffix, c.suppress_author) for c in cluster
    ]
    return _hash(f"{scope} {fields!r}")


def _hash(text: str) -> str:
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
        {c: _digest_cluster(scope, c, digests) for c in clusters},
        {id_: _digest(scope, id_, digest) for id_, digest in digests.items()},
        order,
    )


def _make_records(
    produced: Produced, clusters: Sequence[Citations], keys: _Keys, *, is_notes: bool, locale: str
) -> Records:
    stops_inside = locale in STOPS_INSIDE_QUOTES
    return Records(
        clusters={
            keys.clusters[cluster]: _format_cluster(nodes, is_notes, stops_inside)
            for cluster, nodes in zip(clusters, produced.clusters, strict=True)
        },
        entries={
            keys.entries[id_]: (
                clean(render_html(nodes, link=_keep_web)),
                render_text(nodes).strip(),
            )
            for id_, nodes in produced.entries.items()
        },
        orders={keys.order: tuple(produced.entries)} if produced.entries else {},
    )


def _format_cluster(
    nodes: list[object], is_notes: bool, stops_inside: bool
) -> tuple[str, str, str, str]:
    alone = _make_sentence(nodes, stops_inside) if is_notes else nodes
    forms = [
        (clean(render_html(n, link=_to_address)), render_text(n).strip()) for n in (nodes, alone)
    ]
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
        content = find_content(choose(nodes))
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
