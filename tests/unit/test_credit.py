"""Who did what is said of everybody by name, in the pages and in every file, and what is odd in it is advised."""

import csv
import io
import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from lxml import etree, html

from variorum import render_pages
from variorum.credit import list_credits
from variorum.export import list_files
from variorum.model import Edition
from variorum.render.passages import render_slim_pages
from variorum.render.search import search_entries

ADA = "https://orcid.org/0000-0002-1825-0097"
TEN = "https://orcid.org/0000-0002-1694-233X"
CONTRIBUTORS = f"""\
contributors:
  - family: Byron
    given: Ada
    orcid: 0000-0002-1825-0097
    url: https://example.org/ada
  - {{family: Abel, given: Hans, orcid: "{TEN}"}}
  - {{literal: A Society}}
"""
ATOM = "{http://www.w3.org/2005/Atom}"


def advise(project, *codes: str) -> list[str]:
    """List the problems of some codes, each in a line."""
    found = [problem for problem in project.load().problems if problem.code in codes]
    return [f"{item.severity} {item.code} {item.text}" for item in found]


def list_faults(project) -> list[str]:
    return [line for problem in project.problems() for line in problem.split("\n")]


def contribute(project, more: str) -> None:
    project.replace("edition.yml", "editors:", f"{more}editors:")


@pytest.fixture
def signed(project, note: Callable[..., str]):
    """An edition with notes of several hands and of every status."""
    contribute(project, CONTRIBUTORS)
    by = {"by": "[Ada Byron]", "date": "2026-11-20"}
    project.write(
        "annotations/war.md",
        note(**by, reviewed="{by: [Hans Abel, A Society], date: 2026-11-22}"),
    )
    project.write("annotations/field.md", note(quote="battle-field", **by, status="disputed"))
    return project


def load(project) -> Edition:
    edition = project.load(drafts=True).edition
    assert edition, project.problems()
    return edition


def page_of(edition: Edition, path: str) -> html.HtmlElement:
    [page] = [page for page in render_pages(edition) if page.path == path]
    return html.fragment_fromstring(page.html)


# What is written of those who sign


@pytest.mark.parametrize(
    ("orcid", "address"),
    [("0000-0002-1825-0097", ADA), (ADA, ADA), ("0000-0002-1694-233X", TEN), (TEN, TEN)],
)
def test_an_orcid_id_is_an_address(project, orcid, address):
    contribute(project, f"contributors: [{{family: Byron, given: Ada, orcid: {orcid}}}]\n")
    assert load(project).contributors[0].orcid == address


@pytest.mark.parametrize(
    ("orcid", "said"),
    [
        ("0000-0002-1825-0079", "should end in 0 by its other digits"),
        ("0000-0002-1694-2330", "should end in X by its other digits"),
        ("https://orcid.org/0000-0002-1825-0098", "should end in 7 by its other digits"),
        ("0000000218250097", "should be an ORCID iD"),
        ("0000-0002-1694-233x", "should be an ORCID iD"),
        ("https://orcid.org.example.org/0000-0002-1825-0097", "should be an ORCID iD"),
        ("http://orcid.org/0000-0002-1825-0097", "should be an ORCID iD"),
        ("٠٠٠٠-0002-1825-0097", "should be an ORCID iD"),
    ],
)
def test_a_mistyped_orcid_id_is_refused_with_the_reason(project, orcid, said):
    contribute(project, f'contributors: [{{family: Byron, given: Ada, orcid: "{orcid}"}}]\n')
    [problem, *mend] = list_faults(project)
    assert problem.startswith("edition.yml:")
    assert "V109" in problem
    assert '"contributors.1.orcid"' in problem
    assert said in problem
    assert any("mend: " in line for line in mend)


def test_a_home_page_is_of_the_web(project):
    contribute(project, "contributors: [{literal: A Society, url: 'javascript:alert(1)'}]\n")
    [problem, *_] = list_faults(project)
    assert '"contributors.1.url": should be a web address' in problem


def test_an_author_of_the_work_has_no_orcid_id_here(project):
    project.replace("edition.yml", "given: Abraham", f"given: Abraham\n    orcid: {ADA}")
    assert 'unknown field "orcid"' in list_faults(project)[0]


def test_two_contributors_of_one_name_are_a_problem(project):
    contribute(
        project, "contributors:\n  - {family: Byron, given: Ada}\n  - {literal: Ada  Byron}\n"
    )
    assert [line.split(": ", 1)[1] for line in list_faults(project) if "V420" in line] == [
        'V420 two contributors are called "Ada Byron", and a signature would be of either'
    ]


def test_two_contributors_of_one_orcid_id_are_a_problem(project):
    both = f"contributors: [{{literal: A, orcid: '{ADA}'}}, {{literal: B, orcid: '{ADA[-19:]}'}}]\n"
    contribute(project, both)
    assert any('V421 "B" has the ORCID iD of "A"' in line for line in list_faults(project))


def test_a_name_is_the_same_with_another_space_in_it(signed):
    signed.replace("annotations/field.md", "[Ada Byron]", "['Ada\u00a0  Byron']")
    [ada] = [credit for credit in list_credits(load(signed)) if "Ada" in credit.name]
    assert len(ada.notes) == 2


def test_no_text_takes_the_address_of_the_contributors(project):
    project.replace("edition.yml", "text:\n  file", "text:\n  slug: contributors\n  file")
    assert "is the address of another page" in list_faults(project)[0]


# What a careful editor wants to know


def test_a_note_reviewed_by_nobody_is_advised(project, note):
    project.write("annotations/war.md", note())
    assert advise(project, "V422") == ["advice V422 reviewed, and nobody says by whom"]


def test_a_note_reviewed_by_its_own_author_alone_is_advised(signed):
    codes = ("V422", "V423")
    assert advise(signed, *codes) == []
    signed.replace("annotations/war.md", "[Hans Abel, A Society]", "[Ada Byron]")
    assert advise(signed, *codes) == ["advice V423 reviewed only by its own author"]
    # with somebody else there it is a review
    signed.replace("annotations/war.md", "by: [Ada Byron], date", "by: [Ada Byron, A], date")
    assert advise(signed, *codes) == []


def test_a_body_may_review_what_it_wrote_since_it_has_several_heads(project):
    assert "reviewed: {by: [The Variorum editors]" in (
        project.folder / "annotations/four-score.md"
    ).read_text(encoding="utf-8")
    assert advise(project, "V423") == []
    contribute(project, "contributors: [{literal: The Variorum editors}, {literal: A}]\n")
    assert advise(project, "V423") == []


def test_an_editor_who_is_alone_is_not_told_to_ask_another(signed):
    names = re.compile(r"The Variorum editors|Hans Abel, A Society|A Society|Hans Abel")
    for file in [*signed.folder.rglob("*.md"), signed.folder / "emendations.yml"]:
        signed.write(str(file.relative_to(signed.folder)), names.sub("Ada Byron", file.read_text()))
    assert advise(signed, "V423") != []
    signed.replace("edition.yml", "[The Variorum editors]", "[Ada Byron]")
    assert advise(signed, "V423") == []


def test_a_note_reviewed_before_it_was_written_is_advised(signed):
    signed.replace("annotations/war.md", "date: 2026-11-22", "date: 2026-11-19")
    assert advise(signed, "V424") == [
        "advice V424 reviewed on 2026-11-19, before it was written on 2026-11-20"
    ]


def test_a_contributor_who_signs_nothing_may_be_one_mistyped(signed):
    assert advise(signed, "V425") == []
    for name in ("war", "field"):
        signed.replace(f"annotations/{name}.md", "[Ada Byron]", "[Ada Bryon]")
    [problem] = [item for item in signed.load().problems if item.code == "V425"]
    assert problem.text == '"Ada Byron" is a contributor and signs nothing'
    assert problem.mend == 'write "Ada Byron" where "Ada Bryon" signs'


# What readers see


def test_the_contributors_are_listed_with_what_each_did(signed):
    page = page_of(load(signed), "gettysburg/contributors/")
    names = [head.text_content() for head in page.findall(".//h2")]
    # the editors, then others by their family names; a body by its own
    assert names == ["The Variorum editors", "A Society", "Hans Abel", "Ada Byron"]
    ada = page.get_element_by_id("contributor-Ada_Byron")
    assert [item.text for item in ada.findall(".//summary")] == ["2 notes written"]
    assert [link.get("href") for link in ada.findall("p/a")] == [ADA, "https://example.org/ada"]
    assert ada.find("p/a").text == ADA
    assert "(unauthenticated)" in ada.find("p").text_content()
    assert [link.get("href") for link in ada.findall(".//li/a")] == [
        "../#note-war",
        "../#note-field",
    ]
    assert [mark.text for mark in ada.find_class("vr-status")] == ["disputed"]
    editors = page.get_element_by_id("contributor-The_Variorum_editors")
    assert {"Edited the edition"} == {role.text for role in editors.find_class("vr-kind")}
    done = [item.text for item in editors.findall(".//summary")]
    assert done == ["3 notes written", "2 notes reviewed", "2 corrections made", "1 essay written"]
    assert page.findall(".//img") == []


def test_every_name_leads_to_its_entry(signed):
    strange = 'Ö 100%41 "<b>" &amp;'
    signed.replace("annotations/war.md", "[Ada Byron]", f"[Ada Byron, '{strange}']")
    edition = load(signed)
    pages = {page.path: page for page in render_pages(edition)}
    links = [
        link.get("href")
        for page in (
            *(html.fragment_fromstring(page.html) for page in pages.values()),
            *(html.fromstring(slim.html) for slim in render_slim_pages(edition)),
        )
        for link in page.find_class("vr-name")
    ]
    led = {unquote(link.partition("contributors/#")[2]) for link in links}
    assert {"contributor-Ada_Byron", f"contributor-{strange.replace(' ', '_')}"} <= led
    assert led <= pages["gettysburg/contributors/"].ids


def test_a_page_of_a_text_leads_once_to_those_who_sign_most_of_its_notes(signed):
    page = page_of(load(signed), "gettysburg/")
    names = [link.text for link in page.find_class("vr-name")]
    assert names.count("The Variorum editors") == 1
    war = page.get_element_by_id("note-war")
    foot = war.find_class("vr-note-foot")[0]
    assert foot.text_content() == (
        "Ada Byron, 20 November 2026 · reviewed by Hans Abel and A Society, 22 November 2026"
    )
    assert [link.text for link in foot.findall("a")] == ["Ada Byron", "Hans Abel", "A Society"]
    assert "contributors/" in [link.get("href") for link in page.find_class("vr-imprint")[0]]


def test_a_note_that_is_not_settled_says_what_that_means(signed):
    edition = load(signed)
    page = page_of(edition, "gettysburg/")
    field = page.get_element_by_id("note-field")
    assert field.find_class("vr-status")[0].text == "disputed"
    assert "somebody objects to what it says" in field.text_content()
    assert (
        "nobody has reviewed it yet" in page.get_element_by_id("note-to-be-reviewed").text_content()
    )
    [slim] = [slim for slim in render_slim_pages(edition) if slim.path == "notes/field/"]
    own = html.fromstring(slim.html)
    assert own.find(".//header").find_class("vr-status")[0].text == "disputed"
    assert "somebody objects" in own.text_content()
    assert "Ada Byron, 20 November 2026" in own.text_content()


def test_whoever_is_looked_for_is_found(signed):
    [entry] = [
        entry
        for entry in search_entries(load(signed))
        if entry.location == "gettysburg/contributors/"
    ]
    assert entry.title.startswith("Contributors")
    assert "<p>Hans Abel</p>" in entry.text


# What other programs are told


@pytest.fixture
def files(signed) -> dict[str, bytes]:
    return {name: bytes(content) for name, content in list_files(load(signed))}


def test_edition_json_has_the_ids(files):
    data = json.loads(files["edition.json"])
    assert data["contributors"][:2] == [
        {"family": "Byron", "given": "Ada", "orcid": ADA, "url": "https://example.org/ada"},
        {"family": "Abel", "given": "Hans", "orcid": TEN},
    ]
    assert {note["stem"]: note["status"] for note in data["annotations"]}["field"] == "disputed"


def test_the_tables_have_the_ids_in_the_order_of_the_names(files):
    rows = {
        row["stem"]: row
        for row in csv.DictReader(io.StringIO(files["annotations.csv"].decode("utf-8-sig")))
    }
    assert rows["war"]["by-orcid"] == ADA
    assert rows["war"]["reviewed-by"] == "Hans Abel; A Society"
    assert rows["war"]["reviewed-by-orcid"] == f"{TEN}; "
    assert rows["four-score"]["by-orcid"] == ""
    assert rows["field"]["status"] == "disputed"


def test_the_feed_has_who_wrote_and_who_reviewed(files):
    feed = etree.fromstring(files["feed.atom"])
    [entry] = [
        entry
        for entry in feed.iter(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Byron"
        and entry.find(f"{ATOM}contributor") is not None
    ]
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == ADA
    reviewers = [
        (who.findtext(f"{ATOM}name"), who.findtext(f"{ATOM}uri"))
        for who in entry.findall(f"{ATOM}contributor")
    ]
    assert reviewers == [("Hans Abel", TEN), ("A Society", None)]


def test_tei_says_who_did_what_and_points_to_who_they_are(files):
    tei = etree.fromstring(files["tei.xml"])
    names = {"t": "http://www.tei-c.org/ns/1.0"}
    [ada] = tei.xpath("//t:respStmt[t:persName/t:surname='Byron']", namespaces=names)
    assert (
        ada.xpath("string(t:persName/@ref)", namespaces=names) == f"{ADA} https://example.org/ada"
    )
    assert ada.xpath("string(t:resp)", namespaces=names) == "notes"
    [war] = tei.xpath("//t:note[@xml:id='note-war']", namespaces=names)
    assert war.get("resp") == f"#{ada.get('{http://www.w3.org/XML/1998/namespace}id')}"
    reviewed = war.xpath("t:date[@type='reviewed']/@resp", namespaces=names)[0].split()
    assert len(reviewed) == 2
    society = tei.xpath(f"//t:respStmt[@xml:id='{reviewed[1][1:]}']/t:name", namespaces=names)
    assert [name.text for name in society] == ["A Society"]
    [field] = tei.xpath("//t:note[@xml:id='note-field']/@subtype", namespaces=names)
    assert field == "disputed"


def test_that_tei_is_valid(files, find_schema):
    tei = etree.fromstring(files["tei.xml"])
    if file := find_schema("tei_all.rng"):
        schema = etree.RelaxNG(etree.parse(file))
        assert schema.validate(tei), schema.error_log


def test_the_page_of_a_note_says_its_status_and_its_reviewers(signed):
    heads = {slim.path: slim.html for slim in render_slim_pages(load(signed))}
    data = html.fromstring(heads["notes/war/"]).find(".//script[@type='application/ld+json']").text
    said = json.loads(data)
    assert said["author"]["@id"] == ADA
    assert [who["name"] for who in said["contributor"]] == ["Hans Abel", "A Society"]
    assert said["creativeWorkStatus"] == "reviewed"
    other = html.fromstring(heads["notes/field/"]).find(".//script[@type='application/ld+json']")
    assert json.loads(other.text)["creativeWorkStatus"] == "disputed"


def test_an_author_of_the_work_is_not_whoever_signs_with_that_name(project):
    contribute(project, f"contributors: [{{family: Lincoln, given: Abraham, orcid: {ADA}}}]\n")
    project.replace(
        "annotations/four-score.md",
        "by: [The Variorum editors]\ndate",
        "by: [Abraham Lincoln]\ndate",
    )
    edition = load(project)
    [text] = [page for page in render_pages(edition) if page.path == "gettysburg/"]
    assert ADA not in text.head
    [note] = [slim for slim in render_slim_pages(edition) if slim.path == "notes/four-score/"]
    assert ADA in note.html
