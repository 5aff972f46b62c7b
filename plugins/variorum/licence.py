"""The name of a licence → the address at which it is read."""

import re

_ADDRESS = "https://creativecommons.org"
_LICENCE = re.compile(
    r"(?:CC|Creative Commons)[ -](?P<terms>BY(?:-NC)?(?:-SA|-ND)?)[ -](?P<version>2\.0|2\.5|3\.0|4\.0)",
    re.IGNORECASE,
)  # CC BY 4.0, CC-BY-NC-SA-3.0
_ZERO = re.compile(r"(?:CC|Creative Commons)[ -]?(?:Zero|0)(?:[ -]1\.0)?", re.IGNORECASE)  # CC0 1.0
_URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def find_licence(name: str) -> str | None:
    """Find the address of a licence that is one, or is one of Creative Commons by its name; None for others.

    Args:
        name: As an edition has it: `CC BY 4.0`, or as SPDX does, `CC-BY-4.0`.

    Source: Creative Commons, "Licenses list": the forms of the addresses.
    """
    if found := _LICENCE.fullmatch(name):
        return f"{_ADDRESS}/licenses/{found['terms'].lower()}/{found['version']}/"
    if _ZERO.fullmatch(name):
        return f"{_ADDRESS}/publicdomain/zero/1.0/"
    return name if _URL.fullmatch(name) else None
