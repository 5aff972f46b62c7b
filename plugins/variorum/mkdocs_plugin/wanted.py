"""What a preview makes only when it is asked for: thousands of small files, of which an editor looks at few."""

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Wanted:
    """What writes the files of the last build that have not been written yet, by the folder of the site that they are in."""

    def __init__(self) -> None:
        self._waiting: dict[str, Callable[[], None]] = {}
        self._lock = threading.Lock()

    def end(self) -> None:
        """Write nothing more of the last build: a new one is about to empty the site."""
        with self._lock:
            self._waiting = {}

    def begin(self, writers: Mapping[str, Callable[[], None]]) -> None:
        """The new site is there: from now on what is missing in it may be written."""
        with self._lock:
            self._waiting = dict(writers)

    def watch(self, server: "LiveReloadServer", site: Path) -> None:
        """Have the files of a folder written before the first answer to a request for one that is not there.

        Args:
            server: The preview's.
            site: The folder that it serves.
        """
        answer: Any = server.get_app()

        def answer_when_there(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 — WSGI's
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            inner = path.removeprefix(server.mount_path).lstrip("/")
            with self._lock:
                folder = inner.partition("/")[0]
                name = f"{inner}index.html" if inner.endswith("/") else inner
                if folder in self._waiting and ".." not in name and not (site / name).is_file():
                    self._waiting.pop(folder)()
            found: Iterable[bytes] = answer(environ, start)
            return found

        server.set_app(answer_when_there)
