"""A text of the edition → its reading page: title page, blocks with their notes, legend."""

from collections.abc import Iterator, Sequence

from variorum.direction import Direction, find_direction_of
from variorum.model import Block, Edition, Text
from variorum.render.controls import list_layers, render_controls
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.legend import render_legend
from variorum.render.marks import Marks, place_marks
from variorum.render.notes import link_citation, render_notes
from variorum.render.outline import find_title, render_outline
from variorum.render.retired import render_former
from variorum.render.signing import FOLDER as CONTRIBUTORS
from variorum.render.text import render_text
from variorum.render.ways import write_ways
from variorum.render.works import render_works
from variorum.wording import Wording, label_block, wording_of


def render_reading_page(edition: Edition, text: Text, *, root: str) -> Html:
    """Return the reading page of a text.

    Args:
        edition: The edition.
        text: One of its texts.
        root: The way from the page to the edition's own: empty, or `../`.
    """
    marks = place_marks(edition, text)
    terms = EMPTY
    if edition.glossary or edition.people:
        from variorum.render.terms import place_terms, render_terms  # few editions need it

        terms = render_terms(edition, place_terms(edition, text, marks), root=root)
    beside = render_notes(edition, text, marks, root=root)
    targets = [target for sidebar in edition.sidebars for target in sidebar.targets]
    ranges = (item for block in text.blocks for item in block.ranges)
    called = {item.target for item in ranges if item.kind == "footnote-reference"}
    carded = {target.block for target in targets if target.text == text.slug}
    title = find_title(edition, text)
    wording = wording_of(edition)
    direction = find_direction_of(edition.language)
    raised = any(block.level == 1 and block is not title for block in text.blocks)
    flows: dict[str, list[Html]] = {"front": [], "body": [], "back": []}
    previous = ""
    for block in text.blocks:
        level = 1 if block is title else min(6, max(2, block.level + raised))
        part = flows[block.part]
        part += [
            text_element("span", {"id": gone, "class": "vr-retired"}, "") for gone in block.retired
        ]
        part.append(
            render_block(
                block,
                marks[block.id],
                wording,
                level=level,
                direction=direction,
                has_card=block.id in carded,
                is_called=block.label in called,
                is_first=block.kind != previous,
            )
        )
        part.append(beside.get(block.id, EMPTY))
        previous = block.kind
    attributes = {
        "class": "vr-edition vr-reading",
        "lang": edition.language,
        "dir": direction,
        "data-edition": edition.slug,
        "data-text": text.slug,
        "data-words": wording.language,
        "data-reference": _name_in_reference(edition, text),
        "data-ways": write_ways(edition),
    }
    front = (
        flows["front"]
        if title
        else [text_element("h1", {"class": "vr-title"}, text.title), *flows["front"]]
    )
    return element(
        "div",
        attributes,
        element(
            "header",
            {"class": "vr-flow vr-titlepage"},
            *front,
            _render_imprint(edition, text, root=root),
            render_controls(edition, text),
            render_outline(edition, text),
        ),
        element("div", {"class": "vr-flow vr-body"}, *flows["body"]),
        element("div", {"class": "vr-flow vr-after"}, *flows["back"]) if flows["back"] else EMPTY,
        terms,
        *_render_print_heads(edition, text),
        render_works(edition, text, root=root),
        render_former(edition, text.slug, root=root),
        render_legend(edition, text, has_terms=bool(terms), root=root),
        _render_neighbours(edition, text, root=root),
    )


def render_block(
    block: Block,
    marks: Marks,
    wording: Wording,
    *,
    level: int,
    direction: Direction,
    has_card: bool,
    is_called: bool,
    is_first: bool,
) -> Html:
    """Return a block: the element with its id, its number, and its words.

    Args:
        block: The block.
        marks: What lies on it.
        wording: Of the edition.
        level: The heading level to print, 1 to 6.
        direction: Of the page.
        has_card: A card stands beside it.
        is_called: Of an author's note: the text refers to it, so that there is a way back.
        is_first: The block before is of another kind.
    """
    label, name = label_block(block.id), None
    # "h1" says little; "¶5" is read out as it is, and the page is lighter by its hundreds of names
    if not label.startswith("¶"):
        name = wording.say("block.name-and-label", name=wording.name_block(block.id), label=label)
    link = {"class": "vr-number", "href": f"#{block.id}", "aria-label": name, **wording.inline}
    number = text_element("a", link, label)
    words = render_text(
        block.kind,
        block.text,
        block.ranges,
        level=level,
        direction=direction,
        lemmas=marks.lemmas,
        emended=marks.emended,
        changed=marks.changed,
        signs=marks.signs,
        terms=marks.terms,
    )
    back = EMPTY
    if block.kind == "footnote" and is_called:
        href = f"#from-{block.id}"
        name = wording["mark.author-back"]
        link = {"class": "vr-author-back", "href": href, "aria-label": name, **wording.inline}
        back = text_element("a", link, "↩")
    classes = f"vr-block vr-{block.kind}"
    if is_first and block.kind == "footnote":
        classes += " vr-first-footnote"
    if has_card:  # which finds its place beside the block by it
        classes += " vr-carded"
    attributes = {"class": classes, "id": block.id, "data-split": marks.split}
    name = wording.say("cite.cite-name", name=wording.name_block(block.id))
    href = f"{block.id}/#cite"
    return element("div", attributes, number, link_citation(href, name, wording), words, back)


def _render_print_heads(edition: Edition, text: Text) -> Iterator[Html]:
    """Yield the heads under which paper has the notes and the corrections together, after the text."""
    wording = wording_of(edition)
    for name in list_layers(edition, text):
        if name in ("notes", "corrections"):
            attributes = {"class": f"vr-print-head vr-{name}-head", **wording.amid}
            yield text_element("p", attributes, wording[f"tools.{name}"])


def _name_in_reference(edition: Edition, text: Text) -> str:
    """Return a text of the edition as a reference to a quotation names it, without its end."""
    wording = wording_of(edition)
    parts = [
        wording.list_authors(edition.authors),
        wording.say("page.work", title=wording.title_of(edition, text)),
        edition.container_title,
        wording.spell_date(edition.issued) if edition.issued else "",
    ]
    return wording["list-between"].join(part for part in parts if part)


def _render_imprint(edition: Edition, text: Text, *, root: str) -> Html:
    wording = wording_of(edition)
    kinds = [block.kind for block in text.blocks if block.part == "body"]
    sizes = [
        wording.count(kinds.count(kind), noun)
        for kind, noun in (("paragraph", "paragraph"), ("verse", "stanza"))
        if kind in kinds
    ]
    notes = sum(1 for _ in edition.annotations_of(text.slug))
    ids = {change.emendation for change in text.changes if change.emendation}
    return render_imprint(edition, sizes, notes=notes, corrections=len(ids), root=root)


def render_imprint(
    edition: Edition, sizes: Sequence[str], *, notes: int, corrections: int, root: str
) -> Html:
    """Return the quiet line under a title: which edition this is, how far its knowledge reaches, what the page holds, the way to what belongs to it.

    Args:
        edition: The edition.
        sizes: How many texts, paragraphs or stanzas there are, in words.
        notes: How many notes.
        corrections: How many corrections.
        root: The way from the page to the edition's own.
    """
    wording = wording_of(edition)
    day = edition.date
    date = wording.say("page.edition-of", date=wording.spell_date(day)) if day else ""
    said = [escape(date or wording["page.edition"])]
    if edition.as_of:
        known = wording.spell_date(edition.as_of)
        said.append(escape(wording.say("page.knowledge", date=known)))
    said += [escape(size) for size in sizes]
    if notes:
        said.append(escape(wording.count(notes, "note")))
    changes = wording.count(corrections, "correction") if corrections else ""
    links = [(changes or wording["page.apparatus"], "apparatus")]
    if edition.references:
        links.append((wording.count(len(edition.references), "source"), "sources"))
    links += [
        (wording[f"page.{name}"], name)
        for name, rows in (
            ("timeline", edition.timeline),
            ("glossary", edition.glossary),
            ("people", edition.people),
            ("map", edition.map),
        )
        if rows
    ]
    said += [text_element("a", {"href": f"{root}{folder}/"}, words) for words, folder in links]
    by = text_element("a", {"href": f"{root}{CONTRIBUTORS}"}, wording["page.contributors"])
    said.append(by)
    cite = {"class": "vr-cite", "href": f"{root}cite/"}
    said.append(text_element("a", cite, wording["page.cite"]))
    said.append(text_element("a", {"href": f"{root}export/"}, wording["page.export"]))
    return element("p", {"class": "vr-imprint", **wording.amid}, join(said, Html(" · ")))


def _render_neighbours(edition: Edition, text: Text, *, root: str) -> Html:
    """Return the links to the texts before and after; empty where the edition has one text."""
    if len(edition.texts) < 2:
        return EMPTY
    wording = wording_of(edition)
    slugs = [item.slug for item in edition.texts]
    place = slugs.index(text.slug)
    links: list[Html] = []
    for step, rel, word in ((-1, "prev", "before"), (1, "next", "next")):
        if 0 <= place + step < len(slugs):
            other = edition.texts[place + step]
            href = f"{root}{other.slug}/" if other.slug else root or "./"
            words = wording.say(f"page.{word}", title=other.title)
            links.append(text_element("a", {"href": href, "rel": rel}, words))
    if (
        text.slug
    ):  # each text leads to the one list: the work grows with the texts, not with their square
        links.append(text_element("a", {"href": f"{root}#vr-texts"}, wording["page.texts"]))
    authors = wording.list_authors(edition.authors)
    name = wording.say("page.others", title=edition.title, authors=authors)
    listed = EMPTY if text.slug else render_list_of_texts(edition)
    return element(
        "nav",
        {"class": "vr-flow vr-neighbours", "aria-label": name, **wording.inline},
        *links,
        listed,
    )


def render_list_of_texts(edition: Edition) -> Html:
    """Return the list of an edition's texts; it stands on the page at the edition's own address."""
    items = [
        element(
            "li",
            {},
            text_element("a", {"href": f"{text.slug}/" if text.slug else "./"}, text.title),
        )
        for text in edition.texts
    ]
    return element("ol", {"id": "vr-texts", **wording_of(edition).quoted}, *items)
