"""YAML files and front matter → plain data that knows its places."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from variorum.problems import Position, Problem
from variorum.read.limits import NESTING, VALUES
from variorum.read.repairs import repair_cut
from variorum.read.yaml_faults import describe_fault

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, from 1."""
T = TypeVar("T")

_NODES = (ScalarEvent, SequenceStartEvent, MappingStartEvent)
"""Events with which a value begins."""
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")  # 12, -3
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")  # 1.5, .5e3
_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_CUT_SHORT = re.compile(r"[ \t]+#")  # "hostage #1 by": the plain scalar ends before " #1 by"
_PLAIN_STRING_TAGS = {None, "!", "tag:yaml.org,2002:str"}

MOST = 500
"""Problems of one list that are told: nobody reads more, and a million would take their time."""
TEXT_FIELDS = frozenset(
    [
        "quote",
        "prefix",
        "suffix",
        "title",
        "source",
        "reading",
        "reason",
        "label",
        "text",
        "term",
        "name",
    ]
)
"""Fields in which a comment after a plain value is most likely a value cut short."""


@dataclass(frozen=True, slots=True)
class Data:
    """A value read from a file, and where each part of it stands."""

    value: object
    """Dicts with string keys, lists, strings, numbers, booleans and None; dates stay strings."""
    path: str
    """The file's, relative to the project."""
    locate: Callable[[], Mapping[Path, Place]] = field(repr=False, compare=False)
    """Finds line and column of the value at each path, `("author", 0, "family")`; of a mapping's value the
    key's place is at `(*path, "<key>")`. Called when somebody asks, since most files are good."""
    source: str = field(default="", repr=False)
    """What the places are counted in: data is the same only if its places are."""
    _located: list[Mapping[Path, Place]] = field(
        init=False, repr=False, compare=False, default_factory=list
    )

    def at(self, path: Iterable[str | int]) -> Position:
        """Return the place of the value at a path, or of the nearest thing that holds it."""
        places, steps = self.places(), tuple(path)
        while steps not in places and steps:
            steps = steps[:-1]
        return Position(self.path, *places.get(steps, ()))

    def key_at(self, path: Iterable[str | int]) -> Position:
        """Return the place of the key at a path, or of the nearest thing that holds it."""
        steps = (*path, "<key>")
        return self.at(steps if steps in self.places() else steps[:-1])

    def places(self) -> Mapping[Path, Place]:
        """Return the places of all values."""
        if not self._located:
            self._located.append(self.locate())
        return self._located[0]


class _RefusedError(Exception):
    """The file goes beyond the YAML that is read here."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _Reader:
    """Turns libyaml's events into data; stands between it and unbounded input."""

    loader: yaml.CSafeLoader
    source: str
    path: str
    line: int
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, Place] | None = None
    """Filled where they are wanted."""
    count: int = 0
    """Of the values so far."""

    def next(self) -> Event:
        event = self.loader.get_event()
        assert event is not None  # reading ends with the stream
        return event

    def position(self, event: Event) -> Position:
        return Position(self.path, *self.place(event))

    def place(self, event: Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # libyaml marks every event
        return self.line + mark.line, mark.column + 1

    def refuse(self, event: Event, code: str, text: str, *, mend: str) -> _RefusedError:
        return _RefusedError(Problem(code, self.position(event), text, mend=mend))

    def read(self) -> object:
        value: object = None
        documents = 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(
                        event, "V103", "a second YAML document", mend='delete the "---" line'
                    )
            elif isinstance(event, (*_NODES, AliasEvent)):
                value = self.node(event, ())
        return value

    def node(self, event: Event, path: Path) -> object:
        if self.places is not None:
            self.places[path] = self.place(event)
        if isinstance(event, AliasEvent):
            raise self.refuse(
                event, "V103", f'an alias "*{event.anchor}"', mend="write the value out in full"
            )
        assert isinstance(event, _NODES)
        self.count += 1
        if self.count > VALUES:
            raise self.refuse(event, "V112", f"more than {VALUES} values", mend="split the file")
        if event.anchor:
            raise self.refuse(
                event, "V103", f'an anchor "&{event.anchor}"', mend="delete the anchor"
            )
        if event.tag not in _PLAIN_STRING_TAGS:
            raise self.refuse(
                event, "V103", f'a tag "{event.tag}"', mend="delete the tag; values are plain data"
            )
        if len(path) > NESTING:
            raise self.refuse(
                event, "V103", f"nested more than {NESTING} levels deep", mend="flatten the data"
            )
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path)
        return self.mapping(path) if isinstance(event, MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[object]:
        values: list[object] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            values.append(self.node(event, (*path, len(values))))
        return values

    def mapping(self, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        first: dict[str, Event] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self.refuse(
                    event,
                    "V103",
                    "a key that is not a word",
                    mend="quote the value if it begins with [ or {",
                )
            key = event.value
            if key in values:
                line, _ = self.place(first[key])
                text = f'"{key}" is given twice, first on line {line}'
                here = self.position(event)
                self.problems.append(Problem("V104", here, text, mend="delete one of them"))
                if len(self.problems) > MOST:
                    raise _RefusedError(stop_looking(here, "fields"))
            first[key] = event
            if self.places is not None:
                self.places[(*path, key, "<key>")] = self.place(event)
            values[key] = self.node(self.next(), (*path, key))
        return values

    def scalar(self, event: ScalarEvent, path: Path) -> object:
        if event.style or event.tag is not None:
            return event.value
        if path and path[-1] in TEXT_FIELDS:
            self.look_for_cut(event, str(path[-1]))
        return _resolve(event.value)

    def look_for_cut(self, event: ScalarEvent, name: str) -> None:
        """Report a plain value that ends where a comment begins."""
        assert event.end_mark is not None
        rest = self.source[event.end_mark.index : event.end_mark.index + 200].split("\n", 1)[0]
        if _CUT_SHORT.match(rest):
            lost = rest.strip()
            problem = Problem(
                "V105",
                self.position(event),
                f'"{name}" is cut short at "{lost}": in YAML, " #" begins a comment',
                mend=f"{name}: |-\n  {event.value} {lost}",
                repair=repair_cut(self.source, self.position(event), event, name),
            )
            self.problems.append(problem)


def _resolve(plain: str) -> object:
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if plain[0] not in "+-.0123456789":
        return plain
    if _INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if _FLOAT.fullmatch(plain) else plain


def parse_yaml(source: str, *, path: str, line: int = 1) -> tuple[Data | None, list[Problem]]:
    """Parse YAML as plain data: no tags, anchors, aliases or second documents; keys are strings and stand once.

    Plain scalars resolve by the core schema of YAML 1.2.2 (section 10.3.2) less octal and hexadecimal numbers and
    `.inf` and `.nan`: `no` is a word, and dates stay strings.

    Args:
        source: The YAML, with newline as the only line end.
        path: The file's, for the problems.
        line: The line of the file at which `source` begins.
    """
    problems: list[Problem] = []
    try:
        value = _Reader(yaml.CSafeLoader(source), source, path, line, problems).read()
    except _RefusedError as refused:
        return None, [*problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        fault = describe_fault(error, source)
        at = Position(path, line + fault.line, fault.column + 1)
        problem = Problem("V102", at, f"not YAML: {fault.text}", mend=fault.mend)
        return None, [*problems, problem]
    except yaml.YAMLError as error:
        first = str(error).split("\n")[0]
        mend = "delete the characters that are not text"
        return None, [
            *problems,
            Problem("V102", Position(path, line), f"not YAML: {first}", mend=mend),
        ]
    return Data(value, path, partial(_locate, source, path, line), source), problems


def _locate(source: str, path: str, line: int) -> Mapping[Path, Place]:
    places: dict[Path, Place] = {}
    _Reader(yaml.CSafeLoader(source), source, path, line, places=places).read()
    return places


def stop_looking(at: Position, rest: str) -> Problem:
    """Return the problem of a file in which there are too many to go on.

    Args:
        at: Where the looking ends.
        rest: What is not looked at, in the plural.
    """
    text = f"more than {MOST} problems; the {rest} from here on were not looked at"
    return Problem("V106", at, text, mend="mend the others first")
