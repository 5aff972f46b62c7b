"""Names as they are signed → words, in which each leads to what its bearer did: on the page of the contributors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.render.html import Html, escape, join, text_element
from variorum.wording import Wording

FOLDER = "contributors/"
"""The address of the page, from the edition's own."""


def name_entry(name: str) -> str:
    """Return the id of somebody's entry: a name has no two spaces together, so no two names have the same."""
    return f"contributor-{name.replace(' ', '_')}"


@dataclass(frozen=True, slots=True)
class Signing:
    """Signs what stands on a page."""

    wording: Wording
    root: str
    """The way from the page to the edition's own."""
    led_to: Collection[str] = frozenset()
    """Names of which the page has one link for all places."""

    def say(self, key: str, by: Sequence[str], day: date) -> Html:
        """Return the words of a key with names and a date: `Ada Byron, 24 November 2026`."""
        words = self.wording.say(key, names="\0", date=self.wording.spell_date(day))
        return fill(words, self.list_names(by))

    def list_names(self, names: Sequence[str]) -> Html:
        """Return names as a sentence has them."""
        *others, last = [self._link(name) for name in names]
        if not others:
            return last
        first = join(others, escape(self.wording["list-between"]))
        return join([first, escape(self.wording["list-last"]), last])

    def _link(self, name: str) -> Html:
        shown = self.wording.isolate(name)
        if name in self.led_to:
            return escape(shown)
        # a name may hold a sign that means something in an address
        href = f"{self.root}{FOLDER}#{name_entry(name).replace('%', '%25')}"
        return text_element("a", {"class": "vr-name", "href": href}, shown)


def fill(words: str, html: Html) -> Html:
    """Return words with HTML in the place of U+0000."""
    before, _, after = words.partition("\0")
    return join([escape(before), html, escape(after)])
