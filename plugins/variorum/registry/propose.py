"""All texts' blocks and the registry → what the registry should say; the writing itself is `variorum ids`."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace as change
from datetime import date

from variorum.model import Block
from variorum.read.registry import RegistryLine, show_address
from variorum.registry.addresses import Key, settle_addresses
from variorum.registry.passages import SHORT, fold_words
from variorum.registry.proposal import Address, Difference, Proposal, Retirement, quote_excerpt
from variorum.registry.settle import Settled, find_words, is_block, settle

REPLACED = 0.5
"""Share of a text's ids beyond which their retirement looks like a wrong file rather than an edit."""
FEW = 4
"""Ids below which a text is too small for that share to say anything."""


def propose(
    texts: Sequence[tuple[str, Sequence[Block]]],
    addresses: Sequence[Address],
    lines: Sequence[RegistryLine],
    *,
    day: date,
    answers: Mapping[str, str] | None = None,
    replace: bool = False,
) -> Proposal:
    """Propose what the registry should say of the present blocks and addresses.

    Args:
        texts: Slug and blocks of each text, in order; ids the blocks may have are not looked at.
        addresses: Every annotation, sidebar and text there is.
        lines: The registry, without problems.
        day: On which what is new is published and what is gone retires.
        answers: `same` or `new` by the address of a question.
        replace: Whether most of a text may retire.
    """
    answers = answers or {}
    histories: dict[str, list[RegistryLine]] = {}
    for line in lines:
        if is_block(line):
            histories.setdefault(line.text, []).append(line)
    renamed = _find_renamed(texts, histories, slugs={line.text for line in lines})
    settled: dict[str, Settled] = {}
    for slug, blocks in texts:
        history = histories.get(renamed.get(slug, slug), [])
        settled[slug] = settle(slug, blocks, history=history, day=day, answers=answers)
    retired = [item for text in settled.values() for item in text.retired]
    for slug, history in histories.items():
        if slug not in settled and slug not in renamed.values():
            gone = [line for line in history if line.retired is None]
            retired += [Retirement(slug, line.id, "deleted", ()) for line in gone]
    by_key = {(line.text, line.id): line for line in lines}
    retired = _follow_across(retired, settled, by_key)
    refusals = _check_answers(answers, settled, histories)
    if not replace:
        refusals += _refuse_replacement(retired, histories, present=settled.keys())

    known = settle_addresses(addresses, lines, renamed=renamed, day=day, replace=replace)
    changed = dict(known.changed)
    for slug, text in settled.items():
        changed |= {(slug, line_id): line for line_id, line in text.changed.items()}
    for item in (*retired, *known.retired):
        key = (item.text, item.id)
        line = changed.get(key, by_key[key])
        reason = f"{line.reason}; {item.reason}" if line.reason else item.reason
        changed[key] = change(line, reason=reason, retired=day, successor=item.successor)
    differences = [item for text in settled.values() for item in text.differences]
    differences += [_describe_retirement(item, by_key) for item in retired]
    differences += known.differences
    return Proposal(
        lines=(
            *(changed.get((line.text, line.id), line) for line in lines),
            *(line for text in settled.values() for line in text.added),
            *known.added,
        ),
        ids={(s, i): line_id for s, t in settled.items() for i, line_id in enumerate(t.ids)},
        differences=tuple(differences),
        unsure=tuple(question for text in settled.values() for question in text.unsure),
        refusals=(*refusals, *known.refusals),
        report=(
            *(line for text in settled.values() for line in text.report),
            *(item.sentence for item in differences),
        ),
    )


def _find_renamed(
    texts: Sequence[tuple[str, Sequence[Block]]],
    histories: Mapping[str, Sequence[RegistryLine]],
    *,
    slugs: Collection[str],
) -> dict[str, str]:
    """Return new slugs and the vanished ones they come from: at least half of the wordings are the same."""
    present = {slug for slug, _ in texts}
    if present <= set(slugs):
        return {}
    gone: dict[str, set[str]] = {}
    for slug, history in histories.items():
        words = {fold_words(line.words) for line in history if line.retired is None}
        if slug not in present and words:
            gone[slug] = words
    renamed: dict[str, str] = {}
    for slug, blocks in texts:
        if slug in slugs or not gone:
            continue
        words = {fold_words(find_words(block)) for block in blocks}
        best = max(gone, key=lambda source: len(gone[source] & words))
        if 2 * len(gone[best] & words) >= len(gone[best]):
            renamed[slug] = best
            del gone[best]
    return renamed


def _follow_across(
    retired: Sequence[Retirement],
    settled: Mapping[str, Settled],
    by_key: Mapping[Key, RegistryLine],
) -> list[Retirement]:
    """Let what was deleted in one text lead to another text in which the same words are new."""
    born: dict[str, Key] = {}
    for slug, text in settled.items():
        for line in text.added:
            if len(line.words.split()) > SHORT and not (line.reason or "").startswith("moved from"):
                born.setdefault(fold_words(line.words), (slug, line.id))
    followed: list[Retirement] = []
    for item in retired:
        words = fold_words(by_key[item.text, item.id].words)
        slug, line_id = born.get(words, (item.text, ""))
        if slug != item.text and item.reason in ("deleted", "rewritten"):
            del born[words]
            target = f"{slug}#{line_id}"
            followed.append(Retirement(item.text, item.id, f"moved to {target}", (target,)))
        else:
            followed.append(item)
    return followed


def _describe_retirement(item: Retirement, by_key: Mapping[Key, RegistryLine]) -> Difference:
    words = quote_excerpt(by_key[item.text, item.id].words)
    leads = ""
    if item.reason in ("deleted", "rewritten") and item.successor:
        leads = f", leads to {', '.join(item.successor)}"
    name = show_address(item.text, item.id)
    return Difference("gone", item.text, item.id, f"{name} retired, {item.reason}{leads}: {words}")


def _refuse_replacement(
    retired: Sequence[Retirement],
    histories: Mapping[str, Sequence[RegistryLine]],
    *,
    present: Collection[str],
) -> list[Difference]:
    # what has gone to another text has left its own, which may have changed places with that one
    lost = Counter(
        item.text
        for item in retired
        if item.reason in ("deleted", "rewritten")
        or (item.reason.startswith("moved to") and item.text in present)
    )
    refusals: list[Difference] = []
    for slug, count in lost.items():
        live = sum(line.retired is None for line in histories[slug])
        if live >= FEW and count > REPLACED * live:
            name = slug or "the text"
            sentence = f"{name}: {count} of {live} ids would retire; is this the right text?"
            refusals.append(Difference("replaced", slug, "", sentence))
    return refusals


def _check_answers(
    answers: Mapping[str, str],
    settled: Mapping[str, Settled],
    histories: Mapping[str, Sequence[RegistryLine]],
) -> list[Difference]:
    """Return the answers that could not be followed."""
    live = {
        show_address(line.text, line.id)
        for history in histories.values()
        for line in history
        if line.retired is None
    }
    gone = {
        show_address(item.text, item.id)
        for text in settled.values()
        for item in text.retired
        if not item.reason.startswith("moved to")
    }
    sentences: list[str] = []
    for name, answer in answers.items():
        if name not in live:
            sentences.append(f"no block has the id {name}, so it is neither the same nor new")
        elif answer == "same" and name in gone:
            sentences.append(f"{name} cannot stay: no block that is free is like it")
        elif answer == "new" and name not in gone:
            sentences.append(f"{name} cannot be new: a block has its very words")
    return [Difference("answer", "", "", sentence) for sentence in sentences]
