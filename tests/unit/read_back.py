"""What files for reference managers say, read by programs that are not ours."""

import json

import bibtexparser
import rispy
from hypothesis import strategies as st
from strategies import texts

from variorum.bibliography.csl_markup import split_markup
from variorum.pandoc import run_pandoc

# what ends fields and records, what LaTeX and BibTeX act on, and markup that is not always whole
HOSTILE = [
    "{", "}", "\\", "\\}", "{\\", "$", "#", "%", "^", "~", "_", "&", "`", "``", "''", '"', "--", "---",
    "@book{x,", "},\n}", "\\end", "\\input{x}", "%\n", " and ", ",", "=", "\r\n", "\nER  - \n", "\nTY  - BOOK",
    "ER  - ", "\u2028", "\x85", "<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "</", "<", "<u>",
    '<span class="nocase">', "</span>",
]  # fmt: skip
_QUOTES = str.maketrans(dict.fromkeys('‘’‛“”"„‟', "'"))
_BREAKS = str.maketrans("\u2028\u2029\x85", "   ")


@st.composite
def hostile_texts(draw: st.DrawFn) -> str:
    """Words between two letters, of all scripts, with whatever could break a file."""
    pieces = st.one_of(texts(max_size=4), st.sampled_from(HOSTILE))
    return f"X{''.join(draw(st.lists(pieces, min_size=1, max_size=10)))}x"


def read_with_pandoc(source: str, form: str) -> dict[str, dict[str, object]]:
    """Return CSL-JSON by id, as pandoc has it of a file in `biblatex`, `ris` or `csljson`."""
    output = run_pandoc(["-f", form, "-t", "csljson"], source=source.encode())
    items = json.loads(output)
    found = {item["id"]: item for item in items}
    assert len(found) == len(items)
    return found


def read_with_bibtexparser(source: str) -> dict[str, dict[str, str]]:
    """Return entries by key, the fields as they are written, without the braces around a field."""
    library = bibtexparser.parse_string(source)
    assert not library.failed_blocks
    return {
        entry.key: {
            "ID": entry.key,
            "ENTRYTYPE": entry.entry_type,
            **{field.key: field.value for field in entry.fields},
        }
        for entry in library.entries
    }


def read_with_rispy(source: str) -> list[dict[str, object]]:
    return rispy.loads(source)


def level(text: str) -> str:
    """Return a text with its quotation marks alike and its spaces single: pandoc sets both anew."""
    return " ".join(text.translate(_BREAKS).translate(_QUOTES).split())


def plain(text: object) -> str:
    """Return the same without markup."""
    return level("".join(piece for kind, piece in split_markup(str(text)) if not kind))


def list_letters(name: object) -> list[str]:
    """Return what a name is written with: pandoc divides names anew that have commas or small words in them."""
    assert isinstance(name, dict)
    words = level(" ".join(part for part in name.values() if isinstance(part, str)))
    return sorted(words.replace(",", "").replace("!", "").replace(" ", ""))
