"""An edition → the page that says how to cite it and its texts: the dialog's words for whoever has no scripts."""

from variorum.citable import cite_edition, cite_text
from variorum.model import Edition
from variorum.render.citing import Citing
from variorum.render.html import Html, element, text_element
from variorum.render.places import render_way_back
from variorum.wording import wording_of


def render_cite_page(edition: Edition, *, root: str) -> Html:
    """Return the page."""
    wording = wording_of(edition)
    citing = Citing(edition)
    whole = citing.render(cite_edition(edition), title=wording["cite.of-edition"], root=root)
    texts = [
        citing.render(
            cite_text(edition, text),
            title=wording["cite.of-text"] if len(edition.texts) == 1 else text.title,
            name=f"cite-{text.slug}" if text.slug else "cite-text",
        )
        for text in edition.texts
    ]
    lead = wording.say("cite.lead", work=wording.name_work(edition))
    return element(
        "div",
        {
            "class": "vr-edition vr-page vr-cite-page",
            "data-words": wording.language,
            **wording.page,
        },
        text_element("h1", {}, wording["cite.title"]),
        render_way_back(edition, root=root),
        text_element("p", {"class": "vr-lead"}, lead),
        whole,
        *texts,
    )
