"""Editors and git find what they need to know an edition's files."""

import json
import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from variorum.cli.main import main
from variorum.read.json_schema import FILES

SCHEMAS = [f"{file.name}.schema.json" for file in FILES]
MODELINE = re.compile(r"# yaml-language-server: \$schema=(.+)\n")


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run() -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["schemas"])
    return result.exit_code, result.stdout, result.stderr


def test_a_project_has_the_schemas_where_its_settings_look_for_them(project):
    code, said, _ = run()
    assert code == 0
    folder = project / ".vscode"
    assert sorted(path.name for path in (folder / "schemas").iterdir()) == sorted(SCHEMAS)
    settings = json.loads((folder / "settings.json").read_text())
    named = [*settings["yaml.schemas"], *(entry["url"] for entry in settings["json.schemas"])]
    assert all((project / name).is_file() for name in named)
    assert set(said.split()) == {
        path.relative_to(project).as_posix() for path in folder.rglob("*.json")
    }


def test_settings_that_are_there_are_left_and_what_they_lack_is_said(project):
    (project / ".vscode").mkdir()
    settings = project / ".vscode" / "settings.json"
    settings.write_text('{"editor.tabSize": 2}')
    _, said, lacking = run()
    assert settings.read_text() == '{"editor.tabSize": 2}'
    assert ".vscode/settings.json" not in said
    assert '"yaml.schemas"' in lacking
    settings.write_text("{} // mine")
    assert '"yaml.schemas"' in run()[2]
    assert settings.read_text() == "{} // mine"


def test_the_schemas_of_an_older_version_are_replaced_and_no_more_is_said(project):
    run()
    schema = project / ".vscode" / "schemas" / SCHEMAS[0]
    schema.write_text("{}")
    code, _, lacking = run()
    assert (code, lacking) == (0, "")
    assert json.loads(schema.read_text())["title"]


def test_what_cannot_be_written_is_said_in_a_line(project):
    (project / ".vscode").write_text("no folder")
    code, _, said = run()
    assert code == 1
    assert said.startswith("Error: ")
    assert "cannot be written" in said


def test_the_first_line_of_each_file_here_leads_to_its_schema(root):
    seen = set()
    for path in (root / "source").glob("*/*.yml"):
        line = MODELINE.match(path.read_text(encoding="utf-8"))
        assert line, path.name
        schema = (path.parent / line[1]).resolve()
        assert schema.name == f"{path.name}.schema.json"
        assert schema.is_file()
        seen.add(schema.name)
    assert seen == {name for name in SCHEMAS if name.endswith(".yml.schema.json")} - {
        "emendation.yml.schema.json"
    }


FIELDS = {
    "id",
    "name",
    "description",
    "entry",
    "language",
    "files",
    "pass_filenames",
    "require_serial",
}
"""Of a hook: those that pre-commit.com ("Creating new hooks") knows, as far as ours have them."""


def test_the_hooks_for_pre_commit_run_commands_that_there_are(root):
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["variorum-check", "variorum-ids"]
    for hook in hooks:
        assert set(hook) <= FIELDS
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert re.compile(hook["files"]).search("source/letters/edition.yml")
        program, name, *options = hook["entry"].split()
        assert program == "variorum"
        command = main.get_command(click.Context(main), name)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(options) <= known
        assert hook["pass_filenames"] is False
