"""A piece of HTML that thousands of pages have, but for a few words: rendered once with marks, and filled for each page."""

import re
from collections.abc import Iterable, Mapping

from variorum.render.html import Html


class Stencil:
    """HTML cut at the marks in it."""

    def __init__(self, html: str, marks: Iterable[str]) -> None:
        """Cut a piece of HTML.

        Args:
            html: With marks where the words will stand.
            marks: No words of a page; of two that begin alike the longer one comes first.
        """
        self._parts = re.split(f"({'|'.join(map(re.escape, marks))})", html)

    def fill(self, words: Mapping[str, str]) -> Html:
        """Return the HTML with words in the place of the marks.

        Args:
            words: For each mark, finished for where it stands.
        """
        parts = self._parts.copy()
        parts[1::2] = [words[mark] for mark in parts[1::2]]
        return Html("".join(parts))
