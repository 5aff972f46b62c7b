"""The real site, built and served below a path, and a browser that may ask nobody else for anything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hard import build, write_project
from mixed import write_project as write_mixed
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import serve

BELOW = "some/path/"
"""The site is served below a path, as on GitHub Pages, so that an absolute link is found out."""

# Material asks a known host for the repository's stars; that would be a request to another origin
PLACE = {
    "SITE_URL": f"https://example.org/{BELOW}",
    "REPO_URL": "https://github.com/OWNER/REPOSITORY",
}

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # The suggestions of the address bar are drawn for every new context, and cost as much as a page: the first two.
    # Chromium heeds one list only, so the others repeat what Playwright turns off.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,"
    "PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning",
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site as `make site` builds it, for a repository that Material knows by its host."""
    folder = tmp_path_factory.mktemp("served") / BELOW
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=root,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **PLACE},
    )
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the served site, ending in `/`."""
    with serve(site_folder.parents[1], below=BELOW) as address:
        yield address


@pytest.fixture(scope="session")
def hard_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hard editions, `hard/` and `hebrew/`, built; see hard.py."""
    folder = tmp_path_factory.mktemp("hard")
    served = folder / "served" / BELOW
    write_project(folder / "src")
    build(folder / "src", served, **PLACE)
    return served


@pytest.fixture(scope="session")
def hard_site(hard_folder: Path) -> Iterator[str]:
    """The address of the served hard editions, ending in `/`."""
    with serve(hard_folder.parents[1], below=BELOW) as address:
        yield address


@pytest.fixture(scope="session")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served edition of mixed statuses, ending in `/`; see mixed.py."""
    folder = tmp_path_factory.mktemp("mixed")
    write_mixed(folder / "src")
    build(folder / "src", folder / "served" / BELOW, **PLACE)
    with serve(folder / "served", below=BELOW) as address:
        yield address


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


@contextmanager
def opening(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Give the function that opens pages of a site, and see to it that none asks another origin, and no script fails."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        path: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        javascript: bool = True,
        permissions: Sequence[str] = ("clipboard-read", "clipboard-write"),
        **options: object,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            permissions=list(permissions),
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
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open a page of the site: `open_page("holding-the-reset-hostage/", width=375, scheme="dark")`.

    Also `height`, `javascript=False`, `permissions=()` for a reader who lets no page at the clipboard, and any
    option of Playwright's `new_context`: `has_touch=True, is_mobile=True` for a telephone,
    `reduced_motion="reduce"`, `forced_colors="active"`, `locale`. The test fails when a page of it asks another
    origin for anything, or a script of it throws.
    """
    with opening(browser, site) as open_page:
        yield open_page


@pytest.fixture
def open_hard(browser: Browser, hard_site: str) -> Iterator[OpenPage]:
    """Open a page of the hard editions, as `open_page` does: `open_hard("hard/")`, `open_hard("hebrew/psalm/")`."""
    with opening(browser, hard_site) as open_page:
        yield open_page


@pytest.fixture
def open_mixed(browser: Browser, mixed_site: str) -> Iterator[OpenPage]:
    """Open a page of the edition of mixed statuses, as `open_page` does: `open_mixed("gettysburg/")`."""
    with opening(browser, mixed_site) as open_page:
        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The reading page of the first edition, wide and light."""
    return open_page("holding-the-reset-hostage/")
