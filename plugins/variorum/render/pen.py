"""Shapes of a plane → the numbers and commands of SVG, as few and as short as they can be."""

from collections.abc import Iterable, Iterator

from variorum.render.html import Html, element

SIGNS = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.6-4.6h9.2v9.2h-9.2z",
    "M0-6l5.8 10.2h-11.6z",
    "M0-6.4l6.4 6.4l-6.4 6.4l-6.4-6.4z",
    "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z",
    "M-4.2-4.2h8.4v8.4h-8.4z",
    "M0-5.6l5.2 9.2h-10.4z",
    "M0-5.8l5.8 5.8l-5.8 5.8l-5.8-5.8z",
)
"""Of groups of places: four shapes, filled, then the same four empty."""
FILLED = 4
DASHES = (None, "9 4", "2 4", "12 4 2 4", "5 5", "12 4 2 4 2 4")
"""Of circles, by their order; each has its words on the map too."""


def write(number: float) -> str:
    """Return a number as a drawing has it: tenths, and no more signs than it needs."""
    words = f"{number:.1f}".removesuffix(".0").replace("0.", ".", abs(number) < 1)
    return "0" if words == "-0" else words


def trace(parts: Iterable[Iterable[tuple[float, float]]], *, closed: bool) -> str:
    """Return the data of a path; its points are rounded to tenths, and those that fall together are one."""
    return "".join(_trace(part, closed) for part in parts)


def _trace(part: Iterable[tuple[float, float]], closed: bool) -> str:
    points = list(_round(part))
    if closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if len(points) < (3 if closed else 2):
        return ""
    (x, y), *others = points
    words = [f"M{write(x / 10)} {write(y / 10)}l"]
    for to_x, to_y in others:
        for step in (write((to_x - x) / 10), write((to_y - y) / 10)):
            # a minus parts two numbers as well as a space does; at the beginning nothing is needed
            gap = "" if step.startswith("-") or words[-1].endswith("l") else " "
            words.append(f"{gap}{step}")
        x, y = to_x, to_y
    return f"{''.join(words)}{'z' if closed else ''}"


def _round(points: Iterable[tuple[float, float]]) -> Iterator[tuple[int, int]]:
    before: tuple[int, int] | None = None
    for x, y in points:
        point = round(x * 10), round(y * 10)
        if point != before:
            yield point
        before = point


def draw_sign(group: int, *, at: tuple[float, float]) -> Html:
    """Return the sign of a group of places."""
    x, y = at
    name = "vr-sign" if group < FILLED else "vr-sign vr-empty"
    place = f"translate({write(x)} {write(y)})" if (x, y) != (0, 0) else None
    return element("path", {"class": name, "d": SIGNS[group % len(SIGNS)], "transform": place})
