"""`variorum note`, run on the sample edition."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from terminal import answer

from conftest import Project
from variorum.cli.main import main

LINCOLN = Path(__file__).resolve().parent.parent / "sample" / "lincoln"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["note", *words])


def begin(*words: str) -> Result:
    said = ("--by", "Ada Byron", "--date", "2026-11-24", "--title", "The war", "--kind", "context")
    return run(*said, *words)


def read(desk: Project, stem: str) -> str:
    return (desk.folder / "annotations" / f"{stem}.md").read_text(encoding="utf-8")


def test_a_note_is_written_shown_and_passes_the_check(desk):
    body = "It had lasted for two years and a half."
    done = begin("great civil war", "--source", "lincoln-works-7, p. 23", "--body", body)
    assert done.exit_code == 0, done.output
    expected = """\
---
target: p2
quote: |-
  great civil war
kind: context
title: |-
  The war
by: [Ada Byron]
date: 2026-11-24
status: draft
---
It had lasted for two years and a half [@lincoln-works-7, p. 23].
"""
    assert read(desk, "the-war") == expected
    assert "source/gettysburg/annotations/the-war.md" in done.output
    assert all(f"  {line}".rstrip() in done.output for line in expected.splitlines())
    assert "gettysburg/notes/the-war/" in done.output
    assert desk.problems(drafts=True) == []
    assert "TODO" not in done.output


def test_the_address_begins_with_that_of_the_site(desk):
    (desk.root / "mkdocs.yml").write_text("site_url: https://example.org/v\n", encoding="utf-8")
    assert "https://example.org/v/gettysburg/notes/the-war/" in begin("great civil war").output


def test_a_note_that_is_not_written_yet_is_named_by_the_check_and_stops_no_ids(desk):
    assert begin("great civil war").exit_code == 0
    assert desk.problems(drafts=True) == [
        'annotations/the-war.md:12:1: V117 the body is not yet written: it begins with "TODO:"\n'
        "  why: A reader would open it and find a title with nothing to read below it.\n"
        "  mend: write it in place of these words"
    ]
    assert CliRunner().invoke(main, ["ids", "--check"]).exit_code == 0


def test_no_file_is_ever_overwritten(desk):
    assert begin("great civil war").exit_code == 0
    first = read(desk, "the-war")
    assert begin("our fathers").exit_code == 0
    assert read(desk, "the-war") == first
    assert "our fathers" in read(desk, "the-war-2")


def test_a_note_is_never_called_as_a_file_that_is_no_note(desk):
    assert begin("great civil war", "--title", "README").exit_code == 0
    assert "great civil war" in read(desk, "readme-2")


def test_what_others_have_not_finished_is_no_hindrance(desk):
    desk.write("annotations/a.md", "---\ntarget: p1\n---\n")
    assert begin("great civil war").exit_code == 0


def test_a_note_does_not_take_the_address_of_one_that_is_gone(desk):
    registry = (desk.folder / "registry.jsonl").read_text(encoding="utf-8")
    line = (
        '{"id": "note-the-war", "kind": "annotation", "published": "2026-11-24", "reason": "deleted", '
        '"retired": "2026-11-25", "successor": [], "text": "", "words": "The war"}\n'
    )
    desk.write("registry.jsonl", registry + line)
    done = begin("great civil war")
    assert done.exit_code == 0, done.output
    assert "annotations/the-war-2.md" in done.output


def test_of_several_passages_one_is_chosen_by_its_number(desk):
    done = begin("we can not")
    assert done.exit_code == 1
    assert "3 passages have these words:" in done.output
    assert "   2  ¶3  …" in done.output
    assert "say which with --nth" in done.output
    assert not (desk.folder / "annotations" / "the-war.md").exists()
    assert begin("we can not", "--nth", "2").exit_code == 0
    assert "prefix: |-\n  can not dedicate —\nsuffix: |-\n  consecrate — we\n" in read(
        desk, "the-war"
    )
    assert [p for p in desk.problems(drafts=True) if "V117" not in p] == []
    assert "stand 3 times" in begin("we can not", "--nth", "4").output


def test_words_that_are_nowhere_show_the_nearest(desk):
    done = begin("great civil wars")
    assert done.exit_code == 1
    assert "nearest: ¶2  Now we are engaged in a [great civil war], testing" in done.output
    done = begin("xyzzy")
    assert (done.exit_code, "nor any like them" in done.output) == (1, True)


def test_a_passage_of_several_texts_is_named_with_its_text(desk, monkeypatch):
    shutil.copytree(LINCOLN, desk.root / "source" / "lincoln")
    done = begin("Mrs. Bixby", "--edition", "source/lincoln")
    assert done.exit_code == 1
    done = begin("score and seven years ago")
    assert done.exit_code == 1
    assert "gettysburg, ¶1" in done.output
    assert "lincoln, ¶1 of gettysburg" in done.output
    done = begin("score and seven years ago", "--edition", "source/lincoln")
    assert "target: gettysburg#p1" in done.output


def test_all_that_is_missing_is_named_at_once(desk):
    done = run()
    assert done.exit_code == 2
    assert "say WORDS, --kind, --title and --by; there is no terminal to ask at" in done.output
    done = run("our fathers", "--kind", "hindsight", "--title", "A", "--by", "B")
    assert (done.exit_code, "say --as-of;" in done.output) == (2, True)


def test_who_git_says_works_here_signs(desk):
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "config", "user.name", "Ada, Countess"], check=True)
    done = run("our fathers", "--kind", "textual", "--title", "Fathers")
    assert done.exit_code == 0, done.output
    assert 'by: ["Ada, Countess"]' in read(desk, "fathers")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--source", "lincoln-works"], 'no reference has the key "lincoln-works"; did you mean'),
        (["--source", "a b @c"], "--source"),
        (["--date", "24.11.2026"], '"24.11.2026" is no day; write YYYY-MM-DD'),
        (["--kind", "hindsight", "--as-of", "2026-02-30"], '"2026-02-30" is no day'),
        (["--body", "a", "--editor"], "choose one"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(desk, options, said):
    before = sorted((desk.folder / "annotations").iterdir())
    done = begin("great civil war", *options)
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert sorted((desk.folder / "annotations").iterdir()) == before


def test_a_name_that_would_hide_the_order_of_its_letters_is_refused(desk):
    done = run("our fathers", "--kind", "textual", "--title", "A", "--by", "Ada\u202e")
    assert done.exit_code == 1
    assert "V109" in done.output
    assert "U+202E" in done.output
    assert "nothing written" in done.output
    assert "\u202e" not in done.output


@pytest.mark.parametrize("option", ["--title", "--body"])
def test_bytes_that_are_no_text_are_refused(desk, option):
    done = run("our fathers", "--kind", "textual", "--title", "A", "--by", "B", option, "a\udcff")
    assert done.exit_code == 1
    assert "nothing written" in done.output


def test_a_link_that_leads_out_of_the_edition_is_not_followed(desk, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    shutil.rmtree(desk.folder / "annotations")
    (desk.folder / "annotations").symlink_to(outside)
    done = begin("great civil war")
    assert (done.exit_code, list(outside.iterdir())) == (1, [])
    assert "nothing written" in done.output


def test_the_body_can_be_written_in_an_editor(desk, monkeypatch):
    editor = desk.root / "editor"
    editor.write_text('#!/bin/sh\necho "Written elsewhere." > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    assert begin("great civil war", "--editor", "--source", "declaration-1776").exit_code == 0
    assert read(desk, "the-war").endswith("---\nWritten elsewhere [@declaration-1776].\n")


def test_at_a_terminal_it_asks(desk):
    answers = [
        "we can not", "7", "3", "context", "On hallowing", "lincoln-work", "lincoln-works-7, p. 23; declaration-1776",
        "Ada Byron", "",
    ]  # fmt: skip
    status, shown = answer(desk.root, ["note", "--date", "2026-11-24"], answers)
    assert status == 0, shown
    assert 'did you mean "lincoln-works-7"?' in shown
    assert "7 is not in the range" in shown
    written = read(desk, "on-hallowing")
    assert "by: [Ada Byron]" in written
    assert written.endswith(
        "TODO: say what a reader should know of these words [@lincoln-works-7, p. 23; @declaration-1776].\n"
    )


def test_at_a_terminal_the_nearest_passage_can_be_taken(desk):
    said = ["--kind", "textual", "--title", "War", "--by", "A", "--body", "A word."]
    status, shown = answer(desk.root, ["note", "great civil wars", *said], ["", ""])
    assert status == 0, shown
    assert "Is that meant?" in shown
    assert "quote: |-\n  great civil war\n" in read(desk, "war")
