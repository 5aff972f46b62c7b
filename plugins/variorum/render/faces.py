"""The site's fonts as Pillow sets them: which words they have signs for, how long those are, how they are drawn."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from io import BytesIO

from PIL import ImageDraw, ImageFont

_FOLDER = "theme/assets/variorum/fonts"
_NO_CHARACTER = "\uffff"
"""Of which no font has a sign: what is drawn for it is what is drawn for all that are missing."""
_LARGE, _SMALL = 1000, 32
"""Sizes in pixels at which signs are measured, and compared."""
_SPACE = re.compile(r"[ \t\r\n]+")  # not one that keeps words together


@dataclass(frozen=True, slots=True)
class Face:
    """A style, in a file for each of its scripts."""

    files: tuple[str, ...]
    tracking: float = 0
    """Space after each sign, in ems."""
    _signs: dict[str, tuple[str, float]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def keep_known(self, text: str) -> str:
        """Return the words of a text that can be set, parted by spaces: the others would be boxes."""
        said = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
        words = ["".join(filter(_is_visible, word)) for word in _SPACE.split(said)]
        kept = [word for word in words if word and all(self._find(sign)[0] for sign in word)]
        return " ".join(kept if len(kept) == len(words) else _drop_loose_signs(kept))

    def measure(self, text: str, size: int) -> float:
        """Return the width of a text that can be set, in pixels."""
        return size * sum(self._find(sign)[1] for sign in text)

    def draw(
        self,
        canvas: ImageDraw.ImageDraw,
        text: str,
        *,
        at: tuple[float, float],
        size: int,
        fill: str,
    ) -> None:
        """Draw a text that can be set; `at` is where its base line begins."""
        x, y = at
        # sign by sign: Pillow would round each one's width to whole pixels
        for sign in text:
            file, width = self._find(sign)
            canvas.text((x, y), sign, font=_load(file, size), fill=fill, anchor="ls")
            x += width * size

    def _find(self, sign: str) -> tuple[str, float]:
        """Return the file that has a sign, and its width in ems; an empty name when none has it."""
        if sign not in self._signs:
            file = next((file for file in self.files if _has(file, sign)), "")
            width = _load(file, _LARGE).getlength(sign) / _LARGE + self.tracking if file else 0
            self._signs[sign] = file, width
        return self._signs[sign]


def _drop_loose_signs(words: list[str]) -> list[str]:
    """Return words without the dashes and the like that stood between them and words left out."""
    kept: list[str] = []
    for word in words:
        if any(map(str.isalnum, word)) or (kept and any(map(str.isalnum, kept[-1]))):
            kept.append(word)
    return kept if not kept or any(map(str.isalnum, kept[-1])) else kept[:-1]


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cf", "Cc")


def _has(file: str, sign: str) -> bool:
    # no font of ours puts a mark in its place without its tables, which are not read
    if unicodedata.combining(sign):
        return False
    font = _load(file, _SMALL)
    missing, drawn = font.getmask(_NO_CHARACTER), font.getmask(sign)
    return sign == " " or (missing.size, bytes(missing)) != (drawn.size, bytes(drawn))


@cache
def _load(file: str, size: int) -> ImageFont.FreeTypeFont:
    # the basic layout: the other needs libraries that not every machine has, and sets the words otherwise
    return ImageFont.truetype(BytesIO(_read(file)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _read(file: str) -> bytes:
    return (resources.files("variorum") / _FOLDER / file).read_bytes()


REGULAR = Face(("regular.woff2", "cyrillic-regular.woff2"))
ITALIC = Face(("italic.woff2", "cyrillic-italic.woff2"))
CAPITALS = Face(("regular.woff2", "cyrillic-regular.woff2"), 0.12)
"""For words in capitals, which want more space."""
