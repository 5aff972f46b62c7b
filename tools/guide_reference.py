"""MkDocs hook: tables of fields, commands and options, made of the code that reads them, at signs in the guide's pages.

`<!-- fields: map.yml places -->` stands for the fields of an entry of `places` in map.yml, `<!-- commands -->` for all that
`variorum` can do, `<!-- options -->` for the plugin's options in mkdocs.yml.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator

import click
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from variorum.cli.main import main
from variorum.mkdocs_plugin.config import VariorumConfig
from variorum.read.explained import explain_fields, split_example
from variorum.read.json_schema import FILES, convert, list_fields
from variorum.read.limits import NOTE_BODY
from variorum.read.spec import Schema

_SIGN = re.compile(r"^<!-- (fields|commands|options)(?:: (.+?))? -->$", re.MULTILINE)
_CODE = re.compile(r"(`[^`]*`)")
_MARKS = re.compile(r"([\\*_<>\[\]|])")
_TYPED = re.compile(r"(?<![`\w])(--[a-z][a-z-]+|\$[A-Z]+|[\w-]+\.(?:yml|jsonl)|[\w-]+/)(?![`\w])")
"""What a command's help names that is typed or is a file's: a page shows it as code, and does not part it after its hyphens."""
_SHARED = {
    "text": "text",
    "text-or-null": "text",
    "names": "a list of names",
    "names-or-null": "a list of names",
    "date-or-null": "`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or a date of CSL-JSON",
    "number-or-null": "a number, or text",
    "flag-or-null": "`true` or `false`",
}
"""What the schema of references has names for."""
_PLURALS = {"a line": "lines", "a group of fields": "groups of fields"}
_KINDS = {
    "text": "text",
    "integer": "a whole number",
    "integer range": "a whole number",
    "directory": "a folder",
    "file": "a file",
    "path": "a file or folder",
}
"""Of what an option takes, by click's names."""
LINE = 500
"""Code points that most fields of words have at most; the guide says so once."""
MOST_VALUES = 10
"""Of more values to choose from, the list stands with what the field means, where there is room."""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the tables into a page."""
    return expand(markdown)


def expand(markdown: str) -> str:
    """Return a page with a table in the place of each sign for one."""
    return _SIGN.sub(lambda sign: _write(sign[1], sign[2] or ""), markdown)


def _write(what: str, where: str) -> str:
    if what == "commands":
        return "\n\n".join(_write_command(name) for name in main.list_commands(click.Context(main)))
    if what == "options":
        return _write_table("Option", _list_options())
    name, *path = where.split()
    return _write_table("Field", _list_rows(name, path))


def _write_table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [(head, "Meaning"), ("---", "---"), *rows]
    return "\n".join(f"| {first} | {second} |" for first, second in lines)


def _tell(kind: str, *, is_needed: bool) -> str:
    """Return what a value is, as the beginning of what it means."""
    words = "; ".join(filter(None, ["needed" if is_needed else "", kind]))
    return f"*{words[0].upper()}{words[1:]}.* " if words else ""


# -- Fields ------------------------------------------------------------------------------------


def _list_rows(name: str, path: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a row for each field at a path in a file."""
    (file,) = (file for file in FILES if file.name == name)
    schema = _enter(file.spec.schema)
    for step in path:
        schema = _enter(next(inner for field, inner, *_ in list_fields(schema) if field == step))
    for field, inner, is_needed, meaning in list_fields(schema):
        said = convert(inner, {})
        values = said.get("enum", ())
        listed = f" One of {_join(values)}." if len(values) > MOST_VALUES else ""
        begin = _tell(describe(said), is_needed=is_needed)
        yield f"`{field}`", f"{begin}{explain(meaning)}{listed}"


def _enter(schema: Schema) -> Schema:
    """Return the mapping within a schema."""
    while schema["type"] not in ("dataclass", "typed-dict"):
        schema = schema.get("schema") or schema["items_schema"]
    return schema


def describe(said: Schema) -> str:
    """Return of what kind a field's value is, and what is taken for it if nothing is said.

    Args:
        said: Of the field, in JSON Schema.
    """
    kind = _name_kind(said)
    if "default" in said:
        default = said["default"]
        shown = {True: "true", False: "false"}.get(default, default)
        kind += f"; `{shown}` if nothing is said"
    return kind


def _name_kind(said: Schema) -> str:
    if "allOf" in said:
        return _SHARED[said["allOf"][0]["$ref"].rpartition("/")[2]]
    if "enum" in said:
        return "a word" if len(said["enum"]) > MOST_VALUES else _join(said["enum"])
    types = said["type"] if isinstance(said["type"], list) else [said["type"]]
    if "array" in types and isinstance(said["items"], list):
        return f"a list of two, {' and '.join(_name_kind(item) for item in said['items'])}"
    if "array" in types and "string" not in types:
        kind = _name_kind(said["items"])
        listed = f"a list of {_PLURALS[kind]}" if kind in _PLURALS else f"a list, each {kind}"
        return f"{listed}, at most {said['maxItems']}" if "maxItems" in said else listed
    if "string" in types:
        return _name_text(said)
    if "object" in types:
        return "a group of fields"
    if "boolean" in types:
        return "`true` or `false`"
    what = "a whole number" if "integer" in types else "a number"
    if "minimum" in said and "maximum" in said:
        return f"{what} from {_write_number(said['minimum'])} to {_write_number(said['maximum'])}"
    return what


def _name_text(said: Schema) -> str:
    what = str(said.get("patternErrorMessage", "")).removeprefix("should be ")
    if what and not what.startswith(("text", "should not")):
        return escape(what)
    limit = said.get("maxLength", NOTE_BODY)
    if limit >= NOTE_BODY:
        return "text"
    return "a line" if limit == LINE else f"text of at most {limit:,} characters"


def _join(values: Iterable[object]) -> str:
    words = [f"`{value}`" for value in values if value is not None]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0]


def _write_number(number: float) -> str:
    return f"{number:,}".replace("-", "−")


def explain(meaning: str) -> str:
    """Return what a field means, with its example."""
    sentence, example = split_example(meaning)
    shown = f" Example: `{example}`{'' if example.endswith('.') else '.'}" if example else ""
    return escape(sentence) + shown


def escape(words: str) -> str:
    """Return words as Markdown that says them and nothing else; code in them stays code, and apostrophes are curled."""
    parts = _CODE.split(words)
    parts[::2] = [_MARKS.sub(r"\\\1", part).replace("'", "’") for part in parts[::2]]
    return "".join(parts)


# -- Commands and options --------------------------------------------------------------------------


def _write_command(name: str) -> str:
    command = main.get_command(click.Context(main), name)
    assert command
    context = click.Context(command, info_name=f"variorum {name}")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    words = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
    parts = [f"## variorum {name}", *map(_escape_help, words), f"```text\n{usage}\n```"]
    rows = list(_list_parameters(command))
    if rows:
        parts.append(_write_table("Option", rows))
    if examples := _list_examples(command):
        parts.append(f"```console\n{examples}\n```")
    return "\n\n".join(parts)


def _list_parameters(command: click.Command) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        if not isinstance(parameter, click.Option):
            continue
        # which is not to be parted after its hyphens
        names = ", ".join(
            f"`{name}`{{ .vr-option }}" for name in (*parameter.opts, *parameter.secondary_opts)
        )
        begin = _tell(_describe_option(parameter), is_needed=parameter.required)
        yield names, begin + _escape_help(parameter.help or "")


def _escape_help(words: str) -> str:
    return escape(_TYPED.sub(r"`\1`", words))


def _describe_option(option: click.Option) -> str:
    if option.is_flag or option.count:
        return ""
    if isinstance(option.type, click.Choice):
        kind = _join(option.type.choices)
    elif option.metavar:
        kind = f"`{option.metavar}`"
    else:
        kind = _KINDS.get(option.type.name, option.type.name)
    help_ = option.help or ""
    notes = [
        "may be given again" if option.multiple and "several times" not in help_ else "",
        f"`{option.default}` if nothing is said" if option.show_default else "",
    ]
    return "; ".join([kind, *filter(None, notes)])


def _list_examples(command: click.Command) -> str:
    _, _, examples = (command.epilog or "").partition("Examples:\n")
    return textwrap.dedent(examples).strip()


def _list_options() -> Iterator[tuple[str, str]]:
    meanings = explain_fields(VariorumConfig)
    for name, option in VariorumConfig._schema:
        kind = "`true` or `false`" if isinstance(option, Type) and option._type is bool else "text"
        default = {True: "true", False: "false"}.get(option.default, option.default)
        shown = f"; `{default}` if nothing is said" if option.default not in (None, "") else ""
        yield f"`{name}`", _tell(f"{kind}{shown}", is_needed=False) + explain(meanings[name])
