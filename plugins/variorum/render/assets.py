"""The files that all editions' pages share: the style, made of its parts, and the words of the scripts."""

from collections.abc import Iterable, Iterator
from importlib import resources

from variorum.model import Edition
from variorum.render.controls import write_words
from variorum.render.wording import wording_of

FOLDER = "assets/variorum/"
"""Where a site has them, from its root; the theme's fonts and scripts are there too."""
STYLE = f"{FOLDER}edition.css"
STYLES = (
    "fonts",
    "tokens",
    "text",
    "marks",
    "terms",
    "notes",
    "pages",
    "timeline",
    "controls",
    "print",
)
"""The parts of the style in their order: one file of a concern in the package, one for all in a site."""


def list_assets(editions: Iterable[Edition]) -> Iterator[tuple[str, str]]:
    """Yield path and content of each file that the editions' pages ask for."""
    yield STYLE, join_styles()
    for language in sorted({wording_of(edition).language for edition in editions}):
        yield f"{FOLDER}js/words/{language}.json", write_words(language)


def join_styles() -> str:
    """Return the style of an edition's pages."""
    folder = resources.files("variorum") / "styles"
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
