"""`variorum reference`: add a source to an edition's references."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from variorum.cite import format_citations
from variorum.cli.asking import can_ask, echo_words, is_free, refuse, show_path
from variorum.cli.obtaining import obtain
from variorum.cli.project import read_source
from variorum.cli.waiting import FOLDER
from variorum.cli.writing import write_whole
from variorum.gather.clean import Item, clean
from variorum.gather.insert import NEW, CannotInsertError, insert_items, show_item
from variorum.gather.known import find_alike, propose_key
from variorum.problems import Position, has_errors, make_printable
from variorum.read.csl import is_key
from variorum.read.editions import choose_editions
from variorum.read.folder import REFERENCE_FILES, Folder, read_folder
from variorum.read.references import RawReference
from variorum.reuse import make_anew

_EXAMPLES = """\b
Examples:
  variorum reference 10.1126/science.169.3946.635
  variorum reference 978-0-306-40615-7 --key known-book
  variorum reference https://example.org/an-article
  variorum reference cited.bib
  variorum reference - < cited.ris
"""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The references of an edition, and the file that they are in."""

    folder: Path
    files: Folder
    file: Path
    text: str
    """The file's, with the line ends it has; empty where there is none."""


@click.command(epilog=_EXAMPLES)
@click.argument("source", required=False)
@click.option("--key", help="What it is to be cited by; by default made of who wrote it, and when.")
@click.option("--anyway", is_flag=True, help="Add it even if it is perhaps there already.")
@click.option("--edition", "folders", multiple=True, type=FOLDER, help="The edition’s folder; needed where there are several.")  # fmt: skip
def reference(source: str | None, key: str | None, anyway: bool, folders: tuple[Path, ...]) -> None:
    """Add SOURCE to the references of an edition, so that it can be cited.

    SOURCE is a file of BibTeX, RIS or CSL-JSON, or such text itself (- for what is pasted or piped in); or, online, a DOI, an ISBN
    or the address of a page. The file of references is changed in no other place, and no reference is ever overwritten. Nobody has read
    the work yet, so nothing is said of how far it was checked.
    """
    shelf = _open_shelf(folders)
    obtained = obtain(source)
    if key is not None and len(obtained.records) > 1:
        raise click.UsageError(f"--key is about one reference; there are {len(obtained.records)}")
    known = list(shelf.files.references)
    items: list[Item] = []
    doubts: list[str] = []
    for raw in obtained.records:
        item, left_out = clean(raw, with_custom=not obtained.is_fetched)
        if not {"title", "author", "editor", "container-title"} & item.keys():
            raise click.ClickException("a record with neither title nor author; nothing added")
        for field in left_out:
            click.echo(f"left out, since it cannot be right: {field}", err=True)
        if "title" not in item:
            said = "has no title that can be read; in BibTeX write # as \\#, & as \\&, % as \\%"
            click.echo(f"one of the records {said}", err=True)
        if alike := find_alike(item, known):
            doubts.append(f"this is perhaps [@{alike.id}], which has {alike.why}")
        own = "" if obtained.is_fetched else str(item.get("id", ""))
        item = {**item, "id": _choose_key(item, known, wanted=key, own=own)}
        items.append({"id": item["id"], **item})
        known.append(_refer(item, shelf))
    for item in items:
        echo_words(show_item(item, path=shelf.file.name))
    _settle(doubts, anyway=anyway)
    if key is None and len(items) == 1 and can_ask():
        (item,) = items
        items = [{**item, "id": _ask_key(str(item["id"]), shelf.files.references)}]
    _write(shelf, items)
    _tell(shelf, items)


def _open_shelf(folders: Sequence[Path]) -> _Shelf:
    root = Path.cwd()
    editions, problems = choose_editions(folders, root=root, source=read_source(root))
    if problems:
        refuse(problems)
    if len(editions) > 1:
        names = ", ".join(str(show_path(folder)) for folder in editions)
        raise click.UsageError(f"there are several editions: say which with --edition ({names})")
    (folder,) = editions
    files, problems = read_folder(folder, root=root, keep=make_anew)
    present = [folder / name for name in REFERENCE_FILES if not is_free(folder / name)]
    file = present[0] if present else folder / NEW
    bad = [problem for problem in problems if problem.position.path.endswith(f"/{file.name}")]
    if files.edition is None:
        bad += problems
    if has_errors(bad) or files.has_bad_references:
        refuse(bad, said="nothing added: this comes first")
    try:
        text = file.read_bytes().decode("utf-8") if present else ""
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror})") from error
    return _Shelf(folder, files, file.resolve(), text)


def _choose_key(item: Item, known: Sequence[RawReference], *, wanted: str | None, own: str) -> str:
    """Return the key of a new reference: the one that is wanted, its own if nobody has it, or one made of it.

    Raises:
        click.BadParameter: What is wanted is no key, or is taken.
    """
    taken = {reference.id for reference in known}
    if wanted is None:
        return own if own and own not in taken else propose_key(item, taken.__contains__)
    if not is_key(wanted):
        said = f'"{make_printable(wanted)}" is no key that can be cited; write it as smith-2011'
        raise click.BadParameter(said, param_hint="--key")
    if wanted in taken:
        free = propose_key(item, taken.__contains__)
        said = f'"{wanted}" is the key of another reference; {free} is free'
        raise click.BadParameter(said, param_hint="--key")
    return wanted


def _ask_key(proposed: str, known: Sequence[RawReference]) -> str:
    while True:
        key = str(click.prompt("Key", default=proposed)).strip()
        try:
            return _choose_key({}, known, wanted=key, own="")
        except click.BadParameter as error:
            click.echo(error.message)


def _settle(doubts: Sequence[str], *, anyway: bool) -> None:
    """Go on only if what is perhaps there already is meant all the same."""
    for line in doubts:
        click.echo(make_printable(line), err=True)
    if not doubts or anyway or (can_ask() and click.confirm("Add it all the same?")):
        return
    raise click.ClickException("nothing added; cite what is there, or say --anyway")


def _refer(item: Item, shelf: _Shelf) -> RawReference:
    csl = {name: value for name, value in item.items() if name != "custom"}
    return RawReference(str(item["id"]), csl, lambda: Position(shelf.files.path))


def _write(shelf: _Shelf, items: Sequence[Item]) -> None:
    shown = show_path(shelf.file)
    try:
        text = insert_items(shelf.text, items, path=shelf.file.name)
    except CannotInsertError as error:
        said = f"{shown} cannot be added to: {error}; put in what is shown above by hand"
        raise click.ClickException(said) from error
    try:
        write_whole(shelf.file, text.encode())
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written ({error.strerror})") from error


def _tell(shelf: _Shelf, items: Sequence[Item]) -> None:
    """Say what was added, as the edition's style prints it, and how to cite it."""
    assert shelf.files.edition  # without it the shelf is not opened
    fields = shelf.files.edition.fields
    formatted, _ = format_citations(
        [_refer(item, shelf) for item in items],
        (),
        style=fields.style,
        style_folder=shelf.folder,
        locale=fields.language,
        dates=fields.dates,
        cache=None,
    )
    click.echo(click.style(f"added to {make_printable(str(show_path(shelf.file)))}:", bold=True))
    for entry in formatted.entries:
        click.echo(f"\n  {make_printable(entry.text)}\n  cite it as [@{entry.id}]")
    if any("custom" not in item for item in items):
        click.echo(
            "\nWhoever reads it says so in the file, under `custom`; until then readers are told that"
        )
        click.echo("the editors have not checked it.")
