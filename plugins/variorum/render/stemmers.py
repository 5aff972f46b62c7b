"""The stemmers of the search: what makes one of a word's forms, in the browser, a script a language.

They are Snowball's, as its compiler writes them; `tools/stemmers.py` renews them.
"""

from collections.abc import Iterable, Iterator
from importlib import resources

FOLDER = "assets/variorum/search/stems/"
"""Where a site has them, from its root."""
SHARED = ("LICENSE.txt", "base.js")
"""What every stemmer needs beside it."""
_ROOT = resources.files("variorum") / "stems"
EVERYWHERE = ("ar", "en", "ru")
"""Languages whose words texts of other scripts quote; every site has their stemmers."""
_SAME = {"nb": "no", "nn": "no"}
"""Languages whose words another's stemmer knows."""


def find_stemmer(language: str) -> str | None:
    """Return the name of a language's stemmer, as of its file: `en` for `en-GB`; None where there is none.

    Args:
        language: As BCP 47 has it.
    """
    code = language.partition("-")[0].lower()
    name = _SAME.get(code, code)
    return name if len(name) == 2 and (_ROOT / f"{name}.js").is_file() else None


def name_stemmers(languages: Iterable[str]) -> dict[str, str]:
    """Return the names of the stemmers that a site of some languages has, by the languages, BCP 47."""
    found = ((language, find_stemmer(language)) for language in (*EVERYWHERE, *languages))
    return {language: name for language, name in found if name}


def list_stemmers(languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield path and content of the files that a site needs to stem words of some languages, none where none is stemmed.

    Args:
        languages: As BCP 47 has them; those without a stemmer are passed over.
    """
    names = {name for language in languages if (name := find_stemmer(language))}
    for file in (*SHARED, *(f"{name}.js" for name in sorted(names))) if names else ():
        yield f"{FOLDER}{file}", (_ROOT / file).read_text(encoding="utf-8")
