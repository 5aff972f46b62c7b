"""Blocks + registry → permanent ids, and where the retired lead: what a build uses.

A build only looks; `propose` says what the registry should be, and `variorum ids` writes it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from variorum.model import Block, RegisteredId
from variorum.problems import Position, Problem, Severity
from variorum.read.registry import RegistryLine, find_targets
from variorum.registry.addresses import Key
from variorum.registry.proposal import Address, What
from variorum.registry.propose import propose

_CODES: Mapping[What, str] = {
    "first": "V310",
    "reworded": "V311",
    "added": "V312",
    "gone": "V313",
    "replaced": "V315",
    "sort": "V316",
    "address-added": "V317",
    "address-retitled": "V317",
    "address-gone": "V318",
    "address-again": "V319",
    "address-taken": "V321",
}
_OF_BLOCKS = ("reworded", "added", "gone", "sort")
_ADVICE = ("sort", "address-added", "address-retitled")
"""Differences that break no address, so that a build goes on."""
_RUN = "run `variorum ids`"
_MENDS: Mapping[What, str] = {
    "replaced": "put the right text back; if this is the right one, run `variorum ids --replace`",
    "address-again": "give it another name: what was linked there may have been something else",
    "address-taken": "give each its own name; if this is what was there before, run `variorum ids --replace`",
}


def identify(
    texts: Sequence[tuple[str, Sequence[Block]]],
    addresses: Sequence[Address],
    lines: Sequence[RegistryLine],
    *,
    path: str,
    preview: bool,
) -> tuple[dict[tuple[str, int], str], tuple[RegisteredId, ...], list[Problem]]:
    """Identify the blocks by the registry.

    Where the two disagree, the ids are still those that `variorum ids` would give, so that what follows does not
    stumble over the same thing again.

    Args:
        texts: Slug and blocks of each text, in order.
        addresses: Every annotation, sidebar and text there is.
        lines: The registry, without problems.
        path: The registry's, for the problems.
        preview: Whether sure differences may pass with a warning, as when somebody is writing.

    Returns:
        The ids by slug and index of the block, every id ever published, and each difference as a problem.
    """
    # No clock here: what a preview retires or adds has the registry's latest day, and is written nowhere.
    day = max((line.retired or line.published for line in lines), default=date.min)
    proposal = propose(texts, addresses, lines, day=day)
    places = {(line.text, line.id): number for number, line in enumerate(lines, start=1)}
    problems = [
        Problem(
            _CODES[item.what],
            Position(path, places.get((item.text, item.id), 1)),
            item.sentence,
            mend=_MENDS[item.what],
        )
        for item in proposal.refusals
    ]
    for question in proposal.unsure:
        at = Position(path, places[question.text, question.id])
        mend = f"run `variorum ids --same {question.address}` or `variorum ids --new {question.address}`"
        text = f"{question.address} is perhaps reworded, perhaps replaced: {question.change}"
        problems.append(Problem("V314", at, text, mend=mend))
    replaced = {item.text for item in proposal.refusals if item.what == "replaced"}
    for item in proposal.differences:
        if (item.text in replaced and item.what in _OF_BLOCKS) or (
            not lines and item.what != "first"
        ):
            continue  # one problem says it all
        severity: Severity = "warning" if preview else "error"
        if item.what in _ADVICE:
            severity = "advice"
        at = Position(path, places.get((item.text, item.place or item.id), 1))
        text = f"not yet in the registry: {item.sentence.removesuffix(' registered')}"
        problems.append(Problem(_CODES[item.what], at, text, mend=_RUN, severity=severity))
    return dict(proposal.ids), follow_registry(proposal.lines), problems


def follow_registry(lines: Sequence[RegistryLine]) -> tuple[RegisteredId, ...]:
    """Return every id of a registry, in its order, each retired one with what it leads to now.

    What is in another text stands as `slug#id`.
    """
    by_key = {(line.text, line.id): line for line in lines}
    known: dict[Key, tuple[Key, ...]] = {}
    registered: list[RegisteredId] = []
    for line in lines:
        ends = _follow((line.text, line.id), by_key, known) if line.retired else ()
        leads_to = tuple(
            line_id if text in (line.text, line_id) else f"{text}#{line_id}"
            for text, line_id in ends
        )
        registered.append(
            RegisteredId(
                line.id,
                line.kind,
                line.text,
                line.published,
                line.reason or "",
                line.retired,
                line.successor,
                leads_to,
                line.words,
            )
        )
    return tuple(registered)


def _follow(
    start: Key,
    by_key: Mapping[Key, RegistryLine],
    known: dict[Key, tuple[Key, ...]],
) -> tuple[Key, ...]:
    """Return the live ends of all chains of successors, without recursion: histories may be long."""
    stack, open_keys = [start], set[Key]()
    while stack:
        key = stack[-1]
        line = by_key.get(key)
        if key in known or line is None or line.retired is None:
            if key not in known:
                known[key] = (key,) if line else ()
            stack.pop()
            continue
        targets = find_targets(line)
        waiting = [target for target in targets if target not in known and target not in open_keys]
        if key not in open_keys and waiting:
            open_keys.add(key)
            stack += reversed(waiting)
            continue
        known[key] = tuple(dict.fromkeys(end for t in targets for end in known.get(t, ())))
        stack.pop()
    return known[start]
