"""One text's blocks and registry lines → ids kept, given and retired, and why."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from variorum.model import Block
from variorum.numbering import LETTERS, PART_LETTERS, assign_ids, find_letter, order_ids
from variorum.read.registry import RegistryLine, show_address
from variorum.registry.passages import Matching, Passage
from variorum.registry.proposal import (
    Difference,
    Question,
    Retirement,
    What,
    list_ids,
    quote_change,
    quote_excerpt,
    show_percent,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one text."""

    ids: tuple[str, ...]
    """Of its blocks."""
    changed: Mapping[str, RegistryLine]
    """By id."""
    added: tuple[RegistryLine, ...]
    retired: tuple[Retirement, ...]
    differences: tuple[Difference, ...]
    unsure: tuple[Question, ...]
    report: tuple[str, ...]


def find_words(block: Block) -> str:
    """Return the wording a block is known by; a figure without words has the addresses of its images."""
    return (
        block.text if block.text.strip() else " ".join(r.target for r in block.ranges if r.target)
    )


def is_block(line: RegistryLine) -> bool:
    """Say whether a line is of a block, not of an annotation, a sidebar or a text."""
    return line.kind in LETTERS


def settle(
    slug: str,
    blocks: Sequence[Block],
    *,
    history: Sequence[RegistryLine],
    day: date,
    answers: Mapping[str, str],
) -> Settled:
    """Settle which id each block of a text has.

    Args:
        slug: The text's.
        blocks: In order.
        history: The lines of the text's blocks, retired ones included, in the order of the registry; those of
            another slug if the text has been renamed.
        day: On which new ids are published.
        answers: `same` or `new` by the address of a question.
    """
    source = history[0].text if history else slug
    live = {line.id: line for line in history if line.retired is None}
    places = order_ids((line.id, line.reason or "") for line in history)
    old = [live[block_id] for block_id in places if block_id in live]
    words = [find_words(block) for block in blocks]
    letters = [find_letter(block) for block in blocks]
    answered = [answers.get(show_address(source, line.id)) for line in old]
    matching = _match(
        [Passage(line.words, _find_sort(line)) for line in old],
        [Passage(w, f"{a} {b.kind}") for w, a, b in zip(words, letters, blocks, strict=True)],
        same={i for i, answer in enumerate(answered) if answer == "same"},
        other={i for i, answer in enumerate(answered) if answer == "new"},
    )
    kept = {new: old[i].id for new, i in matching.kept.items()}
    kept |= {new: old[i].id for i, (new, _) in matching.unsure.items()}
    given = assign_ids(letters, kept, used=[line.id for line in history])
    ids = tuple(kept.get(index) or given[index] for index in range(len(blocks)))
    changed, differences = _renew_lines(matching, old=old, blocks=blocks, slug=slug)
    reasons = _explain_new(blocks, ids, given, matching=matching, old=old) if history else {}
    added: list[RegistryLine] = []
    for index, block in enumerate(blocks):
        block_id, reason = ids[index], reasons.get(index)
        if index in given:
            added.append(
                RegistryLine(block_id, block.kind, day, reason, None, (), slug, words[index])
            )
            if history:
                why = f"assigned, {reason or 'at the end'}: {quote_excerpt(words[index])}"
                place = ids[index - 1] if index else ""
                differences.append(_differ("added", slug, block_id, why, place=place))
        elif source != slug:
            line = changed.get(block_id, live[block_id])
            mark = f"moved from {source}#{block_id}"
            added.append(replace(line, published=day, reason=mark, text=slug))
    if given and not history:
        sentence = f"{slug or 'the text'}: {len(given)} ids assigned: {list_ids(ids)}"
        differences.append(Difference("first", slug, "", sentence))
    return Settled(
        ids,
        {} if source != slug else changed,
        tuple(added),
        _find_retired(matching, old, ids=ids, slug=slug),
        tuple(differences),
        tuple(
            Question(source, old[i].id, old[i].words, words[new], similarity)
            for i, (new, similarity) in sorted(matching.unsure.items())
        ),
        _report_kept(matching, slug=slug, ids=ids) if history else (),
    )


def _match(
    old: Sequence[Passage],
    new: Sequence[Passage],
    *,
    same: Collection[int],
    other: Collection[int],
) -> Matching:
    if old == new:  # as in nearly every build
        return Matching({i: i for i in range(len(old))}, {}, {}, {}, {}, {})
    from variorum.registry.matching import match  # takes a while to import

    return match(old, new, same=same, other=other)


def _differ(what: What, text: str, block_id: str, sentence: str, *, place: str = "") -> Difference:
    return Difference(what, text, block_id, f"{show_address(text, block_id)} {sentence}", place)


def _find_sort(line: RegistryLine) -> str:
    letter = line.id[0] if line.id[0] in PART_LETTERS.values() else LETTERS[line.kind]
    return f"{letter} {line.kind}"


def _renew_lines(
    matching: Matching, *, old: Sequence[RegistryLine], blocks: Sequence[Block], slug: str
) -> tuple[dict[str, RegistryLine], list[Difference]]:
    """Return the lines of kept ids whose words or kind are others now."""
    split, merged = set(matching.split.values()), set(matching.merged.values())
    changed: dict[str, RegistryLine] = {}
    differences: list[Difference] = []
    for new, i in sorted(matching.kept.items()):
        line, block = old[i], blocks[new]
        if new in matching.similarity:
            now = find_words(block)
            if i in split:
                sentence = f"split, stays with most of its words: {quote_excerpt(now)}"
            elif new in merged:
                sentence = f"has taken in others: {quote_excerpt(now)}"
            else:
                much = show_percent(matching.similarity[new])
                sentence = f"reworded ({much} alike): {quote_change(line.words, now)}"
            differences.append(_differ("reworded", slug, line.id, sentence))
            changed[line.id] = replace(line, words=now)
        if line.kind != block.kind:
            sentence = f"is now a {block.kind}, was a {line.kind}"
            differences.append(_differ("sort", slug, line.id, sentence))
            changed[line.id] = replace(changed.get(line.id, line), kind=block.kind)
    return changed, differences


def _explain_new(
    blocks: Sequence[Block],
    ids: Sequence[str],
    given: Mapping[int, str],
    *,
    matching: Matching,
    old: Sequence[RegistryLine],
) -> dict[int, str]:
    """Return the reasons of new ids; they also remember the place, which a number alone does not."""
    last = {block.part: index for index, block in enumerate(blocks) if index not in given}
    first_kept = next((ids[index] for index in range(len(blocks)) if index not in given), None)
    reasons: dict[int, str] = {}
    for index in given:
        if index in matching.split:
            reasons[index] = f"split from {old[matching.split[index]].id}"
        elif index < last.get(blocks[index].part, -1):
            if index:
                reasons[index] = f"inserted after {ids[index - 1]}"
            elif first_kept:
                reasons[index] = f"inserted before {first_kept}"
    return reasons


def _find_retired(
    matching: Matching, old: Sequence[RegistryLine], *, ids: Sequence[str], slug: str
) -> tuple[Retirement, ...]:
    """Return what retires: the merged, the rewritten, the deleted and, in a renamed text, all."""
    present = {i: new for new, i in matching.kept.items()}
    present |= {i: new for i, (new, _) in matching.unsure.items()}
    neighbours = _find_neighbours(old, {**present, **matching.merged})
    retired: list[Retirement] = []
    for i, line in enumerate(old):
        lead = "" if line.text == slug else f"{slug}#"
        if i in present:
            if lead:
                new_id = f"{lead}{line.id}"
                retired.append(Retirement(line.text, line.id, f"moved to {new_id}", (new_id,)))
            continue
        if i in matching.merged:
            target = ids[matching.merged[i]]
            reason = f"merged into {lead}{target}"
        elif i in matching.replaced:
            target, reason = ids[matching.replaced[i]], "rewritten"
        else:
            place = neighbours.get(i)
            target = ids[place] if place is not None else next(iter(ids), "")
            reason = "deleted"
        retired.append(Retirement(line.text, line.id, reason, (lead + target,) if target else ()))
    return tuple(retired)


def _find_neighbours(old: Sequence[RegistryLine], present: Mapping[int, int]) -> dict[int, int]:
    """Return for each old passage the block now in its place: of its part the next, else the one before."""
    found: dict[int, int] = {}
    for order in (range(len(old) - 1, -1, -1), range(len(old))):
        nearest: dict[str, int] = {}
        for i in order:
            part = old[i].id[0] if old[i].id[0] in PART_LETTERS.values() else ""
            if i in present:
                nearest[part] = present[i]
            elif part in nearest:
                found.setdefault(i, nearest[part])
    return found


def _report_kept(matching: Matching, *, slug: str, ids: Sequence[str]) -> tuple[str, ...]:
    same = len(matching.kept) - len(matching.similarity)
    moved = [ids[new] for new in _find_moved(matching.kept)]
    aside = f"; in another order than they were: {', '.join(moved)}" if moved else ""
    return (f"{slug or 'the text'}: {same} of {len(ids)} blocks as registered{aside}",)


def _find_moved(kept: Mapping[int, int]) -> list[int]:
    """Return the fewest present passages whose removal leaves the rest in the old order."""
    news = sorted(kept)
    if all(kept[one] < kept[two] for one, two in pairwise(news)):
        return []
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for new in news:
        at = bisect_left(tails, kept[new])
        before[new] = ends[at - 1] if at else None
        tails[at : at + 1] = [kept[new]]
        ends[at : at + 1] = [new]
    ordered = set[int]()
    step = ends[-1] if ends else None
    while step is not None:
        ordered.add(step)
        step = before[step]
    return [new for new in news if new not in ordered]
