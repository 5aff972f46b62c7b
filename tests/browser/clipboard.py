"""What a reader's clipboard holds."""

from dataclasses import dataclass

from playwright.sync_api import Page

READ = """async () => {
  const held = { text: "", html: "" };
  for (const item of await navigator.clipboard.read({ unsanitized: ["text/html"] })) {
    for (const [name, type] of [["text", "text/plain"], ["html", "text/html"]]) {
      if (item.types.includes(type)) held[name] = await (await item.getType(type)).text();
    }
  }
  return held;
}"""


@dataclass(frozen=True, slots=True)
class Clipboard:
    """What was copied, in its two forms; a form that is not there is empty."""

    text: str
    html: str


def read_clipboard(page: Page) -> Clipboard:
    """Return what the clipboard holds; the page is brought to the front, since only the page in front may read it."""
    page.bring_to_front()
    return Clipboard(**page.evaluate(READ))


def fill_clipboard(page: Page, text: str = "something else") -> None:
    """Put other words into the clipboard, so that a test sees that something was copied."""
    page.bring_to_front()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
