"""What the document is, from what it was made, how it is to be read → the `teiHeader`.

What it explains is in English, whatever the language of the edition, as the names of TEI's elements are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from variorum.citable import cite_work, find_edition_day
from variorum.export.tei.bibliography import write_reference
from variorum.export.tei.ids import Ids, list_responsible, name_text
from variorum.export.tei.xml import (
    NOTHING,
    Xml,
    element,
    escape,
    lines,
    text_element,
    write_date,
)
from variorum.model import Edition, Name, Text

_READING = "//text()[ancestor::tei:text[@decls]][not(ancestor::tei:sic or ancestor::tei:orig or ancestor::tei:rt)]"
_PRINTED = "//text()[ancestor::tei:text[@decls]][not(ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:rt)]"

CORRECTION = (
    "Each place where the edition corrects its copy-text by an emendation is a choice of sic, what is printed, and corr,"
    " what the edition reads. Its xml:id is emendation-ID, that of a second place emendation-ID.2; corresp points to the"
    " note that gives the reason; resp of corr says who answers for it, type of what kind the correction is. Where an"
    " emendation goes on into another element, each further choice has prev, which points to the first. An emendation"
    " of the kind link has the same words in both: what it drops is the link.",
    "In sic, a milestone of unit block stands where print begins a new block (a paragraph, a heading) and the edition"
    " does not. A block with prev, which points to the block before it, is one that print does not begin: what stands"
    " between the two is in a choice.",
)
NORMALIZATION = {
    "quotes": "Straight quotation marks are read as those of the language.",
    "spaces": "Several spaces between words are read as one.",
}
"""What the rules of house style do."""
NORMALIZED = (
    "Where a rule of house style changes the copy-text, what is printed is orig and what is read reg, whose type is the"
    " rule. Code is left as it is."
)
NOT_NORMALIZED = "No rule of house style is applied."
SEGMENTATION = (
    "All white space in a text counts: a new line stands between lines of verse, items, cells and paragraphs within a"
    " block, an empty line between blocks, and no other white space was added. So the words the edition reads are all"
    f" text of its text element but that in sic, orig and rt: {_READING}. The copy-text’s words, as printed, are all but"
    f" that in corr, reg and rt: {_PRINTED}. Where a program has laid out the document anew, lb and the elements say"
    " where lines and blocks begin.",
    "A block is what is cited: paragraph, heading, stanza, block quotation, list, table, figure, piece of code, author’s"
    " note. Its n is its number, which is never given to another; its xml:id is the number, after the name of the text"
    " and a full stop where there are several. An anchor of type retired bears the number of a block that was, in the"
    " block to which the number leads now.",
    "Elements that would cross others are divided: hi, ref, foreign, ruby and code that follow one another without"
    " anything between are one. Of ruby the reading is in the first rt.",
    "Links are kept to addresses of the web and to mailboxes, pictures where they have an address of the web.",
)
INTERPRETATION = (
    "Notes of the editors are in standOff. A note’s words in the text (its lemma) lie between the anchors to which its"
    " target and targetEnd point; its type is what kind of note it is, its subtype draft, reviewed or disputed, its n its"
    " number. A date of type as-of is the day up to which what is said was true. A ref of type bibr is a citation; its"
    " target is the work, its n the locator.",
)
UNHELD = (
    "A character that XML 1.0 cannot hold is the replacement character, U+FFFD. In an xml:id made of a key any sign but"
    " letters of ASCII, digits, hyphens and full stops is its number, hexadecimal, between low lines; the key is in n."
)


class _Change(NamedTuple):
    """A line of the history."""

    day: date
    order: int
    """Of several on one day which comes first."""
    xml: Xml


def write_header(edition: Edition, ids: Ids) -> Xml:
    """Return the `teiHeader`."""
    return element(
        "teiHeader",
        {},
        lines(
            _write_file(edition, ids),
            _write_encoding(edition),
            _write_profile(edition),
            _write_history(edition, ids),
        ),
    )


def _write_file(edition: Edition, ids: Ids) -> Xml:
    day = find_edition_day(edition)
    editors = (
        element("editor", {"xml:id": ids.names[name]}, escape(name))
        for name in dict.fromkeys(edition.editors)
    )
    others = (
        element(
            "respStmt",
            {"xml:id": ids.names[name]},
            element("resp", {"xml:lang": "en"}, escape("contributor")),
            element("name", {}, escape(name)),
        )
        for name in list_responsible(edition)
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


def _write_name(name: Name) -> Xml:
    if name.literal or not name.family:
        return escape(str(name))
    parts = (text_element("forename", name.given), text_element("surname", name.family))
    return element("persName", {}, Xml(" ".join(filter(None, parts))))


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


def _write_encoding(edition: Edition) -> Xml:
    rules = list(dict.fromkeys(rule for text in edition.texts for rule in text.rules))
    said = [NORMALIZED, *(NORMALIZATION[rule] for rule in rules)] if rules else [NOT_NORMALIZED]
    method = {"method": "markup"}
    declared = element(
        "editorialDecl",
        {},
        lines(
            element("correction", method, _write_paragraphs(CORRECTION)),
            element("normalization", method, _write_paragraphs(said)),
            element("segmentation", {}, _write_paragraphs((*SEGMENTATION, UNHELD))),
            element("interpretation", {}, _write_paragraphs(INTERPRETATION)),
        ),
    )
    return element("encodingDesc", {"xml:lang": "en"}, lines(declared, _write_references(edition)))


def _write_references(edition: Edition) -> Xml:
    """Return how a block is found by its number: `p5`, of several texts `chapter#p5`."""
    block = {"unit": "block", "use": "@n"}
    blocks = "*[@xml:id][@n]"
    if len(edition.texts) == 1:
        structure = element("citeStructure", {"match": f"/TEI/text//{blocks}", **block})
    else:
        inner = element("citeStructure", {"match": f".//{blocks}", "delim": "#", **block})
        texts = {"unit": "text", "match": "/TEI/text/group/text", "use": "@n"}
        structure = element("citeStructure", texts, inner)
    return element("refsDecl", {}, structure)


def _write_paragraphs(paragraphs: Iterable[str]) -> Xml:
    return lines(*(text_element("p", words) for words in paragraphs))


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


def _write_history(edition: Edition, ids: Ids) -> Xml:
    """Return what happened on which day, the newest first."""
    changes = [
        *_list_corrections(edition, ids),
        *_list_commentary(edition, ids),
        *_list_numbers(edition),
    ]
    changes.sort(key=lambda change: (-change.day.toordinal(), change.order))
    inner = lines(*(change.xml for change in changes))
    return element("revisionDesc", {"xml:lang": "en"}, inner) if inner else NOTHING


def _list_corrections(edition: Edition, ids: Ids) -> Iterator[_Change]:
    for item in edition.emendations:
        attributes = {
            "when": str(item.date),
            "who": ids.sign(item.by),
            "target": " ".join(f"#{place}" for place in ids.places.get(item.id, ())),
        }
        yield _Change(item.date, 0, element("change", attributes, escape(f"Emended: {item.id}.")))


def _list_commentary(edition: Edition, ids: Ids) -> Iterator[_Change]:
    """Yield what was written or reviewed, by day."""
    written: dict[tuple[date, int, str], list[str]] = defaultdict(list)
    signed: dict[tuple[date, int, str], dict[str, None]] = defaultdict(dict)
    for note in edition.annotations:
        key = (note.date, 1, "Notes written")
        written[key].append(f"note-{note.stem}")
        signed[key].update(dict.fromkeys(note.by))
        if note.reviewed:
            key = (note.reviewed.date, 2, "Notes reviewed")
            written[key].append(f"note-{note.stem}")
            signed[key].update(dict.fromkeys(note.reviewed.by))
    for sidebar in edition.sidebars:
        key = (sidebar.date, 3, "Essays written")
        written[key].append(f"sidebar-{sidebar.stem}")
        signed[key].update(dict.fromkeys(sidebar.by))
    for key, names in written.items():
        day, order, said = key
        attributes = {
            "when": str(day),
            "who": ids.sign(signed[key]),
            "target": " ".join(f"#{name}" for name in names),
        }
        words = escape(f"{said}: {len(names)}.")
        yield _Change(day, order, element("change", attributes, words))


def _list_numbers(edition: Edition) -> Iterator[_Change]:
    """Yield which ids were published and retired, by day and text."""
    published: dict[tuple[date, str], list[str]] = defaultdict(list)
    for number, item in enumerate(edition.registry):
        published[item.published, item.text].append(item.id)
        if item.retired:
            leads = f", leads to {', '.join(item.leads_to)}" if item.leads_to else ""
            fate = f" ({item.fate})" if item.fate else ""
            words = f"Retired{_of(item.text)}: {item.id}{leads}{fate}."
            change = element("change", {"when": str(item.retired)}, escape(words))
            yield _Change(item.retired, 100 + number, change)
    for (day, text), found in published.items():
        words = f"Published{_of(text)}: {', '.join(found)}."
        yield _Change(day, 10, element("change", {"when": str(day)}, escape(words)))


def _of(slug: str) -> str:
    return f" in {slug}" if slug else ""
