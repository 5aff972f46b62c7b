"""Edition → search entries: each passage, note, correction, sidebar and source with its own address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Literal

from variorum.credit import list_credits
from variorum.model import Annotation, Block, Change, Edition, Emendation, Prose, Text
from variorum.render.html import escape
from variorum.render.part import part_of
from variorum.render.places import block_of, list_map_prose
from variorum.render.signing import FOLDER as CONTRIBUTORS
from variorum.reuse import Keep, make_anew
from variorum.search_index import find_words
from variorum.wording import label_block, wording_of

Kind = Literal["text", "note", "correction", "context", "reference", "page"]
"""What an entry is of: a passage; a note; a correction; a sidebar, or a line of the timeline, the glossary, the people or
the map; a source; a page as a whole."""

BOOSTS: dict[Kind, float] = {
    "text": 3,
    "note": 2,
    "correction": 2,
    "context": 1.5,
    "page": 1,
    "reference": 0.7,
}
"""How much a word counts where it is found: the text goes before what is said of it, and sources repeat its names."""

_MARKUP = re.compile(
    r'</?(?:i|b|sup|sub|span)(?: class="nocase")?>'
)  # of a title in CSL: "<i>Iliad</i>"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search finds: one passage or one page."""

    location: str
    """Its address from the site's root: `EDITION/#p5`; a page's own entry has no `#`."""
    title: str
    """Escaped; its own, or its label where it has none."""
    text: str
    """Paragraphs of escaped plain words: `<p>…</p>`; empty when there is nothing to find."""
    boost: float
    kind: Kind
    label: str
    """Escaped: what it is, as readers are told: `Note on ¶5`. These words are not searched."""
    lang: str
    """Of the text, BCP 47."""
    printed: str = ""
    """As `text`: what the copy-text has instead, where its words are others."""
    was: tuple[str, ...] = ()
    """Of a passage, the retired ids that lead to it."""


def search_entries(edition: Edition, *, keep: Keep = make_anew) -> tuple[Entry, ...]:
    """Return the entries of an edition, those of a page together and the page's own first.

    A correction's entry follows that of its passage.

    Args:
        edition: The edition.
        keep: Gives back the entries of the texts for which nothing has changed.
    """
    count = len(edition.texts)
    of_texts = (
        keep(
            ("entries", text.slug),
            (part_of(edition, text), count),
            partial(_list_all, _text_entries(edition, text)),
        )
        for text in edition.texts
    )
    others = (
        *_contents_entry(edition),
        *_apparatus_entry(edition),
        *_source_entries(edition),
        *_contributors_entry(edition),
        *_context_entries(edition),
        *_map_entries(edition),
        *_page_entries(edition),
    )
    return (*chain.from_iterable(of_texts), *others)


def _list_all(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entries)


def _make(
    edition: Edition,
    kind: Kind,
    location: str,
    words: str,
    *,
    title: str = "",
    label: str = "",
    printed: str = "",
    was: tuple[str, ...] = (),
) -> Entry:
    # whatever shows a result writes its title as HTML
    said = escape(label)
    return Entry(
        f"{edition.slug}/{location}",
        escape(_MARKUP.sub("", title)) or said,
        _paragraphs(words),
        BOOSTS[kind],
        kind,
        said,
        edition.language,
        _paragraphs(printed),
        was,
    )


def _text_entries(edition: Edition, text: Text) -> Iterator[Entry]:
    page = f"{text.slug}/" if text.slug else ""
    wording = wording_of(edition)
    yield _make(edition, "page", page, "", title=wording.title_of(edition, text))
    notes: dict[str, list[Annotation]] = {}
    for annotation in edition.annotations_of(text.slug):
        notes.setdefault(annotation.block, []).append(annotation)
    changes: dict[str, list[Change]] = {}
    for change in text.changes:
        changes.setdefault(block_of(text, change).id, []).append(change)
    known = {emendation.id: emendation for emendation in edition.emendations}
    for block in text.blocks:
        place = label_block(block.id)
        made = block.find_changes(changes.get(block.id, ()))
        printed = _print(text, block, made)
        yield _make(
            edition,
            "text",
            f"{page}#{block.id}",
            block.text,
            label=place,
            printed=printed,
            was=block.retired,
        )
        for change in changes.get(block.id, ()):
            # an emendation may be made in several places, and has one address
            if emendation := known.pop(change.emendation, None):
                yield _correction_entry(edition, page, place, emendation)
        for note in notes.get(block.id, ()):
            label = wording.say("search.note", place=place)
            location = f"{page}#note-{note.stem}"
            yield _make(edition, "note", location, note.body.text, title=note.title, label=label)


def _print(text: Text, block: Block, changes: Iterable[Change]) -> str:
    """Return the printed words of a block, or nothing where they are those of its reading."""
    parts: list[str] = []
    end = block.start
    for change in changes:
        parts.append(block.text[end - block.start : change.reading.start - block.start])
        parts.append(text.printed[change.printed.start : change.printed.end])
        end = change.reading.end
    printed = "".join([*parts, block.text[end - block.start :]])
    return "" if find_words(printed) == find_words(block.text) else printed


def _correction_entry(edition: Edition, page: str, place: str, emendation: Emendation) -> Entry:
    wording = wording_of(edition)
    kind = wording[f"emendation-kind.{emendation.kind}"]
    words = (
        wording.say("search.printed", words=emendation.source).replace("\n", " "),
        wording.say("search.read", words=emendation.reading).replace("\n", " "),
        emendation.reason.text,
    )
    label = wording.say("search.correction", place=place, kind=kind)
    return _make(
        edition, "correction", f"{page}#emendation-{emendation.id}", "\n".join(words), label=label
    )


def _contents_entry(edition: Edition) -> Iterator[Entry]:
    if all(text.slug for text in edition.texts):
        yield _make(edition, "page", "", "", title=edition.title)


def _apparatus_entry(edition: Edition) -> Iterator[Entry]:
    yield _make(edition, "page", "apparatus/", "", title=_title(edition, "apparatus.title"))


def _contributors_entry(edition: Edition) -> Iterator[Entry]:
    names = "\n".join(credit.name for credit in list_credits(edition))
    yield _make(edition, "page", CONTRIBUTORS, names, title=_title(edition, "contributors.title"))


def _source_entries(edition: Edition) -> Iterator[Entry]:
    page = "sources/"
    yield _make(edition, "page", page, "", title=_title(edition, "sources.title"))
    label = wording_of(edition)["search.source"]
    for item in edition.references:
        title = str(item.csl.get("title-short") or item.csl.get("title") or item.id)
        words = "\n".join([item.entry_text, *(quotation.text for quotation in item.quotes)])
        yield _make(edition, "reference", f"{page}#ref-{item.id}", words, title=title, label=label)


def _context_entries(edition: Edition) -> Iterator[Entry]:
    wording = wording_of(edition)
    for sidebar in edition.sidebars:
        yield _make(
            edition,
            "context",
            f"context/{sidebar.stem}/",
            sidebar.body.text,
            title=sidebar.title,
            label=wording["search.sidebar"],
        )
    lists = (
        (
            "timeline",
            "event",
            [
                (row.label, f"{wording.spell_date(row.date)}\n{row.text.text}")
                for row in edition.timeline
            ],
        ),
        (
            "glossary",
            "term",
            [(row.term, _join(row.variants, row.text)) for row in edition.glossary],
        ),
        ("people", "person", [(row.name, _join(row.variants, row.text)) for row in edition.people]),
    )
    for name, row_name, rows in lists:
        if rows:
            yield _make(edition, "page", f"{name}/", "", title=_title(edition, f"context.{name}"))
        for number, (title, words) in enumerate(rows, start=1):
            location = f"{name}/#{row_name}-{number}"
            label = wording[f"context.{name}"]
            yield _make(edition, "context", location, words, title=title, label=label)


def _join(variants: Iterable[str], prose: Prose) -> str:
    return "\n".join([*variants, prose.text])


def _map_entries(edition: Edition) -> Iterator[Entry]:
    if edition.map is None:
        return
    wording = wording_of(edition)
    names = "\n".join(place.name for place in edition.map.places)
    yield _make(edition, "page", "map/", names, title=_title(edition, "context.map"))
    for title, fragment, prose in list_map_prose(edition.map, wording):
        location = f"map/#{fragment}"
        label = wording["context.map"]
        yield _make(edition, "context", location, prose.text, title=title, label=label)


def _page_entries(edition: Edition) -> Iterator[Entry]:
    for name in ("cite", "export"):
        yield _make(edition, "page", f"{name}/", "", title=_title(edition, f"{name}.title"))


def _title(edition: Edition, key: str) -> str:
    wording = wording_of(edition)
    return wording.say("page.title", title=wording[key], edition=edition.title)


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())
