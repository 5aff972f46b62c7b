"""Python-Markdown's patterns, less those that cannot match: most of its time goes to looking for them in vain."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

T = TypeVar("T")

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "citation": ("[",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n", "\t"),  # tabs become spaces
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""One of these stands in whatever a pattern matches; a pattern not named here is always looked for."""
_BLOCK_SIGNS: Mapping[str, tuple[str, ...]] = {
    "hashheader": ("#",),
    "quote": (">",),
    "reference": ("]:",),
    "table": ("|",),
}
"""The same for the parser's kinds of block."""
_ALL_SIGNS = sorted(
    {sign for signs in (*_SIGNS.values(), *_BLOCK_SIGNS.values()) for sign in signs}
)


class Patterns:
    """What a parser looks for: inline patterns and kinds of block."""

    def __init__(self, parser: Markdown) -> None:
        inline = parser.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        self._inline = inline
        self._blocks = parser.parser
        self._all = _list_signs(parser.inlinePatterns, _SIGNS)
        self._all_blocks = _list_signs(parser.parser.blockprocessors, _BLOCK_SIGNS)
        self._chosen: dict[tuple[str, ...], tuple[Registry[object], Registry[object]]] = {}

    def choose(self, source: str) -> None:
        """Let the parser look only for what a source can hold; the result is the same.

        Args:
            source: The Markdown that it will be given next.
        """
        found = tuple([sign for sign in _ALL_SIGNS if sign in source])
        if found not in self._chosen:
            self._chosen[found] = _choose(self._all, found), _choose(self._all_blocks, found)
        vars(self._inline)["inlinePatterns"], vars(self._blocks)["blockprocessors"] = self._chosen[
            found
        ]


_Signed = tuple[object, tuple[str, ...] | None]


def _list_signs(registry: Registry[T], signs_of: Mapping[str, tuple[str, ...]]) -> list[_Signed]:
    named = {id(registry[name]): signs for name, signs in signs_of.items() if name in registry}
    return [(item, named.get(id(item))) for item in registry]


def _choose(items: Sequence[_Signed], found: Collection[str]) -> Registry[object]:
    chosen: Registry[object] = Registry()
    for place, (item, signs) in enumerate(items):
        if signs is None or not {*signs}.isdisjoint(found):
            chosen.register(item, str(place), -place)
    return chosen
