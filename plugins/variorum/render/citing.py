"""Something citable → how to cite it, as its own page has it and the dialog shows it."""

import re
from collections.abc import Callable, Iterable, Sequence

from variorum.bibliography import write_bibtex, write_csl_json, write_ris
from variorum.citable import Citable, Item, Kind
from variorum.cite import find_sort, fit, list_forms
from variorum.model import Edition, Form
from variorum.model.citing import ADDRESS, TITLE
from variorum.render.html import EMPTY, Html, element, escape, join, open_tag, text_element
from variorum.render.stencil import Stencil
from variorum.wording import Wording, wording_of

FORMATS: tuple[tuple[str, str, str, Callable[[Iterable[Item]], str]], ...] = (
    ("BibTeX", "bib", "application/x-bibtex", write_bibtex),
    ("RIS", "ris", "application/x-research-info-systems", write_ris),
    ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", write_csl_json),
)
"""For reference managers: name, ending, media type, writer."""
_NOTES = frozenset({"Chicago"})
"""Styles that cite in notes, not in brackets in the text."""
_NOT_OF_ADDRESSES = str.maketrans(
    {sign: f"%{ord(sign):02X}" for sign in (*map(chr, range(0x21)), *'"#%<>[\\]^`{|}', "\x7f")}
)
"""ASCII that an address cannot hold as it is; what is beyond ASCII it can (WHATWG URL, section 1.2, "URL code points")."""

_NAME, _PLACE = "zqname", "zqplace"
_TITLE = TITLE.translate(_NOT_OF_ADDRESSES)
_MARKS = (_TITLE, ADDRESS, _NAME, _PLACE)
_SIMPLE = re.compile(r"(?:[^\W_]|[ ,’;])+")
"""Words that no format for reference managers writes otherwise than as they are."""


class Citing:
    """Renders the sections that say how to cite something; those of one sort differ in the words put into their marks."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._wording = wording_of(edition)
        self._sorts: dict[str, Html] = {}
        self._files: dict[str, Stencil] = {}

    def render(
        self, citable: Citable, *, title: str = "", root: str = "", name: str = "cite"
    ) -> Html:
        """Return the section of something.

        Args:
            citable: Of the edition.
            title: Its heading; by default *How to cite*.
            root: The way to the edition's own page, beside which the edition's citation files are.
            name: The section's id.
        """
        files = self._render_files(citable, root)
        return Html(f"{self._render_forms(citable, title, name)}{files}</section>")

    def _render_forms(self, citable: Citable, title: str, name: str) -> Html:
        """Return the section without its end."""
        forms = self._edition.forms
        sort = find_sort(forms, citable)
        address = str(citable.item.get("URL", ""))
        if sort not in forms.marked:
            shown = list_forms(forms, citable)
            return _begin_section(self._edition, shown, address, title=title, name=name)
        assert sort is not None
        key = f"{sort} {name} {title}"
        if key not in self._sorts:
            self._sorts[key] = _begin_section(
                self._edition,
                forms.list_sort(sort),
                ADDRESS if address else "",
                title=title,
                name=name,
            )
        return Html(fit(forms, citable).put_into_html(self._sorts[key]))

    def _render_files(self, citable: Citable, root: str) -> Html:
        """Return the links to the files; of what differs in title, address and place alone they are written once, too."""
        item = citable.item
        place = str(item.get("note", ""))
        sort = find_sort(self._edition.forms, citable)
        if sort not in self._edition.forms.marked or not (place == "" or _SIMPLE.fullmatch(place)):
            return _render_files(citable.kind, item, self._wording, root=root)
        key = f"{sort} {bool(place)} {root}"
        if key not in self._files:
            marked = {**item, "id": _NAME, "title": TITLE, "URL": ADDRESS, "note": _PLACE}
            known = {field: words for field, words in marked.items() if field in item}
            files = _render_files(citable.kind, known, self._wording, root=root)
            self._files[key] = Stencil(files, _MARKS)
        words = {
            _TITLE: str(item["title"]).translate(_NOT_OF_ADDRESSES),
            ADDRESS: escape(str(item.get("URL", ""))),
            _NAME: str(item["id"]),
            _PLACE: place.translate(_NOT_OF_ADDRESSES),
        }
        return self._files[key].fill(words)


def _begin_section(
    edition: Edition, forms: Sequence[Form], address: str, *, title: str, name: str
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
    attributes = {"class": "vr-citing", "id": name, "aria-labelledby": heading, **wording.amid}
    return join(
        [
            open_tag("section", attributes),
            text_element("h2", {"id": heading}, title or wording["cite.title"]),
            link,
            *(_render_form(form, edition, wording) for form in forms),
        ]
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
        # Chicago lists nothing that nobody can get at: no publisher, no address
        if words.html
        else text_element("p", {"class": "vr-unlisted"}, wording["cite.unlisted"])
        for kind, key, words in (("entry", "cite.entry", form.entry), ("call", call, form.call))
    ]
    attributes = {"class": "vr-citation-style", "data-style": form.style}
    return element("div", attributes, text_element("h3", {}, form.style), *rows)


def _render_files(kind: Kind, item: Item, wording: Wording, *, root: str) -> Html:
    """Return the links to the files for reference managers.

    The edition has them among its files. Those of thousands of passages are in their links: as files of their own they
    would take a site longer to write than all else.
    """
    links = []
    for name, ending, media_type, write in FORMATS:
        href = f"{root}citation.{ending}"
        if kind != "edition":
            content = write([item]).translate(_NOT_OF_ADDRESSES)
            href = f"data:{media_type};charset=utf-8,{content}"
        download = f"{item['id']}.{ending}"
        links.append(f'<a href="{escape(href)}" download="{escape(download)}">{name}</a>')
    listed = Html(wording["list-between"].join(links))
    return element(
        "p", {"class": "vr-citation-files"}, escape(wording["cite.files"]), Html(" "), listed
    )
