"""Edition → search entries: each passage, note, correction, sidebar and source with its own address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from variorum.credit import list_credits
from variorum.model import Annotation, Block, Edition, Emendation, Text
from variorum.render.html import escape
from variorum.render.part import part_of
from variorum.render.places import block_of, list_map_prose
from variorum.render.signing import FOLDER as CONTRIBUTORS
from variorum.reuse import Keep, make_anew
from variorum.wording import label_block, wording_of

TEXT, NOTE, ESSAY, SOURCE = 8, 2, 1, 0.5
"""Boosts: a word of the text itself is found there first, though essays and sources repeat it more often."""

_MARKUP = re.compile(
    r'</?(?:i|b|sup|sub|span)(?: class="nocase")?>'
)  # of a title in CSL: "<i>Iliad</i>"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search finds: one passage or one page."""

    location: str
    """Its address from the site's root: `EDITION/#p5`; a page's own entry has no `#`."""
    title: str
    """Escaped; without words of the passage: a title outweighs its text a thousandfold."""
    text: str
    """Paragraphs of escaped plain words: `<p>…</p>`; empty when there is nothing to find."""
    boost: float = 1


def search_entries(edition: Edition, *, keep: Keep = make_anew) -> tuple[Entry, ...]:
    """Return the entries of an edition, those of a page together and the page's own first.

    Args:
        edition: The edition.
        keep: Gives back the entries of the texts for which nothing has changed.
    """
    count = len(edition.texts)
    of_texts = (
        keep(
            ("entries", text.slug),
            (part_of(edition, text), count),
            partial(_finish, _text_entries(edition, text)),
        )
        for text in edition.texts
    )
    others = (
        *_contents_entry(edition),
        *_apparatus_entry(edition),
        *_source_entries(edition),
        *_contributors_entry(edition),
        *_context_entries(edition),
        *_page_entries(edition),
    )
    return (*chain.from_iterable(of_texts), *_finish(others))


def _finish(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    # whatever shows a result writes its title as HTML
    return tuple(
        Entry(entry.location, escape(_MARKUP.sub("", entry.title)), entry.text, entry.boost)
        for entry in entries
    )


def _text_entries(edition: Edition, text: Text) -> Iterator[Entry]:
    page = f"{edition.slug}/{text.slug}/" if text.slug else f"{edition.slug}/"
    wording = wording_of(edition)
    title = wording.title_of(edition, text)
    yield Entry(page, title, "")
    notes: dict[str, list[Annotation]] = {}
    for annotation in edition.annotations_of(text.slug):
        notes.setdefault(annotation.block, []).append(annotation)
    corrections = _corrections(edition, text)
    for block in text.blocks:
        yield Entry(
            f"{page}#{block.id}",
            wording.say("search.block", label=label_block(block.id), title=title),
            _paragraphs(block.text),
            TEXT,
        )
        for note in notes.get(block.id, ()):
            place = wording.label_place(edition, text.slug, block.id)
            name = wording.say("search.note", place=place, title=note.title)
            yield Entry(f"{page}#note-{note.stem}", name, _paragraphs(note.body.text), NOTE)
        for emendation in corrections.get(block.id, ()):
            yield _correction_entry(edition, text, block, emendation)


def _corrections(edition: Edition, text: Text) -> dict[str, list[Emendation]]:
    """Return the emendations first met in each block, each once: an address may stand in one entry only."""
    known = {emendation.id: emendation for emendation in edition.emendations}
    found: dict[str, list[Emendation]] = {}
    for change in text.changes:
        if emendation := known.pop(change.emendation, None):
            found.setdefault(block_of(text, change).id, []).append(emendation)
    return found


def _correction_entry(edition: Edition, text: Text, block: Block, emendation: Emendation) -> Entry:
    page = f"{edition.slug}/{text.slug}/" if text.slug else f"{edition.slug}/"
    wording = wording_of(edition)
    place = wording.label_place(edition, text.slug, block.id)
    kind = wording[f"emendation-kind.{emendation.kind}"]
    words = (
        wording.say("search.printed", words=emendation.source).replace("\n", " "),
        wording.say("search.read", words=emendation.reading).replace("\n", " "),
        emendation.reason.text,
    )
    return Entry(
        f"{page}#emendation-{emendation.id}",
        wording.say("search.correction", place=place, kind=kind),
        _paragraphs("\n".join(words)),
        NOTE,
    )


def _contents_entry(edition: Edition) -> Iterator[Entry]:
    if all(text.slug for text in edition.texts):
        yield Entry(f"{edition.slug}/", edition.title, "")


def _apparatus_entry(edition: Edition) -> Iterator[Entry]:
    yield Entry(f"{edition.slug}/apparatus/", _title(edition, "apparatus.title"), "", SOURCE)


def _contributors_entry(edition: Edition) -> Iterator[Entry]:
    names = "\n".join(credit.name for credit in list_credits(edition))
    page = f"{edition.slug}/{CONTRIBUTORS}"
    yield Entry(page, _title(edition, "contributors.title"), _paragraphs(names), SOURCE)


def _source_entries(edition: Edition) -> Iterator[Entry]:
    page = f"{edition.slug}/sources/"
    yield Entry(page, _title(edition, "sources.title"), "", SOURCE)
    for item in edition.references:
        title = item.csl.get("title-short") or item.csl.get("title") or item.id
        words = "\n".join([item.entry_text, *(quotation.text for quotation in item.quotes)])
        yield Entry(
            f"{page}#ref-{item.id}",
            wording_of(edition).say("search.source", title=title),
            _paragraphs(words),
            SOURCE,
        )


def _context_entries(edition: Edition) -> Iterator[Entry]:
    for sidebar in edition.sidebars:
        page = f"{edition.slug}/context/{sidebar.stem}/"
        yield Entry(
            page,
            wording_of(edition).say("context.label", title=sidebar.title),
            _paragraphs(sidebar.body.text),
            ESSAY,
        )
    lists = (
        ("timeline", [f"{row.label}\n{row.text.text}" for row in edition.timeline]),
        ("glossary", [f"{term.term}\n{term.text.text}" for term in edition.glossary]),
        ("people", [f"{person.name}\n{person.text.text}" for person in edition.people]),
        ("map", _list_map_words(edition)),
    )
    for name, rows in lists:
        if rows:
            title = _title(edition, f"context.{name}")
            yield Entry(f"{edition.slug}/{name}/", title, _paragraphs("\n".join(rows)), ESSAY)


def _page_entries(edition: Edition) -> Iterator[Entry]:
    for name in ("cite", "export"):
        title = _title(edition, f"{name}.title")
        yield Entry(f"{edition.slug}/{name}/", title, "", SOURCE)


def _list_map_words(edition: Edition) -> list[str]:
    if edition.map is None:
        return []
    said = list_map_prose(edition.map, wording_of(edition))
    names = [place.name for place in edition.map.places]
    return [*names, *(f"{label}\n{prose.text}" for label, _, prose in said)]


def _title(edition: Edition, key: str) -> str:
    wording = wording_of(edition)
    return wording.say("page.title", title=wording[key], edition=edition.title)


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())
