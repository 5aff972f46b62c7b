"""`variorum check --explain`, and what the codes' explanations hold."""

import re

import pytest
from click.testing import CliRunner, Result

from variorum.cli.main import main
from variorum.explanations import find_explanation, list_codes
from variorum.read.data import parse_yaml
from variorum.read.schema import EmendationFile
from variorum.read.spec import spec_of
from variorum.read.validation import validate_list


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """Be in an empty folder, at a terminal of 60 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    return tmp_path


def explain(*codes: str) -> Result:
    options = [word for code in codes for word in ("--explain", code)]
    return CliRunner().invoke(main, ["check", *options])


def test_a_code_is_explained_where_there_is_no_edition():
    done = explain("V404")
    assert done.exit_code == 0
    title, severity, *rest = done.stdout.split("\n")
    assert (title, severity) == ("V404: where the body begins or ends is not clear", "error")
    words = " ".join(" ".join(rest).split())
    assert "Why it matters: What stands before and after the body" in words
    assert "open or close no block, or more than one" in words
    assert max(map(len, done.stdout.split("\n"))) <= 60
    assert "    body:\n      from: Your\n" in done.stdout


def test_a_code_may_be_written_small_and_several_be_asked_for():
    said = explain("v204", "V207").stdout
    assert re.findall(r"^(V\d+): ", said, re.M) == ["V204", "V207"]


def test_links_and_emphasis_of_a_page_are_plain_words_in_a_terminal():
    said = explain("V217", "V413").stdout
    assert "How words are counted" in " ".join(said.split())
    assert "](" not in said
    assert "*" not in said


@pytest.mark.parametrize(
    ("asked", "near"), [("V221", "V220, V222"), ("204", "V204"), ("../V204", "V204"), ("", "V")]
)
def test_a_code_that_there_is_not_names_those_near_it(asked, near):
    done = explain("V204", asked)
    assert done.exit_code == 2
    assert f'no code "{asked}"; near it are {near}' in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("site", "has_guide", "shown"),
    [
        ("https://letters.example/edition", True, True),
        ("https://letters.example/edition", False, False),
        ("https://example.org/variorum/", True, False),
    ],
)
def test_the_address_of_the_page_is_given_where_a_site_has_it(empty, site, has_guide, shown):
    (empty / "mkdocs.yml").write_text(f"site_name: Letters\nsite_url: {site}\n", "utf-8")
    if has_guide:
        (empty / "docs/guide").mkdir(parents=True)
        (empty / "docs/guide/problems.md").write_text("# What problems mean\n", "utf-8")
    address = "https://letters.example/edition/guide/problems/V204/"
    assert explain("V204").stdout.endswith(f"\n\n{address}\n") is shown
    assert ("://" in explain("V204").stdout) is shown


def test_a_code_that_nobody_has_explained_has_no_explanation():
    assert find_explanation("V999") is None
    assert find_explanation("../VERSION") is None


FENCED = re.compile(r"^(Wrong:|[^\n]+:)\n\n```yaml\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
UNREADABLE = ("V102", "V103", "V104", "V105")
"""Codes of what YAML itself, or what is read of it, has no room for."""


@pytest.mark.parametrize("code", list_codes())
def test_what_an_example_calls_wrong_is_wrong_and_the_rest_can_be_read(code):
    explanation = find_explanation(code)
    assert explanation
    for said, example in FENCED.findall(explanation.text):
        data, problems = parse_yaml(example, path="example.yml")
        is_bad = said == "Wrong:" and code in UNREADABLE
        assert [problem.code for problem in problems] == ([code] if is_bad else [])
        if said.endswith("`emendations.yml`:"):
            assert data
            assert validate_list(spec_of(EmendationFile), data)[1] == []
