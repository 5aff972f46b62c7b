"""The worst that each parser may be given, each within bounds of time and memory: `python worst_shapes.py`, a line for each.

A shape is as large as the limits let it be, or of the largest file where they refuse it. What is measured is the processor's time
and the memory that the system gives; both bounds are several times what is needed, since machines differ and tests run side by side.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from variorum.bibliography.bibtex import write_bibtex
from variorum.bibliography.ris import write_ris
from variorum.blocks import print_blocks
from variorum.cite.style import check_style
from variorum.gather.page import read_page
from variorum.problems import Position
from variorum.prose import parse_prose
from variorum.prose.citation_syntax import MalformedCitationError, parse_cluster
from variorum.read.article import Source
from variorum.read.data import parse_yaml
from variorum.read.json_data import parse_json
from variorum.read.limits import ALL_MARKS, FILE, NOTE_BODY, PARAGRAPHS, SIDEBAR_BODY, TAGS, VALUES
from variorum.read.notes import parse_note
from variorum.read.references import read_references
from variorum.read.registry import parse_registry
from variorum.read.schema import PersonFile
from variorum.read.spec import spec_of
from variorum.read.sums import parse_sums
from variorum.read.validation import validate_list
from variorum.reading import apply_edits, join_blocks

SECONDS = 15
MEMORY = 1_200_000_000
"""Bytes of addresses, of which the programs themselves take a third."""
PATH = "article"


def fill(shape: str, size: int = FILE) -> str:
    """Return a shape as often as it goes into a size."""
    return shape * (size // len(shape))


def read_people(source: str) -> None:
    data, _ = parse_yaml(source, path=PATH)
    if data:
        validate_list(spec_of(PersonFile), data)


def read_markdown(source: str) -> None:
    print_blocks(Source(f"{PATH}.md", source, ""))


def read_html(source: str) -> None:
    print_blocks(Source(f"{PATH}.html", source, ""))


def read_reading(source: str) -> None:
    blocks, _ = print_blocks(Source(f"{PATH}.html", source, ""))
    apply_edits(join_blocks(blocks), [])


def read_record(source: str) -> None:
    read_page(source.encode(), address="https://example.org/")


def read_note(source: str) -> None:
    parse_note(Source(PATH, source, ""), limit=SIDEBAR_BODY)


def read_prose(source: str) -> None:
    note, _ = parse_note(Source(PATH, f"---\nx: y\n---\n{source}", ""), limit=SIDEBAR_BODY)
    if note and note.body:
        parse_prose(note.body, note.body_at, language="en")


def read_style(source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "own.csl").write_text(source, encoding="utf-8")
        check_style("own.csl", folder=Path(folder), at=Position(PATH))


def read_citation(source: str) -> None:
    with suppress(MalformedCitationError):
        parse_cluster(source)


def list_shapes() -> Iterator[tuple[str, Callable[[str], object], str]]:
    """Yield a name, what reads it, and the shape."""
    for sign in ("[", "{", "- ", "? ", "!", "&a ", "a: ", "%", "'", '"', "#\n", "---\n", "a"):
        yield f"YAML {sign!r}", lambda source: parse_yaml(source, path=PATH), fill(sign)
    yield "YAML, values", read_people, "- {name: x, kind: y, text: z}\n" * (VALUES // 4)
    yield "YAML, bad rows", read_people, "- {name: 1, knd: y}\n" * (VALUES // 3)
    yield "YAML, one field", lambda source: parse_yaml(source, path=PATH), fill("x: 1\n")
    for sign in ("[", '{"a":', '"', "9", "[],", "1,", "\\"):
        yield f"JSON {sign!r}", lambda source: parse_json(source, path=PATH), f"[{fill(sign)}"
    ones = "1," * (VALUES - 10)
    yield "JSON, broken at its end", lambda source: parse_json(source, path=PATH), f"[{ones}x]"
    same = '"a":1,' * (VALUES - 10)
    yield "JSON, one field", lambda source: parse_json(source, path=PATH), f'{{{same}"a":1}}'
    text = f'[{{"id":"a","type":"book","title":"{fill("<i>")}"}}]'
    yield "references, markup", lambda source: read_references(source, path="a.json"), text
    bad = "[" + '{"id":1},' * (VALUES // 3) + "{}]"
    yield "references, bad", lambda source: read_references(source, path="a.json"), bad
    for sign in ('{"id": "p1"}\n', "x\n", "["):
        yield f"registry {sign!r}", lambda source: parse_registry(source, path=PATH), fill(sign)
    yield "sums", lambda source: parse_sums(source, path=PATH), fill("x\n")
    for sign in ("<a>", "<", "<!DOCTYPE a [<!ENTITY a '&a;&a;'>]>"):
        yield f"CSL {sign!r}", read_style, fill(sign)
    for sign in (
        "[", "<", "*", "&", "&amp;", "`", "_ ", "\\", ">", "> a\n", "- x\n", "- x\n\n", "1. x\n", "word\n\n", "#", "# h\n",
        "***\n\n", "|", "c|d\n", "a\n==\n", "<b>", "<div>\n\n", "<!--", "[a](", "![", "[x]: y\n", "[^a]", "    x\n",
        "```\nx\n```\n\n", " ", "\n", "\t", "a  \n", "*a* ", "<p>x</p>\n", "<a@b.c> ", "{: #a }\n\n",
    ):  # fmt: skip
        yield f"Markdown {sign!r}", read_markdown, fill(sign)
    yield "Markdown, entities", read_markdown, f"{'&amp; ' * 4900}\n\n" * 500
    yield "Markdown, items", read_markdown, "- item\n\n" * (PARAGRAPHS - 1)
    yield "Markdown, two hundred thousand items", read_markdown, "- item\n\n" * 200_000
    yield "Markdown, words", read_markdown, fill("word ", FILE // 10)
    yield "Markdown, quotations", read_markdown, fill("> > > > > a\n\n", PARAGRAPHS * 10)
    for sign in ("<", "<p>", "<b>", "<!--", "&", "&amp;", "<ul><li>", "<table>", "<script>"):
        yield f"HTML {sign!r}", read_html, fill(sign)
    for sign in (
        "<p>x</p>",
        "<br>",
        "<a href=x>y</a>",
        "<sup>1</sup>",
        "<i><b></i></b>",
        "<tr><td>x",
    ):
        yield f"HTML, most {sign!r}", read_html, sign * (TAGS // sign.count("<"))
    cells = "<td rowspan=9999>x" * 20
    yield "HTML, cells of many rows", read_html, f"<table>{f'<tr>{cells}' * (TAGS // 21)}</table>"
    yield "HTML, one paragraph", read_reading, f"<p>{'<b>x</b>' * (TAGS // 2 - 1)}"
    names = " ".join(f"a{n}" for n in range(100_000))
    yield "HTML, attributes", read_html, f"<p {names}>x</p>"
    yield "Markdown, attributes", read_markdown, f"<p {names}>x</p>"
    names = " ".join(f'a{n}=">" b{n}="<"' for n in range(50_000))
    yield "HTML, attributes that hold signs of tags", read_html, f"<p {names}>x</p>"
    yield "a page's attributes", read_record, f"<title>x</title><p {names}>x</p>"
    names = " ".join(f"a{n}" for n in range(90))
    yield "HTML, attributes of many", read_html, fill(f"<p {names}>x</p>")
    for sign in "[<*`_>|&\\#-@{":
        yield f"prose {sign!r}", read_prose, fill(f"{sign}x\n", SIDEBAR_BODY)
        yield f"prose, apart {sign!r}", read_prose, fill(f"{sign}x\n\n", SIDEBAR_BODY)
    yield "prose, citations", read_prose, fill("[@a, p. 3]\n\n", NOTE_BODY)
    yield "prose, opened", read_prose, fill(f"{'[' * 400}\n\n", ALL_MARKS)
    yield "front matter", read_note, f"---\n{fill('x: [1, 2]' + chr(10), FILE // 2)}---\nx"
    for sign in ("@a; ", "@", "-@{", "{", "p. ", "*", ", "):
        yield f"citation {sign!r}", read_citation, fill(sign, NOTE_BODY)
    work = {"id": "a", "type": "book", "title": fill("<i>{\\", NOTE_BODY)}
    yield "RIS", lambda source: write_ris([work]), ""
    yield "BibTeX", lambda source: write_bibtex([work]), ""


def main() -> None:
    """Read each shape that is named, or all, and print what it took."""
    wanted = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for name, read, shape in list_shapes():
        if wanted and not name.startswith(tuple(wanted)):
            continue
        print(name, end="", flush=True)
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = used.ru_utime + used.ru_stime
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + SECONDS, resource.RLIM_INFINITY))
        read(shape)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(f"\t{used.ru_utime + used.ru_stime - spent:.2f}", flush=True)


if __name__ == "__main__":
    main()
