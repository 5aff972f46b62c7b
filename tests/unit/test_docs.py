"""What the guide and the files beside the README say is so."""

import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import markdown
import pytest
import yaml
from guide import FENCED, list_blocks, write_own_edition
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

import variorum
from variorum.cli.main import main
from variorum.compose import write_note
from variorum.explanations import list_codes
from variorum.mkdocs_plugin.config import VariorumConfig
from variorum.model import AnnotationKind, EmendationKind, Rule, Status
from variorum.prose.citation_syntax import parse_cluster
from variorum.read import csl, map_schema, schema, values
from variorum.read.json_schema import FILES
from variorum.read.spec import spec_of
from variorum.wording import find_wording

PROJECT = Path(__file__).resolve().parent.parent.parent
EDITION = "holding-the-reset-hostage"
OUTER = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!`)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")  # [words](about.md#rights)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def load_tool(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = load_tool(PROJECT, "guide_reference")
"""The hook that makes the guide's tables."""
CODES = load_tool(PROJECT, "guide_problems")
"""The hook that makes the guide's pages on codes."""


def read(root: Path, name: str) -> str:
    """Return a document, a page of the site as MkDocs is given it: with the tables that are made of the code."""
    text = (root / name).read_text(encoding="utf-8")
    return REFERENCE.expand(text) if name.startswith("docs/") else text


def read_pages(root: Path) -> dict[str, str]:
    """Return the pages of the site that are written by hand, by their paths below `docs/`."""
    names = sorted(p.relative_to(root / "docs").as_posix() for p in (root / "docs").rglob("*.md"))
    return {name: read(root, f"docs/{name}") for name in names}


def list_documents(root: Path) -> list[str]:
    pages = sorted((root / "docs").rglob("*.md"))
    return [*OUTER, *(page.relative_to(root).as_posix() for page in pages)]


def split_sections(text: str) -> dict[str, str]:
    """Return what stands below each heading of the second level."""
    pieces = HEADING.split(text)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


# -- The guide and the code --------------------------------------------------------------------


def write_guide(root: Path) -> dict[str, str]:
    """Return the pages that are written by hand and those that are made, by their paths below `docs/`."""
    pages = read_pages(root)
    pages[CODES.OVERVIEW] = CODES.write_lists(pages[CODES.OVERVIEW])
    return pages | dict(CODES.write_pages())


def test_every_code_is_in_a_list_and_has_a_page(root):
    texts = write_guide(root)
    explained = list(list_codes())
    listed = re.findall(
        r"^\| \[(V\d{3})\]\(problems/\1\.md\)\{#\1\} \|", texts[CODES.OVERVIEW], re.M
    )
    assert listed == explained
    for code in explained:
        page = texts[f"{CODES.FOLDER}/{code}.md"]
        assert f"\n# {code}: " in page
        assert f"(../problems.md#{code})" in page


RECORDS = {
    "edition.yml": (
        schema.EditionFile,
        schema.NameFile,
        schema.ContributorFile,
        schema.TextFile,
        schema.BodyFile,
        schema.CommentaryFile,
    ),
    "emendations.yml": (schema.EmendationFile,),
    "annotations": (schema.AnnotationFile, schema.ReviewFile),
    "sidebars": (schema.SidebarFile,),
    "timeline.yml": (schema.TimelineFile,),
    "glossary.yml": (schema.TermFile,),
    "people.yml": (schema.PersonFile,),
    "map.yml": (
        map_schema.MapFile,
        map_schema.ViewFile,
        map_schema.PlaceFile,
        map_schema.RangeFile,
        map_schema.AreaFile,
        map_schema.MapNameFile,
        map_schema.DistanceFile,
        map_schema.TransferFile,
        map_schema.BoxFile,
    ),
}
"""What each section of the guide's page on files describes."""
FIELDS = {
    name: {field for record in records for field in spec_of(record).list_fields()}
    for name, records in RECORDS.items()
}
FIELDS["references"] = {
    field
    for path in (("custom",), ("custom", "quotes"))
    for field in csl.CSL_ITEM.list_fields(path)
}


def list_names(section: str) -> set[str]:
    """Return what the tables of a section say the meaning of."""
    return set(re.findall(r"^\| `([^`]+)`(?:\{[^}]*\})?[ ,]", section, re.M))


@pytest.mark.parametrize("section", FIELDS)
def test_every_field_of_a_file_is_in_the_guide_and_no_other(root, section):
    words = split_sections(read(root, "docs/guide/files.md"))[section]
    fields = FIELDS[section]
    assert list_names(words) == fields


def test_every_field_of_a_reference_is_in_the_guide_and_no_other(root):
    page = read(root, "docs/guide/reference-fields.md")
    names = csl.CSL_ITEM.list_fields(("author",))
    assert list_names(page) == {*csl.CSL_ITEM.list_fields(), *names}
    assert list_names(split_sections(page)["Names"]) == set(names)


def test_every_file_with_a_schema_is_named(root):
    page = read(root, "docs/guide/editors.md")
    rows = re.findall(r"^\| (.+) \| `(.+)\.schema\.json` \|$", page, re.M)
    shown = {name: {*SPAN.findall(files)} for files, name in rows}
    assert {
        name: files <= {*next(f.files for f in FILES if f.name == name)}
        for name, files in shown.items()
    } == dict.fromkeys((file.name for file in FILES), True)


def test_the_tables_are_on_the_built_pages(root, tmp_path):
    theme = tmp_path / "theme"
    theme.mkdir()
    for name in ("main.html", "prose.html"):
        (theme / name).write_text("{{ page.content }}", encoding="utf-8")
    # the site's own hooks and Markdown, without the editions
    config = load_config(
        str(root / "mkdocs.yml"),
        site_dir=str(tmp_path / "site"),
        plugins=[],
        theme={"name": None, "custom_dir": str(theme)},
    )
    build(config)
    for name, count in (("files", 20), ("reference-fields", 2), ("commands", 3)):
        page = html.parse(tmp_path / "site" / "guide" / name / "index.html")
        assert len(page.xpath("//table[.//th[text()='Meaning']]")) >= count, name
        assert page.xpath("//comment()[contains(., 'fields:') or contains(., 'commands')]") == []
    cells = {cell.text_content() for cell in page.xpath("//td[1]")}
    assert {"--published", "-q, --quiet"} <= cells


def test_the_guide_forgets_no_kind_of_file():
    described = {record for records in RECORDS.values() for record in records}
    known = {**vars(schema), **vars(map_schema)}
    assert {item for item in known.values() if is_dataclass(item)} == described


def test_every_field_of_a_line_of_the_registry_is_in_the_guide(root):
    words = split_sections(read(root, "docs/guide/files.md"))["registry.jsonl"]
    line = json.loads(read(root, f"source/{EDITION}/registry.jsonl").split("\n")[0])
    assert set(re.findall(r"^\| `([^`]+)` \|", words, re.M)) == set(line)


@pytest.mark.parametrize(
    ("page", "section", "values"),
    [
        ("guide/files.md", "edition.yml", {*get_args(Rule), *values.RESERVED_SLUGS}),
        ("guide/files.md", "emendations.yml", get_args(EmendationKind)),
        ("guide/files.md", "annotations", {*get_args(AnnotationKind), *get_args(Status)}),
        ("guide/files.md", "references", csl.TIERS),
        ("guide/style.md", "Kinds", get_args(AnnotationKind)),
        ("guide/review.md", "Status", get_args(Status)),
    ],
)
def test_every_value_of_a_choice_is_named(root, page, section, values):
    words = split_sections(read(root, f"docs/{page}"))[section]
    assert set(values) <= set(SPAN.findall(words))


def test_the_words_of_the_sources_page_are_explained(root):
    about = read(root, "docs/about.md")
    wording = find_wording("en")
    for key in wording.list_keys():
        group, _, name = key.partition(".")
        if group == "verified" and name != "from-memory":
            shown = "nothing" if name == "unknown" else f"`{name}`"
            assert f"| {wording[key]} | {shown} |" in about
        elif group == "note-kind":
            assert f"| {wording[key]} |" in about
    for tier in csl.TIERS:
        assert tier in about


COMMANDS = {name: main.get_command(click.Context(main), name) for name in main.list_commands(None)}


def list_options() -> Iterator[tuple[str, str]]:
    """Yield each command with each of its options, `--help` left aside."""
    for name, command in COMMANDS.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, option) for option in parameter.opts)


def test_every_command_and_option_is_in_the_guide_and_no_other(root):
    sections = split_sections(read(root, "docs/guide/commands.md"))
    assert list(sections) == [f"variorum {name}" for name in COMMANDS]
    shown = {
        (title.removeprefix("variorum "), option)
        for title, section in sections.items()
        for option in re.findall(r"`(-[\w-]+)`\{ \.vr-option \}", section)
    }
    assert shown == set(list_options())


def test_every_option_of_the_plugin_is_in_the_guide_and_no_other(root):
    section = split_sections(read(root, "docs/guide/own-edition.md"))["Further"]
    assert list_names(section) == set(dict(VariorumConfig._schema))


def test_every_command_that_is_shown_exists(root):
    targets = set(re.findall(r"^([a-z-]+):", read(root, "Makefile"), re.M))
    options = set(list_options())
    for name in list_documents(root):
        text = read(root, name)
        shown = SPAN.findall(FENCED.sub("", text))
        shown += [line for block in list_blocks(text, "console") for line in block.splitlines()]
        for command in shown:
            program, *words = command.removeprefix(".venv/bin/").split()
            if program == "make" and words:
                assert words[0] in targets, f"{name}: {command}"
            elif program == "variorum" and words:
                assert words[0] in COMMANDS, f"{name}: {command}"
                assert {(words[0], w) for w in words if w.startswith("--")} <= options, command
            elif program == "mkdocs":
                assert words[0] in {"build", "serve"}, f"{name}: {command}"


def test_every_public_name_is_in_the_guide(root):
    section = split_sections(read(root, "docs/guide/own-edition.md"))["From Python"]
    assert set(variorum.__all__) <= set(SPAN.findall(section))


def test_every_module_is_in_the_architecture_and_no_other(root):
    package = root / "plugins" / "variorum"
    table = split_sections(read(root, "ARCHITECTURE.md"))["The modules"]
    named = set()
    for cell in re.findall(r"^\| (`.+?) \|", table, re.M):
        folder, *modules = SPAN.findall(cell)
        if folder.endswith("/"):
            assert (package / folder).is_dir(), folder
            named |= {f"{folder}{module}" for module in modules}
        else:
            named |= {folder, *modules}
    paths = (path.relative_to(package).with_suffix("") for path in package.rglob("*.py"))
    # formats are one a file, and many
    assert named == {
        path.as_posix()
        for path in paths
        if path.name != "__init__" and path.parts[0] not in ("theme", "export")
    }


# -- The examples --------------------------------------------------------------------------------


@pytest.fixture
def copy(root, tmp_path) -> Path:
    """A copy of the first edition, to try the examples in."""
    shutil.copytree(root / "source" / EDITION, tmp_path / "source" / EDITION)
    return tmp_path


def test_the_note_of_the_five_minutes_passes_the_check(root, copy):
    (example,) = list_blocks(read(root, "docs/contribute.md"), "markdown")
    folder = copy / "source" / EDITION
    (folder / "annotations" / "talks-in-washington.md").write_text(example, encoding="utf-8")
    loaded = variorum.load(folder, root=copy, cache=root / ".cache" / "variorum", drafts=True)
    assert {problem.severity for problem in loaded.problems} <= {"advice"}
    (note,) = [n for n in loaded.edition.annotations if n.stem == "talks-in-washington"]
    assert (note.block, note.quote, note.status) == ("p1", "talks in Washington last week", "draft")
    assert [c.key for c in note.body.clusters[0].citations] == ["clinton-lavrov-2011"]


def test_the_first_note_is_begun_as_the_page_begins_it_and_passes_the_check(root, copy):
    begun, written = list_blocks(read(root, "docs/guide/first-note.md"), "markdown")
    wording = find_wording("en")
    assert begun == write_note(
        target="p1",
        quote="talks in Washington last week",
        kind="explanation",
        title=wording["say.note-title"],
        by=[wording["say.note-by"]],
        date=date(2026, 11, 30),
        body=wording["say.note-body"],
    )
    folder = copy / "source" / EDITION
    (folder / "annotations" / "talks-in-washington-last-week.md").write_text(written, "utf-8")
    loaded = variorum.load(folder, root=copy, cache=root / ".cache" / "variorum", drafts=True)
    assert {problem.code for problem in loaded.problems} <= {"V211"}


def test_the_examples_of_other_files_are_the_editions_own(root):
    page = read(root, "docs/guide/style.md")
    references = json.loads(read(root, f"source/{EDITION}/references.json"))
    (entry,) = list_blocks(page, "json")
    assert json.loads(entry) in references
    (emendation,) = list_blocks(page, "yaml")
    (review,) = list_blocks(read(root, "docs/guide/review.md"), "yaml")
    declared = yaml.safe_load(read(root, f"source/{EDITION}/emendations.yml"))
    assert yaml.safe_load(emendation)[0] in declared
    assert spec_of(schema.ReviewFile).validate(yaml.safe_load(review)["reviewed"])


def test_the_citations_shown_can_be_written_and_their_sources_are_there(root):
    references = {
        item["id"] for item in json.loads(read(root, f"source/{EDITION}/references.json"))
    }
    citations = split_sections(read(root, "docs/guide/style.md"))["The body"]
    shown = re.findall(r"^\| `\[(.+?)\]` \|", citations, re.M)
    assert len(shown) == 6
    for words in shown:
        for citation in parse_cluster(words):
            assert citation.key in references
            assert bool(citation.locator) == ("," in words)
            assert not citation.suffix
    for locator in re.findall(r"`([a-z]+\. [\d–]+)`", citations):
        assert parse_cluster(f"@key, {locator}")[0].locator == locator


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_an_edition_of_ones_own_is_begun_as_the_guide_says(root, tmp_path):
    write_own_edition(root, tmp_path)
    page = read(root, "docs/guide/own-edition.md")
    variorum_command = Path(sys.executable).with_name("variorum")

    fingerprint = next(b for b in list_blocks(page, "console") if "hashlib" in b)
    done = run(sys.executable, *shlex.split(fingerprint)[1:], folder=tmp_path)
    assert f"sha256: {done.stdout.strip()}\n" in read(tmp_path, "source/bedell/edition.yml")

    done = run(variorum_command, "ids", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run(variorum_command, "check", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "no problems\n")
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "silly affection" in read(tmp_path, "site/bedell/index.html")

    (script,) = list_blocks(page, "python")
    done = run(sys.executable, "-c", script, folder=tmp_path)
    assert "bedell/apparatus/" in done.stdout, done.stderr

    (shown, *_) = list_blocks(read(root, "docs/guide/problems.md"), "text")
    note = tmp_path / "source/bedell/annotations/affection.md"
    mistyped = note.read_text(encoding="utf-8").replace("silly affection", "silly afection")
    note.write_text(mistyped, encoding="utf-8")
    done = run(variorum_command, "check", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, shown)


# -- The links -----------------------------------------------------------------------------------


def test_links_to_files_of_the_project_lead_to_them(root):
    broken = [
        f"{name}: {target}"
        for name in OUTER
        for target in LINK.findall(FENCED.sub("", read(root, name)))
        if "://" not in target and not (root / target).exists()
    ]
    assert broken == []


def list_heading_ids(text: str) -> set[str]:
    html = markdown.markdown(text, extensions=["attr_list", "fenced_code", "tables", "toc"])
    return set(re.findall(r'\bid="([^"]+)"', html))


def test_links_between_the_pages_lead_to_their_places(root):
    loaded = variorum.load(root / "source" / EDITION, root=root, cache=root / ".cache" / "variorum")
    places = {f"{p.path}index.md": set(p.ids) for p in variorum.render_pages(loaded.edition)}
    docs = root / "docs"
    texts = write_guide(root)
    places |= {name: list_heading_ids(text) for name, text in texts.items()}
    broken = []
    for name, text in texts.items():
        for target in LINK.findall(FENCED.sub("", SPAN.sub("", text))):
            if "://" in target:
                continue
            path, _, fragment = target.partition("#")
            page = (docs / name).parent.joinpath(path).resolve() if path else docs / name
            found = places.get(page.relative_to(docs.resolve()).as_posix())
            if page.suffix == ".png" and page.is_file():
                continue
            if found is None or (fragment and fragment not in found):
                broken.append(f"{name}: {target}")
    assert broken == []
