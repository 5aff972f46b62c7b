"""The preview: what is saved shows, what is wrong is said, and the preview goes on."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds after which a change is taken to be lost."""


class Preview:
    """A running `mkdocs serve` of a copy of the sample edition."""

    def __init__(self, folder: Path) -> None:
        self.edition = folder / "source" / "gettysburg"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "serve.log"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--livereload",
            "-a",
            f"127.0.0.1:{self.port}",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            )

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def read(self, path: str) -> str:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{path}", timeout=5
            ) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def wait(self, is_there: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if is_there():
                return True
            time.sleep(0.1)
        return False

    def change(self, name: str, old: str, new: str) -> None:
        file = self.edition / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def preview(root: Path, tmp_path: Path) -> Iterator[Preview]:
    shutil.copytree(root / "tests/sample/gettysburg", tmp_path / "source/gettysburg")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Sample\ntheme: {name: material, font: false}\nplugins: [search, variorum]\n"
    )
    running = Preview(tmp_path)
    assert running.wait(lambda: "Four score" in running.read("gettysburg/")), running.said
    yield running
    running.process.terminate()
    running.process.wait(timeout=10)


def test_a_saved_file_shows_in_the_preview(preview):
    for name, old, new, page in (
        (
            "annotations/four-score.md",
            "A score is twenty",
            "A score is a dozen and eight",
            "gettysburg/",
        ),
        (
            "sidebars/the-copies.md",
            "known from several",
            "known from five",
            "gettysburg/context/the-copies/",
        ),
        (
            "emendations.yml",
            "A letter is missing",
            "One letter is missing",
            "gettysburg/apparatus/",
        ),
        ("emendations.yml", "reading: continent", "reading: Continent", "gettysburg/"),
        ("references.json", "Rutgers University Press", "The Rutgers Press", "gettysburg/sources/"),
    ):
        preview.change(name, old, new)
        words = new.removeprefix("reading: ")
        assert preview.wait(lambda page=page, words=words: words in preview.read(page)), (
            preview.said
        )


def test_a_draft_is_shown_and_marked(preview):
    page = preview.read("gettysburg/")
    assert 'id="note-to-be-reviewed"' in page
    assert 'data-status="draft"' in page


def test_a_mistake_is_said_and_the_preview_goes_on_when_it_is_mended(preview):
    preview.change("annotations/four-score.md", "target: p1", "target: p7")
    assert preview.wait(lambda: "four-score.md:2:9: V202" in preview.said), preview.said
    assert "Traceback" not in preview.said
    preview.change("annotations/four-score.md", "target: p7", "target: p1")
    preview.change("annotations/four-score.md", "A score is twenty", "A score is mended")
    assert preview.wait(lambda: "A score is mended" in preview.read("gettysburg/")), preview.said


def test_what_stands_beside_the_pages_is_there_when_it_is_asked_for(preview):
    assert "Paragraph 1" in preview.read("gettysburg/p1/")
    assert "Four score" in preview.read("gettysburg/text.txt")
    assert "<title>Take it with you" in preview.read("gettysburg/export/")
    preview.change("emendations.yml", "reading: continent", "reading: Continent")
    assert preview.wait(lambda: "this Continent" in preview.read("gettysburg/p1/")), preview.said
    assert "this Continent" in preview.read("gettysburg/text.txt")
    assert preview.read("gettysburg/no-such-page/") == ""


def test_the_words_of_the_last_change_are_looked_up_in_the_preview(preview):
    index = json.loads(preview.read("search/catalogue.json"))
    assert "hamlet" not in spell(index)
    preview.change("annotations/four-score.md", "A score is twenty", "A Hamlet is twenty")
    assert preview.wait(lambda: "A Hamlet is" in preview.read("gettysburg/")), preview.said
    index = json.loads(preview.read("search/catalogue.json"))
    assert "hamlet" in spell(index)
    assert "Hamlet" in preview.read(f"search/{index['folder']}/entries-000.json")


def spell(index: dict[str, str]) -> list[str]:
    words = [""]
    for line in index["words"].split("\n"):
        words.append(words[-1][: int(line[0], 36)] + line[1:])
    return words
