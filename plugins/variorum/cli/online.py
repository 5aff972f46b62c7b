"""The registry of a published site, read from its folder or over the network, which may be slow, wrong or gone."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from variorum.problems import Position, Problem, has_errors
from variorum.published import FILE
from variorum.read.registry import RegistryLine, parse_registry
from variorum.render.assets import EDITIONS

SECONDS = 15.0
"""For one answer, its last byte included."""
LARGEST = 200_000_000
"""Bytes; a registry of a hundred thousand paragraphs has some 60 MB."""
_CHUNK = 1 << 16


class _Missing(Exception):  # noqa: N818 — no fault
    """There is nothing at an address."""


class _Unreadable(Exception):  # noqa: N818
    """Something is there, or may be, and cannot be read; says why."""


def read_published(
    site: str, slug: str, *, path: str
) -> tuple[tuple[RegistryLine, ...], list[Problem]]:
    """Return the registry that a site has of an edition, and why it could not be read.

    Args:
        site: The address of the site, or its folder.
        slug: The edition's.
        path: Of the edition's own registry, for the problems.
    """
    at = Position(path)
    where = f"{site.rstrip('/')}/{quote(slug)}/{FILE}"
    try:
        source = _read(where)
    except _Missing:
        return (), list(_explain_missing(site, slug, at))
    except _Unreadable as error:
        mend = "try again; nothing was compared"
        return (), [Problem("V334", at, f"the published registry {where}: {error}", mend=mend)]
    lines, problems = parse_registry(source, path=where)
    if has_errors(problems) or not lines:
        first = problems[0].text if problems else "it has no lines"
        mend = "look whether the address is that of the site; nothing was compared"
        said = f"what is published at {where} is no registry: {first}"
        return (), [Problem("V334", at, said, mend=mend)]
    return lines, []


def read_editions(site: str, *, at: Position) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the slugs of the editions that a site has; none of a site of before there was a list.

    Args:
        site: The address of the site, or its folder.
        at: For the problem of a list that cannot be read.
    """
    where = f"{site.rstrip('/')}/{EDITIONS}"
    try:
        slugs = json.loads(_read(where))
        if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
            raise ValueError("no list of names")
    except _Missing:
        return (), []
    except (_Unreadable, ValueError, RecursionError) as error:
        said = f"the list of the published editions {where}: {error}"
        mend = "try again; whether an edition is gone was not looked at"
        return (), [Problem("V334", at, said, mend=mend)]
    return tuple(slugs), []


def _explain_missing(site: str, slug: str, at: Position) -> Iterator[Problem]:
    """Say whether an edition without a registry is a new one, was published before registries were, or no site is there."""
    home = f"{site.rstrip('/')}/"
    if _is_there(f"{home}{FILE}") or Path(site).is_file():
        said = f"{site} is no site, but an edition or a file of one"
        mend = "name the site, in which the edition has its folder; nothing was compared"
        yield Problem("V334", at, said, mend=mend)
        return
    for address, found in (
        (f"{home}{quote(slug)}/", "the edition is published there without its registry"),
        (home, ""),
    ):
        try:
            _read(address)
        except _Missing:
            continue
        except _Unreadable as error:
            mend = "try again; nothing was compared"
            yield Problem("V334", at, f"the published site {address}: {error}", mend=mend)
            return
        if found:
            mend = "publish it once with this version; until then nothing can be compared"
            yield Problem("V334", at, f"{address}: {found}", mend=mend)
        else:
            said = f"not yet published at {home}: nothing to compare"
            mend = "none is needed if the edition is new"
            yield Problem("V335", at, said, mend=mend, severity="advice")
        return
    said = f"no site at {home}"
    yield Problem("V334", at, said, mend="correct the address; nothing was compared")


def _is_there(where: str) -> bool:
    try:
        _read(where)
    except (_Missing, _Unreadable):
        return False
    return True


def _read(where: str) -> str:
    """Return what is at an address or a path, a folder's page for the folder.

    Raises:
        _Missing: Nothing is.
        _Unreadable: It cannot be had.
    """
    if where.lower().startswith(("http://", "https://")):
        content = _wait_for(where)
    else:
        file = Path(where)
        try:
            content = (file / "index.html" if file.is_dir() else file).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise _Missing from None
        except OSError as error:
            raise _Unreadable(error.strerror or "cannot be read") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise _Unreadable("not UTF-8") from None


def _wait_for(address: str) -> bytes:
    """Fetch in a thread of its own: a server that sends a byte a second keeps every wait of the network's short."""
    answers: list[bytes | Exception] = []

    def fetch() -> None:
        try:
            answers.append(_fetch(address))
        except Exception as error:  # noqa: BLE001 — whoever waits for it raises it
            answers.append(error)

    thread = threading.Thread(target=fetch, daemon=True)
    thread.start()
    thread.join(SECONDS)
    answer = answers[0] if answers else _Unreadable(f"not there after {SECONDS:g} seconds")
    if isinstance(answer, Exception):
        raise answer
    return answer


def _fetch(address: str) -> bytes:
    deadline = time.monotonic() + SECONDS
    parts: list[bytes] = []
    size = 0
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "variorum"})
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            while part := answer.read1(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > LARGEST:
                    raise _Unreadable(f"more than {LARGEST:,} bytes")
                if time.monotonic() > deadline:
                    raise _Unreadable(f"not there after {SECONDS:g} seconds")
            wanted = answer.headers.get("Content-Length", "")
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (404, 410):
            raise _Missing from None
        raise _Unreadable(f"the server answers {error.code}") from None
    except TimeoutError:
        raise _Unreadable(f"not there after {SECONDS:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise _Unreadable(f"not there after {SECONDS:g} seconds") from None
        raise _Unreadable(f"cannot be reached ({reason})") from None
    if wanted.isdigit() and int(wanted) != size:
        raise _Unreadable("broken off in the middle")
    return b"".join(parts)
