"""Size, colours and contrast are the reader's: chosen in a panel, applied at once, remembered."""

import pytest
from playwright.sync_api import Page, expect

EDITION = "holding-the-reset-hostage/"
PAPER = {"light": "rgb(251, 248, 242)", "dark": "rgb(22, 21, 19)"}


def open_panel(page: Page) -> None:
    """Open the panel by its button."""
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_label("Size of the text")).to_be_focused()


def is_expanded(page: Page) -> bool:
    """Return what the browser tells assistive technology of the button."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    [button] = [
        node
        for node in tree["nodes"]
        if node.get("role", {}).get("value") == "button" and node["name"]["value"] == "Display"
    ]
    [value] = [one["value"]["value"] for one in button["properties"] if one["name"] == "expanded"]
    return bool(value)


def test_the_panel_opens_and_closes_by_keys_and_gives_the_focus_back(page) -> None:
    button = page.get_by_role("button", name="Display")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Size of the text")).to_be_focused()
    assert is_expanded(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Display")).to_be_hidden()
    assert not is_expanded(page)
    expect(button).to_be_focused()


def test_larger_text_is_larger_at_once_and_the_next_time(page) -> None:
    words = page.locator("#p1 .vr-text")
    size = "words => parseFloat(getComputedStyle(words).fontSize)"
    before = words.evaluate(size)
    open_panel(page)
    page.get_by_label("Size of the text").select_option("larger")
    assert words.evaluate(size) == pytest.approx(before * 1.15)
    page.reload()
    assert words.evaluate(size) == pytest.approx(before * 1.15)


@pytest.mark.parametrize("width", [1440, 375])
def test_the_panel_stays_inside_the_window(open_page, width) -> None:
    page = open_page(EDITION, width=width)
    open_panel(page)
    page.get_by_label("Size of the text").select_option("very large")
    panel = page.get_by_role("dialog", name="Display")
    for room in (width, 375):
        page.set_viewport_size({"width": room, "height": 700})
        box = panel.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= room


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_page_follows_the_system_until_the_reader_chooses(open_page, system) -> None:
    other = "dark" if system == "light" else "light"
    page = open_page(EDITION, scheme=system)
    body = page.locator("body")
    expect(body).to_have_css("background-color", PAPER[system])
    open_panel(page)
    page.get_by_label("Colours").select_option(other)
    expect(body).to_have_css("background-color", PAPER[other])
    page.reload()
    expect(body).to_have_css("background-color", PAPER[other])
    open_panel(page)
    expect(page.get_by_label("Colours")).to_have_value(other)
    page.get_by_label("Colours").select_option("auto")
    expect(body).to_have_css("background-color", PAPER[system])
    page.emulate_media(color_scheme=other)
    expect(body).to_have_css("background-color", PAPER[other])


def test_the_other_pages_of_the_site_follow_and_lead(page, site) -> None:
    open_panel(page)
    page.get_by_label("Colours").select_option("dark")
    page.goto(f"{site}about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(
        "[data-md-component=palette] label:visible"
    ).click()  # Material's: the system's again
    page.goto(f"{site}{EDITION}")
    expect(page.locator("body")).to_have_css("background-color", PAPER["light"])
    expect(page.locator("[data-md-component=palette]")).to_be_hidden()


def test_high_contrast_is_black_on_white_or_white_on_black(open_page) -> None:
    for system, ink, paper in (
        ("light", "rgb(0, 0, 0)", "rgb(255, 255, 255)"),
        ("dark", "rgb(255, 255, 255)", "rgb(0, 0, 0)"),
    ):
        page = open_page(EDITION, scheme=system)
        open_panel(page)
        page.get_by_label("Contrast").select_option("high")
        page.reload()
        expect(page.locator("#p1")).to_have_css("color", ink)
        expect(page.locator("body")).to_have_css("background-color", paper)


def test_a_system_that_wants_more_contrast_has_it(open_page) -> None:
    page = open_page(EDITION, contrast="more")
    expect(page.locator("#p1")).to_have_css("color", "rgb(0, 0, 0)")


def test_nothing_moves_for_a_reader_who_wants_no_motion(open_page) -> None:
    page = open_page(EDITION, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior !== "auto";
        }).length"""
    )
    assert moving == 0


def test_in_forced_colours_a_pressed_button_and_the_note_pointed_at_can_be_told(open_page) -> None:
    page = open_page(EDITION, forced_colors="active")
    expect(page.get_by_role("button", name="Notes", exact=True)).to_have_css(
        "text-decoration-line", "underline"
    )
    expect(page.get_by_role("button", name="Text only")).to_have_css("text-decoration-line", "none")
    page.locator(".vr-noteref").first.focus()
    expect(page.locator(".vr-annotation").first).to_have_css("outline-style", "solid")
