"""An emendation → what was printed and what is read instead, as apparatus and reading page show them."""

from variorum.model import Emendation
from variorum.render.html import Html, element, escape, join, text_element
from variorum.wording import Wording


def show_printed(words: str, wording: Wording) -> Html:
    """Return printed words with their breaks and bare spaces made visible, as an apparatus shows them."""
    if not words:
        return text_element(
            "i", {"class": "vr-nothing", **wording.inline}, wording["apparatus.nothing"]
        )
    signs = {"\n\n": ("¶", "paragraph-break"), "\n": ("|", "line-break")}
    pieces: list[Html] = []
    for paragraph_number, paragraph in enumerate(words.split("\n\n")):
        for line_number, line in enumerate(paragraph.split("\n")):
            if paragraph_number or line_number:
                sign, name = signs["\n" if line_number else "\n\n"]
                pieces.append(_sign(f" {sign} ", name, wording))
            is_space = line.isspace()
            pieces.append(_sign("␣" * len(line), "space", wording) if is_space else escape(line))
    return join(pieces)


def render_readings(emendation: Emendation, wording: Wording) -> Html:
    """Return the two readings of an emendation as a list of terms."""
    printed = show_printed(emendation.source, wording)
    if emendation.kind == "link":
        same = text_element("span", {}, wording["apparatus.same-without-link"])
        read = element("span", {"class": "vr-read"}, same)
    else:
        words = show_printed(emendation.reading, wording)
        read = element("span", {"class": "vr-read", **wording.quoted}, words)
    source = element("span", {"class": "vr-printed", **wording.quoted}, printed)
    rows = ((wording["apparatus.printed"], source), (wording["apparatus.read"], read))
    readings = [
        element("div", {}, text_element("dt", {}, name), element("dd", {}, words))
        for name, words in rows
    ]
    return element("dl", {"class": "vr-readings", **wording.amid}, *readings)


def _sign(sign: str, key: str, wording: Wording) -> Html:
    name = wording[f"apparatus.{key}"]
    attributes = {"class": "vr-break", "role": "img", "aria-label": name, **wording.inline}
    return text_element("span", attributes, sign)
