"""What is said about the texts → the `standOff` of TEI: notes, sidebars, reasons, references, lists."""

from collections.abc import Iterable, Iterator
from datetime import date

from variorum.addresses import locate_note, locate_sidebar
from variorum.export.tei.bibliography import write_reference
from variorum.export.tei.ids import Ids, to
from variorum.export.tei.prose import write_prose
from variorum.export.tei.xml import (
    NOTHING,
    Xml,
    element,
    lines,
    make_pointer,
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


def write_commentary(edition: Edition, ids: Ids) -> Xml:
    """Return the `standOff`; nothing of an edition without commentary."""
    parts = lines(
        _write_annotations(
            "notes", (_write_note(edition, note, ids) for note in edition.annotations)
        ),
        _write_annotations(
            "sidebars", (_write_sidebar(edition, item, ids) for item in edition.sidebars)
        ),
        _write_annotations(
            "emendations", (_write_reason(item, ids) for item in edition.emendations)
        ),
        _write_list("listBibl", (_write_source(item, ids) for item in edition.references)),
        _write_people(edition, ids),
        _write_list(
            "listEvent", (_write_event(*row, ids) for row in enumerate(edition.timeline, 1))
        ),
        _write_glossary(edition, ids),
        _write_places(edition.map, ids) if edition.map else NOTHING,
    )
    return element("standOff", {}, parts) if parts else NOTHING


def _write_annotations(type_: str, notes: Iterable[Xml]) -> Xml:
    inner = lines(*notes)
    return element("listAnnotation", {"type": type_}, inner) if inner else NOTHING


def _write_list(name: str, items: Iterable[Xml]) -> Xml:
    inner = lines(*items)
    return element(name, {}, inner) if inner else NOTHING


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


def _write_people(edition: Edition, ids: Ids) -> Xml:
    told = text_element("desc", _TOLD, {"xml:lang": "en"})
    people = [_write_person(*item, ids) for item in enumerate(edition.people, 1)]
    return _write_list("listPerson", [told, *people] if people else ())


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


def _write_glossary(edition: Edition, ids: Ids) -> Xml:
    numbers = {term.term: number for number, term in enumerate(edition.glossary, start=1)}
    pairs = (
        pair
        for number, term in enumerate(edition.glossary, start=1)
        for pair in _write_term(number, term, numbers, ids)
    )
    inner = lines(*pairs)
    return element("list", {"type": "gloss"}, inner) if inner else NOTHING


def _write_term(number: int, term: Term, numbers: dict[str, int], ids: Ids) -> Iterator[Xml]:
    yield element("label", {"xml:id": f"term-{number}"}, text_element("term", term.term))
    variants = (text_element("term", words, {"type": "variant"}) for words in term.variants)
    see = (
        element("ptr", {"type": "see", "target": f"#term-{numbers[other]}"})
        for other in term.see
        if other in numbers
    )
    yield element("item", {}, lines(*variants, _write_said(term.text, term.as_of, ids), *see))


def _write_places(chart: Map, ids: Ids) -> Xml:
    """Return the places of the map, each with what it is one of."""
    places = []
    for number, place in enumerate(chart.places, start=1):
        geo = text_element("geo", f"{place.at.latitude} {place.at.longitude}")
        said = _write_said(place.text, place.as_of, ids) if place.text else NOTHING
        inner = lines(
            text_element("placeName", place.name),
            text_element("desc", place.group),
            element("location", {}, geo),
            said,
        )
        places.append(element("place", {"xml:id": f"place-{number}"}, inner))
    return _write_list("listPlace", places)


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
