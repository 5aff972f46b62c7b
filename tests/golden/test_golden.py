"""Whole editions: what stands in `in/` is laid over the sample, and the output is compared with `golden/`.

In `tests/editions/` each `in/` is a whole edition by itself; what is otherwise when drafts are taken in stands in `drafts/`.
`pytest tests/golden --accept` writes the golden files anew; read the difference before you commit it.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from variorum import load, render_pages, search_entries
from variorum.render.passages import render_slim_pages

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "sample" / "gettysburg"
EDITIONS = HERE.parent / "editions"
CASES = sorted(folder.parent.name for folder in HERE.glob("*/in"))
WHOLE = sorted(folder.parent.name for folder in EDITIONS.glob("*/in"))


def make_output(root: Path, name: str, *, drafts: bool = False) -> Iterator[tuple[str, str]]:
    """Yield every file that an edition gives, and what is wrong with it."""
    folder = root / "source" / name
    loaded = load(folder, root=root, cache=root / ".cache", drafts=drafts)
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
    yield (
        "passages.html",
        "".join(
            f"<!-- {page.path} -->\n{page.html}".replace("><", ">\n<")
            for page in render_slim_pages(loaded.edition)
        ),
    )
    entries = [
        {key: value for key, value in asdict(entry).items() if value != ()}
        for entry in search_entries(loaded.edition)
    ]
    yield "search.json", json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_edition(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(SAMPLE, tmp_path / "source" / "gettysburg")
    shutil.copytree(HERE / case / "in", tmp_path / "source" / "gettysburg", dirs_exist_ok=True)
    made = dict(make_output(tmp_path, "gettysburg"))
    compare(made, HERE / case / "golden", accept=request.config.getoption("--accept"))


@pytest.mark.parametrize("name", WHOLE)
def test_whole_edition(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    accept = request.config.getoption("--accept")
    shutil.copytree(EDITIONS / name / "in", tmp_path / "source" / name)
    made = dict(make_output(tmp_path, name))
    compare(made, EDITIONS / name / "golden", accept=accept)
    with_drafts = dict(make_output(tmp_path, name, drafts=True))
    changed = {file: text for file, text in with_drafts.items() if made.get(file) != text}
    compare(changed, EDITIONS / name / "drafts", accept=accept)


def compare(made: dict[str, str], golden: Path, *, accept: bool) -> None:
    """Compare what was made with the golden files, or write these anew."""
    if accept:
        shutil.rmtree(golden, ignore_errors=True)
        golden.mkdir()
        for name, content in made.items():
            (golden / name).write_text(content, encoding="utf-8", newline="\n")
    kept = {file.name: file.read_text(encoding="utf-8") for file in golden.iterdir()}
    assert sorted(made) == sorted(kept)
    for name, content in made.items():
        assert content == kept[name], f"{golden.parent.name}/{golden.name}/{name} differs"


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


def test_no_tag_of_a_strangers_reaches_a_template_or_a_result() -> None:
    golden = HERE / "hostile-titles" / "golden"
    for file in (*golden.glob("*.html"), *golden.glob("*.json")):
        text = file.read_text(encoding="utf-8")
        ours = re.compile(
            r'<script (?:type=\\?"application/ld\+json\\?"|(?:type="module" )?src="[./]+assets/)'
        )
        assert "<script" not in ours.sub("", text)
        assert "<img" not in text
