"""Figures → the tables that are printed and stand in README.md, and whether the bars are met."""

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from itertools import pairwise

from benchmarks.figures import Round, Size, Spread, find_exponent, spread
from benchmarks.measure import Cost, Weight
from benchmarks.reading import Reading
from benchmarks.reading_report import reading_bars, reading_tables
from benchmarks.searching import Searching
from benchmarks.searching_report import searching_bars, searching_tables
from benchmarks.tables import Bar, Row, judge, show, table
from variorum.pandoc import find_pandoc

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "mkdocs-variorum")


def report(
    sizes: Sequence[Size],
    checks: Sequence[Cost],
    reading: Reading | None,
    searching: Searching | None,
    *,
    day: date,
) -> str:
    """Return the whole report as Markdown whose tables can be read as they stand.

    Args:
        sizes: In ascending order.
        checks: Of `variorum check` on the real edition.
        reading: What the reading page costs in a browser; None when this run did not measure it.
        searching: What the search costs there; None likewise.
        day: On which they were measured.
    """
    bars = [*_bars(sizes, checks), *reading_bars(reading), *searching_bars(searching)]
    parts = (
        _describe_run(day),
        "All figures are median (least–most). *Warm* builds find the citations that earlier ones formatted, *cold* ones"
        " none; *pages* are builds without passages and exports, whose cost is that of *citing*; *plain* is MkDocs with"
        " Material alone. What must hold is judged by the median.",
        "### What must hold",
        table(("what", "bar", "found", ""), map(judge, bars)),
        "### A build: CPU in seconds",
        table(("paragraphs", "builds", "warm", "its pages", "cold", "its pages", "plain"), map(_cpu, sizes)),
        "### A build: ratios of CPU",
        table(("paragraphs", *_RATIOS), map(_ratios, sizes)),
        "### A build: memory of the largest process in MiB, and its ratio to plain",
        table(("paragraphs", "warm", "cold", "plain", "warm : plain", "cold : plain"), map(_memory, sizes)),
        "### A build: wall time in seconds",
        table(("paragraphs", "warm", "cold", "plain"), map(_wall, sizes)),
        "### Growth: the power of the number of paragraphs with which CPU grows",
        table(("from", "to", "warm", "its citing", "cold", "plain"), (_growth(*both) for both in pairwise(sizes))),
        "### A rebuild after one changed note, in a running `mkdocs serve`: seconds, and the ratio of CPU to plain",
        table(("paragraphs", "rebuilds", "CPU", "CPU plain", "wall", "wall plain", "CPU : plain"), map(_rebuild, sizes)),
        "### Output: the whole site in MB; the first text's page, and what the search fetches before it finds anything, in kB (by gzip)",
        table(("paragraphs", "site", "plain", "page", "plain", "its elements", "plain", "search", "plain"), map(_output, sizes)),
        *(reading_tables(reading) if reading else ()),
        *(searching_tables(searching) if searching else ()),
        f"`variorum check` on the edition in `source/`, from start to end: {show(spread(c.wall for c in checks))} s"
        f" wall, {show(spread(c.cpu for c in checks))} s CPU; runs: {len(checks)}.",
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _describe_run(day: date) -> str:
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{package} {version(package)}" for package in PACKAGES]
    said = subprocess.run([find_pandoc(), "--version"], capture_output=True, text=True, check=True)
    versions.append(said.stdout.partition("\n")[0])
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    return f"Measured on {day} with {', '.join(versions)}; {machine}."


def _bars(sizes: Sequence[Size], checks: Sequence[Cost]) -> Iterable[Bar]:
    known = {size.paragraphs: size for size in sizes}
    small, large = known.get(1_000), known.get(10_000)
    for size, name in ((small, "1,000 paragraphs"), (large, "10,000 paragraphs")):
        for what, limit, ratio in (
            ("CPU of pages, warm : plain", 1.0, _RATIOS["pages, warm : plain"]),
            ("CPU of pages, cold : plain", 2.0, _RATIOS["pages, cold : plain"]),
            ("CPU of citing : pages, warm", 1.0, _RATIOS["citing : pages, warm"]),
            ("CPU of citing : pages, cold", 1.0, _RATIOS["citing : pages, cold"]),
            ("memory, warm : plain", 1.5, _warm_memory),
            ("memory, cold : plain", 1.5, _cold_memory),
        ):
            yield Bar(f"{what}, {name}", limit, _spread_over(size, ratio) if size else None)
    indexed = _spread_over(large, _indexing) if large else None
    yield Bar("CPU of the search's index : warm build, 10,000 paragraphs", 0.1, indexed)
    for what, of in (("warm CPU", lambda r: r.warm.cpu), ("warm CPU of citing", _warm_citing)):
        grown = find_exponent(small, large, of=of) if small and large else None
        yield Bar(f"power with which {what} grows, 1,000 to 10,000", 1.05, grown)
    yield Bar(
        "CPU of a rebuild : plain, 10,000 paragraphs", 0.3, _rebuilt(large) if large else None
    )
    yield Bar("`variorum check` on the real edition, s", 0.5, spread(c.wall for c in checks))


# -- Rows of the tables ----------------------------------------------------------------------------


def _cpu(size: Size) -> Row:
    kinds: tuple[Callable[[Round], float], ...] = (
        lambda r: r.warm.cpu,
        lambda r: r.warm_pages.cpu,
        lambda r: r.cold.cpu,
        lambda r: r.cold_pages.cpu,
        lambda r: r.plain.cpu,
    )
    builds = [show(_spread_over(size, of)) for of in kinds]
    return (f"{size.paragraphs:,}", str(len(size.rounds)), *builds)


def _ratios(size: Size) -> Row:
    return (f"{size.paragraphs:,}", *(show(_spread_over(size, of)) for of in _RATIOS.values()))


def _memory(size: Size) -> Row:
    builds = _builds(size, lambda cost: cost.memory, digits=0)
    ratios = [show(_spread_over(size, of)) for of in (_warm_memory, _cold_memory)]
    return (f"{size.paragraphs:,}", *builds, *ratios)


def _wall(size: Size) -> Row:
    return (f"{size.paragraphs:,}", *_builds(size, lambda cost: cost.wall))


def _growth(small: Size, large: Size) -> Row:
    kinds: tuple[Callable[[Round], float], ...] = (
        lambda r: r.warm.cpu,
        _warm_citing,
        lambda r: r.cold.cpu,
        lambda r: r.plain.cpu,
    )
    found = [show(find_exponent(small, large, of=of)) for of in kinds]
    return (f"{small.paragraphs:,}", f"{large.paragraphs:,}", *found)


def _rebuild(size: Size) -> Row:
    pairs = size.rebuilds
    seconds = [
        spread(pair.variorum.cpu for pair in pairs),
        spread(pair.plain.cpu for pair in pairs),
        spread(pair.variorum.wall for pair in pairs),
        spread(pair.plain.wall for pair in pairs),
        _rebuilt(size),
    ]
    return (f"{size.paragraphs:,}", str(len(pairs)), *map(show, seconds))


def _output(size: Size) -> Row:
    ours, plain = size.variorum, size.plain
    return (
        f"{size.paragraphs:,}",
        f"{ours.size / 1e6:.1f}",
        f"{plain.size / 1e6:.1f}",
        _show_weight(ours.page),
        _show_weight(plain.page),
        f"{ours.elements:,}",
        f"{plain.elements:,}",
        _show_weight(ours.index),
        _show_weight(plain.index),
    )


def _builds(size: Size, of: Callable[[Cost], float], *, digits: int = 2) -> Iterable[str]:
    for costs in (
        [r.warm for r in size.rounds],
        [r.cold for r in size.rounds],
        [r.plain for r in size.rounds],
    ):
        yield show(spread(map(of, costs)), digits=digits)


def _spread_over(size: Size, of: Callable[[Round], float]) -> Spread:
    return spread(map(of, size.rounds))


def _indexing(round_: Round) -> float:
    return round_.indexing.index / round_.indexing.build


def _warm_citing(round_: Round) -> float:
    return round_.warm.cpu - round_.warm_pages.cpu


def _warm_memory(round_: Round) -> float:
    return round_.warm.memory / round_.plain.memory


def _cold_memory(round_: Round) -> float:
    return round_.cold.memory / round_.plain.memory


_RATIOS: Mapping[str, Callable[[Round], float]] = {
    "pages, warm : plain": lambda r: r.warm_pages.cpu / r.plain.cpu,
    "pages, cold : plain": lambda r: r.cold_pages.cpu / r.plain.cpu,
    "citing : pages, warm": lambda r: r.warm.cpu / r.warm_pages.cpu - 1,
    "citing : pages, cold": lambda r: r.cold.cpu / r.cold_pages.cpu - 1,
    "warm : plain": lambda r: r.warm.cpu / r.plain.cpu,
    "cold : plain": lambda r: r.cold.cpu / r.plain.cpu,
}
"""Of CPU, in a round."""


def _rebuilt(size: Size) -> Spread:
    return spread(pair.variorum.cpu / pair.plain.cpu for pair in size.rebuilds)


# -- Writing ---------------------------------------------------------------------------------------


def _show_weight(weight: Weight) -> str:
    return f"{weight.raw / 1e3:,.0f} ({weight.compressed / 1e3:,.0f})"
