"""What the document is and what it was made from → the `teiHeader`, with how it is to be read and what happened to it."""

from collections.abc import Iterator
from datetime import date

from variorum.citable import cite_work, find_edition_day
from variorum.credit import Credit, list_credits
from variorum.export.tei.bibliography import write_reference
from variorum.export.tei.encoding import write_encoding
from variorum.export.tei.history import write_history
from variorum.export.tei.ids import Ids, name_text
from variorum.export.tei.xml import (
    NOTHING,
    Attributes,
    Xml,
    element,
    escape,
    lines,
    make_pointer,
    text_element,
    write_date,
)
from variorum.model import Edition, Name, Text


def write_header(edition: Edition, ids: Ids) -> Xml:
    """Return the `teiHeader`."""
    return element(
        "teiHeader",
        {},
        lines(
            _write_file(edition, ids),
            write_encoding(edition),
            _write_profile(edition),
            write_history(edition, ids),
        ),
    )


def _write_file(edition: Edition, ids: Ids) -> Xml:
    day = find_edition_day(edition)
    editors = (
        element("editor", {"xml:id": ids.names[name]}, _write_signer(edition, name))
        for name in dict.fromkeys(edition.editors)
    )
    others = (
        element(
            "respStmt",
            {"xml:id": ids.names[credit.name]},
            *(element("resp", {"xml:lang": "en"}, escape(said)) for said in _list_deeds(credit)),
            _write_signer(edition, credit.name)
            if credit.contributor
            else text_element("name", credit.name),
        )
        for credit in list_credits(edition)
        if not credit.is_editor
    )
    titles = element(
        "titleStmt",
        {},
        lines(
            element("title", {}, escape(edition.title)),
            *(element("author", {}, _write_name(name)) for name in edition.authors),
            *editors,
            *others,
        ),
    )
    stated = element("edition", {}, write_date(day)) if day else NOTHING
    return element(
        "fileDesc",
        {},
        lines(
            titles,
            element("editionStmt", {}, stated) if stated else NOTHING,
            _write_publication(edition, day),
            _write_remarks(edition),
            _write_source(edition),
        ),
    )


def _list_deeds(credit: Credit) -> Iterator[str]:
    """Yield what somebody did, in the words of this document."""
    for works, said in (
        (credit.notes, "notes"),
        (credit.reviewed, "review of notes"),
        (credit.corrections, "emendations"),
        (credit.essays, "essays"),
    ):
        if works:
            yield said


def _write_signer(edition: Edition, name: str) -> Xml:
    """Return a name as it is signed; of whoever is known more, with what points to them elsewhere: their ORCID iD, their page."""
    known = edition.contributors_by_name.get(name)
    if known is None:
        return escape(name)
    places = (make_pointer(place) for place in (known.orcid, known.url) if place)
    ref = {"ref": " ".join(filter(None, places)) or None}
    if known.is_person:
        return _write_name(known.name, ref)
    return element("name", ref, escape(name))


def _write_name(name: Name, attributes: Attributes | None = None) -> Xml:
    if name.literal or not name.family:
        return escape(str(name))
    parts = (text_element("forename", name.given), text_element("surname", name.family))
    return element("persName", attributes, Xml(" ".join(filter(None, parts))))


def _write_publication(edition: Edition, day: date | None) -> Xml:
    publisher = edition.site.name or ", ".join(edition.editors)
    rights = text_element("p", edition.rights)
    licence = text_element("licence", edition.licence)
    address = text_element("idno", edition.address, {"type": "URL"})
    return element(
        "publicationStmt",
        {},
        lines(
            element("publisher", {}, escape(publisher)),
            write_date(day),
            address,
            element("availability", {}, licence, rights) if licence or rights else NOTHING,
        ),
    )


def _write_remarks(edition: Edition) -> Xml:
    """Return what the edition says of itself, and up to which day its editors knew what happened."""
    remarks = lines(
        text_element("note", edition.description, {"type": "description"}),
        element("note", {"type": "as-of"}, write_date(edition.as_of)) if edition.as_of else NOTHING,
    )
    return element("notesStmt", {}, remarks) if remarks else NOTHING


def _write_source(edition: Edition) -> Xml:
    work = write_reference(cite_work(edition).item, {"xml:id": "work"})
    copies = (_write_copy_text(text) for text in edition.texts)
    return element("sourceDesc", {}, lines(work, *copies))


def _write_copy_text(text: Text) -> Xml:
    name = name_text(text.slug, "copy-text")
    return element(
        "bibl",
        {"xml:id": name, "type": "copy-text", "n": text.slug},
        lines(
            text_element("title", text.title),
            text_element("idno", text.path.rpartition("/")[2], {"type": "file"}),
            text_element("idno", text.sha256, {"type": "SHA-256"}),
        ),
    )


def _write_profile(edition: Edition) -> Xml:
    language = element("language", {"ident": edition.language})
    return element(
        "profileDesc",
        {},
        lines(
            element("creation", {}, write_date(edition.issued)),
            element("langUsage", {}, language),
        ),
    )
