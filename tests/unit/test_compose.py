"""What is written for a contributor is read back by our own reader as the same."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

from variorum.compose import name_stem, write_emendation, write_note
from variorum.read.article import Source
from variorum.read.data import parse_yaml
from variorum.read.limits import NOTE_BODY
from variorum.read.notes import parse_note

DAY = date(2026, 11, 24)
TROUBLES = st.sampled_from(
    [
        "hostage #1 by", "key: value", "- a", "---", "...", "? a", "'", '"', "\\", "{a}", "[a]", "%TAG", "@", "`",
        "null", "~", "12", " a", "a ", "\ta", "a\n\nb", "\na", "a\n", "a\n  b", "a\n \nb", "—", "盾", "щит", "\u202e",
        "\u2067", "\u200f", "\ufeff", "\x07", "\x85", "\u2028", "\u00a0", "\ue000", "\ufdd0", "\U0001f642", "\0",
    ]
)  # fmt: skip
WORDS = st.one_of(
    TROUBLES,
    st.lists(TROUBLES, min_size=1, max_size=4).map("".join),
    texts(),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
)
BODIES = st.sampled_from(
    ["A note [@key].", "---\n\nA rule first, and last:\n\n---", "- a\n- b", "“щит” и 盾"]
)


def read_note(text: str) -> dict[str, object]:
    note, problems = parse_note(Source("a.md", text, ""), limit=NOTE_BODY)
    assert note
    assert problems == []
    assert isinstance(note.front.value, dict)
    return {**note.front.value, "body": note.body}


@given(WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=2), BODIES)
@example("a\n---\nb", "p", "s", "t", ["b"], "A note.")
def test_a_note_is_read_back_as_it_was_said(
    quote: str, prefix: str, suffix: str, title: str, by: list[str], body: str
) -> None:
    written = write_note(
        target="chapter#p3a",
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        kind="hindsight",
        title=title,
        by=by,
        date=DAY,
        as_of=date(2015, 7, 14),
        body=body,
    )
    assert read_note(written) == {
        "target": "chapter#p3a",
        "quote": quote,
        "prefix": prefix,
        "suffix": suffix,
        "kind": "hindsight",
        "title": title,
        "by": by,
        "date": "2026-11-24",
        "status": "draft",
        "as-of": "2015-07-14",
        "body": body,
    }


@given(WORDS, st.one_of(st.just(""), WORDS), WORDS, st.integers(1, 3))
def test_a_correction_is_read_back_as_it_was_said(
    source: str, reading: str, reason: str, times: int
) -> None:
    written = write_emendation(
        source=source, reading=reading, kind="name", reason=reason, by=["A"], date=DAY, times=times
    )
    data, problems = parse_yaml(written, path="a.yml")
    assert problems == []
    assert data
    assert data.value == {
        "source": source,
        "reading": reading,
        "kind": "name",
        "reason": reason.strip(),
        "by": ["A"],
        "date": "2026-11-24",
        **({"times": times} if times > 1 else {}),
    }


def test_a_note_has_the_form_that_the_guide_shows() -> None:
    written = write_note(
        target="p1",
        quote="talks in Washington\nlast week",
        kind="explanation",
        title="Which talks: #1",
        by=["The Variorum editors", "Ada Byron, 3rd"],
        date=DAY,
        body="\nThe article is dated Monday.\n",
    )
    assert (
        written
        == """\
---
target: p1
quote: |-
  talks in Washington
  last week
kind: explanation
title: |-
  Which talks: #1
by: [The Variorum editors, "Ada Byron, 3rd"]
date: 2026-11-24
status: draft
---
The article is dated Monday.
"""
    )


def test_a_correction_shows_its_line_ends_and_what_cannot_be_seen() -> None:
    written = write_emendation(
        source="countries\n\nthat",
        reading="countries\u202e that",
        kind="page-break",
        reason="A page ended there.",
        by=["The Variorum editors"],
        date=DAY,
        times=2,
    )
    assert (
        written
        == r"""source: "countries\n\nthat"
reading: "countries\u202E that"
times: 2
kind: page-break
reason: |-
  A page ended there.
by: [The Variorum editors]
date: 2026-11-24
"""
    )


@pytest.mark.parametrize(
    ("words", "taken", "stem"),
    [
        ("Eased visa rules", (), "eased-visa-rules"),
        ("the President’s “café” doesn't", (), "the-presidents-cafe-doesnt"),
        ("one two three four five six", (), "one-two-three-four-five"),
        ("щит", (), "note-on-p1"),
        ("  ", (), "note-on-p1"),
        ("a" * 70, (), "a" * 60),
        ("a" * 59 + " b", (), "a" * 59),
        ("The war", ("the-war", "the-war-2"), "the-war-3"),
    ],
)
def test_a_file_is_named_after_its_words(words: str, taken: tuple[str, ...], stem: str) -> None:
    assert name_stem(words, "note-on-p1", taken.__contains__) == stem
