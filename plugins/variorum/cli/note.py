"""`variorum note`: begin an annotation."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import click

from variorum.additions import TextsRead, check_note
from variorum.addresses import locate_note
from variorum.check import UNWRITTEN
from variorum.cli.asking import (
    BY,
    DATE,
    ask,
    ask_number,
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
from variorum.compose import cite_sources, name_stem, write_note
from variorum.lookup import Passage, find_context, find_likest, find_passages
from variorum.model import AnnotationKind, Citation
from variorum.problems import find_nearest, make_printable
from variorum.prose.citation_syntax import MalformedCitationError, parse_cluster

KINDS = get_args(AnnotationKind)
MOST_LISTED = 30
"""Passages that are shown for words that stand all over the text."""
_EXAMPLES = """\b
Examples:
  variorum note
  variorum note "eased visa rules"
  variorum note "missile defense" --nth 2 --kind context --title "The shield" --source "pifer-2011, p. 3"
  variorum note "negative trends" --kind explanation --title "Drift" --body "“Drift” was Biden’s word [@biden-munich-2009]."
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, and the edition that it is of."""

    read: TextsRead
    passage: Passage


@click.command(epilog=_EXAMPLES)
@click.argument("words", required=False)
@click.option(
    "--nth", type=click.IntRange(1), help="Which of several passages, as they are listed."
)
@click.option("--kind", type=click.Choice(KINDS), help="What the note is for.")
@click.option("--title", help="A few words that tell the note from others.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="KEY[, LOCATOR]",
    help="What the note rests on, by its key among the edition’s references; may be given several times.",
)
@click.option(
    "--body", help="The note itself, in Markdown; without it a line stands there, to be replaced."
)
@click.option("--editor", is_flag=True, help="Write the note in your own editor, $EDITOR.")
@click.option(
    "--as-of", metavar="YYYY-MM-DD", help="The day at which it was true; needed for hindsight."
)
@BY
@DATE
@click.option("--edition", "folders", multiple=True, type=FOLDER, help="The edition’s folder; by default all below source/ are searched.")  # fmt: skip
def note(
    words: str | None,
    nth: int | None,
    kind: str | None,
    title: str | None,
    sources: tuple[str, ...],
    body: str | None,
    editor: bool,
    as_of: str | None,
    by: tuple[str, ...],
    day: str | None,
    folders: tuple[Path, ...],
) -> None:
    """Begin a note on WORDS of a text, wherever they stand, and write its file.

    The words compare as quotes do: spaces, dashes and the form of quotation marks do not count. At a terminal it asks for what WORDS,
    --kind and --title do not say, and then for the rest too. The note is a draft, in a file of its own below annotations/; no file is ever overwritten.
    """
    names = find_names(by)
    needs_day = kind == "hindsight" and as_of is None
    demand(
        {
            "WORDS": words or None,
            "--kind": kind,
            "--title": title or None,
            "--by": names,
            **({"--as-of": None} if needs_day else {}),
        }
    )
    signed = read_day(day)
    true_at = read_day(as_of, name="--as-of") if as_of else None
    if body is not None and editor:
        raise click.UsageError("--body and --editor are two ways to write the note; choose one")
    is_asking = can_ask() and not (words and kind and title)  # then for what may be left out too
    editions = read_editions(folders, root=Path.cwd())
    found = _choose(words or ask("Words of the text"), editions, nth=nth)
    passage, read = found.passage, found.read
    cited = _parse_sources(sources, read)
    context = find_context(passage)
    if context is None:
        said = "the words stand several times in their block, and nothing around them tells which; take in more of them"
        raise click.ClickException(said)
    if kind is None:
        kind = click.prompt("Kind", type=click.Choice(KINDS), default="explanation")
    if kind == "hindsight" and true_at is None:
        true_at = read_day(ask("Day at which it was true (YYYY-MM-DD)"), name="the answer")
    title = title or ask("Title, in a few words")
    if not sources and is_asking:
        cited = _ask_sources(read)
    names = names or [ask("Your name")]
    if body is None and is_asking and not editor:
        body = click.prompt("The note (empty: later)", default="", show_default=False)
    body = body or _begin_body(cited)
    if editor:
        body = click.edit(body, extension=".md") or body
    otherwise = name_stem(passage.quote, f"note-on-{passage.block.id}", lambda stem: False)
    folder = read.folder / "annotations"
    stem = name_stem(
        title,
        otherwise,
        # a file called readme is no note
        lambda stem: stem == "readme" or read.has_note(stem) or not is_free(folder / f"{stem}.md"),
    )
    content = write_note(
        target=passage.target,
        quote=passage.quote,
        prefix=context[0],
        suffix=context[1],
        kind=cast(AnnotationKind, kind),
        title=title,
        by=names,
        date=signed,
        as_of=true_at,
        body=cite_sources(body, cited),
    )
    file = folder / f"{stem}.md"
    problems = check_note(read, stem, content=content)
    write_new(read.folder, file, content=content, problems=problems)
    _tell_what_comes(read, stem, is_written=not body.startswith(UNWRITTEN))


def _choose(words: str, editions: Sequence[TextsRead], *, nth: int | None) -> _Found:
    """Return the one passage that is meant; asks where several fit, and ends with 1 where that cannot be told."""
    found = [_Found(read, item) for read in editions for item in find_passages(words, read.texts)]
    if not found:
        return _offer_likest(words, editions)
    if nth is not None and nth > len(found):
        raise click.ClickException(f"--nth {nth}: the words stand {len(found)} times")
    if nth is not None or len(found) == 1:
        return found[(nth or 1) - 1]
    click.echo(f"{len(found)} passages have these words:", err=not can_ask())
    for number, item in enumerate(found[:MOST_LISTED], 1):
        where = _show_place(item, editions)
        shown = make_printable(f"{number:4}  {where}  {item.passage.show()}")
        click.echo(shown, err=not can_ask())
    if len(found) > MOST_LISTED:
        click.echo(
            f"      and {len(found) - MOST_LISTED} more: take in more words", err=not can_ask()
        )
    if not can_ask():
        raise click.ClickException("say which with --nth, or take in more words")
    return found[ask_number("Which", len(found)) - 1]


def _offer_likest(words: str, editions: Sequence[TextsRead]) -> _Found:
    near = [(found, read) for read in editions if (found := find_likest(words, read.texts))]
    said = f'no passage has the words "{shorten(words)}"'
    if not near:
        raise click.ClickException(f"{said}, nor any like them; copy them from the page")
    (passage, score), read = max(near, key=lambda item: item[0][1])
    item = _Found(read, passage)
    where = _show_place(item, editions)
    click.echo(
        f"{said}\n  nearest: {where}  {make_printable(passage.show())} ({int(score)} %)", err=True
    )
    if can_ask() and click.confirm("Is that meant?", default=True):
        return item
    raise click.ClickException("copy the words from the page; capitals count")


def _show_place(item: _Found, editions: Sequence[TextsRead]) -> str:
    edition = f"{item.read.files.slug}, " if len(editions) > 1 else ""
    return f"{edition}{item.passage.place}"


def _parse_sources(sources: Sequence[str], read: TextsRead) -> tuple[Citation, ...]:
    """Return what the note is to cite.

    Raises:
        click.BadParameter: No reference of the edition has the key, or it is no citation.
    """
    cited: list[Citation] = []
    keys = [reference.id for reference in read.files.references]
    for source in sources:
        written = source.strip().removeprefix("[").removesuffix("]")
        try:
            found = parse_cluster(written if "@" in written else f"@{written}")
        except MalformedCitationError as error:
            said = f"{error.text}; {error.mend}"
            raise click.BadParameter(make_printable(said), param_hint="--source") from error
        for citation in found:
            if citation.key not in keys:
                near = find_nearest(citation.key, keys)
                mend = f'; did you mean "{near}"?' if near else ""
                said = f'no reference has the key "{citation.key}"{mend}'
                said += " (`variorum reference` adds one)"
                raise click.BadParameter(make_printable(said), param_hint="--source")
        cited += found
    return tuple(cited)


def _ask_sources(read: TextsRead) -> tuple[Citation, ...]:
    while True:
        question = "Sources, as KEY or KEY, p. 3 (several with ; between; empty: none)"
        answer = str(click.prompt(question, default="", show_default=False))
        parts = [part for part in answer.split(";") if part.strip()]
        try:
            return _parse_sources(parts, read)
        except click.BadParameter as error:
            click.echo(error.message)


def _begin_body(cited: Sequence[Citation]) -> str:
    where = "" if cited else ", and cite where that is to be read"
    return f"{UNWRITTEN} say what a reader should know of these words{where}."


def _tell_what_comes(read: TextsRead, stem: str, *, is_written: bool) -> None:
    place = f"{read.files.slug}/{locate_note(stem)}"
    site = read_site(Path.cwd()).address
    where = f"{site}{place}" if site else f"{place} on the site"
    click.echo(f"Once it is reviewed it stands at {where}")
    click.echo("and beside its words; until then `mkdocs serve` shows it as a draft.")
    write = "" if is_written else f"write the note in place of the line {UNWRITTEN} …, "
    click.echo(f"Next: {write}run `variorum check`, and propose the file.")
