"""What the files of an edition may say → JSON Schemas, by which editors complete, explain and check them.

Of draft 7, which every program that reads a schema for YAML knows: yaml-language-server read no later one before 1.20
(its CHANGELOG.md), VS Code's own JSON support reads later ones in part ("JSON schemas and settings"), and what these
schemas say, later drafts say in the same words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.read.csl import CSL_ITEM
from variorum.read.csl_meanings import MEANINGS
from variorum.read.data import parse_yaml
from variorum.read.explained import explain_fields, split_example
from variorum.read.map_schema import MapFile
from variorum.read.schema import (
    AnnotationFile,
    EditionFile,
    EmendationFile,
    PersonFile,
    SidebarFile,
    TermFile,
    TimelineFile,
)
from variorum.read.spec import JSON, NAMED, Schema, Spec, spec_of

DRAFT = "http://json-schema.org/draft-07/schema#"
_LIMITS = {
    "min_length": "minLength",
    "max_length": "maxLength",
    "pattern": "pattern",
    "ge": "minimum",
    "le": "maximum",
}
_LIST_LIMITS = {"min_length": "minItems", "max_length": "maxItems"}
_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_NOT_BLANK = r"\S"


@dataclass(frozen=True, slots=True)
class FileSchema:
    """A file of an edition, or the front matter of one, and what it may say."""

    name: str
    """Of the schema's file, without `.schema.json`."""
    spec: Spec[Any]
    """Of the whole, or of an entry of a list."""
    title: str
    files: tuple[str, ...]
    """Which files of an edition's folder it is for."""
    is_list: bool = False
    key: str = ""
    """Under which the list may stand."""
    left_out: str = ""
    """A field that the file's name says."""


FILES = (
    FileSchema("edition.yml", spec_of(EditionFile), "An annotated edition", ("edition.yml",)),
    FileSchema(
        "emendations.yml",
        spec_of(EmendationFile),
        "The corrections of an edition",
        ("emendations.yml",),
        is_list=True,
    ),
    FileSchema(
        "emendation.yml",
        spec_of(EmendationFile),
        "A correction of an edition, whose id is the file's name",
        ("emendations/*.yml",),
        left_out="id",
    ),
    FileSchema(
        "annotation.md",
        spec_of(AnnotationFile),
        "The front matter of a note",
        ("annotations/*.md",),
    ),
    FileSchema(
        "sidebar.md", spec_of(SidebarFile), "The front matter of an essay", ("sidebars/*.md",)
    ),
    FileSchema(
        "timeline.yml",
        spec_of(TimelineFile),
        "The events of an edition's timeline",
        ("timeline.yml",),
        is_list=True,
    ),
    FileSchema(
        "glossary.yml",
        spec_of(TermFile),
        "The terms of an edition's glossary",
        ("glossary.yml",),
        is_list=True,
    ),
    FileSchema(
        "people.yml",
        spec_of(PersonFile),
        "The people and bodies of an edition",
        ("people.yml",),
        is_list=True,
    ),
    FileSchema("map.yml", spec_of(MapFile), "The map of an edition", ("map.yml",)),
    FileSchema(
        "references",
        CSL_ITEM,
        "The sources of an edition, in CSL-JSON or CSL-YAML",
        ("references.json", "references.yml", "references.yaml"),
        is_list=True,
        key="references",
    ),
)


def make_json_schema(file: FileSchema) -> Schema:
    """Return the JSON Schema of a file."""
    shared: dict[str, Schema] = {}
    fields = convert(file.spec.schema, shared)
    if file.left_out:
        del fields["properties"][file.left_out]
        fields["required"].remove(file.left_out)
    if file.is_list:
        # an empty file is an empty list
        fields = Schema(type=["array", "null"], items=fields)
    if file.key:
        shared["list"] = fields
        listed = _refer("list")
        held = {"type": "object", "required": [file.key], "properties": {file.key: listed}}
        fields = Schema(anyOf=[listed, held])
    head = {"$schema": DRAFT, "$id": f"{file.name}.schema.json", "title": file.title}
    return {**head, **fields, **({"definitions": shared} if shared else {})}


def convert(schema: Schema, shared: dict[str, Schema]) -> Schema:
    """Return what a schema of pydantic-core's lets through, as JSON Schema says it.

    Args:
        schema: Made by `spec`.
        shared: Takes what has a name, and is only referred to.
    """
    name = schema.get("metadata", {}).get(NAMED)
    if name is None:
        return _convert(schema, shared)
    if name not in shared:
        shared[name] = {}  # stands before what it holds
        shared[name] = _convert(schema, shared)
    return _refer(name)


def _convert(schema: Schema, shared: dict[str, Schema]) -> Schema:
    kind = schema["type"]
    said = schema.get("metadata", {}).get(JSON, {})
    if kind == "function-plain":
        if said is None:
            raise TypeError(f"{schema['function']} says nothing in JSON Schema")
        return dict(said)
    if kind == "function-before":
        return convert(schema["schema"], shared)
    if kind == "function-after":
        return _join(convert(schema["schema"], shared), said)
    if kind == "nullable":
        inner = schema["schema"]
        if name := inner.get("metadata", {}).get(NAMED):
            shared[f"{name}-or-null"] = _or_null(_convert(inner, shared))
            return _refer(f"{name}-or-null")
        return _or_null(convert(inner, shared))
    if kind == "default":
        default = schema.get("default")
        return {
            **convert(schema["schema"], shared),
            **({"default": default} if default not in (None, "") else {}),
        }
    if kind == "literal":
        return Schema(enum=list(schema["expected"]))
    if kind == "list":
        items = convert(schema["items_schema"], shared)
        return Schema(type="array", items=items, **_limit(schema, _LIST_LIMITS))
    if kind in ("dataclass", "typed-dict"):
        return {**_convert_fields(schema, shared), **said}
    text = Schema(type=_TYPES[kind], **_limit(schema, _LIMITS))
    if schema.get("strip_whitespace") and schema.get("min_length"):
        del text["minLength"]
        text |= {"pattern": _NOT_BLANK, "patternErrorMessage": "should not be empty"}
    return {**text, **said}


def list_fields(schema: Schema) -> Iterator[tuple[str, Schema, bool, str]]:
    """Yield the fields of a mapping: name, schema, whether it is needed, and what it means."""
    if schema["type"] == "typed-dict":
        for name, field in schema["fields"].items():
            yield name, field["schema"], field["required"], MEANINGS[name]
        return
    meanings = explain_fields(schema["cls"])
    for field in schema["schema"]["fields"]:
        needed = field["schema"]["type"] != "default"
        yield field["validation_alias"], field["schema"], needed, meanings[field["name"]]


def _convert_fields(schema: Schema, shared: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for name, inner, is_needed, meaning in list_fields(schema):
        sentence, example = split_example(meaning)
        properties[name] = {"description": sentence, **convert(inner, shared)}
        if example:
            data, _ = parse_yaml(example, path=name)
            assert data is not None
            properties[name]["examples"] = [data.value]
        if is_needed:
            required.append(name)
    extra = schema.get("extra_behavior") == "allow"
    return Schema(
        type="object",
        properties=properties,
        **({} if extra else {"additionalProperties": False}),
        **({"required": required} if required else {}),
    )


def _limit(schema: Schema, names: Mapping[str, str]) -> Schema:
    return {said: schema[name] for name, said in names.items() if name in schema}


def _join(one: Schema, other: Schema) -> Schema:
    """Return what both let through; of two patterns, the first is that of what is not empty."""
    if "pattern" not in one or "pattern" not in other:
        return {**one, **other}
    return {**one, **other, "pattern": f"^(?=[\\s\\S]*\\S){other['pattern'].removeprefix('^')}"}


def _refer(name: str) -> Schema:
    # in draft 7 nothing counts that stands beside a `$ref`
    return Schema(allOf=[{"$ref": f"#/definitions/{name}"}])


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        schema = {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema = {**schema, "type": [*types, "null"]}
    return schema
