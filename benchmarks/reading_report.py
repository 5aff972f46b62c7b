"""What the reading page costs in a browser → its bars and tables."""

from collections.abc import Callable, Iterable

from benchmarks.browser import Load
from benchmarks.figures import Spread, spread
from benchmarks.lighthouse import CATEGORIES
from benchmarks.reading import Pair, Reading, ratio
from benchmarks.tables import Bar, Row, show, table

COLUMNS: tuple[tuple[str, Callable[[Load], float]], ...] = (
    ("blocking", lambda load: load.blocking),
    ("style", lambda load: load.style),
    ("layout", lambda load: load.layout),
    ("scripts", lambda load: load.script),
)


def reading_bars(reading: Reading | None) -> Iterable[Bar]:
    """Yield what must hold of the reading page."""
    yield _bar("HTML by gzip : plain, 100 notes", 1.1, reading, _size)
    yield _bar("elements : plain, 100 notes", 1.6, reading, _elements)
    yield _bar("blocking time : plain, 1,440 pixels", 0.8, reading, lambda r: _blocking(r.wide))
    yield _bar("blocking time : plain, 412 pixels", 0.8, reading, lambda r: _blocking(r.narrow))
    yield _bar("layout shifts", 0, reading, lambda r: spread(load.shift for load in _loads(r)))
    yield _bar("layout shifts, late fonts", 0, reading, lambda r: spread(x.shift for x in r.late))
    yield _bar("requests to another origin", 0, reading, _foreign)
    yield _bar("own JavaScript by gzip, kB", 15, reading, lambda r: _kilo(r.own.scripts))
    yield _bar("own CSS by gzip, kB", 12, reading, lambda r: _kilo(r.own.styles))
    yield _bar("fonts, kB", 160, reading, lambda r: _kilo(r.own.fonts))
    for name in CATEGORIES:
        found = spread(scores[name] for scores in reading.scores) if reading else None
        yield Bar(f"Lighthouse, {name}", 95, found, is_least=True)


def reading_tables(reading: Reading) -> Iterable[str]:
    """Yield the heading and the table of what the bars leave out."""
    yield (
        "### The reading page of 100 paragraphs and notes in a browser, its processor throttled to a quarter: milliseconds"
    )
    names = [name for column, _ in COLUMNS for name in (column, "plain")]
    rows = (_row("1,440", reading.wide), _row("412", reading.narrow))
    yield table(("pixels", "loads", *names), rows)
    loads = reading.wide[0]
    yield (
        f"The page has {loads.variorum.elements:,} elements, plain {loads.plain.elements:,}; by gzip it is"
        f" {reading.page.compressed / 1e3:.1f} kB of HTML, plain {reading.plain.compressed / 1e3:.1f} kB."
    )


def _bar(
    what: str, limit: float, reading: Reading | None, find: Callable[[Reading], Spread]
) -> Bar:
    return Bar(what, limit, find(reading) if reading else None)


def _row(pixels: str, pairs: tuple[Pair, ...]) -> Row:
    spreads = (
        spread(of(load) for load in loads)
        for _, of in COLUMNS
        for loads in ([pair.variorum for pair in pairs], [pair.plain for pair in pairs])
    )
    return (pixels, str(len(pairs)), *(show(found, digits=0) for found in spreads))


def _size(reading: Reading) -> Spread:
    return spread([reading.page.compressed / reading.plain.compressed])


def _elements(reading: Reading) -> Spread:
    return ratio(reading.wide + reading.narrow, lambda load: load.elements)


def _blocking(pairs: tuple[Pair, ...]) -> Spread:
    return ratio(pairs, lambda load: load.blocking)


def _foreign(reading: Reading) -> Spread:
    return spread(load.foreign for load in [*_loads(reading), *reading.late])


def _loads(reading: Reading) -> list[Load]:
    return [pair.variorum for pair in reading.wide + reading.narrow]


def _kilo(size: int) -> Spread:
    return spread([size / 1e3])
