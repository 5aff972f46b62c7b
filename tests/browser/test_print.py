"""On paper: the text, then what belongs to it, whole from whatever window it is printed; no navigation."""

import pytest
from playwright.sync_api import Page, expect

EDITION = "holding-the-reset-hostage/"
WIDTHS = [1440, 768, 375]


def show(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_the_paper_has_text_notes_corrections_works_and_address_in_this_order(
    open_page, width
) -> None:
    page = show(open_page(EDITION, width=width))
    tops = page.evaluate(
        """() => [".vr-body", "#b3", "#note-eased-visa-rules", "#note-author-name", ".vr-emendation",
             ".vr-works li", ".vr-legend", ".vr-permalink"].map((selector) => {
          const element = document.querySelector(selector);
          const box = (selector === ".vr-body" ? element.firstElementChild : element).getBoundingClientRect();
          return box.height ? box.top : NaN;
        })"""
    )
    assert tops == sorted(tops)
    expect(page.locator(".vr-permalink")).to_have_text(f"https://example.org/some/path/{EDITION}")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_note_is_whole_on_paper(open_page, width) -> None:
    page = show(open_page(EDITION, width=width))
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".vr-annotation, .vr-emendation")].filter((note) => {
          const body = note.querySelector(".vr-note-body");
          return !note.checkVisibility({ opacityProperty: true }) || !body.checkVisibility()
            || body.scrollHeight > body.clientHeight + 1 || getComputedStyle(note, "::after").content.includes("more");
        }).map((note) => note.id)"""
    )
    assert cut == []


def test_paper_has_neither_navigation_nor_controls(open_page) -> None:
    page = show(open_page(EDITION))
    links = ".vr-card:not(:has(summary))"  # to essays, of which the titles are printed
    for selector in (".md-header", ".md-footer", ".md-sidebar", ".vr-controls", links):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()


def test_black_stands_on_white_whatever_the_screen_had(open_page) -> None:
    page = show(open_page(EDITION, scheme="dark"))
    style = "element => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"
    assert page.locator("#p1 .vr-text").evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_page_has_as_many_sheets_whatever_it_is_printed_from(open_page) -> None:
    def count_sheets(page: Page) -> int:
        page.reload()  # a typeface that came late waits for the next page: now it is at hand
        return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    sheets = {
        count_sheets(open_page(EDITION, width=width, javascript=scripts))
        for width in WIDTHS
        for scripts in (True, False)
    }
    assert len(sheets) == 1
    assert sheets.pop() > 8  # the works cited alone take five


def test_a_page_is_as_it_was_after_it_was_printed(open_page) -> None:
    page = open_page(EDITION)
    place = "() => [...document.querySelectorAll('.vr-annotation')].map((note) => note.getBoundingClientRect().top)"
    before = page.evaluate(place)
    page.pdf(format="A4")
    assert page.evaluate(place) == before
