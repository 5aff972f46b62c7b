"""The words alone: as the edition reads them, and as the copy-text has them."""

from collections.abc import Iterable

from variorum.model import Edition


def make_text(edition: Edition) -> bytes:
    """Return `text.txt`, the edition's reading: blocks parted by empty lines, texts by the same, a newline at the end.

    Nothing else is in it, neither titles nor numbers.
    """
    return _join(text.reading for text in edition.texts)


def make_as_printed(edition: Edition) -> bytes:
    """Return `as-printed.txt`, the copy-text's words in the same way."""
    return _join(text.printed for text in edition.texts)


def _join(texts: Iterable[str]) -> bytes:
    return ("\n\n".join(texts) + "\n").encode()
