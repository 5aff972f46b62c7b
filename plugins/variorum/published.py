"""The registry of a site as it is online, beside the edition's own → what would break an address that was published."""

from collections.abc import Iterator, Mapping, Sequence

from variorum.numbering import split_id
from variorum.problems import Position, Problem
from variorum.read.registry import RegistryLine, show_address
from variorum.registry.passages import fold_words
from variorum.registry.proposal import quote_excerpt, show_percent

FILE = "registry.jsonl"
"""Where a site has it, in the edition's folder."""

Key = tuple[str, str]


def compare_published(
    published: Sequence[RegistryLine], lines: Sequence[RegistryLine], *, path: str
) -> Iterator[Problem]:
    """Yield a problem for each id that was published and would no longer answer, or would answer with other words.

    Args:
        published: The registry of the site.
        lines: That of the edition.
        path: The edition's, for the problems.
    """
    own = {(line.text, line.id): line for line in lines}
    places = {(line.text, line.id): number for number, line in enumerate(lines, start=1)}
    owners: dict[str, Key] = {}
    for line in published:
        if line.retired is None:
            owners.setdefault(fold_words(line.words), (line.text, line.id))
    for line in published:
        key = (line.text, line.id)
        name = show_address(*key)
        at = Position(path, places.get(key, 1))
        mine = own.get(key)
        quoted = quote_excerpt(line.words)
        if mine is None:
            said = f'"{name}", published on {line.published}, has no line: it named {quoted}'
            mend = "restore the line from the history of the file, or from the site"
            yield Problem("V330", at, said, mend=mend)
        elif line.retired and mine.retired is None:
            said = f'"{name}" was retired on {line.retired} and is in use again: it named {quoted}'
            mend = "restore the line; other words get another number from `variorum ids`"
            yield Problem("V332", at, said, mend=mend)
        elif line.retired and mine.successor != line.successor:
            leads = ", ".join(mine.successor) or "nothing"
            said = f'"{name}" leads to {leads}, and was published as leading to {", ".join(line.successor) or "nothing"}'
            yield Problem(
                "V333", at, said, mend="restore the line: where it leads was said once for all"
            )
        elif (line.published, line.retired) != (mine.published, line.retired and mine.retired):
            said = f'"{name}" says another day than was published: {_say_days(line)}'
            mend = "restore the line: its days were said once for all"
            yield Problem("V333", at, said, mend=mend)
        elif mine.retired is None and _is_passage(line) and (why := _differs(line, mine, owners)):
            said = f'"{name}" names other words: {quote_excerpt(mine.words)}; published as {quoted}{why}'
            mend = "restore the line, and let `variorum ids` give the other words a number of their own"
            yield Problem("V331", at, said, mend=mend)


def _say_days(line: RegistryLine) -> str:
    return f"{line.published}, retired {line.retired}" if line.retired else str(line.published)


def _is_passage(line: RegistryLine) -> bool:
    """Say whether a line names words, not something whose title may change."""
    return split_id(line.id) is not None


def _differs(line: RegistryLine, mine: RegistryLine, owners: Mapping[str, Key]) -> str:
    """Say in what a present wording is another than the published one; empty where it is not."""
    before, now = fold_words(line.words), fold_words(mine.words)
    if before == now:
        return ""
    owner = owners.get(now)
    if owner and owner != (line.text, line.id) and before not in now and now not in before:
        return f", which are those of {show_address(*owner)}"
    from variorum.registry.matching import UNLIKE, share_words  # takes a while to import

    shared = share_words(before, now)
    return f" ({show_percent(shared)} of its words stand)" if shared < UNLIKE else ""
