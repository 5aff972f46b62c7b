"""The package works the ordinary way: `pip install ./`, three lines of mkdocs.yml, a folder below source/."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from lxml import html

COPY_TEXT = """# A letter

By Ann Author

The first paragraph says a thing.

The second paragraph says another thing.
"""

EDITION = """format: 1
title: A letter
author: [{{family: Author, given: Ann}}]
issued: "1911-05-04"
language: en
rights: Public domain
licence: CC BY 4.0
editors: [The editors]
text:
  file: letter.md
  sha256: {digest}
  body: {{from: The first paragraph says a thing., to: The second paragraph says another thing.}}
"""

NOTE = """---
target: p1
quote: |-
  a thing
kind: explanation
title: |-
  A thing
by: [The editors]
date: 2026-11-24
status: reviewed
reviewed: {by: [The editors], date: 2026-11-24}
---
Nothing *more* is known of it.
"""


def run(*command: str | Path, folder: Path) -> str:
    """Return what a command printed on both channels; it must succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def project(tmp_path: Path, strangers_python: Path) -> Path:
    """A folder in which somebody has begun an edition, its ids given by `variorum ids`."""
    edition = tmp_path / "source" / "letter"
    (edition / "annotations").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (edition / "letter.md").write_text(COPY_TEXT, encoding="utf-8")
    digest = hashlib.sha256(COPY_TEXT.encode()).hexdigest()
    (edition / "edition.yml").write_text(EDITION.format(digest=digest), encoding="utf-8")
    (edition / "annotations" / "thing.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Letters\n", encoding="utf-8")
    run(strangers_python.with_name("variorum"), "ids", "--date", "2026-11-24", folder=tmp_path)
    return tmp_path


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_three_lines_of_mkdocs_yml_make_an_edition(project, strangers_python, theme) -> None:
    settings = f"site_name: Letters\ntheme: {theme}\nplugins: [variorum]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")

    run(strangers_python.with_name("mkdocs"), "build", "--strict", folder=project)

    source = (project / "site" / "letter" / "index.html").read_text(encoding="utf-8")
    page = html.document_fromstring(source)
    (words,) = page.xpath("//*[@id='p2']//*[contains(@class, 'vr-text')]")
    assert words.text_content() == "The second paragraph says another thing."
    (lemma,) = page.xpath("//*[@id='p1']//mark[@data-annotations='thing']")
    assert lemma.text_content() == "a thing"
    assert "Nothing more is known of it." in page.get_element_by_id("note-thing").text_content()
    assert (project / "site" / "letter" / "apparatus" / "index.html").is_file()
    assert not [href for href in page.xpath("//link/@href") if "fonts.g" in href]


def test_the_search_of_another_theme_finds_the_pages(project, strangers_python) -> None:
    settings = "site_name: Letters\ntheme: mkdocs\nplugins: [search, variorum]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")

    run(strangers_python.with_name("mkdocs"), "build", "--strict", folder=project)

    index = (project / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "The second paragraph says another thing." in index


def test_the_style_sheet_of_a_page_is_in_the_installed_package(project, strangers_python) -> None:
    settings = "site_name: Letters\ntheme: material\nplugins: [variorum]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")

    run(strangers_python.with_name("mkdocs"), "build", "--strict", folder=project)

    assets = project / "site" / "assets" / "variorum"
    assert list(assets.rglob("*.css"))
    assert list(assets.rglob("*.woff2"))


def test_a_failing_build_leaves_the_previous_site(project, strangers_python) -> None:
    settings = "site_name: Letters\ntheme: material\nplugins: [variorum]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build = [str(strangers_python.with_name("mkdocs")), "build"]
    run(*build, folder=project)
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}

    (project / "source" / "letter" / "letter.md").write_text(
        COPY_TEXT + "More.\n", encoding="utf-8"
    )
    failed = subprocess.run(build, cwd=project, capture_output=True, text=True, check=False)

    assert failed.returncode != 0
    assert "source/letter/" in failed.stderr
    assert "Traceback" not in failed.stderr
    after = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("nested", "address"), [("true", "letter/"), ("false", "letter/index.html")]
)
def test_search_has_each_passage_once_however_addresses_are_written(
    project, strangers_python, nested, address
) -> None:
    settings = (
        "site_name: Letters\ntheme: {name: material, font: false}\nplugins: [variorum, search]\n"
        f"use_directory_urls: {nested}\n"
    )
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")

    run(strangers_python.with_name("mkdocs"), "build", "--strict", folder=project)

    index = json.loads((project / "site/search/search_index.json").read_text(encoding="utf-8"))
    locations = [entry["location"] for entry in index["docs"]]
    assert len(locations) == len(set(locations))
    assert {address, f"{address}#p1", f"{address}#note-thing"} <= set(locations)
    assert all(location.startswith(address) for location in locations if "#p" in location)


def test_an_edition_is_begun_from_an_article_and_built_at_once(tmp_path, strangers_python) -> None:
    (tmp_path / "letter.txt").write_text(COPY_TEXT.removeprefix("# "), encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()

    run(strangers_python.with_name("variorum"), "new", "../letter.txt", folder=folder)

    assert (folder / ".github" / "workflows").is_dir()
    assert (folder / ".gitignore").is_file()
    edition = folder / "source" / "a-letter" / "edition.yml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace('issued: "?"', "issued: 1911"), encoding="utf-8")
    run(strangers_python.with_name("mkdocs"), "build", "--strict", folder=folder)
    page = html.parse(str(folder / "site" / "a-letter" / "index.html"))
    (words,) = page.xpath("//*[@id='p2']//*[contains(@class, 'vr-text')]")
    assert words.text_content() == "The second paragraph says another thing."
