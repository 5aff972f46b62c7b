"""The words alone, and the registry beside them: no sign more or less than the edition has."""

from dataclasses import replace

from hypothesis import given, settings
from test_generated_pages import editions

from variorum.export.registry import make_registry
from variorum.export.text import make_as_printed, make_text


def test_the_text_is_the_reading_and_nothing_else(known_editions):
    words = make_text(known_editions["gettysburg"]).decode()
    assert words.startswith(
        "The Gettysburg Address\n\nAbraham Lincoln\n\nNovember 19, 1863\n\nFour"
    )
    assert words.endswith("Text of the “Bliss copy”.\n")
    assert "on this continent a new nation" in words


def test_as_printed_has_the_words_of_the_copy_text(known_editions):
    words = make_as_printed(known_editions["gettysburg"]).decode()
    assert "on this contnent a new nation" in words
    assert "can\n\nlong endure" in words
    assert words.endswith('Text of the "Bliss copy".\n')


def test_several_texts_follow_each_other_without_their_titles(known_editions):
    edition = known_editions["lincoln"]
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


def test_the_registry_is_the_editions_own_file(root, known_editions):
    folders = {
        "holding-the-reset-hostage": root / "source/holding-the-reset-hostage",
        "four-scripts": root / "tests/editions/four-scripts/in",
        "retired": root / "tests/golden/retired/in",
        "lincoln": root / "tests/sample/lincoln",
    }
    for name, folder in folders.items():
        assert make_registry(known_editions[name]) == (folder / "registry.jsonl").read_bytes()
    assert any(item.retired for item in known_editions["retired"].registry)
