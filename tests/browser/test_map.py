"""The map: its words have room wherever it is read, it is one picture to who cannot see it, and needs no script."""

import pytest
from layout import measure_overflow, settle, wait_until
from playwright.sync_api import Page, expect

REAL, HARD = "holding-the-reset-hostage/map/", "hard/map/"

FIND_COLLISIONS = """() => {
  const boxes = [...document.querySelectorAll(".vr-chart text")].map((text) => {
    const { x, y, width, height } = text.getBBox();
    // a line of type is higher than its letters
    return { name: text.textContent, left: x, right: x + width, top: y + height * 0.22, bottom: y + height * 0.82 };
  });
  const meets = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const faults = [];
  const { width, height } = document.querySelector(".vr-chart").viewBox.baseVal;
  boxes.forEach((one, index) => {
    if (one.left < 0 || one.top < 0 || one.right > width || one.bottom > height) faults.push(`${one.name} is cut off`);
    for (const other of boxes.slice(index + 1)) if (meets(one, other)) faults.push(`${one.name}, ${other.name}`);
  });
  for (const sign of document.querySelectorAll(".vr-chart .vr-sign")) {
    const { e: x, f: y } = sign.transform.baseVal.consolidate().matrix;
    const around = { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 };
    for (const one of boxes) if (meets(one, around)) faults.push(`${one.name} on a sign`);
  }
  return faults;
}"""
MEASURE_TYPE = """() => {
  const drawing = document.querySelector(".vr-chart");
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  return [...drawing.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
}"""


def open_map(open_page, open_hard, path: str, **options: object) -> Page:
    return (open_page if path == REAL else open_hard)(path, **options)


@pytest.mark.parametrize("path", [REAL, HARD])
def test_no_word_lies_on_another_or_on_a_sign(open_page, open_hard, path) -> None:
    page = open_map(open_page, open_hard, path)
    settle(page)
    assert page.evaluate(FIND_COLLISIONS) == []


@pytest.mark.parametrize("path", [REAL, HARD])
def test_every_place_that_is_listed_has_a_sign_and_most_their_name(
    open_page, open_hard, path
) -> None:
    page = open_map(open_page, open_hard, path, javascript=False)
    places = page.locator("#places li").count()
    assert page.locator(".vr-chart .vr-sign").count() == places
    assert page.locator(".vr-chart .vr-place-name").count() >= places - 2
    if path == REAL:
        assert page.locator(".vr-chart .vr-place-name").count() == places


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_its_words_can_be_read_and_the_page_does_not_scroll_sideways(open_page, width) -> None:
    page = open_page(REAL, width=width)
    settle(page)
    assert min(page.evaluate(MEASURE_TYPE)) >= 10.5
    assert measure_overflow(page) == 0


def test_on_a_telephone_the_keyboard_scrolls_it(open_page) -> None:
    page = open_page(REAL, width=375, height=700)
    window = page.get_by_role("region", name="The map, to be scrolled")
    window.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_until(page, "document.querySelector('.vr-map-window').scrollLeft > 60")
    expect(window).to_be_focused()


def test_it_is_one_picture_that_says_what_it_is(open_page) -> None:
    page = open_page(REAL)
    picture = page.get_by_role("img", name="The sites of the plan")
    expect(picture).to_have_accessible_description(
        page.locator("#description").inner_text().replace("\n\n", " ")
    )
    assert picture.locator("a, [tabindex]").count() == 0


def test_what_it_states_has_its_source_and_the_source_leads_back(open_page) -> None:
    page = open_page(REAL)
    page.locator("#range-1 a").first.click()
    source = page.locator(":target")
    expect(source).to_be_in_viewport()
    source.get_by_role("link", name="map: Shahab-3").click()
    expect(page.locator("#range-1:target")).to_be_in_viewport()


def test_distances_agree_with_the_notes(open_page) -> None:
    page = open_page(REAL)
    rows = page.locator("#distances tbody tr").all_inner_texts()
    said = {row.split("\t")[1]: row.split("\t")[2].replace("\u00a0", " ") for row in rows[:4]}
    assert said == {
        "Sochi": "825 km",
        "Rostov-on-Don": "1,150 km",
        "Volgograd": "1,190 km",
        "Moscow": "2,070 km",
    }


def test_on_paper_it_fits_the_page_and_is_not_scrolled(open_page) -> None:
    page = open_page(REAL, width=700)
    page.emulate_media(media="print")
    drawing = page.locator(".vr-chart").bounding_box()
    assert drawing["x"] >= 0
    assert drawing["x"] + drawing["width"] <= 700
    expect(page.locator(".vr-map-window")).to_have_css("overflow-x", "visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_land_and_lines_stay(open_page, scheme) -> None:
    page = open_page(REAL, scheme=scheme, forced_colors="active")
    settle(page)
    paper = "rgb(255, 255, 255)" if scheme == "light" else "rgb(0, 0, 0)"
    assert page.locator(".vr-land").first.evaluate("one => getComputedStyle(one).fill") == paper
    for name in (".vr-range", ".vr-border", ".vr-land", ".vr-hatching"):
        line = page.locator(name).first.evaluate("one => getComputedStyle(one).stroke")
        assert line not in (paper, "none"), name
