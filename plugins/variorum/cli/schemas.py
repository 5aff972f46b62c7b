"""`variorum schemas`: editors learn the fields of an edition's files."""

import json
from importlib import resources
from pathlib import Path

import click

from variorum.begin.starter import SCHEMAS, list_schemas
from variorum.cli.writing import write_whole

FOLDER = ".vscode"
"""Where VS Code looks for a project's settings; the schemas stand below it, for other editors too."""
_EXAMPLES = """\b
Examples:
  variorum schemas
"""


@click.command(epilog=_EXAMPLES)
def schemas() -> None:
    """Let your editor complete, explain and check the fields of an edition's files.

    Writes JSON Schemas to .vscode/schemas, in place of those of an older version, and the settings by which VS Code
    finds them, unless there are settings. For other editors begin a YAML file with a line that names its schema.
    """
    try:
        write_editor_files(Path.cwd())
    except OSError as error:
        said = f"{error.filename or FOLDER}: cannot be written ({error.strerror})"
        raise click.ClickException(said) from error


def write_editor_files(root: Path) -> None:
    """Write what editors need to know the files of a project, and say what was written.

    Raises:
        OSError: Something cannot be written.
    """
    package = resources.files("variorum")
    (root / SCHEMAS).mkdir(parents=True, exist_ok=True)
    for name, schema in list_schemas().items():
        write_whole(root / name, schema)
        click.echo(name)
    for settings in sorted((package / "starter" / FOLDER).iterdir(), key=lambda file: file.name):
        name = f"{FOLDER}/{settings.name}"
        if not (root / name).exists():
            write_whole(root / name, settings.read_bytes())
            click.echo(name)
        elif missing := _miss(root / name, settings.read_text(encoding="utf-8")):
            click.echo(f"{name} is left as it is; add to it what it lacks:", err=True)
            click.echo(missing, err=True)


def _miss(file: Path, wanted: str) -> str:
    """Return what a file of settings would have to say; empty where it says so already."""
    try:
        there = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:  # it may have remarks, as VS Code allows
        return wanted.rstrip()
    lacking = {key: value for key, value in json.loads(wanted).items() if there.get(key) != value}
    return json.dumps(lacking, indent=2) if lacking else ""
