"""What pages say of themselves to programs: Google Scholar and Zotero, search engines, previews of links."""

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum import load, render_pages
from variorum.citable import cite_edition, cite_text, find_text_day
from variorum.licence import find_licence
from variorum.model import Annotation, Block, Contributor, Edition, Name, Site, Text
from variorum.render.heads import Heads
from variorum.render.html import Html
from variorum.render.metadata import MEDIA_TYPES, render_head
from variorum.render.schema_org import (
    PAGES,
    TYPES,
    Node,
    Subject,
    describe_edition,
    describe_note,
    describe_page,
    describe_passage,
    describe_sidebar,
    describe_text,
)

SITE = Site("Variorum", "https://example.org/variorum/")
HOME = f"{SITE.address}holding-the-reset-hostage/"
EDITORS = "The Variorum editors,"


@pytest.fixture(scope="module")
def edition(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = root / "source/holding-the-reset-hostage"
    return load_edition(folder, root, tmp_path_factory.getbasetemp() / "cache")


@pytest.fixture(scope="module")
def scripts(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of several texts, in several scripts."""
    project = tmp_path_factory.mktemp("scripts")
    folder = project / "source/four-scripts"
    shutil.copytree(root / "tests/editions/four-scripts/in", folder)
    return load_edition(folder, project, tmp_path_factory.getbasetemp() / "cache")


def load_edition(folder: Path, root: Path, cache: Path) -> Edition:
    found = load(folder, root=root, cache=cache, site=SITE).edition
    assert found
    return found


def head_of(edition: Edition, subject: Subject, **options: object) -> Html:
    return render_head(edition, subject, title="Title", description="Description.", **options)


def list_metas(head: str) -> list[tuple[str, str]]:
    """Return names and contents of the metas, as a browser reads them."""
    page = html5lib.parse(f"<!doctype html><title>x</title>{head}", namespaceHTMLElements=False)
    return [
        (meta.get("name") or meta.get("property"), meta.get("content"))
        for meta in page.iter("meta")
    ]


def read_data(head: str) -> Node:
    page = html5lib.parse(f"<!doctype html><title>x</title>{head}", namespaceHTMLElements=False)
    scripts = [script.text for script in page.iter("script")]
    assert len(scripts) == 1
    return json.loads(scripts[0])


def text_head(edition: Edition) -> Html:
    return head_of(edition, describe_text(edition, edition.texts[0], day=None))


def test_an_article_is_saved_as_its_newspapers_at_its_permanent_address(edition):
    metas = list_metas(text_head(edition))
    cited = [pair for pair in metas if not pair[0].startswith(("og:", "article:", "twitter:"))]
    assert cited == [
        ("citation_title", "Holding the Reset Hostage"),
        ("citation_author", "Sueldo, Alejandro"),
        ("citation_publication_date", "2011/07/18"),
        ("prism.publicationName", "The Moscow Times"),
        ("citation_language", "en-US"),
        ("citation_public_url", HOME),
        ("z.itemType", "newspaperArticle"),
    ]


@pytest.mark.parametrize(
    ("kind", "item_type", "container"),
    [
        # Zotero calls everything with this name a journal's article, so that no other may bear it
        ("article-journal", "journalArticle", "citation_journal_title"),
        ("article-newspaper", "newspaperArticle", "prism.publicationName"),
        ("article-magazine", "magazineArticle", "prism.publicationName"),
        ("chapter", "bookSection", "citation_inbook_title"),
        ("paper-conference", "conferencePaper", "citation_conference_title"),
        ("personal_communication", "letter", "prism.publicationName"),
        ("musical_score", "document", "prism.publicationName"),
    ],
)
def test_the_type_of_a_work_and_what_it_stands_in_are_said_as_zotero_reads_them(
    edition, kind, item_type, container
):
    metas = dict(list_metas(text_head(replace(edition, type=kind))))
    assert metas["z.itemType"] == item_type
    assert metas[container] == "The Moscow Times"
    others = {"citation_journal_title", "citation_inbook_title", "citation_conference_title"}
    assert not (others - {container}) & metas.keys()


def test_a_report_and_a_thesis_name_their_institution(edition):
    report, thesis = (
        dict(list_metas(text_head(replace(edition, type=kind, publisher="An Institute"))))
        for kind in ("report", "thesis")
    )
    assert report["citation_technical_report_institution"] == "An Institute"
    assert thesis["citation_dissertation_institution"] == "An Institute"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([Name("Sueldo", "Alejandro")], ["Sueldo, Alejandro"]),
        ([Name("Plato")], ["Plato"]),
        # a comma at the end keeps several words together: else the last is taken for the family name
        ([Name(literal="The Variorum editors")], ["The Variorum editors,"]),
        ([Name("van Gogh")], ["van Gogh,"]),
        # one name with spaces on both sides of its comma is cut there, unless a semicolon ends it
        ([Name("García Márquez", "Gabriel José")], ["García Márquez, Gabriel José;"]),
        (
            [Name("García Márquez", "Gabriel José"), Name("Le Guin", "Ursula K.")],
            ["García Márquez, Gabriel José", "Le Guin, Ursula K."],
        ),
        # what parts names may not stand in one
        ([Name("King, Jr.", "Martin")], ["King Jr., Martin"]),
        ([Name(literal="State, War; Navy، Office")], ["State War Navy Office,"]),
    ],
)
def test_each_author_is_named_once_and_no_name_is_cut(edition, names, said):
    metas = list_metas(text_head(replace(edition, authors=tuple(names))))
    assert [content for name, content in metas if name == "citation_author"] == said


@pytest.mark.parametrize(
    ("issued", "said"),
    [("1863-11-19", "1863/11/19"), ("1863-11", "1863/11"), ("1863", "1863"), ("0863", "0863")],
)
def test_a_date_is_written_as_google_scholar_wants_it_and_no_more_than_is_known(
    edition, issued, said
):
    metas = dict(list_metas(text_head(replace(edition, issued=issued))))
    assert metas["citation_publication_date"] == said
    assert metas.get("article:published_time", "") == (issued if len(issued) == 10 else "")


def test_who_saves_a_passage_saves_the_article_at_the_passages_address(edition):
    text = edition.texts[0]
    block = next(block for block in text.blocks if block.id == "p5")
    metas = dict(list_metas(head_of(edition, describe_block(edition, text, block))))
    assert metas["citation_title"] == "Holding the Reset Hostage"
    assert metas["citation_author"] == "Sueldo, Alejandro"
    assert metas["z.itemType"] == "newspaperArticle"
    assert metas["citation_public_url"] == metas["og:url"] == f"{HOME}p5/"
    assert "Paragraph 5" in metas["z.extra"]


def test_who_saves_a_note_or_an_essay_saves_its_authors_part_of_the_edition(edition):
    note = replace(edition.annotations_by_stem["eased-visa-rules"], by=("A. Reader", "Jo"))
    metas = list_metas(head_of(edition, describe_comment(edition, note)))
    assert [content for name, content in metas if name == "citation_author"] == ["A. Reader,", "Jo"]
    said = dict(metas)
    assert said["citation_title"] == note.title
    assert said["citation_inbook_title"] == cite_edition(edition).item["title"]
    assert "by Alejandro Sueldo" in said["citation_inbook_title"]
    assert said["citation_editor"] == EDITORS
    assert said["citation_publication_date"] == note.date.isoformat().replace("-", "/")
    assert said["citation_public_url"] == said["og:url"] == f"{HOME}notes/eased-visa-rules/"
    assert said["z.itemType"] == "bookSection"
    assert said["dc.rights"] == "CC BY 4.0"
    sidebar = edition.sidebars[0]
    said = dict(list_metas(head_of(edition, describe_sidebar(edition, sidebar))))
    assert said["citation_title"] == sidebar.title
    assert said["citation_public_url"] == f"{HOME}context/{sidebar.stem}/"
    assert said["z.itemType"] == "bookSection"


def test_a_person_who_signs_is_cited_under_the_family_name(edition):
    """Of whoever the edition says which part of the name is which; a body is cited whole."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    ada = Contributor(Name("Byron", "Ada"), orcid, "https://example.org/ada")
    known = replace(edition, contributors=(ada, Contributor(Name("Müller", "Hans"))))
    note = replace(known.annotations[0], by=("Ada Byron", "Hans Müller", "A Society, Ltd"))
    head = head_of(known, describe_comment(known, note))
    metas = list(list_metas(head))
    authors = [content for name, content in metas if name == "citation_author"]
    assert authors == ["Byron, Ada", "Müller, Hans", "A Society Ltd,"]
    # an iD is of the author before it
    at = metas.index(("citation_author", "Byron, Ada"))
    assert metas[at + 1] == ("citation_author_orcid", orcid)
    assert sum(name == "citation_author_orcid" for name, _ in metas) == 1
    said = read_data(head)["author"]
    assert said[0] == {
        "@type": "Person",
        "@id": orcid,
        "url": "https://example.org/ada",
        "name": "Ada Byron",
        "givenName": "Ada",
        "familyName": "Byron",
    }
    assert said[2] == {"name": "A Society, Ltd"}
    assert dict(list_metas(head))["citation_editor"] == EDITORS


def test_who_saves_the_page_of_the_edition_saves_the_edition_at_its_own_address(edition):
    metas = dict(list_metas(head_of(edition, describe_edition(edition), path="cite/")))
    assert metas["z.itemType"] == "book"
    assert metas["citation_editor"] == EDITORS
    assert "citation_author" not in metas
    assert metas["citation_public_url"] == HOME
    assert metas["og:url"] == f"{HOME}cite/"


def test_a_page_about_the_edition_is_its_editors_work(edition):
    pages = {page.path: page for page in render_pages(edition)}
    metas = dict(list_metas(pages["holding-the-reset-hostage/apparatus/"].head))
    assert metas["citation_title"] == "Apparatus"
    assert metas["citation_author"] == EDITORS
    assert metas["citation_inbook_title"] == cite_edition(edition).item["title"]
    assert metas["citation_public_url"] == metas["og:url"] == f"{HOME}apparatus/"


def test_a_text_is_as_new_as_its_latest_id_note_or_review(edition):
    [text] = edition.texts
    notes = [note.date for note in edition.annotations]
    reviews = [note.reviewed.date for note in edition.annotations if note.reviewed]
    ids = [item.retired or item.published for item in edition.registry]
    assert find_text_day(edition, text) >= max(notes + reviews + ids)
    later = replace(edition.registry[0], retired=date(2031, 5, 6))
    changed = replace(edition, registry=(*edition.registry, later))
    assert find_text_day(changed, text) == date(2031, 5, 6)
    pages = {page.path: page for page in render_pages(changed)}
    assert pages["holding-the-reset-hostage/"].day == date(2031, 5, 6)


def describe_block(edition: Edition, text: Text, block: Block) -> Subject:
    return describe_passage(edition, text, block, cite_text(edition, text))


def describe_comment(edition: Edition, note: Annotation) -> Subject:
    [text] = (text for text in edition.texts if text.slug == note.text)
    return describe_note(edition, note, cite_text(edition, text))


def list_subjects(edition: Edition) -> Iterator[Subject]:
    for text in edition.texts:
        yield describe_text(edition, text, day=edition.date)
        for block in text.blocks:
            yield describe_block(edition, text, block)
    for note in edition.annotations:
        yield describe_comment(edition, note)
    for sidebar in edition.sidebars:
        yield describe_sidebar(edition, sidebar)
    yield describe_edition(edition)
    for kind in (*PAGES, "apparatus"):
        yield describe_page(edition, kind=kind, title="A page", path=f"{kind}/")
    for kind in TYPES:
        yield describe_text(replace(edition, type=kind), edition.texts[0], day=None)


def list_nodes(value: object, of: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every node of a description with the property that it stands in."""
    if isinstance(value, dict):
        yield of, value
        for name, inner in value.items():
            yield from list_nodes(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from list_nodes(inner, of)


@cache
def read_terms(file: Path) -> dict[str, Node]:
    graph = json.loads(gzip.decompress(file.read_bytes()))["@graph"]
    return {str(term["@id"]).removeprefix("schema:"): term for term in graph}


def list_ids(term: Node, name: str) -> list[str]:
    found = term.get(name, [])
    items = found if isinstance(found, list) else [found]
    return [item["@id"].removeprefix("schema:") for item in items]


def list_supertypes(terms: dict[str, Node], name: str) -> set[str]:
    above = [list_supertypes(terms, other) for other in list_ids(terms[name], "rdfs:subClassOf")]
    return {name}.union(*above)


def test_every_term_is_one_of_schema_org_and_belongs_to_its_type(
    edition: Edition, scripts: Edition, find_schema: Callable[[str], Path | None]
) -> None:
    used: set[tuple[str, str, str]] = set()
    for whole in (edition, replace(edition, publisher="A Press"), scripts):
        for subject in list_subjects(whole):
            for of, node in list_nodes(read_data(head_of(whole, subject))):
                # one whose type nobody has said is only a name
                assert "@type" in node or node.keys() == {"name"}
                type_ = str(node.get("@type", "Person"))
                used |= {(of, type_, name) for name in node if not name.startswith("@")}
    assert len(used) > 100
    if not (file := find_schema("schemaorg.jsonld.gz")):
        return
    terms = read_terms(file)
    for of, type_, name in sorted(used):
        above = list_supertypes(terms, type_)
        assert "schema:supersededBy" not in terms[name], name
        assert above & set(list_ids(terms[name], "schema:domainIncludes")), f"{name} of {type_}"
        assert not of or above & set(list_ids(terms[of], "schema:rangeIncludes")), (
            f"{type_} as {of}"
        )


def test_a_text_is_part_of_the_edition_which_is_based_on_the_work_as_published(edition):
    data = read_data(head_of(edition, describe_text(edition, edition.texts[0], day=edition.date)))
    assert data["@type"] == "NewsArticle"
    assert data["@id"] == data["url"] == HOME
    assert data["author"] == {
        "@type": "Person",
        "name": "Alejandro Sueldo",
        "givenName": "Alejandro",
        "familyName": "Sueldo",
    }
    assert (data["datePublished"], data["dateModified"]) == ("2011-07-18", str(edition.date))
    whole = data["isPartOf"]
    assert whole["@id"] == f"{HOME}#edition"
    assert whole["editor"] == {"name": "The Variorum editors"}
    assert whole["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert whole["isPartOf"] == {"@type": "WebSite", "name": SITE.name, "url": SITE.address}
    work = whole["isBasedOn"]
    assert work["url"] == data["isBasedOn"] == edition.url
    assert work["isPartOf"] == {"@type": "Newspaper", "name": "The Moscow Times"}


def test_a_passage_is_quoted_word_for_word(scripts):
    for text in scripts.texts:
        for block in text.blocks:
            data = read_data(head_of(scripts, describe_block(scripts, text, block)))
            assert (data["@type"], data.get("text", "")) == ("Quotation", block.text)
            assert data["isPartOf"]["name"]


@pytest.mark.parametrize("name", ["first", "four-scripts", "hostile", "hard", "hebrew"])
def test_what_is_said_of_thousands_at_once_is_what_is_said_of_each(whole_editions, name):
    edition = whole_editions[name]
    heads = Heads(edition)
    said = {"title": "A — B", "description": "C & “D”"}
    for text in edition.texts:
        whole = cite_text(edition, text)
        for block in text.blocks:
            of_it = render_head(edition, describe_block(edition, text, block), **said)
            assert heads.render_passage(text, block, whole, **said) == of_it
        for note in edition.annotations_of(text.slug):
            of_it = render_head(edition, describe_comment(edition, note), **said)
            assert heads.render_note(note, whole, **said) == of_it


SIGNS = "ab &<>\"'\\/{}\n\u2028\ue000\x7fאя"


@given(
    title=st.text(SIGNS, min_size=1),
    page=st.text(SIGNS, min_size=1),
    quote=st.text(SIGNS),
    words=st.text(SIGNS),
    said=st.text(SIGNS),
)
def test_no_words_are_taken_for_another_place_of_a_head(edition, title, page, quote, words, said):
    [text] = edition.texts
    whole = cite_text(edition, text)
    heads = Heads(edition)
    for of in edition.annotations[:3]:
        note = replace(of, title=title, quote=quote, body=replace(of.body, text=words))
        of_it = render_head(edition, describe_comment(edition, note), title=page, description=said)
        assert heads.render_note(note, whole, title=page, description=said) == of_it
    block = replace(text.blocks[4], text=words)
    of_it = render_head(edition, describe_block(edition, text, block), title=page, description=said)
    assert heads.render_passage(text, block, whole, title=page, description=said) == of_it


def test_a_note_names_what_it_is_about_and_each_source_once(edition):
    note = max(edition.annotations, key=lambda note: len(note.body.clusters))
    data = read_data(head_of(edition, describe_comment(edition, note)))
    assert data["about"]["text"] == note.quote
    assert data["about"]["isPartOf"]["@id"] == HOME
    keys = {c.key for cluster in note.body.clusters for c in cluster.citations}
    works = [edition.references_by_id[key].csl for key in keys]
    assert len(works) > 1
    cited = [(work["name"], work.get("url")) for work in data["citation"]]
    assert sorted(cited) == sorted((work["title"], work.get("URL")) for work in works)


def test_nothing_is_said_of_addresses_where_the_sites_is_not_known(edition):
    nowhere = replace(edition, site=Site("Variorum"))
    for subject in list_subjects(nowhere):
        head = head_of(nowhere, subject)
        said = dict(list_metas(head))
        assert not {"citation_public_url", "og:url", "og:image", "twitter:card"} & said.keys()
        assert '"@id"' not in head
        outside = [node["url"] for _, node in list_nodes(read_data(head)) if "url" in node]
        assert all(re.match(r"https?://", str(address)) for address in outside)
        assert "example.org" not in head.replace("https://example.org/plan", "")


HOSTILE = st.lists(
    st.sampled_from([*"<>\"'&-!/", "script", "</script>", "<!--", "]]>", "\u2028", "\x85", "é"]),
    min_size=1,
    max_size=8,
).map("".join)


@given(title=HOSTILE, name=HOSTILE, words=HOSTILE)
@settings(max_examples=60)
def test_no_words_break_out_of_the_head(edition, title, name, words):
    hostile = replace(edition, title=title, authors=(Name(literal=name),), editors=(name,))
    text = hostile.texts[0]
    block = replace(text.blocks[0], text=words, part="body")
    subject = describe_block(hostile, text, block)
    head = render_head(hostile, subject, title=title, description=words)
    page = html5lib.parse(f"<!doctype html><title>x</title>{head}", namespaceHTMLElements=False)
    assert {element.tag for element in page.iter()} == set(
        "html head title meta script body".split()
    )
    data = read_data(head)
    assert (data["text"], data["author"]) == (words, {"name": name})
    assert dict(list_metas(head))["og:title"] == title
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", head.partition("<script")[2])


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("Creative Commons BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("javascript:alert(1)", None),
        ("CC BY 9.9", None),
        ("All rights reserved", None),
        ("", None),
    ],
)
def test_a_licence_known_by_its_name_has_its_address(name, address):
    assert find_licence(name) == address


def test_every_page_has_a_preview_of_its_own(edition, scripts):
    for whole in (edition, scripts):
        pages = list(render_pages(whole))
        assert len(pages) > 9
        for page in pages:
            said = Counter(name for name, _ in list_metas(page.head))
            assert all(
                said[name] == 1
                for name in (
                    "og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale", "og:image",
                    "og:image:width", "og:image:height", "og:image:alt", "twitter:card",
                )
            )  # fmt: skip
            metas = dict(list_metas(page.head))
            assert metas["og:url"] == f"{SITE.address}{page.path}"
            assert metas["og:image"] == f"{SITE.address}{whole.slug}/card.png"
            assert (metas["og:title"], metas["og:description"]) == (page.title, page.description)
        assert len({page.title for page in pages}) == len(pages)
        assert len({page.description for page in pages}) == len(pages)


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en-US", "en_US"), ("ru", None), ("zh-Hant-TW", "zh_TW"), ("de-x-US", None)],
)
def test_a_locale_is_named_where_the_language_has_a_territory(edition, language, locale):
    metas = dict(list_metas(text_head(replace(edition, language=language))))
    assert metas.get("og:locale") == locale


def test_files_beside_a_page_are_named_there_and_the_feed_on_every_page(scripts):
    files = ("text.txt", "feed.atom", "tei.xml", "unknown.bin")
    links: dict[str, list[tuple[str, str]]] = {}
    for page in render_pages(scripts, files=files):
        parsed = html5lib.parse(
            f"<!doctype html><title>x</title>{page.head}", namespaceHTMLElements=False
        )
        found = [
            link for link in parsed.iter("link") if link.get("rel", "").split() == ["alternate"]
        ]
        links[page.path] = [(link.get("href"), link.get("type")) for link in found]
    types = [MEDIA_TYPES[name] for name in ("text.txt", "feed.atom", "tei.xml")]
    slug = scripts.slug
    assert links[f"{slug}/prose/"] == [
        ("../text.txt", types[0]), ("../feed.atom", types[1]), ("../tei.xml", types[2])
    ]  # fmt: skip
    assert links[f"{slug}/context/directions/"] == [("../../feed.atom", types[1])]
    assert [href for href, _ in links[f"{slug}/"]] == ["text.txt", "feed.atom", "tei.xml"]
    assert not any('rel="alternate' in page.head for page in render_pages(scripts))
