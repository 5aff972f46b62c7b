"""The fields in YAML with which a Markdown file may begin → what it says of itself."""

from variorum.begin.claims import Claims, Field
from variorum.read.data import parse_yaml

MOST = 100_000
"""Code points of them that are read."""

_KEYS: dict[Field, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "by", "byline"),
    "container-title": ("container-title", "publication", "journal", "newspaper", "magazine"),
    "issued": ("issued", "date", "published", "publishdate", "pubdate", "year"),
    "language": ("language", "lang", "locale"),
    "URL": ("url", "canonical", "canonical_url", "canonicalurl", "source", "link", "original"),
    "publisher": ("publisher",),
    "rights": ("rights", "copyright"),
    "description": ("description", "summary", "excerpt", "abstract"),
}
"""As Jekyll, Hugo, pandoc and others name them, in small letters."""


def read_fields(source: str) -> Claims:
    """Return what the fields say with which a Markdown text begins; nothing where there are none, or none that can be read."""
    claims = Claims()
    data, _ = parse_yaml(_find_fields(source), path="")
    fields = data.value if data else None
    if not isinstance(fields, dict):
        return claims
    known = {str(key).lower(): value for key, value in fields.items()}
    for name, keys in _KEYS.items():
        for key in keys:
            for value in _list(known.get(key)):
                claims.add(name, value, f"the file's field {key}")
    return claims


def _find_fields(source: str) -> str:
    lines = source[:MOST].split("\n")
    if lines[0].rstrip() != "---":
        return ""
    ends = (i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "..."))
    return "\n".join(lines[1 : next(ends, 0)])


def _list(value: object) -> list[object]:
    values = value if isinstance(value, list) else [value]
    return [
        each.get("name") or f"{each.get('given', '')} {each.get('family', '')}".strip()
        if isinstance(each, dict)
        else each
        for each in values
    ]
