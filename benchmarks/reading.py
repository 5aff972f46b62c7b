"""The reading page beside plain Material with footnotes, both in one browser."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser

from benchmarks.browser import Load, find_chromium, load, open_browser
from benchmarks.figures import Spread, spread
from benchmarks.lighthouse import score
from benchmarks.measure import Weight
from benchmarks.serving import LEVEL, serve
from variorum.render.assets import EARLY, FOLDER, SCRIPT, SEARCH

WIDE, NARROW = (1440, 900), (412, 823)
"""Windows: notes stand beside the text in one, a telephone is the other."""
FONT_DELAY = 1.0
"""Seconds that fonts come late, once."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One load of each page, one after the other."""

    variorum: Load
    plain: Load


@dataclass(frozen=True, slots=True)
class Own:
    """What our pages load beside what Material's do, in bytes."""

    scripts: int
    """Compressed, each file by itself: modules, the words they show, and what stands in the page."""
    styles: int
    """Compressed in the same way."""
    fonts: int
    """All that any page may load; they are compressed as they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of the page of a hundred paragraphs and notes."""

    page: Weight
    plain: Weight
    own: Own
    wide: tuple[Pair, ...]
    narrow: tuple[Pair, ...]
    late: tuple[Load, ...]
    """Our page in either window, with fonts that come late."""
    scores: tuple[dict[str, float], ...]
    """Lighthouse's of the real edition's page."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Three built sites in one folder, and their pages."""

    folder: Path
    variorum: Path
    plain: Path
    generated: str
    """The page in either of these two."""
    real: Path
    edition: str
    """The page in this one."""


def measure_reading(pages: Pages, runs: int, say: Callable[[str], None]) -> Reading:
    """Measure the pages, which are built.

    Args:
        pages: The sites.
        runs: Loads of each page in each window; Lighthouse runs as often, but three times at most.
        say: Told what is being done.
    """
    chromium = find_chromium()
    ours, plain, real = (
        f"{site.relative_to(pages.folder).as_posix()}/{page}/"
        for site, page in (
            (pages.variorum, pages.generated),
            (pages.plain, pages.generated),
            (pages.real, pages.edition),
        )
    )
    with serve(pages.folder) as address:
        with open_browser(chromium) as browser:
            say("reading: warming up")
            _load_both(browser, address + ours, address + plain, WIDE)
            windows: list[tuple[Pair, ...]] = []
            for size in (WIDE, NARROW):
                pairs = []
                for number in range(1, runs + 1):
                    say(f"reading: {size[0]} pixels, {number} of {runs}")
                    pairs.append(_load_both(browser, address + ours, address + plain, size))
                windows.append(tuple(pairs))
            say("reading: late fonts")
            with serve(pages.folder, font_delay=FONT_DELAY) as slow:
                late = tuple(load(browser, slow + ours, size=size) for size in (WIDE, NARROW))
        scores = []
        for number in range(1, min(runs, 3) + 1):
            say(f"reading: Lighthouse, {number} of {min(runs, 3)}")
            scores.append(score(address + real, chromium))
    file = Path(pages.generated, "index.html")
    page, peer = pages.variorum / file, pages.plain / file
    own = weigh_own(pages.variorum, page, peer)
    wide, narrow = windows
    return Reading(_weigh(page), _weigh(peer), own, wide, narrow, late, tuple(scores))


def _load_both(browser: Browser, ours: str, plain: str, size: tuple[int, int]) -> Pair:
    return Pair(load(browser, ours, size=size), load(browser, plain, size=size))


def _weigh(page: Path) -> Weight:
    return Weight(page.stat().st_size, _pack(page.read_bytes()))


def _pack(content: bytes) -> int:
    return len(gzip.compress(content, LEVEL, mtime=0))


def weigh_own(site: Path, page: Path, plain: Path) -> Own:
    """Weigh what a page of ours loads that the peer's does not.

    Args:
        site: The built site.
        page: A reading page of it.
        plain: The peer's page, which has Material's own scripts in it.
    """
    inline = {
        kind: b"".join(sorted(_inline(page, kind) - _inline(plain, kind)))
        for kind in ("script", "style")
    }
    # other pages have a script of their own, and programs a schema
    scripts = [site / SCRIPT, site / EARLY, *sorted((site / FOLDER / "words").glob("*.json"))]
    late = site / SEARCH  # loaded once the search is opened
    styles = [file for file in sorted((site / FOLDER).rglob("*.css")) if file.parent != late]
    return Own(
        scripts=_pack_all([inline["script"], *(f.read_bytes() for f in scripts if f.is_file())]),
        styles=_pack_all([inline["style"], *(f.read_bytes() for f in styles)]),
        fonts=sum(file.stat().st_size for file in site.rglob("*.woff2")),
    )


def ratio(pairs: tuple[Pair, ...], of: Callable[[Load], float]) -> Spread:
    """Return the ratio of ours to the peer's, of each pair; where the peer's is nothing, ours must be."""
    return spread(_ratios(pairs, of))


def _ratios(pairs: tuple[Pair, ...], of: Callable[[Load], float]) -> Iterator[float]:
    for pair in pairs:
        ours, plain = of(pair.variorum), of(pair.plain)
        yield ours / plain if plain else float("inf") if ours else 0.0


def _pack_all(contents: list[bytes]) -> int:
    return sum(_pack(content) for content in contents if content)


def _inline(page: Path, kind: str) -> set[bytes]:
    """Return what stands in a page of scripts that run, or of styles."""
    elements = html.document_fromstring(page.read_text("utf-8")).iter(kind)
    return {
        (element.text or "").encode()
        for element in elements
        if not element.get("src") and "json" not in element.get("type", "")
    }
