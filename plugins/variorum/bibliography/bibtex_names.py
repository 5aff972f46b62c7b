"""Names of CSL-JSON as BibTeX writes them: `van Gogh, Vincent and {Ministry of Foreign Affairs}`.

Source: N. Markey, "Tame the BeaST", section 11; the biblatex package, section 3.14.
"""

import re
from functools import lru_cache

from variorum.bibliography.bibtex_text import escape, group, tidy

_GIVEN = re.compile(r"(?:[^\W_]|['’.() -])+")
"""What needs no braces: letters, and what stands among them."""
_FAMILY = re.compile(
    r"[A-ZÀ-ÖØ-ÞΑ-ΩЁА-Я](?:[^\W_]|['’.-])*(?: [A-ZÀ-ÖØ-ÞΑ-ΩЁА-Я](?:[^\W_]|['’.-])*)*"
)  # Rodríguez Zapatero: no word of it could be taken for a particle
_PARTICLE = re.compile(r"[a-zà-öø-ÿα-ωа-яё][^\W_]*(?: [a-zà-öø-ÿα-ωа-яё][^\W_]*)*")  # van der
_AND = re.compile(r"\band\b", re.IGNORECASE)
_TIED = ("'", "’", "-", "‐", "ʼ", "‘")
"""A particle that ends so is not parted from the family's name: d'Alembert."""


def write_names(names: object) -> str:
    """Return names for a field; empty where there are none."""
    listed = names if isinstance(names, list) else ()
    return " and ".join(filter(None, [_write_name(tuple(name.items())) for name in listed]))


def has_prefix(lists: list[object]) -> bool:
    """Say whether a name of these has a particle that belongs to the family's name wherever it stands."""
    for names in lists:
        for name in names if isinstance(names, list) else ():
            if "non-dropping-particle" in name:
                return True
    return False


@lru_cache(maxsize=4096)
def _write_name(items: tuple[tuple[str, object], ...]) -> str:
    name = dict(items)
    family, given = str(name.get("family") or ""), str(name.get("given") or "")
    literal = name.get("literal")
    if literal or not family:
        words = tidy(escape(str(literal or given)))
        return group(words) if words else ""
    particles = [
        str(name[part]) for part in ("dropping-particle", "non-dropping-particle") if part in name
    ]
    prefix = " ".join(filter(None, particles))
    if prefix and (not given or _AND.search(prefix) or not _PARTICLE.fullmatch(prefix)):
        family = prefix + family if prefix.endswith(_TIED) else f"{prefix} {family}"
        prefix = ""
    suffix = str(name.get("suffix") or "")
    if not given:
        words = f"{family} {suffix}".strip()
        return group(tidy(escape(words))) if " " in words else _write_part(words, is_family=True)
    parts = [_write_part(family, is_family=True)]
    if prefix:
        parts[0] = f"{prefix} {parts[0]}"
    if suffix:
        parts.append(_write_part(suffix))
    parts.append(_write_part(given))
    return ", ".join(parts)


def _write_part(text: str, *, is_family: bool = False) -> str:
    """Return a part of a name, in braces unless BibTeX takes it for that part without them."""
    written = tidy(escape(text))
    if written != text or not _GIVEN.fullmatch(text) or _AND.search(text):
        return group(written)
    if is_family and not _FAMILY.fullmatch(text) and (" " in text or text[0].islower()):
        return group(written)
    return written
