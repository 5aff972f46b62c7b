"""Something citable → how to cite it, as its own page has it and the dialog shows it."""

from collections.abc import Sequence

from variorum.citable import Citable
from variorum.cite import find_sort, fit, list_forms
from variorum.model import Edition, Form
from variorum.model.citing import ADDRESS, NAME
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.wording import Wording, wording_of

FILES = (("BibTeX", "citation.bib"), ("RIS", "citation.ris"), ("CSL-JSON", "citation.json"))
"""What a page's folder has for reference managers."""
_NOTES = frozenset({"Chicago"})
"""Styles that cite in notes, not in brackets in the text."""


class Citing:
    """Renders the sections that say how to cite something; those of one sort differ in the words put into their marks."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._sorts: dict[str, Html] = {}

    def render(
        self, citable: Citable, *, title: str = "", files: str = "", name: str = "cite"
    ) -> Html:
        """Return the section of something.

        Args:
            citable: Of the edition.
            title: Its heading; by default *How to cite*.
            files: The way to the folder of its citation files.
            name: The section's id.
        """
        forms = self._edition.forms
        sort = find_sort(forms, citable)
        if sort not in forms.marked:
            shown = list_forms(forms, citable)
            address, own = str(citable.item.get("URL", "")), str(citable.item["id"])
            return _render_section(
                self._edition, shown, address, own, title=title, files=files, name=name
            )
        assert sort is not None
        key = f"{sort} {files} {name} {title}"
        if key not in self._sorts:
            address = ADDRESS if "URL" in citable.item else ""
            self._sorts[key] = _render_section(
                self._edition,
                forms.list_sort(sort),
                address,
                NAME,
                title=title,
                files=files,
                name=name,
            )
        return Html(fit(forms, citable).put_into_html(self._sorts[key]))


def _render_section(
    edition: Edition,
    forms: Sequence[Form],
    address: str,
    own: str,
    *,
    title: str,
    files: str,
    name: str,
) -> Html:
    wording = wording_of(edition)
    heading = f"{name}-title"
    link = EMPTY
    if address:
        words = text_element("span", {"class": "vr-kind"}, wording["cite.permalink"])
        anchor = text_element("a", {"class": "vr-address", "href": address}, address)
        link = element(
            "p", {"class": "vr-citation", "data-form": "address"}, words, Html(" "), anchor
        )
    downloads = [
        text_element(
            "a",
            {"href": f"{files}{file}", "download": f"{own}.{file.rpartition('.')[2]}"},
            format_,
        )
        for format_, file in FILES
    ]
    return element(
        "section",
        {"class": "vr-citing", "id": name, "aria-labelledby": heading, **wording.amid},
        text_element("h2", {"id": heading}, title or wording["cite.title"]),
        link,
        *(_render_form(form, edition, wording) for form in forms),
        element(
            "p",
            {"class": "vr-citation-files"},
            escape(wording["cite.files"]),
            Html(" "),
            join(downloads, escape(wording["list-between"])),
        ),
    )


def _render_form(form: Form, edition: Edition, wording: Wording) -> Html:
    call = "cite.note" if form.style in _NOTES else "cite.in-text"
    rows = [
        element(
            "p",
            {"class": "vr-citation", "data-form": kind},
            text_element("span", {"class": "vr-kind"}, wording[key]),
            Html(" "),
            element("span", {"class": "vr-cited-as", "lang": edition.language}, Html(words.html)),
        )
        for kind, key, words in (("entry", "cite.entry", form.entry), ("call", call, form.call))
    ]
    attributes = {"class": "vr-citation-style", "data-style": form.style}
    return element("div", attributes, text_element("h3", {}, form.style), *rows)
