"""The references of an edition, as files for reference managers; and the edition itself as one, to be cited."""

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.csl_json import write_csl_json
from variorum.bibliography.ris import write_ris
from variorum.citable import Item, cite_edition
from variorum.model import Edition, Reference


def make_references_json(edition: Edition) -> bytes:
    """Return the references in CSL-JSON, under `custom` how far each was checked: what an edition can be begun with."""
    items = ({"id": item.id, **item.csl, **_describe_check(item)} for item in edition.references)
    return write_csl_json(items).encode()


def make_references_bib(edition: Edition) -> bytes:
    """Return the references in BibTeX, each with its tier among the keywords and what was read of it as a note."""
    return write_bibtex(map(_annotate, edition.references)).encode()


def make_references_ris(edition: Edition) -> bytes:
    """Return the references in RIS, with the same."""
    return write_ris(map(_annotate, edition.references)).encode()


def make_citation_json(edition: Edition) -> bytes:
    """Return the edition, one item, in CSL-JSON."""
    return write_csl_json([cite_edition(edition).item]).encode()


def make_citation_bib(edition: Edition) -> bytes:
    """Return the edition, one entry, in BibTeX."""
    return write_bibtex([cite_edition(edition).item]).encode()


def make_citation_ris(edition: Edition) -> bytes:
    """Return the edition, one record, in RIS."""
    return write_ris([cite_edition(edition).item]).encode()


def _describe_check(reference: Reference) -> Item:
    """Return what a reference's `custom` holds, as the edition's own file has it; nothing where nobody has said anything."""
    quotes = [
        {"text": quote.text, **({"locator": quote.locator} if quote.locator else {})}
        for quote in reference.quotes
    ]
    custom = {
        "tier": reference.tier,
        "verified": reference.verified,
        "evidence": reference.evidence,
        "quotes": quotes,
    }
    said = {name: value for name, value in custom.items() if value}
    return {"custom": said} if said else {}


def _annotate(reference: Reference) -> Item:
    """Return an item that says its tier and what was read where other programs keep such things."""
    csl = reference.csl
    keywords = [str(csl.get("keyword", "")), reference.tier]
    notes = [str(csl.get("annote", "")), reference.evidence]
    added = {"keyword": ", ".join(filter(None, keywords)), "annote": " ".join(filter(None, notes))}
    return {"id": reference.id, **csl, **{name: words for name, words in added.items() if words}}
