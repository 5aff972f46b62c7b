"""The commands look for editions where the site's configuration says."""

import shutil

import pytest
from click.testing import CliRunner, Result

from variorum.cli.main import main

SETTINGS = {
    "a list": "plugins: [search, {variorum: {source: editions, drafts: true}}]\n",
    "by name": "plugins:\n  search: {}\n  variorum:\n    source: editions\n",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(params=SETTINGS.values(), ids=SETTINGS)
def moved(request, project, monkeypatch):
    """A project whose editions are in a folder of another name."""
    (project.root / "source").rename(project.root / "editions")
    (project.root / "mkdocs.yml").write_text(f"site_name: Letters\n{request.param}", "utf-8")
    monkeypatch.chdir(project.root)
    return project.root


def test_each_command_takes_the_editions_of_the_folder_that_is_named(moved):
    assert "gettysburg: " in run("check", "-q").stdout
    assert "editions/gettysburg\n" in run("ids", "-q", "--check").stdout
    done = run("export", "text.txt", "-q", "--to", "out")
    assert (done.exit_code, done.stdout) == (0, "out/gettysburg/text.txt\n")


def test_problems_name_the_folder(moved):
    (moved / "editions/gettysburg/annotations/four-score.md").write_text("", "utf-8")
    assert "editions/gettysburg/annotations/four-score.md:1:1: V115" in run("check", "-q").stderr


@pytest.mark.parametrize(
    "settings", ["plugins: [search, variorum]\n", "plugins: {variorum: {}}\n", "plugins:\n", ""]
)
def test_where_nothing_is_named_the_folder_is_called_source(project, monkeypatch, settings):
    (project.root / "mkdocs.yml").write_text(f"site_name: Letters\n{settings}", "utf-8")
    monkeypatch.chdir(project.root)
    assert "gettysburg: " in run("check", "-q").stdout


def test_a_folder_that_is_not_there_is_named(project, monkeypatch):
    settings = "plugins: [{variorum: {source: elsewhere}}]\n"
    (project.root / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.chdir(project.root)
    assert "elsewhere:1:1: V101 no folder of editions" in run("check", "-q").stderr


def test_an_edition_that_was_in_the_folder_is_missed(moved):
    shutil.copytree(moved / "editions", moved / "before" / "editions")
    (moved / "editions/gettysburg").rename(moved / "editions/address")
    said = run("check", "-q", "--since", "before").stderr
    assert "editions/gettysburg:1:1: V341" in said


def test_what_is_certain_is_mended_in_the_folder(moved):
    note = moved / "editions/gettysburg/annotations/four-score.md"
    right = note.read_text("utf-8")
    note.write_text(right.replace("kind: ", "knid: "), "utf-8")
    run("check", "-q", "--fix")
    assert note.read_text("utf-8") == right
