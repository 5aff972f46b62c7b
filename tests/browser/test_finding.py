"""The search's index finds what a scan of all entries finds: built by the package, asked in a browser, for queries nobody chose."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from scanning import STEMMERS, parse, scan
from serving import serve

from variorum.search_index import CATALOGUE, SearchIndex, find_words, to_plain

WORDS = (
    "treaty treaties Treaty’s treat treated negotiate negotiating negotiations the of and Lavrov Lavrov’s U.S. US u s"
    " arms arms-control control dying die résumé resume naïve straße Strasse ﬁne fine e.g. 1,537 2011 5 p5 cooperate"
    " договор договора договором щит щиты ёлка елка мой мои U.S.–Russian معاهدة المعاهدة والمعاهدات سَلام 导弹防御 防御 ミサイル"
    " nation nations national Häuser Haus kind a&b <b> «quoted» don’t 'tis 𐐨𐐩 １２ x—y soft\u00adhyphen"
).split()
LANGUAGES = ("en", "ru", "ar", "fr", "de", "zh", "")
ASKED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SPOKEN = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, str]]:
    """A site's entries: pages of one language each, passages, corrections after them, notes, sources."""
    made: list[dict[str, str]] = []
    for page in range(draw(st.integers(1, 4))):
        lang = draw(st.sampled_from(LANGUAGES))
        kinds = [
            "page",
            *draw(
                st.lists(st.sampled_from(["text", "correction", "note", "reference"]), max_size=8)
            ),
        ]
        for number, kind in enumerate(kinds):
            label = f"{kind} {number}" if kind != "page" else ""
            words = draw(SPOKEN)
            has_title = kind in ("page", "note", "reference")
            entry = {
                "location": f"page-{page}/" + (f"#p{number}" if number else ""),
                "title": escape(draw(SPOKEN)) if has_title else label,
                "label": label,
                "text": f"<p>{escape(words)}</p>" if words else "",
                "kind": kind,
                "lang": lang,
            }
            if kind == "text" and draw(st.booleans()):
                entry["printed"] = f"<p>{escape(draw(SPOKEN))}</p>"
            made.append(entry)
    return made


@st.composite
def queries(draw: st.DrawFn) -> str:
    """What readers type: words, their beginnings, phrases, kinds, more or less finished."""
    word = st.sampled_from(WORDS)
    begun = word.flatmap(lambda whole: st.integers(1, len(whole)).map(lambda end: whole[:end]))
    phrase = st.lists(word, min_size=1, max_size=3).map(lambda run: f'"{" ".join(run)}"')
    kind = st.sampled_from(["kind:text", "kind:note", "kind:correction"])
    terms = draw(st.lists(word | word | begun | phrase | kind, min_size=1, max_size=3))
    query = " ".join(terms)
    return query[: draw(st.integers(len(query) - 2, len(query)))] + draw(
        st.sampled_from(["", "", " "])
    )


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that may load the scripts as they are written, and the stemmers."""
    folder = Path(str(files("variorum")))
    with serve(folder, below="") as address:
        page = browser.new_page()
        page.goto(f"{address}scripts/finding.js")
        page.evaluate("""async () => {
          const { Index } = await import('/scripts/finding.js');
          const { parseQuery } = await import('/scripts/query.js');
          const { foldWords, findWords } = await import('/scripts/searchwords.js');
          const stem = async (language) => (await import(`/stems/${language}.js`)).stem;
          Object.assign(globalThis, { foldWords, findWords, parseQuery, ask: (files, queries) => {
            const fetchFile = async (name) => JSON.parse(files[name]);
            const index = new Index(JSON.parse(files['catalogue.json']), fetchFile, stem);
            return Promise.all(queries.map((query) => index.find(query, { limit: 1000 })));
          } });
        }""")
        yield page
        page.close()


def make_index(made: Sequence[Mapping[str, object]]) -> dict[str, str]:
    parts: dict[str, bytes] = {}
    index = SearchIndex(parts.__setitem__)
    for entry in made:
        index.add(entry)
    folder, catalogue = index.finish({language: language for language in STEMMERS})
    named = {f"{folder}/{name}": content.decode() for name, content in parts.items()}
    return named | {CATALOGUE: catalogue.decode()}


@given(made=entries(), asked=st.lists(queries(), min_size=10, max_size=30))
@ASKED
def test_what_is_found_is_what_a_scan_of_all_entries_finds(
    page: Page, made: list[dict[str, str]], asked: list[str]
) -> None:
    answers = page.evaluate("([files, queries]) => ask(files, queries)", [make_index(made), asked])
    words = (to_plain(entry.get(key, "")) for entry in made for key in ("text", "printed"))
    whole = " ".join(" ".join(words).split())
    for query, answer in zip(asked, answers, strict=True):
        results = [result for group in answer["groups"] for result in group["results"]]
        locations = [result["location"] for result in results]
        assert sorted(locations) == sorted(scan(made, query)), query
        assert answer["total"] == len(locations)
        assert answer["texts"] == len(answer["groups"])
        for result in results:
            shown = "".join(words for words, _ in result["snippet"]).strip("…")
            assert " ".join(shown.split()) in whole
            hits = [words for words, is_hit in (*result["title"], *result["snippet"]) if is_hit]
            # the title of a page is the heading above its results
            assert hits or "#" not in result["location"] or not parse(query)[0], query
            assert bool(result["marks"]) == bool(parse(query)[0]), query


MADE = [
    {"location": "book/", "title": "Book", "label": "", "text": "", "kind": "page", "lang": "en"},
    *(
        {
            "location": f"book/#{name}",
            "title": name,
            "label": name,
            "text": f"<p>{escape(words)}</p>",
            "kind": kind,
            "lang": "en",
        }
        for name, kind, words in (
            ("p1", "text", "In 5 of the states U.S. troops stood."),
            ("p2", "text", "They used 537 of them, and the states agreed."),
            ("note-1", "note", "Troops: used here of men."),
            ("p3", "text", "ארה״ב עם צרפת הסכימו"),
        )
    ),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("us", {"p1", "p2", "note-1"}),
        ("U.S", {"p1", "p2", "note-1"}),
        ("U.S.", {"p1"}),
        ("st", {"p1", "p2"}),
        ("st.", set()),
        ("(5)", {"p1"}),
        ("stat*", {"p1", "p2"}),
        ('ארה"ב הסכימו', {"p3"}),
        ('ארה"ב kind:text', {"p3"}),
        ("troops kind:", {"p1", "note-1"}),
        ("troops kind:no", {"note-1"}),
        ("troops kind:notes", {"note-1"}),
        ("troops kind:nobody", set()),
    ],
)
def test_a_word_is_a_beginning_until_it_is_ended_and_a_kind_while_it_is_typed(
    page: Page, query: str, found: set[str]
) -> None:
    (answer,) = page.evaluate(
        "([files, queries]) => ask(files, queries)", [make_index(MADE), [query]]
    )
    results = [result["location"] for group in answer["groups"] for result in group["results"]]
    assert {location.partition("#")[2] for location in results} == found


@pytest.mark.parametrize("query", ["3", "¶ 3", "P3", "٣", "３"])
def test_a_number_leads_to_its_passage_in_whatever_digits(page: Page, query: str) -> None:
    (answer,) = page.evaluate(
        "([files, queries]) => ask(files, queries)", [make_index(MADE), [query]]
    )
    assert [place["location"] for place in answer["places"]] == ["book/#p3"]


@pytest.mark.parametrize("query", ["p2a", "¶2a"])
def test_a_retired_id_leads_to_what_took_its_place(page: Page, query: str) -> None:
    made = [entry | ({"was": ["p2a"]} if entry["title"] == "p2" else {}) for entry in MADE]
    (answer,) = page.evaluate(
        "([files, queries]) => ask(files, queries)", [make_index(made), [query]]
    )
    assert answer["places"] == [{"location": "book/#p2", "label": "p2a → p2", "title": "Book"}]


def test_a_page_that_keeps_its_heading_out_of_the_search_is_named_by_its_address(
    page: Page,
) -> None:
    (answer,) = page.evaluate(
        "([files, queries]) => ask(files, queries)", [make_index(MADE[1:]), ["troops"]]
    )
    assert [group["title"] for group in answer["groups"]] == ["book/"]


def test_what_is_asked_for_twice_is_looked_for_once(page: Page) -> None:
    asked = page.evaluate("(query) => parseQuery(query).clauses.length", "troops used " * 40)
    assert asked == 2


def ask_of(page: Page, text: str, query: str) -> dict:
    """Return the one result in a site that has one text."""
    entry = {"location": "a/", "title": "A", "text": f"<p>{text}</p>", "kind": "page", "lang": "en"}
    [answer] = page.evaluate(
        "([files, queries]) => ask(files, queries)", [make_index([entry]), [query]]
    )
    assert answer["total"] == 1, query[:80]
    return answer["groups"][0]["results"][0]


def test_a_book_on_one_page_is_searched_for_what_stands_everywhere_in_it(page: Page) -> None:
    result = ask_of(page, "tree " * 90_000 + "treaty tree " + "tree " * 90_000, "tree treaty")
    assert ["treaty", True] in result["snippet"]
    assert sum(len(words) for words, _ in result["snippet"]) < 200


def test_what_is_marked_has_room_in_an_address(page: Page) -> None:
    words = " ".join(f"tree{number}" for number in range(5_000))
    result = ask_of(page, words, "t")
    assert result["marks"].startswith("tree0 tree1 ")
    assert len(result["marks"]) <= 500


@pytest.mark.parametrize("sign", ["", '"'])
def test_a_page_that_is_pasted_is_found_by_its_beginning(page: Page, sign: str) -> None:
    words = " ".join(f"{word}{number}" for number in range(900) for word in ("treaty", "arms"))
    assert ask_of(page, words, f"{sign}{words} unlike{sign}")["marks"]


TEXTS = st.lists(
    st.text(
        st.sampled_from(
            "aZé5éﬁжйЙёё中あמ ِ’'“»—-….,\n\u00a0\u00ad\u200bİßǅ①Ⅳ½Σσςøłالىی٣۴กำि\u0306\u0301.AbU"
        ),
        max_size=40,
    )
    | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40),
    min_size=20,
    max_size=60,
)


@given(texts=TEXTS)
@ASKED
def test_words_are_taken_alike_by_the_package_and_the_page(page: Page, texts: list[str]) -> None:
    assert page.evaluate("(texts) => texts.map(foldWords)", texts) == [
        find_words(text) for text in texts
    ]


@given(texts=st.lists(SPOKEN, min_size=10, max_size=20))
@ASKED
def test_the_stretches_of_a_text_hold_its_words(page: Page, texts: list[str]) -> None:
    found = page.evaluate(
        "(texts) => texts.map((text) => [...findWords(text)].flatMap(({ words }) => words))", texts
    )
    assert found == [find_words(text) for text in texts]
