"""`annotations.jsonld`: notes, sidebars and corrections as a collection of annotations that other programs read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar
from urllib.parse import quote

from variorum.addresses import locate_note, locate_text
from variorum.citable import find_edition_day
from variorum.direction import find_direction_of
from variorum.export.contributions import Contribution, Places, list_contributions, locate, to_time
from variorum.export.identity import Namer
from variorum.export.pieces import collect, encode
from variorum.export.selectors import select_block, select_words
from variorum.licence import find_licence
from variorum.model import Annotation, Contributor, Edition, Sidebar, Span, Text
from variorum.render.places import block_of
from variorum.wording import wording_of

Node = dict[str, object]
_T = TypeVar("_T")

NAME = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = 1_000
"""Annotations of a page. All pages are in the one file, so that more of them serve nobody, and who follows `next` without
its fragment gets the file again: nearly every edition has one page."""
MOTIVATIONS: Mapping[str, str] = {
    "context": "commenting",
    "explanation": "describing",
    "evidence": "linking",
    "dispute": "questioning",
    "hindsight": "commenting",
    "textual": "describing",
    "sidebar": "commenting",
    "correction": "editing",
}
"""Why something was written, in the model's terms, by what kind of thing it is.

| kind | motivation | because |
| --- | --- | --- |
| context | commenting | it says what lies around the words |
| explanation | describing | it says what the words mean |
| evidence | linking | it leads to what bears the words out; what it says of this is a comment |
| dispute | questioning | it says what is not settled in them; the vocabulary's `assessing` is no term of the context |
| hindsight | commenting | it says what came after them |
| textual | describing | it says how the words have come down |
| sidebar | commenting | it says at length what lies around the blocks |
| correction | editing | it says which words are read for which |

Source: Web Annotation Vocabulary, section 3.2, and Data Model, section 3.3.5.
"""
_GENERATOR = {"type": "Software", "name": "Variorum"}


def make_annotations(edition: Edition) -> bytes:
    """Return the annotations of an edition in JSON-LD, in the order of the edition: an AnnotationCollection.

    Ids are permalinks, and relative to the edition's page where its address is unknown. The first page stands in the
    collection's `first`, where the model has room for one; others are among what is `partOf` the collection.

    Source: W3C Web Annotation Data Model (Recommendation of 23 February 2017), section 5.
    """
    return collect(_write_collection(edition, list(list_contributions(edition))))


def _write_collection(edition: Edition, contributions: Sequence[Contribution]) -> Iterator[str]:
    """Yield the pieces of the collection: there are thousands of annotations, and each is held while it is written."""
    wording = wording_of(edition)
    latest = max((item.revised for item in contributions), default=find_edition_day(edition))
    address = locate(edition, NAME)
    collection: Node = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": wording.say("export.annotations-of", work=wording.name_work(edition)),
        "creator": _one_or_all(_name_agents(edition, edition.editors)),
        "modified": latest and to_time(latest),
        "generator": _GENERATOR,
        "rights": find_licence(edition.licence),
        "total": len(contributions),
    }
    yield _begin(collection)
    pages = _list_pages(address, len(contributions))
    annotations = _list_annotations(edition, contributions)
    if pages:
        yield ',"first":'
        yield from _write_page(pages[0], annotations)
        yield f',"last":{encode(pages[-1]["id"])}'
    for number, page in enumerate(pages[1:]):
        yield "," if number else ',"@reverse":{"partOf":['
        yield from _write_page(page, annotations)
    yield "]}}\n" if pages[1:] else "}\n"


def _list_pages(collection: str, total: int) -> list[Node]:
    """Return the pages of a collection without what is on them."""
    starts = range(0, total, PAGE)
    names = [f"{collection}#page-{number}" for number, _ in enumerate(starts, start=1)]
    return [
        {
            "id": name,
            "type": "AnnotationPage",
            "partOf": {"id": collection, "total": total},
            "startIndex": start,
            "prev": before,
            "next": after,
        }
        for name, start, before, after in zip(
            names, starts, [None, *names], [*names[1:], None], strict=False
        )
    ]


def _write_page(page: Node, annotations: Iterator[Node]) -> Iterator[str]:
    """Yield the pieces of a page with the next annotations."""
    yield f'{_begin(page)},"items":'
    for number, annotation in enumerate(islice(annotations, PAGE)):
        yield f"{',' if number else '['}{encode(annotation)}"
    yield "]}"


def _begin(node: Node) -> str:
    """Return a node as it is written, without its end."""
    return encode(_keep_said(node)).removesuffix("}")


def _list_annotations(edition: Edition, contributions: Iterable[Contribution]) -> Iterator[Node]:
    namer = Namer(edition)
    texts = {text.slug: text for text in edition.texts}
    blocks = {(text.slug, block.id): block.text for text in edition.texts for block in text.blocks}
    for item in contributions:
        targets = list(_list_targets(edition, item, texts, blocks))
        yield {
            **_describe(edition, item, namer),
            "body": list(_list_bodies(edition, item)),
            "target": _one_or_all(targets) or locate(edition, ""),
        }


def _describe(edition: Edition, item: Contribution, namer: Namer) -> Node:
    """Return who wrote it, when, why and on what terms."""
    modified = item.revised if isinstance(item.of, Annotation) and item.of.reviewed else None
    as_of = item.of.as_of if isinstance(item.of, Annotation | Sidebar) else None
    return _keep_said(
        {
            "id": locate(edition, item.path),
            "type": "Annotation",
            "canonical": namer.name_part(item.name),
            "label": item.title,
            "motivation": _find_motivation(item),
            "creator": _one_or_all(_name_agents(edition, item.by)),
            "created": to_time(item.written),
            "modified": modified and to_time(modified),
            **_describe_review(edition, item),
            "generator": _GENERATOR,
            "rights": find_licence(edition.licence),
            # the model has no terms for these; their prefixes are the context's own
            "dcterms:valid": as_of and as_of.isoformat(),
        }
    )


def _describe_review(edition: Edition, item: Contribution) -> Node:
    """Return the status of a note, and who reviewed it when; the id of a note is a web page, of which this can be said."""
    if not isinstance(item.of, Annotation):
        return {}
    review = item.of.reviewed
    return {
        "schema:creativeWorkStatus": item.of.status,
        "schema:reviewedBy": review and _one_or_all(_name_agents(edition, review.by)),
        "schema:lastReviewed": review and review.date.isoformat(),
    }


def _find_motivation(item: Contribution) -> str:
    return MOTIVATIONS[next(iter(item.tags))]


def _list_bodies(edition: Edition, item: Contribution) -> Iterator[Node]:
    """Yield what it says, what kind of thing it is, the sources it cites, and the notes it names."""
    motivation = _find_motivation(item)
    yield {
        "type": "TextualBody",
        "purpose": "commenting" if motivation == "linking" else motivation,
        "format": "text/html",
        "language": edition.language,
        "textDirection": find_direction_of(edition.language),
        "value": item.html,
    }
    for tag in item.tags:
        yield {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag}
    cited = (citation.key for cluster in item.prose.clusters for citation in cluster.citations)
    places = [f"sources/#ref-{quote(key, safe='')}" for key in dict.fromkeys(cited)]
    if isinstance(item.of, Annotation):
        places += [locate_note(stem) for stem in item.of.see if stem in edition.annotations_by_stem]
    for place in places:
        yield {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": locate(edition, place),
        }


def _list_targets(
    edition: Edition,
    item: Contribution,
    texts: Mapping[str, Text],
    blocks: Mapping[tuple[str, str], str],
) -> Iterator[Node]:
    """Yield the places it is about: words for a note and a correction, blocks for a sidebar."""
    if isinstance(item.of, Annotation):
        note = item.of
        selector = select_words(note.block, blocks[note.text, note.block], note.anchor)
        yield _name_target(edition, texts[note.text], selector)
    elif isinstance(item.of, Sidebar):
        for target in item.of.targets:
            yield _name_target(edition, texts[target.text], select_block(target.block))
    else:
        yield from _list_corrected(edition, item.places)


def _list_corrected(edition: Edition, places: Places) -> Iterator[Node]:
    """Yield where a correction was made: of one that made a new paragraph what lies in the block where it begins."""
    for text, change in places:
        block = block_of(text, change)
        start, end = (
            min(offset - block.start, len(block.text))
            for offset in (change.reading.start, change.reading.end)
        )
        yield _name_target(edition, text, select_words(block.id, block.text, Span(start, end)))


def _name_target(edition: Edition, text: Text, selector: Node) -> Node:
    source = locate(edition, locate_text(text))
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _name_agents(edition: Edition, names: Sequence[str]) -> list[Node]:
    """Return who signed; whether one is a person or an organisation is known of a name whose parts are.

    Source: W3C Web Annotation Data Model, section 3.3.1.
    """
    return [_name_agent(edition.contributors_by_name.get(name), name) for name in names]


def _name_agent(known: Contributor | None, name: str) -> Node:
    if known is None:
        return {"name": name}
    type_ = "Person" if known.is_person else None
    return _keep_said({"id": known.orcid, "type": type_, "name": name, "homepage": known.url})


def _one_or_all(items: Sequence[_T]) -> _T | Sequence[_T]:
    return items[0] if len(items) == 1 else items


def _keep_said(node: Mapping[str, object]) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
