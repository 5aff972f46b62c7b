"""A built site, served to this machine alone, as a static host would serve it."""

import os
import re
import shutil
import sys
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from urllib.parse import quote, unquote, urlsplit

HOST = "127.0.0.1"
HOME, MISSING = "index.html", "404.html"
_OURS = ("search/catalogue.json", "assets/variorum")
"""What a site with editions has at its root, and nowhere else."""
_BASE = re.compile(r'"base": ?"(/[^"\\]*)"')  # "base": "/variorum/"
_TYPES = {
    ending: kind
    for kind, endings in {
        "application/atom+xml": "atom",
        "application/epub+zip": "epub",
        "application/gzip": "gz",
        "application/json": "json map",
        "application/jsonl": "jsonl",
        "application/ld+json": "jsonld",
        "application/manifest+json": "webmanifest",
        "application/pdf": "pdf",
        "application/rss+xml": "rss",
        "application/wasm": "wasm",
        "application/x-bibtex": "bib",
        "application/x-research-info-systems": "ris",
        "application/xml": "xml",
        "application/zip": "zip",
        "audio/mpeg": "mp3",
        "audio/ogg": "ogg",
        "font/otf": "otf",
        "font/ttf": "ttf",
        "font/woff": "woff",
        "font/woff2": "woff2",
        "image/avif": "avif",
        "image/gif": "gif",
        "image/jpeg": "jpg jpeg",
        "image/png": "png",
        "image/svg+xml": "svg",
        "image/webp": "webp",
        "image/x-icon": "ico",
        "text/css": "css",
        "text/csv": "csv",
        "text/html": "html htm",
        "text/javascript": "js mjs",
        "text/markdown": "md",
        "text/plain": "txt",
        "video/mp4": "mp4",
        "video/webm": "webm",
    }.items()
    for ending in endings.split()
}
"""Not the system's: some call a script plain text, and then no browser runs it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site in a folder."""

    root: Path
    """Without links in it, so that what leads out of it can be told."""
    base: str
    """The path below which it is to be published, from `/` to `/`: so begin links of its page for what is missing."""

    def find_file(self, path: str) -> Path | None:
        """Return the file at the path of an address, that of a folder being its page; None where there is none."""
        if not path.startswith(self.base):
            return None
        file = self.root / (path.removeprefix(self.base) + HOME * path.endswith("/"))
        try:
            real = Path(os.path.realpath(file, strict=True))
        except (OSError, ValueError):  # nothing is there, or no file can have this name
            return None
        return file if real.is_file() and real.is_relative_to(self.root) else None


def find_root(page: Path) -> Path:
    """Return the folder of the site that a page belongs to: by signs of ours, or where the page is."""
    marked = (root for root in page.parents if any((root / name).exists() for name in _OURS))
    return next(marked, page.parent)


def read_site(root: Path) -> Site:
    """Return the site in a folder; where it is to be published, its page for what is missing says."""
    try:
        page = (root / MISSING).read_text(encoding="utf-8", errors="replace")
    except OSError:
        page = ""
    told = _BASE.search(page)
    below = unquote(told[1]).strip("/") if told else ""
    return Site(root.resolve(), f"/{below}/" if below else "/")


class Server(ThreadingMixIn, TCPServer):
    """Serves a site until it is shut down."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows two servers could have one port

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_address[1]}{quote(self.site.base)}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        site = self.server.site
        try:
            asked = urlsplit(self.path)
        except ValueError:
            self.send_error(400)
            return
        path = unquote(asked.path)
        if file := site.find_file(path):
            self._send(file, 200)
        elif site.find_file(f"{path}/"):
            self._redirect(f"{quote(path)}/" + (f"?{asked.query}" if asked.query else ""))
        elif path == "/" != site.base:
            self._redirect(quote(site.base))
        else:
            self._send(site.find_file(site.base + MISSING), 404)

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, file: Path | None, status: int) -> None:
        try:
            content = file.open("rb") if file else None
        except OSError:
            content = None
        if not file or not content:
            self.send_error(404)
            return
        with content:
            kind = _TYPES.get(file.suffix.removeprefix(".").lower(), "application/octet-stream")
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}{charset}")
            self.send_header("Content-Length", str(os.fstat(content.fileno()).st_size))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-cache")  # it may be built anew meanwhile
            self.end_headers()
            if self.command == "GET":
                shutil.copyfileobj(content, self.wfile)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""
