"""Edition → what the picture says that stands for it where a link to it is shown; `picture` draws it."""

from dataclasses import dataclass

from variorum.citable import find_edition_day
from variorum.model import Edition
from variorum.wording import wording_of

NAME = "card.png"
"""Of the file, beside the edition's own page."""
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class Card:
    """The words of the picture; what is empty is left out."""

    kind: str
    """What the edition is: `An annotated edition`."""
    title: str
    author: str
    container: str
    """Where the work was published."""
    issued: str
    """When it was."""
    counts: tuple[str, ...]
    """What the edition has: notes, corrections, sources."""
    site: str


def describe_card(edition: Edition) -> Card:
    """Return what the card of an edition says."""
    wording = wording_of(edition)
    counted = (
        (len(edition.annotations), "note"),
        (len(edition.emendations), "correction"),
        (len(edition.references), "source"),
    )
    counts = [wording.count(number, noun) for number, noun in counted if number]
    day = find_edition_day(edition)
    if not counts and day:
        counts = [wording.say("page.edition-of", date=wording.spell_date(day))]
    return Card(
        kind=wording["card.kind"],
        title=edition.title,
        author=wording.list_authors(edition.authors),
        container=edition.container_title,
        issued=wording.spell_date(edition.issued),
        counts=tuple(counts),
        site=edition.site.name,
    )
