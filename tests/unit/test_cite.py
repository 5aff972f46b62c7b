"""What a reader sees of citations and of the list of works."""

import json
import subprocess
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import pandoc
from variorum.cite import Citations, Formatted, citations, citeproc, format_citations
from variorum.cite.cache import FILE_NAME, Records, load_records, save_records
from variorum.cite.markup import TAGS, clean, is_clean
from variorum.cite.style import DEFAULT_STYLE, check_style, isolate, read_style
from variorum.model import Citation
from variorum.pandoc import PandocError
from variorum.problems import Position
from variorum.read.references import RawReference, read_references

CSL = "http://purl.org/net/xbiblio/csl"
ITEMS = [
    {
        "id": "sueldo-2011",
        "type": "article-newspaper",
        "title": "Holding the Reset Hostage",
        "author": [{"family": "Sueldo", "given": "Alejandro"}],
        "container-title": "The Moscow Times",
        "issued": "2011-07-18",
        "URL": "https://example.org/reset",
    },
    {"id": "treaty", "type": "treaty", "title": "A Treaty on <i>Arms</i> & more", "issued": 1972},
    {
        "id": "doe-one",
        "type": "book",
        "title": "One",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": 2001,
    },
    {
        "id": "doe-two",
        "type": "book",
        "title": "Two",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": 2001,
    },
    {"id": "a&b", "type": "book", "title": "Ampersand", "author": [{"family": "Zed"}]},
]
AT = Position("source/x/edition.yml", 9, 8)


@pytest.fixture(scope="module")
def references() -> tuple[RawReference, ...]:
    found, problems = read_references(json.dumps(ITEMS), path="references.json")
    assert problems == []
    return found


def form(
    references: tuple[RawReference, ...],
    *clusters: Citations,
    style: str = DEFAULT_STYLE,
    locale: str = "en-US",
    dates: str | None = None,
    cache: Path | None = None,
) -> Formatted:
    formatted, problems = format_citations(
        references,
        clusters,
        style=style,
        style_folder=None,
        locale=locale,
        dates=dates,
        cache=cache,
    )
    assert problems == []
    return formatted


SHORT = (Citation("sueldo-2011", "p. 3"),)
ARTICLE = (Citation("treaty", "art. 4", prefix="see"), Citation("doe-one", suffix=", passim"))
BARE = (Citation("sueldo-2011"),)
LATER = (Citation("sueldo-2011", suppress_author=True),)


@pytest.fixture(scope="module")
def notes(references: tuple[RawReference, ...]) -> Formatted:
    return form(
        references, BARE, SHORT, BARE, ARTICLE, LATER, (Citation("doe-two"),), (Citation("a&b"),)
    )


def test_each_cited_work_links_to_its_entry(notes: Formatted) -> None:
    assert notes.clusters[SHORT].html == (
        '<a href="vr:sources/#ref-sueldo-2011">Sueldo, “Holding the Reset Hostage,” 3</a>'
    )
    assert 'href="vr:sources/#ref-a%26b"' in notes.clusters[(Citation("a&b"),)].html


def test_a_locator_prints_with_its_label_and_words_around_it(notes: Formatted) -> None:
    text = notes.clusters[ARTICLE].text
    assert text.startswith("see A Treaty on Arms & More, art. 4; Doe, One, passim")
    assert "<i>" in notes.clusters[ARTICLE].html


def test_a_repeated_citation_stays_a_first_one(notes: Formatted) -> None:
    assert notes.clusters[BARE].text == "Sueldo, “Holding the Reset Hostage”"
    assert notes.clusters[(Citation("doe-two"),)].text == "Doe, Two"


def test_a_work_cited_twice_in_brackets_is_named_twice(
    references: tuple[RawReference, ...],
) -> None:
    twice = (Citation("doe-one", "1"), Citation("doe-one", "2"))
    assert form(references, twice).clusters[twice].text.count("Doe") == 2


def test_a_notes_style_can_stand_as_a_sentence(notes: Formatted) -> None:
    assert notes.is_notes
    assert notes.sentences[BARE].text == "Sueldo, “Holding the Reset Hostage.”"
    assert notes.sentences[ARTICLE].text.startswith("See A Treaty")
    assert notes.sentences[ARTICLE].text.endswith("passim.")


def test_the_author_may_be_left_out(notes: Formatted) -> None:
    assert notes.clusters[LATER].text == "“Holding the Reset Hostage”"


def test_a_citation_of_a_notes_style_has_no_address(notes: Formatted) -> None:
    assert "example.org" not in notes.clusters[BARE].html


def test_the_list_of_works_is_in_the_styles_order_and_links_to_the_web(notes: Formatted) -> None:
    assert [entry.id for entry in notes.entries] == [
        "treaty",
        "doe-one",
        "doe-two",
        "sueldo-2011",
        "a&b",
    ]
    entry = notes.entries[3]
    assert (
        '<i>The Moscow Times</i>, July 18, 2011. <a href="https://example.org/reset">' in entry.html
    )
    assert "<" not in entry.text


def test_no_author_is_replaced_by_a_dash(notes: Formatted) -> None:
    assert all(entry.text.startswith("Doe, Jane.") for entry in notes.entries[1:3])


def test_an_author_date_style_does_not_tell_apart_across_the_edition(
    references: tuple[RawReference, ...],
) -> None:
    one, two = (Citation("doe-one"),), (Citation("doe-two"),)
    together = form(references, one, two, style="apa")
    alone = form(references, one, style="apa")
    assert not together.is_notes
    assert together.clusters[one] == alone.clusters[one]
    assert together.clusters[one].text == "(Doe, 2001)"
    assert together.sentences[one] == together.clusters[one]


def test_numbers_are_those_of_the_list_of_works(
    references: tuple[RawReference, ...], tmp_path: Path
) -> None:
    treaty = (Citation("treaty"),)
    first = form(references, treaty, style="ieee", cache=tmp_path)
    assert first.clusters[treaty].text == "[2]"
    assert first.entries[1].text.startswith("[2]")
    later = form(references, (Citation("doe-two"),), style="ieee", cache=tmp_path)
    assert [cluster.text for cluster in later.clusters.values()] == ["[4]"]


def test_another_locale_has_its_own_quotation_marks(references: tuple[RawReference, ...]) -> None:
    formatted = form(references, SHORT, BARE, locale="de-DE")
    assert formatted.clusters[SHORT].text == "Sueldo, „Holding the Reset Hostage“, p. 3"
    assert formatted.sentences[BARE].text.endswith("Hostage“.")


def test_an_edition_may_put_the_day_first(references: tuple[RawReference, ...]) -> None:
    for dates, said in ((None, "July 18, 2011"), ("day month year", "18 July 2011")):
        entries = form(references, BARE, dates=dates).entries
        assert any(said in entry.text for entry in entries)


def test_a_locator_without_a_label_known_to_csl_prints_as_written(
    references: tuple[RawReference, ...],
) -> None:
    annex = (Citation("treaty", "annex 2"),)
    assert form(references, annex).clusters[annex].text.endswith("annex 2")


def test_markup_in_a_citations_words_is_text(references: tuple[RawReference, ...]) -> None:
    evil = (Citation("treaty", prefix="<script>alert(1)</script>"),)
    formatted = form(references, evil)
    assert "<script>" not in formatted.clusters[evil].html
    assert "<script>" in formatted.clusters[evil].text


def test_unknown_keys_and_empty_clusters_are_left_out(references: tuple[RawReference, ...]) -> None:
    assert form(references, (Citation("nobody"),), ()).clusters == {}


def test_an_edition_without_references_needs_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert form(()).entries == ()


def test_a_warm_cache_gives_the_same_without_a_process(
    references: tuple[RawReference, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = form(references, SHORT, ARTICLE, cache=tmp_path / "new" / "cache")
    monkeypatch.setattr(subprocess, "run", None)
    assert form(references, SHORT, ARTICLE, cache=tmp_path / "new" / "cache") == cold


def test_only_what_is_new_is_formatted(
    references: tuple[RawReference, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form(references, SHORT, cache=tmp_path)
    sent: list[bytes] = []
    run = pandoc.run_pandoc

    def spy(arguments: list[str], *, source: bytes, files: dict[str, bytes]) -> bytes:
        sent.append(files["items.json"])
        return run(arguments, source=source, files=files)

    monkeypatch.setattr(citeproc, "run_pandoc", spy)
    form(references, SHORT, ARTICLE, cache=tmp_path)
    assert [item["id"] for item in json.loads(sent[0])] == ["treaty", "doe-one"]
    assert len(sent) == 1


def test_a_changed_reference_is_formatted_anew(
    references: tuple[RawReference, ...], tmp_path: Path
) -> None:
    form(references, BARE, cache=tmp_path)
    changed = [{**ITEMS[0], "title": "Another Title"}, *ITEMS[1:]]
    again, _ = read_references(json.dumps(changed), path="references.json")
    formatted = form(again, BARE, cache=tmp_path)
    assert "Another Title" in formatted.clusters[BARE].text
    assert any("Another Title" in entry.text for entry in formatted.entries)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b'{"clusters": [], "entries": 3}',
        b'{"clusters": {"a": ["x"]}, "orders": {"b": [1]}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_cache_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert load_records(tmp_path) == Records()


@pytest.mark.parametrize(
    "brought",
    [
        "<script>PWN()</script>",
        "<img src=x onerror=PWN()>",
        "<svg/onload=PWN()>",
        '<a href="javascript:PWN()">x</a>',
        '<a href="https://example.org" onclick="PWN()">x</a>',
        '<span style="position: fixed">x</span>',
        "<!-- x -->",
        "<",
        "<b>",
    ],
)
def test_what_a_stranger_wrote_into_the_cache_is_made_anew(
    references: tuple[RawReference, ...], brought: str, tmp_path: Path
) -> None:
    cold = form(references, SHORT, ARTICLE, cache=tmp_path)
    kept = json.loads((tmp_path / FILE_NAME).read_bytes())
    for part in ("clusters", "entries"):
        kept[part] = {
            key: [value + brought for value in values] for key, values in kept[part].items()
        }
    (tmp_path / FILE_NAME).write_text(json.dumps(kept))
    assert form(references, SHORT, ARTICLE, cache=tmp_path) == cold


@pytest.mark.parametrize("style", ["apa", "ieee", DEFAULT_STYLE])
def test_whatever_is_formatted_is_found_again_in_the_cache(
    references: tuple[RawReference, ...], style: str
) -> None:
    formatted = form(references, SHORT, ARTICLE, BARE, style=style)
    shown = [c.html for c in (*formatted.clusters.values(), *formatted.sentences.values())]
    assert all(map(is_clean, (*shown, *(entry.html for entry in formatted.entries))))


PIECES = [*"ab&\"'<>/= \n", "<b>", "</", "</a>", 'a href="http:', '">', "span class=", "script"]


@given(st.lists(st.sampled_from([*PIECES, '<a href="vr:sources/#ref-'])).map("".join))
def test_nothing_but_a_citations_own_tags_and_links_is_taken_from_the_cache(markup: str) -> None:
    if is_clean(markup):
        assert clean(markup).count("<") == markup.count("<")
        for element in lxml.html.fragment_fromstring(markup, create_parent="p").iterdescendants():
            assert element.tag in TAGS
            assert set(element.attrib) <= {"href", "class"}
            assert element.get("href", "vr:sources/#ref-").startswith(("http:", "vr:sources/#ref-"))


def test_a_cache_of_another_order_is_not_believed(
    references: tuple[RawReference, ...], tmp_path: Path
) -> None:
    cold = form(references, SHORT, cache=tmp_path)
    kept = json.loads((tmp_path / FILE_NAME).read_bytes())
    kept["orders"] = {key: ["somebody"] for key in kept["orders"]}
    (tmp_path / FILE_NAME).write_text(json.dumps(kept))
    assert form(references, SHORT, cache=tmp_path) == cold


def test_a_folder_that_cannot_be_written_does_no_harm(
    references: tuple[RawReference, ...], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert form(references, SHORT, cache=tmp_path / "file").clusters


def test_two_builds_keep_each_others_records(tmp_path: Path) -> None:
    save_records(tmp_path, Records(entries={"a": ("A", "A")}), used={"a"})
    save_records(tmp_path, Records(entries={"b": ("B", "B")}), used={"b"})
    assert set(load_records(tmp_path).entries) == {"a", "b"}
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_cache_grown_too_large_keeps_what_is_used(tmp_path: Path) -> None:
    many = {str(number): ("x", "x") for number in range(3_000)}
    save_records(tmp_path, Records(entries=many), used={"7"})
    assert set(load_records(tmp_path).entries) == {"7"}


def test_an_unknown_style_names_the_nearest(references: tuple[RawReference, ...]) -> None:
    formatted, problems = format_citations(
        references, [SHORT], style="appa", style_folder=None, locale="en-US", cache=None, at=AT
    )
    assert formatted.clusters == {}
    assert [problem.code for problem in problems] == ["V510"]
    assert 'write "apa"' in problems[0].mend
    assert problems[0].position == AT


@pytest.mark.parametrize("name", ["../apa.csl", "/etc/passwd", "nothing.csl", "a/b.csl", ""])
def test_a_style_file_stays_in_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "apa.csl").write_text("<style/>")
    folder = tmp_path / "edition"
    folder.mkdir()
    assert [problem.code for problem in check_style(name, folder=folder, at=AT)] == ["V510"]


def test_a_style_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<style/>")
    (tmp_path / "mine.csl").symlink_to(tmp_path / "secret")
    assert check_style("mine.csl", folder=tmp_path, at=AT)[0].code == "V510"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<x", "is not XML"),
        ("<x/>", "does not begin with"),
        (f'<style xmlns="{CSL}"/>', "no layout for citations"),
        (f'<!DOCTYPE a [<!ENTITY x "y">]><style xmlns="{CSL}"/>', "document type"),
        (
            f'<style xmlns="{CSL}"><info><link rel="independent-parent" href="http://x/none"/></info></style>',
            "depends on a style",
        ),
        (
            f'<style xmlns="{CSL}"><macro name="a"><text macro="a"/></macro><citation><layout>'
            '<text macro="a"/></layout></citation><bibliography><layout/></bibliography></style>',
            "calls itself",
        ),
        (
            f'<style xmlns="{CSL}"><citation><layout><text macro="b"/></layout></citation>'
            "<bibliography><layout/></bibliography></style>",
            'calls the macro "b"',
        ),
    ],
)
def test_a_style_file_that_cannot_be_used_is_reported(xml: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(xml)
    [problem] = check_style("mine.csl", folder=tmp_path, at=AT)
    assert problem.code == "V511"
    assert said in problem.text


def test_a_style_file_formats(references: tuple[RawReference, ...], tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_bytes(
        f'<style xmlns="{CSL}" class="in-text" version="1.0"><info><title>House</title><id>house</id>'
        "<updated>2011-07-18T00:00:00Z</updated></info><citation><layout>"
        '<choose><if position="ibid"><text value="ibid"/></if><else-if position="first">'
        '<text variable="title" prefix="{"/></else-if><else><text value="again"/></else></choose>'
        '</layout></citation><bibliography><layout><choose><if position="first"><text value="no"/></if>'
        '<else><text variable="title" prefix="* "/></else></choose></layout></bibliography></style>'.encode()
    )
    formatted, problems = format_citations(
        references, [BARE, SHORT], style="house.csl", style_folder=tmp_path, locale="en", cache=None
    )
    assert problems == []
    assert {cluster.text for cluster in formatted.clusters.values()} == {
        "{Holding the Reset Hostage"
    }
    assert formatted.entries[0].text == "* Holding the Reset Hostage"


def test_a_dependent_style_is_its_parent() -> None:
    assert read_style("2d-materials", folder=None) == read_style(
        "institute-of-physics-numeric", folder=None
    )


@pytest.mark.parametrize("style", [DEFAULT_STYLE, "apa", "modern-language-association", "ieee"])
def test_an_isolated_style_asks_for_no_neighbours(style: str) -> None:
    xml = isolate(read_style(style, folder=None)).xml
    for word in (
        b"position=",
        b"disambiguate=",
        b"disambiguate-add",
        b"subsequent-author",
        b"et-al-subsequent",
    ):
        assert word not in xml


def write_program(folder: Path, script: str) -> Path:
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo no >&2; exit 3", "failed"),
        ("echo '{}'", "failed"),
        ("echo not json", "failed"),
        ("kill -9 $$", "failed"),
    ],
)
def test_a_broken_pandoc_is_an_error_with_its_facts(
    script: str,
    reason: str,
    references: tuple[RawReference, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = write_program(tmp_path, script)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    with pytest.raises(PandocError) as raised:
        form(references, SHORT)
    assert raised.value.reason == reason


def test_a_slow_pandoc_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = write_program(tmp_path, "exec sleep 20")
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    with pytest.raises(PandocError, match="more than"):
        pandoc.run_pandoc([], source=b"", timeout=0.05)


def test_a_missing_pandoc_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: tmp_path / "pandoc")
    with pytest.raises(PandocError) as raised:
        pandoc.run_pandoc([], source=b"")
    assert raised.value.reason == "missing"


def test_citations_formatted_in_several_runs_are_the_same(
    references: tuple[RawReference, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    clusters = (SHORT, ARTICLE, BARE, LATER, (Citation("treaty"),))
    at_once = form(references, *clusters)
    monkeypatch.setattr(citations, "BATCH", 2)
    assert form(references, *clusters) == at_once
