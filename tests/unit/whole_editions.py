"""Whole editions as they are on disk, published at an address: the first one, the samples, the hard and the hostile ones."""

import shutil
from pathlib import Path

from hard import write_project

from variorum.build import load
from variorum.model import Edition, Site

ADDRESS = "https://example.org/books/"
SITE = Site("Variorum", ADDRESS)


def load_whole_editions(root: Path, folder: Path) -> dict[str, Edition]:
    """Return the editions by their names; what is made for them stands in a folder of its own."""
    tests = root / "tests"
    sample = tests / "sample" / "gettysburg"
    hostile = folder / "hostile" / "source" / "gettysburg"
    shutil.copytree(sample, hostile)
    shutil.copytree(
        tests / "golden" / "hostile-titles" / "in",
        hostile,
        dirs_exist_ok=True,
    )
    scripts = folder / "source" / "four-scripts"
    shutil.copytree(tests / "editions" / "four-scripts" / "in", scripts)
    write_project(folder / "hard")
    homes = {
        "first": (root / "source" / "holding-the-reset-hostage", root),
        "sample": (sample, tests),
        "four-scripts": (scripts, folder),
        "hostile": (hostile, folder / "hostile"),
        "hard": (folder / "hard" / "source" / "hard", folder / "hard"),
        "hebrew": (folder / "hard" / "source" / "hebrew", folder / "hard"),
    }
    editions: dict[str, Edition] = {}
    for name, (home, project) in homes.items():
        loaded = load(
            home, root=project, cache=root / ".cache" / "variorum", drafts=True, site=SITE
        )
        assert loaded.edition, [str(problem) for problem in loaded.problems]
        editions[name] = loaded.edition
    return editions
