"""What somebody finds who opens our RIS with another program."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from read_back import hostile_texts, level, plain, read_with_pandoc, read_with_rispy
from rispy.config import TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

from variorum.bibliography.ris import write_ris
from variorum.read.csl import NUMBER_FIELDS, TEXT_FIELDS, TYPES

BOOK = {"id": "smith-2011", "type": "book", "title": "A Book"}
PAPER = {"id": "smith-2011", "type": "article-journal", "title": "A Paper"}


def read_one(**fields: object) -> dict[str, object]:
    """Return a record as rispy reads it."""
    (record,) = read_with_rispy(write_ris([{**BOOK, **fields}]))
    return record


def test_an_item_of_every_type_is_a_record_of_a_known_type() -> None:
    items = [{"id": kind, "type": kind, "title": f"A {kind}"} for kind in sorted(TYPES)]
    source = write_ris(items)
    records = read_with_rispy(source)
    assert [record["id"] for record in records] == [item["id"] for item in items]
    assert [record["title"] for record in records] == [item["title"] for item in items]
    assert {str(record["type_of_reference"]) for record in records} <= {*TYPE_OF_REFERENCE_MAPPING}
    read = read_with_pandoc(source, "ris")
    assert {id_: item["title"] for id_, item in read.items()} == {
        item["id"]: item["title"] for item in items
    }


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        ("article-newspaper", "NEWS"),
        ("article-magazine", "MGZN"),
        ("article-journal", "JOUR"),
        ("book", "BOOK"),
        ("chapter", "CHAP"),
        ("report", "RPRT"),
        ("webpage", "ELEC"),
        ("post-weblog", "BLOG"),
        ("thesis", "THES"),
        ("document", "GEN"),
    ],
)
def test_a_type_has_the_sign_of_ris(kind: str, sign: str) -> None:
    assert read_one(type=kind)["type_of_reference"] == sign


def test_every_line_is_a_tag_with_its_value_and_ends_as_the_specification_says() -> None:
    source = write_ris([BOOK, {**BOOK, "id": "b", "keyword": "x, y", "note": "Two\nlines"}])
    lines = source.split("\r\n")
    assert "\n" not in "".join(lines)
    assert lines[0] == "TY  - BOOK"
    assert all(line[:2] in TAG_KEY_MAPPING and line[2:6] == "  - " for line in lines if line)
    assert lines.count("ER  - ") == lines.count("TY  - BOOK") == 2


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Sueldo", "given": "Alejandro"}, "Sueldo, Alejandro"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, Martin Luther, Jr."),
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            "van Gogh, Vincent",
        ),
        ({"family": "Alembert", "given": "Jean", "dropping-particle": "d’"}, "d’Alembert, Jean"),
        ({"family": "司馬", "given": "遷"}, "司馬, 遷"),
        ({"family": "Plato"}, "Plato"),
        ({"literal": "Ministry of Foreign Affairs"}, "Ministry of Foreign Affairs"),
    ],
)
def test_a_name_is_written_family_first(name: dict[str, str], written: str) -> None:
    other = {"family": "Obama", "given": "Barack"}
    assert read_one(author=[name, other])["authors"] == [written, "Obama, Barack"]


def test_editors_of_books_are_apart_from_those_of_series() -> None:
    people = {
        "author": [{"literal": "The author"}],
        "editor": [{"literal": "The first editor"}, {"literal": "The second editor"}],
        "collection-editor": [{"literal": "The editor of the series"}],
        "translator": [{"literal": "The translator"}],
        "container-author": [{"literal": "The author of the book"}],
    }
    editors = ["The first editor", "The second editor"]
    book = read_one(**{name: who for name, who in people.items() if name != "container-author"})
    assert book["tertiary_authors"] == editors
    assert book["secondary_authors"] == ["The editor of the series"]
    chapter = read_one(type="chapter", **people)
    assert chapter["secondary_authors"] == editors
    assert chapter["tertiary_authors"] == ["The editor of the series"]
    assert chapter["subsidiary_authors"] == book["subsidiary_authors"] == ["The translator"]
    assert chapter["custom2"] == "The author of the book"
    film = read_one(type="motion_picture", director=[{"literal": "The director"}])
    assert film["authors"] == ["The director"]


@pytest.mark.parametrize(
    ("date", "year", "day"),
    [
        ({"date-parts": [[2011, 7, 18]]}, "2011", "2011/07/18/"),
        ({"date-parts": [[2011, 7]]}, "2011", "2011/07//"),
        ({"date-parts": [["2011"]]}, "2011", "2011///"),
        ({"date-parts": [[2011, 7, 1], [2011, 7, 18]]}, "2011", "2011/07/01/–2011-07-18"),
        ({"date-parts": [[2011, 7], [0]]}, "2011", "2011/07//–"),
        ({"date-parts": [[1850]], "circa": True}, "1850", "1850///circa"),
        ({"date-parts": [[2011]], "season": 2}, "2011", "2011///Summer"),
        ({"date-parts": [[2011]], "season": "Trinity"}, "2011", "2011///Trinity"),
        ({"date-parts": [[800]]}, "0800", "0800///"),
        ({"literal": "undated"}, "undated", None),
        ({}, None, None),
    ],
    ids=str,
)
def test_a_date_has_its_year_and_its_day(
    date: dict[str, object], year: str | None, day: str | None
) -> None:
    record = read_one(issued=date)
    assert (record.get("year"), record.get("date")) == (year, day)
    if year and year.isdecimal():
        (read,) = read_with_pandoc(write_ris([{**BOOK, "issued": date}]), "ris").values()
        assert read["issued"] == {"date-parts": [[int(year)]]}


def test_every_field_comes_back() -> None:
    record = read_one(
        **{"type": "article-journal", "title": "A title: with a part", "title-short": "A title"},
        **{"container-title": "Foreign Affairs", "container-title-short": "FA", "volume": 90},
        **{"issue": "4", "page": "12–34", "DOI": "https://doi.org/10.1000/a_b", "ISSN": "0015-7120"},
        **{"URL": "https://example.org/a%20b?x=1&y=2#z", "language": "en-GB", "abstract": "It says."},
        **{"keyword": "primary; missiles, treaties", "note": "A note", "annote": "Read.", "number": "e1"},
        **{"accessed": {"date-parts": [[2026, 11, 24]]}, "collection-title": "New Series"},
        **{"publisher": "Council", "publisher-place": "New York", "genre": "Essay", "source": "JSTOR"},
        **{"archive": "NARA", "archive_location": "Box 3", "call-number": "E 1", "section": "A"},
        **{"reviewed-title": "War and Peace", "edition": "2", "number-of-volumes": "4"},
        **{"original-title": "Ein Titel", "original-date": {"date-parts": [[1999, 2]]}},
    )  # fmt: skip
    assert record == {
        "type_of_reference": "JOUR", "id": "smith-2011", "title": "A title: with a part", "short_title": "A title",
        "secondary_title": "Foreign Affairs", "alternate_title1": "FA", "volume": "90", "number": "4",
        "start_page": "12", "end_page": "34", "doi": "10.1000/a_b", "issn": "0015-7120",
        "urls": ["https://example.org/a%20b?x=1&y=2#z"], "language": "en-GB", "abstract": "It says.",
        "keywords": ["primary", "missiles", "treaties"], "notes": ["A note", "Read."], "custom7": "e1",
        "access_date": "2026/11/24/", "tertiary_title": "New Series", "publisher": "Council",
        "place_published": "New York", "type_of_work": "Essay", "database_provider": "JSTOR",
        "name_of_database": "NARA", "accession_number": "Box 3", "call_number": "E 1", "section": "A",
        "reviewed_item": "War and Peace", "edition": "2", "number_of_volumes": "4",
        "original_publication": "Ein Titel, 1999-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "report", "number": "R41219"}, {"issn": "R41219"}),
        ({"type": "report", "number": "1", "ISBN": "978"}, {"issn": "978", "note": "1"}),
        ({"type": "book", "collection-number": "7"}, {"note": "7"}),
        ({"type": "book", "ISBN": "978", "number-of-pages": 500}, {"issn": "978", "start_page": "500"}),
        ({"type": "article-journal", "page": "12-14, 20"}, {"start_page": "12-14, 20"}),
        ({"type": "software", "version": "1.2"}, {"edition": "1.2"}),
        ({"type": "legal_case", "authority": "Supreme Court"}, {"publisher": "Supreme Court"}),
        ({"type": "map", "scale": "1:1000"}, {"custom1": "1:1000"}),
        ({"type": "speech", "event-title": "A meeting", "event-place": "Munich"},
         {"secondary_title": "A meeting", "place_published": "Munich"}),
        ({"type": "paper-conference", "event-title": "A meeting", "container-title": "Proceedings"},
         {"secondary_title": "A meeting", "custom3": "Proceedings"}),
    ],
    ids=str,
)  # fmt: skip
def test_a_field_stands_where_its_type_has_it(
    fields: dict[str, object], expected: dict[str, str]
) -> None:
    record = read_one(**fields)
    assert {name: record.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a%20b_c~d?x=1&y=#z", "https://example.org/a%20b_c~d?x=1&y=#z"),
        ("https://example.org/a;b=1", "https://example.org/a%3Bb=1"),
        ("https://example.org/a\r\nER  - ", "https://example.org/a%0D%0AER%20%20-"),
    ],
)
def test_an_address_stays_one(address: str, written: str) -> None:
    assert read_one(URL=address)["urls"] == [written]


def test_words_have_no_markup_and_what_only_looks_like_it_stays() -> None:
    assert read_one(title="<i>Mir</i> and H<sub>2</sub>O")["title"] == "Mir and H2O"
    assert read_one(title="1 < 2 <b> 3")["title"] == "1 < 2 <b> 3"


more = st.dictionaries(st.sampled_from((*TEXT_FIELDS, *NUMBER_FIELDS)), hostile_texts(), max_size=6)
items = st.builds(
    lambda fixed, more: {**more, **fixed},
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(sorted(TYPES - {"speech", "paper-conference"})),
            "title": hostile_texts(),
            "container-title": hostile_texts(),
            "publisher": hostile_texts(),
            "note": hostile_texts(),
            "author": st.lists(
                st.one_of(
                    st.fixed_dictionaries({"literal": hostile_texts()}),
                    st.fixed_dictionaries({"family": hostile_texts(), "given": hostile_texts()}),
                ),
                min_size=1,
                max_size=3,
            ),
            "issued": st.fixed_dictionaries({"literal": hostile_texts()}),
            "URL": hostile_texts(),
        }
    ),
    more,
)


@settings(max_examples=15, phases=[Phase.generate])  # to shrink would be to run pandoc for minutes
@given(st.lists(items, min_size=1, max_size=8))
def test_no_words_can_break_a_record(drawn: list[dict[str, object]]) -> None:
    listed = [{"id": f"i{number}", **item} for number, item in enumerate(drawn)]
    source = write_ris(listed)
    assert source == write_ris(listed)
    assert all(line[2:6] == "  - " for line in source.splitlines() if line)
    records = read_with_rispy(source)
    read = read_with_pandoc(source, "ris")
    assert [record["id"] for record in records] == [*read] == [item["id"] for item in listed]
    for item, record in zip(listed, records, strict=True):
        assert plain(record["title"]) == plain(item["title"])
        assert plain(record["secondary_title"]) == plain(item["container-title"])
        assert plain(record["publisher"]) == plain(item["publisher"])
        assert plain(record["notes"][0]) == plain(item["note"])
        assert level(str(read[str(item["id"])]["title"])) == plain(item["title"])
        parts = ("literal", "family", "given")
        names = [", ".join(plain(n[part]) for part in parts if part in n) for n in item["author"]]
        assert [*map(level, record["authors"])] == names
