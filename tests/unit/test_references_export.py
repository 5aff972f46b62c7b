"""What a reference manager has of the first edition: all that its references say, and the edition as one to cite."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator
from lxml.html import fragment_fromstring
from read_back import (
    list_letters,
    plain,
    read_with_bibtexparser,
    read_with_pandoc,
    read_with_rispy,
)

import variorum
from variorum.bibliography import write_bibtex, write_csl_json, write_ris
from variorum.citable import list_citables
from variorum.export import choose_formats
from variorum.model import Edition, Site
from variorum.read.references import read_references
from variorum.render.citing import Citing

EDITION = "holding-the-reset-hostage"
ADDRESS = "https://example.org/variorum/"
Item = dict[str, object]


@pytest.fixture(scope="module")
def edition(root: Path) -> Edition:
    loaded = variorum.load(
        root / "source" / EDITION,
        root=root,
        cache=root / ".cache" / "variorum",
        site=Site("Variorum", ADDRESS),
        forms=True,
    )
    assert loaded.edition
    return loaded.edition


@pytest.fixture(scope="module")
def own(root: Path) -> dict[str, Item]:
    """The references as the edition's own file has them."""
    items = json.loads((root / "source" / EDITION / "references.json").read_text(encoding="utf-8"))
    return {item["id"]: item for item in items}


def make(edition: Edition, name: str) -> str:
    (item,) = choose_formats([name])
    made = item.make(edition)
    assert made == item.make(edition)
    return made.decode()


def drop_empty(value: object) -> object:
    """Return what an item says: a list of nothing says nothing."""
    if isinstance(value, dict):
        return {name: drop_empty(inner) for name, inner in value.items() if inner not in ([], "")}
    return [*map(drop_empty, value)] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["references.json", "citation.json"])
def test_the_csl_json_is_valid(
    edition: Edition, name: str, find_schema: Callable[[str], Path | None]
) -> None:
    schema = find_schema("csl-data.json")
    validator = Draft7Validator(json.loads(schema.read_text(encoding="utf-8")) if schema else True)
    assert [e.message for e in validator.iter_errors(json.loads(make(edition, name)))] == []


def test_nothing_of_the_references_is_lost_in_csl_json(
    edition: Edition, own: dict[str, Item]
) -> None:
    items = json.loads(make(edition, "references.json"))
    assert [item["id"] for item in items] == [reference.id for reference in edition.references]
    assert {item["id"]: item for item in items} == drop_empty(own)


def test_another_edition_can_read_the_references_as_its_own(edition: Edition) -> None:
    read, problems = read_references(make(edition, "references.json"), path="references.json")
    assert problems == []
    assert [(item.csl, item.tier, item.verified, item.evidence, item.quotes) for item in read] == [
        (item.csl, item.tier, item.verified, item.evidence, item.quotes)
        for item in edition.references
    ]


def test_the_references_come_back_from_bibtex(edition: Edition, own: dict[str, Item]) -> None:
    source = make(edition, "references.bib")
    entries, read = read_with_bibtexparser(source), read_with_pandoc(source, "biblatex")
    assert [*entries] == [*read] == [reference.id for reference in edition.references]
    for key, item in own.items():
        entry, found = entries[key], read[key]
        texts = ("title", "title-short", "container-title", "number", "volume", "issue", "event", "page", "publisher")  # fmt: skip
        assert {name: plain(found[name]) for name in texts if name in item} == {
            name: plain(item[name]) for name in texts if name in item
        }
        assert entry.get("url") == found.get("URL") == item.get("URL")
        assert [*map(list_letters, found.get("author", []))] == [
            *map(list_letters, item.get("author", []))
        ]
        if "genre" in item:
            assert found["genre"] == item["genre"]
        if "literal" in item["issued"]:
            assert entry["year"] == item["issued"]["literal"]
        else:
            assert found["issued"] == item["issued"]
            assert entry["year"] == str(item["issued"]["date-parts"][0][0])
        assert str(found.get("language", "")).startswith(str(item.get("language", "")))
        assert plain(found["annote"]) == plain(item["custom"]["evidence"])
        assert found["keyword"] == item["custom"]["tier"]


def test_the_references_come_back_from_ris(edition: Edition, own: dict[str, Item]) -> None:
    source = make(edition, "references.ris")
    read = read_with_pandoc(source, "ris")
    records = {record["id"]: record for record in read_with_rispy(source)}
    assert [*records] == [*read] == [reference.id for reference in edition.references]
    for key, item in own.items():
        record = records[key]
        names = {
            "title": "title", "title-short": "short_title", "volume": "volume", "issue": "number",
            "publisher": "publisher", "genre": "type_of_work", "language": "language", "page": "start_page",
            "event": "secondary_title",
        }  # fmt: skip
        assert {n: record[tag] for n, tag in names.items() if n in item} == {
            n: item[n] for n in names if n in item
        }
        assert item.get("number") in (None, record.get("issn"), record.get("note"))
        assert record.get("urls", [None]) == [item.get("URL")]
        assert record.get("authors", []) == [
            ", ".join(
                name[part] for part in ("literal", "family", "given", "suffix") if part in name
            )
            for name in item.get("author", [])
        ]
        issued = item["issued"]
        if "literal" in issued:
            assert record["year"] == issued["literal"]
        else:
            parts = [f"{part:02}" for part in issued["date-parts"][0]]
            day, other = [*parts, "", ""][:3], "circa" if "circa" in issued else ""
            assert record["date"].split("/") == [*day, other]
            assert record["year"] == parts[0]
        assert record["keywords"] == [item["custom"]["tier"]]
        assert record["notes"] == [item["custom"]["evidence"]]
        assert plain(read[key]["title"]) == plain(item["title"])


def test_the_edition_is_one_item_to_cite(edition: Edition) -> None:
    (item,) = json.loads(make(edition, "citation.json"))
    title = "Holding the Reset Hostage, by Alejandro Sueldo: An annotated edition"
    address = f"{ADDRESS}{EDITION}/"
    assert (item["title"], item["URL"]) == (title, address)
    assert item["custom"] == {"license": "CC BY 4.0"}
    source = make(edition, "citation.bib")
    (entry,) = read_with_bibtexparser(source).values()
    (read,) = read_with_pandoc(source, "biblatex").values()
    assert (entry["ENTRYTYPE"], entry["copyright"]) == ("book", "CC BY 4.0")
    assert {name: read[name] for name in item if name != "custom"} == {
        name: value for name, value in item.items() if name != "custom"
    }
    (record,) = read_with_rispy(make(edition, "citation.ris"))
    assert (record["title"], record["urls"]) == (title, [address])
    assert record["tertiary_authors"] == [name["literal"] for name in item["editor"]]
    assert record["date"] == "{:04}/{:02}/{:02}/".format(*item["issued"]["date-parts"][0])


def test_every_text_passage_note_and_essay_has_files_to_cite_it_by(edition: Edition) -> None:
    citables = [citable for citable in list_citables(edition) if citable.kind != "edition"]
    citing = Citing(edition)
    files: dict[str, list[str]] = {"bib": [], "ris": [], "json": []}
    for citable in citables:
        for link in fragment_fromstring(citing.render(citable)).iter("a"):
            if name := link.get("download"):
                stem, _, ending = name.rpartition(".")
                assert stem == citable.item["id"]
                head, _, content = link.get("href").partition(",")
                assert head.startswith("data:application/")
                files[ending].append(unquote(content))
    for ending, write in (("bib", write_bibtex), ("ris", write_ris), ("json", write_csl_json)):
        assert files[ending] == [write([citable.item]) for citable in citables]
    bib = read_with_pandoc("\n".join(files["bib"]), "biblatex")
    ris = read_with_rispy("".join(files["ris"]))
    own = [json.loads(content)[0] for content in files["json"]]
    items = [dict(citable.item) for citable in citables]
    said = [[plain(item.get(name)) for name in ("title", "URL", "note")] for item in items]
    for read in (bib.values(), own):
        assert [[plain(i.get(name)) for name in ("title", "URL", "note")] for i in read] == said
    assert [record["id"] for record in ris] == [*bib] == [item["id"] for item in items]
    assert [record["urls"] for record in ris] == [[item["URL"]] for item in items]


def test_without_an_address_the_edition_has_none(project) -> None:
    edition = project.load().edition
    assert edition
    assert "URL" not in json.loads(make(edition, "citation.json"))[0]
    assert "url" not in make(edition, "citation.bib")
    assert "UR  -" not in make(edition, "citation.ris")
