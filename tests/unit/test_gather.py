"""What others have of a work becomes an item that our schema lets in, or is refused; never more than they said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.gather.book import ask_for_book, read_book
from variorum.gather.clean import clean, clean_text
from variorum.gather.identifiers import fold_doi, fold_isbn, fold_url, identify, is_like_isbn
from variorum.gather.known import find_alike, propose_key
from variorum.gather.page import read_page
from variorum.gather.particulars import read_date, read_name
from variorum.gather.records import NoRecordsError, read_records, recognise
from variorum.problems import Position
from variorum.read.csl import CSL_ITEM
from variorum.read.references import RawReference

BIBTEX = """
@article{lamport94, author = {Lamport, Leslie and {World Health Organization}}, title = {A {LaTeX} paper}, journal = {J. Foo},
  year = 1994, month = jul, volume = 3, pages = {1--9}, doi = {10.1000/182}, abstract = {Long.}}
"""
RIS = """TY  - JOUR\r
AU  - Lamport, Leslie\r
TI  - A LaTeX\r
 paper\r
JO  - J. Foo\r
PY  - 1994//\r
DA  - 1994/07/18/\r
DO  - 10.1000/182\r
ER  - \r
\r
TY  - BOOK\r
A1  - Knuth, Donald E.\r
T1  - The TeXbook\r
Y1  - 1984/01//\r
ID  - knuth84\r
ER  - \r
EF  - \r
"""


# -- Records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (BIBTEX, "BibTeX"),
        ("% a comment\n@ Book (a, title={A @b})", "BibTeX"),
        (RIS, "RIS"),
        ("\ufeffTY  - JOUR\n", "RIS"),
        (' \n[{"title": "A"}]', "CSL-JSON"),
        ('{"title": "@a{"}', "CSL-JSON"),
        ("Lamport, A paper", None),
        ("someone@example.org", None),
        ("", None),
    ],
)
def test_a_form_is_known_by_what_it_holds(text, form):
    assert recognise(text) == form


def test_bibtex_is_read():
    (record,) = read_records(BIBTEX)
    item, left_out = clean(record)
    assert left_out == ()
    assert item == {
        "id": "lamport94",
        "type": "article-journal",
        "title": "A LaTeX paper",
        "author": [{"family": "Lamport", "given": "Leslie"}, {"literal": "World Health Organization"}],
        "container-title": "J. Foo",
        "volume": "3",
        "page": "1-9",
        "issued": {"date-parts": [[1994, 7]]},
        "DOI": "10.1000/182",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("title={Geschichte der Stadt Berlin}", "Geschichte der Stadt Berlin"),
        ('Title = "The {NATO} and Russia {"} in Prague"', 'The NATO and Russia " in Prague'),
        ("title={A {\\'E}tude \\{ \\emph{of} Mine}, subtitle={In Two Parts}", "A Étude { <i>of</i> Mine: In Two Parts"),
        ("title = {A Title}, booktitle = {The Book of X}", "A Title"),
    ],
)  # fmt: skip
def test_a_title_in_bibtex_keeps_its_capitals(field, title):
    (record,) = read_records(f"@incollection{{a, {field}, year=1999}}")
    assert record["title"] == title
    assert record.get("container-title", "The Book of X") == "The Book of X"


def test_a_list_of_records_is_found_within_what_a_program_wraps_around_it():
    records = '[{"id": "a", "type": "book", "title": "T"}]'
    assert read_records(f'{{"items": {records}}}') == read_records(records)


def test_the_number_of_a_book_in_ris_is_its_isbn():
    text = "TY  - {}\nTI  - T\nSN  - {}\nER  - \n"
    (book,) = read_records(text.format("BOOK", "978-0-306-40615-7"))
    (article,) = read_records(text.format("JOUR", "0036-8075"))
    assert (book["ISBN"], "ISSN" in book) == ("978-0-306-40615-7", False)
    assert (article["ISSN"], "ISBN" in article) == ("0036-8075", False)


def test_ris_is_read_with_the_days_that_it_has():
    first, second = (clean(record).item for record in read_records(RIS))
    assert first == {
        "type": "article-journal",
        "title": "A LaTeX paper",
        "author": [{"family": "Lamport", "given": "Leslie"}],
        "container-title": "J. Foo",
        "issued": {"date-parts": [[1994, 7, 18]]},
        "DOI": "10.1000/182",
    }
    assert (second["id"], second["issued"]) == ("knuth84", {"date-parts": [[1984, 1]]})


def test_a_field_over_many_lines_is_read_at_once():
    (record,) = read_records("TY  - JOUR\nTI  - A\nAU  - B\n" + "b\n" * 500_000 + "ER  - \n")
    assert record["title"] == "A"


def test_a_day_of_another_year_than_the_record_says_is_no_date_of_it():
    (record,) = read_records("TY  - JOUR\nTI  - A\nPY  - 1994\nDA  - 2020/07/18/\nER  - \n")
    assert record["issued"] == {"date-parts": [[1994]]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "without a record"),
        ("[1]", "without a record"),
        ("{", "not CSL-JSON"),
        ("[" * 100_000, "not CSL-JSON"),
        ("@book{a, title={x", "not BibTeX"),
        ("words", "neither BibTeX nor RIS nor CSL-JSON"),
        ("@" + "a" * 2_000_001, "2,000,000 at most"),
    ],
)
def test_what_is_no_record_is_refused_with_the_reason(text, said):
    with pytest.raises(NoRecordsError, match=said):
        read_records(text)


# -- Identifiers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "identified"),
    [
        ("10.1000/182", ("DOI", "10.1000/182")),
        ("doi:10.1000/182", ("DOI", "10.1000/182")),
        ("DOI 10.1000/182", ("DOI", "10.1000/182")),
        ("https://doi.org/10.1000/182", ("DOI", "10.1000/182")),
        ("http://dx.doi.org/10.1002/(SICI)1097<1::AID>3.0.CO;2-X", ("DOI", "10.1002/(SICI)1097<1::AID>3.0.CO;2-X")),
        ("0-306-40615-2", ("ISBN", "9780306406157")),
        ("ISBN 978-0-306-40615-7", ("ISBN", "9780306406157")),
        ("080442957X", ("ISBN", "9780804429573")),
        ("978-0-306-40615-8", None),
        ("https://example.org/a?b=c", ("URL", "https://example.org/a?b=c")),
        ("ftp://example.org/a", None),
        ("http://[::1", None),
        ("javascript:alert(1)", None),
        ("2011-07-18", None),
        ("words", None),
    ],
)  # fmt: skip
def test_a_word_is_known_for_what_it_identifies(word, identified):
    assert identify(word) == identified


def test_identifiers_compare_however_they_are_written():
    assert fold_doi("https://doi.org/10.1000/AbC") == fold_doi("10.1000/abc")
    assert fold_isbn("0-306-40615-2") == fold_isbn("978 0 306 40615 7")
    assert fold_url("http://www.Example.org/a/#b") == fold_url("https://example.org/a")
    assert fold_url("https://example.org/a?b=1") != fold_url("https://example.org/a?b=2")
    assert is_like_isbn("978-0-306-40615-8")
    assert not is_like_isbn("12345")


# -- Names and dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Byron, Ada", {"family": "Byron", "given": "Ada"}),
        ("By Ada Byron", {"family": "Byron", "given": "Ada"}),
        ("Ludwig van Beethoven", {"family": "van Beethoven", "given": "Ludwig"}),
        ("U.S. Department of State", {"literal": "U.S. Department of State"}),
        ("Center for Peace, Inc.", {"literal": "Center for Peace, Inc."}),
        ("孔子", {"literal": "孔子"}),
        ("https://example.org/ada", None),
        (" ", None),
    ],
)
def test_a_name_is_parted_only_where_it_looks_like_a_persons(words, name):
    assert read_name(words) == name


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("2011-07-18T10:00:00Z", [2011, 7, 18]),
        ("2011/7/18", [2011, 7, 18]),
        ("2011-07", [2011, 7]),
        ("2011//", [2011]),
        ("18 July 2011", [2011, 7, 18]),
        ("Mon, 18 Jul 2011 10:00", [2011, 7, 18]),
        ("July 18th, 2011", [2011, 7, 18]),
        ("Sept. 2011", [2011, 9]),
        ("18/07/2011", [2011, 7, 18]),
        ("07/18/2011", [2011, 7, 18]),
        ("07/08/2011", [2011]),
        ("c1994", [1994]),
        ("1994-13-01", [1994]),
        ("soon", None),
        ("a" * 1_000_000, None),
        ("", None),
    ],
)
def test_a_date_says_no_more_than_is_sure(words, parts):
    assert read_date(words) == (parts and {"date-parts": [parts]})


# -- What nobody trusts ---------------------------------------------------------------------------


def test_markup_and_what_cannot_be_seen_are_taken_out():
    assert (
        clean_text("A\n <scp>B</scp>\u202e &amp; <i>C</i><script>x</script>") == "A B & <i>C</i>x"
    )
    assert clean_text("if a<b and <<b>script>") == "if a< b and <<b>script>"
    assert clean_text("a\x1b[2Jb\u200b") == "a[2Jb"


def test_a_registrys_record_becomes_csl():
    record = {
        "type": "journal-article", "title": ["Water"], "container-title": ["J"], "author": [{"name": "Group"}, {"given": "X", "family": "Y",
        "affiliation": []}, {}], "issued": {"date-parts": [[None]]}, "published": {"date-parts": [[2011]]}, "ISSN": ["1234-5678", "2"],
        "DOI": "https://doi.org/10.1000/182", "URL": "http://dx.doi.org/10.1000/182", "page": {"a": 1}, "score": 1, "abstract": "<jats:p>A</jats:p>",
        "custom": {"verified": "text-read"}, "id": "https://doi.org/10.1000/182",
    }  # fmt: skip
    item, left_out = clean(record)
    assert item == {
        "type": "article-journal",
        "title": "Water",
        "author": [{"literal": "Group"}, {"family": "Y", "given": "X"}],
        "container-title": "J",
        "DOI": "10.1000/182",
        "ISSN": "1234-5678",
    }
    assert left_out == ("page: {'a': 1}",)


def test_only_who_has_the_file_says_how_far_a_work_was_checked():
    custom = {"tier": "primary", "verified": "text-read"}
    assert "custom" not in clean({"title": "A", "custom": custom}).item
    assert clean({"title": "A", "custom": custom}, with_custom=True).item["custom"] == custom


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=30),
        st.sampled_from(["javascript:alert(1)", "<script>", "&lt;img src=x onerror=y&gt;", "\u202e", "https://example.org/a", "2011-02-30"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["family", "given", "literal", "name", "date-parts", "raw", "a"]), inner, max_size=3
    ),
    max_leaves=6,
)  # fmt: skip
FIELDS = sorted({*CSL_ITEM.list_fields(), "unknown"})


@given(st.dictionaries(st.sampled_from(FIELDS), values, max_size=8))
def test_whatever_is_said_the_schema_lets_in_what_is_left(record):
    item, _ = clean(record)
    assert CSL_ITEM.validate({"id": "x", **item}) == {"id": "x", **item}
    shown = json.dumps(item, ensure_ascii=False)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\u202e" not in shown


# -- Pages and catalogues -------------------------------------------------------------------------

HIGHWIRE = """<html lang="en"><head><title>Water | J. Foo</title>
<meta name="citation_title" content="The Structure of &lt;i&gt;Water&lt;/i&gt;">
<meta name="citation_author" content="Frank, Henry S."><meta name="citation_author" content="Ada Byron">
<meta name="citation_publication_date" content="1970/8/14"><meta name="citation_journal_title" content="J. Foo">
<meta name="citation_volume" content="169"><meta name="citation_issue" content="3946">
<meta name="citation_firstpage" content="635"><meta name="citation_lastpage" content="641">
<meta name="citation_doi" content="10.1126/science.169.3946.635"><meta name="DC.title" content="Another">
<link rel="canonical" href="/water"></head></html>"""
NEWS = """<html lang="ru"><head><meta charset="utf-8"><title>Щит - Газета</title><meta property="og:title" content="Щит | Газета">
<meta property="og:site_name" content="Газета"><link rel="canonical" href="https://elsewhere.example/x">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList"},
{"@type": ["NewsArticle"], "headline": "Щит", "author": [{"@type": "Person", "name": "Ада Байрон"},
{"@type": "Organization", "name": "Агентство новостей"}], "datePublished": "2011-07-18T10:00:00+04:00",
"publisher": {"@type": "Organization", "name": "Газета"}}]}</script></head><body></body></html>"""
BARE = "<title> A \n page </title><p>Words"


def test_a_page_with_the_tags_of_journals_is_read():
    item = clean(read_page(HIGHWIRE.encode(), address="https://example.org/w?utm=1")).item
    assert item == {
        "type": "article-journal",
        "title": "The Structure of <i>Water</i>",
        "author": [{"family": "Frank", "given": "Henry S."}, {"family": "Byron", "given": "Ada"}],
        "container-title": "J. Foo",
        "volume": "169",
        "issue": "3946",
        "page": "635-641",
        "issued": {"date-parts": [[1970, 8, 14]]},
        "language": "en",
        "DOI": "10.1126/science.169.3946.635",
        "URL": "https://example.org/water",
    }


def test_a_newspapers_page_is_read_and_speaks_for_no_other_address():
    item = clean(read_page(NEWS.encode(), address="https://example.org/a#b")).item
    assert item == {
        "type": "article-newspaper",
        "title": "Щит",
        "author": [{"family": "Байрон", "given": "Ада"}, {"literal": "Агентство новостей"}],
        "container-title": "Газета",
        "issued": {"date-parts": [[2011, 7, 18]]},
        "language": "ru",
        "URL": "https://example.org/a",
    }


def test_who_wrote_a_work_may_be_said_in_another_place_of_the_page():
    graph = [
        {"@type": "WebPage", "@id": "#page", "name": "Water - The Blog", "isPartOf": {"@id": "#site"}},
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Elsewhere"}]},
        {
            "@type": "BlogPosting", "headline": "Water &#8211; and more", "author": {"@id": "#ada"},
            "isPartOf": {"@id": "#page"}, "publisher": {"@id": "#house"},
        },
        {"@type": "Person", "@id": "#ada", "name": "Ada Byron"},
        {"@type": "Organization", "@id": "#house", "name": "The Blog"},
    ]  # fmt: skip
    page = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    raw = read_page(page.encode(), address="https://example.org/a")
    assert raw["type"] == "post-weblog"
    assert raw["title"] == "Water – and more"
    assert raw["author"] == [{"family": "Byron", "given": "Ada"}]
    assert raw["container-title"] == "The Blog"


def test_a_page_that_says_little_has_its_title_and_address():
    raw = read_page(BARE.encode(), address="https://example.org/a")
    assert raw == {"type": "webpage", "title": "A page", "URL": "https://example.org/a"}


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("<title>Щит</title>".encode(), ""),
        ("<title>Щит</title>".encode("windows-1251"), "windows-1251"),
        ("<meta charset=windows-1251><title>Щит</title>".encode("windows-1251"), ""),
        ("<title>Щит</title>".encode(), "no-such-charset"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(content, charset):
    assert read_page(content, address="https://example.org/", charset=charset)["title"] == "Щит"


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_page_is_too_strange_to_be_read(content):
    assert read_page(content, address="https://example.org/a")["URL"] == "https://example.org/a"


@pytest.mark.parametrize(
    "script", ["[" * 50_000, "{", '"words"', '{"@graph": 1}', "null", '[{"@type": 5}]']
)
def test_what_is_no_json_ld_is_passed_over(script):
    page = f'<title>A</title><script type="application/ld+json">{script}</script>'
    assert read_page(page.encode(), address="https://example.org/")["title"] == "A"


def test_a_catalogues_answer_is_read():
    assert ask_for_book("https://example.org/", "9780306406157") == (
        "https://example.org/api/books?bibkeys=ISBN:9780306406157&jscmd=data&format=json"
    )
    answer = {"ISBN:9780306406157": {
        "title": "A book", "subtitle": "on things", "authors": [{"url": "x", "name": "Ada Byron"}], "publishers": [{"name": "Plenum"}],
        "publish_places": [{"name": "New York"}], "publish_date": "June 1980", "number_of_pages": 300,
    }}  # fmt: skip
    assert read_book(json.dumps(answer), "9780306406157") == {
        "type": "book",
        "title": "A book: on things",
        "ISBN": "9780306406157",
        "author": [{"family": "Byron", "given": "Ada"}],
        "publisher": "Plenum",
        "publisher-place": "New York",
        "issued": {"date-parts": [[1980, 6]]},
    }
    for content in ("{}", "[]", "<html>", '{"ISBN:9780306406157": 1}'):
        with pytest.raises(NoRecordsError):
            read_book(content, "9780306406157")


# -- Beside those that are there ------------------------------------------------------------------


def refer(**fields: object) -> RawReference:
    return RawReference("old", {"id": "old", **fields}, lambda: Position("references.json"))


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"author": [{"family": "Knuth", "given": "D."}], "issued": {"date-parts": [[1984]]}}, "knuth-1984"),
        ({"author": [{"literal": "U.S. Department of State"}], "issued": {"date-parts": [[2011, 7]]}}, "us-department-of-2011"),
        ({"author": [{"family": "Лавров"}], "title": "On shields", "issued": {"date-parts": [[2011]]}}, "on-shields-2011"),
        ({"title": "Щит", "issued": {"date-parts": [[2011]]}}, "work-2011"),
        ({"title": "A taken key"}, "a-taken-key-2"),
    ],
)  # fmt: skip
def test_a_key_is_made_of_who_wrote_it_and_when(item, key):
    assert propose_key(item, {"a-taken-key"}.__contains__) == key


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ({"DOI": "10.1000/ABC"}, {"DOI": "10.1000/abc"}, "the same DOI"),
        ({"URL": "https://doi.org/10.1000/abc"}, {"DOI": "10.1000/abc"}, "the same DOI"),
        ({"type": "book", "ISBN": "0-306-40615-2"}, {"type": "book", "ISBN": "9780306406157"}, "the same ISBN"),
        ({"type": "book", "ISBN": "0-306-40615-2"}, {"type": "chapter", "ISBN": "9780306406157"}, None),
        ({"URL": "http://www.example.org/a/"}, {"URL": "https://example.org/a"}, "the same address"),
        (
            {"title": "“A” title", "issued": {"date-parts": [[2011, 7]]}},
            {"title": '"a"  Title', "issued": {"date-parts": [[2011]]}},
            "the same title and year",
        ),
        ({"title": "A", "issued": {"date-parts": [[2011]]}}, {"title": "A", "issued": {"date-parts": [[2012]]}}, None),
        ({"title": "A"}, {"title": "A"}, None),
    ],
)  # fmt: skip
def test_the_same_work_is_known_again(old, new, why):
    found = find_alike(new, [refer(**old)])
    assert (found and found.why) == why
