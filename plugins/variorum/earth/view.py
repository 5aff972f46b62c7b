"""What a map shows of the earth."""

from dataclasses import dataclass

from variorum.earth.frame import Frame
from variorum.earth.projection import Projection
from variorum.earth.sphere import Point

NARROWEST, WIDEST = 100, 15_000
"""Kilometres of a view's sides: outlines have no more detail, and in the corners of a larger one no shape is known."""
_MARGIN = 1.02


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows."""

    middle: Point
    width: float
    """Kilometres in the plane of the projection; so is `height`."""
    height: float

    @property
    def projection(self) -> Projection:
        """The plane."""
        return Projection(self.middle)

    @property
    def frame(self) -> Frame:
        """The map's edges."""
        return Frame(self.width, self.height)

    @property
    def outer(self) -> Frame:
        """What is drawn: a little more, so that no line is seen along an edge."""
        return Frame(self.width * _MARGIN, self.height * _MARGIN)

    def shows(self, point: Point) -> bool:
        """Say whether a place lies within the map's edges."""
        return self.frame.holds(self.projection.project(point))
