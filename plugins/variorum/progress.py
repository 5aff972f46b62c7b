"""What a long task is at → words for whoever waits; used where commands and builds begin."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds that nobody minds to wait in silence."""
INTERVAL = 10.0
"""Seconds after which a step that goes on is named again."""


@contextmanager
def show_progress(write: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Give back a function to be told each step; steps are written once the whole takes longer than `PATIENCE`.

    Args:
        write: Shows one line.
    """
    progress = _Progress(write)
    thread = threading.Thread(target=progress.watch, daemon=True)
    thread.start()
    try:
        yield progress.tell
    finally:
        progress.ended.set()
        thread.join()


class _Progress:
    """The step that is under way, watched by a thread since a step may be one long call."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write
        self.step = ""
        self.is_late = False
        self.lock = threading.Lock()
        self.ended = threading.Event()

    def tell(self, step: str) -> None:
        with self.lock:
            self.step = step
            if self.is_late:
                self.write(f"{step} …")

    def watch(self) -> None:
        waited = PATIENCE
        if self.ended.wait(PATIENCE):
            return
        while True:
            with self.lock:
                if self.step:
                    seconds = f" ({waited:.0f} s)" if self.is_late else ""
                    self.write(f"{self.step} …{seconds}")
                self.is_late = True
            if self.ended.wait(INTERVAL):
                return
            waited += INTERVAL
