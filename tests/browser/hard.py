"""A site of two editions that are hard to show, made for the browser tests: `python tests/browser/hard.py FOLDER`.

That writes FOLDER/src, a project with `mkdocs.yml` and two editions, and builds it into FOLDER/site; look at it with
`variorum view FOLDER/site`. `hard/` is one text of 300 paragraphs: twelve notes on one of them
(equal, nested, crossing), notes far taller than their paragraphs, Arabic, Hebrew, Chinese and Japanese, verse, a
table and code wider than the column, words without an end, corrections, essays, retired ids. `hebrew/` runs from
right to left, has two texts and so a page of contents. The words are in hard_text.py, the notes in hard_notes.py.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from hard_notes import (
    EMENDATIONS,
    GLOSSARY,
    HEBREW_NOTES,
    MAIN_NOTES,
    PEOPLE,
    SIDEBARS,
    WITHDRAWN_NOTE,
    Note,
    write_map,
    write_timeline,
)
from hard_text import PSALM, say, write_genesis, write_main, write_psalm

ROOT = Path(__file__).resolve().parent.parent.parent
SIGNED = "by: [The Variorum editors]\ndate: 2026-11-24"
FIRST, SECOND = "2026-11-01", "2026-11-24"
"""The days of the two printings; what the first had and the second has not is retired."""

MKDOCS = f"""\
INHERIT: {ROOT / "mkdocs.yml"}
site_name: Hard editions
hooks: []
theme:
  custom_dir: {ROOT / "overrides"}
nav:
  - Home: index.md
  - A Hard Edition: hard/index.md
  - Hebrew: hebrew/index.md
"""
HOME = """\
---
title: Hard editions
template: prose.html
---

# Hard editions

- [A Hard Edition](hard/index.md)
- [An edition from right to left](hebrew/index.md)
"""
MAIN_EDITION = """\
format: 1
title: A Hard Edition
author:
  - literal: The Variorum editors
issued: 2026-11-24
language: en
description: All that is hard to set, and 300 paragraphs in all.
rights: Artificial, or in the public domain.
licence: CC0 1.0
editors: [The Variorum editors]
contributors:
  - family: Byron
    given: Ada
text:
  file: main.md
  sha256: {digest}
  body:
    from: What is hardest
    to: Here the sheets end.
  regularise: [quotes, spaces]
"""
HEBREW_EDITION = """\
format: 1
title: בראשית ותהלים
author:
  - literal: עורכי Variorum
issued: 2026-11-24
language: he
rights: The words are in the public domain.
licence: CC0 1.0
editors: [The Variorum editors]
texts:
  - slug: genesis
    title: בראשית
    file: genesis.md
    sha256: {genesis}
    body:
      from: היום הראשון
      to: The words above are of Genesis.
  - slug: psalm
    title: תהלים
    file: psalm.md
    sha256: {psalm}
    body:
      from: {first}
      to: {last}
"""


def write_project(folder: Path) -> None:
    """Write the project of both editions into a folder; its registries are made by `variorum ids`, in two printings."""
    main, hebrew = folder / "source" / "hard", folder / "source" / "hebrew"
    write(folder / "mkdocs.yml", MKDOCS)
    write(folder / "docs" / "index.md", HOME)
    write_text(main, printing=1)
    write_notes(main, [WITHDRAWN_NOTE], lambda _: "p1")
    write_hebrew(hebrew)
    run("ids", "--date", FIRST, within=folder)

    write_text(main, printing=2)
    (main / "annotations" / f"{WITHDRAWN_NOTE.stem}.md").unlink()
    run("ids", "source/hard", "--date", SECOND, within=folder)

    find = read_addresses(main)
    write_notes(main, MAIN_NOTES, find)
    write_sidebars(main, find)
    write(main / "timeline.yml", write_timeline(find))
    write(main / "map.yml", write_map())
    write(main / "glossary.yml", GLOSSARY)
    write(main / "people.yml", PEOPLE)
    write_references(main)
    write_notes(hebrew, HEBREW_NOTES, read_addresses(hebrew))
    run("ids", "--date", SECOND, within=folder)


def build(folder: Path, site: Path, **environment: str) -> None:
    """Build the project in a folder into a site; what is wrong with it, or looks wrong, fails."""
    run("check", "--quiet", within=folder)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)],
        cwd=folder,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
    )


def run(*arguments: str, within: Path) -> None:
    """Run the command `variorum` as an editor does."""
    command = "from variorum.cli.main import main; main()"
    subprocess.run(
        [sys.executable, "-c", command, *arguments],
        cwd=within,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def write(path: Path, text: str) -> str:
    """Write a file, and return its digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return sha256(text.encode()).hexdigest()


def write_text(folder: Path, *, printing: int) -> None:
    """Write the long text; it is corrected in its second printing."""
    digest = write(folder / "main.md", write_main(printing=printing))
    write(folder / "edition.yml", MAIN_EDITION.format(digest=digest))
    if printing == 1:
        return
    corrections = [
        f"- id: {name}\n  source: {json.dumps(source, ensure_ascii=False)}\n"
        f"  reading: {json.dumps(reading, ensure_ascii=False)}\n  kind: {kind}\n  times: {times}\n"
        f"  reason: The fault was made for the tests.\n  by: [The Variorum editors]\n  date: {SECOND}\n"
        for name, source, reading, kind, times in EMENDATIONS
    ]
    write(folder / "emendations.yml", "\n".join(corrections))


def write_hebrew(folder: Path) -> None:
    """Write the Hebrew edition but its notes."""
    genesis = write(folder / "genesis.md", write_genesis())
    psalm = write(folder / "psalm.md", write_psalm())
    bounds = {"first": PSALM[0], "last": PSALM[-1]}
    write(folder / "edition.yml", HEBREW_EDITION.format(genesis=genesis, psalm=psalm, **bounds))


def read_addresses(folder: Path) -> Callable[[str], str]:
    """Return how to find the address of the one block in use that begins with some words."""
    lines = (folder / "registry.jsonl").read_text(encoding="utf-8").splitlines()
    blocks = [line for line in map(json.loads, lines) if not line["retired"]]

    def find(beginning: str) -> str:
        (block,) = (line for line in blocks if line["words"].startswith(beginning))
        return f"{block['text']}#{block['id']}" if block["text"] else block["id"]

    return find


def write_notes(folder: Path, notes: Iterable[Note], find: Callable[[str], str]) -> None:
    """Write notes, each aimed at its block."""
    for note in notes:
        write(
            folder / "annotations" / f"{note.stem}.md",
            f'---\ntarget: "{find(note.at)}"\nquote: |-\n  {note.quote}\nkind: {note.kind}\n'
            f"title: |-\n  {note.title}\n{note.extra}\n{SIGNED}\n"
            f"status: reviewed\nreviewed: {{by: [The Variorum editors], date: {SECOND}}}\n---\n{note.body}\n",
        )


def write_sidebars(folder: Path, find: Callable[[str], str]) -> None:
    """Write the essays."""
    for name, title, at, sentences in SIDEBARS:
        targets = ", ".join(find(beginning) for beginning in at)
        write(
            folder / "sidebars" / f"{name}.md",
            f"---\ntitle: |-\n  {title}\ntargets: [{targets}]\n{SIGNED}\n---\n"
            f"{say(len(name), sentences)}\n\n## More of it\n\n{say(1, sentences)} [@unicode-16, ch. 2].\n",
        )


def write_references(folder: Path) -> None:
    """Write the one source that all cite; the edition of four scripts knows it."""
    known = (ROOT / "tests/editions/four-scripts/in/references.json").read_text(encoding="utf-8")
    cited = [entry for entry in json.loads(known) if entry["id"] == "unicode-16"]
    write(folder / "references.json", json.dumps(cited, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    place = Path(sys.argv[1]).resolve()
    (place / "src").mkdir(parents=True)  # a folder of another time would lend its ids to this one
    write_project(place / "src")
    build(place / "src", place / "site")
