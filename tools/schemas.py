"""Writes the JSON Schemas of an edition's files, and the settings by which VS Code finds them; a test says when to run it."""

import json
from collections.abc import Iterator
from pathlib import Path

from variorum.read.json_schema import FILES, make_json_schema

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "plugins/variorum"


def make_files() -> Iterator[tuple[str, str]]:
    """Yield path and content of each file that is made of the code."""
    for file in FILES:
        yield f"{PACKAGE}/schemas/{file.name}.schema.json", write(make_json_schema(file))
    # a project's own copies, and this one's originals
    yield f"{PACKAGE}/starter/.vscode/settings.json", write(make_settings(".vscode/schemas"))
    yield ".vscode/settings.json", write(make_settings(f"{PACKAGE}/schemas"))


def make_settings(folder: str) -> dict[str, object]:
    """Return the settings of VS Code: which schema is for which files.

    Args:
        folder: Of the schemas, from the project's root.
    """
    globs = {
        f"{folder}/{file.name}.schema.json": [f"/source/*/{name}" for name in file.files]
        for file in FILES
    }
    return {
        "yaml.schemas": {
            schema: [name for name in names if name.endswith((".yml", ".yaml"))]
            for schema, names in globs.items()
            if not schema.endswith(".md.schema.json")
        },
        "json.schemas": [
            {"fileMatch": [name], "url": f"./{schema}"}
            for schema, names in globs.items()
            for name in names
            if name.endswith(".json")
        ],
    }


def write(content: dict[str, object]) -> str:
    """Return data as JSON that people read too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for name, text in make_files():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8")
