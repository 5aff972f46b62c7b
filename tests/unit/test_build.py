"""A folder of files becomes one edition."""

import json
import re
from datetime import date

import pytest

from variorum.build import read_blocks
from variorum.model import Span


def test_the_sample_edition_is_what_its_files_say(project):
    edition = project.load().edition
    assert (edition.slug, edition.title, edition.issued) == (
        "gettysburg",
        "The Gettysburg Address",
        "1863-11-19",
    )
    (text,) = edition.texts
    assert [block.id for block in text.blocks] == ["f1", "f2", "f3", "p1", "p2", "p3", "b1"]
    assert text.blocks[4].text.startswith("Now we are engaged")
    assert "dedicated, can long endure. We are met" in text.blocks[4].text
    assert text.blocks[6].text == "Text of the “Bliss copy”."
    assert text.reading == "\n\n".join(block.text for block in text.blocks)
    assert "contnent" in text.printed
    assert "contnent" not in text.reading


def test_notes_are_numbered_as_they_are_met(project):
    edition = project.load().edition
    assert [(n.number, n.stem, n.block) for n in edition.annotations] == [
        (1, "four-score", "p1"),
        (2, "created-equal", "p1"),
    ]
    note = edition.annotations[1]
    assert note.quote == "the proposition that all men are created equal"
    (block,) = (block for block in edition.texts[0].blocks if block.id == "p1")
    assert block.text[note.anchor.start : note.anchor.end] == note.quote
    assert note.see == ("four-score",)
    assert note.reviewed.date == date(2026, 11, 24)


def test_drafts_are_left_out_of_builds_and_shown_in_previews(project):
    assert "to-be-reviewed" not in {n.stem for n in project.load().edition.annotations}
    for options in ({"drafts": True}, {"preview": True}):
        loaded = project.load(**options)
        assert "to-be-reviewed" in {n.stem for n in loaded.edition.annotations}
        assert "left out" not in " ".join(problem.text for problem in loaded.problems)


def test_a_note_may_see_a_draft_which_a_build_leaves_out(project):
    project.replace(
        "annotations/four-score.md",
        "status: reviewed\n",
        "status: reviewed\nsee: [to-be-reviewed]\n",
    )
    assert project.problems() == []
    assert project.load().edition.annotations[0].see == ()
    assert project.load(drafts=True).edition.annotations[0].see == ("to-be-reviewed",)


def test_changes_map_the_printed_words_to_the_reading(project):
    (text,) = project.load().edition.texts
    shown = [
        (
            text.printed[c.printed.start : c.printed.end],
            text.reading[c.reading.start : c.reading.end],
            c.emendation,
            c.rule,
        )
        for c in text.changes
    ]
    assert shown == [
        ("contnent", "continent", "continent", ""),
        ("can\n\nlong", "can long", "can-long-endure", ""),
        ('"', "“", "", "quotes"),
        ('"', "”", "", "quotes"),
    ]


def test_citations_are_formatted_alone_and_link_to_their_source(project):
    edition = project.load().edition
    note = edition.annotations[1]
    (cluster,) = note.body.clusters
    assert [c.key for c in cluster.citations] == ["declaration-1776", "lincoln-works-7"]
    assert 'href="vr:sources/#ref-lincoln-works-7"' in note.body.html
    assert "23" in cluster.text
    assert 'href="vr:#p1"' in note.body.html


def test_the_same_files_give_the_same_edition_warm_and_cold(project):
    cold = project.load()
    warm = project.load()
    assert cold.edition == warm.edition
    assert (project.root / ".cache" / "variorum").is_dir()


def test_an_edition_that_cannot_be_published_is_none_and_its_advice_is_kept(project):
    project.replace("article.md", "Bliss copy", "Bliss  copy")
    loaded = project.load()
    assert loaded.edition is None
    assert {p.severity for p in loaded.problems} == {"error", "advice"}


def test_a_text_in_html_with_mark_and_crlf_builds_the_same_blocks(project):
    html = (
        "\ufeff<article><h1>The Gettysburg Address</h1>\r\n<p>Abraham Lincoln</p>\r\n<p>November 19, 1863</p>\r\n"
        "<p>Four score and seven years ago our fathers brought forth on this contnent a new nation, conceived in\r\n"
        "Liberty, and dedicated to the <em>proposition</em> that all men are created equal.</p>\r\n"
        "<p>Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived and so\r\n"
        "dedicated, can</p>\r\n<p>long endure. We are met on a great battle-field of that war. We have come to dedicate a\r\n"
        "portion of that field, as a final resting place for those who here gave their lives that that nation might\r\n"
        "live. It is altogether fitting and proper that we should do this.</p>\r\n"
        "<p>But, in a larger sense, we can not dedicate — we can not consecrate — we can not hallow — this ground.</p>\r\n"
        '<p>Text of the "Bliss copy".</p></article>\r\n'
    )
    before = project.load().edition
    from hashlib import sha256

    old = sha256((project.folder / "article.md").read_bytes()).hexdigest()
    project.write("article.html", html)
    (project.folder / "article.md").unlink()
    project.replace("edition.yml", "article.md", "article.html")
    project.replace("edition.yml", old, sha256(html.encode()).hexdigest())
    assert project.problems() == []
    after = project.load().edition
    assert [b.text for b in after.texts[0].blocks] == [b.text for b in before.texts[0].blocks]


def test_the_first_edition_is_whole(root):
    from variorum.build import load

    loaded = load(
        root / "source/holding-the-reset-hostage", root=root, cache=root / ".cache/variorum"
    )
    assert [str(p) for p in loaded.problems if p.severity != "advice"] == []
    edition = loaded.edition
    (text,) = edition.texts
    assert [b.id for b in text.blocks] == [
        *("f1", "f2", "f3", "f4"),
        *(f"p{i}" for i in range(1, 10)),
        *("b1", "b2", "b3"),
    ]
    words = {b.id: b.text for b in text.blocks}
    assert words["b1"].startswith("Alejandro Sueldo is a scholar")
    assert words["f4"] == "The Moscow Times"
    assert "North Korea, countries that possess nuclear weapons" in words["p3"]
    assert "United States. As the stronger partner" in words["p9"]
    assert words["b2"].endswith("the position of The Moscow Times.")
    assert "it refutes the need" in words["p3"]
    assert not set("☒\"'") & set(text.reading)
    per_paragraph = {f"p{i}": 0 for i in range(1, 10)}
    for note in edition.annotations:
        if note.block in per_paragraph:
            per_paragraph[note.block] += 1
        assert note.body.clusters
    assert min(per_paragraph.values()) >= 2
    assert {n.kind for n in edition.annotations} == {
        "context", "explanation", "evidence", "dispute", "hindsight", "textual"
    }  # fmt: skip
    assert len(edition.sidebars) >= 2


def test_spans_are_half_open():
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))


def test_links_lead_to_the_text_that_a_note_belongs_to(project):
    from hashlib import sha256

    second = "First of two.\n\nSecond of two.\n"
    project.write("two.md", second)
    one = (project.folder / "edition.yml").read_text(encoding="utf-8")
    head, _, text = one.partition("text:\n")
    entry = text.replace("  file:", "- file:", 1)
    project.write(
        "edition.yml",
        f"{head}texts:\n{entry}- slug: two\n  file: two.md\n  sha256: {sha256(second.encode()).hexdigest()}\n"
        "  body: {from: First, to: of two.}\n".replace("to: of two.", "to: Second of two."),
    )
    note = (project.folder / "annotations/four-score.md").read_text(encoding="utf-8")
    note = note.replace("target: p1", "target: two#p2").replace(
        "Four score and seven years ago", "Second"
    )
    body = "[a](#p1) [b](#note-other) [c](#note-four-score) [d](#sidebar-the-copies) [e](#emendation-continent)\n"
    project.write("annotations/other.md", note.partition("A score")[0] + body)
    loaded = project.load(preview=True)
    assert [str(p) for p in loaded.problems if p.severity == "error"] == []
    html = next(n for n in loaded.edition.annotations if n.stem == "other").body.html
    assert re.findall(r'href="([^"]*)"', html) == [
        "vr:two/#p1",
        "vr:two/#note-other",
        "vr:#note-four-score",
        "vr:context/the-copies/",
        "vr:#emendation-continent",
    ]


def parts_of(project, article: str, *, start: str, end: str) -> str | list[str]:
    """Where the blocks are, before the body, in it or after; or what was wrong."""
    from hashlib import sha256

    project.write("article.md", article)
    fields = (project.folder / "edition.yml").read_text(encoding="utf-8").partition("text:\n")[0]
    digest = sha256(article.encode()).hexdigest()
    body = json.dumps({"from": start, "to": end})
    project.write(
        "edition.yml", f"{fields}text:\n  file: article.md\n  sha256: {digest}\n  body: {body}\n"
    )
    read = read_blocks(project.folder, root=project.root)
    problems = [str(problem) for problem in read.problems if problem.code == "V404"]
    return problems or "".join(
        {"front": "<", "body": "b", "back": ">"}[b.part] for _, blocks in read.texts for b in blocks
    )


@pytest.mark.parametrize(
    ("article", "start", "end", "parts"),
    [
        ("Title\n\nI\n\nFirst.\n\nII\n\nSecond.", "I", "Second.", "<bbbb"),
        ("Title\n\nI\n\nIt is.\n\nI\n\nSo it is.", "I\n\nIt is.", "So it is.", "<bbbb"),
        ("A play\n\nHAMLET.\n\nTo be.\n\nHAMLET.\n\nNot.", "HAMLET.\n\nTo", "Not.", "<bbbb"),
        ("Word\n\nWord", "Word\n\nWord", "Word\n\nWord", "bb"),
        ("Title\n\nSo.\n\nEnd.\n\nNo.\n\nEnd.\n\nNote.", "So.", "No.\n\nEnd.", "<bbbb>"),
        ("Title\n\nSo.\n\nThe End\n\nEnd\n\nNote.", "So.", "End", "<bbb>"),
        ("Title\n\n* a\n* b\n\nEnd.", "a b\n\nEnd", "b\n\nEnd.", "<bb"),
    ],
)
def test_a_body_may_begin_and_end_with_words_that_others_begin_and_end_with(
    project, article, start, end, parts
):
    assert parts_of(project, article, start=start, end=end) == parts


def test_a_body_that_two_blocks_may_begin_is_said_to_need_more_of_its_words(project):
    article = "HAMLET.\n\nTo be.\n\nHAMLET.\n\nNot."
    (problem,) = parts_of(project, article, start="HAMLET.", end="Not.")
    assert '"body.from" opens 2 blocks' in problem
    assert "on into the next block" in problem
