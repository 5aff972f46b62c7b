"""What each thing of an edition is called in the document, and where an address inside the edition points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from variorum.credit import list_credits
from variorum.export.tei.xml import make_name, make_pointer
from variorum.model import Edition

_SOURCES = "sources/#ref-"
_CONTEXT = "context/"


@dataclass(frozen=True, slots=True)
class Ids:
    """The `xml:id`s of a document."""

    blocks: Mapping[tuple[str, str], str]
    """Of blocks present, by slug and id."""
    places: Mapping[str, tuple[str, ...]]
    """Of the places of each emendation, in the order of the texts."""
    reasons: Mapping[str, str]
    """Of the notes on emendations, by the emendations' ids."""
    references: Mapping[str, str]
    """By key."""
    names: Mapping[str, str]
    """Of those who signed or reviewed something, by name: the editors, then others."""
    others: frozenset[str]
    """Of notes and sidebars, and of the first places of emendations."""
    address: str
    """The edition's."""

    def point(self, address: str) -> str | None:
        """Return a pointer to where a link in prose leads, as `Prose.html` has it; None where it leads nowhere."""
        if not address.startswith("vr:"):
            return make_pointer(address)
        path = address.removeprefix("vr:")
        if path.startswith(_SOURCES):
            return to(self.references.get(unquote(path.removeprefix(_SOURCES)), ""))
        if path.startswith(_CONTEXT):
            path = f"#sidebar-{path.removeprefix(_CONTEXT).strip('/')}"
        home, _, fragment = path.rpartition("#")
        found = self.blocks.get((home.rstrip("/"), fragment), "")
        if not found and fragment in self.others:
            found = fragment
        return to(found) or make_pointer(self.address + path)

    def sign(self, names: Iterable[str]) -> str:
        """Return pointers to people by their names."""
        return " ".join(f"#{self.names[name]}" for name in names if name in self.names)


def name_things(edition: Edition) -> Ids:
    """Return what the things of an edition are called: as on its pages, where a name of XML may be so."""
    counted: dict[str, list[str]] = {}
    for text in edition.texts:
        for change in text.changes:
            if change.emendation:
                places = counted.setdefault(change.emendation, [])
                later = f".{len(places) + 1}" if places else ""
                places.append(f"emendation-{make_name(change.emendation)}{later}")
    others = {f"note-{note.stem}" for note in edition.annotations}
    others |= {f"sidebar-{sidebar.stem}" for sidebar in edition.sidebars}
    others |= {places[0] for places in counted.values()}
    return Ids(
        blocks={
            (text.slug, block.id): name_block(text.slug, block.id)
            for text in edition.texts
            for block in text.blocks
        },
        places={id_: tuple(places) for id_, places in counted.items()},
        reasons={item.id: f"correction-{make_name(item.id)}" for item in edition.emendations},
        references={item.id: f"ref-{make_name(item.id)}" for item in edition.references},
        names=_name_people(edition),
        others=frozenset(others),
        address=edition.address,
    )


def name_block(slug: str, id_: str) -> str:
    """Return the `xml:id` of a block, present or retired: `p5`, of a text with a slug `chapter.p5`."""
    name = make_name(f"{slug}.{id_}" if slug else id_)
    return name if name[:1].isalpha() else f"_{name}"


def name_text(slug: str, what: str = "text") -> str:
    """Return the `xml:id` of a text, or of something that each has one of."""
    return f"{what}.{make_name(slug)}" if slug else what


def to(id_: str) -> str | None:
    """Return a pointer to an element of the document; None where there is none."""
    return f"#{id_}" if id_ else None


def _name_people(edition: Edition) -> dict[str, str]:
    listed = list_credits(edition)
    editors = [credit.name for credit in listed if credit.is_editor]
    others = [credit.name for credit in listed if not credit.is_editor]
    names = {name: f"editor-{number}" for number, name in enumerate(editors, start=1)}
    return names | {name: f"contributor-{number}" for number, name in enumerate(others, start=1)}
