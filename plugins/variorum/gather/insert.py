"""Items put into the text of a file of references, whatever its kind, so that nothing else in it changes."""

import json
import re
from bisect import bisect
from collections.abc import Sequence
from textwrap import dedent

import yaml

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.csl_json import write_csl_json
from variorum.gather.clean import Item
from variorum.problems import has_errors
from variorum.read.json_data import parse_json
from variorum.read.references import read_references

NEW = "references.json"
"""What the file is called where there is none yet."""
_EXPANDED = re.compile(r'":\s*\[\s*\n')  # "author": [ at the end of its line
_NEWLINE = re.compile(r"\n")
_NUMERIC = frozenset("+-.0123456789")
_WIDE = 1_000_000
"""Columns: a value stays on its line, so that a change shows as one."""


class _Dumper(yaml.SafeDumper):
    """Puts words that begin as a number does into quotation marks, whichever version of YAML takes them for one."""


def _represent_words(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    style = "'" if words[:1] in _NUMERIC else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)


_Dumper.add_representer(str, _represent_words)


class CannotInsertError(Exception):
    """The file is written in a way in which nothing can be put into it safely; says how."""


def insert_items(text: str, items: Sequence[Item], *, path: str) -> str:
    """Return a file of references with some more in it.

    They stand in the order of their ids where the file's do, or else at the end. What results is read again: had it lost or changed
    any reference that was there, nothing would be put in.

    Args:
        text: The file's, with the line ends it has; empty where there is none.
        items: Valid ones, whose ids no other has.
        path: The file's, whose ending says what it is.

    Raises:
        CannotInsertError: Nothing can be put in safely.
        PandocError: The file is BibTeX, and pandoc is missing.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    written = text.removeprefix(mark)
    if path.endswith(".bib"):
        whole = _append(written, _unify(write_bibtex(items), line_end), line_end)
    elif path.endswith(".json"):
        whole = _insert_json(written if written.strip() else "[]", items, line_end)
    else:
        whole = _insert_yaml(written, items, line_end)
    _check(text, whole, items, path=path)
    return mark + whole


def show_item(item: Item, *, path: str) -> str:
    """Return an item as it would be written into a file of this kind by itself."""
    if path.endswith(".bib"):
        return write_bibtex([item])
    if path.endswith(".json"):
        return dedent(write_csl_json([item])[2:-2])
    return _dump_yaml([item])


def _insert_json(text: str, items: Sequence[Item], line_end: str) -> str:
    data, _ = parse_json(text, path=NEW)
    if data is None or not isinstance(data.value, list):
        raise CannotInsertError("it is no list")
    close = text.rindex("]")
    if not data.value:
        return _unify(write_csl_json(items), line_end) + text[close + 1 :].lstrip("\r\n")
    places = data.places()
    lines = [0, *(found.end() for found in _NEWLINE.finditer(text))]
    starts = [
        lines[line - 1] + column - 1
        for line, column in (places[(i,)] for i in range(len(data.value)))
    ]
    lead = text[lines[places[(0,)][0] - 1] : starts[0]]
    is_own_line = not lead.strip()
    between = f",{line_end}{lead}" if is_own_line else ", "
    is_expanded = bool(_EXPANDED.search(text))
    ids = [str(member.get("id")) for member in data.value]
    is_sorted = len(ids) > 1 and ids == sorted(ids)
    pieces: list[str] = []
    done = 0
    for item in sorted(items, key=lambda item: str(item["id"])) if is_sorted else items:
        index = bisect(ids, str(item["id"])) if is_sorted else len(ids)
        at = starts[index] if index < len(ids) else len(text[:close].rstrip())
        written = _unify(_dump_json(item, lead, is_expanded=is_expanded), line_end)
        if not is_own_line:
            written = json.dumps(item, ensure_ascii=False)
        pieces.append(text[done:at])
        pieces.append(written + between if index < len(ids) else between + written)
        done = at
    return "".join([*pieces, text[done:]])


def _dump_json(item: Item, lead: str, *, is_expanded: bool) -> str:
    """Return an item as the others in the file are written: a member a line, or a field a line."""
    if is_expanded:
        step = lead or "  "
        return json.dumps(item, ensure_ascii=False, indent=step).replace("\n", f"\n{lead}")
    lines = write_csl_json([item])[2:-3].split("\n")
    return "\n".join(f"{lead}{line[2:]}" for line in lines).removeprefix(lead)


def _insert_yaml(text: str, items: Sequence[Item], line_end: str) -> str:
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise CannotInsertError("it is not YAML") from error
    if node is None:
        return _append(text, _unify(_dump_yaml(items), line_end), line_end)
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "references"), node)
    if not isinstance(node, yaml.SequenceNode):
        raise CannotInsertError("it is no list")
    if not node.value:
        before, after = text[: node.start_mark.index].rstrip(" "), text[node.end_mark.index :]
        own = line_end if before and not before.endswith("\n") else ""
        return before + own + _unify(_dump_yaml(items), line_end) + after.removeprefix(line_end)
    first = node.value[0].start_mark
    row = text[first.index - first.column : first.index]
    lead = row.rstrip().removesuffix("-")
    if lead.strip() or not row.rstrip().endswith("-"):
        raise CannotInsertError(
            "it is no list of entries that begin with `- ` on lines of their own"
        )
    end = node.end_mark.index
    start = text.rfind("\n", 0, end) + 1
    end = end if text[start:end].strip() else start
    has_gaps = len(node.value) > 1 and _follows_gap(text, node.value[1].start_mark.index)
    between = "\n" if has_gaps else ""
    written = between.join(
        "".join(f"{lead}{line}\n" for line in _dump_yaml([item]).rstrip("\n").split("\n"))
        for item in items
    )
    head = text[:end]
    own = "" if head.endswith("\n") else line_end
    gap = line_end if has_gaps and not _follows_gap(head, len(head)) else ""
    after = line_end if has_gaps and text[end:].strip() else ""
    return head + own + gap + _unify(written, line_end) + after + text[end:]


def _follows_gap(text: str, at: int) -> bool:
    """Say whether an empty line stands before the line that an offset is in."""
    start = text.rfind("\n", 0, at) + 1
    return text[:start].replace("\r\n", "\n").endswith("\n\n")


def _dump_yaml(items: Sequence[Item]) -> str:
    fields = [
        {
            name: _shorten_date(value) if isinstance(value, dict) and name != "custom" else value
            for name, value in item.items()
        }
        for item in items
    ]
    copied = json.loads(json.dumps(fields))  # YAML would tell where two values are the same object
    return str(yaml.dump(copied, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE))


def _shorten_date(date: dict[str, object]) -> object:
    """Return a day as `2011-07-18`, where that says all of it."""
    parts = date.get("date-parts")
    if set(date) != {"date-parts"} or not isinstance(parts, list) or len(parts) != 1:
        return date
    year, *rest = parts[0]
    if not 1000 <= year <= 9999:
        return date
    return "-".join([str(year), *(f"{part:02}" for part in rest)]) if rest else year


def _append(text: str, entry: str, line_end: str) -> str:
    own = "" if not text or text.endswith("\n") else line_end
    gap = "" if not text.strip() or _follows_gap(text + own, len(text + own)) else line_end
    return text + own + gap + entry


def _unify(text: str, line_end: str) -> str:
    return text.replace("\n", line_end)


def _check(before: str, after: str, items: Sequence[Item], *, path: str) -> None:
    """Refuse what would not be read as the references that were there, and the new ones."""
    old = _read(before, path) if before.strip() else {}
    new = _read(after, path)
    if new is None or old is None:
        raise CannotInsertError("what would result cannot be read")
    added = {str(item["id"]): item for item in items}
    if new.keys() != old.keys() | added.keys() or any(new[key] != old[key] for key in old):
        raise CannotInsertError("what would result is not what is there and what is added")
    for key, item in added.items():
        said = {name: value for name, value in item.items() if name != "custom"}
        if not path.endswith(".bib") and new[key] != said:
            raise CannotInsertError(f'"{key}" would not be read as it is written')


def _read(text: str, path: str) -> dict[str, object] | None:
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    references, problems = read_references(unified, path=path)
    return None if has_errors(problems) else {item.id: dict(item.csl) for item in references}
