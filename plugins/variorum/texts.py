"""Established texts + registry → texts with their ids, and every id ever published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from variorum.establish import Established
from variorum.model import Block, RegisteredId, Text
from variorum.problems import Problem
from variorum.read.folder import Folder
from variorum.read.registry import RegistryLine, parse_registry
from variorum.read.sums import parse_sums
from variorum.registry import Address, check_sums, find_corrections, identify
from variorum.reuse import Keep

_EXPLAINED = ("V304", "V305", "V307")
"""What is wrong with a registry because a line was deleted or altered by hand."""
Blocks = tuple[tuple[str, tuple[Block, ...]], ...]
"""Slug and blocks of each text."""


def read_registry(
    files: Folder, blocks: Blocks, *, keep: Keep
) -> tuple[tuple[RegistryLine, ...], list[Problem]]:
    """Return the lines of an edition's registry, and what is wrong with them.

    Args:
        files: What the edition's files say.
        blocks: Of its texts, to say whose words a line had that is gone.
        keep: Gives back what was made of the same registry before.
    """
    source = files.registry
    if source is None:
        return (), []
    parse = partial(parse_registry, source.text, path=source.path)
    lines, problems = keep(("registry",), (source,), parse)
    if files.sums is None:
        return lines, problems
    sums, bad = keep(
        ("sums",), (files.sums,), partial(parse_sums, files.sums.text, path=files.sums.path)
    )
    if bad or any(problem.code not in _EXPLAINED for problem in problems):
        return lines, [*problems, *bad]
    addresses = list_addresses(files, lines)
    check = partial(check_sums, lines, sums, blocks, addresses, path=source.path)
    return lines, keep(("summed",), (lines, sums, blocks, addresses), check) or problems


def list_addresses(files: Folder, lines: Sequence[RegistryLine]) -> tuple[Address, ...]:
    """Return what has a lasting address beside the blocks: notes, sidebars, texts with a slug.

    A draft has none, unless it was published before.
    """
    published = {line.id: line.text for line in lines if line.retired is None}
    slugs = {text.slug for text, _ in files.sources}
    only = files.sources[0][0].slug if len(files.sources) == 1 else ""
    notes: list[Address] = []
    for entry in files.annotations:
        name = f"note-{entry.name}"
        text: str | None = entry.fields.target.rpartition("#")[0] or only
        if text not in slugs:  # a slip, which moves nothing
            text = published.get(name)
        if text is not None and (entry.fields.status != "draft" or name in published):
            notes.append(Address(name, "annotation", text, entry.fields.title))
    sidebars = [
        Address(f"sidebar-{entry.name}", "sidebar", "", entry.fields.title)
        for entry in files.sidebars
    ]
    texts = [
        Address(text.slug, "text", text.slug, text.title or "")
        for text, _ in files.sources
        if text.slug
    ]
    unread = [
        Address(
            line.id,
            "annotation" if line.id.startswith("note-") else "sidebar",
            line.text,
            line.words,
        )
        for line in lines
        if line.id in files.unread and line.retired is None
    ]
    return (*texts, *notes, *sidebars, *unread)


def identify_texts(
    files: Folder,
    established: tuple[Established, ...],
    *,
    preview: bool,
    quiet: bool,
    keep: Keep,
) -> tuple[tuple[Text, ...], tuple[RegisteredId, ...], list[Problem]]:
    """Give the blocks of an edition their ids; no texts where that cannot be done.

    Args:
        files: What the edition's files say.
        established: Its texts.
        preview: As for `load`.
        quiet: Leave out what differs from the registry: an error in the words themselves explains it.
        keep: Gives back what was made of the same texts before.
    """
    if files.edition is None or files.registry_unread or len(established) < len(files.sources):
        return (), (), []
    blocks = tuple((text.fields.slug, text.emended.blocks) for text in established)
    lines, problems = read_registry(files, blocks, keep=keep)
    if problems:
        return (), (), problems
    addresses = list_addresses(files, lines)
    path = f"{files.path}/registry.jsonl"
    ids, registered, bad = keep(
        ("ids",),
        (blocks, addresses, lines, path, preview or quiet),
        lambda: identify(blocks, addresses, lines, path=path, preview=preview or quiet),
    )
    leading: dict[tuple[str, str], list[str]] = {}
    retired = tuple(item for item in registered if item.retired)
    for gone in retired:
        for successor in gone.leads_to[:1]:
            leading.setdefault((gone.text, successor), []).append(gone.id)
    title = files.edition.fields.title
    texts = tuple(
        keep(
            ("text", text.fields.slug),
            (text, title, ids, retired),
            partial(_make_text, files.path, text, title, ids, leading),
        )
        for text in established
    )
    if quiet:
        return texts, registered, []
    return texts, registered, [_excuse(problem, lines, texts) for problem in bad]


def _excuse(problem: Problem, lines: Sequence[RegistryLine], texts: Sequence[Text]) -> Problem:
    """Return the problem of a block that was reworded, as advice where corrections say openly what was changed."""
    if problem.code != "V311":
        return problem
    line = lines[problem.position.line - 1]
    text = next(text for text in texts if text.slug == line.text)
    block = next(block for block in text.blocks if block.id == line.id)
    names = find_corrections(line.words, block, text.printed, text.changes)
    if not names:
        return problem
    by = ", ".join(f'"{name}"' for name in names)
    return replace(
        problem, code="V317", text=f"{problem.text}, as corrected by {by}", severity="advice"
    )


def _make_text(
    folder: str,
    text: Established,
    title: str,
    ids: Mapping[tuple[str, int], str],
    leading: Mapping[tuple[str, str], Sequence[str]],
) -> Text:
    slug = text.fields.slug
    named = tuple(
        replace(
            block,
            id=ids.get((slug, i), ""),
            retired=tuple(leading.get((slug, ids.get((slug, i), "")), ())),
        )
        for i, block in enumerate(text.emended.blocks)
    )
    return Text(
        slug=slug,
        title=text.fields.title or title,
        path=f"{folder}/{text.fields.file}",
        printed=text.words.text,
        blocks=named,
        changes=text.emended.changes,
        sha256=text.fields.sha256,
        rules=tuple(text.fields.regularise),
    )
