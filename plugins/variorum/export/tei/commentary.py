"""What is said about the texts → the `standOff` of TEI: notes, sidebars, reasons, references, lists."""

from collections.abc import Iterable, Iterator
from datetime import date

from variorum.addresses import locate_note, locate_sidebar
from variorum.export.tei.bibliography import write_reference
from variorum.export.tei.ids import Ids, to
from variorum.export.tei.prose import write_prose
from variorum.export.tei.xml import (
    NOTHING,
    Attributes,
    Xml,
    element,
    lines,
    make_pointer,
    open_tag,
    text_element,
)
from variorum.model import (
    Annotation,
    Edition,
    Emendation,
    Map,
    Person,
    Prose,
    Quotation,
    Reference,
    Sidebar,
    Target,
    Term,
    TimelineRow,
)

_BODIES = frozenset(
    """agency alliance army association bank body committee company council country court government group
    institute institution ministry newspaper organisation organization parliament party state university
    агентство альянс армия ассоциация банк газета государство группа институт комитет компания министерство
    организация парламент партия правительство совет союз страна суд университет""".split()
)
"""What kinds of entry end in that are bodies, since an edition does not say which of its people are no persons."""
_TOLD = "Whether an entry is a person or a body was told from the word for its kind."


def write_commentary(edition: Edition, ids: Ids) -> Iterator[Xml]:
    """Yield the `standOff` in pieces; none of an edition without commentary."""
    lists: tuple[tuple[str, str, Iterable[Xml]], ...] = (
        ("listAnnotation", "notes", (_write_note(edition, x, ids) for x in edition.annotations)),
        ("listAnnotation", "sidebars", (_write_sidebar(edition, x, ids) for x in edition.sidebars)),
        ("listAnnotation", "emendations", (_write_reason(x, ids) for x in edition.emendations)),
        ("listBibl", "", (_write_source(x, ids) for x in edition.references)),
        ("listPerson", "", _list_people(edition, ids)),
        ("listEvent", "", (_write_event(*row, ids) for row in enumerate(edition.timeline, 1))),
        ("list", "gloss", _list_terms(edition, ids)),
        ("listPlace", "", _list_places(edition.map, ids) if edition.map else ()),
    )
    children = (
        _enclose(name, {"type": type_}, ((item,) for item in items)) for name, type_, items in lists
    )
    yield from _enclose("standOff", {}, children)


def _enclose(name: str, attributes: Attributes, children: Iterable[Iterable[Xml]]) -> Iterator[Xml]:
    """Yield an element in pieces, each child on a line of its own; nothing where none has a piece."""
    is_open = False
    for child in children:
        is_begun = False
        for piece in filter(None, child):
            if not is_open:
                yield open_tag(name, attributes)
            if not is_begun:
                yield Xml("\n")
            is_open = is_begun = True
            yield piece
    if is_open:
        yield Xml(f"\n</{name}>")


def _write_note(edition: Edition, note: Annotation, ids: Ids) -> Xml:
    name = f"note-{note.stem}"
    attributes = {
        "xml:id": name,
        "type": note.kind,
        "subtype": note.status,
        "n": str(note.number),
        "target": f"#{name}.start",
        "targetEnd": f"#{name}.end",
        "resp": ids.sign(note.by),
    }
    reviewed = note.reviewed
    see = (element("ptr", {"type": "see", "target": f"#note-{stem}"}) for stem in note.see)
    return element(
        "note",
        attributes,
        lines(
            text_element("label", note.title),
            _write_day("written", note.date),
            _write_day("reviewed", reviewed.date, ids.sign(reviewed.by)) if reviewed else NOTHING,
            _write_day("as-of", note.as_of),
            _write_permalink(edition, locate_note(note.stem)),
            text_element("quote", note.quote, {"type": "lemma", "xml:space": "preserve"}),
            write_prose(note.body, ids),
            *see,
        ),
    )


def _write_sidebar(edition: Edition, sidebar: Sidebar, ids: Ids) -> Xml:
    attributes = {
        "xml:id": f"sidebar-{sidebar.stem}",
        "type": "sidebar",
        "target": _point_at(sidebar.targets, ids),
        "resp": ids.sign(sidebar.by),
    }
    return element(
        "note",
        attributes,
        lines(
            text_element("label", sidebar.title),
            _write_day("written", sidebar.date),
            _write_day("as-of", sidebar.as_of),
            _write_permalink(edition, locate_sidebar(sidebar.stem)),
            write_prose(sidebar.body, ids),
        ),
    )


def _write_reason(emendation: Emendation, ids: Ids) -> Xml:
    places = ids.places.get(emendation.id, ())
    attributes = {
        "xml:id": ids.reasons[emendation.id],
        "type": "emendation",
        "subtype": emendation.kind,
        "n": emendation.id,
        "target": " ".join(f"#{place}" for place in places),
        "resp": ids.sign(emendation.by),
    }
    written = _write_day("written", emendation.date)
    return element("note", attributes, lines(written, write_prose(emendation.reason, ids)))


def _write_source(reference: Reference, ids: Ids) -> Xml:
    attributes = {"xml:id": ids.references[reference.id], "n": reference.id}
    said = (
        text_element("note", words, {"type": type_})
        for type_, words in (
            ("tier", reference.tier),
            ("verified", reference.verified),
            ("evidence", reference.evidence),
        )
    )
    quotes = (_write_quotation(quote) for quote in reference.quotes)
    return write_reference(reference.csl, attributes, *said, *quotes)


def _write_quotation(quotation: Quotation) -> Xml:
    words = text_element("quote", quotation.text)
    locator = text_element("citedRange", quotation.locator)
    place = element("bibl", {}, locator) if locator else NOTHING
    return element("note", {"type": "quotation"}, element("cit", {}, words, place))


def _list_people(edition: Edition, ids: Ids) -> Iterator[Xml]:
    if edition.people:
        yield text_element("desc", _TOLD, {"xml:lang": "en"})
    for item in enumerate(edition.people, 1):
        yield _write_person(*item, ids)


def _write_person(number: int, person: Person, ids: Ids) -> Xml:
    kind = person.kind.lower().partition(" of ")[0]  # a secretary of state is no state
    is_body = kind.rpartition(" ")[2] in _BODIES
    name = "orgName" if is_body else "persName"
    variants = (text_element(name, words, {"type": "variant"}) for words in person.variants)
    notes = (
        text_element("note", person.kind, {"type": "kind"}),
        _write_said(person.text, person.as_of, ids),
    )
    inner = lines(text_element(name, person.name), *variants, *notes)
    return element("org" if is_body else "person", {"xml:id": f"person-{number}"}, inner)


def _write_event(number: int, row: TimelineRow, ids: Ids) -> Xml:
    attributes = {
        "xml:id": f"event-{number}",
        "when": row.date,
        "corresp": _point_at(row.targets, ids),
    }
    said = _write_said(row.text, None, ids)
    return element("event", attributes, lines(text_element("label", row.label), said))


def _list_terms(edition: Edition, ids: Ids) -> Iterator[Xml]:
    numbers = {term.term: number for number, term in enumerate(edition.glossary, start=1)}
    for number, term in enumerate(edition.glossary, start=1):
        yield from _write_term(number, term, numbers, ids)


def _write_term(number: int, term: Term, numbers: dict[str, int], ids: Ids) -> Iterator[Xml]:
    yield element("label", {"xml:id": f"term-{number}"}, text_element("term", term.term))
    variants = (text_element("term", words, {"type": "variant"}) for words in term.variants)
    see = (
        element("ptr", {"type": "see", "target": f"#term-{numbers[other]}"})
        for other in term.see
        if other in numbers
    )
    yield element("item", {}, lines(*variants, _write_said(term.text, term.as_of, ids), *see))


def _list_places(chart: Map, ids: Ids) -> Iterator[Xml]:
    """Yield the places of the map, each with what it is one of."""
    for number, place in enumerate(chart.places, start=1):
        geo = text_element("geo", f"{place.at.latitude} {place.at.longitude}")
        said = _write_said(place.text, place.as_of, ids) if place.text else NOTHING
        inner = lines(
            text_element("placeName", place.name),
            text_element("desc", place.group),
            element("location", {}, geo),
            said,
        )
        yield element("place", {"xml:id": f"place-{number}"}, inner)


def _write_said(prose: Prose, as_of: date | None, ids: Ids) -> Xml:
    return element("note", {}, _write_day("as-of", as_of), write_prose(prose, ids))


def _write_day(type_: str, day: date | None, responsible: str = "") -> Xml:
    """Return a date without words, for where it stands amid what is said."""
    attributes = {"type": type_, "when": str(day), "resp": responsible}
    return element("date", attributes) if day else NOTHING


def _write_permalink(edition: Edition, path: str) -> Xml:
    target = make_pointer(f"{edition.address}{path}") or path
    return element("ptr", {"type": "permalink", "target": target})


def _point_at(targets: Iterable[Target], ids: Ids) -> str:
    found = (to(ids.blocks.get((target.text, target.block), "")) for target in targets)
    return " ".join(pointer for pointer in found if pointer)
