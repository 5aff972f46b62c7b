"""What an edition's commentary comes to, and what `check` prints of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli.main import main
from variorum.figures import count_figures, say_drafts


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
        [_, drafts] = result.stdout.splitlines()
        assert drafts == (
            "gettysburg: 1 draft, left out of a build unless `drafts: true`: annotations/to-be-reviewed.md"
        )


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - search\n  - variorum: {drafts: true}\n",
        "plugins: {variorum: {drafts: true}}\n",
    ],
)
def test_a_check_takes_in_the_drafts_that_a_build_would(desk, plugins):
    (desk.root / "mkdocs.yml").write_text(f"site_name: A\n{plugins}", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--quiet"])
    [figures, drafts] = result.stdout.splitlines()
    assert figures.startswith("gettysburg: 3 notes ")
    assert drafts == "gettysburg: 1 draft, published and marked: annotations/to-be-reviewed.md"
    assert "a draft: taken in here" in result.stderr


def test_where_there_are_no_drafts_nothing_is_said_of_them(desk):
    (desk.folder / "annotations/to-be-reviewed.md").unlink()
    assert "draft" not in CliRunner().invoke(main, ["check", "--quiet"]).stdout


def test_of_many_drafts_some_are_named():
    said = say_drafts([f"annotations/{number}.md" for number in range(1_012)], taken_in=False)
    assert said.startswith("1,012 drafts, ")
    assert said.endswith("annotations/9.md and 1,002 more")


def test_a_check_that_finds_errors_has_none(desk):
    desk.replace("annotations/four-score.md", "Four score and seven", "Five score and seven")
    assert CliRunner().invoke(main, ["check"]).stdout == ""


def test_in_json_there_are_problems_alone(desk):
    found = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert {problem["severity"] for problem in found} == {"advice"}
