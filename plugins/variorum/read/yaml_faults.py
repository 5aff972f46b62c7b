"""Why a file is not YAML, in the words of whoever wrote it: libyaml speaks of tokens, and stops where it is lost, often a line too late."""

import re
from typing import NamedTuple

import yaml

_FIELD = re.compile(r"(\s*(?:- +)?)([\w-]+):(.*)")  # `  title: Letters`
_BREAK = re.compile(r"[\n\x85\u2028\u2029]")
"""What libyaml counts as the end of a line."""
_MERGE = re.compile(r"<{7}|={7}$|>{7}|\|{7} ")
_MARKED = re.compile(r"\s*([\"'])")


class Fault(NamedTuple):
    """What is wrong, where, and the way to mend it."""

    line: int
    """From 0."""
    column: int
    """From 0."""
    text: str
    mend: str


def describe_fault(error: yaml.MarkedYAMLError, source: str) -> Fault:
    """Return why a file is not YAML.

    Args:
        error: Libyaml's.
        source: The file's.
    """
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    at, column = (mark.line, mark.column) if mark else (0, 0)
    said = error.problem or error.context or ""
    # of a file that ends too early libyaml names the line after it
    lines = [*_BREAK.split(source), ""]
    line = lines[at]
    for i in range(max(at - 2, 0), min(at + 1, len(lines))):
        if _MERGE.match(lines[i]):
            mend = "keep one of the two versions, and delete the lines with the marks"
            return Fault(i, 0, "two versions that git could not merge", mend)
        if found := re.match(r"\s*\u00a0|[^:]*:\u00a0", lines[i]):
            mend = "write a space in its place"
            return Fault(i, found.end() - 1, "a no-break space where a space belongs", mend)
    if said == "found unexpected end of stream" and opened:
        mend = "close it, or put the value after `|-` on a line of its own"
        return Fault(opened.line, opened.column, "a quotation mark that is never closed", mend)
    if said == "mapping values are not allowed in this context":
        return _describe_colon(lines, at, column)
    if said == "could not find expected ':'" and opened:
        mend = "write `name: value`; set the line in if it goes on with the one above"
        return Fault(opened.line, opened.column, "a line that is no field", mend)
    if said in ("did not find expected key", "did not find expected '-' indicator"):
        field = _FIELD.match(line)
        if field and _MARKED.match(field[3]) and column > field.start(3):
            text = "words after the quotation mark that closes the value"
            return Fault(at, column, text, _write(field))
        mend = "begin it as far in as the fields beside it"
        return Fault(at, column, "a line set in further, or less far, than those beside it", mend)
    if said == "found character that cannot start any token":
        sign = line[column : column + 1]
        if sign == "\t":
            return Fault(at, column, "a tab where spaces belong", "set the line in by spaces")
        mend = "put the value after `|-` on a line of its own"
        return Fault(at, column, f'a value that begins with "{sign}"', mend)
    if said == "did not find expected alphabetic or numeric character" and opened:  # *Two*
        begun = lines[opened.line][opened.column : opened.column + 1]
        mend = "put the value after `|-` on a line of its own"
        return Fault(opened.line, opened.column, f'a value that begins with "{begun}"', mend)
    if opened and (found := re.match(r"did not find expected ',' or '([\]}])'", said)):
        begun = lines[opened.line][opened.column : opened.column + 1]
        text = f'"{begun}" is not closed, or no "," stands between two entries after it'
        return Fault(opened.line, opened.column, text, f'close it with "{found[1]}"')
    if said.startswith("found a tab character"):
        return Fault(at, column, "a tab where spaces belong", "set the line in by spaces")
    if said == "found unknown escape character":
        mend = "write two backslashes for one, or put the value after `|-` on a line of its own"
        return Fault(at, column, "a backslash in quotation marks", mend)
    mend = 'check the indentation and the quotes; put a text with ": " or "#" in it after "|-", on a line of its own'
    return Fault(at, column, said, mend)


def _describe_colon(lines: list[str], at: int, column: int) -> Fault:
    """Return what a colon where there may be none comes from: the line before, its indent, or the value that it is in."""
    field = _FIELD.match(lines[at])
    if field is None or field.end(2) < column:  # title: Letters: a selection
        mend = _write(field) if field else "put the value after `|-` on a line of its own"
        return Fault(at, column, "a second colon in a value", mend)
    above = _FIELD.match(lines[at - 1]) if at else None
    if above and above[3] and not above[3].startswith((" ", "//")):  # target:p1
        text = f'no space after "{above[2]}:"'
        mend = f"write `{above[2]}: {above[3].strip()[:40]}`"
        return Fault(at - 1, above.end(2) + 1, text, mend)
    text = "a line set in further than the one above it"
    return Fault(at, field.end(1), text, "begin it as far in as the fields beside it")


def _write(field: re.Match[str]) -> str:
    return f"{field[2]}: |-\n  {field[3].strip()}"
