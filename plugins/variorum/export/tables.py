"""Notes and emendations as tables: `annotations.csv` and `emendations.csv`, for spreadsheet programs.

Source: RFC 4180, section 2. Before the header stands a byte-order mark, without which Excel takes UTF-8 for something
else. A program may run a cell that begins with `=`, `+`, `-`, `@` or a control character as a formula: such a cell, and
one that begins with an apostrophe, has an apostrophe before it, so that whoever takes one away gets back what was there.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence

from variorum.addresses import locate_note, locate_text
from variorum.credit import find_orcid
from variorum.model import Annotation, Edition, Prose
from variorum.prose.citation_syntax import write_cluster
from variorum.render.marks import name_changes
from variorum.render.places import block_of

ANNOTATIONS = tuple(
    """stem text block exact start end number kind title by date status reviewed reviewed-by as-of body citations
    address by-orcid reviewed-by-orcid""".split()
)
"""The header of `annotations.csv`; ORCID iDs are in the order of the names, with nothing for those who have none."""
EMENDATIONS = tuple("id place text block printed read kind reason by date address by-orcid".split())
"""The header of `emendations.csv`; `place` counts the places of one emendation from 1, each of which has a row."""

_BETWEEN = "; "
"""What parts several names in one cell."""
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")  # "=1+1", " -1", "'tis"


def make_annotations_table(edition: Edition) -> bytes:
    """Return `annotations.csv`: a row for each note, in the order of the texts and of their numbers."""
    return _write(ANNOTATIONS, (_list_cells(edition, note) for note in edition.annotations))


def make_emendations_table(edition: Edition) -> bytes:
    """Return `emendations.csv`: a row for each place of each emendation, in the order of the texts."""
    return _write(EMENDATIONS, _list_places(edition))


def _list_cells(edition: Edition, note: Annotation) -> tuple[object, ...]:
    reviewed = note.reviewed
    return (
        note.stem,
        note.text,
        note.block,
        note.quote,
        note.anchor.start,
        note.anchor.end,
        note.number,
        note.kind,
        note.title,
        _BETWEEN.join(note.by),
        note.date,
        note.status,
        reviewed and reviewed.date,
        reviewed and _BETWEEN.join(reviewed.by),
        note.as_of,
        note.body.text,
        _write_citations(note.body),
        f"{edition.address}{locate_note(note.stem)}",
        _list_orcids(edition, note.by),
        reviewed and _list_orcids(edition, reviewed.by),
    )


def _list_places(edition: Edition) -> Iterator[tuple[object, ...]]:
    known = {emendation.id: emendation for emendation in edition.emendations}
    counted = dict.fromkeys(known, 0)
    for text in edition.texts:
        for change, name in name_changes(text):
            emendation = known[change.emendation]
            counted[emendation.id] += 1
            yield (
                emendation.id,
                counted[emendation.id],
                text.slug,
                block_of(text, change).id,
                emendation.source,
                emendation.reading,
                emendation.kind,
                emendation.reason.text,
                _BETWEEN.join(emendation.by),
                emendation.date,
                f"{edition.address}{locate_text(text)}#{name}",
                _list_orcids(edition, emendation.by),
            )


def _list_orcids(edition: Edition, names: Sequence[str]) -> str:
    """Return the iDs of those who have one, each in its place among the names; empty where nobody has."""
    orcids = [find_orcid(edition, name) for name in names]
    return _BETWEEN.join(orcids) if any(orcids) else ""


def _write_citations(prose: Prose) -> str:
    """Return the citations of a piece of prose as an editor writes them: `[see @key, p. 3; @other] [@third]`."""
    return " ".join(f"[{write_cluster(cluster.citations)}]" for cluster in prose.clusters)


def _write(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_disarm("" if cell is None else str(cell)) for cell in row])
    return BOM_UTF8 + table.getvalue().encode()


def _disarm(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell
