"""Selecting words as a reader does, with the mouse."""

from playwright.sync_api import Page

FIND = """([id, words, end]) => {
  const text = document.querySelector(`#${id} .vr-text`) ?? document.querySelector(`#${id}`);
  const start = text.textContent.indexOf(words);
  if (start < 0) throw new Error(`no "${words}" in ${id}`);
  let rest = end ? start + words.length : start;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (end ? rest <= length : rest < length) break;
    rest -= length;
  }
  const range = document.createRange();
  range.setStart(walker.currentNode, end ? rest - 1 : rest);
  range.setEnd(walker.currentNode, end ? rest : rest + 1);
  const box = [...range.getClientRects()].at(-1);
  const ltr = getComputedStyle(text).direction === "ltr";
  return [end === ltr ? box.right - 0.5 : box.left + 0.5, (box.top + box.bottom) / 2];
}"""


def select_words(page: Page, block: str, words: str, *, to: tuple[str, str] | None = None) -> None:
    """Drag the mouse over some words of a block, or from their beginning to the end of words of another."""
    page.locator(f"#{block}").scroll_into_view_if_needed()
    last, ending = to or (block, words)
    start = page.evaluate(FIND, [block, words, False])
    end = page.evaluate(FIND, [last, ending, True])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def find_text(page: Page, block: str) -> str:
    """Return the words of a block."""
    return page.evaluate("id => document.querySelector(`#${id} .vr-text`).textContent", block)
