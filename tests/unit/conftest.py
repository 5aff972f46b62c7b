"""A small perfect edition to break in one place at a time."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from whole_editions import load_whole_editions

from variorum.build import Loaded, load
from variorum.model import Edition

SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "gettysburg"


@dataclass(frozen=True)
class Project:
    """A copy of the sample edition in a project of its own."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "source" / "gettysburg"

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def load(self, **options: bool) -> Loaded:
        return load(self.folder, root=self.root, cache=self.root / ".cache" / "variorum", **options)

    def problems(self, **options: bool) -> list[str]:
        """What `check` prints, without advice."""
        return [
            str(problem).replace("source/gettysburg/", "")
            for problem in self.load(**options).problems
            if problem.severity != "advice"
        ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(SAMPLE, tmp_path / "source" / "gettysburg")
    return Project(tmp_path)


@pytest.fixture
def desk(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same where somebody works: it is the current folder, and git knows nobody's name."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    return project


@pytest.fixture(scope="session")
def whole_editions(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The editions of `whole_editions.py`, by name."""
    return load_whole_editions(root, tmp_path_factory.mktemp("editions"))


@pytest.fixture
def find_schema(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Path | None]:
    """Find a published schema beside the project; where it is not, say so in the output and give None."""

    def find(name: str) -> Path | None:
        file = root.parent / "shared" / "schemas" / name
        if file.exists():
            return file
        with capsys.disabled():
            print(f"\nnot validated against {name}: no folder of published schemas here")
        return None

    return find


@pytest.fixture
def note() -> Callable[..., str]:
    """Write a note file; fields can be replaced, or left out with None."""

    def _note(body: str = "A note [@declaration-1776].", **fields: str | None) -> str:
        written = {
            "target": "p2",
            "quote": "great civil war",
            "kind": "context",
            "title": "The war",
            "by": "[The Variorum editors]",
            "date": "2026-11-24",
            "status": "reviewed",
            **{name.replace("_", "-"): value for name, value in fields.items()},
        }
        front = "".join(f"{k}: {v}\n" for k, v in written.items() if v is not None)
        return f"---\n{front}---\n{body}\n"

    return _note
