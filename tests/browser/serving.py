"""A static host, as strict as most: it serves a folder, and the site's own 404 page for what is not there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Serves a site that stands below a path of its folder, without a word."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, below: str, **options: object) -> None:
        self.below = below
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a static host does."""
        page = Path(self.directory, self.below, "404.html")
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


@contextmanager
def serve(folder: Path, *, below: str) -> Iterator[str]:
    """Serve a folder while the block lasts, and give the address of the site `below` it, which ends in `/`."""
    handler = partial(Handler, directory=str(folder), below=below)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{below}"
        server.shutdown()
        thread.join()
