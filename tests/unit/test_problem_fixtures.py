"""Every code has a folder in `tests/problems/`, and what is printed for it is compared with `expected.txt`.

A folder's files are laid over those of `base/`, a good edition; `deleted` names files of it that are taken away, one a line,
and `command` has what is said beside `variorum check`, or `mkdocs build`. `pytest tests/unit/test_problem_fixtures.py --accept`
writes the `expected.txt` anew; read the difference before you commit it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from variorum.cli.main import main
from variorum.explanations import find_explanation, list_codes

PROBLEMS = Path(__file__).resolve().parent.parent / "problems"
CASES = sorted(folder.name for folder in PROBLEMS.glob("V*"))
OURS = ("command", "deleted", "expected.txt")
"""Files of a folder that are not laid over the base."""
HEAD = re.compile(r"^(?:variorum: )?\S.*:\d+:\d+: (V\d{3}) ", re.MULTILINE)
CODE = re.compile(r"\bV[1-9]\d\d\b")


def run_check(*options: str) -> str:
    """Return what the check of the project that one is in prints."""
    done = CliRunner().invoke(main, ["check", "--quiet", *options])
    assert not isinstance(done.exception, Exception), done.exception
    assert done.exit_code == (" error" in done.output)
    return done.output


def run_build(caplog: pytest.LogCaptureFixture) -> str:
    """Return what MkDocs warns of as it builds the project that one is in."""
    config = load_config("mkdocs.yml", site_dir="site")
    config.plugins.on_startup(command="build", dirty=False)
    caplog.set_level("WARNING")
    build(config)
    return "".join(f"{message}\n" for message in caplog.messages)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good edition, checked once: its citations are formatted then for all."""
    folder = tmp_path_factory.mktemp("base")
    shutil.copytree(PROBLEMS / "base", folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run_check().startswith("no problems\n")
    return folder


@pytest.fixture
def project(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, for a project."""
    shutil.copytree(base, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", CASES)
def test_a_problem_is_told_whole(
    code: str,
    project: Path,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = PROBLEMS / code
    ignore = shutil.ignore_patterns(*OURS)
    shutil.copytree(folder, project, dirs_exist_ok=True, symlinks=True, ignore=ignore)
    for name in read_words(folder / "deleted"):
        (project / name).unlink()
    command = read_words(folder / "command")
    said = run_build(caplog) if command == ["mkdocs", "build"] else run_check(*command)
    expected = folder / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


def read_words(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def list_told(code: str) -> Iterator[tuple[str, str]]:
    """Yield each problem that a folder's `expected.txt` tells: its code, and the lines of it."""
    said = (PROBLEMS / code / "expected.txt").read_text(encoding="utf-8")
    heads = list(HEAD.finditer(said))
    ends = [head.start() for head in heads[1:]] + [len(said)]
    for head, end in zip(heads, ends, strict=True):
        yield head[1], said[head.start() : end]


def said_as_advice(code: str) -> bool:
    """Say whether a folder's code is told below the heading of advice."""
    said = (PROBLEMS / code / "expected.txt").read_text(encoding="utf-8")
    return f": {code} " in said.partition("\nAdvice, ")[2] or said.startswith("Advice, ")


def test_every_code_is_explained_and_has_a_folder(root: Path) -> None:
    used = {
        code
        for module in (root / "plugins" / "variorum").rglob("*.py")
        for code in CODE.findall(module.read_text(encoding="utf-8"))
    }
    assert list(list_codes()) == sorted(used)
    assert sorted(used) == CASES


@pytest.mark.parametrize("code", CASES)
def test_a_folder_raises_its_code_and_every_problem_has_a_why_and_a_mend(code: str) -> None:
    told = list(list_told(code))
    assert code in [name for name, _ in told]
    explanation = find_explanation(code)
    assert explanation
    advised = said_as_advice(code)
    assert ("advice" if advised else "error") in explanation.severity.replace("warning", "error")
    for _, lines in told:
        assert re.search(r"^  why: \S", lines, re.MULTILINE), lines
        assert re.search(r"^  mend: \S", lines, re.MULTILINE), lines


@pytest.mark.parametrize("code", list_codes())
def test_an_explanation_has_all_its_parts(code: str) -> None:
    explanation = find_explanation(code)
    assert explanation
    assert explanation.title
    assert not explanation.title.endswith(".")
    severities = re.findall(r"error|warning|advice", explanation.severity)
    assert severities
    assert explanation.why[0].isupper()
    # a sentence, which stands on a line of its own below the problem
    assert re.fullmatch(r"[^.\n]+\.", explanation.why)
    assert len(explanation.why) <= 160
    assert explanation.text.strip()
