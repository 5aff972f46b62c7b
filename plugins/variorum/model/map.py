"""The map: what it marks, and what is said of it."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 — fields are called date
from typing import Literal

from variorum.earth.sphere import Box, Point, measure
from variorum.earth.view import View
from variorum.model.commentary import Prose

Lettering = Literal["country", "water"]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place that the map marks."""

    name: str
    at: Point
    group: str
    """What it is one of; all of a group have one sign."""
    text: Prose | None = None
    as_of: Day | None = None
    """The day up to which its text holds."""


@dataclass(frozen=True, slots=True)
class MapRange:
    """A circle around a place."""

    centre: MapPlace
    distance: int
    """Kilometres."""
    label: str
    text: Prose | None = None


@dataclass(frozen=True, slots=True)
class MapArea:
    """A country that the map shades."""

    name: str
    country: str
    """Its key in the atlas: ISO 3166-1 alpha-3, or its name there."""
    text: Prose | None = None


@dataclass(frozen=True, slots=True)
class MapName:
    """Words that the map bears where they belong."""

    name: str
    at: Point
    kind: Lettering


@dataclass(frozen=True, slots=True)
class MapDistance:
    """The way between two places of the map."""

    start: MapPlace
    end: MapPlace

    @property
    def length(self) -> float:
        """Of the great circle, in kilometres."""
        return measure(self.start.at, self.end.at)


@dataclass(frozen=True, slots=True)
class MapTransfer:
    """Pieces of a country that the atlas has with another than they belonged to."""

    giver: str
    """The country that the atlas has them with, as in `MapArea.country`; so is `taker`."""
    taker: str
    within: Box
    text: Prose


@dataclass(frozen=True, slots=True)
class Map:
    """The map of the places that the work and its notes speak of."""

    title: str
    """Empty where it is just the map."""
    description: Prose
    """What it shows, for whoever does not see it too."""
    as_of: Day | None
    """The day of its borders and places."""
    view: View
    places: tuple[MapPlace, ...] = ()
    ranges: tuple[MapRange, ...] = ()
    areas: tuple[MapArea, ...] = ()
    names: tuple[MapName, ...] = ()
    distances: tuple[MapDistance, ...] = ()
    transfers: tuple[MapTransfer, ...] = ()
