"""The tags that a site's templates write, told from those in its pages' content, and the policy of each page."""

import re
import secrets
from functools import wraps
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension
from mkdocs.config.defaults import MkDocsConfig

from variorum.policy import (
    Allowed,
    allow_origins,
    put_policy,
    read_frame,
    read_shown,
    write_headers,
    write_policy,
)

HEADERS = "_headers"
_MARK = "variorum_mark"
_TAG = re.compile(
    r"(?:<|\\u003c)(?:script|style|link|img|iframe|video|audio|source)(?=[\s>]|\\u003e)",
    re.IGNORECASE,
)


class _Marking(Extension):
    """Marks the tags that a template writes itself, as it is read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        mark = getattr(self.environment, _MARK)
        return _TAG.sub(lambda tag: f"{tag[0]} {mark}", source)


class Frame:
    """The frames of a site's pages while it is being built."""

    def __init__(self, config: MkDocsConfig) -> None:
        # a mark that content could guess would be one that content could use
        self._mark = f"vr-{secrets.token_hex(8)}"
        self._all: Allowed = allow_origins([str(config.theme.get("favicon") or "")], "img")
        self._own = self._all
        # pages that take each other's place keep the policy of the first one
        self._is_shared = "navigation.instant" in (config.theme.get("features") or ())
        self._paths: list[str] = []

    def mark(self, env: Environment) -> None:
        """Have everything marked that templates write from now on."""
        env.extend(**{_MARK: self._mark})
        env.add_extension(_Marking)
        if env.cache is not None:
            env.cache.clear()
        write = env.filters["script_tag"]

        @wraps(write)
        def write_marked(*arguments: object) -> str:
            return str(write(*arguments)).replace("<script", f"<script {self._mark}", 1)

        env.filters["script_tag"] = write_marked

    def finish(self, html: str, path: str, *, content: str = "") -> str:
        """Return a page without marks, with its policy.

        Args:
            html: The page as it is to be written.
            path: Of its file.
            content: What the owner of the site wrote in it; nothing, where it is the work of others.
        """
        allowed = self._own | read_frame(html, self._mark) | read_shown(content)
        self._all |= allowed
        if self._is_shared:
            self._paths.append(path)
        html = html.replace(f" {self._mark}", "")
        return put_policy(html, self._mark if self._is_shared else write_policy(allowed))

    def guard(self, html: str) -> str:
        """Return a page without a frame, with its policy."""
        return put_policy(html, write_policy(self._own))

    def end(self, site: Path) -> None:
        """Write what is known only when all pages are: the policy that they share, and the file of headers."""
        for path in self._paths:
            file = site / path
            if file.is_file():
                html = file.read_text(encoding="utf-8")
                file.write_text(html.replace(self._mark, write_policy(self._all)), encoding="utf-8")
        headers = site / HEADERS
        if not headers.exists():  # a site's own file is taken instead
            headers.write_text(write_headers(self._all), encoding="utf-8")
