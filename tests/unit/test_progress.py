"""Whoever waits is told what for; who does not wait is told nothing; a file gets no control characters."""

import json
import os
import pty
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
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


def see_in_terminal(folder: Path, **environment: str) -> str:
    """Run `variorum check` in a terminal of its own and return what it writes there, progress included."""
    program = "from variorum import progress; from variorum.cli.main import main; progress.PATIENCE = 0; main()"
    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CI")}
    subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=folder,
        env={**clean, "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:  # the other end is closed, and all is read
        pass
    os.close(ours)
    return seen.decode()


def spoil(project: Path, note: Callable[..., str], quote: str) -> None:
    """Add a note that quotes what the text has not."""
    file = project / "source" / "gettysburg" / "annotations" / "strange.md"
    file.write_text(note(quote=f'"{quote}"'), "utf-8")


def test_a_terminal_gets_one_line_that_changes_and_colours(project, note):
    spoil(project, note, "nowhere to be found")
    seen = see_in_terminal(project)
    assert "\r\x1b[K" in seen
    assert "\x1b[31m" in seen


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CI": "true"}])
def test_a_terminal_that_is_to_be_plain_gets_no_control_characters(project, note, plain):
    spoil(project, note, "nowhere to be found")
    seen = see_in_terminal(project, **plain)
    assert "nowhere to be found" in seen
    assert " …" in seen
    assert "\x1b" not in seen
    assert "\r" not in seen.replace("\r\n", "\n")


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_what_a_stranger_quotes_moves_no_cursor_in_any_format(project, note, form):
    spoil(project, note, r"жизнь \e[2J\e]0;x\a\u202e\u009b\n::error::x")
    result = CliRunner().invoke(main, ["check", "--format", form])
    written = result.stdout if form == "json" else result.stderr
    assert "жизнь" in written
    assert written.replace("\n", "").isprintable()
    assert not [line for line in written.split("\n") if line.lstrip().startswith("::error::x")]


def test_json_says_exactly_what_was_found(project, note):
    spoil(project, note, r"жизнь \u202e\u00a0\U000E0041")
    problems = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert any("\u202e\u00a0\U000e0041" in problem["text"] for problem in problems)


@pytest.mark.parametrize("command", ["check", "ids"])
def test_a_folder_that_does_not_exist_is_named(project, command):
    result = CliRunner().invoke(main, [command, "source/gettisburg"])
    assert result.exit_code == 2
    assert "'source/gettisburg' does not exist" in result.stderr
