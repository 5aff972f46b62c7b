"""The fields of `map.yml`, as they are written: places, ranges, countries, and what the map shows of the earth."""

from dataclasses import dataclass, field
from typing import Annotated

from variorum.earth.view import NARROWEST, WIDEST
from variorum.model import Lettering
from variorum.read.schema import Day, Line, Prose
from variorum.read.spec import Spec, integer, list_of, number, read_by, spec_of

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


At = Annotated[tuple[float, float], Spec(read_by(_check_point))]
Latitude = Annotated[float, Spec(number(ge=-90, le=90))]
Longitude = Annotated[float, Spec(number(ge=-180, le=180))]
Side = Annotated[float, Spec(number(ge=NARROWEST, le=WIDEST))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFile:
    """What the map shows: so many kilometres around a place."""

    middle: At
    width: Side
    height: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """An entry of `places`."""

    name: Line
    at: At
    group: Line
    text: Prose | None = None
    as_of: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeFile:
    """An entry of `ranges`."""

    from_: Line
    km: Annotated[int, Spec(integer(ge=1, le=FARTHEST))]
    label: Line
    text: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFile:
    """An entry of `areas`."""

    name: Line
    country: Line
    text: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNameFile:
    """An entry of `names`."""

    name: Line
    at: At
    kind: Lettering


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceFile:
    """An entry of `distances`."""

    from_: Line
    to: Line

    def __post_init__(self) -> None:
        if self.from_ == self.to:
            raise ValueError("a distance from a place to itself; mend: name two places")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxFile:
    """Two parallels and two meridians."""

    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude

    def __post_init__(self) -> None:
        if self.south >= self.north:
            raise ValueError("a box without height; mend: write the smaller latitude as `south`")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFile:
    """An entry of `transfers`."""

    from_: Line
    to: Line
    within: BoxFile
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """`map.yml`."""

    title: Line | None = None
    description: Prose
    as_of: Day | None = None
    view: ViewFile
    places: Annotated[
        list[PlaceFile], Spec(list_of(spec_of(PlaceFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    ranges: Annotated[
        list[RangeFile], Spec(list_of(spec_of(RangeFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
    areas: Annotated[
        list[AreaFile], Spec(list_of(spec_of(AreaFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
    names: Annotated[
        list[MapNameFile], Spec(list_of(spec_of(MapNameFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    distances: Annotated[
        list[DistanceFile], Spec(list_of(spec_of(DistanceFile).schema, max_length=MOST_PLACES))
    ] = field(default_factory=list)
    transfers: Annotated[
        list[TransferFile], Spec(list_of(spec_of(TransferFile).schema, max_length=MOST_OTHERS))
    ] = field(default_factory=list)
