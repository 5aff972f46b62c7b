"""What CITATION.cff says of the project and of its first edition is what they say of themselves."""

import tomllib
from pathlib import Path

import pytest
import yaml

import variorum
from variorum.citable import Item, cite_edition, cite_work
from variorum.model import Edition

REQUIRED = {"cff-version", "message", "title", "authors"}
KNOWN = REQUIRED | set(
    """abstract commit contact date-released doi identifiers keywords license license-url preferred-citation
    references repository repository-artifact repository-code type url version""".split()
)
"""Citation File Format 1.2.0, "Valid keys"."""
OF_REFERENCES = set(
    """authors date-published editors journal languages license scope title type url year-original""".split()
)
"""Those of its many keys for a reference that are used here."""
TYPES = {"article-newspaper": "newspaper-article", "book": "edited-work"}
"""What CFF calls types of CSL."""

Record = dict[str, object]


@pytest.fixture(scope="module")
def cff(root: Path) -> Record:
    # every value as it is written: a version is no number
    read: Record = yaml.load((root / "CITATION.cff").read_bytes(), Loader=yaml.BaseLoader)
    return read


@pytest.fixture(scope="module")
def edition(root: Path) -> Edition:
    folder = root / "source" / "holding-the-reset-hostage"
    loaded = variorum.load(folder, root=root, cache=root / ".cache" / "variorum")
    assert loaded.edition
    return loaded.edition


def list_names(people: object) -> list[str]:
    """Return names as they are read, whether of CFF or of CSL."""
    assert isinstance(people, list)
    parts = (("given-names", "given"), ("family-names", "family"), ("name", "literal"))
    return [
        " ".join(person[key] for pair in parts for key in pair if key in person)
        for person in people
    ]


def describe(item: Item) -> Record:
    """Return what a reference of CFF should say of an item of CSL; of the day nothing where it moves with each note."""
    described: Record = {
        "type": TYPES[str(item["type"])],
        "title": item["title"],
        "authors": list_names(item.get("author") or item["editor"]),
        "languages": [str(item["language"]).partition("-")[0]],
    }
    if "editor" in item:
        described["editors"] = list_names(item["editor"])
        described["license"] = str(item["license"]).replace(" ", "-")
    else:
        described["journal"] = item["container-title"]
        described["url"] = item["URL"]
        described["date-published"] = "{:04}-{:02}-{:02}".format(*item["issued"]["date-parts"][0])
    return described


def test_it_has_the_keys_of_its_format(cff: Record) -> None:
    assert REQUIRED <= cff.keys() <= KNOWN
    assert (cff["cff-version"], cff["type"]) == ("1.2.0", "software")
    references = cff["references"]
    assert isinstance(references, list)
    for reference in references:
        assert {"type", "title", "authors"} <= reference.keys() <= OF_REFERENCES


def test_it_says_of_the_project_what_its_metadata_say(cff: Record, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (cff["version"], cff["license"]) == (project["version"], project["license"])
    assert list_names(cff["authors"]) == [author["name"] for author in project["authors"]]
    assert project["name"] == f"mkdocs-{str(cff['title']).lower()}"


def test_it_says_of_the_first_edition_what_its_own_citation_says(
    cff: Record, edition: Edition
) -> None:
    references = cff["references"]
    assert isinstance(references, list)
    for written, citable in zip(references, (cite_edition, cite_work), strict=True):
        said = {name: value for name, value in written.items() if name != "scope"}
        for role in ("authors", "editors"):
            if role in said:
                said[role] = list_names(said[role])
        original = {"year-original": edition.issued[:4]} if "year-original" in said else {}
        assert said == describe(citable(edition).item) | original
