"""Build a site and say how much of it its search's index took: `python benchmarks/indexing.py FILE`, in the folder of a site.

FILE gets `[seconds of the index, seconds of the build]`: processor time, user and system, with that of what was started.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.__main__ import cli

from variorum.mkdocs_plugin.search import write_index

PLUGIN = "variorum.mkdocs_plugin.plugin"

_spent: list[float] = []


def _time_index(*arguments: Any, **options: Any) -> None:  # noqa: ANN401 — whatever `write_index` takes
    before = _read_cpu()
    write_index(*arguments, **options)
    _spent.append(_read_cpu() - before)


def _read_cpu() -> float:
    return sum(os.times()[:4])


if __name__ == "__main__":
    file, *options = sys.argv[1:]
    with patch(f"{PLUGIN}.write_index", _time_index):
        cli(["build", "--quiet", "--strict", *options], standalone_mode=False)
    Path(file).write_text(json.dumps([sum(_spent), _read_cpu()]), "utf-8")
