"""What of an edition can be cited → an item of CSL-JSON for each: the one place that says who is credited for what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from variorum.addresses import locate_block, locate_note, locate_sidebar, locate_text
from variorum.model import Annotation, Block, Edition, Name, Sidebar, Text
from variorum.wording import put_within, wording_of

Kind = Literal["work", "edition", "passage", "note", "sidebar", "page"]
Item = Mapping[str, object]
"""In CSL-JSON."""

WHOLE = frozenset({"article", "book", "collection", "document", "manuscript", "pamphlet", "report"})
"""Types of a work whose texts are its chapters."""
_ISOLATES = {0x2068: None, 0x2069: None}


@dataclass(frozen=True, slots=True)
class Citable:
    """Something that can be cited."""

    kind: Kind
    item: Item
    """Its `id` is one word of ASCII; without `URL` where the site's address is unknown."""
    path: str
    """Of its own page, relative to the edition's."""
    block: str = ""
    """The id of the block that a citation of it names; empty where it is the whole."""
    place: str = ""
    """How a citation names it where it does not by the number of a paragraph: `front matter 1`, `on paragraph 3`."""


def cite_work(edition: Edition) -> Citable:
    """Return the work as it was published, at its own address: what the edition is of."""
    item = _describe_work(edition)
    if edition.url:
        item["URL"] = edition.url
    return Citable("work", item, "")


def cite_edition(edition: Edition) -> Citable:
    """Return the edition, which is its editors' work."""
    item: dict[str, object] = {
        "id": edition.slug,
        "type": "book",
        "title": _name_edition(edition),
        "editor": name_people(edition, edition.editors),
        "publisher": edition.site.name,
        "issued": date_parts(find_edition_day(edition)),
        "language": edition.language,
        "license": edition.licence,
        "URL": edition.address,
    }
    return Citable("edition", _keep_said(item), "")


def cite_text(edition: Edition, text: Text) -> Citable:
    """Return a text of the work as the edition has it: its author's, at the address of its reading page."""
    item = _describe_work(edition, text)
    item["id"] = _join(edition.slug, text.slug or "text")
    if "container-title" not in item:  # or they would be taken for the newspaper's
        item["editor"] = name_people(edition, edition.editors)
    path = locate_text(text)
    return Citable("passage", _keep_said(item | _give_url(edition, path)), path)


def cite_passage(edition: Edition, text: Text, block: Block, whole: Citable) -> Citable:
    """Return a block of the work: its author's, at the block's own address.

    Args:
        edition: The edition.
        text: Of the edition.
        block: Of the text.
        whole: The text, as `cite_text` has it: for thousands of blocks it is the same.
    """
    path = locate_block(text.slug, block.id)
    item = {
        **whole.item,
        "id": _join(edition.slug, text.slug, block.id),
        "note": _name_place(edition, block.id),
    }
    place = "" if block.id.startswith("p") else wording_of(edition).name_within(block.id)
    return Citable("passage", item | _give_url(edition, path), path, block.id, place)


def cite_note(edition: Edition, note: Annotation) -> Citable:
    """Return a note: whoever signed it is its author, in an edition whose title names the work's."""
    item = _describe_part(edition, note.title, note.by, note.date)
    target = _name_target(edition, note)
    item |= {"id": _join(edition.slug, "note", note.stem), "note": target}
    path = locate_note(note.stem)
    item = _keep_said(item | _give_url(edition, path))
    return Citable("note", item, path, note.block, put_within(target))


def cite_sidebar(edition: Edition, sidebar: Sidebar) -> Citable:
    """Return a sidebar: as a note, without a place."""
    item = _describe_part(edition, sidebar.title, sidebar.by, sidebar.date)
    item["id"] = _join(edition.slug, "sidebar", sidebar.stem)
    path = locate_sidebar(sidebar.stem)
    return Citable("sidebar", _keep_said(item | _give_url(edition, path)), path)


def cite_page(edition: Edition, title: str, path: str) -> Citable:
    """Return a page about the edition, such as its apparatus: its editors' work, of the edition's day.

    Args:
        edition: The edition.
        title: Of the page.
        path: Of the page, relative to the edition's own.
    """
    item = _describe_part(edition, title, edition.editors, find_edition_day(edition))
    item["id"] = _join(edition.slug, "page", path.strip("/").replace("/", "-"))
    return Citable("page", _keep_said(item | _give_url(edition, path)), path)


def find_edition_day(edition: Edition) -> date | None:
    """Find the day of the edition as it stands: of its latest note, sidebar or correction, or else of its latest id."""
    if edition.date:
        return edition.date
    return max((item.retired or item.published for item in edition.registry), default=None)


def find_text_day(edition: Edition, text: Text) -> date | None:
    """Find the day of a text as it stands: of its latest id, note, review, sidebar or correction, or else that of the edition."""
    changed = {change.emendation for change in text.changes}
    days = [item.retired or item.published for item in edition.registry_of(text.slug)]
    for note in edition.annotations_of(text.slug):
        days += [note.date, note.reviewed.date] if note.reviewed else [note.date]
    days += [item.date for item in edition.emendations if item.id in changed]
    days += [
        sidebar.date
        for sidebar in edition.sidebars
        if any(target.text == text.slug for target in sidebar.targets)
    ]
    return max(days, default=None) or find_edition_day(edition)


def name_people(edition: Edition, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Return names as they are signed in CSL's form: in their parts where the edition says what these are."""
    known = edition.contributors_by_name
    return [_spell_name(known[name].name) if name in known else {"literal": name} for name in names]


def date_parts(day: date | str | None) -> object:
    """Return a date in CSL's form; empty where there is none."""
    parts = [int(part) for part in str(day or "").split("-") if part]
    return {"date-parts": [parts]} if parts else {}


def _describe_work(edition: Edition, text: Text | None = None) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _join(edition.slug, "work"),
        "type": edition.type,
        "title": edition.title,
        "author": [_spell_name(name) for name in edition.authors],
        "container-title": edition.container_title,
        "publisher": edition.publisher,
        "issued": date_parts(edition.issued),
        "language": edition.language,
    }
    if text and text.title != edition.title and len(edition.texts) > 1:
        if edition.type in WHOLE and not edition.container_title:
            item |= {
                "type": "chapter",
                "title": text.title,
                "container-title": edition.title,
            }
        else:
            item["title"] = wording_of(edition).title_of(edition, text)
    return _keep_said(item)


def _describe_part(
    edition: Edition, title: str, by: tuple[str, ...], day: date | None
) -> dict[str, object]:
    return {
        "type": "chapter",
        "title": title,
        "author": name_people(edition, by),
        "container-title": _name_edition(edition),
        "editor": name_people(edition, edition.editors),
        "publisher": edition.site.name,
        "issued": date_parts(day),
        "language": edition.language,
        "license": edition.licence,
    }


def _name_edition(edition: Edition) -> str:
    """Return the title of the edition, which is another than that of the work and names the work's authors."""
    authors = name_authors(edition)
    key = "cite.edition-of" if authors else "cite.edition"
    return _drop_isolates(wording_of(edition).say(key, title=edition.title, authors=authors))


def name_authors(edition: Edition) -> str:
    """Return the work's authors as the title of the edition names them."""
    return _drop_isolates(wording_of(edition).list_authors(edition.authors))


def _spell_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: words for part, words in parts.items() if words}


def _name_place(edition: Edition, block: str) -> str:
    """Return where a passage is, and whose edition numbers it so."""
    wording = wording_of(edition)
    names = wording.list_names(edition.editors)
    return _drop_isolates(wording.say("cite.place", name=wording.name_block(block), names=names))


def _name_target(edition: Edition, note: Annotation) -> str:
    """Return what a note is on: one of several texts by its title."""
    wording = wording_of(edition)
    name = wording.name_within(note.block)
    title = edition.titles.get(note.text, "")
    key = "cite.on-in" if len(edition.texts) > 1 and title else "cite.on"
    return _drop_isolates(wording.say(key, name=name, title=title))


def _drop_isolates(words: str) -> str:
    """Return words without the signs that keep one direction from turning another: programs compare and sort them."""
    return words.translate(_ISOLATES)


def _give_url(edition: Edition, path: str) -> dict[str, str]:
    return {"URL": f"{edition.address}{path}"} if edition.address else {}


def _keep_said(item: Mapping[str, object]) -> dict[str, object]:
    return {field: value for field, value in item.items() if value}


def _join(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def list_citables(edition: Edition, *, passages: bool = True) -> Iterator[Citable]:
    """Yield everything of an edition that can be cited by itself, or only what has a page of the theme.

    Args:
        edition: The edition.
        passages: With its passages and notes.
    """
    yield cite_edition(edition)
    for text in edition.texts:
        whole = cite_text(edition, text)
        yield whole
        for block in text.blocks if passages else ():
            yield cite_passage(edition, text, block, whole)
    for note in edition.annotations if passages else ():
        yield cite_note(edition, note)
    for sidebar in edition.sidebars:
        yield cite_sidebar(edition, sidebar)
