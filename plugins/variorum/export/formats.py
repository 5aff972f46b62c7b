"""The files that an edition can be taken away as: one module a format, each a function of the `Edition`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from variorum.export.annotations import make_annotations
from variorum.export.edition_json import make_edition_json
from variorum.export.feed import make_feed
from variorum.export.markdown import make_markdown
from variorum.export.references import (
    make_citation_bib,
    make_citation_json,
    make_citation_ris,
    make_references_bib,
    make_references_json,
    make_references_ris,
)
from variorum.export.registry import make_registry
from variorum.export.tables import make_annotations_table, make_emendations_table
from variorum.export.tei import make_tei
from variorum.export.text import make_as_printed, make_text
from variorum.model import Edition


@dataclass(frozen=True, slots=True)
class Format:
    """A file that every edition has."""

    name: str
    """Of the file."""
    make: Callable[[Edition], bytes]


FORMATS: tuple[Format, ...] = (
    Format("edition.json", make_edition_json),
    Format("tei.xml", make_tei),
    Format("text.txt", make_text),
    Format("text.md", make_markdown),
    Format("as-printed.txt", make_as_printed),
    Format("annotations.jsonld", make_annotations),
    Format("annotations.csv", make_annotations_table),
    Format("emendations.csv", make_emendations_table),
    Format("feed.atom", make_feed),
    Format("references.json", make_references_json),
    Format("references.bib", make_references_bib),
    Format("references.ris", make_references_ris),
    Format("citation.json", make_citation_json),
    Format("citation.bib", make_citation_bib),
    Format("citation.ris", make_citation_ris),
    Format("registry.jsonl", make_registry),
)
"""In the order in which readers are told of them."""


def choose_formats(names: Sequence[str]) -> tuple[Format, ...]:
    """Return the formats of these names, in the order of `FORMATS`; all of them where none is named.

    Args:
        names: `tei.xml`, or `references` for all files of that stem.

    Raises:
        KeyError: There is none of a name; its argument is the name.
    """
    chosen: list[Format] = []
    for name in names:
        fitting = [item for item in FORMATS if name in (item.name, item.name.partition(".")[0])]
        if not fitting:
            raise KeyError(name)
        chosen += fitting
    return tuple(item for item in FORMATS if not names or item in chosen)
