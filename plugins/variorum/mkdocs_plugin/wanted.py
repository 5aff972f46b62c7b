"""What a preview makes only when it is asked for: thousands of small files, of which an editor looks at few."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.model import Edition

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Wanted:
    """The editions of the last build whose files beside their pages have not been written yet, by slug."""

    def __init__(self) -> None:
        self._editions: dict[str, Edition] = {}
        self._waiting: dict[str, Edition] = {}
        self._lock = threading.Lock()

    def end(self, editions: Sequence[Edition]) -> None:
        """Write nothing more of the last build: a new one, of these editions, is about to empty the site."""
        with self._lock:
            self._waiting = {}
            self._editions = {edition.slug: edition for edition in editions}

    def begin(self) -> None:
        """The new site is there: from now on what is missing in it may be written."""
        with self._lock:
            self._waiting = dict(self._editions)

    def watch(
        self, server: "LiveReloadServer", site: Path, write: Callable[[Edition], None]
    ) -> None:
        """Have an edition's files written before the first answer to a request for one that is not there.

        Args:
            server: The preview's.
            site: The folder that it serves.
            write: Writes the files of an edition.
        """
        answer: Any = server.get_app()

        def answer_when_there(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 — WSGI's
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            inner = path.removeprefix(server.mount_path).lstrip("/")
            with self._lock:
                edition = self._waiting.get(inner.partition("/")[0])
                name = f"{inner}index.html" if inner.endswith("/") else inner
                if edition and ".." not in name and not (site / name).is_file():
                    del self._waiting[edition.slug]
                    write(edition)
            found: Iterable[bytes] = answer(environ, start)
            return found

        server.set_app(answer_when_there)
