"""`variorum export`: files are written where they are wanted, and never over an edition's own."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.cli.export import export

SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "gettysburg"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "source/gettysburg")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(export, ["-q", *arguments])


def list_files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "to", ["source", "source/gettysburg", "source/gettysburg/out", "out/../source", "", " "]
)
def test_nothing_is_written_into_an_edition_or_over_one(project, to):
    before = list_files(project)
    done = run("--to", to)
    assert done.exit_code == 2
    assert "--to" in done.output
    assert list_files(project) == before


def test_a_place_that_cannot_be_written_to_is_named(project):
    (project / "file").write_text("", "utf-8")
    (project / "taken/gettysburg/text.txt").mkdir(parents=True)
    (project / "led").mkdir()
    (project / "led/gettysburg").symlink_to(project / "nowhere/at/all")
    for to, said in (
        ("file/out", "file/out"),
        ("taken", "taken/gettysburg/text.txt"),
        ("led", "led/gettysburg"),
    ):
        done = run("text.txt", "--to", to)
        assert done.exit_code == 1
        assert said in done.output
        assert "name another folder with --to" in done.output
    assert not list((project / "taken").rglob(".text*"))


def test_what_is_asked_for_is_written(project):
    done = run("text", "--to", "out")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in (project / "out/gettysburg").iterdir()) == ["text.md", "text.txt"]
    assert run("--to", ".").exit_code == 0
    assert (project / "gettysburg/tei.xml").is_file()


@pytest.mark.parametrize("drafts", ["true", "false"])
def test_drafts_are_in_the_files_where_they_are_in_the_site(project, drafts):
    config = f"site_name: x\nplugins:\n  - variorum: {{drafts: {drafts}}}\n"
    (project / "mkdocs.yml").write_text(config, "utf-8")
    note = (
        "---\ntarget: p1\nquote: a new nation\nkind: explanation\ntitle: The nation\n"
        "by: [A. Stranger]\ndate: 2026-11-30\n---\nIt was new.\n"
    )
    (project / "source/gettysburg/annotations/nation.md").write_text(note, "utf-8")
    done = run("annotations", "edition", "--to", "out")
    assert done.exit_code == 0, done.output
    for name in ("annotations.csv", "annotations.jsonld", "edition.json"):
        text = (project / "out/gettysburg" / name).read_text("utf-8")
        assert ("A. Stranger" in text) == (drafts == "true")
