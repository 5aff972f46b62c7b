"""Links inside an edition, as editors write them → the address each leads to, or a problem."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import RegisteredId, Text
from variorum.problems import Problem, Repair, find_nearest
from variorum.prose import ProseDraft
from variorum.read.folder import Folder
from variorum.sure import repair_word

Drafts = dict[tuple[str, str], ProseDraft]
"""Parsed prose by what it belongs to: ("annotations", stem), ("emendations", entry's name) …"""

_LINK = re.compile(r'href="vr:([a-z0-9-]*#[^"]*)"')  # href="vr:#note-visa"


@dataclass(frozen=True, slots=True)
class Destinations:
    """What can be linked to, and where it is."""

    edition: str
    """The edition's own name, which stands for the text with the empty slug."""
    blocks: frozenset[tuple[str, str]]
    """Slugs and ids."""
    others: Mapping[str, str]
    """Addresses by name: of `note-visa`, `emendation-name` and `sidebar-reset`."""

    def find(self, target: str, *, text: str) -> str | None:
        """Find the address, relative to the edition's own page, that a link leads to.

        Args:
            target: As written: `#p5`, `chapter#p5`, `edition#p5`, `#note-visa`.
            text: The slug of the text whose block is meant when the link doesn't say.
        """
        slug, _, name = target.rpartition("#")
        for home in (slug, "") if slug == self.edition else (slug or text,):
            if (home, name) in self.blocks:
                return address_of(home, name)
        return None if slug else self.others.get(name)


def address_of(slug: str, fragment: str) -> str:
    """Return the address of a place in a text, relative to the edition's own page."""
    return f"{slug}/#{fragment}" if slug else f"#{fragment}"


def find_destinations(files: Folder, texts: Sequence[Text], *, with_drafts: bool) -> Destinations:
    """Return what prose of the edition can link to.

    Args:
        files: Of the edition; a note whose file could not be read is not missed.
        texts: Identified.
        with_drafts: Whether drafts are among the pages.
    """
    only = texts[0].slug if len(texts) == 1 else ""
    others = {name: address_of(only, name) for name in files.unread}
    for text in reversed(texts):
        for change in text.changes:
            name = f"emendation-{change.emendation}"
            others[name] = address_of(text.slug, name)
    for note in files.annotations:
        if with_drafts or note.fields.status != "draft":
            name = f"note-{note.name}"
            others[name] = address_of(note.fields.target.rpartition("#")[0] or only, name)
    for sidebar in files.sidebars:
        others[f"sidebar-{sidebar.name}"] = f"context/{sidebar.name}/"
    blocks = frozenset((text.slug, block.id) for text in texts for block in text.blocks)
    return Destinations(files.slug, blocks, others)


def resolve_links(
    files: Folder,
    texts: Sequence[Text],
    prose: Drafts,
    registered: Sequence[RegisteredId],
    *,
    with_drafts: bool,
) -> tuple[Drafts, list[Problem]]:
    """Give every link inside the edition its address, relative to the edition's own page.

    Args:
        files: Of the edition.
        texts: Identified.
        prose: All that editors wrote.
        registered: Every id ever published, to say what took a retired one's place.
        with_drafts: Whether drafts are among the pages; a draft may always link to another.

    Returns:
        The prose, in which the addresses begin `vr:`; and the links that lead nowhere.
    """
    published = find_destinations(files, texts, with_drafts=with_drafts)
    everything = find_destinations(files, texts, with_drafts=True)
    unpublished = {("annotations", e.name) for e in files.annotations if e.fields.status == "draft"}
    homes = _find_homes(files, texts)
    main = "" if any(not text.slug for text in texts) else texts[0].slug if texts else ""
    resolved: Drafts = {}
    problems: list[Problem] = []
    for key, draft in prose.items():
        if not draft.links:
            resolved[key] = draft
            continue
        text = homes.get(key, main)
        destinations = everything if key in unpublished else published

        def resolve(link: re.Match[str], text: str = text, to: Destinations = destinations) -> str:
            return f'href="vr:{to.find(link[1], text=text) or link[1]}"'

        resolved[key] = replace(draft, html=_LINK.sub(resolve, draft.html))
        problems += _check_links(draft, destinations, everything, registered, text=text)
    return resolved, problems


def _find_homes(files: Folder, texts: Sequence[Text]) -> dict[tuple[str, str], str]:
    """Return the slug of the text that each piece of prose is about, where it is about one."""
    emended = {change.emendation: text.slug for text in texts for change in text.changes}
    targets = {
        **{("annotations", e.name): e.fields.target for e in files.annotations},
        **{("sidebars", e.name): "".join(e.fields.targets[:1]) for e in files.sidebars},
        **{("timeline", e.name): "".join(e.fields.targets[:1]) for e in files.timeline},
    }
    homes = {key: target.rpartition("#")[0] for key, target in targets.items()}
    homes |= {("emendations", e.name): emended.get(e.fields.id, "") for e in files.emendations}
    slugs = {text.slug for text in texts}
    return {key: slug for key, slug in homes.items() if slug in slugs}


def _check_links(
    draft: ProseDraft,
    destinations: Destinations,
    everything: Destinations,
    registered: Sequence[RegisteredId],
    *,
    text: str,
) -> Iterator[Problem]:
    for target, at in draft.links:
        if destinations.find(target, text=text) is not None:
            continue
        if everything.find(target, text=text) is not None:
            what = f'a link to a draft, which is left out: "{target}"'
            yield Problem("V210", at, what, mend="publish that note first, or delete the link")
            continue
        mend = "link to a block, a note or a web address"
        repair = repair_word(at, target, _list_links(destinations, text=text))
        heirs = _find_heirs(target, destinations, registered, text=text)
        if heirs:
            mend = f"write {' or '.join(heirs)}, which took its place"
            repair = Repair(at, target, heirs[0].strip('"')) if len(heirs) == 1 else None
        elif heirs is not None:
            mend = "delete the link: what it led to was withdrawn, and nothing took its place"
            repair = None
        elif near := find_nearest(target, _list_links(destinations, text=text)):
            mend = f'write "{near}"'
        what = f'a link to nothing: "{target}"'
        yield Problem("V210", at, what, mend=mend, repair=repair)


def _find_heirs(
    target: str, destinations: Destinations, registered: Sequence[RegisteredId], *, text: str
) -> list[str] | None:
    """Return what a link to a retired id would be written as, quoted, of each that took its place; None where it is none."""
    slug, _, name = target.rpartition("#")
    homes = ("", slug) if slug == destinations.edition else (slug or text,)
    for item in registered:
        if item.retired and item.id == name and (item.text in homes or not (slug or item.is_block)):
            before = "" if item.text == text and not slug else item.text or destinations.edition
            return [f'"{to}"' if "#" in to else f'"{before}#{to}"' for to in item.leads_to]
    return None


def _list_links(destinations: Destinations, *, text: str) -> Iterator[str]:
    """Yield what could be written in a link of prose about a text."""
    yield from sorted(f"#{name}" for name in destinations.others)
    for slug, name in sorted(destinations.blocks):
        yield f"#{name}" if slug == text else f"{slug or destinations.edition}#{name}"
