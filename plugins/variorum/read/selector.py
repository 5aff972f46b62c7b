"""Which elements of a page are meant: the few selectors that name the text of a saved page, and what in it is none."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

LONGEST = 300
"""Code points of a selector."""
STEPS = 12
"""Elements inside one another that it may name."""

_TELLING = frozenset({"article", "aside", "footer", "form", "header", "main", "nav"})
"""Elements whose names say what they are."""
_NAME = r"(?:[A-Za-z][A-Za-z0-9-]*|\*)"
_REST = r"(?:[#.][A-Za-z0-9_-]+|:nth-child\([1-9][0-9]{0,5}\))"
SELECTOR = rf"(?:{_NAME}{_REST}*|{_REST}+)(?:(?: *> *| +)(?:{_NAME}{_REST}*|{_REST}+))*"
"""Of whole selectors, as far as a pattern knows them."""
_STEP = re.compile(rf"(?P<child> *> *| +)?(?P<name>{_NAME})?(?P<rest>{_REST}*)")
# "main", " > div#story.wide:nth-child(2)"
_PART = re.compile(r"[#.][A-Za-z0-9_-]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class _Step:
    """What one element must be."""

    is_child: bool
    """Of the step before, not only somewhere in it."""
    name: str
    """Empty for any."""
    id: str
    classes: frozenset[str]
    place: int
    """Among its parent's elements, from 1; 0 for any."""

    def fits(self, tag: etree._Element, place: int) -> bool:
        """Say whether an element is so, wherever it stands."""
        return (
            (not self.name or tag.tag == self.name)
            and (not self.id or tag.get("id") == self.id)
            and (not self.classes or self.classes <= {*(tag.get("class") or "").split()})
            and (not self.place or self.place == place)
        )


def is_selector(written: str) -> bool:
    """Say whether something is a selector as they are known here: `article`, `#story .body`, `main > div:nth-child(2)`."""
    return bool(_parse(written))


def find_elements(document: etree._Element, written: str) -> list[etree._Element]:
    """List the elements that a selector means, in their order, by one walk through the document.

    Source: Selectors Level 4, of which these are type, id and class selectors, `:nth-child(n)`, and the descendant and
    child combinators.
    """
    steps = _parse(written)
    found: list[etree._Element] = []
    # of each element: which steps, as bits, are met by one of those around it, and which by its parent
    waiting = [(document, 1, 0, 0)]
    while waiting:
        tag, place, around, parent = waiting.pop()
        met = 0
        for i, step in enumerate(steps):
            before = parent if step.is_child else around
            if (i == 0 or before & 1 << i - 1) and step.fits(tag, place):
                met |= 1 << i
        if steps and met & 1 << len(steps) - 1:
            found.append(tag)
        children = [(child, i, around | met, met) for i, child in enumerate(tag, 1)]
        waiting += reversed(children)
    return found


class Names:
    """What elements of a document may be called, looked up without a walk through all of it."""

    def __init__(self, document: etree._Element) -> None:
        self._document = document
        self._known: dict[str, list[etree._Element]] = {}
        for tag in document.iter(etree.Element):
            classes = (tag.get("class") or "").split()
            for key in (str(tag.tag), f"#{tag.get('id')}", *(f".{each}" for each in classes)):
                self._known.setdefault(key, []).append(tag)

    def find(self, written: str) -> list[etree._Element]:
        """List the elements that a selector means, in their order."""
        steps = _parse(written)
        if len(steps) != 1 or steps[0].place:
            return find_elements(self._document, written)
        (step,) = steps
        key = f"#{step.id}" if step.id else f".{min(step.classes)}" if step.classes else step.name
        return [tag for tag in self._known.get(key, []) if step.fits(tag, 0)]

    def name(self, tag: etree._Element, wanted: Collection[etree._Element] = ()) -> str:
        """Return a selector that means an element and no other but wanted ones; the most readable found, empty if none."""
        allowed = {tag, *wanted}
        for written in _yield_names(tag):
            found = self.find(written)
            if tag in found and allowed.issuperset(found):
                return written
        return ""


def _yield_names(tag: etree._Element) -> Iterator[str]:
    """Yield what an element may be called, from the readable to the certain."""
    name = str(tag.tag)
    if tag.get("id"):
        yield f"#{tag.get('id')}"
    elif name in _TELLING:
        yield name
    classes = [*dict.fromkeys((tag.get("class") or "").split())]
    yield from (f".{each}" for each in classes)
    yield from (f"{name}.{each}" for each in classes)
    if classes:
        yield name + "".join(f".{each}" for each in classes)
    yield name
    for outer in tag.iterancestors():
        if outer.get("id"):
            yield f"#{outer.get('id')} {name}"
            yield from (f"#{outer.get('id')} .{each}" for each in classes)
            break
    yield _write_path(tag)


def _write_path(tag: etree._Element) -> str:
    """Return the way to an element from the nearest one around it that has an id, or from all of the page."""
    steps: list[str] = []
    for each in (tag, *tag.iterancestors()):
        parent = each.getparent()
        if parent is None or (each is not tag and each.tag == "body"):
            return " > ".join(reversed([*steps, str(each.tag)]))
        if each is not tag and each.get("id") and is_selector(f"#{each.get('id')}"):
            return " > ".join(reversed([*steps, f"#{each.get('id')}"]))
        steps.append(f"{each.tag}:nth-child({parent.index(each) + 1})")
    return ""


def _parse(written: str) -> tuple[_Step, ...]:
    """Return the steps of a selector; none where it is not one."""
    words = written
    steps: list[_Step] = []
    at = 0
    while at < len(words) <= LONGEST and len(steps) < STEPS:
        found = _STEP.match(words, at)
        if not found or not (found["name"] or found["rest"]) or bool(found["child"]) != bool(steps):
            return ()
        parts = _PART.findall(found["rest"])
        places = [int(part) for part in parts if part.isdecimal()]
        ids = [part[1:] for part in parts if part[0] == "#"]
        classes = frozenset(part[1:] for part in parts if part[0] == ".")
        if len(places) > 1 or len(ids) > 1:
            return ()
        name = "" if found["name"] in (None, "*") else found["name"].lower()
        child = ">" in (found["child"] or "")
        steps.append(_Step(child, name, "".join(ids), classes, sum(places)))
        at = found.end()
    return tuple(steps) if at == len(words) else ()
