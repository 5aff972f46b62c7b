"""Words selected: a link to them, a quotation, a note; by mouse, by keys, on a telephone."""

import re

import pytest
from clipboard import fill_clipboard, read_clipboard
from layout import wait_until
from playwright.sync_api import Locator, Page, expect
from selecting import find_text, select_words

EDITION = "holding-the-reset-hostage/"
CANONICAL = "https://example.org/some/path/"


def get_tools(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="The words selected")


def press(page: Page, name: str) -> str:
    """Press a button of the tools, and return what was copied."""
    fill_clipboard(page)
    get_tools(page).get_by_role("button", name=name).click()
    expect(page.locator(".vr-said")).to_contain_text("Copied:")
    return read_clipboard(page).text


def show_link(open_page, link: str, canonical: str, **options) -> Page:
    """Open a copied link at the served copy of the site, and wait until it has gone to its words."""
    assert link.startswith(canonical)
    page = open_page(link.removeprefix(canonical), **options)
    wait_until(page, "scrollY > 0")
    return page


def is_in_view(page: Page, block: str, words: str) -> bool:
    return page.evaluate(
        """([id, words]) => {
          const text = document.querySelector(`#${id} .vr-text`);
          const range = document.createRange();
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const begins = text.textContent.indexOf(words);
          let from = 0;
          while (walker.nextNode()) {
            const { currentNode, currentNode: { length } } = walker;
            const within = (at) => at >= from && at <= from + length;
            if (within(begins)) range.setStart(currentNode, begins - from);
            if (within(begins + words.length)) range.setEnd(currentNode, begins + words.length - from);
            from += length;
          }
          const { top, bottom } = range.getBoundingClientRect();
          return begins >= 0 && top > 0 && bottom < innerHeight;
        }""",
        [block, words],
    )


def test_selecting_words_brings_the_tools_and_losing_them_takes_them_away(page) -> None:
    expect(get_tools(page)).to_be_hidden()
    select_words(page, "p1", "eased visa rules")
    expect(get_tools(page)).to_be_in_viewport()
    expect(get_tools(page).get_by_role("button")).to_have_text(
        ["Copy link to these words", "Copy quotation", "Cite", "Suggest a note", "Correct this"]
    )
    page.locator(".vr-imprint").click(position={"x": 2, "y": 2})
    expect(get_tools(page)).to_be_hidden()


def test_words_of_a_note_bring_no_tools(page) -> None:
    page.locator("#note-eased-visa-rules .vr-kind").dblclick()
    assert page.evaluate("getSelection().toString().trim()")
    select_words(page, "p1", "eased visa rules")
    expect(get_tools(page)).to_be_visible()
    page.locator("#note-eased-visa-rules .vr-kind").dblclick()
    expect(get_tools(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("block", "words", "end"),
    [
        ("p9", "if Russia did not take part", None),
        ("p9", "pportunity if Russia did not take par", None),
        ("p4", "nuclear", None),
        ("p7", "Afghanistan and Libya", None),
        ("p3", None, ("p4", None)),
    ],
)
def test_the_link_leads_to_the_words(open_page, block, words, end) -> None:
    page = open_page(EDITION, height=3000)
    words = words or find_text(page, block)[-60:]
    if end:
        end = (end[0], find_text(page, end[0])[:50])
    select_words(page, block, words, to=end)
    link = press(page, "Copy link to these words")
    assert link.startswith(f"{CANONICAL}{EDITION}#{block}:~:text=")
    assert link.count("text=") == (2 if end else 1), "what stands between two paragraphs is not lit"
    # by the words alone, without the paragraph's id
    shown = show_link(open_page, link.replace(f"#{block}", "#"), CANONICAL, height=500)
    assert is_in_view(shown, block, words[1:10].split(" ")[0] if len(words) > 50 else words)


@pytest.mark.parametrize(
    ("block", "words", "end"),
    [
        ("l1", "one more", None),
        ("v1", "a third", ("v1", "runs on")),
        ("t1", "204 casks", None),
        ("t1", "Port 3", ("t1", "306 casks")),
        ("q1", "Nobody had asked for it", None),
        ("c1", "cask[3] + cask[4]", None),
        ("n1", "own note", None),
    ],
)
def test_words_that_stand_often_or_on_many_lines_are_found(open_hard, block, words, end) -> None:
    page = open_hard("hard/", height=1200)
    select_words(page, block, words, to=end)
    link = press(page, "Copy link to these words")
    shown = show_link(open_hard, link.replace(f"#{block}", "#"), CANONICAL, height=500)
    assert is_in_view(shown, block, words)


def test_the_quotation_names_author_title_paragraph_and_address(open_page) -> None:
    page = open_page(EDITION, height=3000)
    select_words(page, "p1", "eased visa rules")
    assert press(page, "Copy quotation") == (
        "“eased visa rules” Alejandro Sueldo, “Holding the Reset Hostage”, The Moscow Times, 18 July 2011, ¶1, "
        f"{CANONICAL}{EDITION}#p1"
    )
    last = find_text(page, "p3")[-20:]
    select_words(page, "p3", last, to=("p4", find_text(page, "p4")[:20]))
    quoted = press(page, "Copy quotation")
    assert quoted.startswith(f"“{last}\n\n{find_text(page, 'p4')[:20]}”")
    assert quoted.endswith(f", ¶3–¶4, {CANONICAL}{EDITION}#p3")


def test_all_is_done_by_keys_alone(page) -> None:
    select_words(page, "p1", "U.S.")
    for _ in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    words = page.evaluate("getSelection().toString()").strip()
    assert words
    tools = get_tools(page)
    expect(tools).to_be_visible()
    page.keyboard.press("q")
    buttons = tools.get_by_role("button")
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(buttons.nth(1)).to_be_focused()
    assert buttons.evaluate_all("all => all.map(button => button.tabIndex)") == [-1, 0, -1, -1, -1]
    page.keyboard.press("End")
    expect(buttons.nth(4)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(buttons.nth(0)).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    fill_clipboard(page)
    page.keyboard.press("Enter")
    expect(page.locator(".vr-said")).to_contain_text("Copied: the quotation")
    assert read_clipboard(page).text.startswith(f"“{words}” Alejandro Sueldo, ")
    page.keyboard.press("Escape")
    expect(buttons.nth(1)).not_to_be_focused()
    assert page.evaluate("getSelection().toString()").strip() == words
    page.keyboard.press("Control+Shift+ArrowRight")
    assert len(page.evaluate("getSelection().toString()").strip()) > len(words)
    page.keyboard.press("Escape")
    expect(tools).to_be_hidden()
    assert page.evaluate("getSelection().toString()").strip()


def test_the_tools_come_to_the_window_when_the_words_have_left_it(page) -> None:
    select_words(page, "p5", "privately")
    expect(get_tools(page)).to_be_visible()
    page.evaluate("scrollBy(0, 700)")
    page.keyboard.press("q")
    expect(get_tools(page).get_by_role("button").first).to_be_focused()
    box = get_tools(page).bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= page.viewport_size["height"]


def test_on_a_telephone_the_tools_are_a_bar_at_the_bottom(open_page) -> None:
    page = open_page(EDITION, width=375, height=700, has_touch=True, is_mobile=True)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p1 .vr-text'))")
    expect(get_tools(page)).to_be_visible()
    box = get_tools(page).bounding_box()
    assert (box["x"], box["width"]) == (0, 375)
    assert box["y"] + box["height"] == 700
    for button in get_tools(page).get_by_role("button").all():
        assert button.bounding_box()["height"] >= 24
    fill_clipboard(page)
    get_tools(page).get_by_role("button", name="Copy quotation").tap()
    expect(page.locator(".vr-said")).to_contain_text("Copied:")
    said = page.locator(".vr-said").bounding_box()
    assert said["y"] + said["height"] <= box["y"], "what is said is not behind the bar"
    assert read_clipboard(page).text.startswith(f"“{find_text(page, 'p1')}” ")


def test_where_the_browser_gives_no_clipboard_the_older_way_is_taken(open_page) -> None:
    page = open_page(EDITION, permissions=())
    page.evaluate("delete Navigator.prototype.clipboard")
    select_words(page, "p1", "eased visa rules")
    get_tools(page).get_by_role("button", name="Copy quotation").click()
    expect(page.locator(".vr-said")).to_contain_text("Copied:")
    page.keyboard.press("/")
    search = page.locator("[name=query]")
    expect(search).to_be_focused()
    page.keyboard.press("Control+v")
    expect(search).to_have_value(re.compile("^“eased visa rules” Alejandro Sueldo, "))
