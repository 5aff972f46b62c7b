"""Build the pages of an edition alone, without what it has for citing: `python benchmarks/pages.py`, in the folder of a site.

No passages, no exports, no formatted citations of passages and notes: what a build was before it had them.
"""

import sys
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from mkdocs.__main__ import cli

from variorum.build import Loaded, load
from variorum.model import Edition

PLUGIN = "variorum.mkdocs_plugin.plugin"


def _load_unformatted(*arguments: Any, **options: Any) -> Loaded:  # noqa: ANN401 — whatever `load` takes
    return load(*arguments, **{**options, "forms": False})


def _list_none(edition: Edition) -> Iterator[tuple[str, bytes]]:
    yield from ()


if __name__ == "__main__":
    with (
        patch(f"{PLUGIN}.load", _load_unformatted),
        patch(f"{PLUGIN}.list_files", _list_none),
    ):
        cli(["build", "--quiet", "--strict", *sys.argv[1:]])
