"""The registry: one line for every id ever published, read from and written to `registry.jsonl`."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, Literal

from variorum.model import BlockKind
from variorum.numbering import split_id
from variorum.problems import Position, Problem, find_nearest
from variorum.read.data import MOST, Data, Path, Place, stop_looking
from variorum.read.spec import Spec, list_of, read_by, spec_of, string, then
from variorum.read.validation import validate

AddressKind = Literal["annotation", "sidebar", "text"]
Kind = Literal[BlockKind, AddressKind]

EXCERPT = 60
"""Code points of a wording that a message quotes."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # 2026-11-24
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")  # NUL; half of a character beyond U+FFFF
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # chapter-2
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_RESTORE = "restore the line as `variorum ids` wrote it"
_PREFIXES = {"annotation": "note-", "sidebar": "sidebar-"}


def _read_day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("a day is written YYYY-MM-DD")


def _check_text(value: str) -> str:
    if _NOT_TEXT.search(value):
        raise ValueError("characters that are not text; mend: delete them")
    return value


_WORDS = string(_check_text)
_Day = Annotated[date, Spec(read_by(_read_day))]
_Text = Annotated[str, Spec(_WORDS)]


@dataclass(frozen=True, slots=True)
class RegistryLine:
    """An id, what it names and what became of it."""

    id: Annotated[str, Spec(string(_check_text, min_length=1, max_length=300))]
    """Of a block `p3a`, an annotation `note-STEM`, a sidebar `sidebar-STEM`, a text its slug."""
    kind: Kind
    published: _Day
    reason: _Text | None
    """Why the id came or went: `inserted after p3`, `split from p3`, `deleted`; several parted by `; `."""
    retired: _Day | None
    successor: Annotated[tuple[str, ...], Spec(then(list_of(_WORDS), tuple))]
    """Ids of the same text, or `slug#id` (`#id` for the empty slug); of a text, slugs."""
    text: _Text
    """The text's slug."""
    words: _Text
    """The last published wording; of an annotation, a sidebar or a text its title."""


def show_address(text: str, line_id: str) -> str:
    """Return an id as people write it: `p3`, in a text with a slug `slug#p3`."""
    return f"{text}#{line_id}" if text and line_id != text else line_id


def parse_registry(source: str, *, path: str) -> tuple[tuple[RegistryLine, ...], list[Problem]]:
    r"""Parse a registry: the lines that can be read, and the problems of all.

    Args:
        source: `registry.jsonl`, with `\n` as the only line end.
        path: For the problems.
    """
    lines: list[RegistryLine] = []
    places: list[int] = []
    problems: list[Problem] = []
    for number, raw in enumerate(_split_lines(source), start=1):
        if len(problems) > MOST:
            return tuple(lines), [*problems, stop_looking(Position(path, number), "lines")]
        line, found = _parse_line(raw, at=Position(path, number))
        problems += found
        if line:
            lines.append(line)
            places.append(number)
    positions = [Position(path, number) for number in places]
    problems += _check_ids(lines, positions)
    problems += _check_retirement(lines, positions)
    if not problems:  # a line that cannot be read is missing too, but not for having been deleted
        problems += _check_numbers(lines, positions)
    return tuple(lines), problems


def _split_lines(source: str) -> Iterator[str]:
    """Yield lines one by one: all of them at once would be the source again."""
    start = 0
    while start < len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        yield source[start:end]
        start = end + 1


def dump_registry(lines: Iterable[RegistryLine]) -> str:
    """Return the registry as its file has it: one JSON object a line, keys sorted."""
    return "".join(
        json.dumps(
            {
                "id": line.id,
                "kind": line.kind,
                "published": line.published.isoformat(),
                "reason": line.reason,
                "retired": line.retired and line.retired.isoformat(),
                "successor": line.successor,
                "text": line.text,
                "words": line.words,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        + "\n"
        for line in lines
    )


def find_targets(line: RegistryLine) -> list[tuple[str, str]]:
    """Return the text and id of each successor of a line, present or not."""
    if line.kind == "text":
        return [(slug, slug) for slug in line.successor]
    pairs = [successor.rpartition("#") for successor in line.successor]
    return [(slug if hash_sign else line.text, line_id) for slug, hash_sign, line_id in pairs]


class _Fields(dict[str, object]):
    """The fields of a line."""

    twice: tuple[str, ...] = ()
    """Names that are given more than once."""


def _collect(pairs: list[tuple[str, object]]) -> _Fields:
    fields = _Fields(pairs)
    if len(fields) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        fields.twice = tuple(name for name, count in counts.items() if count > 1)
    return fields


_LINE = spec_of(RegistryLine)
_DECODER = json.JSONDecoder(object_pairs_hook=_collect)


def _parse_line(raw: str, *, at: Position) -> tuple[RegistryLine | None, list[Problem]]:
    if raw.startswith(_CONFLICT):
        text = f'an unsettled merge: "{raw[:40]}"'
        mend = "keep the lines of both sides, each id once, and delete the markers; then run `variorum ids`"
        return None, [Problem("V301", at, text, mend=mend)]
    try:
        value = _DECODER.decode(raw)
    except (ValueError, RecursionError) as error:
        column = error.colno if isinstance(error, json.JSONDecodeError) else 1
        what = f'not a line of JSON: "{raw[:40]}"' if raw.strip() else "an empty line"
        mend = _RESTORE if raw.strip() else "delete the line"
        return None, [Problem("V301", Position(at.path, at.line, column), what, mend=mend)]
    data = Data(value, at.path, partial(_find_keys, raw, at))
    line, found = validate(_LINE, data)
    problems = [replace(problem, mend=_RESTORE) for problem in found]  # nobody writes one by hand
    for name in value.twice if isinstance(value, _Fields) else ():
        problems.append(Problem("V104", at, f'"{name}" is given twice', mend=_RESTORE))
    return (None if problems else line), problems


def _find_keys(raw: str, at: Position) -> dict[Path, Place]:
    """Return the places of a flat object's keys; a quotation mark inside a string always has a backslash."""
    places: dict[Path, Place] = {(): (at.line, at.column)}
    for found in _KEY.finditer(raw):
        key = found[1]
        places[(key,)] = at.line, found.end() + 1
        places[(key, "<key>")] = at.line, found.start() + 1
    return places


_KEY = re.compile(r'(?<!\\)"([^"\\]*)"\s*:\s*')  # "published": …


def _check_ids(lines: Sequence[RegistryLine], positions: Sequence[Position]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, str], Position] = {}
    words: dict[tuple[str, str], str] = {}
    for line, at in zip(lines, positions, strict=True):
        name = show_address(line.text, line.id)
        if not _is_fitting(line):
            text = f'"{line.id}" is no id of a line of kind "{line.kind}"'
            problems.append(Problem("V302", at, text, mend=_RESTORE))
        elif line.text and not _SLUG.fullmatch(line.text):
            text = f'"{line.text}" is no slug'
            problems.append(Problem("V302", at, text, mend=_RESTORE))
        if (line.text, line.id) in first:
            other = first[line.text, line.id]
            text = f'"{name}" has a line already, line {other.line}, for "{shorten_words(words[line.text, line.id])}"; this one is for "{shorten_words(line.words)}"'
            mend = "keep the line published first, delete the other and run `variorum ids`"
            problems.append(Problem("V303", at, text, mend=mend))
        first.setdefault((line.text, line.id), at)
        words.setdefault((line.text, line.id), line.words)
    return problems


def shorten_words(words: str) -> str:
    """Return how a wording begins, in one line."""
    return " ".join(words[:EXCERPT].split()) + (" …" if len(words) > EXCERPT else "")


def _is_fitting(line: RegistryLine) -> bool:
    if line.kind == "text":
        return line.id == line.text
    prefix = _PREFIXES.get(line.kind)
    if prefix:
        return line.id.startswith(prefix) and len(line.id) > len(prefix) and "#" not in line.id
    return split_id(line.id) is not None


def _check_retirement(
    lines: Sequence[RegistryLine], positions: Sequence[Position]
) -> list[Problem]:
    problems: list[Problem] = []
    by_key = {(line.text, line.id): line for line in lines}
    for line, at in zip(lines, positions, strict=True):
        name = show_address(line.text, line.id)
        if line.retired is None and line.successor:
            text = f'"{name}" has a successor and is not retired'
            mend = _RESTORE
            problems.append(Problem("V304", at, text, mend=mend))
        elif line.retired and line.retired < line.published:
            text = (
                f'"{name}" retired on {line.retired}, before it was published on {line.published}'
            )
            problems.append(Problem("V304", at, text, mend="correct one of the two days"))
        for target, written in zip(find_targets(line), line.successor, strict=True):
            if target not in by_key:
                nearest = find_nearest(target[1], [i for slug, i in by_key if slug == target[0]])
                text = f'the successor of "{name}" does not exist: "{written}"'
                mend = "name an id of this registry as successor"
                problems.append(Problem("V305", at, text, mend=mend, nearest=nearest or ""))
    return problems + _check_cycles(lines, positions, by_key)


def _check_cycles(
    lines: Sequence[RegistryLine],
    positions: Sequence[Position],
    by_key: Mapping[tuple[str, str], RegistryLine],
) -> list[Problem]:
    """Report each line that can only be reached by itself, by taking away what leads out (Kahn)."""
    waiting: dict[tuple[str, str], int] = {}
    leading: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, line in by_key.items():
        targets = {target for target in find_targets(line) if target in by_key}
        waiting[key] = len(targets)
        for target in targets:
            leading.setdefault(target, []).append(key)
    ready = [key for key, count in waiting.items() if not count]
    for key in ready:
        for other in leading.get(key, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    mend = "let the successors end at an id that is not retired"
    return [
        Problem("V306", at, f'the successors of "{show_address(*key)}" run in a circle', mend=mend)
        for line, at in zip(lines, positions, strict=True)
        if waiting[key := (line.text, line.id)]
    ]


def _check_numbers(lines: Sequence[RegistryLine], positions: Sequence[Position]) -> list[Problem]:
    """Report numbers that are passed over: they are given one after another, so a line was deleted."""
    problems: list[Problem] = []
    highest: dict[tuple[str, str], int] = {}
    for line, at in zip(lines, positions, strict=True):
        parts = split_id(line.id)
        if parts is None or parts[2]:
            continue
        before = highest.get((line.text, parts[0]), 0)
        # what came with its number from another text may have left others behind there
        if parts[1] > before + 1 and not (line.reason or "").startswith("moved from"):
            text = f'no line for "{show_address(line.text, f"{parts[0]}{before + 1}")}" before this one'
            mend = "restore the deleted line from the history of the file; ids stay in the registry"
            problems.append(Problem("V307", at, text, mend=mend))
        highest[line.text, parts[0]] = max(before, parts[1])
    return problems
