"""Python-Markdown's inline patterns, less those that cannot match: most of its time goes to looking for them in vain."""

from collections.abc import Mapping

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

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
_ALL_SIGNS = sorted({sign for signs in _SIGNS.values() for sign in signs})


class Patterns:
    """The inline patterns of a parser."""

    def __init__(self, parser: Markdown) -> None:
        inline = parser.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        self._inline = inline
        self._all = [
            p for p in parser.inlinePatterns if isinstance(p, inlinepatterns.InlineProcessor)
        ]
        named = {
            id(parser.inlinePatterns[name]): signs
            for name, signs in _SIGNS.items()
            if name in parser.inlinePatterns
        }
        self._signs = [named.get(id(pattern)) for pattern in self._all]
        self._chosen: dict[tuple[str, ...], Registry[inlinepatterns.InlineProcessor]] = {}

    def choose(self, source: str) -> None:
        """Let the parser look only for what a source can hold; the result is the same.

        Args:
            source: The Markdown that it will be given next.
        """
        found = tuple([sign for sign in _ALL_SIGNS if sign in source])
        if found not in self._chosen:
            chosen: Registry[inlinepatterns.InlineProcessor] = Registry()
            for place, (pattern, signs) in enumerate(zip(self._all, self._signs, strict=True)):
                if signs is None or not {*signs}.isdisjoint(found):
                    chosen.register(pattern, str(place), -place)
            self._chosen[found] = chosen
        vars(self._inline)["inlinePatterns"] = self._chosen[found]
