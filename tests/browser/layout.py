"""What can be wrong with how a page is laid out, measured in the page: boxes that overlap, words that are cut off."""

import time

from playwright.sync_api import Page

BOXES = (
    ".vr-text, .vr-annotation, .vr-emendation, .vr-card, .vr-notes, .vr-contents, .vr-legend, .vr-controls,"
    " .vr-imprint, .vr-text table, pre, figure, .vr-number, main h1, main h2"
)
"""What must each have a place of its own."""

MEASURE = """() => {
  /** The part of a box that can be seen: what an ancestor scrolls or clips away is not there. */
  const visible = (element, box) => {
    let { left, top, right, bottom } = box;
    for (let around = element; around && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.position === "fixed") return null;
      if (style.opacity === "0") return null;
      if (around !== element || style.overflow === "auto" || style.overflow === "scroll") {
        const edge = around.getBoundingClientRect();
        if (style.overflowX !== "visible") {
          left = Math.max(left, edge.left);
          right = Math.min(right, edge.right);
        }
        if (style.overflowY !== "visible") {
          top = Math.max(top, edge.top);
          bottom = Math.min(bottom, edge.bottom);
        }
      }
      if (style.position === "absolute" && style.clipPath === "inset(50%)") return null;
    }
    return right - left > 2 && bottom - top > 2 ? { left, top, right, bottom } : null;
  };
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  return { visible, isSeen };
}"""

FIND_OVERLAPS = f"""(selector) => {{
  const {{ visible, isSeen }} = ({MEASURE})();
  /** Where the words of a text are, line by line, without the room that the column leaves beside them. */
  const lines = (text) => {{
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    while (nodes.nextNode()) {{
      range.selectNodeContents(nodes.currentNode);
      found.push(...range.getClientRects());
    }}
    return found;
  }};
  const boxes = [];
  for (const element of document.querySelectorAll(selector)) {{
    if (!isSeen(element)) continue;
    const parts = element.matches(".vr-text") ? lines(element) : [element.getBoundingClientRect()];
    for (const part of parts) {{
      const seen = visible(element, part);
      if (seen) boxes.push({{ element, ...seen }});
    }}
  }}
  const name = (element) => {{
    const within = element.id ? element : element.closest("[id]");
    const kind = element.classList[0] ?? element.localName;
    return `${{kind}}${{within ? ` in #${{within.id}}` : ""}}`;
  }};
  boxes.sort((one, other) => one.top - other.top);
  const pairs = new Map();
  boxes.forEach((one, index) => {{
    for (const other of boxes.slice(index + 1)) {{
      if (other.top >= one.bottom - 1) break;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - other.top;
      if (wide <= 1 || high <= 1) continue;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const pair = [name(one.element), name(other.element)].sort();
      pairs.set(pair.join(), pair);
    }}
  }});
  return [...pairs.values()];
}}"""

FIND_CUT = """() => {
  const width = document.documentElement.clientWidth;
  const cut = [];
  /** It can be scrolled, or is a drawer that waits beyond the window as a whole. */
  const isExcused = (element) => {
    const { overflowX, position } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return ["auto", "scroll"].includes(overflowX) || (position === "fixed" && (box.right <= 0 || box.left >= width));
  };
  const words = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(words.currentNode);
    const beyond = [...range.getClientRects()].some((box) => box.width > 2 && (box.right > width + 1 || box.left < -1));
    if (!beyond) continue;
    let around = element;
    while (around && !isExcused(around)) around = around.parentElement;
    if (!around) cut.push(words.currentNode.data.trim().slice(0, 60));
  }
  return cut;
}"""

PATIENCE = 30
"""Seconds."""
SETTLE = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}"""


def settle(page: Page) -> None:
    """Wait until the fonts are there and the page has been laid out with them."""
    page.evaluate(SETTLE)


def wait_until(page: Page, expression: str, argument: object = None) -> None:
    """Wait until a page says that something is so; asked from outside, since its policy lets nothing in it evaluate words."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression, argument):
        assert time.monotonic() < deadline, f"not so after {PATIENCE} seconds: {expression}"
        page.wait_for_timeout(20)


def find_overlaps(page: Page, boxes: str = BOXES) -> list[tuple[str, str]]:
    """Return the pairs of visible boxes of which none holds the other and which cover one another by more than a pixel.

    What is fixed to the window (a sheet, a bar) lies above the page by design and isn't looked at.

    Args:
        page: As it stands; nothing is scrolled or opened.
        boxes: A selector of what to compare.
    """
    return [(one, other) for one, other in page.evaluate(FIND_OVERLAPS, boxes)]


def find_cut_words(page: Page) -> list[str]:
    """Return words of the page's main part that lie beyond the window's sides, where no scrolling box leads to them."""
    return list(page.evaluate(FIND_CUT))


def measure_overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def add_style(page: Page, style: str) -> None:
    """Give a page more style, as its own scripts may: its policy lets no element do so."""
    page.evaluate(
        """(style) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(style);
          document.adoptedStyleSheets.push(sheet);
        }""",
        style,
    )
