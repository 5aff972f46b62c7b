"""What somebody finds who opens our BibTeX with another program."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from read_back import (
    hostile_texts,
    list_letters,
    plain,
    read_with_bibtexparser,
    read_with_pandoc,
)

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.bibtex_text import write_key
from variorum.bibliography.csl_json import write_csl_json
from variorum.read.csl import NUMBER_FIELDS, TEXT_FIELDS, TYPES

BOOK = {"id": "smith-2011", "type": "book", "title": "A Book"}
PAPER = {"id": "smith-2011", "type": "article-journal", "title": "A Paper"}
CLASSIC = set(
    """article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis
    proceedings techreport unpublished""".split()
)
"""The entry types that every style of BibTeX knows."""


def read_one(**fields: object) -> dict[str, object]:
    """Return an item as pandoc reads it from our BibTeX."""
    (item,) = read_with_pandoc(write_bibtex([{**BOOK, **fields}]), "biblatex").values()
    return item


def list_fields(**fields: object) -> dict[str, str]:
    (entry,) = read_with_bibtexparser(write_bibtex([{**BOOK, **fields}])).values()
    return entry


def plain_parts(name: dict[str, str]) -> dict[str, str]:
    return {part: plain(words) for part, words in name.items()}


def test_an_item_of_every_type_is_an_entry_of_classic_bibtex() -> None:
    items = [
        {"id": f"{kind}{number}", "type": kind, "title": "A", **container}
        for kind in TYPES
        for number, container in enumerate(({}, {"container-title": "B"}))
    ]
    source = write_bibtex(items)
    entries = read_with_bibtexparser(source)
    assert [*entries] == [item["id"] for item in items]
    assert {entry["ENTRYTYPE"] for entry in entries.values()} <= CLASSIC
    read = read_with_pandoc(source, "biblatex")
    assert [item["title"] for item in read.values()] == ["A"] * len(items)
    within = {id_: item["container-title"] for id_, item in read.items() if id_.endswith("1")}
    assert {id_ for id_, title in within.items() if title != "B"} == set()


@pytest.mark.parametrize(
    "kind",
    [
        "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "pamphlet",
        "paper-conference", "report", "thesis", "manuscript",
    ],
)  # fmt: skip
def test_a_type_that_bibtex_has_comes_back(kind: str) -> None:
    assert read_one(type=kind)["type"] == kind


def test_a_thesis_is_of_the_degree_that_its_genre_names() -> None:
    thesis = {**BOOK, "type": "thesis", "publisher": "University of X"}
    assert write_bibtex([thesis]).startswith("@phdthesis")
    assert write_bibtex([{**thesis, "genre": "Master's thesis"}]).startswith("@mastersthesis")
    assert read_one(**thesis)["genre"] == "Thesis"
    assert list_fields(**thesis)["school"] == "University of X"


@pytest.mark.parametrize(
    "name",
    [
        {"family": "Sueldo", "given": "Alejandro"},
        {"family": "O’Rourke", "given": "Ronald"},
        {"family": "Rodríguez Zapatero", "given": "José Luis"},
        {"family": "Kellerhals", "given": "Merle D.", "suffix": "Jr."},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
        {"family": "de la Cruz", "given": "Juana Inés"},
        {"family": "d’Alembert", "given": "Jean"},
        {"family": "Черномырдин", "given": "Виктор"},
        {"family": "عبد الرحمن", "given": "محمد"},
        {"family": "司馬", "given": "遷"},
        {"family": "Anderson and Sons", "given": "Peter"},
        {"family": "And", "given": "Or"},
        {"family": "Smith", "given": "J=K"},
        {"family": "Plato"},
        {"literal": "Ministry of Foreign Affairs and Trade, Department 4"},
        {"literal": "others"},
        {"literal": "van der Berg and Sons {Ltd}"},
        {"literal": "AT&T"},
    ],
    ids=lambda name: " ".join(name.values()),
)
def test_a_name_is_to_pandoc_what_it_is_in_csl(name: dict[str, str]) -> None:
    first = {"family": "Obama", "given": "Barack"}
    item = {**BOOK, "author": [first, name, first]}
    (read,) = read_with_pandoc(write_csl_json([item]), "csljson").values()
    assert [*map(plain_parts, read_one(**item)["author"])] == [*map(plain_parts, read["author"])]


def test_a_particle_tied_to_the_name_stays_with_it() -> None:
    name = {"family": "Alembert", "given": "Jean", "dropping-particle": "d’"}
    assert list_fields(author=[name])["author"] == "{d’Alembert}, Jean"


def test_everybody_who_had_a_part_is_named() -> None:
    people = {
        role: [{"family": "Doe", "given": role.capitalize()}]
        for role in (
            "author",
            "editor",
            "translator",
            "container-author",
            "compiler",
            "illustrator",
        )
    }
    fields = list_fields(type="chapter", **people)
    assert fields["author"] == "Doe, Author"
    assert fields["editor"] == "Doe, Editor"
    assert fields["translator"] == "Doe, Translator"
    assert fields["bookauthor"] == "Doe, Container-author"
    assert (fields["editora"], fields["editoratype"]) == ("Doe, Compiler", "compiler")
    assert (fields["editorb"], fields["editorbtype"]) == ("Doe, Illustrator", "illustrator")
    read = read_one(type="chapter", **people)
    assert read["container-author"] == [{"family": "Doe", "given": "Container-author"}]
    directed = read_one(type="motion_picture", director=[{"family": "Welles", "given": "Orson"}])
    assert directed["director"] == [{"family": "Welles", "given": "Orson"}]
    composed = read_one(type="song", composer=[{"family": "Weill", "given": "Kurt"}])
    assert composed["author"] == [{"family": "Weill", "given": "Kurt"}]


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ({"date-parts": [[2011, 7, 18]]}, ("2011-07-18", "2011", "jul")),
        ({"date-parts": [[2011, 7]]}, ("2011-07", "2011", "jul")),
        ({"date-parts": [[2011]]}, ("2011", "2011", None)),
        ({"date-parts": [["2011", "7", "1"]]}, ("2011-07-01", "2011", "jul")),
        ({"date-parts": [[2011, 7, 1], [2011, 7, 18]]}, ("2011-07-01/2011-07-18", "2011", "jul")),
        ({"date-parts": [[2011, 7], [2011, 8]]}, ("2011-07/2011-08", "2011", None)),
        ({"date-parts": [[2011], [2012]]}, ("2011/2012", "2011--2012", None)),
        ({"date-parts": [[2011, 7], [0]]}, ("2011-07/", "2011", None)),
        ({"date-parts": [[1850]], "circa": True}, ("1850~", "1850", None)),
        ({"date-parts": [[2011]], "season": 2}, ("2011-22", "2011", None)),
        ({"date-parts": [[2011]], "season": "Autumn"}, ("2011-23", "2011", None)),
        ({"date-parts": [[2011, 14]]}, ("2011-22", "2011", None)),
        ({"date-parts": [[2011]], "season": "Trinity"}, ("2011", "2011", "Trinity")),
        ({"date-parts": [[-44, 3, 15]]}, ("-0043-03-15", "-44", "mar")),
        ({"date-parts": [[800]]}, ("0800", "800", None)),
        ({"raw": "2011-07-18"}, ("2011-07-18", "2011", "jul")),
        ({"raw": "last summer"}, (None, "last summer", None)),
        ({"literal": "undated"}, (None, "undated", None)),
        ({"date-parts": [["soon"]]}, (None, None, None)),
        ({}, (None, None, None)),
    ],
    ids=str,
)
def test_a_date_is_there_for_biblatex_and_for_bibtex(
    date: dict[str, object], fields: tuple[str | None, ...]
) -> None:
    entry = list_fields(issued=date)
    assert tuple(entry.get(field) for field in ("date", "year", "month")) == fields


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2011, 7, 18]]},
        {"date-parts": [[2011, 7, 1], [2012, 1, 18]]},
        {"date-parts": [[1850]], "circa": True},
        {"date-parts": [[-44, 3, 15]]},
    ],
    ids=str,
)
def test_a_date_comes_back(date: dict[str, object]) -> None:
    fields = {"issued": date, "accessed": date, "original-date": date, "event-date": date}
    read = read_one(**fields)
    assert {name: read[name] for name in fields} == fields


ARTICLE = {
    "id": "a", "type": "article-journal", "title": "A title: with a part", "title-short": "A title",
    "container-title": "Foreign Affairs & More", "container-title-short": "FA", "volume": "90", "issue": 4,
    "page": "12-34", "DOI": "10.1000/a_b#c", "ISSN": "0015-7120", "URL": "https://example.org/a%20b_c~d?x=1&y=2#z",
    "language": "en-GB", "note": "A note at 100% & more", "abstract": "What it says, in $.", "annote": "Read.",
    "keyword": "primary, x_y", "status": "forthcoming", "PMID": "123", "PMCID": "PMC1", "publisher": "Council",
    "collection-title": "New Series",
}  # fmt: skip
BOOK_OF_MANY_FIELDS = {
    "id": "b", "type": "book", "title": "A Book", "collection-title": "The Series", "collection-number": "7",
    "publisher": "Simon and Schuster", "publisher-place": "London and New York", "edition": "2", "volume": "3",
    "number-of-volumes": "4", "number-of-pages": "500", "ISBN": "978-3-16-148410-0", "version": "1.2",
    "original-title": "Ein Buch", "original-publisher": "Verlag", "original-publisher-place": "Berlin",
    "call-number": "PR 1", "volume-title": "The Third Volume",
}  # fmt: skip
CHAPTER = {
    "id": "c", "type": "chapter", "title": "A chapter", "container-title": "NATO and Russia", "page": "ix-xi",
    "chapter-number": "2",
}  # fmt: skip
TALK = {
    "id": "d", "type": "paper-conference", "title": "A talk", "container-title": "Proceedings", "event-place": "Munich",
}  # fmt: skip
REPORT = {
    "id": "e", "type": "report", "title": "A report", "number": "R41219", "genre": "Fact sheet",
    "publisher": "Research and Development", "publisher-place": "Washington",
}  # fmt: skip
FILES = {item["id"]: item for item in (ARTICLE, BOOK_OF_MANY_FIELDS, CHAPTER, TALK, REPORT)}


@pytest.mark.parametrize("item", FILES.values(), ids=lambda item: item["type"])
def test_every_field_comes_back(item: dict[str, object]) -> None:
    (read,) = read_with_pandoc(write_bibtex([item]), "biblatex").values()
    assert {name: read.get(name) for name in item} == {
        name: str(value) for name, value in item.items()
    }


def test_fields_of_biblatex_that_pandoc_does_not_read_are_there() -> None:
    fields = list_fields(
        **{"type": "patent", "title": "A", "authority": "Patent Office", "license": "CC BY 4.0"},
        **{"event-title": "45th Conference", "archive": "NARA", "archive_location": "Box 3"},
        **{"part": "2", "medium": "Microfilm", "number": "US 1"},
    )
    assert fields["organization"] == "Patent Office"
    assert fields["copyright"] == "CC BY 4.0"
    assert fields["eventtitle"] == "{45th Conference}"
    assert fields["library"] == "NARA, Box 3"
    assert (fields["part"], fields["type"], fields["number"]) == ("2", "Microfilm", "US 1")


def test_an_article_is_told_apart_from_its_issue_by_its_own_number() -> None:
    entry = list_fields(**{**PAPER, "issue": "4", "number": "e17"})
    assert (entry["number"], entry["eid"]) == ("4", "e17")


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("12-34", "12--34"),
        ("12–34", "12--34"),
        ("S12-S15", "S12--S15"),
        ("B-12", "B-12"),
        ("ix-xi", "ix--xi"),
        ("12-14, 20", "12--14, 20"),
        ("12--34", "12--34"),
        ("7", "7"),
        (7, "7"),
    ],
)
def test_a_range_of_pages_has_the_dash_of_bibtex(pages: object, written: str) -> None:
    assert list_fields(**{**PAPER, "page": pages})["pages"] == written


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-US", "american"), ("ru", "russian"), ("sr-Latn-RS", "serbian"), ("grc", "grc")],
)
def test_a_language_has_the_name_that_babel_knows(tag: str, name: str) -> None:
    assert list_fields(language=tag)["langid"] == name


def test_a_title_keeps_its_capitals() -> None:
    title = "NATO and the BBC: A History of Trust"
    assert list_fields(title=title)["title"] == f"{{{title}}}"
    assert read_one(title=title, language="en-US")["title"] == title


@pytest.mark.parametrize(
    "title",
    [
        "<i>Mir</i> and <b>Salyut</b>",
        "H<sub>2</sub>O and E = mc<sup>2</sup>",
        "All of <i>War <b>and</b> Peace</i>",
        '<span style="font-variant:small-caps;">Small</span> capitals',
    ],
)
def test_markup_of_csl_becomes_that_of_latex(title: str) -> None:
    assert read_one(title=title)["title"] == title


@pytest.mark.parametrize(
    "title", ["<i>Mir", "Mir</i>", "<b>a <i>b</b> c", "1 < 2 > 0", "<u>a</u>", "<script>x</script>"]
)
def test_what_only_looks_like_markup_is_words(title: str) -> None:
    assert plain(read_one(title=title)["title"]) == plain(title)
    source = write_bibtex([{**BOOK, "title": title}])
    assert source.count("{") == source.count("}")


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a%20b_c~d?x=1&y=#z", "https://example.org/a%20b_c~d?x=1&y=#z"),
        ("https://example.org/{a}\\b", "https://example.org/%7Ba%7D%5Cb"),
        ("https://example.org/a\n}b", "https://example.org/a%0A%7Db"),
        ("https://example.org/ключ", "https://example.org/ключ"),
    ],
)
def test_an_address_is_as_it_was_and_ends_no_entry(address: str, written: str) -> None:
    assert read_one(URL=address)["URL"] == written
    assert list_fields(URL=address)["url"] == written


def test_a_doi_is_bare() -> None:
    assert read_one(DOI="https://doi.org/10.1000/a_b")["DOI"] == "10.1000/a_b"


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("smith-2011", "smith-2011"),
        ("doi:10.1000/182", "doi:10.1000/182"),
        ("иванов-2011", "иванов-2011"),
        ("a#b", "a_x23_b"),
        ("a_x23_b", "a_x5f_x23_b"),
        ("a, b}", "a_x2c__x20_b_x7d_"),
        ("_a", "_a"),
    ],
)
def test_a_key_is_the_id_less_what_bibtex_cannot_take(identifier: str, key: str) -> None:
    source = write_bibtex([{**BOOK, "id": identifier}])
    assert [*read_with_bibtexparser(source)] == [key]
    assert [*read_with_pandoc(source, "biblatex")] == [key]


ids = st.text(st.sampled_from([*"_x0235fa#%-, {}", "я"]), max_size=8)


@given(st.lists(ids, unique=True, max_size=60))
def test_different_ids_have_different_keys(listed: list[str]) -> None:
    keys = {write_key(identifier) for identifier in listed}
    assert len(keys) == len(listed)
    assert all(re.fullmatch(r"[\w.:/+-]+", key) for key in keys)


words = st.dictionaries(
    st.sampled_from((*TEXT_FIELDS, *NUMBER_FIELDS)), hostile_texts(), max_size=6
)
names = st.lists(
    st.one_of(
        st.fixed_dictionaries({"literal": hostile_texts()}),
        st.fixed_dictionaries({"family": hostile_texts(), "given": hostile_texts()}),
    ),
    min_size=1,
    max_size=3,
)
items = st.builds(
    lambda fixed, more: {**more, **fixed},
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(sorted(TYPES)),
            "title": hostile_texts(),
            "container-title": hostile_texts(),
            "publisher": hostile_texts(),
            "note": hostile_texts(),
            "keyword": hostile_texts(),
            "author": names,
            "issued": st.fixed_dictionaries({"literal": hostile_texts()}),
            "URL": hostile_texts(),
        }
    ),
    words,
)


@settings(max_examples=8, phases=[Phase.generate])  # to shrink would be to run pandoc for minutes
@given(st.lists(items, min_size=1, max_size=8))
def test_no_words_can_break_an_entry(drawn: list[dict[str, object]]) -> None:
    listed = [{"id": f"i{number}", **item} for number, item in enumerate(drawn)]
    source = write_bibtex(listed)
    assert source == write_bibtex(listed)
    for line in source.splitlines():
        assert line.count("{") - line.count("}") == line.startswith("@") - (line == "}")
    entries = read_with_bibtexparser(source)
    read = read_with_pandoc(source, "biblatex")
    assert [*entries] == [*read] == [item["id"] for item in listed]
    for item in listed:
        found = read[str(item["id"])]
        fields = {"note", "keyword"}
        fields |= {"title", "container-title"} if "volume-title" not in item else set()
        fields |= {"publisher"} if "authority" not in item else set()
        assert {field: plain(found[field]) for field in fields} == {
            field: plain(item[field]) for field in fields
        }
        assert [*map(list_letters, found["author"])] == [*map(list_letters, item["author"])]
