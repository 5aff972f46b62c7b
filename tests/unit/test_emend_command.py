"""`variorum emend`, run on the sample edition."""

import pytest
from click.testing import CliRunner, Result
from terminal import answer

from conftest import Project
from variorum.cli.main import main

SAID = ("--by", "Ada Byron", "--date", "2026-11-24", "--reason", "The printed editions have it.")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["emend", *words])


def list_written(desk: Project) -> dict[str, str]:
    folder = desk.folder / "emendations"
    files = sorted(folder.iterdir()) if folder.exists() else []
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_a_correction_is_written_shown_and_read(desk):
    done = run("battle-field of that war", "battlefield of that war", "--kind", "spelling", *SAID)
    assert done.exit_code == 0, done.output
    expected = """\
source: |-
  battle-field of that war
reading: |-
  battlefield of that war
kind: spelling
reason: |-
  The printed editions have it.
by: [Ada Byron]
date: 2026-11-24
"""
    assert list_written(desk) == {"battlefield.yml": expected}
    assert "source/gettysburg/emendations/battlefield.yml" in done.output
    assert all(f"  {line}".rstrip() in done.output for line in expected.splitlines())
    assert "gettysburg/apparatus/#emendation-battlefield" in done.output
    assert "`variorum ids`" in done.output
    assert CliRunner().invoke(main, ["ids", "--date", "2026-11-24"]).exit_code == 0
    loaded = desk.load()
    assert loaded.edition, loaded.problems
    assert "battlefield of that war" in loaded.edition.texts[0].reading


@pytest.mark.parametrize("printed", [r"so dedicated, can\n\nlong", "so dedicated, can long"])
def test_paragraphs_are_joined_and_split_by_line_ends_that_can_be_typed(desk, printed):
    desk.write("emendations.yml", "[]\n")
    done = run(printed, "so dedicated, can long", "--kind", "page-break", *SAID)
    assert done.exit_code == 0, done.output
    (written,) = list_written(desk).values()
    assert r'source: "so dedicated, can\n\nlong"' in written
    done = run("this. But", r"this.\n\nBut", "--kind", "page-break", *SAID)
    assert done.exit_code == 1


def test_words_printed_several_times_are_changed_where_that_is_said(desk):
    done = run("we can not", "we cannot", "--kind", "spelling", *SAID)
    assert done.exit_code == 1
    assert "sense, [we can not] dedicate" in done.output
    assert "printed 3 times; take in more words, or say --times 3" in done.output
    assert list_written(desk) == {}
    done = run("we can not", "we cannot", "--kind", "spelling", "--times", "3", *SAID)
    assert done.exit_code == 0, done.output
    assert "times: 3\n" in list_written(desk)["cannot.yml"]
    done = run("great civil war", "civil war", "--kind", "spelling", "--times", "2", *SAID)
    assert (done.exit_code, "printed once, not 2 times" in done.output) == (1, True)


def test_no_file_is_overwritten_nor_a_name_of_the_list_taken(desk):
    done = run("a new nation", "a continent", "--kind", "spelling", *SAID)
    assert done.exit_code == 0, done.output
    assert list(list_written(desk)) == ["continent-2.yml"]


def test_an_empty_reading_deletes_and_a_link_needs_no_reading(desk):
    done = run("altogether ", "", "--kind", "damage", *SAID)
    assert done.exit_code == 0, done.output
    assert 'source: "altogether "\nreading: ""\n' in list_written(desk)["altogether.yml"]
    done = run("civil war", "--kind", "link", *SAID)
    assert done.exit_code == 1
    assert "there is no link to drop" in done.output


@pytest.mark.parametrize(
    ("printed", "reading", "said"),
    [
        ("great civil wars", "x", 'nearest: "great civil war"'),
        ("on this continent", "x", "the edition reads so already"),
        ("civil war", "civil war", "changes nothing"),
        ("this contnent a", "these contnents a", 'overlaps "these-contnents"'),
    ],
)
def test_what_cannot_be_corrected_is_refused_before_it_is_written(desk, printed, reading, said):
    done = run(printed, reading, "--kind", "spelling", *SAID)
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert list_written(desk) == {}


def test_what_makes_the_words_is_mended_first(desk):
    desk.replace("emendations.yml", "source: contnent", "source: contnenta")
    done = run("civil war", "war", "--kind", "spelling", *SAID)
    assert (done.exit_code, list_written(desk)) == (1, {})
    assert "V410" in done.output
    assert "nothing written: this comes first" in done.output


def test_another_can_be_made_before_the_registry_knows_the_first(desk):
    assert run("civil war", "war", "--kind", "spelling", *SAID).exit_code == 0
    assert run("our fathers", "my fathers", "--kind", "spelling", *SAID).exit_code == 0
    assert len(list_written(desk)) == 2


def test_all_that_is_missing_is_named_at_once(desk):
    done = run("civil war")
    assert done.exit_code == 2
    assert "say READING, --kind, --reason and --by; there is no terminal to ask at" in done.output


def test_at_a_terminal_it_asks(desk):
    answers = ["we can not", "y", "we cannot", "spelling", "So in the Bliss copy.", "Ada Byron"]
    status, shown = answer(desk.root, ["emend", "--date", "2026-11-24"], answers)
    assert status == 0, shown
    assert "printed 3 times: change them all?" in shown
    written = list_written(desk)["cannot.yml"]
    assert "times: 3\nkind: spelling\nreason: |-\n  So in the Bliss copy.\n" in written
