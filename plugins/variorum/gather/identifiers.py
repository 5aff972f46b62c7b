"""A word → the work that it identifies: a DOI, an ISBN, a web address."""

import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

Kind = Literal["DOI", "ISBN", "URL"]

_DOI = re.compile(
    r"(?:doi:?\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.I
)  # doi:10.1000/182
_URL = re.compile(r"https?://[^\s/?#\"<>\\][^\s\"<>\\]*", re.I)  # https://example.org/a
_ISBN = re.compile(
    r"(?:urn:)?(?:isbn(?:-1[03])?:?)?\s*([0-9][0-9 \u2010-\u2015-]{8,20}[0-9Xx])", re.I
)  # ISBN 0-306-40615-2
_SEPARATORS = re.compile(r"[ \u2010-\u2015-]")


class Identified(NamedTuple):
    """What identifies a work, in the form in which it is looked up."""

    kind: Kind
    value: str


def identify(word: str) -> Identified | None:
    """Return what a word identifies; None where it is none of these."""
    word = word.strip()
    if found := _DOI.fullmatch(word):
        return Identified("DOI", found[1])
    if found := _ISBN.fullmatch(word):
        isbn = fold_isbn(found[1])
        return Identified("ISBN", isbn) if isbn else None
    return Identified("URL", word) if _URL.fullmatch(word) and _has_host(word) else None


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # http://[::1
        return False


def is_like_isbn(word: str) -> bool:
    """Say whether a word is written as an ISBN is, mistyped or not."""
    found = _ISBN.fullmatch(word.strip())
    return bool(found) and len(_SEPARATORS.sub("", found[1] if found else "")) in (10, 13)


def fold_doi(written: str) -> str:
    """Return a DOI as two compare: without a resolver, in small letters (DOI Handbook, 2.4); empty where it is none."""
    found = _DOI.fullmatch(written.strip())
    return found[1].lower() if found else ""


def fold_isbn(written: str) -> str:
    """Return an ISBN as thirteen digits; empty where its check digit is wrong (ISO 2108)."""
    digits = _SEPARATORS.sub("", written.strip()).upper()
    if re.fullmatch(r"\d{13}", digits):
        return digits if _sum_of_13(digits) % 10 == 0 else ""
    if not re.fullmatch(r"\d{9}[\dX]", digits):
        return ""
    values = [10 if sign == "X" else int(sign) for sign in digits]
    if sum((10 - i) * value for i, value in enumerate(values)) % 11:
        return ""
    first = f"978{digits[:9]}"
    return f"{first}{-_sum_of_13(first) % 10}"


def fold_url(written: str) -> str:
    """Return a web address as two compare: without its scheme, `www.`, fragment and the slash at its end."""
    address = re.sub(r"^https?://(?:www\.)?", "", written.strip(), flags=re.I).partition("#")[0]
    host, slash, path = address.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _sum_of_13(digits: str) -> int:
    return sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
