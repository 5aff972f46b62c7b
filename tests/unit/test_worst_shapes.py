"""The worst shapes that the limits let through end within their time and memory."""

import subprocess
import sys
from pathlib import Path

from worst_shapes import list_shapes

SHAPES = Path(__file__).parent / "worst_shapes.py"


def test_each_of_the_worst_shapes_ends_within_its_bounds():
    made = subprocess.run(
        [sys.executable, str(SHAPES)],
        capture_output=True,
        text=True,
        check=False,
    )
    done = [line.partition("\t") for line in made.stdout.splitlines()]
    # the last one that was begun is the one that did not end
    assert made.returncode == 0, f"{done[-1][0]}: {made.stderr[-2000:]}"
    assert [name for name, _, _ in done] == [name for name, _, _ in list_shapes()]
