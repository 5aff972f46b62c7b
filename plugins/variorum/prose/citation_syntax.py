"""Pandoc's citation syntax, `[see @key, p. 3; -@other]` → citations and back; used by `prose` and `export`."""

import re
from collections.abc import Sequence

from variorum.model import Citation

CANDIDATE = r"\[(?=-?@|[^\[\]]*(?<!\w)@[\w{])([^\[\]]*)\]"
"""Brackets meant for a citation: `[@key]`, `[@]`, not `[user@example.org]`."""

_KEY = re.compile(
    r"(?<![\w\\])(-?)@(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
)  # @smith-2011, -@{smith, 2011}
_MARKUP = re.compile(r"[*`<]|\\[!-/:-@\[-`{-~]|(?<!\w)_|_(?!\w)")  # *see*, `code`, \@
_ROMAN_LABEL = (
    r"(?:acts?|app|appendix|art|arts|articles?|bks?|books?|chaps?|chapters?|figs?|nos?|parts?|pp?|pts?"
    r"|scenes?|secs?|sections?|titles?|vols?|volumes?)\.?"
)
_LABEL = r"(?:§{1,2}|¶{1,2}|[^\W\d_]{1,12}(?:\.[^\W\d_]{1,3})?\.?)"
_DIGITS = r"[\w:.–—/-]{0,12}?\d(?:[\w:.–—/-]{0,20}\w)?"  # 3, 3–5, 12a, II/3
_ROMAN = r"[ivxlcdmIVXLCDM]{1,12}(?:[–-][ivxlcdmIVXLCDM]{1,12})?\b"
_QUOTED = r"[\"“][^\"“”]{1,80}[\"”]"
_UNIT = rf"(?:(?:{_LABEL}\s*)?{_DIGITS}|{_ROMAN_LABEL}\s+{_ROMAN}|s\.\s?v\.\s+{_QUOTED})"
_LOCATOR = re.compile(
    rf"\s*,?\s*(?:\{{([^{{}}]*)\}}|({_UNIT}(?:\s*(?:,|&|\band\b)\s*{_UNIT})*))(?!\w)"
)  # ", art. 4, para. 2", ", {chap. on boats}"

_CLOSE = ",.;:)"
"""Signs with which a suffix follows what is before it without a space."""


class MalformedCitationError(Exception):
    """Brackets that hold a key but are no citation; `text` and `mend` as of a problem."""

    def __init__(self, text: str, mend: str) -> None:
        self.text, self.mend = text, mend
        super().__init__(text)


def parse_cluster(words: str) -> tuple[Citation, ...]:
    """Return the citations of one pair of brackets.

    Args:
        words: What stands between the brackets.

    Raises:
        MalformedCitationError: A part has no key, or two, or holds markup.

    Source: Pandoc User's Guide, "Citation syntax".
    """
    if _MARKUP.search(_KEY.sub("", words)):
        raise MalformedCitationError(
            f'markup in the citation "[{_shorten(words)}]"', "write its words plain"
        )
    return tuple(_parse_citation(" ".join(part.split())) for part in words.split(";"))


def write_cluster(citations: Sequence[Citation]) -> str:
    """Return what stands between the brackets of citations: what `parse_cluster` reads."""
    return "; ".join(map(_write_citation, citations))


def _write_citation(citation: Citation) -> str:
    sign = "-@" if citation.suppress_author else "@"
    is_plain = _KEY.fullmatch(f"@{citation.key}")
    written = f"{sign}{citation.key}" if is_plain else f"{sign}{{{citation.key}}}"
    if citation.locator:
        is_plain = _LOCATOR.fullmatch(f", {citation.locator}")
        written += f", {citation.locator}" if is_plain else f", {{{citation.locator}}}"
    if citation.suffix:
        written += f"{'' if citation.suffix[0] in _CLOSE else ' '}{citation.suffix}"
    return f"{citation.prefix} {written}" if citation.prefix else written


def _parse_citation(part: str) -> Citation:
    found = list(_KEY.finditer(part))
    if not found:
        shown = f'"{_shorten(part)}"' if part else "nothing"
        mend = "write `[@key; @other]`: a key in each part, `;` only between two of them"
        raise MalformedCitationError(f"{shown} where a citation was expected", mend)
    if len(found) > 1:
        one, two = (match[2] or match[3] for match in found[:2])
        mend = f"part them by a semicolon: `@{one}; @{two}`"
        raise MalformedCitationError(f'two keys in "{_shorten(part)}"', mend)
    key = found[0]
    rest = part[key.end() :]
    located = _LOCATOR.match(rest)
    locator = (located[1] or located[2] or "").strip() if located else ""
    suffix = rest[located.end() :] if located else rest
    if "{" in suffix or "}" in suffix:
        mend = "close it: `[@key, {…}]`, or write it without braces"
        raise MalformedCitationError(f'a brace in the citation "{_shorten(part)}"', mend)
    return Citation(
        key=key[2] or key[3],
        locator=locator,
        prefix=part[: key.start()].strip(),
        suffix=suffix.strip(),
        suppress_author=bool(key[1]),
    )


def _shorten(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:60]}…"
