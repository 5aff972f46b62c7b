"""What an edition's file holds its commentary to."""

import json
import time

import pytest

STRICT = "commentary: {strict: true}\n"
GOOD = {"tier": "primary", "verified": "text-read", "evidence": "Read in the print."}


def hold(project, fields: str = STRICT) -> None:
    """Make the sample edition one that holds its commentary to something, and satisfies it."""
    text = (project.folder / "edition.yml").read_text(encoding="utf-8")
    project.write("edition.yml", text + fields)
    references = json.loads((project.folder / "references.json").read_text(encoding="utf-8"))
    for reference in references:
        reference["custom"] = {**GOOD, "quotes": reference["custom"].get("quotes", [])}
        reference["custom"]["quotes"].append({"text": "We hold these truths to be self-evident"})
        reference.setdefault("publisher", "Congress")
    project.write("references.json", json.dumps(references))
    project.replace("annotations/four-score.md", "Declaration.", "Declaration [@declaration-1776].")
    project.replace(
        "annotations/created-equal.md", "“self-evident”.", "“self-evident” [@declaration-1776]."
    )
    body = "To make holy [@declaration-1776]."
    project.replace("annotations/to-be-reviewed.md", "To make holy.", body)


def add(project, note, body: str, **fields: str | None) -> list[str]:
    """Add a note and return what `check` prints of it."""
    project.write("annotations/the-war.md", note(body, **fields))
    said = project.load(preview=True).problems
    # it is not registered, and nobody has reviewed it
    kept = [p for p in said if p.code not in ("V317", "V422")]
    shown = [str(p).replace("source/gettysburg/", "") for p in kept]
    return [line for line in shown if "to-be-reviewed" not in line]


def list_codes(project) -> list[str]:
    return [line.split(" ")[1] for line in project.problems()]


# -- Length ------------------------------------------------------------------------------------


def test_a_note_may_have_as_many_words_as_the_edition_says(project, note):
    hold(project, "commentary: {note-words: 20}\n")
    assert add(project, note, "word " * 20 + "[@declaration-1776, preamble].") == []
    (said,) = add(project, note, "word " * 21 + "[@declaration-1776].")
    assert said.startswith("annotations/the-war.md:10:1: V217 a note of 21 words, 20 at most")


def test_an_essay_may_have_as_many_words_as_the_edition_says(project):
    hold(project, "commentary: {sidebar-words: 3}\n")
    (said,) = project.problems()
    assert said.startswith("sidebars/the-copies.md:")
    assert "V217 an essay of " in said


@pytest.mark.parametrize("value", ["0", "many", "-3", "1.5"])
def test_a_most_of_words_is_a_number(project, value):
    hold(project, f"commentary: {{note-words: {value}}}\n")
    assert list_codes(project) == ["V109"]


@pytest.mark.parametrize("value", ["yes", "1", "'true'"])
def test_strict_is_true_or_false(project, value):
    hold(project, f"commentary: {{strict: {value}}}\n")
    assert list_codes(project) == ["V109"]


# -- Quotations --------------------------------------------------------------------------------


def test_the_sample_is_good_enough_for_a_strict_edition(project):
    hold(project)
    assert project.problems() == []


@pytest.mark.parametrize(
    "body",
    [
        "“All men are created equal” [@declaration-1776].",
        "“we hold these truths … self-evident” [@lincoln-works-7; @declaration-1776].",
        "The text has “conceived in Liberty” [@lincoln-works-7].",
        "It was printed “contnent”, a slip. Of this see [@lincoln-works-7].",
        "“The Collected Works” has it [@lincoln-works-7].",
        "The “Gettysburg Address” [@lincoln-works-7].",
        "> We hold these truths\n\nSo it says [@declaration-1776].",
        "In *The Times* and `“in code”` [@lincoln-works-7].",
        "In [@declaration-1776] stands “all men are created equal”.",
    ],
)
def test_a_quotation_stands_in_the_text_or_on_record(project, note, body):
    hold(project)
    assert add(project, note, body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "He said:\n“all men are made equal” [@declaration-1776].",
            'annotations/the-war.md:11:1: V218 the quotation "all men are made equal" is not among the words on record of'
            ' "declaration-1776"',
        ),
        (
            "So *it* “was a  lie” [see @declaration-1776; @lincoln-works-7].",
            'annotations/the-war.md:10:9: V218 the quotation "was a lie" is not among the words on record of "declaration-1776"'
            ' or "lincoln-works-7"',
        ),
        (
            "Cited [@declaration-1776].\n\nBut “a lie” is not.",
            'annotations/the-war.md:12:5: V219 the quotation "a lie" is not in the text, and no source is cited for it',
        ),
        (
            "“all men” [@declaration-1776] and `“x”` and “all men”, “all women” [@declaration-1776].",
            'annotations/the-war.md:10:56: V218 the quotation "all women"',
        ),
        (
            "> All men were made equal.\n\nSo it says [@declaration-1776].",
            'annotations/the-war.md:10:3: V218 the quotation "All men were made equal."',
        ),
    ],
)
def test_a_quotation_that_is_nowhere_is_named_with_its_place(project, note, body, said):
    hold(project)
    (problem,) = add(project, note, body)
    assert problem.startswith(said)
    assert "mend: " in problem


def test_a_source_without_words_on_record_vouches_for_nothing_in_a_strict_edition(project, note):
    hold(project)
    text = (project.folder / "references.json").read_text(encoding="utf-8")
    references = json.loads(text)
    references[0]["custom"]["quotes"] = []
    project.write("references.json", json.dumps(references))
    (problem,) = add(project, note, "“A lie” [@lincoln-works-7].")
    assert 'V219 the quotation "A lie" rests on "lincoln-works-7", of which no words' in problem


def test_elsewhere_a_quotation_that_is_not_on_record_is_advice(project, note):
    for body, codes in (
        ("“A lie” [@lincoln-works-7].", []),
        ("“A lie” [@declaration-1776].", ["V218"]),
        ("A [@declaration-1776].\n\n“A lie”.", []),
    ):
        project.write("annotations/the-war.md", note(body))
        found = [p for p in project.load(preview=True).problems if p.code in ("V218", "V219")]
        assert [p.code for p in found] == codes
        assert all(p.severity == "advice" for p in found)


def test_quotations_of_events_terms_and_people_are_found_at_their_lines(project):
    hold(project)
    project.write(
        "glossary.yml",
        "- term: score\n  text: >-\n    Twenty, as in “all men”\n    and “a lie” [@declaration-1776].\n"
        "- term: other\n  text: '“A lie” [@declaration-1776].'\n",
    )
    project.replace("timeline.yml", "is dedicated", "is “a lie, dedicated”")
    project.replace("people.yml", "President", "“President” of “all women” [@declaration-1776],")
    assert sorted(" ".join(line.split(" ")[:2]) for line in project.problems()) == [
        "glossary.yml:4:9: V218",
        "glossary.yml:6:10: V218",
        "people.yml:4:24: V218",
        "people.yml:4:9: V218",
        "timeline.yml:3:39: V218",
    ]


# -- Citations and references ------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["explanation", "textual"])
def test_in_a_strict_edition_every_kind_of_note_is_cited(project, note, kind):
    assert add(project, note, "Uncited.", kind=kind) == []
    hold(project)
    (said,) = add(project, note, "Uncited.", kind=kind)
    assert f"V209 a note of kind {kind} without a citation" in said
    assert not any("V209" in line for line in add(project, note, "So.", kind=kind, status="draft"))


def test_a_draft_without_a_citation_is_only_advised_to_have_one(project, note):
    project.write(
        "annotations/note.md", note(kind="evidence", status="draft", body="So says A. Smith.")
    )
    (said,) = [p for p in project.load(drafts=True).problems if p.code == "V209"]
    assert said.severity == "advice"


@pytest.mark.parametrize(("status", "severity"), [("draft", "advice"), ("reviewed", "error")])
def test_no_note_is_published_with_what_is_still_to_be_filled_in(project, note, status, severity):
    unsigned = note(status=status, by='["TODO: your name"]', title='"TODO: a few words"')
    project.write("annotations/note.md", unsigned)
    said = [p for p in project.load(drafts=True).problems if p.code == "V409"]
    assert [p.severity for p in said] == [severity] * 2


def test_a_title_that_the_editors_made_vouches_for_nothing(project, note):
    hold(project)
    references = json.loads((project.folder / "references.json").read_text(encoding="utf-8"))
    made = {"id": "made", "type": "webpage", "publisher": "P", "issued": {"literal": "undated"}}
    made["custom"] = {**GOOD, "quotes": [{"text": "other"}]}
    for title, codes in (("Hard words", []), ("[Hard words]", ["V218"])):
        project.write("references.json", json.dumps([*references, {**made, "title": title}]))
        said = add(project, note, "He said “hard words” [@made].")
        assert [line.split(" ")[1] for line in said] == codes


def test_in_a_strict_edition_every_reference_is_used(project):
    unused = {"id": "unused", "type": "book", "title": "U", "publisher": "P", "custom": GOOD}
    unused["issued"] = {"literal": "undated"}
    hold(project)
    references = json.loads((project.folder / "references.json").read_text(encoding="utf-8"))
    project.write("references.json", json.dumps([*references, unused]))
    assert list_codes(project) == ["V502"]
    project.replace("edition.yml", STRICT, "")
    assert list_codes(project) == []


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"title": None}, "`title`"),
        ({"publisher": None}, "`author`, or the `container-title` or `publisher`"),
        ({"publisher": None, "authority": "Congress"}, None),
        ({"publisher": None, "container-title": "The Times"}, None),
        ({"issued": None}, "`issued`"),
        ({"custom": {}}, "`custom.tier`, `custom.verified` and `custom.evidence`"),
        ({"custom": {**GOOD, "tier": "secondary"}}, None),
    ],
)
def test_a_reference_of_a_strict_edition_says_what_it_is(project, changes, lacks):
    hold(project)
    references = json.loads((project.folder / "references.json").read_text(encoding="utf-8"))
    assert references[1]["id"] == "declaration-1776"
    for name, value in changes.items():
        references[1][name] = value
    references[1]["title-short"] = references[1]["editor"] = None
    if changes.get("title", "") is None:
        references[1]["editor"] = [{"literal": "Congress"}]
    if "custom" in changes:
        references[1]["custom"] = {
            **changes["custom"],
            "quotes": [{"text": "self-evident"}],
        }
    project.write("references.json", json.dumps(references))
    problems = project.problems()
    if lacks is None:
        assert problems == []
    else:
        (problem,) = problems
        assert f'V512 the reference "declaration-1776" lacks {lacks}' in problem


# -- As fast as the edition is long ------------------------------------------------------------


def test_a_check_of_many_quotations_is_linear(project, note):
    """Eight times the notes and sources take about eight times as long, not sixty-four."""
    from variorum.build import _parse_prose
    from variorum.read.folder import read_folder
    from variorum.reuse import make_anew
    from variorum.verbatim import check_quotations
    from variorum.written import list_written

    texts = project.load().edition.texts

    def measure(count: int) -> float:
        project.write(
            "references.json",
            json.dumps(
                [
                    {"id": f"s{i}", "type": "book", "title": f"T{i}"}
                    | {"custom": {"quotes": [{"text": f"the {i} words of source {i} are these"}]}}
                    for i in range(count)
                ]
            ),
        )
        body = "Four score “{0} words of source {0}”, “conceived in Liberty” and “a new nation” [@s{0}]."
        for i in range(count):
            project.write(f"annotations/n{i}.md", note(body.format(i)))
        files, _ = read_folder(project.folder, root=project.root, keep=make_anew)
        drafts, _ = _parse_prose(files, keep=make_anew)
        written = [w for w in list_written(files, drafts) if w.entry.name.startswith("n")]
        start = time.process_time()
        assert list(check_quotations(files, written, texts, keep=make_anew)) == []
        return time.process_time() - start

    few, many = measure(100), measure(800)
    assert many < 24 * few
