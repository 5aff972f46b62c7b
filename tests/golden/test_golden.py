"""Whole editions: what stands in `in/` is laid over the sample, and the output is compared with `golden/`.

`pytest tests/golden --accept` writes the golden files anew; read the difference before you commit it.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from variorum import load, render_pages, search_entries

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "sample" / "gettysburg"
CASES = sorted(folder.parent.name for folder in HERE.glob("*/in"))


def make_output(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every file that an edition gives, and what is wrong with it."""
    folder = root / "source" / "gettysburg"
    loaded = load(folder, root=root, cache=root / ".cache")
    yield "problems.txt", "".join(f"{problem}\n" for problem in loaded.problems)
    if loaded.edition is None:
        return
    for page in render_pages(loaded.edition):
        # one element a line, so that a difference can be read
        yield (
            f"{page.path.strip('/').replace('/', '.')}.html",
            page.html.replace("><", ">\n<") + "\n",
        )
    metadata = {page.path: page.meta for page in render_pages(loaded.edition)}
    yield "metadata.json", json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    entries = [asdict(entry) for entry in search_entries(loaded.edition)]
    yield "search.json", json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_edition(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(SAMPLE, tmp_path / "source" / "gettysburg")
    shutil.copytree(HERE / case / "in", tmp_path / "source" / "gettysburg", dirs_exist_ok=True)
    made = dict(make_output(tmp_path))
    golden = HERE / case / "golden"
    if request.config.getoption("--accept"):
        shutil.rmtree(golden, ignore_errors=True)
        golden.mkdir()
        for name, content in made.items():
            (golden / name).write_text(content, encoding="utf-8", newline="\n")
    kept = {file.name: file.read_text(encoding="utf-8") for file in golden.iterdir()}
    assert sorted(made) == sorted(kept)
    for name, content in made.items():
        assert content == kept[name], f"{case}/golden/{name} differs"


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


def test_no_tag_of_a_strangers_reaches_a_template_or_a_result() -> None:
    golden = HERE / "hostile-titles" / "golden"
    for file in (*golden.glob("*.html"), *golden.glob("*.json")):
        text = file.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
