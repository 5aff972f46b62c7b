"""`make bench`: build generated editions of several sizes beside plain MkDocs, read one, search one, and print what it cost.

`python -m benchmarks.run --help` lists the options.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.browser import RestlessPageError
from benchmarks.corpus import generate
from benchmarks.figures import Indexing, Rebuild, Round, Size
from benchmarks.measure import Cost, MeasuredCommandError, measure_command, measure_site
from benchmarks.preview import Preview
from benchmarks.queries import choose
from benchmarks.reading import Pages, Reading, measure_reading
from benchmarks.report import report
from benchmarks.searching import (
    Searching,
    Sites,
    Transfer,
    measure_searching,
    measure_transfer,
)
from benchmarks.sites import EDITION

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "benchmarks" / "README.md"
REAL_EDITION = "holding-the-reset-hostage"

SIZES = (10, 100, 1_000, 10_000)
RUNS, RUNS_OF_LARGE, LARGE = 5, 3, 10_000
"""Builds of each kind, and fewer from so many paragraphs on."""
LOADS = 11
"""How often each page is loaded: of one page a load can block five times as long as the next."""
CHECKS = 9
READ = 100
"""Paragraphs, each with a note, of the page that is read in a browser."""
SEARCHES = 3
"""Rounds of queries."""

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
"""Between them in the README stand the figures."""

BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
BUILD_TIMED = [sys.executable, str(ROOT / "benchmarks" / "indexing.py")]
BUILD_PAGES = [sys.executable, str(ROOT / "benchmarks" / "pages.py")]
CHECK = [
    sys.executable,
    "-c",
    "from variorum.cli.main import main; main()",
    "check",
    f"source/{REAL_EDITION}",
]

_FOOTNOTE = re.compile(r"^\[\^5\]: .*$", re.MULTILINE)  # "[^5]: **A title.** The note."


def main() -> int:
    """Measure what the options name and print the report."""
    options = _parse_options()
    try:
        _warm_up()
        checks = _measure_checks(1 if options.quick else CHECKS)
        sizes: list[Size] = []
        transfers: list[Transfer] = []
        searching = None
        for paragraphs in sorted(options.sizes):
            runs = options.runs or (RUNS if paragraphs < LARGE else RUNS_OF_LARGE)
            with tempfile.TemporaryDirectory(prefix="variorum-bench-") as name:
                folder = Path(name)
                sizes.append(size := _measure_size(paragraphs, runs, folder))
                if not options.searching:
                    continue
                _say(f"{paragraphs:,} paragraphs: loading a page")
                transfers.append(measure_transfer(_find_sites(size, folder)))
                if paragraphs == max(options.sizes):
                    rounds = options.runs or SEARCHES
                    searching = _measure_searching(size, rounds, folder, transfers)
        reading = _measure_reading(options.runs or LOADS) if options.reading else None
    except (MeasuredCommandError, RestlessPageError) as error:
        print(error, file=sys.stderr)
        return 1
    written = report(sizes, checks, reading, searching, day=date.today())
    print(written)
    if options.write:
        _write(written)
    return 0


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, metavar="PARAGRAPHS")
    parser.add_argument("--runs", type=int, help=f"builds and loads; by default {RUNS} and {LOADS}")
    parser.add_argument("--quick", action="store_true", help="10 and 100 paragraphs, once each")
    for name in ("reading", "searching"):
        parser.add_argument(
            f"--no-{name}", action="store_false", dest=name, help=f"no {name} in a browser"
        )
    parser.add_argument("--write", action="store_true", help="put the figures into README.md")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.runs = (10, 100), 1
    in_browser = options.reading and options.searching
    if options.write and not (in_browser and {1_000, LARGE} <= set(options.sizes)):
        parser.error(f"--write needs all that must hold: a browser, sizes 1000 and {LARGE}")
    return options


def _warm_up() -> None:
    """Let Python compile, and the machine read, what all builds need."""
    _say("warming up")
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as folder:
        _build_all(*_write_sites(10, Path(folder)), 1)


def _write_sites(paragraphs: int, folder: Path, *options: str) -> tuple[Path, Path]:
    # in a process of its own: a child's memory is counted from what its parent has when it starts it
    command = [sys.executable, "-m", "benchmarks.sites", str(paragraphs), str(folder), *options]
    measure_command(command, ROOT)
    return folder / "variorum", folder / "plain"


def _measure_checks(runs: int) -> list[Cost]:
    _say("variorum check")
    return [measure_command(CHECK, ROOT) for _ in range(runs + 1)][1:]  # the first one formats


def _measure_size(paragraphs: int, runs: int, folder: Path) -> Size:
    """Measure the sites of one size, which are written into an empty folder."""
    _say(f"{paragraphs:,} paragraphs: writing")
    ours, plain = _write_sites(paragraphs, folder)
    rounds = []
    for number in range(1, runs + 1):
        _say(f"{paragraphs:,} paragraphs: building, {number} of {runs}")
        rounds.append(_build_all(ours, plain, number))
    page = f"{EDITION}/index.html"
    outputs = [measure_site(site, page) for site in (ours / "site-1-warm", plain / "site-1")]
    _say(f"{paragraphs:,} paragraphs: rebuilding, {runs} of each")
    rebuilds = tuple(_rebuild(ours, plain, runs))
    return Size(paragraphs, tuple(rounds), rebuilds, *outputs)


def _measure_reading(runs: int) -> Reading:
    """Build the sites whose pages are read, and read them."""
    _say("reading: building")
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as name:
        folder = Path(name)
        ours, plain = _write_sites(READ, folder, "--uncorrected")  # notes alone, as footnotes are
        for site in (ours, plain):
            measure_command(BUILD, site)
        real = folder / "real"
        measure_command([*BUILD, "--site-dir", str(real)], ROOT)
        pages = Pages(folder, ours / "site", plain / "site", EDITION, real, REAL_EDITION)
        return measure_reading(pages, runs, _say)


def _measure_searching(
    size: Size, rounds: int, folder: Path, transfers: Sequence[Transfer]
) -> Searching:
    """Search the sites of one size, which have been built."""
    queries = choose(generate(size.paragraphs), rounds)
    return measure_searching(_find_sites(size, folder), queries, transfers=transfers, say=_say)


def _find_sites(size: Size, folder: Path) -> Sites:
    ours, plain = folder / "variorum" / "site-1-warm", folder / "plain" / "site-1"
    return Sites(size.paragraphs, ours, plain, f"{EDITION}/")


def _build_all(ours: Path, plain: Path, number: int) -> Round:
    """Build everything once, each site in a folder of its own.

    Some file systems search long for room where thousands of files have just been removed.
    """

    def build(command: list[str], folder: Path, site: str) -> Cost:
        return measure_command([*command, "--site-dir", f"site-{number}{site}"], folder)

    shutil.rmtree(ours / ".cache", ignore_errors=True)
    cold_pages = build(BUILD_PAGES, ours, "-cold-pages")
    shutil.rmtree(ours / ".cache")
    indexing = ours / "indexing.json"
    return Round(
        cold=build(BUILD, ours, "-cold"),
        warm=build([*BUILD_TIMED, str(indexing)], ours, "-warm"),
        cold_pages=cold_pages,
        warm_pages=build(BUILD_PAGES, ours, "-warm-pages"),
        plain=build(BUILD, plain, ""),
        indexing=Indexing(*json.loads(indexing.read_bytes())),
    )


def _rebuild(ours: Path, plain: Path, runs: int) -> Iterator[Rebuild]:
    """Add a sentence to the same note, here and there in turn, in two previews that run on."""
    note = ours / "source" / EDITION / "annotations" / "note-00005.md"
    page = plain / "docs" / EDITION / "index.md"
    with Preview(ours) as preview, Preview(plain) as plain_preview:
        for number in range(1, runs + 1):
            sentence = f" Changed {number} times."
            body = note.read_text("utf-8").rstrip("\n") + sentence + "\n"
            words = _FOOTNOTE.sub(rf"\g<0>{sentence}", page.read_text("utf-8"))
            yield Rebuild(
                preview.measure_rebuild(note, body), plain_preview.measure_rebuild(page, words)
            )


def _write(figures: str) -> None:
    """Put the figures between the marks in the README."""
    before, begin, rest = README.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    README.write_text(f"{before}{begin}\n\n{figures}\n{end}{after}", "utf-8")


def _say(step: str) -> None:
    print(f"{step} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
