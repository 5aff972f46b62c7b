"""The countries of the world as Natural Earth has them, and as a map may have to put them right."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from variorum.earth.sphere import Box
from variorum.earth.topology import Outline, Polygon, Topology, decode

EDITION = "Natural Earth 4.1.0, 1:50,000,000"
"""What the data is; data/README.txt says where it comes from."""


@dataclass(frozen=True, slots=True, order=True)
class Transfer:
    """Pieces of a country that are counted with another."""

    giver: str
    """A country's key in the atlas; so is `taker`."""
    taker: str
    within: Box
    """The pieces are those that lie in it as a whole."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The outlines of countries."""

    topology: Topology
    countries: dict[str, Outline]
    """By their code in ISO 3166-1 alpha-3, or by their name in English where they have none."""
    land: tuple[Polygon, ...]

    def find_pieces(self, transfer: Transfer) -> tuple[Polygon, ...]:
        """Find the pieces of a country that a transfer is about; it keeps at least one."""
        polygons = self.countries[transfer.giver].polygons
        found = tuple(
            polygon
            for polygon in polygons
            if all(transfer.within.holds(point) for point in self.topology.list_points(polygon[0]))
        )
        return found if len(found) < len(polygons) else ()

    def list_owned(self, transfers: Sequence[Transfer]) -> dict[str, tuple[Polygon, ...]]:
        """Return the pieces of every country, after the transfers in their order."""
        owned = {key: outline.polygons for key, outline in self.countries.items()}
        for transfer in transfers:
            pieces = self.find_pieces(transfer)
            kept = tuple(piece for piece in owned[transfer.giver] if piece not in pieces)
            moved = tuple(piece for piece in owned[transfer.giver] if piece in pieces)
            owned[transfer.giver] = kept
            owned[transfer.taker] += moved
        return owned

    def list_borders(self, owned: dict[str, tuple[Polygon, ...]]) -> Iterator[int]:
        """Yield the numbers of the lines between two countries; a coast is none, nor what divides one country."""
        sides: dict[int, set[str]] = {}
        for key, polygons in owned.items():
            for number in (number for polygon in polygons for ring in polygon for number in ring):
                sides.setdefault(max(number, ~number), set()).add(key)
        yield from sorted(number for number, keys in sides.items() if len(keys) > 1)


@cache
def load_atlas() -> Atlas:
    """Return the atlas that the package ships."""
    folder = resources.files("variorum.earth") / "data"
    topology = decode(json.loads((folder / "countries-50m.json").read_text(encoding="utf-8")))
    codes = _load_codes()
    countries: dict[str, Outline] = {}
    for outline in topology.outlines["countries"]:
        key = codes.get(outline.id, outline.name)
        if key in countries:  # a territory far away, under its country's number
            first = countries[key]
            outline = replace(first, polygons=first.polygons + outline.polygons)
        countries[key] = outline
    (land,) = topology.outlines["land"]
    return Atlas(topology, countries, land.polygons)


def _load_codes() -> dict[str, str]:
    """Return the letters of countries by their numbers."""
    file = resources.files("variorum.earth") / "data" / "iso-3166.txt"
    pairs = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {number: letters for letters, number in pairs}
