"""The words alone, and the registry beside them: no sign more or less than the edition has."""

import shutil
from dataclasses import replace

from hypothesis import given, settings
from test_generated_pages import editions

from variorum.export.registry import make_registry
from variorum.export.text import make_as_printed, make_text


def test_the_text_is_the_reading_and_nothing_else(whole_editions):
    words = make_text(whole_editions["sample"]).decode()
    assert words.startswith(
        "The Gettysburg Address\n\nAbraham Lincoln\n\nNovember 19, 1863\n\nFour"
    )
    assert words.endswith("Text of the “Bliss copy”.\n")
    assert "on this continent a new nation" in words


def test_as_printed_has_the_words_of_the_copy_text(whole_editions):
    words = make_as_printed(whole_editions["sample"]).decode()
    assert "on this contnent a new nation" in words
    assert "can\n\nlong endure" in words
    assert words.endswith('Text of the "Bliss copy".\n')


def test_several_texts_follow_each_other_without_their_titles(whole_editions):
    edition = whole_editions["hebrew"]
    retitled = tuple(replace(text, title="A title of the editors") for text in edition.texts)
    assert len(retitled) > 1
    for make in (make_text, make_as_printed):
        assert make(replace(edition, texts=retitled)) == make(edition)
    assert make_text(edition).decode() == (
        "\n\n".join(block.text for text in edition.texts for block in text.blocks) + "\n"
    )


@settings(max_examples=50)
@given(editions())
def test_the_words_of_any_edition_are_parted_by_empty_lines(edition):
    for make, parts in (
        (make_text, [block.text for text in edition.texts for block in text.blocks]),
        (make_as_printed, [text.printed for text in edition.texts]),
    ):
        assert make(edition).decode() == "\n\n".join(parts) + "\n"


def test_the_registry_is_the_editions_own_file(root, whole_editions, project):
    for name, folder in (
        ("first", "source/holding-the-reset-hostage"),
        ("sample", "tests/sample/gettysburg"),
        ("four-scripts", "tests/editions/four-scripts/in"),
    ):
        own = root / folder / "registry.jsonl"
        assert make_registry(whole_editions[name]) == own.read_bytes()
    retired = root / "tests/golden/retired/in"
    shutil.copytree(retired, project.folder, dirs_exist_ok=True)
    edition = project.load().edition
    assert any(item.retired and item.successor for item in edition.registry)
    assert make_registry(edition) == (retired / "registry.jsonl").read_bytes()
