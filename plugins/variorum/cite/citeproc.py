"""One run of pandoc's citeproc: citations and items in, formatted nodes out; used by `cite`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.cite.style import Style
from variorum.model import Citation
from variorum.pandoc import PandocError, run_pandoc

API_VERSION = (1, 23, 1)
"""Of pandoc's syntax tree."""

Nodes = list[object]
"""Inlines or paragraphs of pandoc's syntax tree."""


@dataclass(frozen=True, slots=True)
class Produced:
    """What citeproc made."""

    clusters: Sequence[Nodes]
    """In the order in which they were asked for."""
    entries: Mapping[str, Nodes]
    """The list of works by id, in the style's order; empty when it was not asked for."""


def run_citeproc(
    items: Mapping[str, Mapping[str, object]],
    clusters: Sequence[tuple[Citation, ...]],
    *,
    style: Style,
    locale: str,
    with_entries: bool,
) -> Produced:
    """Format clusters, and the list of all works if it is wanted.

    Args:
        items: In CSL-JSON, by id; their order counts where the style doesn't sort.
        clusters: Of citations of those items.
        style: Isolated.
        locale: BCP 47.
        with_entries: Format the list of works too, which takes most of the time.

    Raises:
        PandocError: Pandoc is missing, took too much or gave up.
    """
    needs_all = with_entries or style.is_numeric
    cited = {citation.key for cluster in clusters for citation in cluster}
    wanted = [id_ for id_ in items if needs_all or id_ in cited]
    # Citing all works first makes their order the files' one where the style doesn't sort.
    first = [tuple(map(Citation, wanted))] if needs_all else []
    blocks = [{"t": "Para", "c": [_to_cite(cluster)]} for cluster in (*first, *clusters)]
    meta = {
        "link-citations": {"t": "MetaBool", "c": True},
        "lang": {"t": "MetaString", "c": locale},
    }
    output = run_pandoc(
        ["-f", "json", "-t", "json", "--citeproc", "--bibliography=items.json", "--csl=style.csl"],
        source=json.dumps(
            {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}
        ).encode(),
        files={
            "items.json": json.dumps([{**items[id_], "id": id_} for id_ in wanted]).encode(),
            "style.csl": style.xml if needs_all else style.without_bibliography(),
        },
    )
    made = _read_blocks(output)
    entries = dict(_read_entries(made[len(blocks) :])) if with_entries else {}
    if len(made) < len(blocks) or (with_entries and entries.keys() != items.keys()):
        raise PandocError("failed", output="less came out than went in")
    return Produced([find_content(block) for block in made[len(first) : len(blocks)]], entries)


def find_content(node: object) -> Nodes:
    """Return what a node holds, the very list; an empty one when it holds a text or nothing."""
    return _to_list(node.get("c")) if isinstance(node, dict) else []


def _to_cite(cluster: tuple[Citation, ...]) -> object:
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
        raise PandocError("failed", output="what it wrote is not JSON") from error
    blocks = document.get("blocks") if isinstance(document, dict) else None
    return _to_list(blocks)


def _to_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _read_entries(blocks: Nodes) -> Iterator[tuple[str, Nodes]]:
    for block in blocks:
        for division in find_content(block)[1:]:
            for entry in _to_list(division):
                attributes, nodes = map(_to_list, find_content(entry))
                yield str(attributes[0]).removeprefix("ref-"), nodes
