"""The whole edition as data: `edition.json`, as `schemas/edition.schema.json` describes it.

Fields are called as in the edition's files where these have them. What nobody has said is left out: there is no null.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from variorum.addresses import locate, locate_block, locate_text
from variorum.export.commentary_json import (
    describe_emendations,
    describe_note,
    describe_person,
    describe_reference,
    describe_row,
    describe_sidebar,
    describe_term,
)
from variorum.export.json_fields import Fields, describe_day, drop_unsaid
from variorum.export.map_json import describe_map
from variorum.export.pieces import collect, encode
from variorum.model import Block, Change, Contributor, Edition, Name, RegisteredId, Site, Span, Text
from variorum.render.assets import SCHEMA

_EXPANDED = frozenset({"texts", "map"})
"""What has a line for each of its fields, as the edition itself; all else has a line for each item of a list."""


def make_edition_json(edition: Edition) -> bytes:
    """Return `edition.json`.

    Addresses are absolute where the site's is known, else relative to the edition's own page, beside which the file is.
    """
    return collect(chain(_write_object(_describe(edition)), ["\n"]))


def _describe(edition: Edition) -> Fields:
    """Return the edition's fields; what is long is described when it is written, one item after the other."""
    fields: dict[str, object] = {
        "$schema": f"{edition.site.address or '../'}{SCHEMA}",
        "format": 1,
        "slug": edition.slug,
        "path": edition.path or None,
        "address": edition.address or "./",
        "site": _describe_site(edition.site),
        "type": edition.type,
        "title": edition.title,
        "author": [_describe_name(name) for name in edition.authors],
        "container-title": edition.container_title or None,
        "issued": edition.issued,
        "language": edition.language,
        "URL": edition.url or None,
        "publisher": edition.publisher or None,
        "rights": edition.rights or None,
        "licence": edition.licence or None,
        "editors": edition.editors,
        "contributors": [_describe_contributor(item) for item in edition.contributors] or None,
        "style": edition.style,
        "description": edition.description or None,
        "as-of": describe_day(edition.as_of),
        "date": describe_day(edition.date),
        "texts": (_describe_text(edition, text) for text in edition.texts),
        "emendations": describe_emendations(edition),
        "annotations": (describe_note(edition, note) for note in edition.annotations),
        "sidebars": [describe_sidebar(edition, sidebar) for sidebar in edition.sidebars],
        "references": [describe_reference(edition, item) for item in edition.references],
        "timeline": [describe_row(edition, row) for row in edition.timeline],
        "glossary": [describe_term(edition, term) for term in edition.glossary],
        "people": [describe_person(edition, person) for person in edition.people],
        "map": edition.map and describe_map(edition, edition.map),
        "registry": (_describe_id(edition, item) for item in edition.registry),
    }
    return drop_unsaid(fields)


def _describe_site(site: Site) -> Fields | None:
    return drop_unsaid({"name": site.name or None, "address": site.address or None}) or None


def _describe_name(name: Name) -> Fields:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: words for part, words in parts.items() if words}


def _describe_contributor(item: Contributor) -> Fields:
    more = {"orcid": item.orcid or None, "url": item.url or None}
    return _describe_name(item.name) | drop_unsaid(more)


def _describe_text(edition: Edition, text: Text) -> Fields:
    return {
        "slug": text.slug,
        "title": text.title,
        "path": text.path,
        "sha256": text.sha256,
        "address": f"{edition.address}{locate_text(text)}" or "./",
        "regularise": text.rules,
        "printed": text.printed,
        "reading": text.reading,
        "blocks": [_describe_block(edition, text, block) for block in text.blocks],
        "changes": [_describe_change(change) for change in text.changes],
    }


def _describe_block(edition: Edition, text: Text, block: Block) -> Fields:
    ranges = [
        drop_unsaid({"start": r.start, "end": r.end, "kind": r.kind, "target": r.target or None})
        for r in block.ranges
    ]
    fields = {
        "id": block.id,
        "kind": block.kind,
        "part": block.part,
        "level": block.level or None,
        "label": block.label or None,
        "line": block.line,
        "start": block.start,
        "text": block.text,
        "ranges": ranges,
        "retired": block.retired,
        "address": f"{edition.address}{locate_block(text.slug, block.id)}",
    }
    return drop_unsaid(fields)


def _describe_change(change: Change) -> Fields:
    fields = {
        "printed": _describe_span(change.printed),
        "reading": _describe_span(change.reading),
        "emendation": change.emendation or None,
        "rule": change.rule or None,
    }
    return drop_unsaid(fields)


def _describe_span(span: Span) -> Fields:
    return {"start": span.start, "end": span.end}


def _describe_id(edition: Edition, item: RegisteredId) -> Fields:
    fields = {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "published": describe_day(item.published),
        "reason": item.reason or None,
        "retired": describe_day(item.retired),
        "successor": item.successor,
        "leads-to": item.leads_to,
        "words": item.words,
        "address": f"{edition.address}{locate(item)}",
    }
    return drop_unsaid(fields)


def _write_object(fields: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """Yield the pieces of an object with a line for each field; the encoder that is fast knows no such layout."""
    inner = f"{indent} "
    before = "{\n"
    for name, value in fields.items():
        yield f"{before}{inner}{encode(name)}: "
        yield from _write_value(name, value, inner)
        before = ",\n"
    yield f"\n{indent}}}"


def _write_value(name: str, value: object, indent: str) -> Iterator[str]:
    """Yield the pieces of the value of a field that has its own line."""
    is_expanded = name in _EXPANDED
    if isinstance(value, dict) and is_expanded:
        yield from _write_object(value, indent)
        return
    if not isinstance(value, Iterator) and not (
        isinstance(value, list) and value and isinstance(value[0], dict)
    ):
        yield encode(value)
        return
    inner = f"{indent} "
    before = "[\n"
    for item in value:
        yield f"{before}{inner}"
        yield from _write_object(item, inner) if is_expanded else (encode(item),)
        before = ",\n"
    yield "[]" if before == "[\n" else f"\n{indent}]"
