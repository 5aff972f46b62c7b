"""Whoever waits is told what for; who does not wait is told nothing; a file gets no control characters."""

import shutil
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum import progress
from variorum.cli.main import main
from variorum.progress import show_progress


def test_a_short_task_says_nothing():
    said: list[str] = []
    with show_progress(said.append) as tell:
        tell("reading")
        tell("writing")
    assert said == []


def test_a_long_task_names_the_step_it_is_at_and_those_that_follow(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    said: list[str] = []
    spoken = threading.Event()

    def write(line: str) -> None:
        said.append(line)
        spoken.set()

    with show_progress(write) as tell:
        tell("reading")
        assert spoken.wait(60)
        tell("writing")
    assert said == ["reading …", "writing …"]


def test_a_step_that_goes_on_is_named_again_with_the_time_it_has_taken(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    monkeypatch.setattr(progress, "INTERVAL", 0.01)
    said: list[str] = []
    twice = threading.Event()

    def write(line: str) -> None:
        said.append(line)
        if len(said) > 1:
            twice.set()

    with show_progress(write) as tell:
        tell("formatting 20,000 citations")
        assert twice.wait(60)
    assert said[1].startswith("formatting 20,000 citations … (")


def test_an_error_ends_the_watch():
    before = threading.active_count()

    def fail() -> None:
        with show_progress(print) as tell:
            tell("reading")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert threading.active_count() == before


@pytest.fixture
def project(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "source" / "gettysburg"
    shutil.copytree(root / "tests" / "sample" / "gettysburg", folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "ids"])
def test_a_command_says_what_it_is_at_without_control_characters(project, command):
    said = CliRunner().invoke(main, [command]).stderr
    assert " …" in said
    assert not {"\r", "\x1b", "\b"} & set(said)


@pytest.mark.parametrize("command", ["check", "ids"])
def test_quiet_silences_it(project, command):
    assert " …" not in CliRunner().invoke(main, [command, "--quiet"]).stderr
