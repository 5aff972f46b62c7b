"""What a stage made of the same inputs before: so that a preview makes again only what a saved file changes."""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar, cast

T = TypeVar("T")


class Keep(Protocol):
    """What the stages ask for the result of a step."""

    def __call__(self, name: Hashable, inputs: tuple[object, ...], make: Callable[[], T], /) -> T:
        """Return what was made of equal inputs under this name before, or make it.

        Args:
            name: Of the one thing that is made: stage and file, or stage and text.
            inputs: All that the result depends on.
            make: Makes it.
        """


def make_anew(name: Hashable, inputs: tuple[object, ...], make: Callable[[], T], /) -> T:
    """Make it: for whoever loads once, and wants the memory back."""
    return make()


class Reuse:
    """The results of one folder's last loading, each with the inputs it was made of.

    A result stands in for a new one when the inputs are equal; what is kept is shared and immutable.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], object]] = {}
        self._asked: set[Hashable] = set()

    def keep(self, name: Hashable, inputs: tuple[object, ...], make: Callable[[], T], /) -> T:
        """Return what was made of equal inputs before, or make it; see `Keep`."""
        self._asked.add(name)
        found = self._kept.get(name)
        if found is not None and found[0] == inputs:
            return cast(T, found[1])
        made = make()
        self._kept[name] = inputs, made
        return made

    def sweep(self) -> None:
        """Forget what nobody asked for since the last sweep: the files are gone."""
        self._kept = {name: found for name, found in self._kept.items() if name in self._asked}
        self._asked = set()
