"""The edition as TEI P5: the text with all its readings, and what is said of it.

Source: TEI P5 Guidelines, version 4.12: chapters 2 (header), 3.5 (simple editorial changes), 4 (text structure), 16.10 (standOff).
"""

from collections.abc import Iterator

from variorum.export.pieces import collect
from variorum.export.tei.commentary import write_commentary
from variorum.export.tei.header import write_header
from variorum.export.tei.ids import name_things
from variorum.export.tei.text import write_texts
from variorum.export.tei.xml import open_tag
from variorum.model import Edition

__all__ = ["make_tei"]


def make_tei(edition: Edition) -> bytes:
    """Return the edition as one TEI document, valid against `tei_all`.

    The header says how the edition's reading and the copy-text's words are read from it. A character that XML cannot
    hold is U+FFFD; all others are as they are.
    """
    return collect(_write(edition))


def _write(edition: Edition) -> Iterator[str]:
    ids = name_things(edition)
    attributes = {"xmlns": "http://www.tei-c.org/ns/1.0", "xml:lang": edition.language}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield open_tag("TEI", attributes)
    yield "\n"
    yield write_header(edition, ids)
    yield "\n"
    yield from write_texts(edition, ids)
    for number, part in enumerate(write_commentary(edition, ids)):
        yield part if number else f"\n{part}"
    yield "\n</TEI>\n"
