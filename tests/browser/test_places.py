"""Paragraph numbers give the link to their place; whoever arrives by a link finds the place shown, lit and focused."""

import re

import pytest
from clipboard import fill_clipboard, read_clipboard
from layout import settle, wait_until
from playwright.sync_api import Page, expect

REAL = "holding-the-reset-hostage/"
HARD = "hard/"
PUBLISHED = "https://example.org/some/path/"

IS_LIT = """(place) => {
  const glow = getComputedStyle(document.documentElement).getPropertyValue("--vr-lit");
  const probe = Object.assign(document.createElement("i"), { style: `color: ${glow}` });
  document.querySelector(".vr-reading").append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return [place, ...place.querySelectorAll("*")].some((one) => {
    const { backgroundColor, boxShadow } = getComputedStyle(one);
    return backgroundColor === colour || boxShadow.includes(colour);
  });
}"""

LOOK = f"""() => {{
  const here = document.activeElement;
  const {{ top, bottom }} = here.getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  return {{
    id: here.id,
    lit: ({IS_LIT})(here) || getComputedStyle(here).position === "fixed",
    clear: top >= header,
    shown: top < innerHeight && (bottom <= innerHeight || top < innerHeight / 2),
  }};
}}"""
"""Where the focus is, whether that is lit (or a sheet above all else), clear of the header, and inside the window or at its top."""


def is_lit(page: Page, name: str) -> bool:
    """Return whether a place is lit."""
    return bool(page.locator(f"#{name}").evaluate(IS_LIT))


def arrive(page: Page) -> dict[str, object]:
    """Return where the reader is after arriving."""
    settle(page)
    return page.evaluate(LOOK)


# -- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["click", "key"])
def test_a_number_copies_the_published_link_and_says_so(page, by) -> None:
    fill_clipboard(page)
    number = page.get_by_role("link", name="¶5", exact=True)
    if by == "click":
        number.click()
    else:
        number.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied: the link to ¶5")).to_be_visible()
    assert read_clipboard(page).text == f"{PUBLISHED}{REAL}#p5"
    expect(page).to_have_url(re.compile(f"{REAL}#p5$"))
    assert is_lit(page, "p5")


def test_back_leads_away_from_a_place_whose_link_was_copied(page) -> None:
    page.get_by_role("link", name="¶5", exact=True).click()
    expect(page).to_have_url(re.compile("#p5$"))
    page.go_back()
    expect(page).to_have_url(re.compile(f"{REAL}$"))
    assert not is_lit(page, "p5")


def test_the_link_is_shown_where_the_browser_would_not_copy(open_page) -> None:
    page = open_page(REAL, permissions=())
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; }"
    )
    page.get_by_role("link", name="¶5", exact=True).click()
    expect(page.locator(".vr-said")).to_contain_text(f"{PUBLISHED}{REAL}#p5")


def test_every_number_is_text_in_the_order_of_the_page_and_can_be_focused(page) -> None:
    labels = page.locator(".vr-body .vr-number").all_text_contents()
    assert labels[:9] == [f"¶{n}" for n in range(1, 10)]
    number = page.locator("#p1 .vr-number")
    dim = number.evaluate(
        "number => getComputedStyle(number).opacity + getComputedStyle(number).color"
    )
    page.locator("#p1 .vr-number").focus()
    focused = number.evaluate("one => getComputedStyle(one).opacity + getComputedStyle(one).color")
    outline = number.evaluate("number => getComputedStyle(number).outlineStyle")
    assert focused != dim or outline != "none"


def test_without_scripts_a_number_is_the_link(open_page) -> None:
    page = open_page(REAL, javascript=False)
    page.get_by_role("link", name="¶5", exact=True).click()
    expect(page).to_have_url(re.compile(f"{REAL}#p5$"))
    assert (
        page.locator("#p5").bounding_box()["y"]
        >= page.locator(".md-header").bounding_box()["height"]
    )


# -- arrivals --------------------------------------------------------------------------------------

PLACES = {
    "a paragraph": (REAL, "p5", "p5"),
    "the last paragraph": (REAL, "p9", "p9"),
    "a note": (REAL, "note-hedging", "note-hedging"),
    "the place of a correction": (REAL, "emendation-author-name", "emendation-author-name"),
    "the account of a correction": (REAL, "correction-author-name", "correction-author-name"),
    "an essay": (REAL, "card-four-phases", "card-four-phases"),
    "a term": (REAL, "term-10", "term-10"),
    "a place far down": (HARD, "p230", "p230"),
    "a retired number": (HARD, "p10", "p11"),
    "a heading": (HARD, "h3", "h3"),
    "a crowded note": (HARD, "note-twelve-12", "note-twelve-12"),
}


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize("place", PLACES)
def test_whoever_arrives_sees_the_place_lit_focused_and_clear_of_the_header(
    open_page, open_hard, place, width
) -> None:
    path, address, found = PLACES[place]
    page = (open_page if path == REAL else open_hard)(f"{path}#{address}", width=width)
    assert arrive(page) == {"id": found, "lit": True, "clear": True, "shown": True}


@pytest.mark.parametrize("place", PLACES)
def test_a_link_within_the_page_arrives_likewise_and_back_returns(
    open_page, open_hard, place
) -> None:
    path, address, found = PLACES[place]
    page = (open_page if path == REAL else open_hard)(path)
    settle(page)
    page.evaluate("scrollTo(0, 300)")
    page.evaluate(
        """id => {
          const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: "go" });
          link.style.cssText = "position: fixed; z-index: 9; inset: 80px auto auto 0";
          document.querySelector(".vr-reading").append(link);
        }""",
        address,
    )
    page.get_by_role("link", name="go", exact=True).click()
    expect(page).to_have_url(re.compile(f"#{address}$"))
    assert arrive(page) == {"id": found, "lit": True, "clear": True, "shown": True}
    page.go_back()
    expect(page).to_have_url(re.compile(f"{path}$"))
    wait_until(page, "Math.abs(scrollY - 300) < 40")
    settle(page)
    assert abs(page.evaluate("scrollY") - 300) < 40


def test_a_sheet_that_leads_up_the_page_shows_the_words_of_the_other_note(open_page) -> None:
    page = open_page(REAL, width=375, height=700)
    page.locator('.vr-noteref[href="#note-who-stalled"]').click()
    page.locator('#note-who-stalled a[href="#note-the-reset"]').first.click()
    expect(page.locator("#note-the-reset")).to_be_focused()
    sign, sheet = (
        page.locator(one).bounding_box()["y"]
        for one in ('.vr-noteref[href="#note-the-reset"]', "#note-the-reset")
    )
    assert page.locator(".md-header").bounding_box()["height"] < sign < sheet


@pytest.mark.parametrize("width", [1440, 375])
def test_back_from_an_essay_leads_to_the_words_that_led_to_it(open_page, width) -> None:
    page = open_page(REAL, width=width)
    link = page.locator('.vr-card > a[href="#card-offence-and-defence"]').last
    link.evaluate("link => scrollBy(0, link.getBoundingClientRect().top - 200)")
    settle(page)
    where = link.bounding_box()["y"]
    link.click()
    expect(page.locator("#card-offence-and-defence .vr-prose")).to_be_visible()
    page.go_back()
    settle(page)
    assert abs(link.bounding_box()["y"] - where) < 40


@pytest.mark.parametrize("name", ["who-stalled", "posturing", "hedging", "too-few"])
def test_whoever_arrives_at_a_note_in_the_margin_sees_its_words_too(open_page, name) -> None:
    page = open_page(f"{REAL}#note-{name}")
    assert arrive(page)["clear"]
    sign = page.locator(f'.vr-noteref[href="#note-{name}"]').bounding_box()
    header = page.locator(".md-header").bounding_box()["height"]
    assert header <= sign["y"] <= page.viewport_size["height"]


def test_an_essay_that_one_arrives_at_is_open_and_so_is_what_it_lies_in(open_page) -> None:
    page = open_page(f"{REAL}#card-four-phases")
    expect(page.locator("#card-four-phases .vr-prose")).to_be_visible()
    page.locator(".vr-works").evaluate("works => works.querySelector('li').id = 'within'")
    page.evaluate("location.hash = 'within'")
    expect(page.locator("#within")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["p999", "50%", "%E9"])
def test_an_address_of_nothing_leads_to_the_page_as_it_is(open_page, address) -> None:
    page = open_page(f"{REAL}#{address}")
    settle(page)
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".vr-here")).to_have_count(0)
    page.locator("#p1 .vr-noteref").first.click()
    expect(page.locator(".vr-annotation.vr-open")).to_be_focused()


def test_a_link_followed_twice_arrives_twice(open_page) -> None:
    page = open_page(f"{REAL}#p9")
    page.evaluate("scrollTo(0, 0)")
    page.locator("#p9").evaluate(
        "block => block.insertAdjacentHTML('afterend', '<a id=again href=\"#p9\">again</a>')"
    )
    page.locator("#again").evaluate("link => { scrollTo(0, 0); link.click(); }")
    assert arrive(page) == {"id": "p9", "lit": True, "clear": True, "shown": True}


@pytest.mark.parametrize(("path", "address", "found"), [(REAL, "p5", "p5"), (HARD, "p10", "p11")])
def test_without_scripts_the_place_is_clear_of_the_header(
    open_page, open_hard, path, address, found
) -> None:
    page = (open_page if path == REAL else open_hard)(f"{path}#{address}", javascript=False)
    place = page.locator(f"#{found}")
    expect(place).to_be_in_viewport()
    assert place.bounding_box()["y"] >= page.locator(".md-header").bounding_box()["height"]
