"""What the stages made → the `Edition`."""

from collections.abc import Mapping, Sequence
from functools import partial

from variorum.annotate import Anchored, Places, find_targets
from variorum.chart import make_map
from variorum.cite import Formatted
from variorum.model import (
    Annotation,
    Contributor,
    Edition,
    Emendation,
    Name,
    Person,
    Prose,
    Reference,
    RegisteredId,
    Review,
    Sidebar,
    Site,
    Term,
    Text,
    TimelineRow,
)
from variorum.read.folder import Entry, Folder
from variorum.read.schema import (
    ContributorFile,
    EditionFile,
    EmendationFile,
    NameFile,
    SidebarFile,
)
from variorum.regularise import curl
from variorum.reuse import Keep

Finished = Mapping[tuple[str, str], Prose]
"""Prose by what it belongs to: ("annotations", stem), ("emendations", entry's name) …"""


def assemble(
    files: Folder,
    texts: tuple[Text, ...],
    registered: tuple[RegisteredId, ...],
    places: Places,
    notes: Sequence[Anchored],
    prose: Finished,
    formatted: Formatted,
    *,
    lengths: Mapping[str, int],
    site: Site,
    keep: Keep,
) -> Edition:
    """Return the edition; every part of it is known to be good.

    Args:
        files: What the files say, with an edition file among them.
        texts: Established and identified.
        registered: Every id ever published.
        places: Of the texts.
        notes: In the order of their numbers.
        prose: All that editors wrote, with its citations formatted.
        formatted: The entries of the references.
        lengths: Of the sidebars in words, by stem.
        site: Where the edition is published.
        keep: Gives back what was made of the same notes before.
    """
    assert files.edition is not None
    fields = files.edition.fields
    return Edition(
        slug=files.slug,
        path=files.path,
        title=fields.title,
        authors=tuple(map(_make_name, fields.author)),
        container_title=fields.container_title or "",
        issued=fields.issued,
        language=fields.language,
        url=fields.url or "",
        publisher=fields.publisher or "",
        rights=fields.rights or "",
        licence=fields.licence or "",
        editors=tuple(fields.editors),
        contributors=tuple(map(_make_contributor, fields.contributors)),
        style=fields.style,
        description=fields.description or "",
        as_of=fields.as_of,
        texts=texts,
        emendations=tuple(
            _make_emendation(entry, prose["emendations", entry.name]) for entry in files.emendations
        ),
        annotations=_make_annotations(notes, prose, fields.language, keep),
        sidebars=_make_sidebars(files.sidebars, places, prose, fields.language, lengths),
        references=_make_references(files, formatted),
        timeline=tuple(
            TimelineRow(
                date=entry.fields.date,
                label=curl(entry.fields.label, fields.language),
                text=prose["timeline", entry.name],
                targets=find_targets(entry.fields.targets, places, entry.at)[0],
            )
            for entry in files.timeline
        ),
        glossary=tuple(
            Term(
                term=entry.fields.term,
                variants=tuple(entry.fields.variants),
                text=prose["glossary", entry.name],
                see=tuple(entry.fields.see),
                as_of=entry.fields.as_of,
            )
            for entry in files.glossary
        ),
        people=tuple(
            Person(
                name=entry.fields.name,
                kind=entry.fields.kind,
                variants=tuple(entry.fields.variants),
                text=prose["people", entry.name],
                as_of=entry.fields.as_of,
            )
            for entry in files.people
        ),
        map=make_map(files.map, prose, fields.language) if files.map else None,
        registry=registered,
        type=fields.type or _guess_type(fields),
        site=site,
    )


def _guess_type(fields: EditionFile) -> str:
    """Return what a work is, in CSL's terms, where its file doesn't say."""
    if fields.container_title:
        return "article-newspaper" if len(fields.issued) > len("2011-07") else "article-magazine"
    return "book" if fields.publisher else "document"


def _make_name(fields: NameFile | ContributorFile) -> Name:
    return Name(fields.family or "", fields.given or "", fields.literal or "")


def _make_contributor(fields: ContributorFile) -> Contributor:
    return Contributor(_make_name(fields), fields.orcid or "", fields.url or "")


def _make_emendation(entry: Entry[EmendationFile], reason: Prose) -> Emendation:
    fields = entry.fields
    return Emendation(
        id=fields.id,
        source=fields.source,
        reading=fields.reading,
        kind=fields.kind,
        reason=reason,
        by=tuple(fields.by),
        date=fields.date,
        times=fields.times,
        path=entry.path,
    )


def _make_annotations(
    notes: Sequence[Anchored], prose: Finished, language: str, keep: Keep
) -> tuple[Annotation, ...]:
    """Return the notes with their numbers, counted from 1 in each text."""
    counted: dict[str, int] = {}
    made: list[Annotation] = []
    present = {note.entry.name for note in notes}
    for note in notes:
        number = counted[note.target.text] = counted.get(note.target.text, 0) + 1
        body = prose["annotations", note.entry.name]
        see = tuple(stem for stem in note.entry.fields.see if stem in present)
        make = partial(_make_annotation, note, number, body, language, see)
        inputs = (note, number, body, language, see)
        made.append(keep(("annotation", note.entry.name), inputs, make))
    return tuple(made)


def _make_annotation(
    note: Anchored, number: int, body: Prose, language: str, see: tuple[str, ...]
) -> Annotation:
    fields = note.entry.fields
    reviewed = fields.reviewed
    return Annotation(
        stem=note.entry.name,
        text=note.target.text,
        block=note.target.block,
        anchor=note.anchor,
        quote=note.quote,
        number=number,
        kind=fields.kind,
        title=curl(fields.title, language),
        by=tuple(fields.by),
        date=fields.date,
        status=fields.status,
        body=body,
        path=note.entry.path,
        reviewed=Review(tuple(reviewed.by), reviewed.date) if reviewed else None,
        as_of=fields.as_of,
        see=see,
        prefix=fields.prefix,
        suffix=fields.suffix,
    )


def _make_sidebars(
    entries: Sequence[Entry[SidebarFile]],
    places: Places,
    prose: Finished,
    language: str,
    lengths: Mapping[str, int],
) -> tuple[Sidebar, ...]:
    sidebars = [
        Sidebar(
            stem=entry.name,
            title=curl(entry.fields.title, language),
            targets=find_targets(entry.fields.targets, places, entry.at)[0],
            by=tuple(entry.fields.by),
            date=entry.fields.date,
            order=entry.fields.order,
            body=prose["sidebars", entry.name],
            path=entry.path,
            as_of=entry.fields.as_of,
            words=lengths[entry.name],
        )
        for entry in entries
    ]
    return tuple(sorted(sidebars, key=lambda sidebar: (sidebar.order, sidebar.stem)))


def _make_references(files: Folder, formatted: Formatted) -> tuple[Reference, ...]:
    raw = {reference.id: reference for reference in files.references}
    return tuple(
        Reference(
            id=entry.id,
            csl=raw[entry.id].csl,
            entry_html=entry.html,
            entry_text=entry.text,
            tier=raw[entry.id].tier,
            verified=raw[entry.id].verified,
            evidence=raw[entry.id].evidence,
            quotes=raw[entry.id].quotes,
        )
        for entry in formatted.entries
    )
