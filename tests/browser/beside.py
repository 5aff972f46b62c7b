"""Where notes stand, measured in the page: level with their words, or below what takes their place."""

from layout import find_overlaps
from playwright.sync_api import Page

BESIDE = ".vr-annotation, .vr-emendation, .vr-card"
COVERABLE = f"{BESIDE}, .vr-text, .vr-text table, pre, .vr-terms, .vr-legend"
WIDE = f"{BESIDE}, .vr-text table, pre"
"""What may reach into the margin; the rest of the text is asked about less often."""

PLACED = ".vr-annotation[style*=vr-top]"
"""A note that scripts have put in its place."""

FIND_STRAYS = f"""() => {{
  const middle = (box) => (box.top + box.bottom) / 2;
  const text = document.querySelector(".vr-body .vr-paragraph .vr-text");
  const half = parseFloat(getComputedStyle(text).lineHeight) / 2;
  const boxesOf = (selector) => [...document.querySelectorAll(selector)].flatMap((one) => [...one.getClientRects()]);
  const words = (note) => {{
    if (note.matches(".vr-card")) {{
      let block = note.previousElementSibling;
      while (!block.matches(".vr-block")) block = block.previousElementSibling;
      // an essay gives way to the notes: it stands beside the end of its paragraph
      const {{ bottom }} = block.getBoundingClientRect();
      return [{{ top: bottom - 2 * half, bottom }}];
    }}
    const name = note.id.replace(/^(note|correction)-/, "");
    const emended = `.vr-emended[data-emendation="${{name}}"], .vr-correction[href="#${{note.id}}"]`;
    return boxesOf(note.matches(".vr-emendation") ? emended : `.vr-lemma[data-annotations~="${{name}}"]`);
  }};
  const notes = [...document.querySelectorAll("{BESIDE}")].filter(
    (note) => note.checkVisibility() && getComputedStyle(note).position === "absolute",
  );
  const boxes = new Map(notes.map((note) => [note, note.getBoundingClientRect()]));
  return notes.map((note) => {{
    const range = document.createRange();
    range.selectNodeContents(note.querySelector(".vr-kind"));
    const line = middle(range.getClientRects()[0]);
    const {{ top }} = boxes.get(note);
    const off = Math.min(...words(note).map((box) => Math.abs(line - middle(box))));
    const taken = notes.some((other) => {{
      const room = top - boxes.get(other).bottom;
      return other !== note && room > -1 && room < half;
    }});
    return {{ name: note.id, off: Math.round(off), free: !taken, level: off <= half }};
  }});
}}"""


def find_strays(page: Page) -> list[str]:
    """Return the notes in the margin that are not within half a line of their words though no other is in the way."""
    notes = page.evaluate(FIND_STRAYS)
    assert any(note["level"] for note in notes), "no note stands in the margin"
    return [
        f"{note['name']} is {note['off']} px from its words"
        for note in notes
        if note["free"] and not note["level"]
    ]


def find_misplaced(page: Page, boxes: str = COVERABLE) -> list[str]:
    """Return what is wrong with where the notes stand: strays, and what covers something else.

    Args:
        page: As it stands.
        boxes: A selector of what may not cover one another.
    """
    covered = [f"{one} covers {other}" for one, other in find_overlaps(page, boxes)]
    return [*find_strays(page), *covered]
