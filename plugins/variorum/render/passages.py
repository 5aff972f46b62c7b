"""Every block and every note → a slim page of its own: what it says, how to cite it, what became of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from variorum.addresses import locate_block, locate_text
from variorum.citable import Citable, cite_note, cite_passage, cite_text
from variorum.direction import find_direction_of
from variorum.model import Annotation, Block, Edition, Emendation, Prose, Reference, Text
from variorum.render.citing import Citing
from variorum.render.heads import Heads
from variorum.render.history import (
    Register,
    list_corrections,
    list_notes,
    list_registered,
    list_work,
    render_history,
)
from variorum.render.html import (
    EMPTY,
    Html,
    element,
    escape,
    finish_prose,
    join,
    raise_headings,
    text_element,
)
from variorum.render.marks import Marks, place_marks
from variorum.render.notes import (
    render_annotation,
    render_correction,
    signature_of,
    write_signature,
)
from variorum.render.retired import render_retired
from variorum.render.signing import Signing
from variorum.render.slim import SlimPage, render_document, render_kicker
from variorum.render.text import Lemma, render_text
from variorum.render.ways import link_file
from variorum.wording import Wording, label_block, shorten, wording_of

_AUTHOR_NOTE = re.compile(r'href="#(n\d+[a-z]*)"')  # href="#n1"
_NOTE = re.compile(r'class="vr-noteref[^"]*" href="#(note-[^"]*)"')  # href="#note-visa"
DESCRIPTION = 160
"""Code points of a description."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every page of a text's passages is made with."""

    edition: Edition
    wording: Wording
    register: Register
    citing: Citing
    heads: Heads
    works: Mapping[str, Reference]
    """The references by their keys."""
    text: Text
    whole: Citable
    """The text."""


def render_slim_pages(edition: Edition) -> Iterator[SlimPage]:
    """Yield a page for every block, every note, and every address that was ever published and is retired."""
    register = Register(edition)
    citing, heads = Citing(edition), Heads(edition)
    works = edition.references_by_id
    corrections = {f"correction-{item.id}": item for item in edition.emendations}
    for text in edition.texts:
        whole = cite_text(edition, text)
        desk = _Desk(edition, wording_of(edition), register, citing, heads, works, text, whole)
        marks = place_marks(edition, text)
        notes = {f"note-{note.stem}": note for note in edition.annotations_of(text.slug)}
        blocks = {block.id: block for block in text.blocks}
        ids = ["", *blocks, ""]
        for place, block in enumerate(text.blocks):
            placed = marks[block.id]
            calls = dict.fromkeys(call.name for call in placed.calls)
            yield _render_passage(
                desk,
                block,
                placed,
                notes=[notes[name] for name in calls if name in notes],
                corrections=[corrections[name] for name in calls if name in corrections],
                neighbours=(ids[place], ids[place + 2]),
            )
        for note in notes.values():
            yield _render_note(desk, blocks[note.block], note)
    yield from render_retired(edition, register)


def _render_passage(
    desk: _Desk,
    block: Block,
    marks: Marks,
    *,
    notes: Sequence[Annotation],
    corrections: Sequence[Emendation],
    neighbours: tuple[str, str],
) -> SlimPage:
    edition, wording, text = desk.edition, desk.wording, desk.text
    citable = cite_passage(edition, text, block, desk.whole)
    root = "../" * citable.path.count("/")
    name = wording.name_block(block.id)
    numbers = {f"note-{note.stem}": note.number for note in notes}
    words = render_text(
        block.kind,
        block.text,
        block.ranges,
        level=2,
        direction=find_direction_of(edition.language),
        lemmas=marks.lemmas,
        emended=marks.emended,
        changed=marks.changed,
        signs=[replace(sign, html=_lead_on(sign.html, numbers)) for sign in marks.signs],
    )
    own = element("div", {"class": f"vr-block vr-{block.kind}", "id": block.id}, words)
    label = label_block(block.id)
    events = chain(
        list_registered(desk.register, text.slug, block.id, label, wording, root=root),
        list_corrections(corrections, wording),
        list_notes(notes, wording),
    )
    body = (
        _render_head(edition, text, name, wording, root=root),
        element("div", {"class": "vr-passage", "lang": edition.language}, own),
        _render_way(f"{root}{locate_text(text)}#{block.id}", neighbours, wording),
        _render_corrections(corrections, wording, root=root),
        _render_notes(notes, wording, root=root),
        _render_sources([*notes, *corrections], desk, root=root),
        desk.citing.render(citable),
        render_history(tuple(events), wording),
    )
    head = partial(desk.heads.render_passage, text, block, desk.whole)
    return _finish(desk, citable.path, name, block.text, body, head, neighbours=neighbours)


def _render_note(desk: _Desk, block: Block, note: Annotation) -> SlimPage:
    edition, wording, text = desk.edition, desk.wording, desk.text
    citable = cite_note(edition, note)
    root = "../" * citable.path.count("/")
    place = wording.label_place(edition, text.slug, block.id)
    words = render_text(
        block.kind,
        block.text,
        block.ranges,
        level=2,
        direction=find_direction_of(edition.language),
        lemmas=[Lemma(note.anchor, note.stem, note.kind)],
    )
    passage = text_element("a", {"href": f"{root}{locate_block(text.slug, block.id)}"}, place)
    about = element("p", {"class": "vr-kind"}, escape(wording["passage.words"]), Html(" "), passage)
    kind = wording[f"note-kind.{note.kind}"]
    status = "" if note.status == "reviewed" else wording[f"status.{note.status}"]
    label = wording.say("passage.number", number=note.number, place=place, kind=kind)
    events = chain(
        list_registered(desk.register, text.slug, f"note-{note.stem}", "", wording, root=root),
        list_work(note, wording),
    )
    body = (
        _render_head(edition, text, note.title, wording, root=root, above=label, status=status),
        element("div", {"class": "vr-prose", **wording.quoted}, _render_body(note, root=root)),
        _render_foot(note, Signing(wording, root)),
        element("div", {"class": "vr-passage", "lang": edition.language}, about, words),
        _render_way(
            f"{root}{locate_text(text)}#note-{note.stem}",
            ("", ""),
            wording,
            file=link_file(edition, note.path, note.title),
        ),
        _render_sources([note], desk, root=root),
        desk.citing.render(citable),
        render_history(tuple(events), wording),
    )
    head = partial(desk.heads.render_note, note, desk.whole)
    is_draft = note.status == "draft"
    return _finish(desk, citable.path, note.title, note.body.text, body, head, is_draft=is_draft)


def _finish(
    desk: _Desk,
    path: str,
    name: str,
    words: str,
    body: Iterable[Html],
    head: Callable[..., Html],
    *,
    neighbours: tuple[str, str] = ("", ""),
    is_draft: bool = False,
) -> SlimPage:
    """Return the page of a passage or a note: its parts in one element, and what its head says.

    Args:
        desk: Of the text.
        path: Of the page, relative to the edition's own.
        name: What it is about is called.
        words: Of the passage or the note, for whoever looks at a link to it.
        body: The parts.
        head: Renders the head of a title and a description.
        neighbours: The ids of the passages before and after; empty where there is none.
        is_draft: It is not to be found yet.
    """
    edition, wording, text = desk.edition, desk.wording, desk.text
    root = "../" * path.count("/")
    title = wording.say("passage.title", name=name, edition=wording.title_of(edition, text))
    description = shorten(words, length=DESCRIPTION)
    links = _render_links(edition, text, neighbours, root=root)
    if is_draft:
        links = join([links, element("meta", {"name": "robots", "content": "noindex"})])
    attributes = {"class": "vr-edition vr-slim", "data-words": wording.language, **wording.page}
    html = render_document(
        edition,
        title=title,
        description=description,
        root=root,
        head=join([links, head(title=title, description=description)]),
        body=element("div", attributes, *body),
    )
    return SlimPage(path, html)


def _lead_on(sign: Html, numbers: Mapping[str, int]) -> Html:
    """Return a sign that leads to the page of an author's note, not to its place on the page of the text; a note's with its number, since the signs before it are elsewhere."""
    sign = Html(_AUTHOR_NOTE.sub(r'href="../\1/"', sign))
    return Html(_NOTE.sub(lambda link: f'{link[0]} data-number="{numbers[link[1]]}"', sign))


def _render_body(note: Annotation, *, root: str) -> Html:
    return raise_headings(finish_prose(note.body.html, root=root))


def _render_foot(note: Annotation, signing: Signing) -> Html:
    """Return the line below a note: what its status means, up to which day it holds, who wrote and who reviewed it."""
    wording = signing.wording
    said = []
    if note.status != "reviewed":
        said.append(escape(wording[f"status.{note.status}-said"]))
    if note.as_of:
        said.append(escape(wording.say_as_of(note.as_of)))
    said += write_signature(signature_of(note), signing)
    return element("p", {"class": "vr-note-foot"}, join(said, Html(" · ")))


def _render_head(
    edition: Edition,
    text: Text,
    title: str,
    wording: Wording,
    *,
    root: str,
    above: str = "",
    status: str = "",
) -> Html:
    mark = text_element("span", {"class": "vr-status"}, status) if status else EMPTY
    head = element("p", {"class": "vr-kind"}, join([escape(above), mark], Html(" ")))
    shown = [head] if above else []
    if len(edition.texts) > 1:
        href = f"{root}{locate_text(text)}"
        link = text_element("a", {"href": href, **wording.quoted}, text.title)
        shown.insert(0, element("p", {"class": "vr-kind"}, link))
    heading = text_element("h1", wording.quoted if above else {}, title)
    return element("header", {}, render_kicker(edition, root=root), *shown, heading)


def _render_way(
    reading: str, neighbours: tuple[str, str], wording: Wording, *, file: Html = EMPTY
) -> Html:
    """Return the links into the text, to the file, and to the passages before and after."""
    links = [
        text_element("a", {"href": reading}, wording["passage.in-text"]),
        text_element("a", {"href": "#cite", "class": "vr-into"}, wording["cite.title"]),
    ]
    links += [file] if file else []
    for rel, key, name in zip(("prev", "next"), ("before", "next"), neighbours, strict=True):
        if name:
            said = wording.say(f"passage.{key}", name=wording.name_block(name))
            links.append(text_element("a", {"href": f"../{name}/", "rel": rel}, said))
    return element("nav", {"class": "vr-way"}, *links)


def _render_links(edition: Edition, text: Text, neighbours: tuple[str, str], *, root: str) -> Html:
    """Return what the head says of other pages: the one that is to be found instead, and the neighbours."""
    canonical = f"{edition.address or root}{locate_text(text)}"
    links = [element("link", {"rel": "canonical", "href": canonical})]
    for rel, name in zip(("prev", "next"), neighbours, strict=True):
        if name:
            links.append(element("link", {"rel": rel, "href": f"../{name}/"}))
    return join(links)


def _render_corrections(corrections: Sequence[Emendation], wording: Wording, *, root: str) -> Html:
    if not corrections:
        return EMPTY
    signing = Signing(wording, root)
    accounts = [render_correction(item, signing, root=root) for item in corrections]
    return _render_part("corrections", accounts, wording)


def _render_notes(notes: Sequence[Annotation], wording: Wording, *, root: str) -> Html:
    if not notes:
        return EMPTY
    signing = Signing(wording, root)
    shown = [render_annotation(note, signing, root=root, see=(), common=None) for note in notes]
    return _render_part("notes", shown, wording)


def _render_sources(written: Sequence[Annotation | Emendation], desk: _Desk, *, root: str) -> Html:
    """Return the full references of what notes and corrections cite, by their first letters."""
    works = desk.works
    prose: list[Prose] = [
        item.body if isinstance(item, Annotation) else item.reason for item in written
    ]
    cited = {
        citation.key
        for item in prose
        for cluster in item.clusters
        for citation in cluster.citations
    }
    if not cited:
        return EMPTY
    entries = sorted((works[key].entry_text, key) for key in cited if key in works)
    items = [
        element(
            "li",
            {},
            finish_prose(works[key].entry_html, root=root),
            Html(" "),
            text_element("a", {"href": f"{root}sources/#ref-{key}", "class": "vr-more"}, "→"),
        )
        for _, key in entries
    ]
    return _render_part("sources", [element("ul", {"class": "vr-list"}, *items)], desk.wording)


def _render_part(key: str, children: Sequence[Html], wording: Wording) -> Html:
    title = text_element("h2", {}, wording[f"passage.{key}"])
    return element("section", {"class": f"vr-passage-{key}"}, title, *children)
