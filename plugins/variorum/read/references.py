"""A file of references (CSL-JSON, CSL-YAML, BibTeX) → validated items with their places."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from variorum.model import Quotation
from variorum.pandoc import PandocError, run_pandoc
from variorum.problems import Position, Problem
from variorum.read.csl import CSL_ITEM
from variorum.read.data import Data, Path, Place, parse_yaml
from variorum.read.json_data import parse_json
from variorum.read.validation import validate_list

BIBTEX_SECONDS = 20.0
"""A file that takes pandoc longer is refused."""

_BIBTEX_ENTRY = re.compile(
    r"^[ \t]*@\s*\w+\s*[{(]\s*([^\s,{}()]+)\s*,", re.MULTILINE
)  # @book{knuth84,
_PANDOC_PLACE = re.compile(
    r"\(line (\d+), column (\d+)\):?\s*(.*)", re.DOTALL
)  # (line 4, column 1):


@dataclass(frozen=True, slots=True)
class RawReference:
    """A bibliographic item as its file has it."""

    id: str
    csl: Mapping[str, object]
    """The item in CSL-JSON, without `custom`; dates as `date-parts`."""
    find_position: Callable[[], Position] = field(repr=False, compare=False)
    """Finds where it begins."""
    tier: str = ""
    """As in `model.Reference`."""
    verified: str = ""
    evidence: str = ""
    quotes: tuple[Quotation, ...] = ()


def read_references(source: str, *, path: str) -> tuple[tuple[RawReference, ...], list[Problem]]:
    """Read the references of a file, by its ending: .json, .yml, .yaml or .bib.

    Args:
        source: The file's text, with newline as the only line end.
        path: Relative to the project.

    Returns:
        The good ones in the file's order, and the problems of the others.

    Raises:
        PandocError: The file is BibTeX, and pandoc is missing or broken.
    """
    if path.endswith(".bib"):
        data, problems = _parse_bibtex(source, path)
    elif path.endswith(".json"):
        data, problems = parse_json(source, path=path)
    else:
        data, problems = parse_yaml(source, path=path)
        data = _enter(data, "references") if data else None
    if data is None:
        return (), problems
    items, bad = validate_list(CSL_ITEM, data)
    problems += bad
    found: dict[str, RawReference] = {}
    for index, item in items:
        reference = _make_reference(item, partial(data.at, (index,)))
        if reference.id in found:
            first = found[reference.id].find_position()
            text = f'"{reference.id}" is the id of another reference, on line {first.line}'
            at = data.at((index, "id"))
            mend = "give each its own id; if they are the same work, delete one"
            problems.append(Problem("V503", at, text, mend=mend))
            continue
        if not {"title", "author", "editor", "container-title"} & reference.csl.keys():
            text = f'the reference "{reference.id}" has neither title nor author'
            problems.append(Problem("V504", reference.find_position(), text, mend="add its title"))
        found[reference.id] = reference
    return tuple(found.values()), problems


def _make_reference(csl: dict[str, Any], find_position: Callable[[], Position]) -> RawReference:
    custom = csl.pop("custom", {})
    quotes = custom.get("quotes", ())
    return RawReference(
        id=csl["id"],
        csl=csl,
        find_position=find_position,
        tier=custom.get("tier", ""),
        verified=custom.get("verified", ""),
        evidence=custom.get("evidence", ""),
        quotes=tuple(Quotation(q["text"], str(q.get("locator", ""))) for q in quotes),
    )


def _enter(data: Data, name: str) -> Data:
    """Return what stands under a name, where the data is not that already."""
    if not isinstance(data.value, dict) or name not in data.value:
        return data

    def locate() -> Mapping[Path, Place]:
        return {path[1:]: at for path, at in data.places().items() if path[:1] == (name,)}

    return Data(data.value[name], data.path, locate)


def _parse_bibtex(source: str, path: str) -> tuple[Data | None, list[Problem]]:
    lines = {
        key: (source.count("\n", 0, at) + 1, 1)
        for key, at in reversed([(m[1], m.start(1)) for m in _BIBTEX_ENTRY.finditer(source)])
    }
    try:
        converted = _convert_bibtex(source)
    except PandocError as error:
        if error.reason == "missing":
            raise
        return None, [_describe_bibtex(error, path)]
    data, problems = parse_json(converted, path=path)
    items = data.value if data and isinstance(data.value, list) else []
    if not items:
        text = "no references in BibTeX found"
        mend = "begin each entry with `@type{key,`"
        return None, [*problems, Problem("V505", Position(path), text, mend=mend)]
    places: dict[Path, Place] = {
        (index,): lines.get(str(item.get("id")), (1, 1))
        for index, item in enumerate(items)
        if isinstance(item, dict)
    }
    return Data(items, path, lambda: places), problems


@lru_cache(maxsize=4)
def _convert_bibtex(source: str) -> str:
    arguments = ["-f", "biblatex", "-t", "csljson"]
    output = run_pandoc(arguments, source=source.encode(), timeout=BIBTEX_SECONDS)
    return output.decode("utf-8")


def _describe_bibtex(error: PandocError, path: str) -> Problem:
    if error.reason == "too much":
        text = f"takes {error.output} to read"
        mend = "look for entries that refer to one another in a circle, or braces nested deep"
        return Problem("V505", Position(path), text, mend=mend)
    place = _PANDOC_PLACE.search(error.output)
    at = Position(path, int(place[1]), int(place[2])) if place else Position(path)
    detail = (place[3] if place else error.output).strip().split("\n")[0] or error.reason
    mend = "close the entry before with a brace; look for a missing comma or quotation mark"
    return Problem("V505", at, f"not BibTeX: {detail[:100]}", mend=mend)
