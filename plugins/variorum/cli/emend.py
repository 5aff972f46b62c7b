"""`variorum emend`: declare a correction of the copy-text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import click

from variorum.additions import TextsRead, check_emendation
from variorum.cli.asking import (
    BY,
    DATE,
    ask,
    can_ask,
    demand,
    find_names,
    is_free,
    read_day,
    read_editions,
    shorten,
    write_new,
)
from variorum.cli.project import read_site
from variorum.cli.waiting import FOLDER
from variorum.compose import name_stem, write_emendation
from variorum.emend import find_near, narrow
from variorum.lookup import PrintedPassage, find_passages, find_printed
from variorum.model import EmendationKind
from variorum.problems import make_printable

KINDS = get_args(EmendationKind)
MOST_LISTED = 10
"""Places that are shown of words printed all over the text."""
_SIGN = re.compile(r"\\([\\n])")  # \n for the end of a line, \\ for a backslash
_EXAMPLES = """\b
Examples:
  variorum emend
  variorum emend "Alejandro Suelo is a scholar" "Alejandro Sueldo is a scholar" \\
    --kind name --reason "The byline has Sueldo [@swj-sueldo]."
  variorum emend "countries\\n\\nthat" "countries that" --kind page-break --reason "A page ended there."
  variorum emend "☒" "" --times 3 --kind damage --reason "Left by a conversion of the file."
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """Words as an edition's copy-texts print them, wherever they do."""

    read: TextsRead
    passages: tuple[PrintedPassage, ...]


@click.command(epilog=_EXAMPLES)
@click.argument("printed", required=False)
@click.argument("reading", required=False)
@click.option(
    "--times", type=click.IntRange(1), help="How often the words are printed, to change them all."
)
@click.option("--kind", type=click.Choice(KINDS), help="What went wrong.")
@click.option("--reason", help="Why, in Markdown, with citations.")
@BY
@DATE
@click.option(
    "--edition",
    "folders",
    multiple=True,
    type=FOLDER,
    help="The edition’s folder; by default all below source/ are searched.",
)
def emend(
    printed: str | None,
    reading: str | None,
    times: int | None,
    kind: str | None,
    reason: str | None,
    by: tuple[str, ...],
    day: str | None,
    folders: tuple[Path, ...],
) -> None:
    r"""Correct the copy-text where it has PRINTED, so that the edition reads READING.

    The copy-text itself is never changed: the correction is a file of its own below emendations/. Take in enough words that they
    are printed once. An empty READING deletes; \n is the end of a line, and \n\n what parts two blocks. At a terminal it asks for
    what the options do not say. No file is ever overwritten.
    """
    names = find_names(by)
    if kind == "link" and reading is None:
        reading = printed
    demand(
        {
            "PRINTED": printed or None,
            "READING": reading,
            "--kind": kind,
            "--reason": reason or None,
            "--by": names,
        }
    )
    signed = read_day(day)
    editions = read_editions(folders, root=Path.cwd())
    found = _find(_read_signs(printed or ask("Printed")), editions)
    count = _count(found, times)
    source = found.passages[0].source
    if reading is None and kind != "link":
        question = "Is to be read (empty: nothing, the words are deleted)"
        reading = str(click.prompt(question, default="", show_default=False))
    kind = kind or str(click.prompt("Kind", type=click.Choice(KINDS)))
    if kind == "link" or reading is None:
        reading = source
    reason = reason or ask("Reason")
    names = names or [ask("Your name")]
    read = found.read
    folder = read.folder / "emendations"
    reading = reading if kind == "link" else _read_signs(reading)
    start, end = narrow(source, reading)
    was, now = source[start : len(source) - end], reading[start : len(reading) - end]
    name = name_stem(
        now,
        name_stem(was, kind, lambda name: False),
        lambda name: read.has_emendation(name) or not is_free(folder / f"{name}.yml"),
    )
    content = write_emendation(
        source=source,
        reading=reading,
        kind=cast(EmendationKind, kind),
        reason=reason,
        by=names,
        date=signed,
        times=count,
    )
    file = folder / f"{name}.yml"
    problems = check_emendation(read, name, content=content)
    write_new(read.folder, file, content=content, problems=problems)
    _tell_what_comes(read, name)


def _read_signs(words: str) -> str:
    """Return words with the ends of lines that a shell makes it hard to type."""
    return _SIGN.sub(lambda found: "\n" if found[1] == "n" else "\\", words)


def _find(words: str, editions: Sequence[TextsRead]) -> _Found:
    """Return the words as one edition prints them, in one way, wherever it does.

    Raises:
        click.ClickException: None does, or several, or in several ways.
    """
    found = [
        _Found(read, places) for read in editions if (places := find_printed(words, read.printed))
    ]
    shown = shorten(words)
    if not found:
        _explain_missing(words, editions)
    if len(found) > 1:
        slugs = ", ".join(item.read.files.slug for item in found)
        raise click.ClickException(f'"{shown}" is printed in {slugs}: say which with --edition')
    (item,) = found
    if len(ways := {passage.source: passage for passage in item.passages}) > 1:
        _list(list(ways.values()))
        raise click.ClickException(
            f'"{shown}" is printed in {len(ways)} ways: copy one of them exactly'
        )
    return item


def _explain_missing(words: str, editions: Sequence[TextsRead]) -> None:
    said = f'"{shorten(words)}" is not printed anywhere'
    for read in editions:
        if find_passages(words, read.texts):
            raise click.ClickException(
                f"{said}: the edition reads so already, by a correction or a rule"
            )
    near = [line for read in editions if (line := find_near(words, read.printed))]
    for line in near:
        click.echo(f"  nearest: {make_printable(line)}", err=True)
    raise click.ClickException(f"{said}; copy the words as they are printed, without markup")


def _count(found: _Found, times: int | None) -> int:
    """Return how often the words are printed; asks, or ends with 1, where nobody has said that all places are meant."""
    count = len(found.passages)
    if count == (times or 1):
        return count
    _list(found.passages)
    said = f"the words are printed {'once' if count == 1 else f'{count} times'}"
    if times is None and can_ask() and click.confirm(f"{said}: change them all?"):
        return count
    mend = "take in more words" if count == 1 else f"take in more words, or say --times {count}"
    raise click.ClickException(f"{said}; {mend}" if count > 1 else f"{said}, not {times} times")


def _list(passages: Sequence[PrintedPassage]) -> None:
    for passage in passages[:MOST_LISTED]:
        click.echo(f"  {make_printable(passage.show())}", err=True)
    if len(passages) > MOST_LISTED:
        click.echo(f"  and {len(passages) - MOST_LISTED} more", err=True)


def _tell_what_comes(read: TextsRead, name: str) -> None:
    place = f"{read.files.slug}/apparatus/#emendation-{name}"
    site = read_site(Path.cwd()).address
    click.echo(
        f"It will stand at {site}{place}" if site else f"It will stand at {place} on the site"
    )
    click.echo("and be marked in the text.")
    click.echo("Next: run `variorum ids`, which notes the new wording, then `variorum check`,")
    click.echo("and propose the file together with registry.jsonl and registry.sum.")
