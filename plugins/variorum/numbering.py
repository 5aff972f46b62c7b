"""The grammar of block ids: which letter and number a new block takes, and what order numbers remember."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from variorum.model import Block, BlockKind

LETTERS: Mapping[str, str] = dict(zip(get_args(BlockKind), "phvqltgcn", strict=True))
"""Of each kind of block in the body."""
PART_LETTERS = {"front": "f", "back": "b"}
"""Of the blocks outside the body, whatever their kind."""

_BLOCK_ID = re.compile(r"([bcfghlnpqtv])(0|[1-9][0-9]{0,8})([a-z]{0,6})")  # p3, p0a, h12ab
_PLACE = re.compile(r"\b(inserted after|inserted before|split from) ([a-z]\d+[a-z]*)")
_ENDS = {"f": "<front>", "b": "<back>", "n": "<notes>"}
_END_OF_BODY = "<body>"


def find_letter(block: Block) -> str:
    """Return the letter that a new id of the block begins with."""
    return PART_LETTERS.get(block.part) or LETTERS[block.kind]


def split_id(block_id: str) -> tuple[str, int, str] | None:
    """Return a block id's letter, number and suffix; None for anything that is not a block id."""
    found = _BLOCK_ID.fullmatch(block_id)
    if not found or (found[2] == "0" and not found[3]):
        return None
    return found[1], int(found[2]), found[3]


def assign_ids(
    letters: Sequence[str], ids: Mapping[int, str], *, used: Iterable[str]
) -> dict[int, str]:
    """Return ids for the blocks that have none, as DESIGN.md's "Ids and permalinks" has it.

    Args:
        letters: Of every block, in the order of the text.
        ids: By index, of the blocks that have one.
        used: Every id the text ever had.
    """
    highest: dict[str, int] = {}
    suffixes: dict[tuple[str, int], int] = {}
    for letter, number, suffix in filter(None, map(split_id, used)):
        highest[letter] = max(highest.get(letter, 0), number)
        suffixes[letter, number] = max(suffixes.get((letter, number), 0), _count_suffix(suffix))
    last = {block_id[0]: index for index, block_id in sorted(ids.items())}
    base: dict[str, int] = {}
    given: dict[int, str] = {}
    for index, letter in enumerate(letters):
        if index in ids:
            parts = split_id(ids[index])
            if parts:
                base[parts[0]] = parts[1]
        elif index > last.get(letter, -1):
            base[letter] = highest[letter] = highest.get(letter, 0) + 1
            given[index] = f"{letter}{base[letter]}"
        else:
            number = base.get(letter, 0)
            suffixes[letter, number] = suffixes.get((letter, number), 0) + 1
            given[index] = f"{letter}{number}{_make_suffix(suffixes[letter, number])}"
    return given


def order_ids(history: Iterable[tuple[str, str]]) -> list[str]:
    """Return ids in the order of the text as far as their history remembers it.

    The registry keeps no places: numbers tell most, the reasons of insertions and splits the rest. What was moved
    later stands where it was first.

    Args:
        history: Id and reason, in the order of assignment, retired ones included.
    """
    chain = _Chain([_ENDS["f"], _END_OF_BODY, _ENDS["b"], _ENDS["n"]])
    latest: dict[str, str] = {}  # the parts of one split follow each other in the registry
    for block_id, reason in history:
        parts = split_id(block_id)
        if parts is None or block_id in chain:
            continue
        letter, number, suffix = parts
        place = _PLACE.match(reason)
        how, other = place.groups() if place and place[2] in chain else ("", "")
        if how != "split from":
            latest.clear()
        if how == "inserted after":
            chain.put_after(other, block_id)
        elif how == "inserted before" or (how and suffix and _stem(other) != _stem(block_id)):
            chain.put_before(other, block_id)
        elif how:
            chain.put_after(latest.get(other, other), block_id)
            latest[other] = block_id
        elif suffix and f"{letter}{number or 1}" in chain:
            put = chain.put_after if number else chain.put_before
            put(f"{letter}{number or 1}", block_id)
        else:
            chain.put_before(_ENDS.get(letter, _END_OF_BODY), block_id)
    return [item for item in chain if not item.startswith("<")]


class _Chain:
    """A sequence of distinct names that takes insertions anywhere in constant time."""

    def __init__(self, names: Sequence[str]) -> None:
        self._next: dict[str, str] = {"": ""}
        self._previous: dict[str, str] = {"": ""}
        for name in names:
            self.put_before("", name)

    def __contains__(self, name: str) -> bool:
        return name in self._next

    def __iter__(self) -> Iterator[str]:
        name = self._next[""]
        while name:
            yield name
            name = self._next[name]

    def put_before(self, other: str, name: str) -> None:
        before = self._previous[other]
        self._next[before], self._previous[other] = name, name
        self._previous[name], self._next[name] = before, other

    def put_after(self, other: str, name: str) -> None:
        self.put_before(self._next[other], name)


def _stem(block_id: str) -> str:
    return block_id.rstrip("abcdefghijklmnopqrstuvwxyz")


def _count_suffix(suffix: str) -> int:
    count = 0
    for character in suffix:
        count = count * 26 + ord(character) - 96
    return count


def _make_suffix(count: int) -> str:
    suffix = ""
    while count:
        count, digit = divmod(count - 1, 26)
        suffix = chr(97 + digit) + suffix
    return suffix
