"""What a page is about → a description in the terms of schema.org, for search engines and whoever reads JSON-LD.

Source: schema.org 30.0; every type is in it, and every property belongs to the type that it is said of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from variorum.citable import (
    Citable,
    Item,
    cite_edition,
    cite_note,
    cite_page,
    cite_passage,
    cite_sidebar,
    cite_text,
    cite_work,
    find_edition_day,
    name_people,
)
from variorum.licence import find_licence
from variorum.model import Annotation, Block, Edition, Name, Prose, Reference, Sidebar, Text
from variorum.render.highwire import list_people, spell_day
from variorum.render.html import find_safe_url
from variorum.wording import wording_of

Node = dict[str, object]

CONTEXT = "https://schema.org"
TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry": "Article",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "graphic": "VisualArtwork",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "personal_communication": "Message",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicComposition",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
"""By those of CSL; all others are a `CreativeWork`."""
_CONTAINERS = {
    "NewsArticle": "Newspaper",
    "Article": "Periodical",
    "ScholarlyArticle": "Periodical",
}
"""What a work of a type appears in."""
PAGES = {"glossary": "DefinedTermSet", "map": "Map"}
"""Of pages by their kind; all others are a `WebPage`."""
_ANY = "CreativeWork"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: as an item for bibliographies, and in the terms of schema.org."""

    citable: Citable
    node: Node


def describe_edition(edition: Edition) -> Subject:
    """Return the edition: its editors' work, based on the one that was published."""
    return Subject(cite_edition(edition), _describe_edition(edition))


def describe_text(edition: Edition, text: Text, *, day: date | None) -> Subject:
    """Return a text as part of the edition.

    Args:
        edition: The edition.
        text: One of its texts.
        day: Of its latest change.
    """
    citable = cite_text(edition, text)
    item = citable.item
    node = {
        **_name(edition, citable, _find_type(item)),
        "headline": item["title"],
        "author": _name_all(item, "author"),
        "datePublished": spell_day(item),
        "dateModified": _spell(day),
        "inLanguage": edition.language,
        "copyrightNotice": edition.rights,
        "isBasedOn": find_safe_url(edition.url),
        "isPartOf": _describe_edition(edition),
    }
    return Subject(citable, node)


def describe_passage(edition: Edition, text: Text, block: Block, whole: Citable) -> Subject:
    """Return a block of a text: words quoted, of the body its author's; what stands around it others may have written.

    Args:
        edition: The edition.
        text: Of the edition.
        block: Of the text.
        whole: The text, as `cite_text` has it.
    """
    citable = cite_passage(edition, text, block, whole)
    node = {
        **_name(edition, citable, "Quotation"),
        "name": wording_of(edition).name_block(block.id),
        "text": block.text,
        "author": _name_all(citable.item, "author") if block.part == "body" else [],
        "inLanguage": edition.language,
        "isPartOf": _name_text(edition, whole),
    }
    return Subject(citable, node)


def describe_note(edition: Edition, note: Annotation, whole: Citable) -> Subject:
    """Return a note: a comment on words of a text, which `cite_text` has described."""
    citable = cite_note(edition, note)
    node = {
        **_name(edition, citable, "Comment"),
        "text": note.body.text,
        **_describe_part(edition, citable),
        "contributor": _name_reviewers(edition, note),
        "creativeWorkStatus": note.status,
        "about": {
            "@type": "Quotation",
            "text": note.quote,
            "isPartOf": _name_text(edition, whole),
        },
        "citation": list_citations(edition, note.body),
    }
    return Subject(citable, node)


def describe_sidebar(edition: Edition, sidebar: Sidebar) -> Subject:
    """Return a context essay."""
    citable = cite_sidebar(edition, sidebar)
    node = {
        **_name(edition, citable, "Article"),
        "headline": sidebar.title,
        **_describe_part(edition, citable),
        "wordCount": sidebar.words,
        "citation": list_citations(edition, sidebar.body),
    }
    return Subject(citable, node)


def describe_page(edition: Edition, *, kind: str, title: str, path: str) -> Subject:
    """Return a page about the edition, which is its editors' work.

    Args:
        edition: The edition.
        kind: `apparatus`, `sources` …
        title: Of the page, without the edition's.
        path: Of the page, relative to the edition's own.
    """
    citable = cite_page(edition, title, path)
    node = {
        **_name(edition, citable, PAGES.get(kind, "WebPage")),
        **_describe_part(edition, citable),
    }
    return Subject(citable, node)


def keep_said(node: Mapping[str, object]) -> Node:
    """Return a description without what nobody has said, at any depth."""
    kept: Node = {}
    for name, value in node.items():
        if isinstance(value, dict):
            value = keep_said(value)
        elif isinstance(value, list):
            value = [keep_said(item) if isinstance(item, dict) else item for item in value]
            value = value[0] if len(value) == 1 else value
        if value:
            kept[name] = value
    return kept if kept.keys() - {"@type"} else {}


def _describe_edition(edition: Edition) -> Node:
    work = cite_work(edition).item
    return {
        **_name_edition(edition),
        "editor": _name_signers(edition, cite_edition(edition).item, "editor"),
        "publisher": _name_organisation(edition.site.name),
        "dateModified": _spell(find_edition_day(edition)),
        "inLanguage": edition.language,
        "license": find_licence(edition.licence) or edition.licence,
        "isPartOf": _describe_site(edition),
        "isBasedOn": {
            "@type": _find_type(work),
            "name": work["title"],
            "url": find_safe_url(edition.url),
            "author": _name_all(work, "author"),
            "datePublished": spell_day(work),
            "publisher": _name_organisation(edition.publisher),
            "isPartOf": _describe_container(work),
        },
    }


def _name(edition: Edition, citable: Citable, type_: str) -> Node:
    address = f"{edition.address}{citable.path}" if edition.address else ""
    return {"@type": type_, "@id": address, "url": address, "name": citable.item["title"]}


def _name_edition(edition: Edition) -> Node:
    # its own page may be that of a text, which is another thing
    identity = f"{edition.address}#edition" if edition.address else ""
    return {**_name(edition, cite_edition(edition), _ANY), "@id": identity}


def _name_text(edition: Edition, whole: Citable) -> Node:
    return _name(edition, whole, _find_type(whole.item))


def _describe_part(edition: Edition, citable: Citable) -> Node:
    """Return what is said of everything that the editors, or others with them, wrote."""
    return {
        "author": _name_signers(edition, citable.item, "author"),
        "datePublished": spell_day(citable.item),
        "inLanguage": edition.language,
        "license": find_licence(edition.licence) or edition.licence,
        "isPartOf": _name_edition(edition),
    }


def _describe_site(edition: Edition) -> Node:
    return {"@type": "WebSite", "name": edition.site.name, "url": edition.site.address}


def _describe_container(item: Item) -> Node:
    type_ = _CONTAINERS.get(_find_type(item), _ANY)
    return {"@type": type_, "name": item.get("container-title", "")}


def _find_type(item: Item) -> str:
    return TYPES.get(str(item.get("type")), _ANY)


def _name_all(item: Item, role: str) -> list[Node]:
    return [_name_person(name) for name in list_people(item, role)]


def _name_person(name: Mapping[str, str]) -> Node:
    """Return a name; one that is a whole may be a person's or a body's, and nobody has said which."""
    if "literal" in name:
        return {"name": name["literal"]}
    family, given = name.get("family", ""), name.get("given", "")
    whole = str(Name(family, given))
    return {"@type": "Person", "name": whole, "givenName": given, "familyName": family}


def _name_signers(edition: Edition, item: Item, role: str) -> list[Node]:
    """Return names of those who sign, with what is known of each; an author of the work is another who bears the name."""
    return [_identify(edition, _name_person(name)) for name in list_people(item, role)]


def _name_reviewers(edition: Edition, note: Annotation) -> list[Node]:
    """Return who reviewed a note and did not write it: nothing but a page has a reviewer, others have contributors."""
    names = note.reviewed.by if note.reviewed else ()
    others = tuple(name for name in names if name not in note.by)
    return [_identify(edition, _name_person(name)) for name in name_people(edition, others)]


def _identify(edition: Edition, node: Node) -> Node:
    known = edition.contributors_by_name.get(str(node["name"]))
    return {**node, "@id": known.orcid, "url": find_safe_url(known.url)} if known else node


def _name_organisation(name: str) -> Node:
    return {"@type": "Organization", "name": name}


def list_citations(edition: Edition, prose: Prose) -> list[Node]:
    """List what a piece of prose cites, each once, in its order."""
    cited = (citation.key for cluster in prose.clusters for citation in cluster.citations)
    known = edition.references_by_id
    return [_describe_reference(known[key]) for key in dict.fromkeys(cited) if key in known]


def _describe_reference(reference: Reference) -> Node:
    title, address = reference.csl.get("title"), reference.csl.get("URL")
    return {
        "@type": _find_type(reference.csl),
        "name": title if isinstance(title, str) else reference.entry_text,
        "url": find_safe_url(address) if isinstance(address, str) else "",
    }


def _spell(day: date | None) -> str:
    return day.isoformat() if day else ""
