"""How to cite, as a reader asks for it: in a dialog where scripts run, on a page of its own where none do."""

import json

import pytest
from clipboard import fill_clipboard, read_clipboard
from playwright.sync_api import Page, expect
from selecting import select_words

EDITION = "holding-the-reset-hostage/"
APA = "Sueldo, A. (2011, July 18). Holding the Reset Hostage. The Moscow Times. https://example.org/some/path/holding-the-reset-hostage/p2/"


def find_dialog(page: Page):
    dialog = page.locator("dialog.vr-cite-dialog")
    expect(dialog).to_be_visible()
    return dialog


def click_and_wait(place, name: str) -> None:
    """Press a button that copies, and wait until it says that it has."""
    button = place.get_by_role("button", name=name)
    button.click()
    expect(button).to_have_text("Copied")


def test_a_paragraph_s_number_leads_to_how_it_is_cited(page) -> None:
    page.locator("#p2 > .vr-text").hover()
    page.locator("#p2").get_by_role("link", name="Cite Paragraph 2").click()
    dialog = find_dialog(page)
    expect(dialog).to_contain_text(APA)
    expect(dialog).to_contain_text("para. 2")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_by_keys_alone_the_dialog_opens_copies_and_gives_back_the_focus(page) -> None:
    page.locator("#p2 > .vr-number").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Cite Paragraph 2")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = find_dialog(page)
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    fill_clipboard(page)
    copy = dialog.get_by_role("button", name="Copy: APA, In a list of works")
    copy.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied: APA, In a list of works")
    assert read_clipboard(page).text == APA
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Cite Paragraph 2")).to_be_focused()
    page.keyboard.press("Shift+C")
    expect(find_dialog(page)).to_contain_text("Paragraph 2")


def test_each_citation_is_copied_as_text_with_its_italics_and_as_html(page) -> None:
    page.goto(f"{page.url}#p2")
    page.keyboard.press("Shift+C")
    dialog = find_dialog(page)
    fill_clipboard(page)
    click_and_wait(dialog, "Copy: Chicago, In a note")
    held = read_clipboard(page)
    assert held.text.startswith("Alejandro Sueldo, “Holding the Reset Hostage,” The Moscow Times")
    assert "<i>The Moscow Times</i>" in held.html
    click_and_wait(dialog, "Copy as HTML: Chicago, In a note")
    assert "<i>The Moscow Times</i>" in read_clipboard(page).text
    click_and_wait(dialog, "Copy: Permanent address")
    assert read_clipboard(page).text == f"https://example.org/some/path/{EDITION}p2/"


def test_words_selected_a_note_an_essay_and_the_edition_are_cited_in_the_same_way(page) -> None:
    select_words(page, "p2", "comes as no surprise")
    page.get_by_role("button", name="Cite").click()
    expect(find_dialog(page)).to_contain_text(f"{EDITION}p2/")
    page.keyboard.press("Escape")
    page.goto(page.url.partition("#")[0] + "#note-eased-visa-rules")
    page.locator("#note-eased-visa-rules > .vr-kind").click()
    page.locator("#note-eased-visa-rules").get_by_role("link", name="Cite Note").click()
    dialog = find_dialog(page)
    expect(dialog).to_contain_text(
        "The Variorum editors. “The Visa Agreement.” In Holding the Reset Hostage"
    )
    page.keyboard.press("Escape")
    card = page.locator(".vr-card[id]").first
    card.locator("summary").click()
    card.get_by_role("link", name="Cite").click()
    expect(find_dialog(page)).to_contain_text(f"{EDITION}context/")
    page.keyboard.press("Escape")
    page.locator(".vr-imprint").get_by_role("link", name="how to cite").click()
    expect(find_dialog(page)).to_contain_text("The Variorum editors, ed.")


def test_a_reference_manager_gets_its_file_from_the_dialog(page) -> None:
    page.goto(f"{page.url}#p2")
    page.keyboard.press("Shift+C")
    dialog = find_dialog(page)
    for name, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        with page.expect_download() as download:
            dialog.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"holding-the-reset-hostage-p2.{ending}"
        words = download.value.path().read_text(encoding="utf-8")
        assert "Holding the Reset Hostage" in words
        if ending == "json":
            (item,) = json.loads(words)
            assert item["URL"].endswith("/p2/")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("p2/", "Paragraph 2"),
        ("notes/eased-visa-rules/", "The visa agreement"),
        ("context/four-phases/", "Europe’s missile shield in four phases"),
        ("cite/", "How to cite"),
    ],
)
def test_without_scripts_a_page_says_the_same(open_page, path, says) -> None:
    page = open_page(f"{EDITION}{path}", javascript=False)
    expect(page.get_by_role("heading", level=1)).to_have_text(says)
    for style in ("Chicago", "MLA", "APA"):
        expect(page.get_by_role("heading", name=style).first).to_be_visible()
    assert page.locator(".vr-citation:visible").count() >= 7
    assert page.get_by_role("link", name="BibTeX").first.is_visible()
    assert page.get_by_role("button").filter(has_text="Copy").count() == 0


def test_without_scripts_the_way_there_shows_where_one_is(open_page) -> None:
    page = open_page(f"{EDITION}#p2", javascript=False)
    page.get_by_role("link", name="Cite Paragraph 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paragraph 2")
    page.get_by_role("link", name="Read it in the text").click()
    assert page.url.endswith(f"{EDITION}#p2")


def test_a_passage_s_own_page_copies_too(open_page) -> None:
    page = open_page(f"{EDITION}p2/")
    fill_clipboard(page)
    click_and_wait(page, "Copy: MLA, In the text")
    assert read_clipboard(page).text == "(Sueldo, par. 2)"


def test_from_passage_to_passage_through_the_whole_text(open_page) -> None:
    page = open_page(f"{EDITION}f1/")
    visited = []
    while True:
        visited.append(page.locator(".vr-block").get_attribute("id"))
        onward = page.locator(".vr-way [rel=next]")
        if not onward.count():
            break
        onward.click()
    assert visited == ["f1", "f2", "f3", "f4", *(f"p{n}" for n in range(1, 10)), "b1", "b2", "b3"]


@pytest.mark.parametrize("width", [1440, 375])
def test_the_numbers_of_the_notes_are_those_of_the_text(open_page, width) -> None:
    text = open_page(EDITION, width=width)
    number = text.locator("#note-phased-approach > .vr-kind").text_content().split()[0]
    page = open_page(f"{EDITION}notes/phased-approach/", width=width)
    expect(page.locator("header")).to_contain_text(f"Note {number} on")


def test_the_key_cites_the_words_selected_or_the_paragraph_clicked(page) -> None:
    page.locator("#p5").scroll_into_view_if_needed()
    select_words(page, "p6", "Russia")
    page.keyboard.press("Shift+C")
    expect(
        find_dialog(page).get_by_role("heading", name="How to cite: Paragraph 6")
    ).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("#p5 > .vr-text").click(position={"x": 3, "y": 12})
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+C")
    expect(find_dialog(page)).to_contain_text("Paragraph 5")


def test_each_copy_is_announced_for_its_time(page) -> None:
    page.goto(f"{page.url}#p2")
    page.keyboard.press("Shift+C")
    dialog = find_dialog(page)
    dialog.get_by_role("button", name="Copy: MLA, In the text").click()
    page.wait_for_timeout(1_800)
    dialog.get_by_role("button", name="Copy: APA, In the text").click()
    page.wait_for_timeout(1_200)
    expect(dialog.get_by_role("status")).to_have_text("Copied: APA, In the text")


def test_buttons_of_the_edition_and_of_the_text_have_names_of_their_own(open_page) -> None:
    page = open_page(f"{EDITION}cite/")
    expect(page.get_by_role("button", name="Copy: The edition, Chicago, In a note")).to_have_count(
        1
    )
    names = (
        page.get_by_role("button")
        .filter(has_text="Copy")
        .evaluate_all("all => all.map(button => button.getAttribute('aria-label'))")
    )
    assert len(names) == len(set(names)) > 20


def test_a_page_that_cannot_be_had_is_named_and_the_reader_stays(page) -> None:
    page.route("**/p2/", lambda route: route.abort())
    page.goto(f"{page.url}#p2")
    page.keyboard.press("Shift+C")
    expect(page.locator(".vr-said")).to_contain_text(f"{EDITION}p2/")
    assert page.url.endswith("#p2")


def test_asked_twice_one_dialog_opens(page) -> None:
    page.locator("#p6").scroll_into_view_if_needed()
    page.locator("#p6 > .vr-text").hover()
    page.locator("#p6 > .vr-cite").dblclick()
    find_dialog(page)
    page.wait_for_timeout(500)
    assert page.locator("dialog").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_of_words_in_two_paragraphs_the_dialog_says_that_it_cites_the_first(page) -> None:
    for end, told in (("p6", 0), ("p7", 1)):
        page.evaluate(
            """(end) => {
              const [from, to] = ["p6", end].map((id) => document.querySelector(`#${id} > .vr-text`));
              document.getSelection().setBaseAndExtent(from, 0, to, to.childNodes.length);
            }""",
            end,
        )
        page.locator(".vr-tools").get_by_role("button", name="Cite").click()
        dialog = find_dialog(page)
        expect(dialog.get_by_role("heading", name="How to cite: Paragraph 6")).to_be_visible()
        expect(dialog.get_by_text("Cited is where they begin")).to_have_count(told)
        page.keyboard.press("Escape")


def test_the_key_cites_the_note_that_is_open(page) -> None:
    page.locator(".vr-noteref").first.click()
    note = page.locator(".vr-annotation.vr-open")
    title = note.locator("b").first.text_content()
    page.keyboard.press("Shift+C")
    expect(find_dialog(page).get_by_role("heading", level=2).first).to_contain_text(title)


def test_without_a_network_the_way_to_the_citation_is_that_of_the_link(page) -> None:
    page.locator("#p6").scroll_into_view_if_needed()
    page.locator("#p6 > .vr-text").hover()
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        page.locator("#p6 > .vr-cite").click()
    page.context.set_offline(False)
