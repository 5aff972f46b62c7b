"""A command → what it cost; a built site → how large it is."""

import gzip
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from variorum.search_index import CATALOGUE

# modules are compiled once, as on a reader's machine, whatever the caller's environment says
_KEPT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = {**_KEPT, "NO_MKDOCS_2_WARNING": "1"}


class MeasuredCommandError(Exception):
    """A command that was to be measured failed, so that no figure of it means anything."""

    def __init__(self, command: list[str], output: str) -> None:
        self.command, self.output = command, output
        super().__init__(f"{' '.join(command)} failed\n{output}")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds, user and system, of the process and all it waited for: pandoc's too."""
    wall: float
    """Seconds."""
    memory: float
    """MiB, of the largest of these processes; 0 where it isn't known."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How large a file is."""

    raw: int
    """Bytes."""
    compressed: int
    """Bytes, by gzip."""


@dataclass(frozen=True, slots=True)
class Output:
    """How large a site is."""

    size: int
    """Bytes of all files."""
    page: Weight
    elements: int
    """Of that page."""
    index: Weight
    """What the search fetches before it finds anything."""


def measure_command(command: list[str], folder: Path) -> Cost:
    """Run a command to its end in a folder and return what it took.

    Raises:
        MeasuredCommandError: It failed.
    """
    with tempfile.TemporaryFile() as log:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise MeasuredCommandError(command, log.read().decode(errors="replace"))
    # Linux counts the memory of the largest process in KiB
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def measure_site(site: Path, page: str) -> Output:
    """Return how large a built site is.

    Args:
        site: Its folder.
        page: The page to weigh, relative to it.
    """
    counter = _ElementCounter()
    counter.feed((site / page).read_text(encoding="utf-8"))
    index, catalogue = (site / "search" / name for name in ("search_index.json", CATALOGUE))
    return Output(
        size=sum(file.stat().st_size for file in site.rglob("*") if file.is_file()),
        page=_weigh(site / page),
        elements=counter.count,
        index=_weigh(catalogue if catalogue.is_file() else index),
    )


def _weigh(file: Path) -> Weight:
    content = file.read_bytes()
    return Weight(len(content), len(gzip.compress(content, mtime=0)))


class _ElementCounter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
