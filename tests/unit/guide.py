"""What the guide shows: its blocks of code, and the files that it has a reader write."""

import re
from pathlib import Path

FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OWN_FILES = (
    "mkdocs.yml",
    "docs/index.md",
    "source/bedell/letter.md",
    "source/bedell/edition.yml",
    "source/bedell/annotations/affection.md",
)
"""What the guide's page has written, in its order."""


def list_blocks(text: str, language: str) -> list[str]:
    return [block for name, block in FENCED.findall(text) if name == language]


def write_own_edition(root: Path, folder: Path) -> None:
    page = (root / "docs/guide/own-edition.md").read_text(encoding="utf-8")
    steps = page[: page.index("### 6.")]
    blocks = [block for language, block in FENCED.findall(steps) if language != "console"]
    for name, block in zip(OWN_FILES, blocks, strict=True):
        assert name.rpartition("/")[2] in steps[: steps.index(block)]
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8")
