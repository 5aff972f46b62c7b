"""The heads of passages and notes: there are thousands of them, and those of one sort differ in a few words."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import NamedTuple

from variorum.citable import Citable
from variorum.model import Annotation, Block, Edition, Text
from variorum.render.html import Html, escape, write_data
from variorum.render.metadata import render_head
from variorum.render.schema_org import (
    Subject,
    describe_note,
    describe_passage,
    keep_said,
    list_citations,
)
from variorum.render.stencil import Stencil
from variorum.wording import wording_of

_ID, _NAME, _TITLE, _TEXT, _QUOTE, _PAGE, _SAID = (f"\ue000{number}\ue001" for number in range(7))
"""The marks: of private use, and no word that anybody writes."""
_PLACE = f"/{_ID}/"
"""The id in an address; elsewhere a block's is spelled out."""
_MARKS = (_PLACE, _ID, _NAME, _TITLE, _TEXT, _QUOTE, _PAGE, _SAID)
_DATA = '<script type="application/ld+json">'
_END = "}</script>"


class _Head(NamedTuple):
    """The stencils of a sort."""

    metas: Stencil
    data: Stencil
    """Without its last brace."""


class Heads:
    """Renders the heads of an edition's passages and notes."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._wording = wording_of(edition)
        self._heads: dict[Hashable, _Head] = {}

    def render_passage(
        self, text: Text, block: Block, whole: Citable, *, title: str, description: str
    ) -> Html:
        """Return the head of a block's page; arguments as for `describe_passage` and `render_head`."""
        if not (block.text and description):  # what says nothing is left out
            subject = describe_passage(self._edition, text, block, whole)
            return render_head(self._edition, subject, title=title, description=description)
        sort = (text.slug, block.part)
        if sort not in self._heads:
            marked = replace(block, id=_ID, text=_TEXT)
            self._heads[sort] = self._cut(describe_passage(self._edition, text, marked, whole))
        words = {
            _PLACE: f"/{block.id}/",
            _ID: self._wording.name_block(block.id),
            _TEXT: block.text,
            _PAGE: title,
            _SAID: description,
        }
        return _fill(self._heads[sort], words, {})

    def render_note(
        self, note: Annotation, whole: Citable, *, title: str, description: str
    ) -> Html:
        """Return the head of a note's page; arguments as for `describe_note` and `render_head`."""
        if not (note.title and note.quote and note.body.text and description):
            subject = describe_note(self._edition, note, whole)
            return render_head(self._edition, subject, title=title, description=description)
        sort = (note.text, note.by, note.date, note.status, note.reviewed)
        if sort not in self._heads:
            body = replace(note.body, text=_TEXT, clusters=())
            marked = replace(note, stem=_ID, block=_NAME, title=_TITLE, quote=_QUOTE, body=body)
            self._heads[sort] = self._cut(describe_note(self._edition, marked, whole))
        words = {
            _PLACE: f"/{note.stem}/",
            _NAME: self._wording.name_within(note.block),
            _TITLE: note.title,
            _TEXT: note.body.text,
            _QUOTE: note.quote,
            _PAGE: title,
            _SAID: description,
        }
        citations = list_citations(self._edition, note.body)
        return _fill(self._heads[sort], words, keep_said({"citation": citations}))

    def _cut(self, subject: Subject) -> _Head:
        html = render_head(self._edition, subject, title=_PAGE, description=_SAID)
        metas, begin, data = html.partition(_DATA)
        return _Head(Stencil(f"{metas}{begin}", _MARKS), Stencil(data.removesuffix(_END), _MARKS))


def _fill(head: _Head, words: Mapping[str, str], more: Mapping[str, object]) -> Html:
    """Return a head with words in the place of its marks, and more fields at the end of its data."""
    metas = head.metas.fill({mark: escape(said) for mark, said in words.items()})
    data = head.data.fill({mark: write_data(said)[1:-1] for mark, said in words.items()})
    fields = f",{write_data(more)[1:-1]}" if more else ""
    return Html(f"{metas}{data}{fields}{_END}")
