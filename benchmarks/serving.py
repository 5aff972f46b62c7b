"""A folder over HTTP from this machine, as a static host serves it: compressed, on connections that stay open."""

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from socketserver import BaseServer
from urllib.parse import unquote, urlsplit

LEVEL = 9
"""Of gzip, for what is served and what is weighed."""

_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".mjs": "text/javascript"}
_PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was asked for and sent."""

    path: str
    """From the folder that is served, without a query."""
    size: int
    """Bytes, compressed where it was sent so; its header is not counted."""


@contextmanager
def serve(folder: Path, *, font_delay: float = 0, sent: list[Sent] | None = None) -> Iterator[str]:
    """Serve a folder and yield its address, which ends in `/`.

    Args:
        folder: What is served.
        font_delay: Seconds for which fonts are kept back.
        sent: Gets what is sent, in that order.
    """
    handler = partial(_Handler, folder, font_delay, [] if sent is None else sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self,
        folder: Path,
        font_delay: float,
        sent: list[Sent],
        request: socket,
        address: object,
        server: BaseServer,
    ) -> None:
        self.folder, self.font_delay, self.sent = folder, font_delay, sent
        super().__init__(request, address, server)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self.folder / path
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self._answer(404, "text/plain", b"")
            return
        guessed = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        if file.suffix == ".woff2":
            time.sleep(self.font_delay)
        kind = guessed or "application/octet-stream"
        is_packed = kind.startswith(_PACKED) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _pack(file, file.stat().st_mtime_ns) if is_packed else file.read_bytes()
        self.sent.append(Sent(path, len(body)))
        self._answer(200, kind, body, is_packed=is_packed)

    def _answer(self, status: int, kind: str, body: bytes, *, is_packed: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


# a static host compresses a file once; an index of 13 MB takes a second
@lru_cache(maxsize=1024)
def _pack(file: Path, changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)
