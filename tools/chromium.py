"""Find a Chromium for the browser tests, installing one where none is found, and print its path.

Tried in this order: `$CHROMIUM`, one found on the system, Playwright's own, Debian's by apt-get.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PACKAGES = ("chromium", "chromium-sandbox", "fonts-liberation")
CONNECT_SECONDS = 5  # Playwright tries several hosts; without a network each must fail soon
DOWNLOAD_SECONDS = 600  # about 170 MB on a slow line
VERSION = re.compile(
    r"(?:Chromium|Google Chrome)[^\d\n]* \d+\."
)  # "Chromium 156.0.8078.73 built on …"


def main() -> int:
    """Print the path of a Chromium that runs; say on stderr what is tried, and what to do when all fails."""
    if wanted := os.environ.get("CHROMIUM"):
        if found := find_running([wanted]):
            print(found)
            return 0
        say(f"CHROMIUM={wanted} is no Chromium that runs here; mend or unset it")
        return 1
    for candidates in (NAMES, playwrights_own(), debians_own()):
        if found := find_running(candidates):
            print(found)
            return 0
    say("no Chromium found; install Chromium or Google Chrome, or set CHROMIUM to its path")
    return 1


def find_running(candidates: Sequence[str] | Iterator[str]) -> str | None:
    """Find the first of the programs that runs and calls itself Chromium or Chrome."""
    for candidate in candidates:
        path = shutil.which(candidate)
        if path and VERSION.search(run([path, "--version"], seconds=30) or ""):
            return path
    return None


def playwrights_own() -> Iterator[str]:
    """Yield Playwright's Chromium if it is there, else after downloading it."""
    where = "import playwright.sync_api as s\nwith s.sync_playwright() as p: print(p.chromium.executable_path)"
    path = (run([sys.executable, "-c", where], seconds=60) or "").strip()
    if not path:
        return
    yield path
    if Path(path).exists():  # there, but it does not run: libraries of the system are missing
        return
    say("no Chromium on this system; downloading Playwright's")
    milliseconds = str(CONNECT_SECONDS * 1000)
    environment = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": milliseconds}
    install = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    if run(install, seconds=DOWNLOAD_SECONDS, environment=environment) is None:
        say("Playwright's could not be downloaded")
    yield path


def debians_own() -> Iterator[str]:
    """Yield Debian's Chromium after installing it, where apt-get may be used without asking for a password."""
    if not shutil.which("apt-get"):
        return
    become_root: list[str] = []
    if os.geteuid() != 0:
        become_root = ["sudo", "-n"]
        if not shutil.which("sudo") or run([*become_root, "true"], seconds=30) is None:
            say("apt-get needs root; run `sudo apt-get install chromium`")
            return
    say("installing Debian's Chromium by apt-get")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run([*become_root, *quiet, "update"], seconds=DOWNLOAD_SECONDS)
    install = [*become_root, *quiet, "install", "-y", "--no-install-recommends", *PACKAGES]
    run(install, seconds=DOWNLOAD_SECONDS)
    yield from NAMES


def run(
    command: list[str], *, seconds: float, environment: dict[str, str] | None = None
) -> str | None:
    """Return what a command printed; None, with its last words on stderr, when it failed or took too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{command[0]}: {error}")
        return None
    if done.returncode != 0:
        say("\n".join((done.stderr or done.stdout).strip().splitlines()[-3:]))
        return None
    return done.stdout


def say(text: str) -> None:
    """Print on stderr; stdout carries the path alone."""
    if text:
        print(f"chromium: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
