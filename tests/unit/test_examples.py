"""Every example that a command's help or the guide shows is run, in one project, and does what it says."""

import json
import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest
from guide import list_blocks
from repositories import run_git
from terminal import SETTINGS, type_in

from variorum.cli.main import main

EDITION = "holding-the-reset-hostage"
ANSWERS = {
    "variorum note": ["eased visa rules", "context", "Visas", "", "", ""],
    'variorum note "eased visa rules"': ["explanation", "Which rules", "", "", ""],
    'variorum note "progress on eased visa rules"': ["explanation", "Progress", "", "", ""],
    "variorum emend": ["officials hailed", "officials praised", "spelling", "A slip.", ""],
}
"""What is typed where a command asks."""
BIB = "@book{knuth84, author={Knuth, Donald E.}, title={The {TeXbook}}, year=1984}"
RIS = "TY  - BOOK\nAU  - Knuth, Donald E.\nTI  - The METAFONTbook\nPY  - 1986\nER  -\n"
SERVED = {
    "10.1126/science.169.3946.635": '{"type": "article-journal", "title": "A paper", "issued": {"date-parts": [[1970]]}}',
    "api/books": '{"ISBN:9780306406157": {"title": "A book", "publish_date": "1980"}}',
    "an-article": '<html lang="en"><meta name="citation_title" content="An article">',
}


def list_examples(name: str) -> list[str]:
    command = main.get_command(click.Context(main), name)
    text = re.sub(r"\\\n\s+", "", str(command.epilog))
    examples = [line.strip() for line in text.splitlines() if line.startswith("  variorum")]
    assert examples, f"variorum {name} shows no example"
    return examples


class Server(SimpleHTTPRequestHandler):
    """Has what the examples ask for, whatever comes after the question mark."""

    def do_GET(self) -> None:
        self.path = self.path.partition("?")[0]
        super().do_GET()

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    for path, content in SERVED.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    (folder / "variorum").mkdir()
    (folder / "variorum" / "index.html").write_text("A site without the edition.", encoding="utf-8")
    serving = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


@pytest.fixture
def environment(tmp_path: Path, server: str) -> Mapping[str, str]:
    (tmp_path / "gitconfig").write_text("[user]\nname = The editors of a copy\n", encoding="utf-8")
    return {
        **os.environ,
        **SETTINGS,
        "HOME": str(tmp_path / "home"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "VARIORUM_DOI_SERVER": server,
        "VARIORUM_ISBN_SERVER": server,
    }


def run_example(example: str, folder: Path, environment: Mapping[str, str]) -> str:
    """Run an example as it stands, but that `example.org` is the server of the tests."""
    line = example.replace("https://example.org", environment["VARIORUM_DOI_SERVER"])
    answers = ANSWERS.get(example, [])
    if not answers:
        line += "" if "<" in line else " < /dev/null"
    status, said = type_in(folder, ["bash", "-c", line], answers, environment)
    assert status == 0, f"{example}\n{said}"
    return said


def test_every_example_that_begins_an_edition(root, tmp_path, environment):
    article = root / "tests/unit/articles/weblog.html"
    letter = root / "tests/unit/articles/letter.txt"
    (tmp_path / "home" / "Downloads").mkdir(parents=True)
    shutil.copy(article, tmp_path / "home" / "Downloads" / "article.html")
    for number, example in enumerate(list_examples("new")):
        folder = tmp_path / f"new-{number}"
        folder.mkdir()
        shutil.copy(letter, folder / "letter.md")
        shutil.copy(article, folder / "article.html")
        run_example(example, folder, environment)
        assert list(folder.rglob("source/*/registry.jsonl")), example


def test_every_example_of_every_other_command(root, tmp_path, environment):
    project = begin_project(root, tmp_path, environment)
    notes = project / "source" / EDITION / "annotations"
    elsewhere = ("new", "view")  # above, and in test_view.py
    names = [name for name in main.list_commands(click.Context(main)) if name not in elsewhere]
    first = ("reference", "note", "emend", "ids")  # what the others are about
    for name in sorted(names, key=lambda name: (name not in first, name)):
        for example in list_examples(name):
            if "--same" in example:
                asked = re.findall(r"--(?:same|new) (p\d+)", example)
                reword(notes.with_name("registry.jsonl"), asked)
            run_example(example, project, environment)
        for made in notes.glob("*.md"):
            front, _, body = made.read_text(encoding="utf-8").rpartition("---\n")
            if body.startswith("TODO:"):  # somebody has to write it, and the check says so
                made.write_text(f"{front}---\nWritten [@pifer-2011].\n", encoding="utf-8")
    assert len(list(notes.glob("*.md"))) == len(list_examples("note"))
    keys = {item["id"] for item in json.loads((notes.parent / "references.json").read_text())}
    assert {"knuth84", "known-book"} <= keys
    assert (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert (project / "out" / EDITION / "tei.xml").is_file()


def test_every_command_that_the_guide_shows_to_contributors(root, tmp_path, environment):
    project = begin_project(root, tmp_path, environment)
    for name in ("contribute.md", "guide/editors.md", "guide/review.md"):
        blocks = list_blocks((root / "docs" / name).read_text(encoding="utf-8"), "console")
        examples = [line for block in blocks for line in block.splitlines() if line != "make serve"]
        assert examples
        for example in examples:
            run_example(example, project, environment)
    edition = project / "source" / EDITION
    assert len(list((edition / "annotations").glob("*.md"))) == 2
    assert '"an-article"' in (edition / "references.json").read_text(encoding="utf-8")
    assert (project / ".vscode" / "schemas").is_dir()


def begin_project(root: Path, folder: Path, environment: Mapping[str, str]) -> Path:
    """Begin the first edition anew, from its copy-text and its references, with nothing annotated and nothing corrected."""
    project = folder / "project"
    project.mkdir()
    edition = root / "source" / EDITION
    shutil.copy(edition / "article.md", folder / "article.md")
    begin = f"variorum new ../article.md --slug {EDITION} --accept none"
    run_example(begin, project, environment)
    shutil.rmtree(project / "source" / EDITION / "proposals")
    (project / "source" / EDITION / "annotations").mkdir(exist_ok=True)
    shutil.copy(edition / "references.json", project / "source" / EDITION / "references.json")
    (project / "cited.bib").write_text(BIB, encoding="utf-8")
    (project / "cited.ris").write_text(RIS, encoding="utf-8")
    shutil.copytree(project, folder / "as-it-was")
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "The text"]):
        run_git(project, *words)
    run_git(project, "commit", "-qm", "Nothing yet", "--allow-empty")
    return project


def reword(registry: Path, ids: list[str]) -> None:
    """Make it doubtful whether some paragraphs are those of the registry: as if half of their words had been others."""
    lines = [json.loads(line) for line in registry.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["id"] in ids:
            words = line["words"].split(" ")
            line["words"] = " ".join(word if i % 3 else "other" for i, word in enumerate(words))
    text = "".join(f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in lines)
    registry.write_text(text, encoding="utf-8")
    registry.with_name("registry.sum").unlink()
