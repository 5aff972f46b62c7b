"""A name as it is printed → the parts by which edition.yml knows it."""

import re

from variorum.gather.particulars import read_name
from variorum.model import Name
from variorum.printed_dates import find_dates

_BY = re.compile(
    r"(?:(?:written|words|text|story|posted)\s+)?by[:\s]\s*|(?:автор|текст)[:\s]\s*|von\s+|par\s+|por\s+|"
    r"بقلم[:\s]\s*|מאת[:\s]\s*|作者[:：]\s*",
    re.IGNORECASE,
)  # "By Alejandro Sueldo", "Words by"
_BETWEEN = re.compile(
    r"\s*(?:;|\s&\s|,\s*and\s|\sand\s|\sи\s|\sund\s|\set\s|\sy\s|\se\s|\n)\s*|,\s+", re.IGNORECASE
)
_AND = re.compile(r"\s(?:and|и|und|et|y|e|&)\s|;", re.IGNORECASE)
_PARTICLES = frozenset(
    "von van vom zu zur der den ter ten de del della di da do dos das du des la le les bin ibn al el st".split()
)
_ASIDE = re.compile(
    r"\s*[|·•–—]\s*|\s(?:on|in|at|for|on:)\s"
)  # "By A. Author | News", "A. Author on July 18"
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|[IVX]{2,4}")  # "Jr.", "III"
_BODY = re.compile(
    r"\b(?:staff|editors?|editorial|board|team|press|agency|reuters|associated|times|news|newspaper|post|journal|"
    r"magazine|university|institute|ministry|government|office|committee|council|association|society|department|"
    r"company|inc|ltd|llc|gmbh|redaktion|редакция|агентство|министерство)\b",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_ONE = re.compile(r"by\s+([^\W\d_][\w.’'-]+)", re.IGNORECASE)  # "By Voltaire"
_LETTER = re.compile(r"[^\W\d_]")
_NAME = re.compile(
    r"(?:[^\W\d_][\w.’'-]*)(?:\s+[^\W\d_][\w.’'-]*){1,4}"
)  # "Martin Luther King Jr."


def strip_by(words: str) -> str:
    """Return a byline without the word that it begins with."""
    found = _BY.match(words)
    return words[found.end() :].strip() if found else words.strip()


def is_byline(words: str) -> bool:
    """Say whether a line begins as a byline does, and has a name after it."""
    return bool(_BY.match(words) and read_byline(words))


def is_name(words: str) -> bool:
    """Say whether some words may be a person's name: two to five of them, each but particles with a capital."""
    parts = words.split()
    return bool(_NAME.fullmatch(words)) and all(
        part[0].isupper() or part.lower().strip(".") in _PARTICLES for part in parts
    )


def read_byline(words: str) -> list[str]:
    """Return the names in a byline that may have a date and more after them; none where they do not look like names."""
    line = " ".join(words.split())
    line = line[: next((found.start for found in find_dates(line)), len(line))].strip()
    if (one := _ONE.fullmatch(line)) and one[1][0].isupper():
        return [one[1]]
    # letters that are neither small nor capital do not show which words are a name: that they are one must be said
    is_said = _BY.match(line) and line.lower() == line.upper()
    names = split_names(_ASIDE.split(line)[0])
    return [name for name in names if is_said or is_name(name) or _BODY.search(name)]


def list_names(words: str) -> list[str]:
    """Return the names in what a program says an author is: one, though `Family, Given`, unless it is plainly a list."""
    names = read_byline(words)
    is_list = "," not in words or len(names) > 2 or _AND.search(words)
    return names if names and is_list and len(names) == len(split_names(words)) else [words]


def split_names(words: str) -> list[str]:
    """Return the names in a byline; what stands after a comma is one only if it looks like one."""
    names: list[str] = []
    for part in _BETWEEN.split(strip_by(words)):
        name = part.strip(" .,:|·—–-") if not _SUFFIX.fullmatch(part.strip()) else part.strip()
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f" {name}"
        elif name and _LETTER.search(name):
            names.append(name)
    return names


def part_name(name: str, *, is_body: bool = False) -> Name:
    """Return the parts of a name; what the parts are of any other than a person's is not asked."""
    found = {} if is_body or _UNSPACED.search(name) else read_name(name) or {}
    family, given = str(found.get("family", "")), str(found.get("given", ""))
    return Name(family, given) if family and given else Name(literal=name)
