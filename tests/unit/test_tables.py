"""Notes and corrections as tables: every word is there, nothing of it is run, and spreadsheets know its letters."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts
from test_generated_pages import editions

from variorum.export.tables import (
    ANNOTATIONS,
    EMENDATIONS,
    make_annotations_table,
    make_emendations_table,
)
from variorum.model import Citation, Edition
from variorum.prose.citation_syntax import parse_cluster, write_cluster


def read(table: bytes) -> list[dict[str, str]]:
    """Return the rows as the module of the guide reads them, the apostrophes taken away."""
    with io.TextIOWrapper(io.BytesIO(table), encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]


def check_notes(edition: Edition) -> None:
    rows = read(make_annotations_table(edition))
    for row, note in zip(rows, edition.annotations, strict=True):
        assert tuple(row) == ANNOTATIONS
        assert (row["stem"], row["text"], row["block"]) == (note.stem, note.text, note.block)
        assert (row["exact"], row["title"], row["body"]) == (note.quote, note.title, note.body.text)
        assert (int(row["start"]), int(row["end"])) == (note.anchor.start, note.anchor.end)
        assert row["address"] == f"{edition.address}notes/{note.stem}/"


def check_emendations(edition: Edition) -> None:
    rows = read(make_emendations_table(edition))
    known = {item.id: item for item in edition.emendations}
    for row in rows:
        assert tuple(row) == EMENDATIONS
        emendation = known[row["id"]]
        assert (row["printed"], row["read"]) == (emendation.source, emendation.reading)
        assert row["reason"] == emendation.reason.text
    places = [(row["id"], int(row["place"])) for row in rows]
    assert sorted(places) == sorted(
        (item.id, n + 1) for item in edition.emendations for n in range(item.times)
    )


def test_the_tables_of_every_edition_can_be_read_back(whole_editions):
    for edition in whole_editions.values():
        check_notes(edition)
        check_emendations(edition)


@settings(max_examples=100)
@given(editions())
def test_the_tables_of_any_edition_can_be_read_back(edition):
    check_notes(edition)
    check_emendations(edition)


def test_a_note_is_told_with_all_that_is_known_of_it(whole_editions):
    edition = whole_editions["first"]
    note = next(note for note in edition.annotations if note.as_of)
    row = next(r for r in read(make_annotations_table(edition)) if r["stem"] == note.stem)
    assert row["by"] == row["reviewed-by"] == "The Variorum editors"
    assert (row["status"], row["kind"]) == (note.status, note.kind)
    assert date.fromisoformat(row["date"]) == note.date
    assert date.fromisoformat(row["reviewed"]) == note.reviewed.date
    assert date.fromisoformat(row["as-of"]) == note.as_of


def test_the_citations_of_a_note_stand_as_editors_write_them(whole_editions):
    edition = whole_editions["first"]
    rows = read(make_annotations_table(edition))
    assert rows[0]["citations"] == "[@sueldo-2011, paras. 7, 9]"
    assert any("; @" in row["citations"] for row in rows)


def test_a_correction_made_twice_has_two_rows(whole_editions):
    edition = next(e for e in whole_editions.values() if any(x.times > 1 for x in e.emendations))
    repeated = next(item for item in edition.emendations if item.times > 1)
    rows = [r for r in read(make_emendations_table(edition)) if r["id"] == repeated.id]
    ends = [row["address"].partition("#")[2] for row in rows]
    assert ends[:2] == [f"emendation-{repeated.id}", f"emendation-{repeated.id}.2"]


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "'=1", "'tis", "''tis", "— he"],
)  # fmt: skip
def test_no_cell_is_a_formula_and_every_one_keeps_its_words(whole_editions, words):
    edition = whole_editions["sample"]
    note = replace(edition.annotations[0], title=words, quote=words)
    table = make_annotations_table(replace(edition, annotations=(note,)))
    with io.TextIOWrapper(io.BytesIO(table), encoding="utf-8-sig", newline="") as lines:
        (shown,) = csv.DictReader(lines)
    assert shown["title"][:1] == ("—" if words.startswith("—") else "'")
    assert read(table)[0]["title"] == read(table)[0]["exact"] == words


def test_the_tables_are_as_rfc_4180_has_them_and_as_excel_knows_them(whole_editions):
    edition = whole_editions["sample"]
    note = replace(edition.annotations[0], title='A "quoted", title', quote="two\nlines")
    for table in (
        make_annotations_table(replace(edition, annotations=(note,))),
        make_annotations_table(replace(edition, annotations=())),
    ):
        assert table.startswith("\ufeffstem,text,".encode())
        assert table.endswith(b"\r\n")
    assert b'"A ""quoted"", title"' in make_annotations_table(replace(edition, annotations=(note,)))


def test_written_citations_are_read_as_what_they_were(whole_editions):
    clusters = [
        cluster.citations
        for edition in whole_editions.values()
        for note in [*edition.annotations, *edition.sidebars]
        for cluster in note.body.clusters
    ]
    assert clusters
    for citations in clusters:
        assert parse_cluster(write_cluster(citations)) == citations


keys = st.sampled_from(["smith-2011", "doi:10.1000/182", "a,b", "what!"])
words = st.sampled_from(["", "see", "cf. also", "(2)", ", emphasis added", "and passim", "p."])
locators = st.sampled_from(
    ["", "p. 3", "art. 4", "paras. 7, 9", "chap. on boats", "a long way down"]
)


@given(
    st.lists(
        st.builds(
            Citation,
            keys,
            locator=locators,
            prefix=words,
            suffix=words,
            suppress_author=st.booleans(),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_citations_are_read_as_what_they_were(citations):
    assert parse_cluster(write_cluster(citations)) == tuple(citations)


@given(words=texts())
def test_no_sign_of_a_cell_is_lost(whole_editions, words):
    edition = whole_editions["sample"]
    note = replace(edition.annotations[0], title=words, quote=words)
    row = read(make_annotations_table(replace(edition, annotations=(note,))))[0]
    assert (row["title"], row["exact"]) == (words, words)
