"""What the parts of the report are written with."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.figures import Spread

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What must hold."""

    what: str
    limit: float
    found: Spread | None
    """None when this run did not measure it."""
    is_least: bool = False
    """The limit is the least that will do, not the most."""


def judge(bar: Bar) -> Row:
    """Return a row of the bar, what was found and whether the median meets it."""
    limit = f"{'≥' if bar.is_least else '≤'} {bar.limit}"
    if bar.found is None:
        return (bar.what, limit, "not measured", "")
    found = bar.found.middle
    met = found >= bar.limit if bar.is_least else found <= bar.limit
    # a digit more than elsewhere, or 0.301 would look as if it met 0.3
    return (bar.what, limit, show(bar.found, digits=3), "met" if met else "**missed**")


def show(found: Spread, *, digits: int = 2) -> str:
    """Write a spread as median (least–most)."""
    return f"{found.middle:,.{digits}f} ({found.least:,.{digits}f}–{found.most:,.{digits}f})"


def table(head: Row, rows: Iterable[Row]) -> str:
    """Write a Markdown table that can be read as it stands."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    written = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    ]
    written.insert(1, f"| {' | '.join('-' * width for width in widths)} |")
    return "\n".join(written)
