"""A site of one small edition whose notes are of every status and of several hands: `python tests/browser/mixed.py FOLDER`.

That writes FOLDER/src and builds it into FOLDER/site. It is the sample of the other tests with more notes, three of
them on the same words, and its drafts are taken in.
"""

import shutil
import sys
from pathlib import Path

from hard import ROOT, build, run, write

MKDOCS = f"""\
INHERIT: {ROOT / "mkdocs.yml"}
site_name: Mixed statuses
hooks: []
theme:
  custom_dir: {ROOT / "overrides"}
plugins:
  - search
  - variorum: {{drafts: true}}
nav:
  - Home: index.md
  - The Gettysburg Address: gettysburg/index.md
"""
HOME = """\
---
title: Mixed statuses
template: prose.html
---

# Mixed statuses

[The Gettysburg Address](gettysburg/index.md)
"""
CONTRIBUTORS = """\
contributors:
  - family: Byron
    given: Ada
    orcid: 0000-0002-1825-0097
    url: https://example.org/ada
  - {family: Babbage, given: Charles}
"""
DAY = "2026-11-24"
REVIEWED = f"reviewed\nreviewed: {{by: [Charles Babbage], date: {DAY}}}"
NOTES = (
    ("objected-to", "Four score and seven years ago", "disputed", "Ada Byron"),
    ("unfinished", "Four score and seven years ago", "draft", "Ada Byron"),
    ("the-war", "great civil war", REVIEWED, "Ada Byron"),
    ("the-field", "battle-field", "disputed", "Ada Byron, Charles Babbage"),
    ("their-lives", "gave their lives", "draft", "The Variorum editors"),
)
"""Each with its words, its status and who wrote it."""


def write_project(folder: Path) -> None:
    """Write the project into a folder."""
    home = folder / "source" / "gettysburg"
    shutil.copytree(ROOT / "tests" / "sample" / "gettysburg", home)
    write(folder / "mkdocs.yml", MKDOCS)
    write(folder / "docs" / "index.md", HOME)
    edition = (home / "edition.yml").read_text(encoding="utf-8")
    write(home / "edition.yml", edition.replace("editors:", f"{CONTRIBUTORS}editors:"))
    for name, quote, status, by in NOTES:
        target = "p1" if quote.startswith("Four") else "p2"
        write(
            home / "annotations" / f"{name}.md",
            f"---\ntarget: {target}\nquote: |-\n  {quote}\nkind: explanation\n"
            f"title: |-\n  {name.replace('-', ' ').capitalize()}\nby: [{by}]\ndate: {DAY}\n"
            f"status: {status}\n---\nIt was written for the tests, of which it is one.\n",
        )
    run("ids", "--date", DAY, within=folder)


if __name__ == "__main__":
    place = Path(sys.argv[1]).resolve()
    (place / "src").mkdir(parents=True)
    write_project(place / "src")
    build(place / "src", place / "site")
