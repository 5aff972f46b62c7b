"""Whatever of an edition can be cited → the files that a reference manager takes it from."""

from collections.abc import Callable, Iterable, Iterator

from variorum.citable import Citable, Item, list_citables
from variorum.export.bibtex import write_bibtex
from variorum.export.csl_json import write_csl_json
from variorum.export.ris import write_ris
from variorum.model import Edition

WRITERS: tuple[tuple[str, Callable[[Iterable[Item]], str]], ...] = (
    ("citation.json", write_csl_json),
    ("citation.bib", write_bibtex),
    ("citation.ris", write_ris),
)
"""By the file's name."""


def list_citation_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield path, from the edition's own page, and content of the files of each text, passage, note and essay.

    They lie beside the page of each, those of a text beside the page that says how to cite it. Those of the edition are
    among its formats.
    """
    for citable in list_citables(edition):
        if citable.kind != "edition":
            folder = _find_folder(citable)
            for name, write in WRITERS:
                yield f"{folder}{name}", write([citable.item]).encode()


def _find_folder(citable: Citable) -> str:
    is_text = citable.kind == "passage" and not citable.block
    return f"cite/{citable.path}" if is_text else citable.path
