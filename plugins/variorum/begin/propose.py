"""The faults of a text → corrections of it, for its editor to accept one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.compose import name_stem
from variorum.emend import DeclaredEmendation, find_edits
from variorum.fault import Correction, Fault
from variorum.model import EmendationKind, Rule
from variorum.problems import Position
from variorum.proofread import find_faults
from variorum.read.values import is_passage, is_reading
from variorum.reading import Words, apply_edits
from variorum.wording import Wording

AROUND = 150
"""Code points that may be taken in on either side, so that the words stand in the text once."""
MOST = 200
"""Faults for which a correction is proposed: nobody looks through more, and a text with more has one of them over and over."""
HOUSE_STYLE: dict[str, Rule] = {"V604": "quotes", "V605": "spaces"}
"""Faults that a rule of house style mends everywhere."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that nobody has accepted yet."""

    id: str
    source: str
    reading: str
    kind: EmendationKind
    reason: str
    what: str
    """What looks wrong, as the check says it."""


def propose_corrections(
    words: Words, wording: Wording
) -> tuple[tuple[Proposal, ...], tuple[Rule, ...]]:
    """Propose corrections of what looks wrong in a text, and rules of house style that would mend more.

    Each could be made as it stands and all of them together: what a text has no single place for, or what would break a
    list, is left to the editor.

    Args:
        words: The copy-text's.
        wording: In the language of the text, in which the reasons are given.
    """
    faults = find_faults(apply_edits(words, []).blocks)
    rules = tuple(rule for code, rule in HOUSE_STYLE.items() if any(f.code == code for f in faults))
    found: list[Proposal] = []
    seen: set[tuple[int, int]] = set()
    for fault in [fault for fault in sorted(faults, key=_place) if fault.correction][:MOST]:
        correction = fault.correction
        if correction is None or _is_seen(correction, seen):
            continue
        # title, author and date as printed must agree with edition.yml, so their words are the editor's to correct
        if fault.block.part == "front" and correction.kind != "link":
            continue
        if proposal := _make(fault, correction, words, wording, {item.id for item in found}):
            seen.add((correction.start, correction.end))
            found.append(proposal)
    return _keep_possible(words, found), rules


def _place(fault: Fault) -> tuple[int, int]:
    correction = fault.correction
    return (correction.start, -correction.end) if correction else (fault.block.start, 0)


def _is_seen(correction: Correction, seen: set[tuple[int, int]]) -> bool:
    """Say whether another correction touches the same words: a page's number explains the break around it."""
    return any(correction.start < end and start < correction.end for start, end in seen)


def _make(
    fault: Fault, correction: Correction, words: Words, wording: Wording, taken: set[str]
) -> Proposal | None:
    start, end = _widen(words, correction)
    source = words.text[start:end]
    if not _is_alone(words.text, source):
        return None
    before = words.text[start : correction.start]
    reading = f"{before}{correction.reading}{words.text[correction.end : end]}"
    if correction.kind == "link" and "\n\n" in source:  # its words stand elsewhere too
        return None
    if not (is_passage(source) and is_reading(reading)):
        return None
    reason = wording[f"proposal.{correction.reason}"]
    stem = name_stem(
        f"{correction.reason} {source if correction.reason == 'name' else ''}",
        correction.reason,
        taken.__contains__,
    )
    return Proposal(stem, source, reading, correction.kind, reason, fault.text)


def _widen(words: Words, correction: Correction) -> tuple[int, int]:
    """Return the stretch around a correction that stands in the text once, of whole words; the same where there is none."""
    text = words.text
    start, end = correction.start, correction.end
    if _is_alone(text, text[start:end]) and correction.reading.strip():
        return start, end
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    first, last = _step_on(text, first, start), _step_back(text, last, end)
    if not _is_alone(text, text[min(first, start) : max(last, end)]):
        return start, end
    while start > first or end < last:
        start, end = _step_back(text, start, first), _step_on(text, end, last)
        if _is_alone(text, text[start:end]):
            break
    return start, end


def _is_alone(text: str, words: str) -> bool:
    """Say whether words stand in a text once, those too that overlap themselves."""
    return bool(words) and text.find(words, text.find(words) + 1) < 0


def _step_back(text: str, start: int, first: int) -> int:
    at = start
    while at > first and text[at - 1].isspace():
        at -= 1
    while at > first and not text[at - 1].isspace():
        at -= 1
    return at


def _step_on(text: str, end: int, last: int) -> int:
    at = end
    while at < last and text[at].isspace():
        at += 1
    while at < last and not text[at].isspace():
        at += 1
    return at


def _keep_possible(words: Words, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals that can be made, all together."""
    kept = list(proposals)
    while True:
        declared = declare(kept)
        _, problems = find_edits(declared, [words])
        bad = {problem.position.line for problem in problems}
        if not bad:
            return tuple(kept)
        kept = [proposal for i, proposal in enumerate(kept, 1) if i not in bad]


def declare(proposals: Sequence[Proposal]) -> list[DeclaredEmendation]:
    """Return proposals as the emendations that they would be; the lines of their places count them."""
    return [
        DeclaredEmendation(
            item.id, item.source, item.reading, item.kind, 1, at=Position("", line=i)
        )
        for i, item in enumerate(proposals, 1)
    ]
