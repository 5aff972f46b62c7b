"""What a preview makes again is what a fresh build makes: whatever is saved, in whatever order."""

import shutil
from pathlib import Path

import pytest

from variorum import load, render_pages, search_entries
from variorum.reuse import Keep, Reuse, make_anew


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "tests" / "sample" / "lincoln", tmp_path / "source" / "lincoln")
    return tmp_path / "source" / "lincoln"


def make(folder: Path, keep: Keep = make_anew):
    """Return all that comes out of a folder."""
    root = folder.parent.parent
    loaded = load(folder, root=root, cache=root / ".cache", preview=True, keep=keep)
    if loaded.edition is None:
        return loaded.problems, None, None
    pages = tuple(render_pages(loaded.edition, keep=keep))
    return loaded.problems, pages, search_entries(loaded.edition, keep=keep)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} has no {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def first_note(folder: Path) -> Path:
    return sorted((folder / "annotations").glob("*.md"))[0]


def add_words(folder: Path) -> None:
    with first_note(folder).open("a", encoding="utf-8") as file:
        file.write("\nMore is said.\n")


def retitle_note(folder: Path) -> None:
    replace(first_note(folder), "title: |-\n  ", "title: |-\n  Again: ")


def break_note(folder: Path) -> None:
    replace(first_note(folder), "quote: |-\n  ", "quote: |-\n  no such words ")


def mend_note(folder: Path) -> None:
    replace(first_note(folder), "quote: |-\n  no such words ", "quote: |-\n  ")


def delete_note(folder: Path) -> None:
    first_note(folder).unlink()


def retitle_edition(folder: Path) -> None:
    replace(folder / "edition.yml", "title: ", "title: More ")


def change_language(folder: Path) -> None:
    replace(folder / "edition.yml", "language: en", "language: ru")


def exchange_texts(folder: Path) -> None:
    """Put the last text first."""
    head, *texts = (folder / "edition.yml").read_text(encoding="utf-8").split("\n  - ")
    *texts, last = (text.rstrip("\n") for text in texts)
    joined = "\n  - ".join([head, last, *texts])
    (folder / "edition.yml").write_text(f"{joined}\n", encoding="utf-8")


def change_source(folder: Path) -> None:
    replace(folder / "references.json", '"title": "', '"title": "Some ')


def explain_again(folder: Path) -> None:
    replace(folder / "glossary.yml", "text: Twenty", "text: Two tens")


def add_variant(folder: Path) -> None:
    replace(folder / "glossary.yml", "- term: score\n", "- term: score\n  variants: [years]\n")


EDITS = (
    add_words, retitle_note, break_note, mend_note, exchange_texts, change_source, delete_note,
    explain_again, add_variant, change_language, retitle_edition,
)  # fmt: skip


@pytest.mark.parametrize("edit", [e for e in EDITS if e is not mend_note], ids=lambda e: e.__name__)
def test_a_rebuild_after_an_edit_is_as_a_fresh_build(folder, edit):
    reuse = Reuse()
    before = make(folder, reuse.keep)
    edit(folder)
    after = make(folder, reuse.keep)
    assert after == make(folder)
    assert after != before


def test_many_edits_one_after_the_other_leave_nothing_behind(folder):
    reuse = Reuse()
    for edit in EDITS:
        edit(folder)
        assert make(folder, reuse.keep) == make(folder), edit.__name__
        reuse.sweep()


def test_a_problem_moves_with_its_line(folder):
    reuse = Reuse()
    file = folder / "edition.yml"
    fields = file.read_text(encoding="utf-8").replace("to: if I", "to: no such words if I", 1)
    file.write_text(fields, encoding="utf-8")
    before, *_ = make(folder, reuse.keep)
    file.write_text(f"# A line more.\n{fields}", encoding="utf-8")
    after, *_ = make(folder, reuse.keep)
    lines = [[p.position.line for p in found if p.code == "V404"] for found in (before, after)]
    assert lines[0]
    assert lines[1] == [line + 1 for line in lines[0]]


def test_one_changed_note_makes_one_page_of_a_text_again(folder):
    reuse = Reuse()
    _, before, _ = make(folder, reuse.keep)
    with (folder / "annotations" / "whiskers.md").open("a", encoding="utf-8") as file:
        file.write("\nMore is said.\n")
    _, after, _ = make(folder, reuse.keep)
    texts = [page for page in before if page.kind == "text"]
    kept = [page for page in texts if any(page is other for other in after)]
    assert len(kept) == len(texts) - 1
    assert len(texts) > 2


def test_a_changed_glossary_makes_the_texts_again_that_name_a_term(folder):
    reuse = Reuse()
    _, before, _ = make(folder, reuse.keep)
    explain_again(folder)
    _, after, _ = make(folder, reuse.keep)
    both = zip(before, after, strict=True)
    texts = [(old.html, new.html) for old, new in both if 'id="vr-terms"' in new.html]
    assert texts
    assert all("Twenty" in old and "Two tens" in new for old, new in texts)
