"""A value of a YAML file → the same place with other words, written as it was written."""

import re
from collections.abc import Sequence
from functools import lru_cache

import yaml

from variorum.problems import Repair
from variorum.read.data import Data

LARGEST = 1_000_000
"""Code points of a file up to which its values are taken apart once more."""

_HEADER = re.compile(r"([|>])([-+]?)[ \t]*\n( +)")  # "|-\n  "


def rewrite_scalar(data: Data, path: Sequence[str | int], words: str) -> Repair | None:
    """Return what makes a value of a file other words, in its own style; None where it can't be told how.

    Args:
        data: Of the file.
        path: The value's.
        words: Which it is to be, without a line's end at either end.
    """
    node = _find(data.source, path)
    if not isinstance(node, yaml.ScalarNode) or not words.strip():
        return None
    old = data.source[node.start_mark.index : node.end_mark.index]
    return Repair(data.at(path), old, new) if (new := _write(old, words, node.style)) else None


def _find(source: str, path: Sequence[str | int]) -> yaml.Node | None:
    node = _compose(source)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            return None
    return node


@lru_cache(maxsize=2)
def _compose(source: str) -> yaml.Node | None:
    """Return the nodes of YAML that was parsed before, with their places."""
    return yaml.compose(source, Loader=yaml.CSafeLoader) if len(source) <= LARGEST else None


def _write(old: str, words: str, style: str | None) -> str | None:
    """Return words in the style of a value: a block stays one, with its indentation; marks are kept, or put where they are needed."""
    if style in ("|", ">"):
        header = _HEADER.match(old)
        if not header or (style == ">" and "\n" in words):
            return None
        indent = header[3]
        rest = old[len(old.rstrip("\n")) :]
        lines = "\n".join(f"{indent}{line}".rstrip() for line in words.split("\n"))
        return f"{style}-\n{lines}{rest}"
    if style == "'" and "\n" not in words:
        return "'{}'".format(words.replace("'", "''"))
    if not style and "\n" not in words and _is_plain(words):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' if "\n" not in old else None


def _is_plain(words: str) -> bool:
    """Say whether words need no marks: as a field's value, and in a list in brackets."""
    try:
        value = yaml.load(f"q: {words}", yaml.CSafeLoader)
        return bool([value["q"]] == yaml.load(f"[{words}]", yaml.CSafeLoader) == [words])
    except yaml.YAMLError:
        return False
