"""The registry beside its sums → the lines that a hand has deleted or altered, and whose words they were."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.model import Block
from variorum.problems import Position, Problem
from variorum.read.registry import RegistryLine, show_address
from variorum.read.sums import Sum, digest_words, sum_line
from variorum.registry.proposal import Address, quote_excerpt
from variorum.registry.settle import find_words

_RESTORE = "restore the line from the history of the file; ids are retired by `variorum ids` alone"

_NOWHERE = "words that stand nowhere in the edition now; its page on the published site shows them"
_ADDED = "its line was written by hand, or a merge has lost the other one"
_RESTORE_SUM = (
    "restore the line of registry.sum from the history of the file, that of either branch"
)


def check_sums(
    lines: Sequence[RegistryLine],
    sums: Sequence[Sum],
    texts: Iterable[tuple[str, Sequence[Block]]],
    addresses: Iterable[Address],
    *,
    path: str,
) -> list[Problem]:
    """Return a problem for each line that is gone, or says other than `variorum ids` wrote.

    After a merge of branches an id may have several sums; its line must be as one of them says.

    Args:
        lines: Of the registry.
        sums: In its order; none of an edition that has no such file yet.
        texts: Slug and blocks of each text, to find deleted words again.
        addresses: Notes, sidebars and texts, for the same.
        path: The registry's.
    """
    written: dict[tuple[str, str], list[Sum]] = {}
    for item in sums:
        written.setdefault((item.text, item.id), []).append(item)
    places = {(line.text, line.id): number for number, line in enumerate(lines, start=1)}
    problems: list[Problem] = []
    whose: Mapping[str, str] | None = None
    for line in lines:
        known = written.pop((line.text, line.id), None)
        if known and sum_line(line) in known:
            continue
        if known is None:
            at = Position(path, places[line.text, line.id])
            said = f'"{show_address(line.text, line.id)}" is not in registry.sum: {_ADDED}'
            problems.append(Problem("V309", at, said, mend=_RESTORE_SUM))
            continue
        whose = whose or _list_words(lines, texts, addresses)
        at = Position(path, places[line.text, line.id])
        problems.append(Problem("V309", at, _describe(line, known[-1], whose), mend=_RESTORE))
    for (text, line_id), known in written.items():
        whose = whose or _list_words(lines, texts, addresses)
        name = show_address(text, line_id)
        words = _quote(known[-1], whose)
        said = (
            f'the line of "{name}", published on {known[-1].published}, is gone: it named {words}'
        )
        problems.append(Problem("V308", Position(path), said, mend=_RESTORE))
    return problems


def _describe(line: RegistryLine, known: Sum, whose: Mapping[str, str]) -> str:
    """Say in what a line differs from its sum."""
    name = show_address(line.text, line.id)
    now = sum_line(line)
    said = []
    if now.words != known.words:
        before = _quote(known, whose)
        said.append(f"it names {quote_excerpt(line.words)}, and named {before}")
    if now.retired != known.retired:
        was = "in use" if known.retired == "-" else f"retired on {known.retired}"
        is_now = "in use" if now.retired == "-" else f"retired on {now.retired}"
        said.append(f"it is {is_now}, and was {was}")
    if now.published != known.published:
        said.append(f"it is published on {now.published}, and was on {known.published}")
    if now.rest != known.rest:
        said.append("its kind, its reason or its successors are others than they were")
    return f'the line of "{name}" was changed by hand: {"; ".join(said)}'


def _quote(known: Sum, whose: Mapping[str, str]) -> str:
    """Return the words that an id named, as far as they can be told."""
    excerpt = quote_excerpt(known.excerpt) if known.excerpt else _NOWHERE
    return whose.get(known.words, excerpt)


def _list_words(
    lines: Sequence[RegistryLine],
    texts: Iterable[tuple[str, Sequence[Block]]],
    addresses: Iterable[Address],
) -> dict[str, str]:
    """Return the wordings there are by their digests, as a message quotes them; those of the text first."""
    found: dict[str, str] = {}
    for _, blocks in texts:
        for block in blocks:
            words = find_words(block)
            found.setdefault(digest_words(words), quote_excerpt(words))
    for address in addresses:
        found.setdefault(digest_words(address.words), quote_excerpt(address.words))
    for line in lines:
        shown = f"{quote_excerpt(line.words)}, which {show_address(line.text, line.id)} has now"
        found[digest_words(line.words)] = shown
    return found
