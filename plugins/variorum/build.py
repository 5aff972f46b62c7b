"""An edition's folder → the `Edition` and its problems: the one place that calls the stages in their order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from variorum import check
from variorum.annotate import Anchored, Places, annotate, find_places, find_targets
from variorum.assemble import assemble
from variorum.chart import check_map, list_map_prose
from variorum.citable import list_citables, name_authors
from variorum.cite import Formatted, format_citations, format_forms
from variorum.commentary import check_lengths, check_particulars
from variorum.disguises import check_disguises
from variorum.establish import Established, establish
from variorum.hindsight import check_days
from variorum.links import Drafts, resolve_links
from variorum.model import Block, Edition, Prose, RegisteredId, Site, Text
from variorum.problems import Position, Problem, Severity, has_errors, sort_problems
from variorum.proofread import proofread
from variorum.prose import (
    check_keys,
    count_words,
    find_stray_keys,
    finish_prose,
    list_passages,
    parse_prose,
)
from variorum.read.folder import Folder, read_folder
from variorum.read.limits import check_body
from variorum.read.registry import RegistryLine
from variorum.read.schema import CommentaryFile
from variorum.registry import Address
from variorum.reuse import Keep, make_anew
from variorum.signatures import check_signatures
from variorum.texts import identify_texts, list_addresses, read_registry
from variorum.verbatim import check_quotations
from variorum.written import list_written

NOWHERE = Site()
BODIES = frozenset({"annotations", "sidebars"})
"""Prose that is the body of a file of its own."""
OF_WORDS = frozenset({"V204", "V205", "V206"})
"""What is wrong with the words of a quote, which cannot be told while a correction of the text is missing."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of an edition's folder."""

    edition: Edition | None
    """None when a problem forbids to publish it."""
    problems: tuple[Problem, ...]
    drafts: tuple[str, ...] = ()
    """The files of the notes that are drafts, taken in or not, relative to the folder."""


@dataclass(frozen=True, slots=True)
class BlocksRead:
    """The addresses that an edition has at present, for its registry to be brought up to date."""

    texts: tuple[tuple[str, tuple[Block, ...]], ...]
    addresses: tuple[Address, ...]
    lines: tuple[RegistryLine, ...]
    registry_path: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What an edition's files come to, whether or not they could be published."""

    files: Folder
    texts: tuple[Text, ...]
    """Empty where they could not be established."""
    notes: tuple[Anchored, ...]
    """Those whose passage was found."""
    prose: Drafts
    lines: tuple[RegistryLine, ...]
    problems: tuple[Problem, ...]
    """Errors for which a file, or an entry of one, could not be taken in."""


def load(
    folder: Path,
    *,
    root: Path,
    cache: Path | None,
    preview: bool = False,
    drafts: bool = False,
    site: Site = NOWHERE,
    forms: bool = False,
    keep: Keep = make_anew,
    tell: Callable[[str], None] = lambda step: None,
) -> Loaded:
    """Load an edition: read its files, establish its texts, identify, annotate, cite, and check all of it.

    Args:
        folder: The edition's.
        root: The project's; paths in problems are relative to it.
        cache: Where formatted citations are kept; None keeps none.
        preview: Take what `variorum ids` would do as done where it is sure, and take in drafts.
        drafts: Take in drafts.
        site: Where the edition is published.
        forms: Format how it is cited, as its pages show; of a preview its passages and notes are left to `add_forms`.
        keep: Gives back what the last loading of the same folder made, to be made again only where a file differs.
        tell: Is told what begins, in a few words, for whoever waits.
    """
    tell(f"reading {folder.name}")
    files, problems = read_folder(folder, root=root, keep=keep)
    is_whole = not has_errors(problems)
    tell(f"establishing {_count(len(files.sources), 'text')}")
    established, bad = establish(files, keep=keep)
    problems += bad
    uncorrected = has_errors(
        problem
        for problem in problems
        if problem.position.path.startswith(
            (f"{files.path}/emendations.yml", f"{files.path}/emendations/")
        )
    )
    # an error in what makes the words explains what differs from the registry
    quiet = has_errors(bad) or uncorrected
    texts, registered, bad = identify_texts(
        files, established, preview=preview, quiet=quiet, keep=keep
    )
    problems += bad
    files = replace(files, registry=None)  # its text is read, and long
    tell(f"placing {_count(len(files.annotations), 'note')}")
    places = find_places(texts, registered)
    notes, bad = annotate(files.annotations, places, keep=keep) if texts else ([], [])
    problems += (problem for problem in bad if not uncorrected or problem.code not in OF_WORDS)
    tell(f"reading {_count(len(files.annotations), 'note')}")
    prose, bad = _parse_prose(files, keep=keep)
    problems += bad
    included = preview or drafts
    if texts:
        prose, bad = resolve_links(files, texts, prose, registered, with_drafts=included)
        problems += bad
    tell("checking the whole")
    problems += _check(
        files,
        established,
        places,
        registered,
        prose,
        is_whole=is_whole,
        with_drafts=included,
        keep=keep,
    )
    files = replace(files, sources=())  # so are those of the copy-texts
    del established
    if has_errors(problems) or files.edition is None:
        return Loaded(None, sort_problems(problems))
    if not included:
        notes = [note for note in notes if note.entry.fields.status != "draft"]
    formatted, bad = _format(files, folder, prose, cache, keep=keep, tell=tell)
    problems += bad
    if has_errors(problems):
        return Loaded(None, sort_problems(problems))
    lengths = {
        stem: count_words(list_passages(draft))
        for (kind, stem), draft in prose.items()
        if kind == "sidebars"
    }
    finished: dict[tuple[str, str], Prose] = {}
    for key in tuple(prose):
        draft = prose.pop(key)  # there are thousands, and each is wanted once
        finish = partial(finish_prose, draft, formatted)
        finished[key] = keep(("finished", key), (draft, formatted), finish)
    edition = assemble(
        files,
        texts,
        registered,
        places,
        notes,
        finished,
        formatted,
        lengths=lengths,
        site=site,
        keep=keep,
    )
    if forms:
        tell("formatting how it is cited")
        edition = add_forms(edition, cache, passages=not preview, keep=keep)
    unreviewed = tuple(
        entry.path.removeprefix(f"{files.path}/")
        for entry in files.annotations
        if entry.fields.status == "draft"
    )
    return Loaded(edition, sort_problems(problems), unreviewed)


def add_forms(
    edition: Edition, cache: Path | None, *, passages: bool = True, keep: Keep = make_anew
) -> Edition:
    """Return an edition with how it is cited, formatted; arguments as for `load`.

    Args:
        edition: The edition.
        cache: Where formatted citations are kept.
        passages: With its passages and notes, which are thousands.
        keep: Gives back what was made of the same before.

    Raises:
        PandocError: The citations cannot be formatted.
    """
    citables = tuple(list_citables(edition, passages=passages))
    authors = name_authors(edition)
    make = partial(format_forms, citables, authors=authors, locale=edition.language, cache=cache)
    inputs = (citables, authors, edition.language)
    return replace(edition, forms=keep(("forms",), inputs, make))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def read_blocks(
    folder: Path, *, root: Path, tell: Callable[[str], None] = lambda step: None
) -> BlocksRead:
    """Read what the registry of an edition is about; arguments as for `load`."""
    tell(f"reading {folder.name}")
    files, problems = read_folder(folder, root=root, keep=make_anew)
    tell(f"establishing {_count(len(files.sources), 'text')}")
    established, bad = establish(files, keep=make_anew)
    blocks = tuple((text.fields.slug, text.emended.blocks) for text in established)
    lines, unreadable = read_registry(files, blocks, keep=make_anew)
    return BlocksRead(
        texts=blocks,
        addresses=list_addresses(files, lines),
        lines=lines,
        registry_path=folder / "registry.jsonl",
        problems=sort_problems([*problems, *bad, *unreadable]),
    )


def read_pieces(folder: Path, *, root: Path) -> Pieces:
    """Read what can be read of an edition that may have problems, for two states of it to be compared; arguments as for `load`."""
    files, problems = read_folder(folder, root=root, keep=make_anew)
    established, bad = establish(files, keep=make_anew)
    texts, registered, _ = identify_texts(
        files, established, preview=True, quiet=True, keep=make_anew
    )
    problems += () if texts else bad
    places = find_places(texts, registered)
    notes, _ = annotate(files.annotations, places, keep=make_anew) if texts else ([], [])
    prose, _ = _parse_prose(files, keep=make_anew)
    lines, bad = read_registry(files, (), keep=make_anew)
    problems += bad
    errors = tuple(p for p in sort_problems(problems) if p.severity == "error")
    return Pieces(files, texts, tuple(notes), prose, lines, errors)


def _parse_prose(files: Folder, *, keep: Keep) -> tuple[Drafts, list[Problem]]:
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
        *((("map", name), text, at) for name, text, at in list_map_prose(files.map)),
    ]
    language = files.edition.fields.language if files.edition else "en"
    known = {reference.id for reference in files.references}
    for key, markdown, at in written:
        # the bodies of notes were looked at with their files; an entry's column is not the file's
        dense = check_body(markdown, path=at.path, line=at.line) if key[0] not in BODIES else []
        if dense:
            problems += [replace(problem, position=at) for problem in dense]
            continue
        parse = partial(parse_prose, markdown, at, language=language)
        drafts[key], bad = keep(("prose", key), (markdown, at, language), parse)
        problems += bad
        problems += find_stray_keys(markdown, drafts[key].text, at, known)
    if (
        files.has_bad_references
    ):  # a reference that could not be read would be missed by whoever cites it
        return drafts, problems
    return drafts, [*problems, *check_keys(drafts.values(), files.references)]


def _check(
    files: Folder,
    established: tuple[Established, ...],
    places: Places,
    registered: tuple[RegisteredId, ...],
    prose: Drafts,
    *,
    is_whole: bool,
    with_drafts: bool,
    keep: Keep,
) -> list[Problem]:
    bodies = {stem: draft for (kind, stem), draft in prose.items() if kind == "annotations"}
    cited = (
        citation.key
        for draft in prose.values()
        for cluster in draft.clusters
        for citation in cluster.citations
    )
    wanted = files.edition.fields.commentary if files.edition else CommentaryFile()
    severity: Severity = "error" if wanted.strict else "advice"
    uncited = frozenset[str]() if wanted.strict else check.UNCITED_KINDS
    problems = [
        *check.check_annotations(files.annotations, bodies, unread=files.unread, uncited=uncited),
        *check.check_emendations(files.emendations),
        *check.check_glossary(files.glossary),
        *check_map(files.map),
        # a file or an entry that could not be read may be the one that cites a source
        *(check.check_references(files.references, cited, severity=severity) if is_whole else ()),
        *check.check_status(files, registered, with_drafts=with_drafts),
        *check_signatures(files),
        *check_disguises(files),
    ]
    written = list_written(files, prose)
    problems += check.check_filled(files.edition) if files.edition else ()
    problems += check_lengths(written, wanted)
    problems += check_particulars(files.references) if wanted.strict else ()
    problems += check_days(files.edition, written) if files.edition else ()
    if files.edition and places.texts:
        problems += check_quotations(files, written, places.texts, keep=keep)
        problems += check.check_metadata(files.edition, places.texts)
        attached = [
            *((entry.fields.targets, entry.at) for entry in files.sidebars),
            *((entry.fields.targets, entry.at) for entry in files.timeline),
        ]
        for targets, at in attached:
            problems += find_targets(targets, places, at)[1]
    blocks_of = {text.fields.slug: text.emended.blocks for text in established}
    for text, source in files.sources:
        blocks = blocks_of.get(text.slug)
        if source and blocks:
            read = partial(proofread, source, blocks, rules=text.regularise)
            inputs = (source, blocks, text.regularise)
            problems += keep(("proofread", text.slug), inputs, read)
    return problems


def _format(
    files: Folder,
    folder: Path,
    prose: Drafts,
    cache: Path | None,
    *,
    keep: Keep,
    tell: Callable[[str], None],
) -> tuple[Formatted, list[Problem]]:
    assert files.edition is not None
    fields = files.edition.fields
    clusters = tuple(cluster.citations for draft in prose.values() for cluster in draft.clusters)
    tell(f"formatting {_count(len(clusters), 'citation')}")
    at = files.edition.at("style")
    format_all = partial(
        format_citations,
        files.references,
        clusters,
        style=fields.style,
        style_folder=folder,
        locale=fields.language,
        dates=fields.dates,
        cache=cache,
        at=at,
    )
    if fields.style.endswith(".csl"):  # a file of the edition, which may have changed
        return format_all()
    inputs = (files.references, clusters, fields.style, fields.language, fields.dates, at)
    return keep(("formatted",), inputs, format_all)
