"""Layers: the reader switches notes, corrections and the text as printed, by buttons and keys; addresses carry it."""

import re
from pathlib import Path

import pytest
from layout import settle
from playwright.sync_api import Page, expect

EDITION = "holding-the-reset-hostage/"
NOTES = len(list((Path(__file__).parents[2] / "source" / EDITION / "annotations").glob("*.md")))
APPARATUS = (
    ".vr-annotation, .vr-emendation, .vr-card, .vr-noteref, .vr-correction, .vr-number, .vr-imprint,"
    " .vr-legend, .vr-terms, .vr-shown:not(:empty)"
)


def read(page: Page, block: str) -> str:
    """Return the words of a block as the page has them."""
    return page.locator(f"#{block} .vr-text").evaluate("words => words.textContent")


def count_shown(page: Page, selector: str) -> int:
    """Count what takes room on the page."""
    return page.locator(selector).evaluate_all(
        "all => all.filter(one => one.getClientRects().length).length"
    )


def test_notes_go_and_come_back_by_their_button(page) -> None:
    button = page.get_by_role("button", name="Notes", exact=True)
    assert count_shown(page, ".vr-noteref") == NOTES
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert count_shown(page, ".vr-annotation, .vr-noteref, .vr-card") == 0
    expect(page.locator(".vr-lemma").first).to_have_css("text-decoration-line", "none")
    expect(page).to_have_url(re.compile(r"\?view=no-notes$"))
    button.click()
    assert count_shown(page, ".vr-noteref") == NOTES
    expect(page).to_have_url(re.compile(f"{EDITION}$"))


def test_corrections_go_by_their_key(page) -> None:
    page.keyboard.press("x")
    assert count_shown(page, ".vr-correction, .vr-emendation") == 0
    assert count_shown(page, ".vr-noteref") == NOTES


def test_a_choice_is_remembered_and_an_address_goes_before_it(page) -> None:
    address = page.url
    page.keyboard.press("v")
    page.goto(address)
    assert count_shown(page, ".vr-noteref") == 0
    page.goto(f"{address}?view=no-corrections")
    assert count_shown(page, ".vr-noteref") == NOTES
    assert count_shown(page, ".vr-correction") == 0


def test_the_address_keeps_what_else_it_says(open_page) -> None:
    page = open_page(f"{EDITION}?a=b%20c&view=no-notes&h=reset#p2")
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"\?a=b%20c&h=reset&view=no-notes,printed#p2$"))


def test_as_printed_shows_the_words_of_the_copy_text_and_gives_back_those_of_the_edition(
    page,
) -> None:
    before = [read(page, block) for block in ("b1", "b2", "p9")]
    page.get_by_role("button", name="As printed").click()
    assert read(page, "b1").startswith("Alejandro Suelo is a scholar")
    assert read(page, "b2").endswith("The Moscow\n\nTimes.")
    assert "☒" in read(page, "p9")
    expect(page.get_by_role("img", name="paragraph break in print").first).to_be_attached()
    expect(page.locator(".vr-shown")).to_contain_text("as it was printed")
    page.get_by_role("button", name="As printed").click()
    assert [read(page, block) for block in ("b1", "b2", "p9")] == before
    expect(page.locator(".vr-shown")).to_be_empty()


def test_every_printed_reading_of_a_hard_text_stands_where_it_was(open_hard) -> None:
    page = open_hard("hard/")
    words = "all => all.map(one => one.textContent).join('\\n\\n')"
    edition = page.locator(".vr-text").evaluate_all(words)
    page.keyboard.press("o")
    printed = page.locator(".vr-text").evaluate_all(words)
    for reading in ("was printed Marlo,", "words ☒ a", "of a\n\npage", "ends. ", "hihg"):
        assert reading in printed
        assert reading not in edition
    page.keyboard.press("o")
    assert page.locator(".vr-text").evaluate_all(words) == edition


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_a_paragraph_that_the_edition_has_split_is_one_in_print(open_hard, width) -> None:
    page = open_hard("hard/?view=printed", width=width)
    first, second = (
        page.locator(".vr-block", has=page.get_by_text(words))
        for words in ("Here one thing", "Here another begins")
    )
    # the words go on in the line in which the first part ends
    ends = first.evaluate(
        "block => [...block.querySelector('.vr-text').getClientRects()].pop().bottom"
    )
    begins = second.evaluate("block => block.querySelector('.vr-text').getClientRects()[0].bottom")
    assert abs(ends - begins) < 2
    number = second.locator(".vr-number")
    expect(number).to_be_visible()
    after = page.locator(".vr-block", has=page.get_by_text("The words of this note"))
    gap = after.bounding_box()["y"] - second.locator(".vr-text").bounding_box()["y"]
    assert gap > second.locator(".vr-text").bounding_box()["height"] + 8
    page.keyboard.press("o")
    assert second.bounding_box()["y"] > first.bounding_box()["y"] + 30


def test_signs_stay_at_their_words_as_printed(page) -> None:
    page.keyboard.press("o")
    words = page.locator("#p9 .vr-text").evaluate(
        """text => {
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEndBefore(text.querySelector('[href="#note-equality"]'));
          return range.toString();
        }"""
    )
    assert words.endswith("an equal with the United States")


def test_what_another_script_has_marked_is_marked_again_after_the_printed_words_were_shown(
    page,
) -> None:
    page.locator("#b1 .vr-changed").evaluate(
        """run => {
          const mark = document.createElement("mark");
          mark.id = "found";
          mark.append(run.firstChild.splitText(3));
          run.append(mark);
        }"""
    )
    page.keyboard.press("o")
    assert read(page, "b1").startswith("Alejandro Suelo is")
    page.keyboard.press("o")
    expect(page.locator("#found")).to_have_text("ldo")
    assert read(page, "b1").startswith("Alejandro Sueldo is")


def test_text_only_leaves_the_text_and_the_way_back(page) -> None:
    button = page.get_by_role("button", name="Text only")
    button.click()
    assert count_shown(page, APPARATUS) == 0
    assert count_shown(page, ".vr-controls button") == 1
    expect(button).to_be_focused()
    expect(page.locator(".vr-lemma").first).to_have_css("text-decoration-line", "none")
    page.keyboard.press("Enter")
    assert count_shown(page, ".vr-controls button") > 1
    assert count_shown(page, ".vr-noteref") == NOTES


def test_text_only_prints_text_only(page) -> None:
    page.keyboard.press("t")
    page.emulate_media(media="print")
    assert count_shown(page, f"{APPARATUS}, .vr-controls, .vr-said, .md-header, .md-footer") == 0
    assert count_shown(page, ".vr-body .vr-text") == 9


@pytest.mark.parametrize("view", ["no-notes", "text"])
def test_arriving_at_a_note_shows_the_notes_for_this_visit(open_page, view) -> None:
    page = open_page(f"{EDITION}")
    page.keyboard.press({"no-notes": "v", "text": "t"}[view])
    expect(page).to_have_url(re.compile(f"view={view}$"))
    page.goto(f"{page.url}#note-the-reset")
    expect(page.locator("#note-the-reset")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{EDITION}#note-the-reset$"))  # as the page is shown
    page.goto("about:blank")
    open_page(EDITION)
    assert count_shown(page, ".vr-noteref") == 0


def test_what_has_the_focus_leaves_it_to_the_paragraph_when_its_layer_goes(page) -> None:
    page.locator("#p3 .vr-noteref").first.focus()
    page.keyboard.press("v")
    expect(page.locator("#p3 .vr-number")).to_be_focused()


@pytest.mark.parametrize("key", ["v", "t"])
@pytest.mark.parametrize("width", [1440, 375])
def test_a_note_that_goes_with_its_layer_leaves_focus_to_the_paragraph_and_no_light(
    open_page, key, width
) -> None:
    page = open_page(EDITION, width=width)
    page.locator("#p3 .vr-noteref").first.press("Enter")
    expect(page.locator(".vr-open")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator("#p3" if key == "t" else "#p3 .vr-number")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(".vr-lit, .vr-open")).to_have_count(0)


@pytest.mark.parametrize("key", ["v", "t"])
@pytest.mark.parametrize("width", [1440, 768, 375])
def test_what_is_read_stays_where_it_is_when_a_layer_goes_or_comes(open_page, key, width) -> None:
    page = open_page(EDITION, width=width)
    for summary in page.locator(".vr-card summary").all():
        summary.evaluate("summary => summary.parentElement.open = true")
    settle(page)
    page.evaluate("document.querySelector('#p7').scrollIntoView(); scrollBy(0, -80)")
    top = "document.querySelector('#p7').getBoundingClientRect().top"
    before = page.evaluate(top)
    for _ in range(2):
        page.keyboard.press(key)
        settle(page)
        assert abs(page.evaluate(top) - before) < 4


@pytest.mark.parametrize("key", ["v", "x", "o"])
def test_it_stays_though_a_note_above_is_closed_thereby(open_page, key) -> None:
    page = open_page(EDITION, width=768)
    page.locator("#p2 .vr-noteref").first.click()
    page.evaluate("document.querySelector('#p7').scrollIntoView(); scrollBy(0, -80)")
    top = "document.querySelector('#p7').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.keyboard.press(key)
    expect(page.locator(".vr-open")).to_have_count(0)
    settle(page)
    assert abs(page.evaluate(top) - before) < 4


def test_terms_stay_where_they_are_when_notes_go_and_come(open_page) -> None:
    page = open_page(EDITION, width=375)
    page.locator(".vr-card details").first.evaluate("details => details.open = true")
    top = "document.querySelectorAll('.vr-terms dt')[3].getBoundingClientRect().top"
    page.evaluate(f"scrollBy(0, {top} - 300)")
    before = page.evaluate(top)
    for _ in range(2):
        page.keyboard.press("v")
        settle(page)
        assert abs(page.evaluate(top) - before) < 4


def test_a_focus_that_goes_with_its_layer_falls_to_what_is_read(page) -> None:
    page.locator("#card-four-phases summary").focus()
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.matches('.vr-number')")
    expect(page.locator(":focus")).to_be_in_viewport()


def test_back_changes_no_layer_and_the_address_says_what_is_shown(open_page) -> None:
    page = open_page(f"{EDITION}?view=printed")
    page.get_by_role("link", name="¶6", exact=True).click()
    page.keyboard.press("o")
    page.go_back()
    expect(page).to_have_url(re.compile(f"{EDITION}$"))
    expect(page.locator(".vr-as-printed")).to_have_count(0)


def test_words_whose_notes_are_not_shown_open_none(open_page) -> None:
    page = open_page(f"{EDITION}?view=no-notes", width=768)
    page.locator(".vr-lemma").first.click()
    assert count_shown(page, ".vr-annotation") == 0
