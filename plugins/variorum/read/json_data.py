"""JSON files → plain data that knows its places, as `read.data` does for YAML."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import isfinite
from typing import NoReturn

from variorum.problems import Position, Problem
from variorum.read.data import MOST, Data, Path, Place
from variorum.read.limits import NESTING, VALUES

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")  # -1.5e3
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+"')  # "a \"b\""
_NEWLINE = re.compile(r"\n")
_WORD = re.compile(r"[A-Za-z]+")  # true, NaN
_LONGEST_INTEGER = 18


class _RefusedError(Exception):
    """The file is not JSON, or beyond what is read here."""

    def __init__(self, offset: int, code: str, text: str, mend: str) -> None:
        self.offset, self.code, self.text, self.mend = offset, code, text, mend


@dataclass(slots=True)
class _Reader:
    source: str
    offsets: dict[Path, int] = field(default_factory=dict)
    doubles: list[tuple[int, str]] = field(default_factory=list)

    def value(self, at: int, path: Path) -> tuple[object, int]:
        """Return the value that begins at an offset, and the offset after it."""
        at = self.skip(at)
        self.offsets[path] = at
        first = self.source[at : at + 1]
        if len(path) > NESTING and first in "[{":
            text = f"nested more than {NESTING} levels deep"
            raise _RefusedError(at, "V103", text, "flatten the data")
        if first == "{":
            return self.group(at + 1, path)
        if first == "[":
            return self.list(at + 1, path)
        if first == '"':
            return self.string(at)
        return self.scalar(at)

    def group(self, at: int, path: Path) -> tuple[dict[str, object], int]:
        values: dict[str, object] = {}
        at = self.skip(at)
        while self.source[at : at + 1] != "}" or values:
            if self.source[at : at + 1] != '"':
                raise self.expected(at, 'a name in "', "put the name in double quotation marks")
            here = at
            name, at = self.string(at)
            at = self.skip(at)
            if self.source[at : at + 1] != ":":
                raise self.expected(at, '":"', f'put ":" after "{name[:40]}"')
            if name in values:
                self.doubles.append((here, name))
            values[name], at = self.value(at + 1, (*path, name))
            self.offsets[(*path, name, "<key>")] = here
            at, is_end = self.next(at, "}")
            if is_end:
                return values, at
        return values, at + 1

    def string(self, at: int) -> tuple[str, int]:
        found = _STRING.match(self.source, at)
        if not found:
            text = "not JSON: a text that does not end on its line"
            mend = "close it with a double quotation mark; write a line's end in it as \\n"
            raise _RefusedError(at, "V102", text, mend)
        try:
            return str(json.loads(found[0])), found.end()
        except json.JSONDecodeError as error:
            text = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise _RefusedError(at + error.pos, "V102", text, "write a backslash as \\\\") from None

    def list(self, at: int, path: Path) -> tuple[list[object], int]:
        values: list[object] = []
        at = self.skip(at)
        while self.source[at : at + 1] != "]" or values:
            value, at = self.value(at, (*path, len(values)))
            values.append(value)
            at, is_end = self.next(at, "]")
            if is_end:
                return values, at
        return values, at + 1

    def next(self, at: int, end: str) -> tuple[int, bool]:
        at = self.skip(at)
        mark = self.source[at : at + 1]
        if mark == end:
            return at + 1, True
        if mark != ",":
            raise self.expected(at, f'"," or "{end}"', 'put a "," between two values')
        here, at = at, self.skip(at + 1)
        if self.source[at : at + 1] == end:
            text = f'not JSON: a comma with nothing between it and "{end}"'
            raise _RefusedError(here, "V102", text, "delete the comma")
        return at, False

    def scalar(self, at: int) -> tuple[object, int]:
        number = _NUMBER.match(self.source, at)
        if number:
            digits = number[0].lstrip("-")
            is_whole = digits.isdigit()
            value = (
                float(number[0])
                if not is_whole or len(digits) > _LONGEST_INTEGER
                else int(number[0])
            )
            if (is_whole and isinstance(value, float)) or not isfinite(value):
                text = f"the number {number[0][:40]} is too large"
                raise _RefusedError(at, "V103", text, "put it in quotation marks")
            return value, number.end()
        word = _WORD.match(self.source, at)
        if word and word[0] in _CONSTANTS:
            return _CONSTANTS[word[0]], word.end()
        raise self.expected(
            at, "a value", "put texts in double quotation marks; end no list with a comma"
        )

    def skip(self, at: int) -> int:
        space = _SPACE.match(self.source, at)
        return space.end() if space else at

    def expected(self, at: int, wanted: str, mend: str) -> _RefusedError:
        found = self.source[at : at + 20].split("\n")[0]
        shown = (
            f'"{found}"' if found else "the end of the " + ("line" if self.source[at:] else "file")
        )
        return _RefusedError(at, "V102", f"not JSON: {wanted} expected, {shown} found", mend)


def parse_json(source: str, *, path: str) -> tuple[Data | None, list[Problem]]:
    """Parse JSON strictly: names stand once, no NaN, no numbers beyond 18 digits, no deep nesting.

    Args:
        source: The file's text.
        path: The file's, for the problems.

    Source: RFC 8259.
    """
    if sum(map(source.count, ",[{")) > VALUES:
        text = f"more than {VALUES} values"
        return None, [Problem("V112", Position(path), text, mend="split the file")]
    try:
        value = _DECODER.decode(source)
        if not _is_deep(value):
            return Data(value, path, partial(_locate, source, path)), []
    except (ValueError, RecursionError):
        pass  # the reader that knows places says what is wrong
    place = _place_in(source)
    reader = _Reader(source)
    try:
        value, end = reader.value(0, ())
        rest = reader.skip(end)
        if rest < len(source):
            raise reader.expected(rest, "the end of the file", "delete what follows the data")
    except _RefusedError as refused:
        at = Position(path, *place(refused.offset))
        return None, [Problem(refused.code, at, refused.text, mend=refused.mend)]
    problems = [
        Problem(
            "V104",
            Position(path, *place(offset)),
            f'"{name}" is given twice',
            mend="delete one of them",
        )
        for offset, name in reader.doubles[:MOST]
    ]
    return Data(value, path, partial(_locate, source, path)), problems


def _locate(source: str, path: str) -> Mapping[Path, Place]:
    place, reader = _place_in(source), _Reader(source)
    reader.value(0, ())
    return {steps: place(offset) for steps, offset in reader.offsets.items()}


def _place_in(source: str) -> Callable[[int], Place]:
    """Return what finds the line and column of an offset."""
    starts = [0, *(newline.end() for newline in _NEWLINE.finditer(source))]

    def place(offset: int) -> Place:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return place


def _refuse(value: object) -> NoReturn:
    raise ValueError(value)


def _collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else _refuse(pairs)


def _read_integer(digits: str) -> int:
    return int(digits) if len(digits.lstrip("-")) <= _LONGEST_INTEGER else _refuse(digits)


def _read_float(digits: str) -> float:
    value = float(digits)
    return value if isfinite(value) else _refuse(digits)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_collect,
    parse_constant=_refuse,
    parse_int=_read_integer,
    parse_float=_read_float,
)
"""Reads what is good; what it refuses, the reader that knows places describes."""


def _is_deep(value: object) -> bool:
    level, depth = [value], 0
    while level:
        depth += 1
        level = [
            item
            for group in level
            if isinstance(group, dict | list)
            for item in (group.values() if isinstance(group, dict) else group)
            if isinstance(item, dict | list)
        ]
    return depth > NESTING + 1
