"""The real site, built and served below a path, and a browser that may ask nobody else for anything."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BELOW = "some/path/"
"""The site is served below a path, as on GitHub Pages, so that an absolute link is found out."""

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

OpenPage = Callable[..., Page]


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a word, the site's own 404 page for what is not there."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a static host does."""
        page = Path(self.directory, BELOW, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture(scope="session")
def site_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site as `make site` builds it, for a repository that Material knows by its host."""
    folder = tmp_path_factory.mktemp("served") / BELOW
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=root,
        check=True,
        # Material asks a known host for the repository's stars; that would be a request to another origin
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": f"https://example.org/{BELOW}",
            "REPO_URL": "https://github.com/OWNER/REPOSITORY",
        },
    )
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the served site, ending in `/`."""
    served = str(site_folder).removesuffix(BELOW.rstrip("/"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=served)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{BELOW}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser(root: Path) -> Iterator[Browser]:
    """Headless Chromium: `$CHROMIUM`, else whichever tools/chromium.py finds or installs."""
    chromium = (
        os.environ.get("CHROMIUM")
        or subprocess.run(
            [sys.executable, str(root / "tools" / "chromium.py")],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout.strip()
    )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=shutil.which(chromium) or chromium,
            chromium_sandbox=os.geteuid() != 0,  # Chromium refuses root its sandbox
            args=QUIET,
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open a page of the site: `open_page("holding-the-reset-hostage/", width=375, scheme="dark")`.

    Also `height`, `javascript=False`, and any option of Playwright's `new_context`. The test fails when a page of
    it asks another origin for anything, or a script of it throws.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        path: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        javascript: bool = True,
        **options: object,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **options,
        )
        contexts.append(context)
        context.on("request", lambda request: note_foreign(request.url))
        context.on("weberror", lambda error: faults.append(f"script failed: {error.error}"))
        page = context.new_page()
        page.goto(site + path)
        return page

    def note_foreign(url: str) -> None:
        if not url.startswith((site, "data:", "blob:", "about:")):
            faults.append(f"asked for {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The reading page of the first edition, wide and light."""
    return open_page("holding-the-reset-hostage/")
