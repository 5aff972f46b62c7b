"""Words selected: a link to them, a quotation, a note; by mouse, by keys, on a telephone."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from clipboard import fill_clipboard, read_clipboard
from hard_text import PSALM
from playwright.sync_api import Browser, Locator, Page, expect
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
    page.wait_for_function("scrollY > 0")
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
        ["Copy link to these words", "Copy quotation", "Cite", "Suggest a note"]
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


@pytest.fixture
def suggest(browser: Browser) -> Iterator[Callable[..., str]]:
    """Select words and suggest a note on them; gives the address of the form that opens, which nobody asks for."""
    context = browser.new_context(viewport={"width": 1440, "height": 3000})
    context.route("https://github.com/**", lambda route: route.fulfill(body="a form"))
    page = context.new_page()

    def suggest(address: str, block: str, words: str, to: tuple[str, str] | None = None) -> str:
        page.goto(address)
        select_words(page, block, words, to=to)
        with context.expect_page() as opened:
            get_tools(page).get_by_role("button", name="Suggest a note").click()
        opened.value.wait_for_url("https://github.com/**")
        return opened.value.url

    yield suggest
    context.close()


def read_form(address: str) -> tuple[str, str, str]:
    """Return the path of a form for a new file, and the name and text it is filled with."""
    parts = urlsplit(address)
    query = parse_qs(parts.query, keep_blank_values=True)
    return parts.path, query["filename"][0], query["value"][0]


def test_a_note_is_begun_in_the_form_for_a_new_file(suggest, site) -> None:
    path, name, text = read_form(suggest(site + EDITION, "p1", "Washington last week"))
    assert path == f"/OWNER/REPOSITORY/new/main/source/{EDITION}annotations"
    assert name == "washington-last-week.md"
    assert (
        text
        == f"""\
---
target: p1
quote: |-
  Washington last week
kind: explanation
title: |-
  What the note is about, in a few words
by: ["Your name"]
date: {date.today()}
status: draft
---
Write the note here, and cite its sources.
"""
    )


@pytest.mark.parametrize(("block", "words", "end"), [
    ("p1", "Washington last week", None),
    ("p1", "relations", None),  # it stands there more than once
    ("p1", "eased visa rules", None),  # there is a note of that name
    ("p1", "a", None),
    ("p1", "the greatest “irritant” and “key issue”", None),
    ("f1", "Hostage", None),
    ("p1", "historical confrontation", ("p2", "Lavrov")),
])  # fmt: skip
def test_the_check_has_nothing_against_the_note(
    suggest, site, root, tmp_path, block, words, end
) -> None:
    _, name, text = read_form(suggest(site + EDITION, block, words, end))
    notes = tmp_path / "source" / EDITION / "annotations"
    shutil.copytree(root / "source", tmp_path / "source")
    assert not (notes / name).exists()
    assert ("prefix: |-" in text or "suffix: |-" in text) == (words in ("relations", "a"))
    (notes / name).write_text(text, encoding="utf-8")
    assert name not in check(tmp_path)


def check(folder: Path) -> str:
    """Run `variorum check` on the editions of a folder, and return what it says, but that a draft is one; what is wrong fails."""
    command = "from variorum.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "check", "--quiet"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(line for line in done.stderr.splitlines() if "V211 a draft" not in line)


def test_the_check_has_nothing_against_notes_on_verse_lists_and_other_scripts(
    suggest, hard_site, hard_folder, tmp_path
) -> None:
    sources = hard_folder.parents[2] / "src" / "source"
    shutil.copytree(sources, tmp_path / "source")
    names = []
    for edition, page, block, words, end in (
        ("hard", "hard/", "v1", "shorter one,", ("v1", "runs on")),
        ("hard", "hard/", "l1", "Within it", ("l1", "and one more.")),
        ("hard", "hard/", "t1", "Port 2", ("t1", "204 casks")),
        ("hebrew", "hebrew/psalm/", "v1", PSALM[0].split()[1], None),
    ):
        _, name, text = read_form(suggest(hard_site + page, block, words, end))
        assert ("target: psalm#v1\n" in text) == (edition == "hebrew")
        note = tmp_path / "source" / edition / "annotations" / name
        assert not note.exists()
        note.write_text(text, encoding="utf-8")
        names.append(name)
    said = check(tmp_path)
    assert not [name for name in names if name in said]


def test_without_a_form_the_note_is_copied(page) -> None:
    page.evaluate("document.querySelector('meta[name=\"variorum:source\"]').remove()")
    select_words(page, "p1", "Washington last week")
    note = press(page, "Suggest a note")
    assert note.startswith("---\ntarget: p1\nquote: |-\n  Washington last week\n")
    expect(page.locator(".vr-said")).to_contain_text("send it to the editors")


def test_a_note_is_not_begun_on_what_was_printed(page) -> None:
    page.locator('[data-layer="printed"]').click()
    block = page.locator(".vr-block:has(.vr-as-printed)", has_text="Suelo").get_attribute("id")
    select_words(page, block, "Alejandro Suelo")
    get_tools(page).get_by_role("button", name="Suggest a note").click()
    expect(page.locator(".vr-said")).to_contain_text("leave “as printed” first")
    assert f"?view=printed#{block}:~:text=" in press(page, "Copy link to these words")


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
    assert buttons.evaluate_all("all => all.map(button => button.tabIndex)") == [-1, 0, -1, -1]
    page.keyboard.press("End")
    expect(buttons.nth(3)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(buttons.nth(0)).to_be_focused()
    for _ in range(3):
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
