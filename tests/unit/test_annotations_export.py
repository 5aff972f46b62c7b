"""The annotations as other programs read them: what the standard asks, and back to the same words by selectors alone."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, FormatChecker
from pyld import jsonld
from referencing import Registry
from referencing.jsonschema import DRAFT4
from test_generated_pages import editions as generated_editions
from test_render_pages import make_edition, prose
from whole_editions import SITE

from variorum.addresses import locate_note
from variorum.anchor import find_passage, is_boundary
from variorum.export import choose_formats
from variorum.export.annotations import MOTIVATIONS, PAGE, make_annotations
from variorum.export.selectors import select_words
from variorum.licence import find_licence
from variorum.model import AnnotationKind, Contributor, Edition, Name, Review, Site, Span, Target
from variorum.render.pages import render_pages
from variorum.render.passages import render_slim_pages

EDITIONS = ("first", "sample", "four-scripts", "hostile", "hard", "hebrew")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def read(edition: Edition) -> dict:
    return json.loads(make_annotations(edition))


def list_pages(collection: dict) -> list[dict]:
    others = collection.get("@reverse", {}).get("partOf", [])
    return [collection["first"], *others] if "first" in collection else []


def list_items(collection: dict) -> list[dict]:
    return [item for page in list_pages(collection) for item in page["items"]]


def find_item(collection: dict, ending: str) -> dict:
    (item,) = (item for item in list_items(collection) if item["id"].endswith(ending))
    return item


def many(value: object) -> list:
    return value if isinstance(value, list) else [value]


def crowd(edition: Edition, count: int) -> Edition:
    """Return an edition with as many copies of its first note, and nothing else that is signed."""
    note = replace(edition.annotations[0], body=prose(clusters=()))
    notes = tuple(
        replace(note, stem=f"n{number}", number=number, see=()) for number in range(count)
    )
    return replace(edition, annotations=notes, sidebars=(), emendations=())


# -- The working group's own tests ---------------------------------------------------------------

CHECKS = FormatChecker(formats=())


@CHECKS.checks("uri")
def is_absolute(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:[!-~]+", value))


@CHECKS.checks("date-time")
def is_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


class Suite:
    """The assertions of the Web Annotation test suite, which say of themselves whether they must hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        definitions = {
            file.name: self.read(f"definitions/{file.name}")
            for file in folder.glob("definitions/*")
        }
        self.registry = (
            Registry()
            .with_resources(
                (name, DRAFT4.create_resource(schema)) for name, schema in definitions.items()
            )
            .crawl()
        )
        self.assertions: dict[str, tuple[Draft4Validator, bool]] = {}

    def read(self, name: str) -> dict:
        return json.loads((self.folder / name).read_bytes())

    def list_failures(self, listing: str, item: dict) -> list[str]:
        """Return the assertions of a `.test` file that do not hold."""
        return [name for name in self.read(listing)["assertions"] if not self.holds(name, item)]

    def holds(self, name: str, item: dict) -> bool:
        if name not in self.assertions:
            schema = self.read(name)
            validator = Draft4Validator(schema, registry=self.registry, format_checker=CHECKS)
            self.assertions[name] = validator, schema["expectedResult"] == "valid"
        validator, wanted = self.assertions[name]
        return validator.is_valid(item) == wanted


MUSTS = (
    "annotations/annotationMusts.test",
    "collections/collectionMusts.test",
    "collections/pages/pageMusts.test",
)


def list_broken(suite: Suite, collection: dict) -> list[str]:
    """Return what must hold and does not, of the collection, its pages and its annotations, each by itself."""
    context = {"@context": collection["@context"]}
    broken = suite.list_failures(MUSTS[1], collection)
    for page in list_pages(collection):
        broken += suite.list_failures(MUSTS[2], {**context, **page})
    alike = {json.dumps(level(item)): item for item in list_items(collection)}
    for item in alike.values():
        broken += suite.list_failures(MUSTS[0], {**context, **item})
    return broken


WORDS = frozenset("value exact prefix suffix label name start end dcterms:valid".split())


def level(value: object, field: str = "") -> object:
    """Return a value with words, addresses and times each all the same: what the suite asserts of one holds of others."""
    if isinstance(value, dict):
        return {name: level(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(level(inner, field)) for inner in value})
    if field in WORDS:
        return type(value).__name__
    if isinstance(value, str):
        return "https:" if is_absolute(value) else "time" if is_time(value) else value
    return value


@pytest.mark.parametrize("name", EDITIONS)
def test_what_must_hold_of_annotations_pages_and_collection_holds(
    name, whole_editions, find_schema
):
    folder = find_schema("webanno")
    collection = read(whole_editions[name])
    assert collection["total"] == len(list_items(collection)) > 0
    if folder:
        assert list_broken(Suite(folder), collection) == []


def test_what_must_hold_holds_of_several_pages_and_of_none(find_schema):
    edition = replace(make_edition(), site=SITE)
    several, none = read(crowd(edition, 2 * PAGE + 1)), read(crowd(edition, 0))
    assert (len(list_pages(several)), none["total"], list_pages(none)) == (3, 0, [])
    if folder := find_schema("webanno"):
        suite = Suite(folder)
        context = {"@context": several["@context"]}
        for page in list_pages(several):
            assert (
                suite.list_failures(MUSTS[2], {**context, **page, "items": page["items"][:2]}) == []
            )
        assert suite.list_failures(MUSTS[1], several) == []
        assert suite.list_failures(MUSTS[1], none) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "notes/plan/"),
        ("type", "Note"),
        ("target", None),
        ("created", "2026-11-24"),
        ("rights", "CC BY 4.0"),
        ("canonical", "note-plan"),
        ("body", [{"type": "TextualBody"}]),
        ("target", {"source": "https://example.org/", "selector": {"type": "Somewhere"}}),
    ],
)
def test_the_suite_finds_what_is_wrong(field, value, find_schema):
    if folder := find_schema("webanno"):
        item = list_items(read(replace(make_edition(), site=SITE)))[0]
        broken = {"@context": CONTEXT, **item, field: value}
        if value is None:
            del broken[field]
        assert Suite(folder).list_failures(MUSTS[0], broken)


OPTIONAL = {
    "annotations/3.1-bodyKeyFound.json",
    "annotations/3.3.1-annotationCreatedImplemented.json",
    "annotations/3.3.1-annotationCreatorImplemented.json",
    "annotations/3.3.1-annotationGeneratorImplemented.json",
    "annotations/3.3.1-annotationModifiedImplemented.json",
    "annotations/3.3.1-annotationSingleCreatorImplemented.json",
    "annotations/3.3.2-annotationCreatorAgentNameImplemented.json",
    "annotations/3.3.2-annotationCreatorAgentSingleNameImplemented.json",
    "annotations/3.3.2-annotationGeneratorAgentNameImplemented.json",
    "annotations/3.3.2-annotationGeneratorAgentSingleNameImplemented.json",
    "annotations/3.3.2-annotationGeneratorAgentTypeImplemented.json",
    "annotations/3.3.5-annotationMotivationImplemented.json",
    "annotations/3.3.5-annotationSingleMotivationImplemented.json",
    "annotations/3.3.6-annotationRightsImplemented.json",
    "annotations/3.3.7-annotationCanonicalImplemented.json",
    "annotations/bodiesTargets/3.2.1-bodyFormat.json",
    "annotations/bodiesTargets/3.2.1-bodyLanguage.json",
    "annotations/bodiesTargets/3.2.1-bodyTextDirection.json",
    "annotations/bodiesTargets/3.2.4-bodyETB.json",
    "annotations/bodiesTargets/3.2.4-bodyETBTypeTextualBody.json",
    "annotations/bodiesTargets/3.3.5-bodyPurpose.json",
    "annotations/bodiesTargets/4-bodySpecificResource.json",
    "annotations/bodiesTargets/4-targSpecificResource.json",
    "annotations/specificResource/4.2-selectorFound.json",
    "annotations/specificResource/4.2.1-conformsTo.json",
    "annotations/specificResource/4.2.1-fragmentSelector.json",
    "annotations/specificResource/4.3.3-refinedBy.json",
}


def test_what_a_note_may_say_it_says(whole_editions, find_schema):
    if folder := find_schema("webanno"):
        suite = Suite(folder)
        item = {
            "@context": CONTEXT,
            **find_item(read(whole_editions["first"]), "/eased-visa-rules/"),
        }
        listings = (
            "annotations/annotationOptionals.test",
            "annotations/annotationsAgentOptionals.test",
        )
        left = {name for listing in listings for name in suite.list_failures(listing, item)}
        assert left & OPTIONAL == set()


# -- JSON-LD -------------------------------------------------------------------------------------


@pytest.fixture
def process(find_schema) -> Callable[..., object] | None:
    """Run a function of pyld with the published context and without a network; None where there is no context."""
    file = find_schema("anno.jsonld")
    if file is None:
        return None
    context = json.loads(file.read_bytes())

    def load_context(url: str, options: object) -> dict:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": context}

    def run(name: str, *arguments: object, **options: object) -> object:
        function = getattr(jsonld, name)
        return function(*arguments, options={"documentLoader": load_context, **options})

    return run


def list_nodes(expanded: object) -> Iterator[dict]:
    for value in many(expanded):
        if isinstance(value, dict):
            yield value
            for inner in value.values():
                yield from list_nodes(inner)


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_is_lost_on_the_way_through_linked_data(name, whole_editions, process):
    if process:
        document = read(whole_editions[name])
        back = process("compact", process("expand", document), CONTEXT)
        assert sort(back) == sort(document)


def sort(value: object) -> object:
    """Return a value of JSON-LD with what has no order in it in one order."""
    if isinstance(value, dict):
        return {key: sort(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return sorted((sort(inner) for inner in value), key=json.dumps)
    return value


@pytest.mark.parametrize("name", EDITIONS)
def test_every_id_is_an_address_of_the_edition_or_a_name(name, whole_editions, process):
    edition = whole_editions[name]
    if process:
        ids = {
            node["@id"] for node in list_nodes(process("expand", read(edition))) if "@id" in node
        }
        ours = {id_ for id_ in ids if id_.startswith(edition.address)}
        names = {id_ for id_ in ids if id_.startswith("urn:uuid:")}
        known = (
            "http://www.w3.org/ns/oa#",
            "http://tools.ietf.org/rfc/",
            "https://creativecommons.org/",
        )
        assert len(ours) > len(names) > 0
        assert all(id_.startswith(known) for id_ in ids - ours - names)


def test_the_pages_lead_from_the_first_to_the_last_and_hold_everything(process):
    edition = crowd(replace(make_edition(), site=SITE), 2 * PAGE + 1)
    if process:
        nodes = {node["@id"]: node for node in process("flatten", read(edition), None)}
        says = "http://www.w3.org/ns/activitystreams#"
        (start,) = (node for node in nodes.values() if f"{says}first" in node)
        address = start[f"{says}first"][0]["@id"]
        found = []
        before = None
        while address:
            page = nodes[address]
            assert page[f"{says}partOf"] == [{"@id": start["@id"]}]
            assert page[f"{says}startIndex"][0]["@value"] == len(found)
            assert page.get(f"{says}prev") == before
            found += [item["@id"] for item in page[f"{says}items"][0]["@list"]]
            before = [{"@id": address}]
            (address,) = [link["@id"] for link in page.get(f"{says}next", [])] or [None]
        assert start[f"{says}last"] == before
        assert found == [f"{edition.address}notes/n{number}/" for number in range(2 * PAGE + 1)]
        assert start[f"{says}totalItems"][0]["@value"] == len(found)


@pytest.mark.parametrize("name", EDITIONS)
def test_without_an_address_the_file_says_the_same_from_where_it_lies(
    name, whole_editions, process
):
    edition = whole_editions[name]
    nowhere = replace(edition, site=Site())
    assert edition.address.encode() not in make_annotations(nowhere)
    if process:
        base = f"{edition.address}annotations.jsonld"
        there, here = read(edition), read(nowhere)
        for item, other in zip(list_items(there), list_items(here), strict=True):
            links, others = (list_links(body(one)) for one in (item, other))
            assert links == [urljoin(base, link) for link in others]
            item["body"][0]["value"] = other["body"][0]["value"] = ""
        assert process("expand", here, base=base) == process("expand", there)


# -- What is said --------------------------------------------------------------------------------


def body(item: dict) -> str:
    return item["body"][0]["value"]


def parse(html: str):
    return html5lib.parse(html, namespaceHTMLElements=False)


def list_links(html: str) -> list[str]:
    return [link.get("href") for link in parse(html).iter("a")]


@pytest.fixture
def published(whole_editions) -> Callable[[str], dict[str, object]]:
    """Give the pages of an edition, parsed, by their addresses."""

    def parse_pages(name: str) -> dict[str, object]:
        return {
            f"{SITE.address}{page.path}": parse(page.html)
            for page in render_pages(whole_editions[name])
        }

    return parse_pages


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_and_source_leads_to_something_that_is_there(name, whole_editions, published):
    edition = whole_editions[name]
    ids = {
        address: {element.get("id") for element in page.iter()}
        for address, page in published(name).items()
    }
    ids |= {f"{edition.address}{page.path}": set() for page in render_slim_pages(edition)}
    for item in list_items(read(edition)):
        links = [*list_links(body(item)), *(b["source"] for b in item["body"] if "source" in b)]
        for link in [item["id"], *links]:
            page, fragment = urldefrag(link)
            if link.startswith(SITE.address):
                assert page in ids
                assert not fragment or unquote(fragment) in ids[page]
            else:
                assert link.startswith(("https://", "http://", "mailto:"))


def test_a_note_says_who_wrote_what_when_why_and_on_what_terms():
    edition = replace(make_edition(), site=SITE)
    item = find_item(read(edition), "/notes/plan/")
    home = "https://example.org/books/hostage/"
    del item["canonical"], item["generator"], item["target"]
    html = body(item)
    item["body"][0]["value"] = ""
    assert item == {
        "id": f"{home}notes/plan/",
        "type": "Annotation",
        "label": "The plan & its <stages>",
        "motivation": "commenting",
        "creator": {"name": "The Variorum editors"},
        "created": "2026-11-24T00:00:00Z",
        "modified": "2026-11-24T00:00:00Z",
        "schema:creativeWorkStatus": "reviewed",
        "schema:reviewedBy": {"name": "The Variorum editors"},
        "schema:lastReviewed": "2026-11-24",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/html",
                "language": "en-US",
                "textDirection": "ltr",
                "value": "",
            },
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "format": "text/plain",
                "value": "context",
            },
            *(
                {"type": "SpecificResource", "purpose": "linking", "source": f"{home}{place}"}
                for place in ("sources/#ref-treaty", "sources/#ref-book", "notes/later/")
            ),
        ],
    }
    assert f'<a href="{home}sources/#ref-treaty">Treaty</a>, art. 4' in html


def test_a_note_of_several_hands_reviewed_later_disputed_and_dated_says_so():
    edition = replace(make_edition(), site=SITE, licence="All rights reserved")
    note = replace(
        edition.annotations[1],
        by=("Ada Byron", "محمد"),
        reviewed=Review(("Ada", "Ada Byron"), date(2027, 1, 3)),
        status="disputed",
    )
    orcid = "https://orcid.org/0000-0002-1825-0097"
    known = (Contributor(Name("Byron", "Ada"), orcid, "https://example.org/ada"),)
    changed = replace(edition, annotations=(note,), language="ar", contributors=known)
    collection = read(changed)
    item = find_item(collection, "/notes/later/")
    ada = {
        "id": orcid,
        "type": "Person",
        "name": "Ada Byron",
        "homepage": "https://example.org/ada",
    }
    assert item["creator"] == [ada, {"name": "محمد"}]
    assert item["schema:reviewedBy"] == [{"name": "Ada"}, ada]
    assert item["schema:lastReviewed"] == "2027-01-03"
    assert item["modified"] == collection["modified"] == "2027-01-03T00:00:00Z"
    assert item["schema:creativeWorkStatus"] == "disputed"
    assert item["dcterms:valid"] == "2026-01-02"
    assert item["body"][0]["textDirection"] == "rtl"
    assert "rights" not in item | collection


def test_every_kind_of_note_has_a_reason_to_be_that_the_context_knows(find_schema):
    assert set(get_args(AnnotationKind)) | {"sidebar", "correction"} == set(MOTIVATIONS)
    if file := find_schema("anno.jsonld"):
        assert set(MOTIVATIONS.values()) <= set(json.loads(file.read_bytes())["@context"])


def test_a_sidebar_is_about_its_blocks_and_one_without_blocks_about_the_edition():
    edition = replace(make_edition(), site=SITE)
    sidebar = edition.sidebars[0]
    two = replace(sidebar, stem="two", targets=(Target("", "p1"), Target("", "p2")))
    none = replace(sidebar, stem="none", targets=())
    collection = read(replace(edition, sidebars=(sidebar, two, none)))
    (places, several, nowhere) = (
        find_item(collection, f"/context/{stem}/")["target"] for stem in ("reset", "two", "none")
    )
    assert places == {
        "type": "SpecificResource",
        "source": "https://example.org/books/hostage/",
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
            "value": "p2",
        },
    }
    assert [target["selector"]["value"] for target in several] == ["p1", "p2"]
    assert nowhere == "https://example.org/books/hostage/"


def test_a_correction_says_what_was_printed_and_what_is_read():
    item = find_item(read(replace(make_edition(), site=SITE)), "#emendation-author-name")
    assert item["id"].endswith("/hostage/apparatus/#emendation-author-name")
    assert (item["motivation"], item["body"][0]["purpose"]) == ("editing", "editing")
    assert [tag["value"] for tag in item["body"][1:3]] == ["correction", "name"]
    words = "".join(parse(body(item)).itertext())
    assert re.search(r"Suelo.*Sueldo.*So he signs", words)


def test_names_stay_when_the_site_moves_and_titles_change():
    edition = replace(make_edition(), site=SITE)
    moved = replace(
        edition,
        site=Site("Elsewhere", "https://example.com/"),
        title="Another title",
        annotations=tuple(replace(note, title="New") for note in edition.annotations),
    )
    before, after = (
        [item["canonical"] for item in list_items(read(one))] for one in (edition, moved)
    )
    assert before == after
    assert len(set(before)) == len(before)
    others = replace(edition, slug="other")
    assert not set(before) & {item["canonical"] for item in list_items(read(others))}


def test_no_words_become_markup():
    edition = replace(make_edition(), site=SITE)
    hostile = '"><script>alert(1)</script>'
    emendation = replace(edition.emendations[0], source=hostile, reading=hostile)
    (correction,) = (
        item
        for item in list_items(read(replace(edition, emendations=(emendation,))))
        if item["motivation"] == "editing"
    )
    tree = parse(body(correction))
    assert not list(tree.iter("script"))
    assert "".join(tree.itertext()).count(hostile) == 2


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("cc by-nd 2.0", "https://creativecommons.org/licenses/by-nd/2.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("CC BY 5.0", None),
        ("CC SA 4.0", None),
        ("All rights reserved", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_licence_is_found_by_its_name(name, address):
    assert find_licence(name) == address


def test_the_file_is_among_the_formats_and_knows_its_address(whole_editions):
    edition = whole_editions["sample"]
    (item,) = choose_formats(["annotations.jsonld"])
    assert (item.name, item.make(edition)) == ("annotations.jsonld", make_annotations(edition))
    assert read(edition)["id"] == f"{edition.address}annotations.jsonld"


# -- Back to the words ---------------------------------------------------------------------------

QUOTE, POSITION = "TextQuoteSelector", "TextPositionSelector"


def select(page, target: dict, by: str) -> tuple[str, list[Span]]:
    """Follow selectors as a program that knows only the standard does, taking one of several that lead to the same.

    Returns:
        The id that they name on the way, and all the places of what they name last.
    """
    selector = target["selector"]
    assert selector["type"] == "FragmentSelector"
    (element,) = (e for e in page.iter() if e.get("id") == selector["value"])
    selector = selector["refinedBy"]
    assert (selector["type"], selector["value"][0]) == ("CssSelector", ".")
    name = selector["value"][1:]
    (element,) = (e for e in element.iter() if name in e.get("class", "").split())
    words = "".join(element.itertext())
    (selector,) = (one for one in many(selector["refinedBy"]) if one["type"] == by)
    if by == POSITION:
        spans = [Span(selector["start"], selector["end"])]
        assert 0 <= spans[0].start <= spans[0].end <= len(words)
    else:
        before, exact = selector["prefix"], selector["exact"]
        whole = before + exact + selector["suffix"]
        starts = [at + len(before) for at in range(len(words)) if words.startswith(whole, at)]
        spans = [Span(at, at + len(exact)) for at in starts]
    return target["selector"]["value"], spans


def check_notes(edition: Edition, pages: dict[str, object]) -> None:
    """Find every note again by each way, on its page, and nothing else."""
    collection = read(edition)
    for note in edition.annotations:
        target = find_item(collection, f"/{locate_note(note.stem)}")["target"]
        path = f"{note.text}/" if note.text else ""
        assert target["source"] == f"{edition.address}{path}"
        for by in (QUOTE, POSITION):
            assert select(pages[target["source"]], target, by) == (note.block, [note.anchor])


@pytest.mark.parametrize("name", EDITIONS)
def test_every_note_is_found_again_on_the_page_by_its_selectors_alone(
    name, whole_editions, published
):
    assert whole_editions[name].annotations
    check_notes(whole_editions[name], published(name))


@settings(max_examples=60)
@given(generated_editions())
def test_a_note_on_any_words_is_found_again_on_the_page(edition):
    edition = replace(edition, site=SITE)
    pages = {f"{SITE.address}{page.path}": parse(page.html) for page in render_pages(edition)}
    check_notes(edition, pages)
    check_corrections(edition)


@pytest.mark.parametrize("name", EDITIONS)
def test_our_own_search_finds_the_quotation_too(name, whole_editions):
    edition = whole_editions[name]
    texts = {(text.slug, block.id): block.text for text in edition.texts for block in text.blocks}
    collection = read(edition)
    for note in edition.annotations:
        target = find_item(collection, f"/{locate_note(note.stem)}")["target"]
        (quoted, _) = target["selector"]["refinedBy"]["refinedBy"]
        found = find_passage(
            quoted["exact"],
            texts[note.text, note.block],
            prefix=quoted["prefix"],
            suffix=quoted["suffix"],
        )
        assert found == note.anchor


def check_corrections(edition: Edition) -> None:
    """Find every place of every correction again by its position, and the words that are read there."""
    blocks = {
        f"{edition.address}{text.slug}{'/' if text.slug else ''}": {b.id: b for b in text.blocks}
        for text in edition.texts
    }
    wanted = {}
    for text in edition.texts:
        for change in text.changes:
            wanted.setdefault(change.emendation, []).append((text, change))
    collection = read(edition)
    for emendation in edition.emendations:
        item = find_item(collection, f"#emendation-{emendation.id}")
        targets = many(item["target"])
        if emendation.id not in wanted:
            assert targets == [edition.address]
            continue
        for target, (text, change) in zip(targets, wanted[emendation.id], strict=True):
            block = blocks[target["source"]][target["selector"]["value"]]
            alternatives = many(target["selector"]["refinedBy"]["refinedBy"])
            position = alternatives[-1]
            at = block.start + position["start"], block.start + position["end"]
            read_here = text.reading[change.reading.start : change.reading.end]
            shown = text.reading[at[0] : at[1]]
            assert read_here.startswith(shown)
            assert at[1] <= block.span.end
            assert shown == read_here or at[1] == block.span.end
            assert [one["exact"] for one in alternatives[:-1]] == [shown] * bool(shown)


@pytest.mark.parametrize("name", EDITIONS)
def test_every_correction_is_found_again_where_it_was_made(name, whole_editions):
    check_corrections(whole_editions[name])


FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("war and war and war", Span(8, 11)),
        ("la " * 400 + "end", Span(600, 602)),
        ("la " * 400 + "end", Span(0, 2)),
        ("a" * 300, Span(150, 151)),
        ("one\ntwo\none\ntwo\none", Span(8, 11)),
        ("𝄞𝄞 𠀋𠀋 𝄞𝄞", Span(6, 7)),
        (FAMILY * 30 + " war", Span(5, 10)),
        ("e\u0301" * 50 + "war" + "e\u0301" * 50, Span(100, 103)),
        ("x" + "\u0301" * 5000 + " war war", Span(5002, 5005)),
        ("学而时习之不亦说乎" * 20, Span(45, 47)),
        ("שלום שלום שלום", Span(5, 9)),
    ],
)
def test_a_quotation_fits_one_place_however_often_its_words_occur(text, span):
    selector = select_words("p1", text, span)["refinedBy"]["refinedBy"][0]
    exact, prefix, suffix = (selector[name] for name in ("exact", "prefix", "suffix"))
    whole = f"{prefix}{exact}{suffix}"
    places = [at for at in range(len(text)) if text.startswith(whole, at)]
    assert places == [span.start - len(prefix)]
    assert exact == text[span.start : span.end]
    assert is_boundary(text, span.start - len(prefix)) or len(prefix) > 32
    assert min(32, span.start) <= len(prefix)
    assert min(32, len(text) - span.end) <= len(suffix)


def test_a_quotation_has_no_more_around_it_than_it_needs():
    text = "x" * 100 + " war " + "y" * 100
    selector = select_words("p1", text, Span(101, 104))["refinedBy"]["refinedBy"][0]
    assert (len(selector["prefix"]), len(selector["suffix"])) == (32, 32)
