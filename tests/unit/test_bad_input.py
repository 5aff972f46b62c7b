"""Every input that can be wrong is a clear problem, never a traceback and never a published page."""

import re

import pytest
from click.testing import CliRunner

from variorum.anchor import SOUGHT
from variorum.blocks import print_blocks
from variorum.cli.main import main
from variorum.problems import Position, Problem
from variorum.read.article import Source, list_folder
from variorum.read.limits import check_markdown, check_tags


def codes(problems: list[str]) -> list[str]:
    return [re.search(r" (V\d{3}) ", problem)[1] for problem in problems]


def test_the_sample_is_perfect(project):
    assert project.problems() == []
    assert project.load().edition is not None


MISSING = ["edition.yml", "article.md", "registry.jsonl"]


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_file(project, name):
    (project.folder / name).unlink()
    problems = project.problems()
    assert len(problems) == 1
    assert name in problems[0]
    assert project.load().edition is None


@pytest.mark.parametrize(
    "name",
    [
        "edition.yml",
        "article.md",
        "registry.jsonl",
        "annotations/four-score.md",
        "sidebars/the-copies.md",
    ],
)
@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_an_empty_file(project, name, content):
    project.write(name, content)
    assert any(name in problem for problem in project.problems())


EVERY_FILE = [
    "edition.yml",
    "article.md",
    "emendations.yml",
    "registry.jsonl",
    "references.json",
    "glossary.yml",
    "timeline.yml",
    "people.yml",
    "annotations/four-score.md",
    "sidebars/the-copies.md",
]


@pytest.mark.parametrize("name", EVERY_FILE)
def test_bytes_that_are_not_utf_8(project, name):
    data = (project.folder / name).read_bytes()
    project.write(name, data + b"\xff\n")
    problems = project.problems()
    offset = len(data)
    assert any(
        f"not UTF-8: byte 0xff at offset {offset}" in p and p.startswith(name) for p in problems
    )


@pytest.mark.parametrize("name", EVERY_FILE)
def test_nul_bytes(project, name):
    data = (project.folder / name).read_bytes()
    project.write(name, data + b"\0")
    assert any(" V114 " in p and p.startswith(name) for p in project.problems())


YAML_FILES = [name for name in EVERY_FILE if name.endswith((".yml", "score.md", "copies.md"))]
BAD_YAML = {
    "malformed": "x: [1\n",
    "recursive": "x: &x [*x]\n",
    "laughing": "a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "python": "x: !!python/object/apply:os.system ['touch hacked']\n",
    "deep": "x: " + "[" * 5000 + "]" * 5000 + "\n",
    "duplicate": "x: 1\nx: 2\n",
}


@pytest.mark.parametrize("name", YAML_FILES)
@pytest.mark.parametrize("bad", BAD_YAML)
def test_yaml_that_is_no_plain_data(project, name, bad):
    if name.endswith(".md"):
        project.write(name, f"---\n{BAD_YAML[bad]}---\nBody\n")
    else:
        project.write(name, BAD_YAML[bad])
    problems = project.problems()
    assert any(re.match(rf"{re.escape(name)}:\d+:\d+: V10\d ", p) for p in problems)
    assert not (project.root / "hacked").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": "2026-02-30"}, "a day that does not exist"),
        ({"date": "24 November 2026"}, 'write it as "2026-11-24"'),
        ({"kind": "opinion"}, "'context'"),
        ({"title": None}, '"title" is missing'),
        ({"quote": "a great uncivil war"}, 'nearest: "a great civil war" (p2'),
        ({"quote": "conceived in Liberty"}, "target: p1"),
        ({"quote": "that nation"}, "tell them apart"),
        ({"quote": "nation", "prefix": "that", "suffix": "so"}, "V206"),
        ({"target": "p22"}, 'write "p2"'),
        ({"target": "chapter#p2"}, 'no text "chapter"'),
        ({"target": "chapter#p2"}, 'mend: write "p2"'),
        ({"target": "P2"}, "mend: write `p2`"),
        ({"target": "'¶ 2'"}, "mend: write `p2`"),
        ({"target": "https://example.org/gettysburg/#p2"}, "mend: write `p2`"),
        ({"tags": "[war]"}, "known here: as-of"),
        ({"target": "two"}, "V109"),
        ({"quotte": "x"}, 'write "quote"'),
        ({"see": "[war]"}, "the note sees itself"),
        ({"see": "[forescore]"}, 'write "four-score"'),
        ({"quote": "great civil war # the"}, "cut short"),
        ({"kind": "hindsight"}, "as-of"),
        ({"status": "final"}, "'reviewed'"),
        ({"by": "The Variorum editors"}, '"by"'),
        ({"title": '"a\\u202Eb"'}, "invisible character U+202E"),
        ({"quote": '"great\\x07 civil war"'}, "invisible character U+0007"),
        ({"prefix": '"a\\uFFFF"'}, "invisible character U+FFFF"),
    ],
)
def test_a_field_of_a_note(project, note, fields, said):
    project.write("annotations/war.md", note(**fields))
    problems = project.problems()
    assert problems, "nothing was said"
    assert any(said in p and p.startswith("annotations/war.md:") for p in problems), problems


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "the body is empty"),
        ("No source.", "without a citation"),
        ("[@lincoln-works-8]", "lincoln-works-7"),
        ("[see #p9](#p9) [@declaration-1776]", 'a link to nothing: "#p9"'),
        ("[x](other.md) [@declaration-1776]", "other.md"),
        ("a" * 20_001, "20000 at most"),
        ("[" * 501, "in one paragraph"),
        ("[@declaration-1776] <script>alert(1)</script>", "script"),
        ("[@declaration-1776] <img src=x onerror=alert(1)>", "an image"),
        ("[@declaration-1776] [x](javascript:alert(1))", "javascript"),
        ("[@declaration-1776] [x](data:text/html,x)", "data:"),
        ("[@declaration-1776] <p style='color:red'>x</p>", "style"),
        ("[@declaration-1776] <iframe src=//x></iframe>", "iframe"),
        ("[@declaration-1776] <form action=//x><input></form>", "form"),
        ("[@declaration-1776] <svg onload=alert(1)></svg>", "svg"),
        ("[@declaration-1776] ![x](https://example.org/x.png)", "image"),
    ],
)
def test_a_body_of_a_note(project, note, body, said):
    project.write("annotations/war.md", note(body))
    problems = project.problems()
    assert any(said in p and p.startswith("annotations/war.md:") for p in problems), problems


def test_a_note_of_ten_megabytes_is_refused_at_once(project, note):
    project.write("annotations/war.md", note("word " * 2_000_000))
    assert codes(project.problems()) == ["V112"]


def test_front_matter_that_is_not_closed(project, note):
    project.write("annotations/war.md", note().replace("---\nA note", "A note"))
    assert codes(project.problems()) == ["V116"]


def test_all_problems_of_all_files_come_in_one_run(project, note):
    project.write("annotations/war.md", note(kind="opinion", date="2026-13-01"))
    project.write("annotations/peace.md", note(target="p9"))
    project.replace("glossary.yml", "term: score", "trem: score")
    project.replace("references.json", '"book"', '"boook"')
    project.replace("emendations.yml", "source: contnent", "source: continnent")
    found = " ".join(project.problems())
    for name in ("war.md", "peace.md", "glossary.yml", "references.json", "emendations.yml"):
        assert name in found


@pytest.mark.parametrize("name", ["War.md", "war note.md", "war.markdown", "-war.md", "wár.md"])
def test_file_names_that_cannot_be_addresses(project, note, name):
    project.write(f"annotations/{name}", note())
    assert codes(project.problems()) == ["V118"]


@pytest.mark.parametrize("name", ["annotations/war.md", "references.json", "article.md"])
def test_links_out_of_the_edition(project, name, note):
    (project.root / "secret").write_text(note())
    file = project.folder / name
    file.unlink(missing_ok=True)
    file.symlink_to(project.root / "secret")
    assert any(" V111 " in p and p.startswith(name) for p in project.problems())


def test_a_folder_of_notes_that_leads_out_of_the_edition(project, note):
    outside = project.root / "outside"
    outside.mkdir()
    (outside / "war.md").write_text(note())
    (project.folder / "sidebars" / "the-copies.md").unlink()
    (project.folder / "sidebars").rmdir()
    (project.folder / "sidebars").symlink_to(outside)
    assert any(" V111 " in p for p in project.problems())


def test_a_copy_text_that_was_changed_is_refused(project):
    project.replace("article.md", "Liberty", "liberty")
    before = (project.folder / "article.md").read_bytes()
    assert "V403" in codes(project.problems())
    assert (project.folder / "article.md").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Four score and seven", "Fore score and seven", '"body.from" opens no blocks'),
        ("from: Four score and seven years ago", "from: ''", '"text.body.from"'),
        ("title: The Gettysburg Address", "title: The Gettysberg Address", "title"),
        ("given: Abraham", "given: Abram", 'author "Abram Lincoln"'),
        ("1863-11-19", "1863-11-20", "issued"),
        ("1863-11-19", "1863-11-31", "a date that does not exist"),
        ("file: article.md", "file: ../article.md", "leaves the edition's folder"),
        ("file: article.md", "file: artcle.md", "artcle.md"),
        ("format: 1", "format: 2", "format"),
        ("regularise: [quotes]", "regularise: [qoutes]", "regularise"),
        ("licence: CC BY 4.0", "license: CC BY 4.0", 'write "licence"'),
        ("language: en-US", "language: english!", "language"),
        ("licence: CC BY 4.0", "style: no-such-style", "no-such-style"),
    ],
)
def test_a_field_of_the_edition(project, old, new, said):
    project.replace("edition.yml", old, new)
    assert any(said in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: continent", "id: can-long-endure", "two emendations with the id"),
        ("id: continent", "id: ../x", '"id"'),
        ("source: contnent", "source: contiment", "is not printed anywhere"),
        ("source: contnent", "source: nation", "is printed"),
        ("reading: continent", "reading: contnent", "changes nothing"),
        ("[@lincoln-works-7, p. 23]", "[@lincoln-7, p. 23]", "lincoln-works-7"),
        ("kind: spelling", "kind: typo", "kind"),
        ("reading: continent", r'reading: "conti\rnent"', "U+000D"),
        ("reading: continent", r'reading: "conti\anent"', "U+0007"),
        ("reading: continent", r'reading: "conti\u0085nent"', "U+0085"),
        ("reading: continent", r'reading: "conti\u202enent"', "U+202E"),
        ("reading: continent", r'reading: "conti\U0001fffenent"', "U+1FFFE"),
        ("reading: continent", r'reading: "conti\ud800nent"', "invalid Unicode character escape"),
        ("source: contnent", r'source: "contnent\x81"', "U+0081"),
        ("reason: A letter", "reason: <script>alert(1)</script> A letter", "script"),
    ],
)
def test_an_emendation(project, old, new, said):
    project.replace("emendations.yml", old, new)
    assert any(said in p and p.startswith("emendations.yml:") for p in project.problems()), (
        project.problems()
    )


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        (r"\u200b", "V416"),
        (r"\u00ad\u2060 ", "V416"),
        (r"But.\n\n\nIn a larger sense.", "V414"),
        (r"But.\n", "V414"),
        (r"\nBut.", "V414"),
        (r"But.\n\nIn a larger sense.", ""),
        (r"But,\nin\u00a0a lar\u00adger\u200d\ue000 sense.", ""),
    ],
)
def test_a_reading_leaves_words_and_no_empty_lines(project, reading, code):
    words = "But, in a larger sense, we can not dedicate — we can not consecrate — we can not hallow — this ground."
    entry = (
        f'- id: but\n  source: "{words}"\n  reading: "{reading}"\n'
        "  kind: damage\n  reason: A test.\n  by: [The Variorum editors]\n  date: 2026-11-24\n"
    )
    before = (project.folder / "emendations.yml").read_text(encoding="utf-8")
    project.write("emendations.yml", before + entry)
    line = before.count("\n") + 3
    found = [p for p in project.problems() if re.search(r" V4[1]\d ", p)]
    assert codes(found) == [code] * bool(code)
    assert all(p.startswith(f"emendations.yml:{line}:") for p in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"id": "declaration-1776"', '"id": "lincoln-works-7"', "lincoln-works-7"),
        ('"type": "book"', '"type": "bok"', "bok"),
        ('"publisher":', '"publsher":', "publisher"),
        ("[[1953]]", "[[1953, 13]]", "the month 13"),
        ('"volume": "7",', '"volume": "7"', ""),
        ('"volume": "7"', '"volume": "7", "volume": "8"', "volume"),
        ('"volume": "7"', '"volume": NaN', ""),
        ('"volume": "7"', '"URL": "javascript:alert(1)"', "URL"),
    ],
)
def test_a_reference(project, old, new, said):
    project.replace("references.json", old, new)
    assert any(said in p and p.startswith("references.json:") for p in project.problems()), (
        project.problems()
    )


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            "- {term: a, text: A, see: [b]}\n- {term: b, text: B, see: [c]}\n- {term: c, text: C, see: [a]}\n",
            "a → b → c → a",
        ),
        ("- {term: a, text: A, see: [a]}\n", "a → a"),
        ("- {term: a, text: A, see: [x]}\n", 'no term "x"'),
        ("- {term: a, text: A}\n- {term: a, text: B}\n", "twice"),
        ("- {term: a}\n", '"text" is missing'),
        ("term: a\n", "a list was expected"),
    ],
)
def test_a_glossary(project, entries, said):
    project.write("glossary.yml", entries)
    assert any(said in p and p.startswith("glossary.yml:") for p in project.problems()), (
        project.problems()
    )


def test_a_sidebar_aimed_at_nothing(project):
    project.replace("sidebars/the-copies.md", "[p1, p3]", "[p1, p33]")
    (problem,) = project.problems()
    assert problem.startswith("sidebars/the-copies.md:4:")
    assert 'no block "p33"' in problem


def test_a_stray_file_is_advice(project):
    project.write("emendation.yml", "")
    advice = [p for p in project.load().problems if p.code == "V119"]
    assert [p.position.path for p in advice] == ["source/gettysburg/emendation.yml"]
    assert "emendations.yml" in advice[0].mend


ALONE = """source: conceived in Liberty
reading: Conceived in Liberty
kind: spelling
reason: A capital.
by: [The editors of the sample]
date: 2026-11-30
"""


def test_a_correction_may_have_a_file_of_its_own(project):
    project.write("emendations/capital.yml", ALONE)
    assert project.problems() == []
    assert "capital" in [entry.id for entry in project.load(preview=True).edition.emendations]


def test_the_name_of_a_correction_s_file_is_its_id(project):
    project.write("emendations/capital.yml", f"id: letter\n{ALONE}")
    (problem,) = project.problems()
    assert problem.startswith("emendations/capital.yml:1:1: V107 ")


def test_two_corrections_of_one_name_in_two_files(project):
    (first,) = re.findall(
        r"^- id: (.+)$", (project.folder / "emendations.yml").read_text(encoding="utf-8"), re.M
    )[:1]
    project.write(f"emendations/{first}.yml", ALONE)
    (problem,) = project.problems()
    assert problem.startswith(f"emendations/{first}.yml:1:1: V415 ")
    assert "emendations.yml, on line 1" in problem


def test_a_fault_in_a_correction_s_file_is_said_alone(project):
    project.write("emendations/capital.yml", ALONE.replace("kind: spelling", "kind: whim"))
    (problem,) = project.problems()
    assert problem.startswith("emendations/capital.yml:3:7: V109 ")


@pytest.mark.parametrize("name", ["Capital.yml", "capital.yaml", "a b.yml", "notes.md"])
def test_files_among_the_corrections_that_are_none(project, name):
    project.write(f"emendations/{name}", ALONE)
    assert codes(project.problems()) == ["V118"]


def test_a_retired_block_names_its_successor(project, note):
    lines = (project.folder / "registry.jsonl").read_text(encoding="utf-8")
    gone = (
        '{"id": "p4", "kind": "paragraph", "published": "2026-11-24", "reason": "deleted", '
        '"retired": "2026-11-25", "successor": ["p3"], "text": "", "words": "That is all."}\n'
    )
    project.write("registry.jsonl", lines + gone)
    assert project.problems() == []
    project.write("annotations/war.md", note(target="p4"))
    (problem,) = project.problems()
    assert "retired on 2026-11-25: deleted" in problem
    assert "write p3" in problem
    project.write("annotations/war.md", note("See [the end](#p4) [@declaration-1776]."))
    (problem,) = project.problems()
    assert 'V210 a link to nothing: "#p4"' in problem
    assert 'write "#p3", which took its place' in problem
    project.write("registry.jsonl", lines + gone.replace('["p3"]', "[]"))
    (problem,) = project.problems()
    assert "delete the link: what it led to was withdrawn" in problem


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>House</title><id>house</id><updated>2026-11-24T00:00:00+00:00</updated></info>{macros}
<citation><layout>{layout}</layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


@pytest.mark.parametrize(
    ("macros", "layout", "said"),
    [
        ("", "<foo/>", "pandoc cannot use"),
        ("", '<text macro="none"/>', 'the macro "none"'),
        ('<macro name="a"><text macro="a"/></macro>', '<text macro="a"/>', "calls itself"),
        (
            "".join(
                f'<macro name="m{i}">{f"""<text macro="m{i + 1}"/>""" * 2}</macro>'
                for i in range(40)
            )
            + '<macro name="m40"><text value="x"/></macro>',
            '<text macro="m0"/>',
            "once those it calls are written out",
        ),
    ],
)
def test_a_style_of_ones_own_that_cannot_be_used(project, macros, layout, said):
    project.write("house.csl", STYLE.format(macros=macros, layout=layout))
    project.replace("edition.yml", "licence: CC BY 4.0", "style: house.csl")
    (problem,) = project.problems()
    assert problem.startswith("edition.yml:")
    assert " V511 " in problem
    assert said in problem


def test_a_style_of_ones_own_is_used(project):
    layout = '<text variable="title" prefix="{" suffix="}"/>'
    project.write("house.csl", STYLE.format(macros="", layout=layout))
    project.replace("edition.yml", "licence: CC BY 4.0", "style: house.csl")
    assert project.problems() == []
    (cluster,) = project.load().edition.sidebars[0].body.clusters
    assert cluster.text == "{The Collected Works of Abraham Lincoln}"


@pytest.mark.parametrize("name", ["annotations", "sidebars"])
def test_a_folder_of_notes_that_is_none_retires_nothing(project, name):
    for file in (project.folder / name).iterdir():
        file.unlink()
    (project.folder / name).rmdir()
    (project.folder / name).symlink_to("nowhere")
    problems = project.problems()
    assert any(p.startswith(f"{name}:1:1: V101 not a folder") for p in problems)


def test_a_note_that_cannot_be_read_is_not_missed_by_others(project):
    project.replace("annotations/four-score.md", "kind: explanation", "kind: explanaton")
    (problem,) = project.problems()
    assert "V109" in problem
    assert 'write "explanation"' in problem


def test_a_published_note_does_not_link_to_a_draft(project, note):
    project.write("annotations/war.md", note("[x](#note-to-be-reviewed) [@declaration-1776]"))
    (problem,) = project.problems()
    assert "a link to a draft" in problem
    assert project.problems(drafts=True) == []


def test_a_file_name_that_no_system_takes(project):
    project.replace("edition.yml", "file: article.md", 'file: "a\\0.md"')
    assert any("invisible character U+0000" in p for p in project.problems())


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path):
    missing, problems = list_folder(tmp_path / "none", path="none")
    assert missing == []
    assert [p.code for p in problems] == ["V101"]


def test_many_terms_that_see_one_another_without_a_circle_take_no_time(project):
    layers = 60
    entries = "".join(
        f"- {{term: {side}{i}, text: T, see: [a{i + 1}, b{i + 1}]}}\n"
        for i in range(layers)
        for side in "ab"
    )
    project.write(
        "glossary.yml", f"{entries}- {{term: a{layers}, text: T}}\n- {{term: b{layers}, text: T}}\n"
    )
    assert project.problems() == []


def test_markup_nested_in_a_title_is_bounded(project):
    deep = "<i>" * 250 + "x" + "</i>" * 250
    project.replace("references.json", "The Declaration of Independence", deep)
    (problem,) = project.problems()
    assert "nests markup more than 20 levels" in problem


def test_control_characters_of_an_html_copy_text_print_nothing():
    source = Source("a.html", "<p>a&#13;b&#11;c&#1;d</p><pre>e&#13;f</pre>", "")
    blocks, problems = print_blocks(source)
    assert problems == []
    assert [block.text for block in blocks] == ["a b cd", "e\nf"]


@pytest.mark.parametrize(
    ("sign", "printed"),
    [
        ("\x07", ""),
        ("\ufffe", ""),
        ("\uffff", ""),
        ("\ufdd0", ""),
        ("\U0010ffff", ""),
        ("\x81", "\ufffd"),
        ("\x93", "\ufffd"),
        ("\x85", " "),
        ("\u00ad", "\u00ad"),
        ("\ue000", "\ue000"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_what_is_no_character_of_a_page_is_not_printed(name, sign, printed):
    words = f"one{sign}two"
    source = Source(name, words if name == "a.md" else f"<p>{words}</p>", "")
    blocks, problems = print_blocks(source)
    assert problems == []
    assert [block.text for block in blocks] == [f"one{printed}two"]


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\u00a0\u200b", "\x07"])
def test_a_paragraph_of_what_cannot_be_seen_is_none(sign):
    blocks, _ = print_blocks(Source("a.md", f"one\n\n{sign}\n\ntwo", ""))
    assert [block.text for block in blocks] == ["one", "two"]
    _, (problem,) = print_blocks(Source("a.html", f"<p>{sign}</p>", ""))
    assert problem.code == "V401"


def test_a_registry_without_its_first_line_is_not_believed(project):
    lines = (
        (project.folder / "registry.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    project.write("registry.jsonl", "".join(line for line in lines if '"id": "p1"' not in line))
    assert any(" V307 " in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("emendations.yml", "A letter is missing; the printed editions have it"),
        ("glossary.yml", "Twenty."),
        ("timeline.yml", "The cemetery at Gettysburg is dedicated"),
    ],
)
def test_prose_in_a_data_file_is_refused_before_it_is_parsed(project, name, old):
    project.replace(name, old, "x " + "[" * 19_000)
    assert any(" V110 " in problem and problem.startswith(name) for problem in project.problems())


def test_a_registry_that_cannot_be_read_is_not_to_be_written_anew(project):
    (project.folder / "registry.jsonl").unlink()
    (project.folder / "registry.jsonl").mkdir()
    (problem,) = project.problems()
    assert problem.startswith("registry.jsonl:1:1: V101 not a file")


def test_emendations_that_cannot_be_read_are_the_only_problem(project):
    (project.folder / "emendations.yml").unlink()
    (project.folder / "emendations.yml").mkdir()
    (problem,) = project.problems()
    assert problem.startswith("emendations.yml:1:1: V101 not a file")


def test_a_list_of_nothing_but_mistakes_is_cut_short(project):
    project.write("glossary.yml", "- {}\n" * 5_000)
    assert len(project.problems()) < 600


def test_what_a_stranger_names_stays_in_its_line(project):
    (project.folder / "annotations" / "a\n::error::x\x1b[31m.md").write_text("x")
    (problem,) = (p for p in project.load().problems if p.code == "V118")
    head = str(problem).split("\n")[0]
    assert "a⏎::error::x\ufffd[31m.md" in head
    assert "\x1b" not in str(problem)


KEPT = ["\u00a0", "\u202f", "\u3000", "\u200c", "\u200d", "\u2060", "\u00ad", "\u200f", "\ufe0f"]


@pytest.mark.parametrize("sign", KEPT)
def test_a_mend_can_be_copied_with_the_spaces_and_joiners_of_its_script(project, note, sign):
    project.replace("article.md", "great civil war", f"great civil{sign} war")
    project.write("annotations/war.md", note(quote="great civl wars"))
    [mend] = [p.partition("mend: ")[2] for p in project.problems() if " V204 " in p]
    assert f"great civil{sign} war" in mend


@pytest.mark.parametrize("sign", ["\x1b", "\u009b", "\ue000", "\uffff", "\u202e", "\u2066"])
def test_what_moves_a_cursor_or_reorders_is_never_printed(sign):
    problem = Problem("V999", Position(f"a{sign}b"), f"c{sign}d", mend="e", nearest=f"f{sign}g")
    assert str(problem) == "a\ufffdb:1:1: V999 c\ufffdd\n  nearest: f\ufffdg\n  mend: e"


def test_white_space_that_ends_lines_is_printed_as_a_space_which_quotes_are_compared_with():
    problem = Problem("V999", Position("a"), "b", mend="c\td\u2028e \u202bf\u202c")
    assert str(problem).endswith("mend: c d e f")


def test_the_surroundings_proposed_never_divide_a_letter_from_its_marks(project, note):
    clusters = "क्षि" * 8  # longer than what is proposed, whatever it is counted in
    project.replace("article.md", "great civil war", f"{clusters}x{clusters}y{clusters}")
    project.write("annotations/war.md", note(quote="क्षि"))
    (mend,) = (p.partition("mend: ")[2] for p in project.problems() if " V205 " in p)
    proposed = [line.strip() for line in mend.split("\n") if "क" in line]
    assert proposed
    assert all(words.replace("क्षि", "").isascii() for words in proposed)


def test_the_surroundings_proposed_tell_places_apart_that_are_alike_for_a_long_way(project, note):
    alike = "and so it went on, year after year"
    project.replace(
        "article.md", "great civil war", f"one {alike} great {alike} two {alike} great {alike}"
    )
    project.write("annotations/war.md", note(quote="great"))
    (mend,) = (p.partition("mend: ")[2] for p in project.problems() if " V205 " in p)
    ways = re.findall(r"prefix: \|-\n +(.*)\n +suffix: \|-\n +(.*)", mend)
    assert len(set(ways)) == len(ways) > 1
    for prefix, suffix in ways:
        context = {"prefix": f"'{prefix}'", "suffix": f"'{suffix}'"}
        project.write("annotations/war.md", note(quote="great", **context))
        assert " V205 " not in "".join(project.problems())


@pytest.mark.parametrize(
    ("fields", "mended"),
    [
        ({"prefix": "wrong"}, "delete `prefix`"),
        ({"suffix": "wrong"}, "suffix: |-\n      "),
        ({"prefix": "wrong", "suffix": "wrong"}, "delete `prefix`\n    suffix: |-\n      "),
    ],
)
def test_surroundings_that_do_not_touch_are_mended_on_both_sides(project, note, fields, mended):
    first = "Four score and seven years ago"  # with which the paragraph begins
    project.write("annotations/war.md", note(target="p1", quote=first, **fields))
    (mend,) = (p.partition("mend: ")[2] for p in project.problems() if " V206 " in p)
    assert mend.startswith(mended)


def test_a_slip_in_the_target_does_not_retire_the_note(desk):
    desk.replace("annotations/four-score.md", "target: p1", "target: chapter#p1")
    before = (desk.folder / "registry.jsonl").read_bytes()
    assert not any("four-score retired" in problem for problem in desk.problems())
    CliRunner().invoke(main, ["ids"])
    assert (desk.folder / "registry.jsonl").read_bytes() == before


@pytest.mark.parametrize("value", ['">"', "'<'", "x"])
def test_attributes_are_counted_whatever_they_hold(value):
    crowded = " ".join(f"a{n}={value}" for n in range(101))
    (problem,) = check_tags(f"<p>One.</p>\n<p {crowded}>Two.</p>", path="a.html")
    assert str(problem).startswith("a.html:2:1: V110 more than 100 attributes in one tag")
    assert not check_tags(f"<p {crowded.partition('a99=')[0]}>Two.</p>", path="a.html")


def test_a_comparison_in_a_script_is_no_tag():
    script = "if (a < b) { " + "c = 'd'; " * 200 + "}"
    assert not check_tags(f"<script>{script}</script>", path="a.html")


def test_marks_are_counted_by_what_they_cost():
    assert check_markdown("&amp; " * 4900 + "\n\nx" * 9, path="a.md") == []
    (problem,) = check_markdown(f"One.\n\n{'&amp; ' * 4900}\n\n" * 20, path="a.md")
    assert str(problem).startswith("a.md:3:1: V110 too many marks and entities in paragraphs")


def test_a_field_that_is_certainly_mistyped_is_not_told_as_missing_too(project, note):
    project.write("annotations/war.md", note().replace("quote:", "quoet:"))
    (problem,) = project.problems()
    assert 'V107 unknown field "quoet"' in problem


def test_a_list_that_is_missing_is_shown_as_one(project, note):
    project.write("annotations/war.md", note(by=None))
    (problem,) = project.problems()
    assert "mend: add a line `by: […]`" in problem


def test_of_very_many_lost_notes_each_is_told_and_the_nearest_passage_of_some(project, note):
    for number in range(SOUGHT + 20):
        project.write(f"annotations/lost-{number}.md", note(quote="a grate civil war"))
    lost = [problem for problem in project.problems() if " V204 " in problem]
    assert len(lost) == SOUGHT + 20
    assert sum("nearest: " in problem for problem in lost) == SOUGHT
