"""`variorum changes`, and `check --since`: an edition beside what it was."""

import hashlib
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from repositories import run_git

from variorum.build import read_pieces
from variorum.changes import Change, EditionChanges, compare, write_changes
from variorum.changes.markdown import MOST, write_code, write_words
from variorum.changes.words import show_difference
from variorum.cli.main import main
from variorum.pandoc import run_pandoc

NOTE = """---
target: p1
quote: |-
  a new nation
kind: context
title: |-
  The nation
by: [A. Stranger]
date: 2026-11-30
---
A nation is new where it says so [@declaration-1776]. It was “conceived in Liberty”.
"""


@pytest.fixture
def before(project) -> Path:
    """The project as it is before anything changes."""
    past = project.root / "before"
    shutil.copytree(project.root / "source", past / "source")
    return past


def summarise(project, before: Path) -> str:
    old = read_pieces(before / "source" / "gettysburg", root=before)
    new = read_pieces(project.folder, root=project.root)
    return write_changes([compare(old, new, slug="gettysburg")], since="before")


def check_since(project, monkeypatch, since: str) -> tuple[int, str]:
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(main, ["check", "-q", "--no-advice", "--since", since])
    return done.exit_code, done.output


def alter_copy_text(project) -> None:
    """Alter a word of the copy-text, and the digest with it, as who wants it unseen does."""
    article = project.folder / "article.md"
    old = article.read_bytes()
    new = old.replace(b"dedicated to the", b"devoted to the")
    assert new != old
    article.write_bytes(new)
    digests = (hashlib.sha256(data).hexdigest() for data in (old, new))
    project.replace("edition.yml", *digests)


# -- What is told ------------------------------------------------------------------------------


def test_a_state_beside_itself_says_that_nothing_changes(project, before):
    assert summarise(project, before) == "Nothing changes in the editions since `before`.\n"


def test_a_new_note_stands_among_the_words_it_is_about(project, before):
    project.write("annotations/nation.md", NOTE)
    told = summarise(project, before)
    assert "1 note new" in told
    assert "### New note: The nation\n" in told
    assert "> ¶ p1: Four score" in told
    assert "<strong>a new nation</strong>, conceived in Liberty" in told
    assert "> A nation is new where it says so `[@declaration-1776]`. It was" in told
    assert "context · by A. Stranger · 2026-11-30 · draft" in told
    assert "- declaration-1776: " in told
    assert "- [ ] a draft: once it is good, sign it" in told
    assert "- [ ] compare what it quotes with the source" in told


def test_a_changed_note_shows_what_was_and_what_is(project, before):
    project.replace("annotations/four-score.md", "eighty-seven years", "87 years")
    project.replace("annotations/four-score.md", "kind: explanation", "kind: textual")
    told = summarise(project, before)
    assert "A score is twenty: <del>eighty-seven</del> <ins>87</ins> years before" in told
    assert "- `kind`: explanation → textual" in told
    assert "- [ ] it was reviewed on 2026-11-24, before this change" in told


def test_a_note_reviewed_by_its_author_is_told(project, before):
    signed = NOTE.replace(
        "\n---\nA nation",
        "\nstatus: reviewed\nreviewed: {by: [A. Stranger], date: 2026-11-30}\n---\nA nation",
    )
    project.write("annotations/nation.md", signed)
    assert "- [ ] reviewed by whoever wrote it" in summarise(project, before)


def test_a_note_whose_words_are_not_there_is_told(project, before):
    project.write("annotations/nation.md", NOTE.replace("a new nation", "an old nation"))
    assert "- [ ] its quote was not found in p1: see what the check says" in summarise(
        project, before
    )


def test_a_removed_note_is_told_with_the_words_it_was_about(project, before):
    (project.folder / "annotations" / "four-score.md").unlink()
    told = summarise(project, before)
    assert "### Removed note: Eighty-seven years" in told
    assert "<strong>Four score and seven years ago</strong>" in told


def test_a_correction_shows_both_readings_in_their_place(project, before):
    project.write(
        "emendations.yml",
        (project.folder / "emendations.yml").read_text("utf-8")
        + "\n- id: shall\n  source: conceived in Liberty\n  reading: conceived in liberty\n  kind: spelling\n"
        "  reason: A try.\n  by: [A. Stranger]\n  date: 2026-11-30\n",
    )
    told = summarise(project, before)
    assert "### New correction: shall" in told
    assert "> ¶ p1: " in told
    assert "conceived in <del>Liberty,</del><ins>liberty,</ins>" in told
    assert "> ¶ p1: Four score and seven" in told  # and nothing of the title before it
    assert "Changed text" not in told  # the correction has said it


def test_a_source_is_told_with_who_cites_it_and_its_words(project, before):
    file = project.folder / "references.json"
    items = json.loads(file.read_text("utf-8"))
    items[0]["title"] = "Another title"
    fresh = {"id": "fresh", "type": "book", "title": "Fresh", "custom": {"verified": "memory", "quotes": [{"text": "So it was.", "locator": "p. 3"}]}}  # fmt: skip
    file.write_text(json.dumps([*items, fresh]), "utf-8")
    project.write("annotations/nation.md", NOTE.replace("@declaration-1776", "@fresh"))
    told = summarise(project, before)
    assert "### New source: fresh" in told
    assert "> “So it was.” (p. 3)" in told
    assert "see that it says what is said of it in note “The nation”" in told
    assert f"### Changed source: {items[0]['id']}" in told
    assert "→ Another title" in told
    assert "- fresh (new): Fresh (memory)" in told
    assert "- [ ] open fresh: how far it was read is memory" in told


@pytest.mark.parametrize(
    ("name", "what"),
    [("timeline.yml", "event"), ("glossary.yml", "term"), ("people.yml", "person")],
)
def test_entries_of_lists_are_told(project, before, name, what):
    shutil.rmtree(before / "source")
    shutil.copytree(project.root / "source", before / "source")
    (before / "source" / "gettysburg" / name).write_text("[]", "utf-8")
    assert f"### New {what}: " in summarise(project, before)


def test_what_is_written_of_the_edition_itself_is_told(project, before):
    project.replace("edition.yml", "licence: CC BY 4.0", "licence: All rights reserved")
    assert "- `licence`: CC BY 4.0 → All rights reserved" in summarise(project, before)


def test_states_with_problems_are_compared_as_far_as_they_can_be_read(project, before):
    (before / "source" / "gettysburg" / "annotations" / "four-score.md").write_text(
        "---\n", "utf-8"
    )
    project.write("annotations/nation.md", NOTE.replace("target: p1", "target: p99"))
    project.write("glossary.yml", "- {")
    told = summarise(project, before)
    assert "### New note: The nation" in told
    assert "### New note: Eighty-seven years" in told


def test_an_edition_is_told_that_comes_and_one_that_goes(project):
    new = read_pieces(project.folder, root=project.root)
    told = write_changes([compare(None, new, slug="gettysburg")], since="x")
    assert "## New: `gettysburg`" in told
    assert "### New note: Eighty-seven years" in told
    told = write_changes([compare(new, None, slug="gettysburg")], since="x")
    assert '> - the edition "gettysburg" is gone' in told


def test_a_citation_with_a_place_is_one_piece_of_code():
    told = write_words(
        "It was so [see @a-2011, p. 607; @b, art. 1(2)], and more (https://example.org/a)."
    )
    assert (
        told
        == "It was so `[see @a-2011, p. 607; @b, art. 1(2)]`, and more (`https://example.org/a`)."
    )


def test_a_file_that_cannot_be_read_is_named_and_is_not_told_as_gone(project, before):
    project.write("annotations/nation.md", NOTE.replace("kind: context", "kind: con: text"))
    project.replace("annotations/four-score.md", "kind:", "kind: [")
    references = project.folder / "references.json"
    references.write_text(references.read_text("utf-8").replace('"title"', "title", 1), "utf-8")
    told = summarise(project, before)
    for name in ("annotations/nation.md", "annotations/four-score.md", "references.json"):
        assert f"- source/gettysburg/{name} cannot be read as it should be" in told
    assert "removed" not in told


def test_what_could_not_be_read_before_is_not_told(project, before):
    for root in (project.root, before):
        (root / "source/gettysburg/annotations/nation.md").write_text("---\n", "utf-8")
    assert summarise(project, before) == "Nothing changes in the editions since `before`.\n"


def test_where_the_body_begins_is_told_even_if_that_is_nowhere(project, before):
    project.replace("edition.yml", "from: Four score", "from: Five score")
    told = summarise(project, before)
    assert "- `text.body.from`: Four score and seven years ago → Five score" in told
    project.write("edition.yml", "- {")
    assert "edition.yml cannot be read as it should be" in summarise(project, before)


def test_a_renamed_note_is_one_change(project, before):
    folder = project.folder / "annotations"
    (folder / "four-score.md").rename(folder / "eighty-seven.md")
    told = summarise(project, before)
    assert "1 note changed\n" in told
    assert "- `file`: four-score.md → eighty-seven.md" in told


def test_of_a_group_of_fields_only_what_differs_is_told(project, before):
    own = project.folder / "edition.yml"
    for file, strict in ((own, "false"), (before / "source/gettysburg/edition.yml", "true")):
        text = file.read_text("utf-8")
        file.write_text(f"{text}commentary: {{note-words: 120, strict: {strict}}}\n", "utf-8")
    told = summarise(project, before)
    assert "- `commentary.strict`: true → false\n" in told
    assert "120" not in told


def test_of_a_list_of_groups_only_those_that_differ_are_told(project, before):
    own = project.folder / "edition.yml"
    for file, more in ((own, "{literal: Ann}, {literal: Bob}"), (before / "source/gettysburg/edition.yml", "{literal: Ann}")):  # fmt: skip
        file.write_text(f"{file.read_text('utf-8')}contributors: [{more}]\n", "utf-8")
    assert "- `contributors`: *nothing* → Bob\n" in summarise(project, before)


def test_a_paragraph_that_is_joined_shows_where_it_was_parted(project, before):
    project.write(
        "emendations.yml",
        """- id: joined
  source: "proposition that all men are created equal.\\n\\nNow we are"
  reading: proposition that all men are created equal. Now we are
  kind: page-break
  reason: One paragraph is meant.
  by: [A. Stranger]
  date: 2026-11-30
""",
    )
    assert "¶ Now</del>" in summarise(project, before)


def test_a_folder_without_editions_is_not_told_as_unchanged(project, monkeypatch):
    monkeypatch.chdir(project.folder)
    done = CliRunner().invoke(main, ["changes", "-q", "--since", str(project.root / "none")])
    assert done.exit_code == 2
    (project.root / "none").mkdir()
    done = CliRunner().invoke(main, ["changes", "-q", "--since", str(project.root / "none")])
    assert (done.exit_code, "there is no edition, now or then" in done.output) == (1, True)


# -- What ought not to change --------------------------------------------------------------------


def test_a_copy_text_altered_with_its_digest_is_told_first(project, before):
    alter_copy_text(project)
    assert all("V403" not in problem for problem in project.problems())  # one state shows nothing
    told = summarise(project, before)
    alarm = told.index("> **What ought not to change has changed.**")
    assert alarm < told.index('the copy-text "article.md" was altered') < told.index("###")
    assert "<del>dedicated</del> <ins>devoted</ins>" in told


def test_a_copy_text_altered_with_its_digest_is_refused(project, before, monkeypatch):
    assert check_since(project, monkeypatch, "before")[0] == 0
    alter_copy_text(project)
    status, printed = check_since(project, monkeypatch, "before")
    assert status == 1
    assert 'edition.yml:14:11: V340 the copy-text "article.md" was altered' in printed


def test_a_copy_text_that_only_has_another_name_is_kept(project, before, monkeypatch):
    (project.folder / "article.md").rename(project.folder / "address.md")
    project.replace("edition.yml", "file: article.md", "file: address.md")
    assert check_since(project, monkeypatch, "before")[0] == 0


def test_a_broken_edition_file_is_not_told_as_an_altered_copy_text(project, before, monkeypatch):
    file = project.folder / "edition.yml"
    file.write_text(f"{file.read_text('utf-8')}x: [\n", "utf-8")
    status, printed = check_since(project, monkeypatch, "before")
    assert (status, "edition.yml" in printed, "V340" in printed) == (1, True, False)
    told = summarise(project, before)
    assert "edition.yml cannot be read as it should be" in told
    assert "altered" not in told
    assert "CAUTION" not in told


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_copy_text_altered_beside_a_broken_edition_file_is_refused(
    project, before, monkeypatch, is_gone
):
    alter_copy_text(project)
    if is_gone:
        (project.folder / "article.md").unlink()
    project.write("edition.yml", "x: [")
    printed = check_since(project, monkeypatch, "before")[1]
    assert 'edition.yml:1:1: V340 the copy-text "article.md" was altered or taken away' in printed
    assert 'the copy-text "article.md" was altered' in summarise(project, before)


def test_a_state_whose_edition_file_was_broken_is_no_state_to_compare_with(
    project, before, monkeypatch
):
    file = before / "source/gettysburg/edition.yml"
    file.write_text(f"{file.read_text('utf-8')}x: [\n", "utf-8")
    project.write("annotations/nation.md", NOTE)
    alter_copy_text(project)
    status, printed = check_since(project, monkeypatch, "before")
    assert status == 1
    assert "V340 edition.yml could not be read as it was" in printed
    assert "mend: compare with a state whose edition.yml can be read" in printed
    told = summarise(project, before)
    assert "- edition.yml could not be read as it was" in told.replace("`", "")
    assert "- the text could not be read as it was" in told
    assert "New text" not in told
    assert "### New note: The nation" in told


def test_a_folder_that_was_no_edition_yet_is_no_problem(project, before, monkeypatch):
    (before / "source/gettysburg/edition.yml").unlink()
    assert check_since(project, monkeypatch, "before")[0] == 0


def test_a_registry_altered_with_its_sums_is_refused_and_told(project, before, monkeypatch):
    file = project.folder / "registry.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    last = next(row for row in reversed(rows) if row["id"] == "p3")
    last["published"] = "2020-01-01"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (project.folder / "registry.sum").unlink(missing_ok=True)
    status, printed = check_since(project, monkeypatch, "before")
    assert (status, "V333" in printed) == (1, True)
    assert '"p3" says another day than was published' in summarise(project, before)


def test_an_edition_that_is_gone_is_refused(project, before, monkeypatch):
    project.folder.rename(project.folder.with_name("renamed"))
    status, printed = check_since(project, monkeypatch, "before")
    assert (status, "source/gettysburg:1:1: V341" in printed) == (1, True)


# -- Where the earlier state is ------------------------------------------------------------------


def test_a_commit_is_an_earlier_state_byte_for_byte(project, monkeypatch):
    article = project.folder / "article.md"
    old = hashlib.sha256(article.read_bytes()).hexdigest()
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    project.replace("edition.yml", old, hashlib.sha256(article.read_bytes()).hexdigest())
    run_git(project.root, "init", "-q")
    run_git(project.root, "config", "core.autocrlf", "false")
    run_git(project.root, "add", ".")
    run_git(project.root, "commit", "-qm", "Begin")
    run_git(project.root, "config", "core.autocrlf", "input")
    assert check_since(project, monkeypatch, "HEAD") == (
        0,
        check_since(project, monkeypatch, "HEAD")[1],
    )
    project.write("annotations/nation.md", NOTE)
    done = CliRunner().invoke(main, ["changes", "-q", "--since", "HEAD"])
    assert done.exit_code == 0
    assert "1 note new" in done.output
    assert "### New note: The nation" in done.output
    done = CliRunner().invoke(main, ["changes", "-q", "--since", "HEAD", "source/gettysburg"])
    assert "1 note new" in done.output
    alter_copy_text(project)
    assert check_since(project, monkeypatch, "HEAD")[0] == 1


@pytest.mark.parametrize("since", ["nowhere", "--upload-pack=x", "-h", ""])
def test_a_state_that_is_nowhere_is_refused(project, monkeypatch, since):
    monkeypatch.chdir(project.root)
    run_git(project.root, "init", "-q")
    done = CliRunner().invoke(main, ["changes", "-q", f"--since={since}"])
    assert done.exit_code == 2
    assert "neither a folder nor a commit" in done.output


# -- Strangers' words ----------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=https://example.org/x.png>",
    "![x](https://example.org/x.png)",
    "[click](https://example.org) [ref][1] [^1] <https://example.org>",
    "www.example.org https://example.org/a_b mailto:a@example.org a@example.org",
    "@octocat @org/team `@octocat` ``@octocat",
    "**bold** _it_ ~~gone~~ `code` $x^2$ | a | b |",
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "=== ---",
    "> quoted",
    "&lt;b&gt; &amp; &#64;octocat",
    "\\@octocat \\<b> back\\slash",
    "``` fence",
    "one\n\n# two\n\n<b>three</b>",
    "::error file=x::boo ##[error]boo",
    "<!-- hidden --> visible",
    "a\u202eb\x1b[31mred\x00",
    "octocat/hello#3 octocat!7 (GH-12)",
    "`[@a]` [@a `b`] ([@a]) [@a]` [x](y) [@a](https://example.org)",
)


class Rendered(HTMLParser):
    """What a forge would show: tags, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.outside_code: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.depth += tag == "code"

    def handle_endtag(self, tag):
        self.depth -= tag == "code"

    def handle_data(self, data):
        self.words.append(data)
        if not self.depth:
            self.outside_code.append(data)


def render(markdown: str) -> Rendered:
    form = "gfm+autolink_bare_uris"
    page = run_pandoc(
        ["-f", form, "-t", "html", "--wrap=none"], source=markdown.encode(), timeout=60
    )
    rendered = Rendered()
    rendered.feed(page.decode())
    return rendered


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_strangers_show_as_they_are_and_do_nothing(words):
    rendered = render(f"> {write_words(words)}")
    assert {tag for tag, _ in rendered.tags} <= {"blockquote", "p", "code"}
    shown = "".join(rendered.words).replace("\u2060", "")
    assert " ".join(shown.split()) == " ".join(
        "".join(c if c.isprintable() else "\ufffd" for c in " ".join(words.split())).split()
    )
    linked = [s for s in ("@", "#3", "!7", "GH-12") if s in "".join(rendered.outside_code)]
    assert linked == []


@given(st.lists(st.text(alphabet="ab1@#<>[]()!*_`~\\&;:/.$|-+= wht\n", max_size=40), max_size=60))
def test_no_words_at_all_do_anything(texts):
    lines = [write_words(text) for text in texts]
    rendered = render("\n\n".join(f"> {line} x\n\n----" for line in lines))
    assert {tag for tag, _ in rendered.tags} <= {"blockquote", "p", "code", "hr"}
    shown = "".join(rendered.words).replace("\u2060", "")
    assert shown.split() == " ".join(f"{text} x" for text in texts).split()


@given(st.text(alphabet="ab`\n ::#[", max_size=30))
def test_a_name_is_code_whatever_it_holds(name):
    rendered = render(f"> {write_code(name)}")
    shown = "".join(rendered.words).replace("\u2060", "")
    assert shown.split() == (name.split() or ["“”"])


def test_a_hostile_edition_is_told_without_a_link_or_a_command(project, before):
    hostile = NOTE.replace("The nation", HOSTILE[0]).replace("A. Stranger", "'@octocat ::set-env'")
    project.write("annotations/nation.md", hostile + "\n\n".join(HOSTILE[:-1]))
    told = summarise(project, before)
    rendered = render(told)
    assert not {"a", "img", "script"} & {tag for tag, _ in rendered.tags}
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())
    assert "##[" not in told


# -- Sizes ---------------------------------------------------------------------------------------


def test_a_summary_has_no_more_than_a_forge_takes():
    changes = tuple(
        Change("note", f"Note {i}", "new", f"a/{i}.md", body=show_difference("", "\u4e00 " * 3000))
        for i in range(500)
    )
    told = write_changes([EditionChanges("x", "changed", changes=changes)], since="y")
    assert MOST / 2 < len(told.encode()) <= MOST + 1000
    assert "more, for which there is no room here." in told
    assert "500 notes new" in told


def test_long_stretches_that_are_the_same_are_left_out():
    words = " ".join(f"w{i}" for i in range(300))
    shown = "".join(
        piece.words for piece in show_difference(f"{words} old {words}", f"{words} new {words}")
    )
    assert "w299 old new w0" in shown
    assert "w150" not in shown


def test_a_whole_book_is_not_compared_word_by_word():
    shown = show_difference("a " * 5000, "b " * 5000)
    assert shown[0].words.startswith("too long to be compared here")
