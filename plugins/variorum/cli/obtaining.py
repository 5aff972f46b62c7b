"""What others have of a work, as `variorum reference` is given it: a file, something pasted, or what a server answers."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

import click

from variorum.cli.fetching import Answer, MissingError, UnreadableError, fetch
from variorum.gather.book import ask_for_book, read_book
from variorum.gather.identifiers import Identified, identify, is_like_isbn
from variorum.gather.page import read_page
from variorum.gather.particulars import Raw
from variorum.gather.records import NoRecordsError, read_records, recognise
from variorum.problems import make_printable

DOI_SERVER = ("VARIORUM_DOI_SERVER", "https://doi.org")
ISBN_SERVER = ("VARIORUM_ISBN_SERVER", "https://openlibrary.org")
"""Who is asked, unless the environment names another."""
CSL_JSON = "application/vnd.citationstyles.csl+json"
LARGEST = 5_000_000
"""Bytes of an answer, or of a file."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Obtained(NamedTuple):
    """Records, and whether a stranger wrote them."""

    records: list[Raw]
    is_fetched: bool


def obtain(source: str | None) -> Obtained:
    """Return the records that are meant; asks for them where nothing is named and somebody is there.

    Raises:
        click.UsageError: Nothing is given.
        click.ClickException: There are none; says why.
        PandocError: Pandoc is missing.
    """
    try:
        if source is None or source == "-":
            pasted = _read_pasted()
            if not pasted.strip():
                raise click.UsageError("say SOURCE, or pipe it in; nothing was given")
            return Obtained(read_records(pasted), is_fetched=False)
        file = Path(source)
        if len(source) < 1000 and "\n" not in source and file.is_file():
            return Obtained(read_records(_read_file(file)), is_fetched=False)
        if identified := identify(source):
            return Obtained([_look_up(identified)], is_fetched=True)
        if recognise(source):
            return Obtained(read_records(source), is_fetched=False)
    except NoRecordsError as error:
        raise click.ClickException(make_printable(str(error))) from error
    shown = make_printable(source.strip().split("\n")[0][:60])
    if is_like_isbn(source):
        raise click.ClickException(f'"{shown}" is no ISBN: its last digit does not fit the others')
    said = f'"{shown}" is no file here, no DOI, ISBN or web address, and neither BibTeX, RIS nor CSL-JSON'
    raise click.ClickException(said)


def _read_pasted() -> str:
    if sys.stdin.isatty():
        click.echo(
            "Paste BibTeX, RIS or CSL-JSON, and end with Ctrl-D on a line of its own:", err=True
        )
    return _decode(sys.stdin.buffer.read(LARGEST + 1), "what was pasted")


def _read_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return _decode(stream.read(LARGEST + 1), str(file))
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror})") from error


def _decode(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise click.ClickException(f"{name}: more than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{name}: not UTF-8; save it so") from error


def _look_up(identified: Identified) -> Raw:
    """Return what a server says of a work.

    Raises:
        NoRecordsError: It says nothing that can be used.
        click.ClickException: It cannot be asked.
    """
    finders: dict[str, Callable[[str], Raw]] = {
        "DOI": _find_by_doi,
        "ISBN": _find_by_isbn,
        "URL": _find_by_url,
    }
    return finders[identified.kind](identified.value)


def _find_by_doi(doi: str) -> Raw:
    """Ask a resolver of DOIs, which asks whoever registered it: Crossref, DataCite and others.

    Source: DOI Foundation, "DOI Content Negotiation".
    """
    answer = _ask(f"{_find_server(DOI_SERVER)}/{quote(doi, safe='/:;()<>._-')}", accept=CSL_JSON)
    try:
        text = answer.content.decode("utf-8")
        records = read_records(text) if recognise(text) == "CSL-JSON" else []
    except (UnicodeDecodeError, NoRecordsError):
        records = []
    if len(records) != 1:
        raise NoRecordsError(f"{answer.address} has no record of {doi}; paste it from elsewhere")
    return {"DOI": doi, **records[0]}


def _find_by_isbn(isbn: str) -> Raw:
    answer = _ask(ask_for_book(_find_server(ISBN_SERVER), isbn), accept="application/json")
    return read_book(answer.content.decode("utf-8", "replace"), isbn)


def _find_by_url(address: str) -> Raw:
    answer = _ask(_write_uri(address), accept="text/html, application/xhtml+xml;q=0.9, */*;q=0.1")
    raw = read_page(answer.content, address=answer.address, charset=answer.charset)
    if not raw.get("title"):
        raise NoRecordsError(f"{address} does not say what it is called; paste a record of it")
    return raw


def _find_server(named: tuple[str, str]) -> str:
    variable, usual = named
    return (os.environ.get(variable) or usual).rstrip("/")


def _write_uri(address: str) -> str:
    """Return an address in ASCII, as servers are asked (RFC 3987, section 3.1)."""
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = parts.netloc
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, host, path, query, ""))


def _ask(address: str, *, accept: str) -> Answer:
    mend = "paste its BibTeX, RIS or CSL-JSON instead: `variorum reference -`"
    try:
        return fetch(address, largest=LARGEST, accept=accept)
    except MissingError as error:
        raise click.ClickException(make_printable(f"nothing is at {address}; {mend}")) from error
    except UnreadableError as error:
        raise click.ClickException(make_printable(f"{address}: {error}; {mend}")) from error
