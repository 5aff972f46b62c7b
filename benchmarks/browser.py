"""A page in a slow browser → how long it blocked, what it moved, how large it grew."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FIND = Path(__file__).resolve().parent.parent / "tools" / "chromium.py"
SLOWER = 4
"""Times that the processor is throttled."""
QUIET = 5.0
"""Seconds without a long task or a request after which a page has come to rest."""
LONGEST = 120.0
"""Seconds after which a page that doesn't come to rest is given up."""

# each long task blocks from its 50th millisecond on
_WATCH = """
window.variorumBench = {blocking: 0, tasks: 0, shift: 0};
new PerformanceObserver(list => {
  for (const {duration} of list.getEntries()) {
    variorumBench.tasks += 1;
    variorumBench.blocking += Math.max(0, duration - 50);
  }
}).observe({type: "longtask", buffered: true});
new PerformanceObserver(list => {
  for (const {value} of list.getEntries()) variorumBench.shift += value;
}).observe({type: "layout-shift", buffered: true});
"""


class RestlessPageError(Exception):
    """A page did not come to rest, so that its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a page, up to its rest."""

    blocking: float
    """Milliseconds beyond 50 of all long tasks."""
    style: float
    """Milliseconds of matching styles."""
    layout: float
    """Milliseconds of layout."""
    script: float
    """Milliseconds of scripts."""
    shift: float
    """The sum of all layout shifts, which is no less than the page's CLS."""
    elements: int
    foreign: int
    """Requests to another origin."""


def find_chromium() -> str:
    """Return the path of a Chromium, installing one where none is found."""
    command = [sys.executable, str(FIND)]
    found = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    return shutil.which(found) or found


@contextmanager
def open_browser(chromium: str, *flags: str) -> Iterator[Browser]:
    """Run a Chromium without a window, with further flags, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            chromium_sandbox=os.geteuid() != 0,  # Chromium refuses root its sandbox
            args=[
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                *flags,
            ],
        )
        try:
            yield browser
        finally:
            browser.close()


def load(browser: Browser, address: str, *, size: tuple[int, int]) -> Load:
    """Load a page on a throttled processor, with nothing kept from before, until it rests.

    Raises:
        RestlessPageError: It never did.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(_WATCH)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address, wait_until="load", timeout=LONGEST * 1000)
        _wait_for_rest(page, requests)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        metrics = session.send("Performance.getMetrics")["metrics"]
        spent = {metric["name"]: 1000 * metric["value"] for metric in metrics}
        seen = page.evaluate("variorumBench")
        origin = "/".join(address.split("/")[:3])
        return Load(
            blocking=seen["blocking"],
            style=spent["RecalcStyleDuration"],
            layout=spent["LayoutDuration"],
            script=spent["ScriptDuration"],
            shift=seen["shift"],
            elements=page.evaluate("document.querySelectorAll('*').length"),
            foreign=sum(not url.startswith((origin, "data:", "blob:")) for url in requests),
        )
    finally:
        context.close()


def _wait_for_rest(page: Page, requests: list[str]) -> None:
    started = changed = time.monotonic()
    before: tuple[int, int] | None = None
    while time.monotonic() - changed < QUIET:
        page.wait_for_timeout(500)
        now = (page.evaluate("variorumBench.tasks"), len(requests))
        if now != before:
            before, changed = now, time.monotonic()
        if changed - started > LONGEST:
            raise RestlessPageError(f"{page.url} does not come to rest")
