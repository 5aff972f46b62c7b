"""`variorum new`: begin an edition from an article."""

import shlex
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from variorum.begin.article import Article, read_article
from variorum.begin.claims import Claim, Field, clean_value
from variorum.begin.names import part_name, split_names
from variorum.begin.project import Plan, write_project
from variorum.begin.propose import Proposal, propose_corrections
from variorum.build import load
from variorum.cli.asking import can_ask, read_day
from variorum.cli.moving import list_in_the_way, move_in, write_beside
from variorum.cli.report import show_problem
from variorum.problems import Position, Problem, make_printable
from variorum.read.article import describe_unreadable
from variorum.read.limits import FILE
from variorum.read.values import is_id
from variorum.wording import find_wording

_EXAMPLES = """\b
Examples:
  variorum new ~/Downloads/article.html
  variorum new letter.md --into letters --slug bedell
  variorum new article.html --by "Your name" --accept none
"""
OUTSIDE = 5
"""Pieces of a page beside its article that are named: a long list is not looked at."""
SHOWN = 60
"""Code points of the words that mark the body: where a text says one thing over and over they are many."""
EDITORS = "The editors"
"""Who edits, where nobody says."""


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder of the new site; by default the one you are in.",
)
@click.option("--slug", metavar="NAME", help="What the edition is called in its address.")
@click.option("--by", metavar="NAME", help=f"Who edits it; by default “{EDITORS}”.")
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    help="The day on which its paragraphs are published; by default today.",
)
@click.option(
    "--accept",
    type=click.Choice(["ask", "all", "none"]),
    help="Which of the proposed corrections are made; by default it asks, and without a terminal makes none.",
)
def new(
    file: Path,
    folder: Path,
    slug: str | None,
    by: str | None,
    day: str | None,
    accept: str | None,
) -> None:
    """Begin an edition from FILE, an article in HTML, Markdown or plain text, in an empty folder.

    The article is copied as it is, byte for byte. What it says of itself fills edition.yml, in which a comment says where
    each value comes from; what it does not say is asked in a terminal, or left as a question mark. What looks wrong in the text is
    proposed as corrections: nothing is corrected until you accept it.
    """
    when = read_day(day)
    article, problems = _read(file)
    for problem in problems:
        click.echo(show_problem(problem), err=True)
    if article is None:
        raise SystemExit(1)
    if can_ask():
        article = _ask_details(article)
    plan = Plan(_choose_slug(slug or article.slug), _choose_by(by), when)
    plan = replace(plan, accepted=frozenset(_accept(article, accept)))
    files = write_project(article, plan)
    taken = list_in_the_way(files, folder)
    if taken:
        listed = "\n".join(f"  {make_printable(name)}" for name in taken)
        text = f"nothing written: these are there already in {make_printable(str(folder))}:\n{listed}\n"
        raise click.ClickException(f"{text}Begin in an empty folder: --into FOLDER")
    try:
        with write_beside(files, folder) as beside:
            home = beside / "source" / plan.slug
            found = load(home, root=beside, cache=None).problems
            move_in(beside, folder)
    except OSError as error:
        text = f"nothing written in {make_printable(str(folder))}: {error.strerror}"
        raise click.ClickException(text) from error
    for line in _report(article, plan, folder, found):
        click.echo(make_printable(line))


def _read(file: Path) -> tuple[Article | None, list[Problem]]:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise click.ClickException(f"{make_printable(str(file))} is not a file")
        # one byte too many is enough to say that it is too large
        with file.open("rb") as stream:
            data = stream.read(FILE + 1)
    except FileNotFoundError:
        is_address = str(file).startswith(("http:/", "https:/"))
        mend = (
            "save the page in your browser, and name its file" if is_address else "correct its name"
        )
        return None, [Problem("V101", Position(str(file)), "no such file", mend=mend)]
    except (OSError, ValueError) as error:
        return None, [describe_unreadable(error, str(file))]
    return read_article(str(file), data)


def _ask_details(article: Article) -> Article:
    """Return the article with what its file does not say, as far as whoever sits there knows it."""
    details = article.details
    for name in details.list_missing():
        clean = _ask_value(name, f"its {_ASKED[name]} (Enter leaves it for later)", "")
        if clean and name == "title":
            details = replace(details, title=Claim(clean, "given when the edition was begun"))
        elif clean and name == "issued":
            details = replace(details, issued=Claim(clean, "given when the edition was begun"))
        elif clean and (names := split_names(clean)):
            authors = tuple(part_name(each) for each in names)
            origin = "given when the edition was begun"
            details = replace(details, authors=authors, authors_origin=origin)
    if all(name != "language" for name, _ in details.others):
        said = _ask_value("language", "its language, as en, en-US or ru", "en")
        claim = Claim(said, "given when the edition was begun")
        details = replace(details, others=(*details.others, ("language", claim)))
        # the reasons of corrections are given in the language of the text
        proposals, rules = propose_corrections(article.words, find_wording(said))
        article = replace(article, proposals=proposals, rules=rules)
    return replace(article, details=details)


def _ask_value(name: Field, what: str, default: str) -> str:
    """Ask until what is said can be such a value, or nothing is."""
    while True:
        said = click.prompt(
            f"The file does not say {what}", default=default, show_default=bool(default)
        )
        clean = clean_value(name, str(said))
        if clean or not said:
            return clean
        click.echo("  that cannot be one")


def _choose_slug(slug: str) -> str:
    while not is_id(slug):
        what = (
            f"“{make_printable(slug)}” cannot be part of an address"
            if slug
            else "the title has no Latin letters"
        )
        wanted = "small letters, digits and single hyphens"
        if not can_ask():
            raise click.ClickException(f"{what}: say --slug NAME, in {wanted}")
        slug = str(click.prompt(f"{what}. What is the edition called there, in {wanted}?"))
    return slug


def _choose_by(by: str | None) -> str:
    if by is None and can_ask():
        by = str(click.prompt("Who edits it?", default=EDITORS))
    clean = clean_value("publisher", by or EDITORS)
    if not clean:
        raise click.BadParameter("is no name", param_hint="--by")
    return clean


def _accept(article: Article, accept: str | None) -> Iterator[str]:
    """Yield the ids of the proposals that are accepted."""
    asked = accept == "ask" or (accept is None and can_ask())
    every = accept == "all"
    for number, item in enumerate(article.proposals, 1):
        if not asked and not every:
            return
        if asked and not every:
            click.echo(
                f"\nCorrection {number} of {len(article.proposals)}: {make_printable(item.what)}"
            )
            for line in _show(item):
                click.echo(f"  {make_printable(line)}")
            answer = click.prompt(
                "make it?", type=click.Choice(["y", "n", "all", "none"]), default="n"
            )
            if answer == "none":
                return
            every = answer == "all"
            if answer == "n":
                continue
        yield item.id


def _show(item: Proposal) -> list[str]:
    if item.kind == "link":
        return [f"“{item.source}” stays, without its link"]
    return [f"printed: {item.source}", f"read:    {item.reading}"]


def _report(
    article: Article, plan: Plan, folder: Path, problems: tuple[Problem, ...]
) -> Iterator[str]:
    """Yield what was made, what is to be looked at, and how to go on."""
    home = f"source/{plan.slug}"
    parts = [block.part for block in article.words.blocks]
    yield f"An edition is begun in {folder / home}:"
    yield f"  {article.file}: the article, byte for byte"
    counts = f"{parts.count('front')} before the article, {parts.count('body')} of it, {parts.count('back')} after it"
    yield f"  registry.jsonl: an id for each paragraph and heading ({counts})"
    proposed = len(article.proposals) - len(plan.accepted)
    if plan.accepted:
        yield f"  emendations/: {_count(len(plan.accepted))} made"
    if proposed:
        yield f"  proposals/: {_count(proposed)} proposed; to make one move its file to emendations/, else delete it"
    yield "  edition.yml: what it is. Please look at it:"
    details = article.details
    yield f"    title     {details.title.value}"
    yield f"    author    {'; '.join(map(str, details.authors))}"
    yield f"    issued    {details.issued.value}"
    language = next((claim.value for name, claim in details.others if name == "language"), "")
    yield f"    language  {language or 'not said by the file, so en is taken'}"
    yield f"    begins    {article.opening[:SHOWN]}"
    yield f"    ends      {article.closing[-SHOWN:]}"
    for words in article.chosen.outside[:OUTSIDE]:
        yield f"    left out of the page: beside the article  {words}"
    for written, words in article.chosen.left_out:
        yield f"    left out of the page: {written}  {words}"
    told = [problem for problem in problems if problem.severity == "error"]
    if told:
        yield "Before it can be built:"
    for problem in told:
        yield f"  {problem.position.path}:{problem.position.line}: {problem.text}; {problem.mend}"
    yield "Then:" if told else "See it:"
    if folder != Path():
        yield f"  cd {shlex.quote(str(folder))}"
    yield "  variorum check"
    yield "  mkdocs serve"


def _count(number: int) -> str:
    return f"{number} correction{'' if number == 1 else 's'}"


_ASKED: dict[Field, str] = {
    "title": "title",
    "author": "author",
    "issued": "date, as YYYY-MM-DD, YYYY-MM or YYYY",
}
