"""The files that all editions' pages share: style and script, each made of its parts, the words of the script, and a schema."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

from variorum.model import Edition
from variorum.render.marks import NAMED_PLACES
from variorum.wording import find_wording, wording_of

FOLDER = "assets/variorum/"
"""Where a site has them, from its root; the theme's fonts are there too."""
STYLE, SCRIPT = f"{FOLDER}edition.css", f"{FOLDER}reading.js"
EARLY = f"{FOLDER}early.js"
CITING = f"{FOLDER}cite.js"
TOOLS = f"{FOLDER}tools.js"
SEARCH = f"{FOLDER}search/"
"""What is fetched when the search is opened, or an address names words to be marked."""
FINDER = f"{SEARCH}finder.js"
SCHEMA = f"{FOLDER}edition.schema.json"
"""What describes the `edition.json` of each edition; beside it stand the schemas of an edition's own files."""
EDITIONS = f"{FOLDER}editions.json"
"""The list of the editions' slugs."""
STYLES = (
    *(
        "fonts",
        "tokens",
        "text",
        "marks",
        "terms",
        "notes",
        "pages",
        "slim",
        "timeline",
        "map",
        "controls",
        "found",
    ),
    "print",
)
"""The parts of the style in their order: one file of a concern in the package, one for all in a site."""
SEARCH_STYLE = "search"
"""The style of the search, which comes with it."""
ENTRY = "main"
"""The module that needs all others of a reading page."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
# import { closest } from "./page.js";
_EXPORT = re.compile(
    r"^export (?!\{)", re.MULTILINE
)  # what an entry gives to other scripts it names at its end
_BLOCK = re.compile(r"/\*\*(?:(?!\*/).)*\*/ ?", re.DOTALL)  # /** @param … */
_LINE = re.compile(r"(?:^[ \t]*|(?<=[;{]) +)// .*$", re.MULTILINE)  # // Why.
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_NEWLINE = re.compile(
    r"(?<=[;{}(\[,?:=&|])\n|\n(?=[})\].?:&|])"
)  # the end of a line that may go on
_SPACED = re.compile(
    r"""
    (?P<kept>
        "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`]*`  # a string
        | (?<=[(,=:\[!&|?{};])\x20?/(?![*/])  # an expression: it begins
        (?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/  # and ends
    )
    | ,(?=[)\]}]) | ;(?=\})  # the last of a list, or of a block
    | \x20?(?P<sign>[=<>*%!&|?:,;{}()\[\]])\x20?  # a sign with spaces
    | \x20(?P<operator>[+/-])\x20(?![+/-])  # not two that would be another
    """,
    re.VERBOSE,
)
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_LAYOUT = re.compile(r"\s*\n\s*")
_DECLARATIONS = re.compile(
    r"""
    ( (?:^|(?<=[;{}])) (?P<kind>const|let)
    (?:\x20\w+|\[[^\]]*\]|\{[^;{}]*\})=[^;{}]* (?:\{[^;{}]*\}[^;{}]*)* )
    ;(?P=kind)\x20?
    """,
    re.VERBOSE,
)  # const one=1;const two=2; as const one=1,two=2;


def list_assets(editions: Sequence[Edition], *, language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield path and content of each file that the editions' pages ask for, and of the list of the editions.

    Args:
        editions: All of the site.
        language: Of the site itself, in which its search speaks.
    """
    languages = sorted({wording_of(edition).language for edition in editions})
    yield STYLE, join_styles(languages)
    yield SCRIPT, join_scripts()
    yield EARLY, _squeeze(_read("early"))
    yield CITING, join_scripts("citepage")
    yield TOOLS, join_scripts("tools")
    yield FINDER, join_scripts("finder")
    for name in ("searching", "marking"):
        yield f"{SEARCH}{name}.js", join_scripts(name)
    yield f"{SEARCH}search.css", _squeeze_style([SEARCH_STYLE])
    found = say_search(language)
    yield f"{SEARCH}words/{found['language']}.json", _write_json(found)
    for name in list_schemas():
        yield f"{FOLDER}{name}", read_schema(name)
    yield EDITIONS, write_editions(edition.slug for edition in editions)
    for language in languages:
        yield f"{FOLDER}words/{language}.json", write_words(language)


def write_editions(slugs: Iterable[str]) -> str:
    """Return the list of a site's editions: from it `check --published` knows of one that is gone."""
    return f"{json.dumps(sorted(slugs))}\n"


def list_schemas() -> list[str]:
    """Return the names of the JSON Schemas."""
    return sorted(file.name for file in (resources.files("variorum") / "schemas").iterdir())


def read_schema(name: str = "edition.schema.json") -> str:
    """Return a JSON Schema as it is written, that of `edition.json` if no other is named."""
    return (resources.files("variorum") / "schemas" / name).read_text(encoding="utf-8")


def write_words(language: str) -> str:
    """Write the words that the scripts of a page say, as JSON; `{…}` in them is for the scripts to fill in.

    Args:
        language: Of the wording, as its catalogue has it.
    """
    wording = find_wording(language)
    words = {
        key.removeprefix("say."): wording[key]
        for key in wording.list_keys()
        if key.startswith("say.")
    }
    return _write_json(words)


def say_search(language: str) -> dict[str, str]:
    """Return the words of the search, by key, with the language that they are in and its direction.

    Args:
        language: Of the site; its search speaks English where there is no catalogue of that.
    """
    wording = find_wording(language)
    said = {
        key.removeprefix("find."): wording[key]
        for key in wording.list_keys()
        if key.startswith(("find.", "count.result.", "count.page-found."))
    }
    return {"language": wording.language, "direction": wording["direction"], **said}


def _write_json(words: dict[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n"


def join_styles(languages: Iterable[str] = ()) -> str:
    """Return the style of an edition's pages, without what only people need to read it.

    Args:
        languages: Of the wordings whose words it draws.
    """
    drawn = "".join(f"\n{_draw_words(language)}" for language in languages)
    return _squeeze_style(STYLES) + _name_places() + drawn


def _squeeze_style(names: Iterable[str]) -> str:
    folder = resources.files("variorum") / "styles"
    styles = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    return _LAYOUT.sub("\n", _REMARK.sub("", styles))


def _name_places() -> str:
    """Return the names by which notes find their signs where no script places them; see `marks.name_place`."""
    return "".join(
        f"\n.vr-at-{number} {{ --vr-at: --vr-{number}; }}" for number in range(2, NAMED_PLACES + 1)
    )


def _draw_words(language: str) -> str:
    """Return the words that the style draws: the end of a folded note, the sign of a correction."""
    wording = find_wording(language)
    more, sign = (
        wording[key].replace("\\", r"\\").replace('"', r"\"")
        for key in ("note.more", "legend.correction")
    )
    return f'[data-words="{language}"] {{ --vr-more: "{more}"; --vr-sign: "{sign}"; }}'


def join_scripts(entry: str = ENTRY) -> str:
    """Return a script of a page: the modules that one needs, and it, as one, without their comments and types.

    The modules follow rules that a test holds them to: each name is given once at the top of a module, imports stand
    alone and name what they want, no text runs over a line's end, and no template stands in another.
    """
    sources: dict[str, str] = {}

    def take(name: str) -> None:
        if name not in sources:
            source = _read(name)
            sources[name] = ""  # two modules may need each other
            for needed in _IMPORT.findall(source):
                take(needed)
            sources[name] = sources.pop(name) or source

    take(entry)
    return _squeeze("".join(sources.values()))


def _read(name: str) -> str:
    script = resources.files("variorum") / "scripts" / f"{name}.js"
    return script.read_text(encoding="utf-8")


def _squeeze(script: str) -> str:
    """Return a script without comments, imports, exports, and what only people need to read it."""
    for pattern in (_IMPORT, _EXPORT, _BLOCK, _LINE, _INDENT, _NEWLINE):
        script = pattern.sub("", script)
    script = _SPACED.sub(
        lambda found: found["kept"] or found["sign"] or found["operator"] or "", script
    )
    joined = 1
    while joined:
        script, joined = _DECLARATIONS.subn(r"\1,", script)
    return script
