"""An edition's folder → the `Edition` and its problems: the one place that calls the stages in their order."""

from dataclasses import dataclass, replace
from pathlib import Path

from variorum import check
from variorum.annotate import Places, annotate, find_places, find_targets
from variorum.assemble import assemble
from variorum.cite import Formatted, format_citations
from variorum.establish import Established, establish
from variorum.links import Drafts, resolve_links
from variorum.model import Block, Edition, RetiredAddress, Text
from variorum.problems import Position, Problem, has_errors, sort_problems
from variorum.proofread import proofread
from variorum.prose import check_keys, finish_prose, parse_prose
from variorum.read.folder import Folder, read_folder
from variorum.read.limits import check_body
from variorum.read.registry import RegistryLine, parse_registry
from variorum.registry import Address, identify

BODIES = frozenset({"annotations", "sidebars"})
"""Prose that is the body of a file of its own."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of an edition's folder."""

    edition: Edition | None
    """None when a problem forbids to publish it."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BlocksRead:
    """The addresses that an edition has at present, for its registry to be brought up to date."""

    texts: tuple[tuple[str, tuple[Block, ...]], ...]
    addresses: tuple[Address, ...]
    lines: tuple[RegistryLine, ...]
    registry_path: Path
    problems: tuple[Problem, ...]


def load(
    folder: Path, *, root: Path, cache: Path | None, preview: bool = False, drafts: bool = False
) -> Loaded:
    """Load an edition: read its files, establish its texts, identify, annotate, cite, and check all of it.

    Args:
        folder: The edition's.
        root: The project's; paths in problems are relative to it.
        cache: Where formatted citations are kept; None keeps none.
        preview: Take what `variorum ids` would do as done where it is sure, and take in drafts.
        drafts: Take in drafts.
    """
    files, problems = read_folder(folder, root=root)
    established, bad = establish(files)
    problems += bad
    # an error in what makes the words explains what differs from the registry
    quiet = has_errors(bad) or has_errors(
        problem for problem in problems if problem.position.path.endswith("/emendations.yml")
    )
    texts, retired, bad = _identify(files, established, preview=preview, quiet=quiet)
    problems += bad
    places = find_places(texts, retired)
    notes, bad = annotate(files.annotations, places) if texts else ([], [])
    problems += bad
    prose, bad = _parse_prose(files)
    problems += bad
    included = preview or drafts
    if texts:
        prose, bad = resolve_links(files, texts, prose, with_drafts=included)
        problems += bad
    problems += _check(files, established, places, prose)
    if has_errors(problems) or files.edition is None:
        return Loaded(None, sort_problems(problems))
    if not included:
        notes = [note for note in notes if note.entry.fields.status != "draft"]
    formatted, bad = _format(files, folder, prose, cache)
    problems += bad
    if has_errors(problems):
        return Loaded(None, sort_problems(problems))
    finished = {key: finish_prose(draft, formatted) for key, draft in prose.items()}
    edition = assemble(files, texts, retired, places, notes, finished, formatted)
    return Loaded(edition, sort_problems(problems))


def read_blocks(folder: Path, *, root: Path) -> BlocksRead:
    """Read what the registry of an edition is about; arguments as for `load`."""
    files, problems = read_folder(folder, root=root)
    established, bad = establish(files)
    lines, unreadable = _read_registry(files)
    return BlocksRead(
        texts=tuple((text.fields.slug, text.emended.blocks) for text in established),
        addresses=_list_addresses(files, lines),
        lines=lines,
        registry_path=folder / "registry.jsonl",
        problems=sort_problems([*problems, *bad, *unreadable]),
    )


def _read_registry(files: Folder) -> tuple[tuple[RegistryLine, ...], list[Problem]]:
    if files.registry is None:
        return (), []
    return parse_registry(files.registry.text, path=files.registry.path)


def _list_addresses(files: Folder, lines: tuple[RegistryLine, ...]) -> tuple[Address, ...]:
    """Return what has a lasting address beside the blocks: notes, sidebars, texts with a slug.

    A draft has none, unless it was published before.
    """
    published = {line.id for line in lines if line.retired is None}
    notes = [
        Address(
            f"note-{entry.name}",
            "annotation",
            entry.fields.target.rpartition("#")[0],
            entry.fields.title,
        )
        for entry in files.annotations
        if entry.fields.status != "draft" or f"note-{entry.name}" in published
    ]
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


def _identify(
    files: Folder, established: tuple[Established, ...], *, preview: bool, quiet: bool
) -> tuple[tuple[Text, ...], tuple[RetiredAddress, ...], list[Problem]]:
    """Give the blocks their ids; quietly when an error in the words themselves explains what differs."""
    if files.edition is None or files.registry_unread or len(established) < len(files.sources):
        return (), (), []
    lines, problems = _read_registry(files)
    path = f"{files.path}/registry.jsonl"
    blocks = [(text.fields.slug, text.emended.blocks) for text in established]
    if problems:
        return (), (), problems
    ids, retired, bad = identify(
        blocks, _list_addresses(files, lines), lines, path=path, preview=preview or quiet
    )
    leading: dict[tuple[str, str], list[str]] = {}
    for gone in retired:
        for successor in gone.successors[:1]:
            leading.setdefault((gone.text, successor), []).append(gone.id)
    texts = []
    for text in established:
        slug = text.fields.slug
        named = tuple(
            replace(
                block,
                id=ids.get((slug, i), ""),
                retired=tuple(leading.get((slug, ids.get((slug, i), "")), ())),
            )
            for i, block in enumerate(text.emended.blocks)
        )
        texts.append(
            Text(
                slug=slug,
                title=text.fields.title or files.edition.fields.title,
                path=f"{files.path}/{text.fields.file}",
                printed=text.words.text,
                reading=text.emended.reading,
                blocks=named,
                changes=text.emended.changes,
            )
        )
    return tuple(texts), retired, [] if quiet else bad


def _parse_prose(files: Folder) -> tuple[Drafts, list[Problem]]:
    """Parse all that editors wrote: bodies, reasons, entries."""
    drafts: Drafts = {}
    problems: list[Problem] = []
    written: list[tuple[tuple[str, str], str, Position]] = [
        *((("annotations", e.name), e.body, e.body_at) for e in files.annotations if e.body),
        *((("sidebars", e.name), e.body, e.body_at) for e in files.sidebars if e.body),
        *((("emendations", e.name), e.fields.reason, e.at("reason")) for e in files.emendations),
        *((("timeline", e.name), e.fields.text, e.at("text")) for e in files.timeline),
        *((("glossary", e.name), e.fields.text, e.at("text")) for e in files.glossary),
        *((("people", e.name), e.fields.text, e.at("text")) for e in files.people),
    ]
    language = files.edition.fields.language if files.edition else "en"
    for key, markdown, at in written:
        # the bodies of notes were looked at with their files; an entry's column is not the file's
        dense = check_body(markdown, path=at.path, line=at.line) if key[0] not in BODIES else []
        if dense:
            problems += [replace(problem, position=at) for problem in dense]
            continue
        drafts[key], bad = parse_prose(markdown, at, language=language)
        problems += bad
    if (
        files.has_bad_references
    ):  # a reference that could not be read would be missed by whoever cites it
        return drafts, problems
    return drafts, [*problems, *check_keys(drafts.values(), files.references)]


def _check(
    files: Folder, established: tuple[Established, ...], places: Places, prose: Drafts
) -> list[Problem]:
    bodies = {stem: draft for (kind, stem), draft in prose.items() if kind == "annotations"}
    cited = (
        citation.key
        for draft in prose.values()
        for cluster in draft.clusters
        for citation in cluster.citations
    )
    problems = [
        *check.check_annotations(files.annotations, bodies, unread=files.unread),
        *check.check_glossary(files.glossary),
        *check.check_references(files.references, cited),
        *check.check_status(files),
    ]
    if files.edition and places.texts:
        problems += check.check_metadata(files.edition, places.texts)
        attached = [
            *((entry.fields.targets, entry.at) for entry in files.sidebars),
            *((entry.fields.targets, entry.at) for entry in files.timeline),
        ]
        for targets, at in attached:
            problems += find_targets(targets, places, at)[1]
    for text, source in files.sources:
        mine = [item for item in established if item.fields is text]
        if source and mine:
            problems += proofread(source, mine[0].emended.blocks)
    return problems


def _format(
    files: Folder, folder: Path, prose: Drafts, cache: Path | None
) -> tuple[Formatted, list[Problem]]:
    assert files.edition is not None
    clusters = [cluster.citations for draft in prose.values() for cluster in draft.clusters]
    return format_citations(
        files.references,
        clusters,
        style=files.edition.fields.style,
        style_folder=folder,
        locale=files.edition.fields.language,
        cache=cache,
        at=files.edition.at("style"),
    )
