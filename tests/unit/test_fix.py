"""`variorum check --fix`: what is certain is mended, shown, and nothing else is touched."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from variorum.cli.main import main
from variorum.fix import make_repairs
from variorum.problems import Position, Problem, Repair
from variorum.read.data import parse_yaml
from variorum.read.days import find_day
from variorum.read.scalars import rewrite_scalar
from variorum.sure import find_sure

NOTE = "annotations/mended.md"


@pytest.fixture
def fix(project, monkeypatch):
    """Run the command, and say what it printed and which files of the edition it changed."""
    monkeypatch.chdir(project.root)

    def run() -> tuple[str, set[str]]:
        before = {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}
        done = CliRunner().invoke(main, ["check", "-q", "--no-advice", "--fix"])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        after = {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}
        assert after.keys() == before.keys()
        changed = {path for path, content in after.items() if content != before[path]}
        return done.output, {path.relative_to(project.folder).as_posix() for path in changed}

    return run


def read_note(project) -> str:
    return (project.folder / NOTE).read_text("utf-8")


# -- What is mended ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("taget: p2", "target: p2"),
        ("Target: p2", "target: p2"),
        ("kind: contxt", "kind: context"),
        ("kind: Context", "kind: context"),
        ('kind: "contxt"  # kept', 'kind: "context"  # kept'),
        ("status: reveiwed", "status: reviewed"),
        ("status: darft", "status: draft"),
        ("date: 2026/11/24", "date: 2026-11-24"),
        ("date: 24 November 2026", "date: 2026-11-24"),
        ("by: A. Stranger", "by: [A. Stranger]"),
        ("title: The war #1 of all", "title: |-\n  The war #1 of all"),
        ("see: [four-scoer]", "see: [four-score]"),
        ("as_of: 2026-11-24", "as-of: 2026-11-24"),
        ("quote: Great Civil War", "quote: great civil war"),
        ("quote: |-\n  great, civil war", "quote: |-\n  great civil war"),
        ("quote: 'great civil-war'", "quote: 'great civil war'"),
        ("prefix: a\nsuffix: ', trying'", "prefix: a\nsuffix: ', testing whether'"),
        ("prefix: the\nsuffix: ', testing'", "prefix: are engaged in a\nsuffix: ', testing'"),
    ],
)
def test_a_field_of_a_note_is_mended(project, note, fix, old, new):
    right = note(**{new.partition(":")[0].replace("-", "_"): None})
    project.write(NOTE, right.replace("---\n", f"---\n{old}\n", 1))
    printed, changed = fix()
    assert changed == {NOTE}
    assert read_note(project) == right.replace("---\n", f"---\n{new}\n", 1)
    for line in old.splitlines():
        if line not in new:
            assert f"  - {line}\n" in printed
    assert f"source/gettysburg/{NOTE}:" in printed


def test_a_quote_of_what_was_printed_becomes_what_is_read(project, note, fix):
    project.write(NOTE, note(target="p1", quote="on this contnent a new"))
    printed, changed = fix()
    assert changed == {NOTE}
    assert "quote: on this continent a new\n" in read_note(project)
    assert "  - quote: on this contnent a new\n  + quote: on this continent a new\n" in printed


def test_a_quote_over_a_break_that_was_mended_is_found(project, note, fix):
    project.write(NOTE, note(target="p2", quote='"so dedicated, can\\n\\nlong endure"'))
    fix()
    assert "V2" not in "".join(project.problems())


def test_a_note_is_moved_to_the_only_paragraph_that_has_its_words(project, note, fix):
    project.write(NOTE, note(target="p3", quote="engaged in a great civil war"))
    printed, changed = fix()
    assert changed == {NOTE}
    assert "target: p2\n" in read_note(project)
    assert "  - target: p3\n  + target: p2\n" in printed


def retire(project, name: str, heir: str) -> None:
    """Let the registry say that an id was retired and leads to another."""
    file = project.folder / "registry.jsonl"
    line = {
        "id": name,
        "kind": "paragraph",
        "published": "2026-11-24",
        "reason": f"merged into {heir}",
        "retired": "2026-11-24",
        "successor": [heir],
        "text": "",
        "words": "Words that were.",
    }
    file.write_text(file.read_text("utf-8") + json.dumps(line) + "\n", "utf-8")


def test_what_was_aimed_at_a_retired_id_follows_it_with_its_words(project, note, fix):
    retire(project, "p4", "p2")
    project.write(NOTE, note("See [there](#p4) [@declaration-1776].", target="p4"))
    assert fix()[1] == {NOTE}
    assert read_note(project) == note("See [there](#p2) [@declaration-1776].")


def test_a_note_does_not_follow_a_retired_id_without_its_words(project, note, fix):
    retire(project, "p4", "p2")
    project.write(NOTE, note(target="p4", quote="Words that were"))
    printed, changed = fix()
    assert (changed, "V203" in printed) == (set(), True)


@pytest.mark.parametrize(
    ("target", "quote"),
    [
        ("p3", "civil war"),  # too few words to be sure of
        ("p3", "that nation"),  # stands twice elsewhere
        ("p3", "in a larger sence, we can not"),  # mistyped, perhaps
        ("p1", "our mothers brought forth on this continent"),
        ("p2", "a grate civil war"),
        ("p9", "great civil war"),
    ],
)
def test_a_quote_that_may_be_another_is_left(project, note, fix, target, quote):
    project.write(NOTE, note(target=target, quote=quote))
    printed, changed = fix()
    assert changed == set()
    assert "V20" in printed


def test_a_note_stays_where_its_words_were_reworded(project, note, fix):
    """What stands elsewhere word for word may be another thing, if its own paragraph has something like it."""
    text = (project.folder / "article.md").read_text("utf-8")
    assert text.count("so dedicated") == 1
    project.write(NOTE, note(target="p3", quote="we can not dedicate a portion of"))
    assert fix()[1] == set()


def test_citations_and_links_are_mended_in_the_body_and_in_lists(project, note, fix):
    project.write(
        NOTE, note("See [it](#note-four-scoer) [@declartion-1776, p. 1; @lincoln-works-7].")
    )
    project.replace("timeline.yml", "@lincoln-works-7", "@lincoln-wroks-7")
    project.replace("emendations.yml", "@lincoln-works-7", "@licoln-works-7")
    project.replace("glossary.yml", "[address]", "[adress]")
    _, changed = fix()
    assert changed == {NOTE, "timeline.yml", "emendations.yml", "glossary.yml"}
    assert "See [it](#note-four-score) [@declaration-1776, p. 1; @lincoln-works-7]." in read_note(
        project
    )
    assert project.problems() == []


@pytest.mark.parametrize("key", ["declaration-1767", "declaration-1777", "constitution-1787"])
def test_a_citation_of_another_number_is_left(project, note, fix, key):
    project.write(NOTE, note(f"A note [@{key}]."))
    printed, changed = fix()
    assert changed == set()
    assert f'V506 no reference "{key}"' in printed


def test_references_are_mended_as_they_are_written(project, fix):
    project.replace("references.json", '"publisher"', '"Publisher"')
    project.replace("references.json", '"type": "book"', '"type": "boook"')
    project.replace(
        "references.json", '"primary", "verified": "memory"', '"Primary", "verified": "memory"'
    )
    _, changed = fix()
    assert changed == {"references.json"}
    assert project.problems() == []


@pytest.mark.parametrize(
    "source", ["|\n    contnent", "> \n    contnent", '"contnent\\n"', "on this  contnent a new"]
)
def test_the_words_of_a_correction_become_those_printed(project, fix, source):
    reading = "on this continent a new" if "new" in source else "continent"
    project.replace("emendations.yml", "source: contnent\n  reading: continent", f"source: {source}\n  reading: {reading}")  # fmt: skip
    assert fix()[1] == {"emendations.yml"}
    assert project.problems() == []


def test_marks_of_a_correction_become_those_printed(project, fix):
    text = (project.folder / "emendations.yml").read_text("utf-8")
    entry = "\n- id: bliss\n  source: the “Bliss copy”\n  reading: the “Bliss” copy\n  kind: punctuation\n  reason: A try.\n  by: [A]\n  date: 2026-11-24\n"  # fmt: skip
    project.write("emendations.yml", text + entry)
    printed, changed = fix()
    assert changed == {"emendations.yml"}
    assert "  + " + '  source: the "Bliss copy"\n' in printed


def test_a_correction_never_gains_a_break_between_paragraphs(project, fix):
    project.replace("emendations.yml", '"can\\n\\nlong"', '"can long"')
    assert fix()[1] == set()


def test_an_invisible_character_is_taken_out(project, note, fix):
    project.write(NOTE, note("A\u202e note [@declaration-1776]."))
    assert fix()[1] == {NOTE}
    assert "A note [@declaration-1776]." in read_note(project)


def test_what_one_repair_lets_see_the_next_mends(project, note, fix):
    project.write(
        NOTE,
        note("A [@declartion-1776].", quote="Great civil war", kind="contxt").replace(
            "target:", "taget:"
        ),
    )
    printed, changed = fix()
    assert changed == {NOTE}
    assert read_note(project) == note("A [@declaration-1776].")
    assert printed.count("\n  - ") >= 3


# -- What is never done --------------------------------------------------------------------------


@pytest.mark.parametrize("slip", ["reading: continent: this", "reading: [continent]"])
def test_notes_are_left_while_a_correction_cannot_be_read(project, note, fix, slip):
    project.write(NOTE, note(target="p1", quote="upon this continent"))
    project.replace("emendations.yml", "reading: continent", slip)
    printed, changed = fix()
    assert "emendations.yml" in printed
    assert "V204" not in printed
    assert NOTE not in changed


def test_good_files_are_left(fix):
    assert fix()[1] == set()


def test_a_repair_that_makes_a_problem_where_it_is_made_is_not_made(project, note, fix):
    """The mistyped field stands for one that would then be given twice."""
    project.write(NOTE, note().replace("kind: context", "kind: context\nknd: textual"))
    printed, changed = fix()
    assert changed == set()
    assert 'V107 unknown field "knd"' in printed


def test_good_repairs_of_a_file_are_made_beside_one_that_fails(project, note, fix):
    # the note cannot see itself, so that the name it is near to is no help
    project.write(NOTE, note(see="[mendet]", kind="contxt"))
    printed, changed = fix()
    assert changed == {NOTE}
    assert "kind: context\n" in read_note(project)
    assert "see: [mendet]" in read_note(project)
    assert 'V208 no note "mendet" to see' in printed


def test_the_copy_text_and_the_registry_are_never_touched(project, fix):
    project.replace("article.md", "Four score", "For score")
    project.replace("registry.jsonl", '"paragraph"', '"paragrph"')
    project.replace("edition.yml", "licence:", "license:")
    printed, changed = fix()
    assert changed == {"edition.yml"}
    assert "V403" in printed


def test_a_file_that_a_link_leads_to_is_left(project, note, fix):
    project.write("elsewhere.txt", note(kind="contxt"))
    (project.folder / NOTE).symlink_to(project.folder / "elsewhere.txt")
    assert fix()[1] == set()
    assert (project.folder / NOTE).is_symlink()


def test_line_ends_marks_and_comments_stay_as_they_are(project, note, fix):
    text = "\ufeff" + note(kind="contxt  # why", title="'War'").replace("\n", "\r\n")
    project.write(NOTE, text.encode())
    assert fix()[1] == {NOTE}
    assert (project.folder / NOTE).read_bytes() == text.replace("contxt", "context").encode()


def test_the_check_says_what_could_be_mended(project, note, monkeypatch):
    monkeypatch.chdir(project.root)
    project.write(NOTE, note(kind="contxt"))
    done = CliRunner().invoke(main, ["check", "-q"])
    assert "there is one that `variorum check --fix` may mend\n" in done.output
    done = CliRunner().invoke(main, ["check", "-q", "--format", "json"])
    (problem,) = [item for item in json.loads(done.stdout) if item["code"] == "V109"]
    assert "repair" not in problem


# -- The pieces ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "known", "sure"),
    [
        ("taget", ["target", "quote"], "target"),
        ("by", ["to", "id"], None),
        ("BY", ["by", "id"], "by"),
        ("as_of", ["as-of"], "as-of"),
        ("smith-2012", ["smith-2011"], None),
        ("smith-2011b", ["smith-2011a"], None),
        ("smtih-2011", ["smith-2011"], "smith-2011"),
        ("jones", ["jonas", "joness"], None),
        ("note-p1", ["note-p2"], None),
        ("quite", ["quote", "title"], "quote"),
        ("", ["a"], None),
    ],
)
def test_a_word_stands_for_one_or_none(word, known, sure):
    assert find_sure(word, known) == sure


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2011/7/18", "2011-07-18"),
        ("2011.07.18", "2011-07-18"),
        ("18 July 2011", "2011-07-18"),
        ("18th Jul. 2011", "2011-07-18"),
        ("July 18, 2011", "2011-07-18"),
        ("7/8/2011", None),
        ("2011/13/1", None),
        ("2011-7/18", None),
        ("31 June 2011", None),
        ("18 Ju 2011", None),
        ("2011", None),
    ],
)
def test_a_day_is_read_if_it_can_be_no_other(written, day):
    assert find_day(written) == day


@given(
    st.text(alphabet="ab \"'#:[]{},|>-&*!%@`\\é\n", min_size=1, max_size=20).map(str.strip).filter(bool),
    st.sampled_from(["q: old\n", "q: 'old'\n", 'q: "old"\n', "q: |-\n  old\n", "q: |\n   old\n\n\nr: 1\n", "- q: old # kept\n", "{q: old, r: 1}\n"]),
)  # fmt: skip
def test_a_value_that_is_rewritten_reads_as_it_was_meant(words, source):
    words = "\n".join(line.strip() or "x" for line in words.split("\n"))
    data, _ = parse_yaml(source, path="a.yml")
    path = (0, "q") if source.startswith("-") else ("q",)
    repair = rewrite_scalar(data, path, words)
    if repair is None:
        return
    problem = Problem("V000", repair.at, "", mend="", repair=repair)
    content, made = make_repairs(source.encode(), [problem])
    assert len(made) == 1
    read, bad = parse_yaml(content.decode(), path="a.yml")
    assert not bad, content.decode()
    value = read.value[0] if source.startswith("-") else read.value
    assert value["q"] == words
    assert content.decode().count("r: 1") == source.count("r: 1")
    assert content.decode().count("# kept") >= source.count("# kept")


def test_repairs_that_overlap_are_made_one_at_a_time():
    here = Position("a", 1, 1)
    problems = [
        Problem("V000", here, old, mend=new, repair=Repair(here, old, new))
        for old, new in (("one two", "1 2"), ("two three", "2 3"), ("four", "4"))
    ]
    content, made = make_repairs(b"one two three four", problems)
    assert content == b"1 2 three 4"
    assert [m.problem.text for m in made] == ["one two", "four"]
    assert [(m.start.column, m.end.column) for m in made] == [(1, 4), (11, 12)]
