"""Words as BibTeX takes them: nothing in them can end a field, an entry or a group of LaTeX."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from variorum.bibliography.csl_markup import split_markup

_SPECIAL = re.compile(r"[\\{}#$%&_~^`\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WRITTEN: dict[int, str] = {
    ord("\\"): "\\textbackslash{}",
    # BibTeX counts a brace that is escaped too: the phantom's makes the number even.
    ord("{"): r"\{\vphantom{\}}",
    ord("}"): r"\vphantom{\{}\}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
    ord("`"): "\\`{}",
    **{ord(sign): f"\\{sign}" for sign in "#$%&_"},
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)), ""),
    **dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " "),
}
_SPACES = re.compile(" {2,}")
_LIGATURE = re.compile("(?<=-)-|(?<=')'")  # the second of --, which LaTeX would join to a dash
_COMMANDS: Mapping[str, str] = {
    "i": "\\textit{",
    "b": "\\textbf{",
    "sup": "\\textsuperscript{",
    "sub": "\\textsubscript{",
    "small": "\\textsc{",
    "nocase": "{",
    "/": "}",
}
_AND = re.compile(r"\band\b", re.IGNORECASE)

_UNSAFE_IN_ADDRESS = re.compile(r"[\s\\{}\"<>^`|\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # of RFC 3986
_UNSAFE_IN_KEY = re.compile(r"[^\w.:/+-]|_(?=x[0-9a-f])")


def escape(text: str) -> str:
    """Return words for LaTeX on one line, what is special there escaped; any other sign stays as it is."""
    if _SPECIAL.search(text):
        text = text.translate(_WRITTEN)
    if "--" in text or "''" in text:
        text = _LIGATURE.sub(r"{}\g<0>", text)
    return text


def write_text(text: str) -> str:
    """Return a text of CSL for LaTeX, its markup as commands."""
    if "<" in text:
        pieces = (_COMMANDS[kind] if kind else escape(piece) for kind, piece in split_markup(text))
        return tidy("".join(pieces))
    return tidy(escape(text))


def write_title(text: str) -> str:
    """Return a title so that no style changes its capitals."""
    return group(write_text(text))


def write_list(text: str) -> str:
    """Return one publisher, place or the like for a field that holds several, parted by `and`."""
    written = write_text(text)
    return group(written) if _AND.search(written) else written


def group(written: str) -> str:
    """Return what is written already as one piece that BibTeX neither divides nor changes."""
    # `{\textit{` would be a special character to it, and its letters small
    return f"{{{{{written}}}}}" if written.startswith("\\") else f"{{{written}}}"


def tidy(written: str) -> str:
    """Return what is written already with single spaces."""
    if "  " in written:
        written = _SPACES.sub(" ", written)
    return written.strip(" ")


def write_address(address: str) -> str:
    """Return an address as it is; what no address may have, in percent encoding."""
    return _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], errors="ignore"), address.strip())


def write_key(identifier: str) -> str:
    """Return an id as a citation key: signs that BibTeX or LaTeX would trip over by number, `a#b` as `a_x23_b`.

    Keys of different ids differ.
    """
    return _UNSAFE_IN_KEY.sub(lambda found: f"_x{ord(found[0]):x}_", identifier) or "_x0_"
