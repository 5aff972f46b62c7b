"""`map.yml` → the map of the edition, and where it names what is not there or not to be seen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from variorum.earth.circle import draw_ring
from variorum.earth.sphere import Box, Point
from variorum.earth.view import View
from variorum.model import (
    Map,
    MapArea,
    MapDistance,
    MapName,
    MapPlace,
    MapRange,
    MapTransfer,
    Prose,
)
from variorum.problems import Position, Problem, find_nearest
from variorum.read.folder import Entry
from variorum.read.map_schema import (
    MOST_GROUPS,
    AreaFile,
    BoxFile,
    MapFile,
    PlaceFile,
    RangeFile,
    TransferFile,
    ViewFile,
)
from variorum.regularise import curl

_COARSE = 100
"""Parts of a map's width: detail enough to see whether a circle crosses it."""


def list_map_prose(entry: Entry[MapFile] | None) -> Iterator[tuple[str, str, Position]]:
    """Yield what editors wrote in a map's file: a name that is its own, the Markdown, its place."""
    if entry is None:
        return
    fields = entry.fields
    yield "description", fields.description, entry.at("description")
    written: tuple[tuple[str, Sequence[PlaceFile | RangeFile | AreaFile | TransferFile]], ...] = (
        ("places", fields.places),
        ("ranges", fields.ranges),
        ("areas", fields.areas),
        ("transfers", fields.transfers),
    )
    for kind, items in written:
        for i, item in enumerate(items):
            if item.text is not None:
                yield f"{kind}-{i}", item.text, entry.at(kind, i, "text")


def check_map(entry: Entry[MapFile] | None) -> Iterator[Problem]:
    """Yield where a map names a place twice, or a place, a country or a piece that isn't there or isn't in its view."""
    if entry is None:
        return
    yield from _check_places(entry)
    yield from _check_view(entry)
    if entry.fields.areas or entry.fields.transfers:
        yield from _check_countries(entry)


def _check_places(entry: Entry[MapFile]) -> Iterator[Problem]:
    fields = entry.fields
    counted: Counter[str] = Counter()
    groups: dict[str, int] = {}
    for i, place in enumerate(fields.places):
        counted[place.name] += 1
        if counted[place.name] == 2:
            text = f'two places named "{place.name}"'
            mend = 'tell them apart, as in "Paris (Texas)"'
            yield Problem("V124", entry.at("places", i, "name"), text, mend=mend)
        if place.group not in groups and len(groups) == MOST_GROUPS:
            text = f'a group too many, "{place.group}"; {MOST_GROUPS} can be told apart'
            mend = "put the place in another group, or make one of two"
            yield Problem("V129", entry.at("places", i, "group"), text, mend=mend)
        groups.setdefault(place.group, i)
    named = [
        *((("ranges", i, "from"), item.from_) for i, item in enumerate(fields.ranges)),
        *((("distances", i, "from"), item.from_) for i, item in enumerate(fields.distances)),
        *((("distances", i, "to"), item.to) for i, item in enumerate(fields.distances)),
    ]
    for steps, name in named:
        if name not in counted:
            near = find_nearest(name, counted)
            mend = f'write "{near}"' if near else "add the place to `places`"
            yield Problem("V125", entry.at(*steps), f'no place "{name}" on the map', mend=mend)


def _check_view(entry: Entry[MapFile]) -> Iterator[Problem]:
    fields = entry.fields
    view = _make_view(fields.view)
    mend = "widen the view, or move its middle"
    named = [
        *((("places", i, "at"), item.name, item.at) for i, item in enumerate(fields.places)),
        *((("names", i, "at"), item.name, item.at) for i, item in enumerate(fields.names)),
    ]
    for steps, name, at in named:
        if not view.shows(Point(*at)):
            way = mend
            longitude, latitude = at  # as they would be, had they been exchanged
            if abs(latitude) <= 90 and view.shows(Point(latitude, longitude)):
                way = f"write [{latitude:.10g}, {longitude:.10g}]: latitude first, then longitude"
            yield Problem("V127", entry.at(*steps), f'"{name}" is not in the view', mend=way)
    where = {place.name: Point(*place.at) for place in fields.places}
    for i, item in enumerate(fields.ranges):
        detail = view.width / _COARSE
        if item.from_ in where and not draw_ring(view, where[item.from_], item.km, detail=detail):
            text = f'no part of the circle "{item.label}" is in the view'
            yield Problem("V127", entry.at("ranges", i, "km"), text, mend=mend)


def _check_countries(entry: Entry[MapFile]) -> Iterator[Problem]:
    from variorum.earth.atlas import Transfer, load_atlas  # takes a while, and few editions ask

    fields, atlas = entry.fields, load_atlas()
    named = [
        *((("areas", i, "country"), area.country) for i, area in enumerate(fields.areas)),
        *((("transfers", i, "from"), item.from_) for i, item in enumerate(fields.transfers)),
        *((("transfers", i, "to"), item.to) for i, item in enumerate(fields.transfers)),
    ]
    for steps, name in named:
        if name not in atlas.countries:
            keys = {outline.name: key for key, outline in atlas.countries.items()}
            # any three letters are like some other three: a code is mended only by its case
            near = find_nearest(name, keys) if len(name) > len("RUS") else None
            key = keys[near] if near else name.upper()
            mend = "write three letters, as ISO 3166-1 has them: `RUS`"
            if key in atlas.countries:
                mend = f'write "{key}"'
            yield Problem("V126", entry.at(*steps), f'no country "{name}"', mend=mend)
    for i, item in enumerate(fields.transfers):
        if item.from_ not in atlas.countries or item.to not in atlas.countries:
            continue
        if not atlas.find_pieces(Transfer(item.from_, item.to, _make_box(item.within))):
            text = f"no piece of {item.from_} lies within as a whole, or all of them do"
            mend = "make the box wider than the piece, and not as wide as the country"
            yield Problem("V128", entry.at("transfers", i, "within"), text, mend=mend)


def make_map(entry: Entry[MapFile], prose: Mapping[tuple[str, str], Prose], language: str) -> Map:
    """Return the map; every part of it is known to be good.

    Args:
        entry: What its file says.
        prose: All that editors wrote, with its citations formatted.
        language: Of the edition.
    """
    fields = entry.fields

    def find(kind: str, i: int) -> Prose | None:
        return prose.get(("map", f"{kind}-{i}"))

    places = tuple(
        MapPlace(
            curl(place.name, language),
            Point(*place.at),
            curl(place.group, language),
            find("places", i),
            place.as_of,
        )
        for i, place in enumerate(fields.places)
    )
    by_name = {item.name: place for item, place in zip(fields.places, places, strict=True)}
    return Map(
        title=curl(fields.title, language) if fields.title else "",
        description=prose["map", "description"],
        as_of=fields.as_of,
        view=_make_view(fields.view),
        places=places,
        ranges=tuple(
            MapRange(by_name[item.from_], item.km, curl(item.label, language), find("ranges", i))
            for i, item in enumerate(fields.ranges)
        ),
        areas=tuple(
            MapArea(curl(area.name, language), area.country, find("areas", i))
            for i, area in enumerate(fields.areas)
        ),
        names=tuple(
            MapName(curl(name.name, language), Point(*name.at), name.kind) for name in fields.names
        ),
        distances=tuple(
            MapDistance(by_name[item.from_], by_name[item.to]) for item in fields.distances
        ),
        transfers=_make_transfers(fields.transfers, prose),
    )


def _make_transfers(
    items: Sequence[TransferFile], prose: Mapping[tuple[str, str], Prose]
) -> tuple[MapTransfer, ...]:
    return tuple(
        MapTransfer(item.from_, item.to, _make_box(item.within), prose["map", f"transfers-{i}"])
        for i, item in enumerate(items)
    )


def _make_view(fields: ViewFile) -> View:
    return View(Point(*fields.middle), fields.width, fields.height)


def _make_box(fields: BoxFile) -> Box:
    return Box(fields.south, fields.west, fields.north, fields.east)
