"""How `variorum check` shows problems: to a reader, in colours or without, on GitHub's pages, to a program."""

import json
import re

import pytest
from click.testing import CliRunner

from variorum.cli.main import main

NOTE = "source/gettysburg/annotations/four-score.md"
OTHER = "source/gettysburg/annotations/created-equal.md"
STYLED = re.compile(r"((?:\x1b\[[0-9;]+m)+)([^\x1b]+)")  # styles, and what they are of


@pytest.fixture
def faulty(project, monkeypatch):
    """An edition with a warning in its first note, an error in its second and advice beside them."""
    monkeypatch.chdir(project.root)
    for name in ("NO_COLOR", "CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    warned = (project.root / OTHER).read_text("utf-8") + "<!-- a thought -->\n"
    project.write("annotations/created-equal.md", warned)
    project.replace("annotations/four-score.md", "quote: ", "prefix: not here\nquote: ")
    project.write("timelime.yml", "[]\n")
    return project


def check(*options: str, color: bool = False) -> tuple[str, str]:
    done = CliRunner().invoke(main, ["check", "-q", *options], color=color)
    assert done.exit_code == 1, done.output
    return done.stdout, done.stderr


def list_codes(said: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: (V\d+)", said, re.M)


def test_errors_come_first_and_advice_last_below_its_own_heading(faulty):
    said = check()[1]
    serious, advice = said.split("\n\nAdvice, which an editor may follow or not:\n")
    assert list_codes(serious) == ["V206", "V216"]
    assert list_codes(advice) == ["V211", "V320", "V119"]
    assert re.search(r"\n1 error, 1 warning, 3 advice\n.*--explain V206\n$", said)


def test_a_message_has_the_place_what_is_wrong_why_and_the_mend(faulty):
    said = check("--no-advice")[1]
    lines = said.split("\n")
    assert lines[0].startswith(f"{NOTE}:")
    assert " V206 prefix or suffix does not touch the quote in p1: " in lines[0]
    assert lines[1].startswith("  why: These words are there to tell which place is meant")
    assert lines[2].startswith("  mend: ")


def test_in_a_terminal_the_place_the_code_the_why_and_the_mend_are_told_apart(faulty):
    said = check("--no-advice", color=True)[1]
    styles = {text: style for style, text in STYLED.findall(said) if text.strip()}
    place = next(text for text in styles if text.startswith(NOTE))
    mend = next(text for text in styles if text.startswith("  mend: "))
    why = next(text for text in styles if text.startswith("  why: "))
    assert len({styles["V206"], styles["V216"], styles[place], styles[mend], styles[why]}) == 5


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("CI", "true"), ("TERM", "dumb")])
def test_where_none_are_wanted_there_are_no_colours(faulty, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert "\x1b" not in check(color=True)[1]


def test_a_program_is_told_why_and_nothing_but_json(faulty):
    told, said = check("--format", "json")
    problems = json.loads(told)
    assert {problem["code"] for problem in problems} == {"V206", "V216", "V211", "V320", "V119"}
    assert all(problem["why"].endswith(".") for problem in problems)
    assert said == ""


def test_the_message_on_githubs_pages_has_the_why_and_the_mend(faulty):
    said = check("--format", "github")[1]
    (line,) = re.findall(r"^::error .*$", said, re.M)
    assert "%0A  why: These words" in line
    assert "%0A  mend: " in line
    assert "--explain" not in said


def test_where_nothing_is_wrong_nothing_is_explained(project, monkeypatch):
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(main, ["check", "-q", "--no-advice"])
    assert done.stderr == "no problems\n"


def test_a_reference_is_not_called_uncited_while_a_note_cannot_be_read(project):
    project.replace("annotations/created-equal.md", "kind: ", "knid: ")
    assert [problem.code for problem in project.load().problems if problem.code == "V502"] == []


def test_a_file_of_an_edition_stands_for_the_edition(faulty):
    assert check(NOTE) == check()
    (faulty.root / "README.md").write_text("No edition.", "utf-8")
    done = CliRunner().invoke(main, ["check", "README.md"])
    assert (done.exit_code, "README.md" in done.output) == (2, True)
