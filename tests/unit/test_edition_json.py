"""The edition as data: complete, as its schema says, and its texts can be had back from it."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import get_args

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from jsonschema import Draft202012Validator as Validator
from strategies import INLINE
from test_generated_pages import editions
from whole_editions import ADDRESS

from variorum import model
from variorum.cli.main import main
from variorum.export.edition_json import make_edition_json
from variorum.model import (
    STRUCTURE,
    AnnotationKind,
    BlockKind,
    Citation,
    Cluster,
    Contributor,
    Edition,
    EmendationKind,
    Name,
    Part,
    Rule,
    Site,
    Status,
)
from variorum.read.csl import TIERS
from variorum.render.assets import SCHEMA, list_assets, read_schema

SCHEMA_OF_IT = json.loads(read_schema())
VALIDATOR = Validator(SCHEMA_OF_IT, format_checker=Validator.FORMAT_CHECKER)


def read(edition: Edition) -> dict:
    return json.loads(make_edition_json(edition))


def resolve(node: dict) -> dict:
    """Return what a node says, the definition it refers to included."""
    if "$ref" not in node:
        return node
    return resolve(SCHEMA_OF_IT["$defs"][node["$ref"].removeprefix("#/$defs/")]) | {
        name: value for name, value in node.items() if name != "$ref"
    }


def list_objects() -> Iterator[tuple[str, dict]]:
    """Yield the name of each kind of object in the schema, and the schema of it."""

    def walk(name: str, node: dict) -> Iterator[tuple[str, dict]]:
        if "properties" in node:
            yield name, node
        for inner, value in node.get("properties", {}).items():
            yield from walk(f"{name}.{inner}", value)
        if node.get("items"):
            yield from walk(f"{name}[]", node["items"])

    yield from walk("edition", SCHEMA_OF_IT)
    for name, node in SCHEMA_OF_IT["$defs"].items():
        yield from walk(name, node)


def list_met(node: dict, value: object, name: str = "edition") -> Iterator[str]:
    """Yield each described field that a value has, `annotation.stem`."""
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        node = SCHEMA_OF_IT["$defs"][name]
    if isinstance(value, dict):
        for field, inner in node.get("properties", {}).items():
            if field in value:
                yield f"{name}.{field}"
                yield from list_met(inner, value[field], f"{name}.{field}")
    if isinstance(value, list) and node.get("items"):
        for item in value:
            yield from list_met(node["items"], item, f"{name}[]")


# -- The schema ------------------------------------------------------------------------------------


def test_every_edition_is_as_the_schema_says(whole_editions):
    Validator.check_schema(SCHEMA_OF_IT)
    for edition in whole_editions.values():
        VALIDATOR.validate(read(edition))
        VALIDATOR.validate(read(replace(edition, site=Site())))


@settings(max_examples=50)
@given(editions())
def test_any_edition_is_as_the_schema_says(edition):
    digested = tuple(replace(text, sha256="0" * 64) for text in edition.texts)
    VALIDATOR.validate(read(replace(edition, texts=digested)))


def test_the_schema_lets_nothing_else_in():
    for name, node in list_objects():
        assert node["additionalProperties"] is False, name
        assert set(node.get("required", ())) <= node["properties"].keys(), name


def test_every_field_is_described():
    for name, node in list_objects():
        for field, inner in node["properties"].items():
            assert resolve(inner).get("description"), f"{name}.{field}"


def say_more(edition: Edition) -> Edition:
    """Return an edition with what no edition here says."""
    first, *others = edition.annotations
    citation = Citation("sueldo-2011", prefix="see", suffix="again", suppress_author=True)
    body = replace(first.body, clusters=(Cluster((citation,)),))
    note = replace(first, prefix="The", suffix="Hostage", body=body)
    society = Contributor(
        Name(literal="A Society"), "https://orcid.org/0000-0002-1825-0097", "https://example.org/"
    )
    return replace(
        edition,
        publisher="The Moscow Times",
        annotations=(note, *others),
        contributors=(society, Contributor(Name("Byron", "Ada"))),
    )


def test_every_described_field_is_met(whole_editions):
    described = {f"{name}.{field}" for name, node in list_objects() for field in node["properties"]}
    more = say_more(whole_editions["first"])
    met = {
        field
        for edition in [more, *whole_editions.values()]
        for field in list_met(SCHEMA_OF_IT, read(edition))
    }
    assert described - met == set()
    VALIDATOR.validate(read(more))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("block.kind", get_args(BlockKind)),
        ("block.part", get_args(Part)),
        ("rule", get_args(Rule)),
        ("range.kind", {*STRUCTURE, *INLINE, "footnote-reference", "image"}),
        ("emendation.kind", get_args(EmendationKind)),
        ("annotation.kind", get_args(AnnotationKind)),
        ("annotation.status", get_args(Status)),
        ("reference.tier", TIERS),
    ],
)
def test_the_schema_knows_every_value_and_no_other(name, values):
    definition, _, field = name.partition(".")
    node = SCHEMA_OF_IT["$defs"][definition]
    node = resolve(node["properties"][field]) if field else node
    assert set(node["enum"]) == set(values)


@pytest.mark.parametrize(
    ("name", "kind", "otherwise"),
    [
        ("edition", model.Edition, {"authors": "author", "container_title": "container-title", "url": "URL"}),
        ("text", model.Text, {"rules": "regularise"}),
        ("block", model.Block, {}),
        ("range", model.Range, {}),
        ("change", model.Change, {}),
        ("prose", model.Prose, {}),
        ("cluster", model.Cluster, {}),
        ("citation", model.Citation, {}),
        ("emendation", model.Emendation, {}),
        ("annotation", model.Annotation, {"anchor": "start", "quote": "exact"}),
        ("sidebar", model.Sidebar, {"words": "word-count"}),
        ("reference", model.Reference, {"entry_html": "entry", "entry_text": "entry"}),
        ("event", model.TimelineRow, {}),
        ("term", model.Term, {}),
        ("person", model.Person, {}),
        ("contributor", model.Contributor, {"name": "family"}),
        ("map", model.Map, {}),
        ("registered", model.RegisteredId, {}),
    ],
)  # fmt: skip
def test_the_schema_has_all_that_an_edition_knows(name, kind, otherwise):
    node = dict(list_objects())[name]
    known = {f.name for f in fields(kind) if not f.name.startswith("_")}
    known -= {
        "annotations_by_stem",
        "contributors_by_name",
        "references_by_id",
        "titles",
        "registered_days",
        "forms",
    }  # what is there, otherwise
    assert {otherwise.get(field, field.replace("_", "-")) for field in known} <= {
        *node["properties"]
    }


def test_the_schema_is_published_where_the_edition_says(whole_editions):
    edition = whole_editions["sample"]
    published = dict(list_assets([edition]))
    assert json.loads(published[SCHEMA]) == SCHEMA_OF_IT
    assert read(edition)["$schema"] == f"{ADDRESS}{SCHEMA}"
    assert read(replace(edition, site=Site()))["$schema"] == f"../{SCHEMA}"


def test_the_command_writes_the_schema_where_the_edition_says(project, monkeypatch):
    monkeypatch.chdir(project.root)
    (project.root / "mkdocs.yml").write_text("site_name: Known\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "edition.json", "--to", "out"])
    assert done.exit_code == 0, done.output
    file = project.root / "out" / "gettysburg" / "edition.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    schema = json.loads((file.parent / data["$schema"]).read_text(encoding="utf-8"))
    Validator(schema).validate(data)


# -- What is in it ---------------------------------------------------------------------------------


def take_back(text: dict) -> str:
    """Return the words as printed, made of the reading and the changes, as the schema says."""
    back, done = "", 0
    for change in text["changes"]:
        printed, reading = change["printed"], change["reading"]
        back += text["reading"][done : reading["start"]]
        back += text["printed"][printed["start"] : printed["end"]]
        done = reading["end"]
    return back + text["reading"][done:]


def check_texts(edition: Edition) -> None:
    data = read(edition)
    for text, written in zip(edition.texts, data["texts"], strict=True):
        blocks = written["blocks"]
        assert written["printed"] == text.printed
        assert written["reading"] == text.reading == "\n\n".join(b["text"] for b in blocks)
        assert take_back(written) == text.printed
        for block in blocks:
            end = block["start"] + len(block["text"])
            assert written["reading"][block["start"] : end] == block["text"]
    words = {(t["slug"], b["id"]): b["text"] for t in data["texts"] for b in t["blocks"]}
    for note in data["annotations"]:
        assert words[note["text"], note["block"]][note["start"] : note["end"]] == note["exact"]


def test_the_texts_and_the_passages_of_the_notes_can_be_had_back(whole_editions):
    for edition in whole_editions.values():
        check_texts(edition)


@settings(max_examples=100)
@given(editions())
def test_the_texts_of_any_edition_can_be_had_back(edition):
    check_texts(edition)


def test_links_inside_the_edition_are_addresses(whole_editions):
    for edition in whole_editions.values():
        written = make_edition_json(edition).decode()
        assert not re.search(r'href=\\"(?:vr:|#|\.)', written)
    edition = whole_editions["first"]
    body = read(edition)["annotations"][0]["body"]
    (cluster,) = body["clusters"]
    assert f'href="{edition.address}sources/#ref-sueldo-2011"' in cluster["html"]
    assert cluster["html"] in body["html"]


def test_without_an_address_of_the_site_links_lead_from_the_editions_page(whole_editions):
    data = read(replace(whole_editions["first"], site=Site()))
    assert (data["address"], data["texts"][0]["blocks"][4]["address"]) == ("./", "p1/")
    assert 'href="sources/#ref-' in data["annotations"][0]["body"]["html"]
    assert "site" not in data


def test_what_nobody_has_said_is_left_out(whole_editions):
    def walk(value: object) -> Iterator[object]:
        yield value
        for inner in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        ):
            yield from walk(inner)

    for edition in whole_editions.values():
        assert None not in list(walk(read(edition)))


def test_a_note_has_a_line_of_its_own(whole_editions):
    edition = whole_editions["first"]
    lines = make_edition_json(edition).decode().split("\n")
    notes = [line for line in lines if line.startswith('  {"stem":') and '"exact":' in line]
    assert [json.loads(line.rstrip(","))["stem"] for line in notes] == [
        note.stem for note in edition.annotations
    ]
