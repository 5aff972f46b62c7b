"""What the objects of `edition.json` have in common: fields that are left out, and editors' prose."""

from collections.abc import Mapping
from datetime import date

from variorum.model import Citation, Edition, Prose
from variorum.render.html import finish_prose

Fields = dict[str, object]
"""An object of JSON; dates in it are strings already."""


def drop_unsaid(fields: Mapping[str, object]) -> Fields:
    """Return the fields that say something: those that are not None."""
    return {name: value for name, value in fields.items() if value is not None}


def describe_day(day: date | None) -> str | None:
    """Return a day as `YYYY-MM-DD`; None where nobody has said one."""
    return day.isoformat() if day else None


def describe_prose(edition: Edition, prose: Prose) -> Fields:
    """Return editors' words with their citations; links inside the edition begin with its address."""
    return {
        "markdown": prose.markdown,
        "html": finish_prose(prose.html, root=edition.address),
        "text": prose.text,
        "clusters": [
            {
                "citations": [_describe_citation(citation) for citation in cluster.citations],
                "html": finish_prose(cluster.html, root=edition.address),
                "text": cluster.text,
            }
            for cluster in prose.clusters
        ],
    }


def _describe_citation(citation: Citation) -> Fields:
    fields: dict[str, object] = {"key": citation.key}
    for name in ("locator", "prefix", "suffix"):
        if words := getattr(citation, name):
            fields[name] = words
    if citation.suppress_author:
        fields["suppress-author"] = True
    return fields
