"""A search asked by real keys in a browser → how soon it answered, how long the page blocked, how much memory it holds."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browser import LONGEST, RestlessPageError
from benchmarks.queries import Query

FLAGS = ("--js-flags=--expose-gc", "--disable-features=SpareRendererForSitePerProcess")
"""Of the browser: what no script holds can be given up, and no process waits for a page to come."""
WINDOW = (1440, 900)
QUIET = 0.6
"""Seconds without a change after which what the search shows is its answer."""
KEY_DELAY = 60
"""Milliseconds from key to key of somebody who types fast."""
SETTLING = 1.5
"""Seconds until memory given up is the machine's again."""

FIELD = "[name=query]"
SHOWN = ".md-search__output ol"
FOUND = f"{SHOWN} a"
"""What both call alike. What is read out stands elsewhere, and comes later."""

_WATCH = """
window.variorumBench = {key: 0, shown: 0, tasks: []};
addEventListener("keydown", ({timeStamp}) => { variorumBench.key = timeStamp; }, true);
new MutationObserver(records => {
  const shows = ({target}) => (target.closest ? target : target.parentElement)?.closest(SHOWN);
  // a task after the frame that shows it
  if (records.some(shows)) requestAnimationFrame(() => setTimeout(() => {
    variorumBench.shown = performance.now();
  }));
}).observe(document, {childList: true, characterData: true, subtree: true});
new PerformanceObserver(list => {
  for (const {startTime, duration} of list.getEntries())
    variorumBench.tasks.push({start: startTime, duration});
}).observe({type: "longtask"});
""".replace("SHOWN", repr(SHOWN))

_SEE = """found => ({
  key: variorumBench.key,
  shown: variorumBench.shown,
  now: performance.now(),
  isFound: [...document.querySelectorAll(found)].some(link => link.checkVisibility()),
})"""


@dataclass(frozen=True, slots=True)
class Later:
    """A query that was not the first of a visit."""

    query: Query
    time: float
    """Milliseconds from its last key to the last change of what was found."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one visit of somebody who looks for several things took, on a page at rest."""

    later: tuple[Later, ...]
    longest: float
    """Milliseconds of the longest task over 50 from opening the search on; 0 if there was none."""
    tasks: int
    """How many such tasks."""
    memory: float
    """MiB of the page's process, its workers included, with the search still open."""


def load_unasked(browser: Browser, address: str) -> None:
    """Load a page until nothing more is fetched, and leave its search alone."""
    with _visit(browser) as page:
        _load(page, address)


def ask_at_once(browser: Browser, address: str, query: Query) -> float:
    """Type a query as fast as keys are taken, as soon as there is a page.

    Returns:
        The milliseconds from the page's address to what was found.

    Raises:
        RestlessPageError: Nothing was.
    """
    with _visit(browser) as page:
        page.goto(address, wait_until="domcontentloaded", timeout=LONGEST * 1000)
        _open(page)
        page.keyboard.type(query.typed)
        return _wait_for_answer(page)[1]


def ask_slowly(browser: Browser, address: str, query: Query) -> None:
    """Type a query as people do, so that what it begins with is looked for as well.

    Raises:
        RestlessPageError: Nothing was found.
    """
    with _visit(browser) as page:
        page.goto(address, wait_until="domcontentloaded", timeout=LONGEST * 1000)
        _open(page)
        _ask(page, query)


def use(browser: Browser, address: str, queries: Sequence[Query]) -> Use:
    """Open the search of a page at rest and type one query after the other, as people do.

    Raises:
        RestlessPageError: Nothing was found.
    """
    with _visit(browser) as page:
        _load(page, address)
        opened: float = page.evaluate("performance.now()")
        _open(page)
        asked = [_ask(page, query) for query in queries]
        tasks: list[dict[str, float]] = page.evaluate("variorumBench.tasks")
        blocking = [task["duration"] for task in tasks if task["start"] + task["duration"] > opened]
        memory = _measure_memory(browser, page)
        return Use(tuple(asked[1:]), max(blocking, default=0), len(blocking), memory)


@contextmanager
def _visit(browser: Browser) -> Iterator[Page]:
    """Open a page with nothing kept from before, and close it."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        yield page
    finally:
        context.close()


def _load(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle", timeout=LONGEST * 1000)
    page.wait_for_timeout(1000 * QUIET)


def _open(page: Page) -> None:
    page.keyboard.press("/")
    is_ready = f"document.activeElement?.matches({FIELD!r})"
    page.wait_for_function(is_ready, polling="raf", timeout=LONGEST * 1000)


def _ask(page: Page, query: Query) -> Later:
    """Type a query in the place of the one before."""
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Backspace")
    page.keyboard.type(query.typed, delay=KEY_DELAY)
    key, shown = _wait_for_answer(page)
    return Later(query, shown - key)


def _wait_for_answer(page: Page) -> tuple[float, float]:
    """Return when the last key was pressed and when what the search shows last changed, once it rests.

    Raises:
        RestlessPageError: It shows nothing that was found.
    """
    started = time.monotonic()
    while time.monotonic() - started < LONGEST:
        page.wait_for_timeout(50)
        seen = page.evaluate(_SEE, FOUND)
        key, shown = seen["key"], seen["shown"]
        if seen["isFound"] and shown > key and seen["now"] - shown > 1000 * QUIET:
            return key, shown
    typed = page.locator(FIELD).first.input_value()
    raise RestlessPageError(f"{page.url} shows nothing found for: {typed}")


def _measure_memory(browser: Browser, page: Page) -> float:
    for _ in range(2):
        page.evaluate("gc()")
        for worker in page.workers:
            worker.evaluate("gc()")
        page.wait_for_timeout(1000 * SETTLING)
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(_read_private(known["id"]) for known in processes if known["type"] == "renderer")


def _read_private(process: int) -> float:
    """Return the MiB that only this process has, as Chromium counts its *private memory footprint* on Linux."""
    # proc(5), /proc/pid/status: "RssAnon:	  67584 kB"; others may not read more of a process in a sandbox
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return sum(int(fields[name].split()[0]) for name in ("RssAnon", "VmSwap")) / 1024
