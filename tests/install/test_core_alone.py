"""The core builds, checks and renders an edition where neither MkDocs nor a theme of its is installed."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = """
import sys
from importlib.util import find_spec
sys.path.insert(0, sys.argv[1])
assert not [name for name in ("mkdocs", "properdocs", "material") if find_spec(name)]

from pathlib import Path
import variorum
from variorum.build import load
from variorum.render.pages import render_pages

root = Path(sys.argv[2])
loaded = load(root / "source" / "holding-the-reset-hostage", root=root, cache=Path(sys.argv[3]))
for problem in loaded.problems:
    print(problem)
print(loaded.edition.title)
for page in render_pages(loaded.edition):
    print(page.path, len(page.html))
assert not [name for name in sys.modules if name.partition(".")[0] in ("mkdocs", "material", "jinja2")]
"""


@pytest.fixture
def packages(strangers_python: Path, tmp_path: Path) -> Path:
    """A folder of what is installed, without MkDocs and all that belongs to it."""
    installed = next(strangers_python.parent.parent.glob("lib/python3*/site-packages"))
    folder = tmp_path / "packages"
    folder.mkdir()
    for entry in installed.iterdir():
        if not entry.name.lower().startswith(
            ("mkdocs", "material", "properdocs", "jinja2", "pymdown")
        ):
            (folder / entry.name).symlink_to(entry)
    return folder


def test_an_edition_is_loaded_and_rendered_without_mkdocs(
    strangers_python, packages, root, tmp_path
) -> None:
    done = subprocess.run(
        [strangers_python, "-I", "-S", "-c", SCRIPT, packages, root, tmp_path / "cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    assert "Holding the Reset Hostage" in printed
    assert any(line.startswith("holding-the-reset-hostage/ ") for line in printed)
