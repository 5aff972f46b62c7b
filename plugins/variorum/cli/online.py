"""The registry of a published site, read from its folder or over the network, which may be slow, wrong or gone."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from variorum.cli.fetching import MissingError, UnreadableError, fetch
from variorum.problems import Position, Problem, has_errors
from variorum.published import FILE
from variorum.read.registry import RegistryLine, parse_registry
from variorum.render.assets import EDITIONS

LARGEST = 200_000_000
"""Bytes; a registry of a hundred thousand paragraphs has some 60 MB."""


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
    except MissingError:
        return (), list(_explain_missing(site, slug, at))
    except UnreadableError as error:
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
    except MissingError:
        return (), []
    except (UnreadableError, ValueError, RecursionError) as error:
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
        except MissingError:
            continue
        except UnreadableError as error:
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
    except (MissingError, UnreadableError):
        return False
    return True


def _read(where: str) -> str:
    """Return what is at an address or a path, a folder's page for the folder.

    Raises:
        MissingError: Nothing is.
        UnreadableError: It cannot be had.
    """
    if where.lower().startswith(("http://", "https://")):
        content = fetch(where, largest=LARGEST).content
    else:
        file = Path(where)
        try:
            content = (file / "index.html" if file.is_dir() else file).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise MissingError from None
        except OSError as error:
            raise UnreadableError(error.strerror or "cannot be read") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableError("not UTF-8") from None
