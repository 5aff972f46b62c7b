"""The search, tried as a reader does: what it finds is passages, opened where the words stand; nothing of it comes unasked."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from layout import settle, wait_until
from playwright.sync_api import Browser, Locator, Page, Route, expect
from serving import serve
from test_conformance import FIND_VIOLATIONS, MODULES

EDITION = "holding-the-reset-hostage/"
OWN = "/assets/variorum/search/"
INSTANT = """\
site_name: Образцы
site_url: {address}
plugins: [search, variorum]
theme: {{name: material, language: ru, font: false, features: [navigation.instant]}}
"""
HOSTILE = """\
# Home

[The address](gettysburg/index.md)

## A heading `<img src=x onerror="window.ran=1">`

The word hostile, and `<script>window.ran=1</script>` after it.
"""


def list_hits(page: Page) -> Locator:
    return page.locator(".vr-find-hit")


def look_for(page: Page, words: str) -> Locator:
    """Search as a reader does, and return the results when they are those of all words."""
    page.keyboard.press("/")
    expect(page.locator("[name=query]")).to_be_focused()
    page.keyboard.type(words, delay=15)
    wait_until(page, "document.querySelector('.vr-find-said')")
    wait_until(page, "!document.querySelector('[data-vr-busy]')")
    expect(list_hits(page).first).to_be_visible()
    return list_hits(page)


def list_marked(page: Page) -> list[str]:
    return page.locator("mark.vr-found").all_text_contents()


@pytest.fixture(scope="module")
def instant(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Russian site whose pages take each other's place, with a page that has hostile words."""
    folder = tmp_path_factory.mktemp("instant")
    shutil.copytree(root / "tests/sample/gettysburg", folder / "source/gettysburg")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(HOSTILE, encoding="utf-8")
    served = folder / "served"
    served.mkdir()
    with serve(served, below="below/") as address:
        (folder / "mkdocs.yml").write_text(INSTANT.format(address=address), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(served / "below")],
            cwd=folder,
            check=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        yield address


@pytest.fixture
def reader(browser: Browser, instant: str) -> Iterator[Page]:
    """A reader of that site; the test fails when a script does."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.goto(instant)
    wait_until(page, "window.document$")
    yield page
    context.close()
    assert not faults, "\n".join(faults)


# -- Asking ------------------------------------------------------------------------------------------


def test_a_word_and_enter_lead_to_a_passage_where_it_is_marked(open_page) -> None:
    page = open_page("")
    look_for(page, "interceptors")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{EDITION}\?h=interceptors#p\d+$"))
    target = page.locator(".vr-block:target")
    expect(target).to_be_in_viewport()
    expect(target.locator("mark.vr-found", has_text="interceptors").first).to_be_visible()


@pytest.mark.parametrize("file", ["assets/variorum/search/searching.js", "search/catalogue.json"])
def test_enter_before_there_are_results_waits_for_the_first(open_page, file) -> None:
    page = open_page("")
    held: list[Route] = []
    page.route(f"**/{file}", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("interceptors")
    page.keyboard.press("Enter")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page).to_have_url(re.compile(r"\?h=interceptors#p\d+$"))


def test_enter_is_taken_back_by_escape(page) -> None:
    held: list[Route] = []
    page.route("**/search/catalogue.json", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("interceptors")
    page.keyboard.press("Enter")
    while not held:
        page.wait_for_timeout(20)
    page.keyboard.press("Escape")
    held[0].continue_()
    expect(list_hits(page).first).to_be_attached()
    expect(page).to_have_url(re.compile(f"/{EDITION}$"))


def test_results_stand_below_their_text_and_say_what_they_are(page) -> None:
    look_for(page, "planned interceptors")
    group = page.locator(".vr-find-group").first
    expect(group.get_by_role("heading")).to_contain_text("Holding the Reset Hostage")
    expect(group.locator("[data-kind=text]").first).to_contain_text("¶5")
    expect(group.get_by_text("Note on ¶5").first).to_be_visible()
    expect(group.locator(".vr-find-snippet mark").first).to_have_text(
        re.compile("planned|interceptor", re.I)
    )
    shown = group.locator(".vr-find-snippet").first.text_content() or ""
    assert 40 < len(shown) < 200


def test_what_was_printed_leads_to_its_correction_which_shows_it(page) -> None:
    look_for(page, "Suelo")
    hit = page.locator('.vr-find-hit[href*="#emendation-"]')
    expect(hit).to_have_count(1)
    expect(hit).to_contain_text("as printed")
    expect(hit.locator("mark").first).to_have_text("Suelo")
    hit.click()
    expect(page.locator("#correction-author-name")).to_be_visible()
    expect(page.locator("#correction-author-name mark.vr-found").first).to_have_text("Suelo")
    page.keyboard.press("Escape")
    expect(page.locator("#correction-author-name")).to_be_hidden()


def test_kinds_are_counted_chosen_and_written_into_the_query(page) -> None:
    look_for(page, "missile defense")
    kinds = page.get_by_role("group", name="Kinds of results")
    notes = kinds.get_by_role("button", name=re.compile("^Notes"))
    number = int(re.findall(r"\d+", notes.text_content() or "")[0])
    notes.click()
    expect(notes).to_have_attribute("aria-pressed", "true")
    expect(notes).to_be_focused()
    expect(page.locator("[name=query]")).to_have_value("missile defense kind:note")
    expect(page.locator(".vr-find-said")).to_contain_text(re.compile(rf"^{number} results? on"))
    expect(page.locator('.vr-find-hit:not([data-kind="note"])')).to_have_count(0)
    kinds.get_by_role("button", name=re.compile("^Text")).click()
    expect(page.locator('.vr-find-hit[data-kind="text"]').first).to_be_attached()
    for name in ("Text", "Notes"):
        kinds.get_by_role("button", name=re.compile(f"^{name}")).click()
    expect(page.locator("[name=query]")).to_have_value("missile defense")


@pytest.mark.parametrize("query", ["5", "p5", "¶5"])
def test_a_number_goes_to_its_paragraph(open_page, query) -> None:
    page = open_page(EDITION)
    hits = look_for(page, query)
    expect(hits.first).to_have_text("Go to ¶5 – Holding the Reset Hostage")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{EDITION}#p5$"))
    expect(page.locator("#p5")).to_be_in_viewport()


def test_more_are_shown_where_there_are_more_and_the_focus_stays_among_them(page) -> None:
    hits = look_for(page, "russia")
    expect(hits).to_have_count(20)
    first = hits.first.element_handle()
    more = page.get_by_role("button", name="Show 20 more")
    more.focus()
    page.keyboard.press("Enter")
    expect(hits).to_have_count(40)
    assert first.evaluate("hit => hit.isConnected"), "what was there stays"
    while more.is_visible():
        shown = hits.count()
        more.focus()
        page.keyboard.press("Enter")
        wait_until(page, f"document.querySelectorAll('.vr-find-hit').length > {shown}")
    said = page.locator(".vr-find-said").text_content() or ""
    expect(hits).to_have_count(int(said.split()[0]))
    assert page.evaluate("document.activeElement.matches('.vr-find-hit, [data-vr-more]')")


def test_words_of_a_title_alone_lead_to_the_page_by_its_heading(open_hard) -> None:
    page = open_hard("hard/")
    hits = look_for(page, "ותהלים")
    assert hits.count() > 3
    assert all(text.strip() for text in hits.all_text_contents())
    page.keyboard.press("ArrowDown")
    expect(
        page.get_by_role("heading").get_by_role("link", name="בראשית ותהלים").first
    ).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/hebrew/\?h=.+"))
    expect(page.locator("mark.vr-found").first).to_have_text("ותהלים")


def test_a_quotation_mark_alone_has_asked_for_nothing_yet(page) -> None:
    hits = look_for(page, "radar")
    page.keyboard.press("Control+a")
    page.keyboard.type("“")
    expect(hits).to_have_count(0)
    expect(page.locator(".vr-find-said")).to_contain_text("an exact phrase")


def test_what_is_not_found_is_said_and_what_is_spelled_alike_is_searched(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("interceptros", delay=15)
    expect(page.locator(".vr-find-said")).to_have_text("Nothing was found for interceptros")
    page.get_by_role("button", name="interceptors").click()
    expect(page.locator("[name=query]")).to_have_value("interceptors")
    expect(page.locator("[name=query]")).to_be_focused()
    expect(list_hits(page).first).to_be_visible()


def test_letters_that_are_still_being_composed_take_nothing_away(page) -> None:
    hits = look_for(page, "radar")
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": " ni hao", "selectionStart": 7, "selectionEnd": 7}
    )
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    expect(hits.first).to_be_visible()
    assert page.url.partition("?")[0].endswith(EDITION)
    session.send("Input.insertText", {"text": " czech"})
    expect(page.locator("[name=query]")).to_have_value("radar czech")
    expect(hits.first).to_contain_text(re.compile("czech", re.I))


# -- Keys, focus, telephones ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_keys_open_it_with_what_was_looked_for_last_selected(page, key) -> None:
    look_for(page, "radar")
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    page.keyboard.type("treaty")
    expect(page.locator("[name=query]")).to_have_value("treaty")


def test_arrows_go_through_the_results_and_back_to_the_field(page) -> None:
    hits = look_for(page, "radar")
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=query]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=query]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".vr-find-kinds button:visible").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()


def test_letters_typed_among_the_results_go_on_in_the_field(page) -> None:
    look_for(page, "missile")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("S")
    expect(page.locator("[name=query]")).to_be_focused()
    expect(page.locator("[name=query]")).to_have_value("missileS")


def test_tab_goes_through_it_and_out_of_it_which_closes_it(page) -> None:
    look_for(page, "Suelo")
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.locator("#__search").is_checked():
            break
        assert page.evaluate("document.activeElement.closest('.md-search') !== null")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("document.activeElement.closest('.md-header__source') !== null")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[name=query]")).to_be_focused()


def test_the_page_stays_where_it_is_when_one_searches(page) -> None:
    for _ in range(6):
        page.keyboard.press("j")
    before = page.evaluate("scrollY")
    assert before > 300
    look_for(page, "reset")
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == before


def test_escape_leads_from_the_search_back_to_where_one_was(page) -> None:
    page.locator("#p3 .vr-number").focus()
    look_for(page, "reset")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#p3 .vr-number")).to_be_focused()
    expect(list_hits(page).first).to_be_hidden()


def test_a_note_that_is_open_stays_open_behind_it(page) -> None:
    page.locator(".vr-noteref").first.click()
    note = page.locator(".vr-annotation.vr-open")
    look_for(page, "reset")
    page.keyboard.press("Escape")
    expect(note).to_be_focused()


def test_on_a_telephone_the_sheet_of_a_note_lies_behind_it(open_page) -> None:
    page = open_page(f"{EDITION}#note-plan-cut", width=375, height=700, has_touch=True)
    note = page.locator("#note-plan-cut")
    expect(note).to_be_in_viewport()
    page.get_by_role("button", name="Search", exact=True).tap()
    page.keyboard.type("missile")
    expect(list_hits(page).first).to_be_visible()
    assert page.evaluate("document.elementFromPoint(180, 650).closest('.md-search') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.elementFromPoint(180, 650).closest('.md-search') === null")
    expect(note).to_be_in_viewport()


def test_keys_open_it_where_letters_are_not_latin_by_their_place(page) -> None:
    session = page.context.new_cdp_session(page)
    for key in ("А", "а"):
        expect(page.locator("#__search")).not_to_be_checked()
        session.send(
            "Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": key, "code": "KeyF"}
        )
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "code": "KeyF"})
    expect(page.locator("[name=query]")).to_be_focused()
    expect(page.locator("[name=query]")).to_have_value("")


def test_a_click_beside_it_closes_it(page) -> None:
    look_for(page, "reset")
    page.mouse.click(40, 600)
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile(f"/{EDITION}$"))


def test_on_a_telephone_it_fills_the_window_and_the_arrow_closes_it(open_page) -> None:
    page = open_page(EDITION, width=375, height=700, has_touch=True, is_mobile=True)
    page.evaluate("scrollTo(0, 600)")
    page.get_by_role("button", name="Search", exact=True).tap()
    expect(page.locator("[name=query]")).to_be_focused()
    page.keyboard.type("missile")
    expect(list_hits(page).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "hidden"
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    sheet = page.locator(".md-search__scrollwrap").bounding_box()
    assert sheet
    assert (sheet["x"], sheet["width"], sheet["y"] + sheet["height"]) == (0, 375, 700)
    page.locator(".md-search__form label").tap()
    expect(list_hits(page).first).to_be_hidden()
    assert page.evaluate("scrollY") == 600
    page.get_by_role("button", name="Search", exact=True).tap()
    page.get_by_role("button", name="Close the search").tap()
    expect(page.locator("#__search")).not_to_be_checked()


def test_what_is_found_is_announced_when_whoever_types_has_come_to_rest(page) -> None:
    page.evaluate("window.heard = []")
    page.keyboard.press("/")
    expect(page.locator(".vr-find-spoken")).to_be_attached()
    page.evaluate(
        """() => new MutationObserver(() => heard.push(document.querySelector(".vr-find-spoken").textContent)).observe(
          document.querySelector(".vr-find-spoken"), { childList: true, characterData: true, subtree: true })"""
    )
    page.keyboard.type("interceptors", delay=15)
    expect(page.locator(".vr-find-spoken[role=status]")).to_have_text(
        re.compile(r"^\d+ results on \d+ pages$")
    )
    assert len([words for words in page.evaluate("heard") if words]) <= 2


# -- The address ---------------------------------------------------------------------------------------


def test_the_query_is_in_the_address_while_the_search_is_open(open_page) -> None:
    page = open_page(f"{EDITION}?view=no-notes,printed#p5")
    look_for(page, "treaty & start")
    expect(page).to_have_url(
        re.compile(rf"/{EDITION}\?view=no-notes,printed&q=treaty%20%26%20start#p5$")
    )
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"/{EDITION}\?view=no-notes,printed#p5$"))


@pytest.mark.parametrize("path", [EDITION, f"{EDITION}#p5", "guide/files/#timeline", "nowhere/"])
def test_an_address_with_a_query_opens_the_search(open_page, path) -> None:
    before, sign, fragment = path.partition("#")
    page = open_page(f"{before}?q=interceptors{sign}{fragment}")
    expect(list_hits(page).first).to_be_visible()
    wait_until(page, "document.readyState === 'complete'")
    page.wait_for_timeout(
        300
    )  # Material's script closes what is open where an address names a place
    expect(page.locator("[name=query]")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?h=interceptors#p\d+$"))


def test_back_leads_from_a_result_to_the_results(page) -> None:
    hits = look_for(page, "radar")
    found = hits.count()
    hits.nth(1).click()
    expect(page).to_have_url(re.compile(r"\?h="))
    page.go_back()
    expect(page).to_have_url(re.compile(rf"/{EDITION}\?q=radar$"))
    expect(page.locator("[name=query]")).to_have_value("radar")
    expect(hits).to_have_count(found)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"/{EDITION}$"))


def test_the_first_search_from_a_permalink_stays_open(open_page) -> None:
    page = open_page(f"{EDITION}#p5")
    look_for(page, "interceptors")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile(f"/{EDITION}#p5$"))


# -- Arriving ------------------------------------------------------------------------------------------


def test_words_are_marked_in_the_passage_alone_until_escape(open_page) -> None:
    page = open_page(f"{EDITION}?h=missile#p5")
    expect(page.locator("mark.vr-found").first).to_be_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('mark.vr-found')].every((found) => found.closest('#p5'))"
    )
    page.keyboard.press("Escape")
    expect(page.locator("mark.vr-found")).to_have_count(0)
    expect(page).to_have_url(re.compile(f"/{EDITION}#p5$"))


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        # across the end of a mark, a sign between them, quotation marks, case
        (f'{EDITION}?h="missile defense as planned"#p5', "missile defense as planned"),
        (f'{EDITION}?h="planned interceptors are"#p5', "planned interceptors are"),
        (f"{EDITION}?h=russias#p5", ""),
        (f"{EDITION}?h=recognizes#p5", "recognizes"),
        (f'{EDITION}?h="interceptors are not"#p5', ""),
    ],
)
def test_a_phrase_is_marked_whatever_stands_within_it(open_page, address, marked) -> None:
    page = open_page(EDITION)
    before = page.locator("#p5").text_content()
    page.goto(page.url.replace(EDITION, "") + address)
    wait_until(page, "document.documentElement.dataset.vrOn === ''")
    if marked:
        expect(page.locator("mark.vr-found").first).to_be_visible()
    assert "".join(list_marked(page)) == marked
    assert page.locator("#p5").text_content() == before


@pytest.mark.parametrize("width", [1440, 375])
def test_a_note_is_opened_with_its_words_marked(open_page, width) -> None:
    page = open_page(f"{EDITION}?h=interceptors#note-plan-cut", width=width)
    note = page.locator("#note-plan-cut")
    expect(note.locator("mark.vr-found")).to_be_in_viewport()
    expect(note).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("mark.vr-found")).to_have_count(0)
    assert "vr-open" not in (note.get_attribute("class") or "")
    assert "h=" not in page.url


def test_of_a_page_of_the_site_the_part_is_marked_that_was_found(open_page) -> None:
    page = open_page("guide/files/?h=reference#references")
    assert set(map(str.lower, list_marked(page))) == {"reference"}
    part = page.locator("mark.vr-found").first
    expect(part).to_be_in_viewport()
    page = open_page("guide/files/?h=sources")
    expect(page.locator("mark.vr-found").first).to_be_in_viewport()
    assert len(list_marked(page)) > 3


@pytest.mark.parametrize("address", ["people/?h=missile#person-3", "glossary/?h=strategic#term-1"])
def test_of_a_name_or_a_term_the_account_is_marked_and_no_other(open_page, address) -> None:
    page = open_page(EDITION + address)
    expect(page.locator("mark.vr-found").first).to_be_in_viewport()
    assert page.evaluate(
        """[...document.querySelectorAll("mark.vr-found")].every((found) => {
          let name = found.closest("dt, dd");
          while (!name.matches("dt")) name = name.previousElementSibling;
          return name.matches(":target");
        })"""
    )


def test_the_marks_change_nothing_that_readers_do_with_the_words(open_page) -> None:
    page = open_page(f"{EDITION}?h=missile planned#p5")
    expect(page.locator("#p5 mark.vr-found").first).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator(".vr-shown").first).to_contain_text(re.compile("."))
    page.keyboard.press("o")
    page.locator("#p5 .vr-noteref").nth(1).click()
    expect(page.locator("#note-plan-cut")).to_be_focused()
    page.keyboard.press("Escape")
    plain = open_page(EDITION)
    assert page.locator("#p5").text_content() == plain.locator("#p5").text_content()
    expect(page.locator("mark.vr-found")).to_have_count(0)


def test_paper_shows_no_marks(open_page) -> None:
    page = open_page(f"{EDITION}?h=missile#p5")
    mark = page.locator("mark.vr-found").first
    expect(mark).to_be_visible()
    page.emulate_media(media="print")
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    ("path", "id", "words", "width"),
    [("hebrew/psalm/", "v1", 3, 375), ("hebrew/genesis/", "p1", 2, 1440)],
)
def test_words_that_run_from_right_to_left_are_found_and_marked(
    open_hard, path, id, words, width
) -> None:
    page = open_hard(path, width=width)
    text = page.locator(f"#{id} .vr-text").text_content() or ""
    looked_for = " ".join(text.split()[:words])
    page.goto(f"{page.url}?q={looked_for}")
    hit = page.locator(f'.vr-find-hit[href$="#{id}"]').first
    expect(hit).to_be_visible()
    assert hit.locator(".vr-find-snippet").evaluate("e => getComputedStyle(e).direction") == "rtl"
    hit.click()
    expect(page.locator(f"#{id} mark.vr-found").first).to_be_visible()
    assert page.locator(f"#{id} .vr-text").text_content() == text


def test_a_phrase_that_was_printed_is_marked_where_it_stood(open_hard) -> None:
    page = open_hard("hard/")
    look_for(page, '"printed Marlo and"')
    hit = page.locator(".vr-find-hit")
    expect(hit).to_have_count(1)
    expect(hit.locator("mark")).to_have_text("printed Marlo, and")
    hit.click()
    expect(page.locator("mark.vr-found").first).to_be_visible()
    assert "".join(list_marked(page)) == "printed Marlowe, and"


def test_words_marked_from_cell_to_cell_leave_the_table_its_columns(open_hard) -> None:
    edges = "[...document.querySelectorAll('#t1 tr')].map((row) => row.lastElementChild.offsetLeft)"
    page = open_hard("hard/#t1")
    before = page.evaluate(edges)
    page.goto(page.url.replace("#t1", '?h="port 2 202 casks"#t1'))
    expect(page.locator("#t1 mark.vr-found")).to_have_text(["Port 2", "202 casks"])
    assert page.evaluate(edges) == before


# -- Other sites, other ways ---------------------------------------------------------------------------


def test_where_pages_take_each_other_s_place_it_goes_with_the_reader(reader, instant) -> None:
    reader.evaluate("window.isTheSame = true")
    look_for(reader, "fathers")
    expect(reader.locator(".vr-find-said")).to_have_text("1 место на 1 странице")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/gettysburg/\?h=fathers#p1$"))
    expect(reader.locator("#p1 mark.vr-found")).to_be_visible()
    assert reader.evaluate("window.isTheSame")
    expect(reader.locator("#__search")).not_to_be_checked()
    reader.go_back()
    expect(reader).to_have_url(f"{instant}?q=fathers")
    expect(list_hits(reader).first).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader).to_have_url(instant)
    look_for(reader, "liberty")
    assert reader.evaluate("window.isTheSame")


def test_what_a_stranger_wrote_is_shown_as_words(reader) -> None:
    hits = look_for(reader, "hostile")
    expect(hits.first).to_contain_text('<img src=x onerror="window.ran=1">')
    expect(hits.first).to_contain_text("<script>window.ran=1</script>")
    expect(reader.locator(".vr-find img, .vr-find script")).to_have_count(0)
    reader.keyboard.type(" <img src=x onerror=window.ran=1>")
    reader.wait_for_timeout(300)
    assert reader.evaluate("window.ran") is None


def test_nothing_of_it_is_asked_for_before_it_is_opened(open_page) -> None:
    page = open_page("about/")
    root = page.url.removesuffix("about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (EDITION, "guide/files/", f"{EDITION}sources/"):
        page.goto(root + path)
        page.locator("[name=query]").focus()
        page.wait_for_timeout(300)
    assert not [url for url in asked if OWN in url or "/search/" in url]
    page.keyboard.type("radar")
    expect(list_hits(page).first).to_be_visible()
    assert [url for url in asked if url.endswith("/search/catalogue.json")]
    assert not [url for url in asked if "search_index.json" in url or "/workers/" in url]


def test_a_search_that_cannot_be_fetched_says_so_and_is_tried_again(page) -> None:
    page.route(f"**{OWN}**", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("radar")
    failed = page.get_by_text("The search could not be fetched.")
    expect(failed).to_be_visible()
    page.unroute(f"**{OWN}**")
    page.get_by_role("button", name="Try again").click()
    expect(failed).to_be_hidden()
    expect(list_hits(page).first).to_be_visible()


def test_what_is_typed_while_it_is_fetched_is_searched_when_it_is_there(page) -> None:
    held: list[Route] = []
    page.route(f"**{OWN}searching.js", lambda route: held.append(route))
    page.keyboard.press("/")
    expect(page.get_by_text("The search is being fetched …")).to_be_visible()
    page.keyboard.type("interceptors")
    held[0].continue_()
    expect(list_hits(page).first).to_be_visible()
    expect(page.get_by_text("The search is being fetched …")).to_be_hidden()
    expect(page.locator("[name=query]")).to_have_value("interceptors")


def test_an_index_that_cannot_be_fetched_is_said_and_asked_for_again(page) -> None:
    page.route("**/search/catalogue.json", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("radar")
    failed = page.locator(".vr-find-said", has_text="The search could not be fetched.")
    expect(failed).to_be_visible()
    page.unroute("**/search/catalogue.json")
    page.get_by_role("button", name="Try again").click()
    expect(list_hits(page).first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 375])
def test_without_scripts_the_page_says_to_use_the_browser_s_own_find(open_page, width) -> None:
    page = open_page(EDITION, width=width, javascript=False)
    line = page.locator("noscript span")
    expect(line).to_have_text("To search, use your browser’s own find.")
    expect(line).to_be_in_viewport(ratio=1)
    expect(page.locator(".md-search")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    title = page.locator(".md-header__topic a")
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth")


@pytest.mark.parametrize("path", [EDITION, "guide/files/"])
def test_a_page_read_from_a_disk_says_how_the_site_is_searched(site_folder, browser, path) -> None:
    page = browser.new_page()
    page.goto((site_folder / path / "index.html").as_uri())
    page.locator("[name=query]").click()
    page.keyboard.type("radar")
    expect(page.get_by_text("variorum view FOLDER")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("variorum view FOLDER")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (768, "dark"), (375, "light")])
def test_axe_finds_nothing_in_the_open_search(open_page, width, scheme) -> None:
    page = open_page(f"{EDITION}?q=suelo", width=width, scheme=scheme)
    expect(list_hits(page).first).to_be_visible()
    settle(page)
    page.wait_for_timeout(500)  # the sheet comes in
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(FIND_VIOLATIONS) == []
