"""Data with places + what its values must be → records, or every fault at once, each at its place."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic_core import ValidationError

from variorum.problems import Problem, find_nearest
from variorum.read.data import MOST, Data, Path, stop_looking
from variorum.read.faults import describe_value
from variorum.read.repairs import repair_value
from variorum.read.spec import Spec
from variorum.sure import find_sure, repair_word

T = TypeVar("T")


def validate(spec: Spec[T], data: Data) -> tuple[T | None, list[Problem]]:
    """Validate data against a spec: all its problems at once, each at its place; unknown keys name the nearest."""
    if not isinstance(data.value, dict):
        found = "nothing" if data.value is None else f"a {_name_type(data.value)}"
        text = f"{found} where fields were expected"
        return None, [
            Problem("V106", data.at(()), text, mend="write fields as `name: value` lines")
        ]
    try:
        return spec.validate(data.value), []
    except ValidationError as error:
        return None, _describe_all(error, spec, data)


def validate_list(spec: Spec[T], data: Data) -> tuple[list[tuple[int, T]], list[Problem]]:
    """Validate a list, each member by itself: the good ones with their index, and the problems of the others."""
    if data.value is None:
        return [], []
    if not isinstance(data.value, list):
        text = f"a {_name_type(data.value)} where a list was expected"
        return [], [Problem("V106", data.at(()), text, mend="begin each entry with `- `")]
    good: list[tuple[int, T]] = []
    problems: list[Problem] = []
    for index, item in enumerate(data.value):
        if len(problems) > MOST:
            problems.append(stop_looking(data.at((index,)), "entries"))
            break
        if not isinstance(item, dict):
            text = f"{_show(item)} where fields were expected"
            mend = "write fields as `name: value` lines"
            problems.append(Problem("V106", data.at((index,)), text, mend=mend))
            continue
        try:
            good.append((index, spec.validate(item)))
        except ValidationError as error:
            problems += _describe_all(error, spec, data, before=(index,))
    return good, problems


def _describe_all(
    error: ValidationError, spec: Spec[Any], data: Data, *, before: Path = ()
) -> list[Problem]:
    found = [
        (found["loc"][:-1], _describe(dict(found), spec, data, before=before))
        for found in error.errors(include_url=False)
    ]
    # a name that is certainly mistyped is not missing as well
    meant = {
        (inside, f'"{problem.repair.new}" is missing')
        for inside, problem in found
        if problem.code == "V107" and problem.repair
    }
    return [
        problem
        for inside, problem in found
        if problem.code != "V108" or (inside, problem.text) not in meant
    ]


def _describe(
    error: Mapping[str, object], spec: Spec[Any], data: Data, *, before: Path = ()
) -> Problem:
    location = error["loc"]
    assert isinstance(location, tuple)
    path: Path = (*before, *location)
    name = str(location[-1]) if location else ""
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        known = spec.list_fields(location[:-1])
        free = [field for field in known if field not in _go(data, path)]
        nearest = find_nearest(name, free) or find_sure(name, known)
        mend = f'write "{nearest}"' if nearest else f"known here: {', '.join(sorted(known))}"
        at = data.key_at(path)
        repair = repair_word(at, name, free)
        return Problem("V107", at, f'unknown field "{name}"', mend=mend, repair=repair)
    if error["type"] == "missing":
        mend = f"add a line `{name}: {'[…]' if spec.is_list(location) else '…'}`"
        return Problem("V108", data.at(path[:-1]), f'"{name}" is missing', mend=mend)
    text, mend = describe_value(error, path)
    where = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
    if not location:  # a rule over several fields names them itself
        return Problem("V109", data.at(path), text, mend=mend)
    value = error.get("input")
    shown = (
        ""
        if error["type"] == "value_error" and isinstance(value, list | dict)
        else f", not {_show(value)}"
    )
    text = f'"{where}": {text}{shown}'
    at = data.at(path)
    return Problem("V109", at, text, mend=mend, repair=repair_value(error, at))


def _go(data: Data, path: Path) -> Collection[object]:
    """Return the fields beside the one at a path."""
    value = data.value
    for step in path[:-1]:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value if isinstance(value, dict) else {}


def _name_type(value: object) -> str:
    names = {
        list: "list",
        dict: "group of fields",
        bool: "yes or no",
        int: "number",
        float: "number",
    }
    return names.get(type(value), "text")


def _show(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list | dict):
        return f"a {_name_type(value)}"
    shown = str(value)
    return f'"{shown[:60]}…"' if len(shown) > 60 else f'"{shown}"'
