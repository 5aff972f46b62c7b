"""The fields of `map.yml`, as they are written: places, ranges, countries, and what the map shows of the earth."""

from dataclasses import dataclass, field
from typing import Annotated

from variorum.earth.view import NARROWEST, WIDEST
from variorum.model import Lettering
from variorum.read.spec import Schema, Spec, integer, list_of, number, read_by, spec_of
from variorum.read.values import Day, Line, Prose

MOST_PLACES = 200
"""Names on one map: of more, few would find room."""
MOST_OTHERS = 50
"""Ranges, areas, transfers."""
MOST_GROUPS = 8
"""Of places: each has a sign of its own shape."""
FARTHEST = 20_000
"""Kilometres of a range: half way around the earth."""


def _check_point(value: object) -> tuple[float, float]:
    mend = "mend: write it as [latitude, longitude], in degrees and their decimals; south and west are negative"
    if not isinstance(value, list) or len(value) != 2 or not all(map(_is_number, value)):
        raise ValueError(f"should be two numbers; {mend}")
    latitude, longitude = value
    for name, degrees, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if not -most <= degrees <= most:
            raise ValueError(f"the {name} should be from -{most} to {most}, not {degrees}; {mend}")
    return float(latitude), float(longitude)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_POINT_JSON = Schema(
    type="array",
    items=[
        {"type": "number", "minimum": -90, "maximum": 90},
        {"type": "number", "minimum": -180, "maximum": 180},
    ],
    minItems=2,
    maxItems=2,
)
At = Annotated[tuple[float, float], Spec(read_by(_check_point, json=_POINT_JSON))]
Latitude = Annotated[float, Spec(number(ge=-90, le=90))]
Longitude = Annotated[float, Spec(number(ge=-180, le=180))]
Side = Annotated[float, Spec(number(ge=NARROWEST, le=WIDEST))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFile:
    """What the map shows: so many kilometres around a place."""

    middle: At
    """The place in the middle of the map. Example: [47.0, 32.3]"""
    width: Side
    """How many kilometres the map is wide. Example: 3600"""
    height: Side
    """How many kilometres it is high. Example: 2650"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """An entry of `places`."""

    name: Line
    """The name as it stands on the map; no two are the same. Example: Deveselu"""
    at: At
    """Where the place is. Example: [44.08, 24.41]"""
    group: Line
    """What the place is one of; each group has a sign of its own shape, eight at most. Example: Towns in Russia"""
    text: Prose | None = None
    """What is to be said of it, with citations."""
    as_of: Day | None = None
    """The day up to which the text holds. Example: 2016-05-12"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeFile:
    """An entry of `ranges`."""

    from_: Line
    """The name of the place in the middle. Example: Tabriz"""
    km: Annotated[int, Spec(integer(ge=1, le=FARTHEST))]
    """The radius, a whole number of kilometres. Example: 2000"""
    label: Line
    """A word or two. Example: 2,000 km"""
    text: Prose | None = None
    """Where the figure comes from, with citations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFile:
    """An entry of `areas`."""

    name: Line
    """The name as it stands on the map. Example: Russia"""
    country: Line
    """The country's three letters in ISO 3166-1. Example: RUS"""
    text: Prose | None = None
    """What is to be said of it, with citations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNameFile:
    """An entry of `names`."""

    name: Line
    """The words. Example: Black Sea"""
    at: At
    """The place around which they stand. Example: [43.4, 34.3]"""
    kind: Lettering
    """What it is the name of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceFile:
    """An entry of `distances`."""

    from_: Line
    """The name of the one place. Example: Tabriz"""
    to: Line
    """The name of the other. Example: Sochi"""

    def __post_init__(self) -> None:
        if self.from_ == self.to:
            raise ValueError("a distance from a place to itself; mend: name two places")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxFile:
    """Two parallels and two meridians."""

    south: Latitude
    """The parallel that bounds it in the south, in degrees. Example: 44.2"""
    west: Longitude
    """The meridian that bounds it in the west. Example: 32.3"""
    north: Latitude
    """The parallel that bounds it in the north. Example: 46.3"""
    east: Longitude
    """The meridian that bounds it in the east. Example: 36.65"""

    def __post_init__(self) -> None:
        if self.south >= self.north:
            raise ValueError("a box without height; mend: write the smaller latitude as `south`")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFile:
    """An entry of `transfers`."""

    from_: Line
    """The country that has the pieces in the outlines, in three letters. Example: RUS"""
    to: Line
    """The country that is to have them. Example: UKR"""
    within: BoxFile
    """A box; the pieces (islands, and other land apart) that lie in it as a whole are meant."""
    text: Prose
    """Why, with citations; it is printed with the map's sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """`map.yml`."""

    title: Line | None = None
    """The title of the page; “Map” if nothing is said."""
    description: Prose
    """What the map shows, for whoever does not see it too: its places and how they lie, with citations."""
    as_of: Day | None = None
    """The day of which its borders and places are. Example: 2011-07-18"""
    view: ViewFile
    """What it shows of the earth."""
    places: Annotated[
        list[PlaceFile], Spec(list_of(spec_of(PlaceFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    """Places, each with a sign and its name."""
    ranges: Annotated[
        list[RangeFile], Spec(list_of(spec_of(RangeFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
    """Circles of a given radius around a place."""
    areas: Annotated[
        list[AreaFile], Spec(list_of(spec_of(AreaFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
    """Countries to be shaded."""
    names: Annotated[
        list[MapNameFile], Spec(list_of(spec_of(MapNameFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    """Names that are only written on the map, to find one's way."""
    distances: Annotated[
        list[DistanceFile], Spec(list_of(spec_of(DistanceFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    """Pairs of places; the great circle between them is computed, never given."""
    transfers: Annotated[
        list[TransferFile], Spec(list_of(spec_of(TransferFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
    """Pieces of land that the outlines have with another country than they belonged to."""
