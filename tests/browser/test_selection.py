"""Words selected: a link to them, a quotation, a note; by mouse, by keys, on a telephone."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from clipboard import fill_clipboard, read_clipboard
from playwright.sync_api import Page, expect
from selecting import find_text, select_words

EDITION = "holding-the-reset-hostage/"
CANONICAL = "https://example.org/some/path/"
HARD_CANONICAL = "https://example.org/variorum/"


def get_tools(page: Page):
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
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            const { top, bottom } = range.getBoundingClientRect();
            return top > 0 && bottom < innerHeight;
          }
        }""",
        [block, words],
    )


def test_selecting_words_brings_the_tools_and_losing_them_takes_them_away(page) -> None:
    expect(get_tools(page)).to_be_hidden()
    select_words(page, "p1", "eased visa rules")
    expect(get_tools(page)).to_be_in_viewport()
    expect(get_tools(page).get_by_role("button")).to_have_text(
        ["Copy link to these words", "Copy quotation", "Suggest a note"]
    )
    page.locator("#p2 .vr-text").click(position={"x": 4, "y": 8})
    expect(get_tools(page)).to_be_hidden()


def test_words_of_a_note_bring_no_tools(page) -> None:
    page.locator("#note-eased-visa-rules .vr-kind").dblclick()
    assert page.evaluate("getSelection().toString().trim()")
    select_words(page, "p1", "eased visa rules")
    expect(get_tools(page)).to_be_visible()
    page.locator("#note-eased-visa-rules .vr-kind").dblclick()
    expect(get_tools(page)).to_be_hidden()


def test_the_link_leads_to_the_words(open_page) -> None:
    page = open_page(EDITION, height=3000)
    select_words(page, "p9", find_text(page, "p9")[20:60])
    link = press(page, "Copy link to these words")
    assert link.startswith(f"{CANONICAL}{EDITION}#p9:~:text=")
    shown = show_link(open_page, link.replace("#p9", ""), CANONICAL)  # found by the words alone
    expect(shown.locator("#p9")).to_be_in_viewport()
