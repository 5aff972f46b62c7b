"""`variorum ids`, run on an edition of five paragraphs."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.build import read_blocks
from variorum.cli.ids import ids, settle_questions
from variorum.read.registry import parse_registry

PARAGRAPHS = [
    "In the beginning the editors had one file and no plan for the second at all.",
    "Readers wrote to ask where a passage had gone since they first quoted it.",
    "A librarian proposed numbers that would never change hands, whatever happened later.",
    "Everybody agreed, and nobody could say how it might be kept by hand for long.",
    "So the numbers were written down in a file of their own, line by line.",
]
HALF = " ".join(w if n % 2 else w[::-1] + "q" for n, w in enumerate(PARAGRAPHS[2].split()))


class Desk:
    """A project with one edition."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "source" / "numbers"
        self.registry = self.folder / "registry.jsonl"
        self.folder.mkdir(parents=True)

    def write(self, paragraphs: list[str]) -> None:
        article = "\n\n".join(paragraphs).encode() + b"\n"
        (self.folder / "article.md").write_bytes(article)
        (self.folder / "edition.yml").write_text(
            "format: 1\n"
            "title: On Numbers\n"
            "author: [{literal: Anonymous}]\n"
            "issued: 2020-01-01\n"
            "language: en\n"
            "editors: [The editors]\n"
            "text:\n"
            "  file: article.md\n"
            f"  sha256: {sha256(article).hexdigest()}\n"
            "  body:\n"
            f"    from: |-\n      {paragraphs[0]}\n"
            f"    to: |-\n      {paragraphs[-1]}\n",
            encoding="utf-8",
        )

    def run(self, *options: str) -> Result:
        return CliRunner().invoke(ids, ["--date", "2026-11-24", *options])

    @property
    def lines(self) -> dict[str, str]:
        lines, problems = parse_registry(self.registry.read_text("utf-8"), path="registry.jsonl")
        assert problems == []
        return {line.id: line.reason or "" for line in lines}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.write(PARAGRAPHS)
    return desk


def test_first_run_gives_numbers_and_the_second_has_nothing_to_do(desk):
    first = desk.run()
    assert first.exit_code == 0, first.output
    assert "the text: 5 ids assigned: p1–p5" in first.output
    assert list(desk.lines) == ["p1", "p2", "p3", "p4", "p5"]
    written = desk.registry.read_bytes()
    second = desk.run()
    assert (second.exit_code, "nothing to do" in second.output) == (0, True)
    assert desk.registry.read_bytes() == written
    assert sorted(p.name for p in desk.folder.iterdir()) == [
        "article.md",
        "edition.yml",
        "registry.jsonl",
        "registry.sum",
    ]


def test_check_writes_nothing_and_fails_if_there_is_something_to_do(desk):
    assert desk.run("--check").exit_code == 1
    assert not desk.registry.exists()
    desk.run()
    assert desk.run("--check").exit_code == 0


def test_an_insertion_is_told_and_written(desk):
    desk.run()
    desk.write([*PARAGRAPHS[:2], "Meanwhile ships sailed on regardless.", *PARAGRAPHS[2:]])
    result = desk.run("source/numbers")
    assert 'p2a assigned, inserted after p2: "Meanwhile ships' in result.output
    assert desk.lines["p2a"] == "inserted after p2"


def test_without_a_terminal_an_unsure_block_is_refused_with_the_options_to_give(desk):
    desk.run()
    desk.write([*PARAGRAPHS[:2], HALF, *PARAGRAPHS[3:]])
    before = desk.registry.read_bytes()
    result = desk.run()
    assert result.exit_code == 1
    assert "say --same p3 or --new p3" in result.output
    assert desk.registry.read_bytes() == before
    assert desk.run("--new", "p3").exit_code == 0
    assert desk.lines["p3"] == "rewritten"
    assert desk.lines["p2a"] == "inserted after p2"


def test_the_editor_is_asked_until_nothing_is_unsure(desk):
    desk.run()
    desk.write([*PARAGRAPHS[:2], HALF, *PARAGRAPHS[3:]])
    read = read_blocks(desk.folder, root=desk.root)
    asked = []
    proposal = settle_questions(
        read,
        day=date(2026, 11, 25),
        answers={},
        replace=False,
        ask=lambda question: asked.append(question.address) or "same",
    )
    assert asked == ["p3"]
    assert proposal.lines[2].words == HALF


def test_another_text_in_the_place_of_this_one_is_refused_unless_told(desk):
    desk.run()
    desk.write([f"Lorem ipsum dolor sit amet {n} consectetur adipiscing {n}." for n in range(6)])
    result = desk.run()
    assert result.exit_code == 1
    assert "5 of 5 ids would retire" in result.output
    assert desk.run("--replace").exit_code == 0
    assert desk.lines["p1"] == "rewritten"


def test_errors_in_the_files_come_first(desk):
    (desk.folder / "article.md").write_text("Other words.\n", encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 1
    assert "nothing written: the errors come first" in result.output
    assert not desk.registry.exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--date", "24.11.2026"),
        ("--date", "20261124"),
        ("--date", "2026-W48-2"),
        ("--same", "p1", "--new", "p1"),
    ],
)
def test_options_that_make_no_sense_are_refused(desk, options):
    result = desk.run(*options)
    assert result.exit_code == 2
    assert not desk.registry.exists()


def test_a_day_before_the_registrys_last_is_refused(desk):
    desk.write(PARAGRAPHS)
    desk.run()
    before = desk.registry.read_text("utf-8")
    desk.write([*PARAGRAPHS[:2], *PARAGRAPHS[3:]])
    result = desk.run("--date", "2025-01-01")
    assert result.exit_code == 1
    assert "2025-01-01 is before 2026-11-24" in result.output
    assert desk.registry.read_text("utf-8") == before


def test_a_link_left_in_the_folder_does_not_lead_the_writing_elsewhere(desk):
    desk.write(PARAGRAPHS)
    victim = desk.root / "victim.txt"
    victim.write_text("kept")
    (desk.folder / ".registry.jsonl.new").symlink_to(victim)
    assert desk.run().exit_code == 0
    assert victim.read_text() == "kept"
    assert not desk.registry.is_symlink()
    assert sorted(file.name for file in desk.folder.glob(".*")) == [".registry.jsonl.new"]


def test_a_folders_name_and_retired_words_move_no_cursor(desk):
    strange = PARAGRAPHS[2].replace("numbers", "num\u009bbers \u202e")
    desk.write([*PARAGRAPHS[:2], strange, *PARAGRAPHS[3:]])
    desk.run()
    desk.write([*PARAGRAPHS[:2], *PARAGRAPHS[3:]])
    retired = desk.run()
    assert "p3 " in retired.output
    desk.folder.rename(desk.folder.parent / "a\n::error::x \x1b]0;x\x07")
    for output in (retired.output, desk.run().output):
        assert output.replace("\n", "").isprintable()
        assert not [line for line in output.split("\n") if line.lstrip().startswith("::")]
