"""Figures → the tables that are printed and stand in README.md, and whether the bars are met."""

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.metadata import version
from itertools import pairwise

from benchmarks.figures import Round, Size, Spread, find_exponent, spread
from benchmarks.measure import Cost, Weight
from benchmarks.reading import Reading
from benchmarks.reading_report import reading_bars, reading_tables
from benchmarks.tables import Bar, Row, judge, show, table
from variorum.pandoc import find_pandoc

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "mkdocs-variorum")


def report(
    sizes: Sequence[Size], checks: Sequence[Cost], reading: Reading | None, *, day: date
) -> str:
    """Return the whole report as Markdown whose tables can be read as they stand.

    Args:
        sizes: In ascending order.
        checks: Of `variorum check` on the real edition.
        reading: What the reading page costs in a browser; None when this run did not measure it.
        day: On which they were measured.
    """
    parts = (
        _describe_run(day),
        "All figures are median (least–most). *Warm* builds find the citations that earlier ones formatted, *cold* ones"
        " none; *plain* is MkDocs with Material alone. What must hold is judged by the median.",
        "### What must hold",
        table(("what", "bar", "found", ""), map(judge, [*_bars(sizes, checks), *reading_bars(reading)])),
        "### A build: CPU in seconds, and its ratio to plain",
        table(("paragraphs", "builds", "warm", "cold", "plain", "warm : plain", "cold : plain"), map(_cpu, sizes)),
        "### A build: memory of the largest process in MiB, and its ratio to plain",
        table(("paragraphs", "warm", "cold", "plain", "warm : plain", "cold : plain"), map(_memory, sizes)),
        "### A build: wall time in seconds",
        table(("paragraphs", "warm", "cold", "plain"), map(_wall, sizes)),
        "### Growth: the power of the number of paragraphs with which CPU grows",
        table(("from", "to", "warm", "cold", "plain"), (_growth(*both) for both in pairwise(sizes))),
        "### A rebuild after one changed note, in a running `mkdocs serve`: seconds, and the ratio of CPU to plain",
        table(("paragraphs", "rebuilds", "CPU", "CPU plain", "wall", "wall plain", "CPU : plain"), map(_rebuild, sizes)),
        "### Output: the whole site in MB; the first text's page, and what the search loads, in kB (by gzip)",
        table(("paragraphs", "site", "plain", "page", "plain", "its elements", "plain", "search", "plain"), map(_output, sizes)),
        *(reading_tables(reading) if reading else ()),
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
            ("CPU, warm", 1.0, _warm_cpu),
            ("CPU, cold", 2.0, _cold_cpu),
            ("memory, warm", 1.5, _warm_memory),
            ("memory, cold", 1.5, _cold_memory),
        ):
            yield Bar(f"{what} : plain, {name}", limit, ratio(size) if size else None)
    grown = find_exponent(small, large, of=lambda r: r.warm.cpu) if small and large else None
    yield Bar("power with which warm CPU grows, 1,000 to 10,000", 1.05, grown)
    yield Bar(
        "CPU of a rebuild : plain, 10,000 paragraphs", 0.3, _rebuilt(large) if large else None
    )
    yield Bar("`variorum check` on the real edition, s", 0.5, spread(c.wall for c in checks))


# -- Rows of the tables ----------------------------------------------------------------------------


def _cpu(size: Size) -> Row:
    builds = _builds(size, lambda cost: cost.cpu)
    ratios = (show(_warm_cpu(size)), show(_cold_cpu(size)))
    return (f"{size.paragraphs:,}", str(len(size.rounds)), *builds, *ratios)


def _memory(size: Size) -> Row:
    builds = _builds(size, lambda cost: cost.memory, digits=0)
    ratios = (show(_warm_memory(size)), show(_cold_memory(size)))
    return (f"{size.paragraphs:,}", *builds, *ratios)


def _wall(size: Size) -> Row:
    return (f"{size.paragraphs:,}", *_builds(size, lambda cost: cost.wall))


def _growth(small: Size, large: Size) -> Row:
    kinds: tuple[Callable[[Round], float], ...] = (
        lambda r: r.warm.cpu,
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


def _warm_cpu(size: Size) -> Spread:
    return spread(r.warm.cpu / r.plain.cpu for r in size.rounds)


def _cold_cpu(size: Size) -> Spread:
    return spread(r.cold.cpu / r.plain.cpu for r in size.rounds)


def _warm_memory(size: Size) -> Spread:
    return spread(r.warm.memory / r.plain.memory for r in size.rounds)


def _cold_memory(size: Size) -> Spread:
    return spread(r.cold.memory / r.plain.memory for r in size.rounds)


def _rebuilt(size: Size) -> Spread:
    return spread(pair.variorum.cpu / pair.plain.cpu for pair in size.rebuilds)


# -- Writing ---------------------------------------------------------------------------------------


def _show_weight(weight: Weight) -> str:
    return f"{weight.raw / 1e3:,.0f} ({weight.compressed / 1e3:,.0f})"
