"""What the values of files must be → validators that find every fault at once, each at its path.

The engine is pydantic-core; pydantic itself reads the same from models, but to import it and build them takes longer
than all else that a check of an edition does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic_core import SchemaValidator

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

WRITTEN = "written"
"""Of a field's metadata: its name in the file, where that is not the field's with hyphens."""
JSON = "json"
"""Of a schema's metadata: what its function lets through, as JSON Schema says it (see `json_schema`)."""
NAMED = "named"
"""Of a schema's metadata: what JSON Schema calls it, where much is made of it."""
Schema = dict[str, Any]
"""As pydantic-core has it (its module `core_schema`): `{"type": "str", "min_length": 1}`."""


class Spec(Generic[T_co]):
    """What a value must be, and become."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    # built when the first value comes: few editions have every kind of file
    @cached_property
    def _validator(self) -> SchemaValidator:
        return SchemaValidator(cast(Any, self.schema))

    def validate(self, value: object) -> T_co:
        """Return what the value becomes.

        Raises:
            pydantic_core.ValidationError: It is not so; says all that is wrong.
        """
        return cast(T_co, self._validator.validate_python(value))

    def list_fields(self, path: Iterable[str | int] = ()) -> list[str]:
        """Return the names of the fields at a path, as they are written in a file."""
        return list(self._find_fields(path))

    def is_list(self, path: Sequence[str | int]) -> bool:
        """Say whether the field at a path is a list."""
        schema = self._find_fields(path[:-1]).get(str(path[-1])) or Schema()
        while "schema" in schema:
            schema = schema["schema"]
        return schema.get("type") == "list"

    def _find_fields(self, path: Iterable[str | int]) -> dict[str, Schema]:
        found = _find_fields(self.schema)
        for step in path:
            if isinstance(step, str):
                found = _find_fields(found.get(step) or Schema())
        return found


def spec_of(record: type[T]) -> Spec[T]:
    """Return what a dataclass's fields must be: a mapping without unknown names, in which nothing is converted.

    A field's annotation says what it must be: another dataclass, a list, a literal, None beside them, or
    `Annotated[type, Spec(schema)]`. A rule over several fields is the dataclass's `__post_init__`, which raises ValueError;
    what JSON Schema can say of it is the class's `RULE`.
    """
    return _make_spec(cast(Any, record))


@cache
def _make_spec(record: Any) -> Spec[Any]:  # noqa: ANN401 — a dataclass of any kind
    return Spec(_read_record(record))


def string(
    check: Callable[[str], str] | None = None, *, json: Schema | None = None, **limits: object
) -> Schema:
    """Return the schema of a string within limits (`min_length`, `pattern`, …) that passes a check.

    Args:
        check: Raises ValueError, or returns what the string becomes.
        json: What the check lets through, in JSON Schema, or what else that is to say.
        **limits: As pydantic-core has them.
    """
    schema = Schema(type="str", strict=True, **limits)
    if check is None:
        return {**schema, "metadata": {JSON: json or {}}}
    return then(schema, check, json=json)


def like(pattern: str, what: str) -> Schema:
    """Return, in JSON Schema, that a text as a whole has a form.

    Args:
        pattern: In what Python, JavaScript and Rust read alike; what a digit or a letter is they do not.
        what: What it is, to go on from "should be": `a day, written YYYY-MM-DD`.
    """
    return Schema(
        type="string", pattern=f"^(?:{pattern})$", patternErrorMessage=f"should be {what}"
    )


def shaped(pattern: str, what: str, **limits: object) -> Schema:
    """Return the schema of a string that has a form as a whole; see `like`."""
    form = like(pattern, what)
    return {**string(json=form, pattern=form["pattern"]), **limits}


def without(signs: str) -> Schema:
    """Return, in JSON Schema, that a text has none of some signs, which are written as within `[ ]`."""
    what = "should be text without invisible characters"
    return Schema(type="string", pattern=spell(f"^[^{signs}]*$"), patternErrorMessage=what)


def spell(pattern: str) -> str:
    """Return a pattern with what is invisible in it by number.

    Signs beyond U+FFFF are left out: editors disagree about what one of them is.
    """
    return "".join(
        sign if sign.isascii() and sign.isprintable() else f"\\u{ord(sign):04x}"
        for sign in pattern
        if ord(sign) < 0x10000
    )


def integer(**limits: object) -> Schema:
    """Return the schema of a whole number within limits (`ge`, `le`)."""
    return Schema(type="int", strict=True, **limits)


def flag() -> Schema:
    """Return the schema of yes or no, which is written `true` or `false`."""
    return Schema(type="bool", strict=True)


def number(**limits: object) -> Schema:
    """Return the schema of a number within limits (`ge`, `le`); it becomes a float."""
    return Schema(type="float", strict=True, allow_inf_nan=False, **limits)


def list_of(schema: Schema, **limits: object) -> Schema:
    """Return the schema of a list."""
    return Schema(type="list", strict=True, items_schema=schema, **limits)


def read_by(function: Callable[[T], object], *, json: Schema | None = None) -> Schema:
    """Return the schema of what a function makes of any value; it raises ValueError."""
    call = {"type": "no-info", "function": function}
    return Schema(type="function-plain", function=call, metadata={JSON: json})


def first(function: Callable[[T], object], schema: Schema) -> Schema:
    """Return the schema for what a function makes of a value."""
    call = {"type": "no-info", "function": function}
    return Schema(type="function-before", function=call, schema=schema)


def then(schema: Schema, function: Callable[[T], object], *, json: Schema | None = None) -> Schema:
    """Return a schema whose result a function checks or replaces."""
    call = {"type": "no-info", "function": function}
    return Schema(type="function-after", function=call, schema=schema, metadata={JSON: json or {}})


def named(name: str, schema: Schema) -> Schema:
    """Return a schema under a name, by which JSON Schema has it once and refers to it."""
    return {**schema, "metadata": {**schema.get("metadata", {}), NAMED: name}}


def or_nothing(schema: Schema) -> Schema:
    """Return the schema of a value, or of `null` in its place."""
    return Schema(type="nullable", schema=schema)


def mapping(
    optional: Mapping[str, Schema], required: Mapping[str, Schema] | None = None, *, extra: bool
) -> Schema:
    """Return the schema of a mapping that stays one.

    Args:
        optional: Of the fields that it may have.
        required: Of those that it must have.
        extra: Whether it may have unknown ones.
    """
    return Schema(
        type="typed-dict",
        extra_behavior="allow" if extra else "forbid",
        fields={
            name: {"type": "typed-dict-field", "schema": schema, "required": is_required}
            for known, is_required in ((required or {}, True), (optional, False))
            for name, schema in known.items()
        },
    )


def _read_record(record: type) -> Schema:
    known = fields(record)
    return Schema(
        type="dataclass",
        cls=record,
        fields=[field.name for field in known],
        slots=True,
        post_init=hasattr(record, "__post_init__"),
        metadata={JSON: getattr(record, "RULE", {})},
        schema={
            "type": "dataclass-args",
            "dataclass_name": record.__name__,
            "extra_behavior": "forbid",
            "fields": [_read_field(field) for field in known],
        },
    )


def _read_field(field: Field[Any]) -> dict[str, Any]:
    schema = _read_annotation(field.type)
    if field.default is not MISSING:
        schema = Schema(type="default", schema=schema, default=field.default)
    elif field.default_factory is not MISSING:
        schema = Schema(type="default", schema=schema, default_factory=field.default_factory)
    written = field.metadata.get(WRITTEN) or field.name.rstrip("_").replace("_", "-")
    return {
        "type": "dataclass-field",
        "name": field.name,
        "validation_alias": written,
        "kw_only": True,
        "schema": schema,
    }


def _read_annotation(annotation: Any) -> Schema:  # noqa: ANN401 — all that may stand there
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return cast(Spec[object], arguments[1]).schema
    if origin is list:
        return list_of(_read_annotation(arguments[0]))
    if origin is Literal:
        return Schema(type="literal", expected=list(arguments))
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return or_nothing(_read_annotation(inner))
    if is_dataclass(annotation):
        return _read_record(cast(type, annotation))
    raise TypeError(f"no schema for {annotation}")


def _find_fields(schema: Schema) -> dict[str, Schema]:
    """Return the fields of the mapping within a schema, by the names that files have."""
    while "type" in schema and schema["type"] not in ("dataclass", "typed-dict"):
        schema = schema.get("schema") or schema.get("items_schema") or Schema()
    if not schema:
        return {}
    if schema["type"] == "typed-dict":
        return {name: field["schema"] for name, field in schema["fields"].items()}
    return {field["validation_alias"]: field["schema"] for field in schema["schema"]["fields"]}
