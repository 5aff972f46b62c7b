"""The same work as an edition for Variorum and as pages for plain MkDocs.

`python -m benchmarks.sites PARAGRAPHS FOLDER` writes FOLDER/variorum and FOLDER/plain, the same files each time.
With `--uncorrected` the edition has notes alone.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import TITLE, Chapter, Corpus, Note, Paragraph, Pointer, Reference, generate

EDITION = "the-generated-chronicle"
AUTHOR = ("Generated", "Author")
EDITORS = "The Variorum editors"
DAY = "2026-11-24"

CONFIG = """\
site_name: {name}
site_url: https://example.org/benchmark/
theme:
  name: material
  language: en
  font: false
  features:
    - search.highlight
    - search.suggest
plugins:
{plugins}markdown_extensions:
  - attr_list
  - tables
{extensions}"""


def write_both(paragraphs: int, folder: Path, *, corrected: bool = True) -> None:
    """Write both sites into a folder that holds neither.

    Args:
        paragraphs: How many.
        folder: Where to.
        corrected: The edition has corrections, which its peer cannot show.
    """
    corpus = generate(paragraphs, corrected=corrected)
    write_edition(corpus, folder / "variorum")
    write_plain(corpus, folder / "plain")


# -- The edition ---------------------------------------------------------------------------------


def write_edition(corpus: Corpus, folder: Path) -> None:
    """Write the site that Variorum builds, its registry included."""
    source = folder / "source" / EDITION
    (source / "annotations").mkdir(parents=True)
    _write_site(folder, plugins=("search", "variorum"), extensions=())
    texts = []
    corrections = []
    for number, chapter in enumerate(corpus.chapters, start=1):
        file = source / f"text-{number}.md"
        file.write_text(_copy_text(chapter, is_first=number == 1), encoding="utf-8")
        texts.append(_describe_text(chapter, file))
        for i, paragraph in enumerate(chapter.paragraphs, start=1):
            note = source / "annotations" / f"note-{paragraph.note.number:05}.md"
            note.write_text(
                _annotation(paragraph.note, f"{chapter.slug}#p{i}".lstrip("#")), "utf-8"
            )
            if paragraph.misprint:
                corrections.append(_emendation(paragraph, corpus.references[0]))
    edition = (
        f"format: 1\ntitle: {TITLE}\nauthor:\n  - family: {AUTHOR[1]}\n    given: {AUTHOR[0]}\n"
        f"issued: {DAY}\nlanguage: en\neditors: [{EDITORS}]\ntexts:\n{''.join(texts)}"
    )
    (source / "edition.yml").write_text(edition, "utf-8")
    (source / "emendations.yml").write_text("".join(corrections), "utf-8")
    items = [_csl(reference) for reference in corpus.references]
    (source / "references.json").write_text(json.dumps(items, indent=1) + "\n", "utf-8")
    script = "from variorum.cli.main import main; main()"
    command = [sys.executable, "-c", script, "ids", "--date", DAY]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _copy_text(chapter: Chapter, *, is_first: bool) -> str:
    front = [f"# {chapter.title}"]
    if is_first:
        front += [f"By {' '.join(AUTHOR)}", "November 24, 2026"]
    return "\n\n".join([*front, *(paragraph.printed for paragraph in chapter.paragraphs)]) + "\n"


def _describe_text(chapter: Chapter, file: Path) -> str:
    opening = " ".join(chapter.paragraphs[0].printed.split()[:12])
    closing = " ".join(chapter.paragraphs[-1].printed.split()[-12:])
    return (
        f'  - slug: "{chapter.slug}"\n    title: {chapter.title}\n    file: {file.name}\n'
        f"    sha256: {hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        f'    body: {{from: "{opening}", to: "{closing}"}}\n'
    )


def _annotation(note: Note, target: str) -> str:
    as_of = f"as-of: {DAY}\n" if note.kind == "hindsight" else ""
    body = " ".join(
        f"{sentence[:-1]} [{'; '.join(_cite(p) for p in pointers)}]." if pointers else sentence
        for sentence, pointers in zip(note.sentences, note.pointers, strict=True)
    )
    return (
        f'---\ntarget: "{target}"\nquote: |-\n  {note.lemma}\nkind: {note.kind}\ntitle: |-\n  {note.title}\n'
        f"by: [{EDITORS}]\ndate: {DAY}\nstatus: reviewed\n"
        f"reviewed: {{by: [{EDITORS}], date: {DAY}}}\n{as_of}---\n{body}\n"
    )


def _cite(pointer: Pointer) -> str:
    return f"@{pointer.reference.key}, p. {pointer.page}"


def _emendation(paragraph: Paragraph, reference: Reference) -> str:
    assert paragraph.misprint
    printed, read = paragraph.misprint
    return (
        f"- id: misprint-{paragraph.note.number}\n  source: {printed}\n  reading: {read}\n  kind: spelling\n"
        f'  reason: "A letter was set wrong; see [@{reference.key}]."\n'
        f"  by: [{EDITORS}]\n  date: {DAY}\n"
    )


def _csl(reference: Reference) -> dict[str, object]:
    return {
        "id": reference.key,
        "type": "book",
        "title": reference.title,
        "title-short": _shorten(reference.title),
        "author": [{"family": reference.family, "given": "A."}],
        "publisher": reference.publisher,
        "issued": {"date-parts": [[reference.year]]},
    }


# -- The peer ------------------------------------------------------------------------------------


def write_plain(corpus: Corpus, folder: Path) -> None:
    """Write the site that MkDocs builds without us: the notes as footnotes, the references as a list."""
    pages = folder / "docs" / EDITION
    pages.mkdir(parents=True)
    _write_site(folder, plugins=("search",), extensions=("footnotes",))
    for chapter in corpus.chapters:
        name = f"{chapter.slug or 'index'}.md"
        (pages / name).write_text(_page(chapter), encoding="utf-8")
    entries = "".join(
        f"- {r.family}, A. *{r.title}*. {r.publisher}, {r.year}.\n" for r in corpus.references
    )
    (pages / "sources.md").write_text(f"# Sources\n\n{entries}", encoding="utf-8")


def _page(chapter: Chapter) -> str:
    blocks = [f"# {chapter.title}"]
    for paragraph in chapter.paragraphs:
        note = paragraph.note
        end = note.start + len(note.lemma)
        blocks.append(f"{paragraph.words[:end]}[^{note.number}]{paragraph.words[end:]}")
    for paragraph in chapter.paragraphs:
        note = paragraph.note
        body = " ".join(
            f"{sentence[:-1]} ({'; '.join(_name(p) for p in pointers)})." if pointers else sentence
            for sentence, pointers in zip(note.sentences, note.pointers, strict=True)
        )
        blocks.append(f"[^{note.number}]: **{note.title}.** {body}")
    return "\n\n".join(blocks) + "\n"


def _name(pointer: Pointer) -> str:
    title = _shorten(pointer.reference.title)
    return f"{pointer.reference.family}, *{title}*, {pointer.page}"


def _shorten(title: str) -> str:
    """Return the title as both cite it."""
    return " ".join(title.split()[:4])


def _write_site(folder: Path, *, plugins: Sequence[str], extensions: Sequence[str]) -> None:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n\nA generated site.\n", "utf-8")
    config = CONFIG.format(
        name=TITLE,
        plugins="".join(f"  - {plugin}\n" for plugin in plugins),
        extensions="".join(f"  - {extension}\n" for extension in extensions),
    )
    (folder / "mkdocs.yml").write_text(config, "utf-8")


if __name__ == "__main__":
    write_both(int(sys.argv[1]), Path(sys.argv[2]), corrected="--uncorrected" not in sys.argv)
