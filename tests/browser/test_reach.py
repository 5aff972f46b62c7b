"""What helps whoever reads by ear, by keys, with large letters: names, targets, zoom, spacing."""

from itertools import pairwise

import pytest
from layout import add_style
from playwright.sync_api import Page, expect

EDITION = "holding-the-reset-hostage/"

SMALL = """() => {
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, summary, select, input:not([hidden])")) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const boxes = [...element.getClientRects()];
    if (boxes.some((box) => box.width >= 24 && box.height >= 24)) continue;
    if (element.matches(".vr-text a + a") && !element.previousSibling?.data) continue; // two signs of one place share it
    if (element.nextSibling?.matches?.(".vr-text a")) continue;
    // words in a line are as high as the line lets them be (WCAG 2.2, 2.5.8, inline)
    const line = element.closest("p, li, dd, dt, td, figcaption, .vr-note-body, .vr-imprint");
    if (line && line.textContent.trim() !== element.textContent.trim() && element.textContent) continue;
    if (element.closest(".vr-edition") || element.closest(".md-header")) {
      found.push([element.outerHTML.slice(0, 90), boxes[0]?.width, boxes[0]?.height]);
    }
  }
  return found;
}"""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""


def list_read_out(page: Page, selector: str) -> list[tuple[str, str]]:
    """List role and name of what is read out of an element, in order."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    backend = session.send("DOM.describeNode", {"nodeId": node})["node"]["backendNodeId"]
    known = {item["nodeId"]: item for item in tree}
    [top] = [item for item in tree if item.get("backendDOMNodeId") == backend]
    said: list[tuple[str, str]] = []

    def walk(item: dict) -> None:
        role, name = item["role"]["value"], item.get("name", {}).get("value", "")
        if role in ("StaticText", "doc-noteref", "doc-glossref", "link") and not item["ignored"]:
            said.append((role, name))
            if role != "StaticText":
                return
        for child in item.get("childIds", []):
            walk(known[child])

    walk(top)
    return [(role, name) for role, name in said if name]


def test_a_paragraph_is_read_out_as_its_prose_with_the_notes_after_the_phrases(page) -> None:
    said = list_read_out(page, "#p5 .vr-text")
    notes = [(role, name) for role, name in said if role == "doc-noteref"]
    assert any(name.endswith("on ‘planned interceptors’") for _, name in notes)
    assert len(notes) == page.locator("#p5 .vr-noteref").count()
    prose = "".join(name for role, name in said if role != "doc-noteref")
    assert prose == page.locator("#p5 .vr-text").text_content()
    beside = [pair for pair in pairwise(said) if pair[0][0] != pair[1][0]]  # two notes may meet
    before = [name for (_, name), (role, _) in beside if role == "doc-noteref"]
    assert all(name[-1].isalnum() or name[-1] in ".,;:”’—" for name in before)
    after = [name for (role, _), (_, name) in beside if role == "doc-noteref"]
    assert all(not name[0].isalnum() for name in after)


def test_a_correction_says_what_was_printed(page) -> None:
    said = list_read_out(page, "#b1 .vr-text")
    assert any(role == "doc-noteref" and name == "corrected; printed Suelo" for role, name in said)


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize(
    "path", ["", EDITION, f"{EDITION}timeline/", f"{EDITION}map/", f"{EDITION}apparatus/"]
)
def test_whatever_is_pressed_is_large_enough(open_page, path, width) -> None:
    page = open_page(path, width=width)
    page.wait_for_timeout(300)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize(
    "path", [EDITION, f"{EDITION}apparatus/", f"{EDITION}timeline/", f"{EDITION}map/"]
)
def test_at_four_hundred_per_cent_nothing_scrolls_sideways(open_page, path) -> None:
    page = open_page(path, width=320, height=256)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if path == EDITION:
        page.locator(".vr-noteref").first.click()
        expect(page.locator(".vr-annotation.vr-open")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [1440, 375])
def test_words_set_wider_lose_nothing(open_page, width) -> None:
    page = open_page(EDITION, width=width)
    add_style(page, SPACING)
    page.wait_for_timeout(300)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".vr-text, .vr-controls button, .vr-annotation b")].filter((element) =>
          element.checkVisibility() && element.scrollWidth > element.clientWidth + 16 && element.clientWidth
          && getComputedStyle(element).overflowX !== "auto").map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_focus_is_seen_and_never_under_the_header(open_page) -> None:
    page = open_page(EDITION, height=600)
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const element = document.activeElement;
              const { top, bottom } = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const header = document.querySelector(".md-header").getBoundingClientRect();
              const covered = !element.closest(".md-header, .md-skip") && bottom <= header.bottom;
              const marked = style.outlineStyle !== "none" || element.closest(".md-search");
              return covered || !marked || bottom < 0 || top > innerHeight ? element.outerHTML.slice(0, 90) : "";
            }"""
        )
        hidden += [seen] if seen else []
    assert hidden == []


@pytest.mark.parametrize("width", [1440, 375])
def test_what_is_closed_takes_no_focus(open_page, width) -> None:
    page = open_page(EDITION, width=width)
    closed = ".md-sidebar--primary a, .md-sidebar--primary label, .md-search__output"
    assert not [one for one in page.locator(closed).all() if one.is_visible()]
    page.get_by_role("button", name="Navigation").click()
    expect(page.locator(".md-sidebar--primary a").filter(visible=True).first).to_be_in_viewport()


def test_escape_from_the_chooser_leads_back_to_the_words(open_page) -> None:
    page = open_page(EDITION, width=375)
    page.locator('.vr-lemma[data-annotations~="prestige-or-security"]').first.click()
    expect(page.locator(".vr-chooser")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#p2 .vr-noteref").first).to_be_focused()


@pytest.mark.parametrize("width", [1440, 375])
def test_the_drawer_is_gone_through_by_keys_and_closed_by_escape(open_page, width) -> None:
    page = open_page(EDITION, width=width)
    button = page.get_by_role("button", name="Navigation")
    button.press("Enter")
    drawer = page.locator("#vr-drawer")
    expect(drawer).to_be_visible()
    page.keyboard.press("Tab")
    assert drawer.evaluate("drawer => drawer.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()


def test_the_drawer_opens_without_scripts(open_page) -> None:
    page = open_page(EDITION, width=375, javascript=False)
    page.get_by_role("button", name="Navigation").click()
    expect(page.locator("#vr-drawer").get_by_role("link", name="How to cite")).to_be_visible()


def test_the_drawer_leads_to_a_place_of_the_page_and_closes(page) -> None:
    page.get_by_role("button", name="Navigation").click()
    page.locator("#vr-drawer").get_by_role("link", name="The marks").click()
    expect(page.locator("#vr-drawer")).to_be_hidden()
    expect(page.locator(".vr-legend")).to_be_in_viewport()
