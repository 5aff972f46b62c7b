"""A running `mkdocs serve` → what a rebuild after one saved change costs."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

from benchmarks.measure import ENVIRONMENT, Cost, MeasuredCommandError

PATIENCE = 900
"""Seconds after which a build is taken to be lost."""
SETTLING = 3
"""Seconds until a started preview has seen all files that it watches."""

_TICKS = os.sysconf("SC_CLK_TCK")
# MkDocs leaves out "Documentation built in 0.59 seconds" when it has said just that before
_BUILT = re.compile(rb"Reloading browsers")
_FAILED = re.compile(rb"Aborted|An error happened|Traceback")


class Preview:
    """A preview of a site, which has built it once; leaving the context ends it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        self._command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", address]
        handle, name = tempfile.mkstemp(prefix="variorum-bench-", suffix=".log")
        self._log = Path(name)
        with os.fdopen(handle, "wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=ENVIRONMENT
            )

    def __enter__(self) -> "Preview":
        try:
            self._wait_for(re.compile(rb"Serving on"), times=1)
        except BaseException:
            self._end()
            raise
        time.sleep(SETTLING)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def measure_rebuild(self, file: Path, content: str) -> Cost:
        """Save a file and return what the process took until it said that the new site is there.

        Raises:
            MeasuredCommandError: The build failed, or the change was not noticed.
        """
        built = len(_BUILT.findall(self._log.read_bytes()))
        cpu, started = self._read_cpu(), time.monotonic()
        file.write_text(content, encoding="utf-8")
        self._wait_for(_BUILT, times=built + 1)
        return Cost(self._read_cpu() - cpu, time.monotonic() - started, 0)

    def _wait_for(self, line: re.Pattern[bytes], *, times: int) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            said = self._log.read_bytes()
            if len(line.findall(said)) >= times:
                return
            if _FAILED.search(said) or self._process.poll() is not None or time.monotonic() > end:
                raise MeasuredCommandError(self._command, said.decode(errors="replace"))
            time.sleep(0.02)

    def _read_cpu(self) -> float:
        """Return the seconds of processor that the process and what it waited for have had."""
        # proc(5), /proc/pid/stat: utime, stime, cutime, cstime are fields 14 to 17; the name before may hold spaces
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICKS

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._log.unlink()
