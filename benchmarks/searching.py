"""The search of a large edition beside Material's own, which looks for the same things in the same entries."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.asking import FLAGS, Use, ask_at_once, ask_slowly, load_unasked, use
from benchmarks.browser import find_chromium, open_browser
from benchmarks.queries import Query
from benchmarks.serving import Sent, serve

INDEX = "search/search_index.json"
FIELDS = ("location", "title", "text", "boost")
"""Of an entry, as Material reads it; ours have more."""


@dataclass(frozen=True, slots=True)
class Files:
    """What a site has for its search."""

    count: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first query of a visit found."""

    time: float
    """Milliseconds from the page's address to what was found, the query typed as soon as there is a page."""
    fetched: int
    """Bytes, compressed, that the search fetched until then where the query was typed slowly."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query, asked of both one after the other."""

    query: Query
    variorum: Answer
    plain: Answer


@dataclass(frozen=True, slots=True)
class Used:
    """The queries of one round, asked in one visit of each."""

    variorum: Use
    plain: Use


@dataclass(frozen=True, slots=True)
class Transfer:
    """All that a page fetches whose search nobody opens, fonts left out; bytes, compressed."""

    paragraphs: int
    """Of its site."""
    variorum: int
    plain: int


@dataclass(frozen=True, slots=True)
class Searching:
    """What was measured of the search."""

    paragraphs: int
    files: Files
    asked: tuple[Asked, ...]
    used: tuple[Used, ...]
    transfers: tuple[Transfer, ...]
    """Of all sizes."""


@dataclass(frozen=True, slots=True)
class Sites:
    """Both built sites of one size."""

    paragraphs: int
    variorum: Path
    plain: Path
    page: str
    """The page that is read in either, relative to it."""


def feed(ours: Path, plain: Path) -> None:
    """Give a site's search the entries of ours, in the form in which Material writes its own; its settings stay.

    Args:
        ours: A built site.
        plain: Another, of Material alone.
    """
    entries = json.loads((ours / INDEX).read_bytes())["docs"]
    index = json.loads((plain / INDEX).read_bytes())
    index["docs"] = [{key: entry[key] for key in FIELDS if key in entry} for entry in entries]
    (plain / INDEX).write_text(json.dumps(index, separators=(",", ":")), "utf-8")


def measure_transfer(sites: Sites) -> Transfer:
    """Measure what a page fetches whose search nobody opens; each site with entries of its own."""
    with open_browser(find_chromium(), *FLAGS) as browser, _serve_both(browser, sites) as both:
        return Transfer(sites.paragraphs, *(_weigh(site.load()) for site in both))


def measure_searching(
    sites: Sites,
    rounds: Sequence[tuple[Query, ...]],
    *,
    transfers: Sequence[Transfer],
    say: Callable[[str], None],
) -> Searching:
    """Measure the search, of which Material's gets the entries of ours.

    Args:
        sites: Where is searched.
        rounds: What is asked in each.
        transfers: What was measured of the sites of all sizes.
        say: Told what is being done.
    """
    feed(sites.variorum, sites.plain)
    asked: list[Asked] = []
    used: list[Used] = []
    with (
        open_browser(find_chromium(), *FLAGS) as browser,
        _serve_both(browser, sites) as (ours, plain),
    ):
        say("searching: warming up")
        first = rounds[0][0]
        for site in (ours, plain):
            site.warm_up(first)
        whole = plain.fetch(first)  # Material's index, whatever is looked for
        for number, queries in enumerate(rounds, start=1):
            for query in queries:
                say(f"searching: {query.typed}, {number} of {len(rounds)}")
                here = Answer(ours.ask(query), ours.fetch(query))
                asked.append(Asked(query, here, Answer(plain.ask(query), whole)))
            say(f"searching: one after the other, {number} of {len(rounds)}")
            used.append(Used(ours.use(queries), plain.use(queries)))
    files = weigh_files(sites.variorum / "search")
    return Searching(sites.paragraphs, files, tuple(asked), tuple(used), tuple(transfers))


def weigh_files(folder: Path) -> Files:
    """Return how many files a folder holds, and how large they are."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return Files(len(sizes), sum(sizes))


class _Site:
    """A page of a served site in a browser, and what it fetches."""

    def __init__(self, browser: Browser, address: str, sent: list[Sent]) -> None:
        self._browser, self._address, self._sent = browser, address, sent
        self._unasked: set[str] = set()

    def load(self) -> list[Sent]:
        """Return what the page fetches whose search is left alone."""
        self._sent.clear()
        load_unasked(self._browser, self._address)
        return [*self._sent]

    def warm_up(self, query: Query) -> None:
        """Have everything read and compressed once, and learn what the page fetches that is not for the search."""
        self._unasked = {file.path for file in self.load() if "search" not in file.path}
        self.ask(query)

    def ask(self, query: Query) -> float:
        """Return the milliseconds until the query found something that was typed as soon as there was a page."""
        return ask_at_once(self._browser, self._address, query)

    def fetch(self, query: Query) -> int:
        """Return the bytes that the search fetches for it as a first query, typed slowly."""
        self._sent.clear()
        ask_slowly(self._browser, self._address, query)
        return sum(file.size for file in self._sent if file.path not in self._unasked)

    def use(self, queries: Sequence[Query]) -> Use:
        """Return what several queries took."""
        return use(self._browser, self._address, queries)


@contextmanager
def _serve_both(browser: Browser, sites: Sites) -> Iterator[tuple[_Site, _Site]]:
    here: list[Sent] = []
    there: list[Sent] = []
    with serve(sites.variorum, sent=here) as ours, serve(sites.plain, sent=there) as plain:
        yield _Site(browser, ours + sites.page, here), _Site(browser, plain + sites.page, there)


def _weigh(sent: Sequence[Sent]) -> int:
    return sum(file.size for file in sent if not file.path.endswith(".woff2"))
