"""What an edition's commentary comes to, and what `check` prints of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli.main import main
from variorum.figures import count_figures


def test_each_key_in_a_pair_of_brackets_is_a_citation(project):
    project.replace(
        "references.json", '"tier": "primary", "verified": "memory"', '"tier": "secondary"'
    )
    figures = count_figures(project.load().edition)
    assert (dict(figures.notes), figures.references) == ({"context": 1, "explanation": 1}, 2)
    assert 0 < figures.primary < figures.citations
    share = round(100 * figures.primary / figures.citations)
    assert str(figures) == (
        f"2 notes (1 context, 1 explanation) · {figures.citations} citations, {figures.primary} of them ({share} %)"
        " to primary documents · 2 references"
    )


def test_without_tiers_the_share_is_left_out(project):
    project.replace("references.json", '"tier": "primary", ', "")
    project.replace("references.json", '"tier": "primary",', "")
    assert "%" not in str(count_figures(project.load().edition))


@pytest.fixture
def desk(project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project.root)
    return project


def test_a_clean_check_ends_with_the_figures_of_each_edition(desk):
    for form in ("text", "github"):
        result = CliRunner().invoke(main, ["check", "--quiet", "--format", form])
        assert result.stdout.startswith("gettysburg: 2 notes (1 context, 1 explanation) · ")
        assert result.stdout.count("\n") == 1


def test_a_check_that_finds_errors_has_none(desk):
    desk.replace("annotations/four-score.md", "Four score and seven", "Five score and seven")
    assert CliRunner().invoke(main, ["check"]).stdout == ""


def test_in_json_there_are_problems_alone(desk):
    found = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert {problem["severity"] for problem in found} == {"advice"}
