"""What a command is not told by its options: asked at a terminal, and elsewhere named, all that is missing at once."""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from variorum.additions import TextsRead, read_texts
from variorum.cli.project import read_source
from variorum.cli.report import show_problem
from variorum.cli.writing import write_whole
from variorum.problems import Problem, has_errors, make_printable
from variorum.read.editions import choose_editions

DATE = click.option(
    "--date", "day", metavar="YYYY-MM-DD", help="The day that it is signed with; by default today."
)
BY = click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    help="Who signs it; may be given several times. By default the name that git has of you.",
)


def can_ask() -> bool:
    """Say whether somebody sits at a terminal to be asked."""
    return sys.stdin.isatty()


def demand(given: Mapping[str, object]) -> None:
    """Refuse to go on without what cannot be asked.

    Args:
        given: What the options and arguments say, by their names; None where they say nothing.

    Raises:
        click.UsageError: Something is missing; names all of it.
    """
    missing = [name for name, value in given.items() if value is None]
    if missing and not can_ask():
        *others, last = missing
        names = f"{', '.join(others)} and {last}" if others else last
        raise click.UsageError(f"say {names}; there is no terminal to ask at")


def ask(question: str) -> str:
    """Ask for words, which may not be empty."""
    answer = ""
    while not answer.strip():
        answer = str(click.prompt(f"{question}", default="", show_default=False))
    return answer.strip()


def ask_number(question: str, most: int) -> int:
    """Ask for one of the numbers from 1 on."""
    return int(click.prompt(question, type=click.IntRange(1, most)))


def read_day(day: str | None, *, name: str = "--date") -> date:
    """Return the day that an option says, by default today."""
    if day is None:
        return date.today()  # the editor's own day, and the only clock there is
    try:
        found = date.fromisoformat(day)
    except ValueError:
        found = None
    if found is None or day != found.isoformat():  # other forms of ISO 8601 are no days here
        raise click.BadParameter(f'"{day}" is no day; write YYYY-MM-DD', param_hint=name)
    return found


def find_names(by: Sequence[str]) -> list[str] | None:
    """Return who signs: whom the option names, or else who git says works here; None where nobody is known."""
    if by:
        return list(by)
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except (OSError, UnicodeDecodeError):
        return None
    return [done.stdout.strip()] if done.stdout.strip() else None


def read_editions(folders: Sequence[Path], *, root: Path) -> list[TextsRead]:
    """Read the texts of the editions that a command is about.

    Raises:
        SystemExit: There are none; their problems are told.
    """
    chosen, problems = choose_editions(folders, root=root, source=read_source(root))
    read = [read_texts(folder, root=root) for folder in chosen]
    for item in read:
        problems += item.list_hindrances()
    if problems:
        refuse(problems, said="nothing written: this comes first")
    return read


def refuse(problems: Iterable[Problem], *, said: str = "") -> NoReturn:
    """Tell what is wrong on standard error, and end with 1."""
    for problem in problems:
        click.echo(show_problem(problem), err=True)
    if said:
        click.echo(said, err=True)
    raise SystemExit(1)


def write_new(edition: Path, file: Path, *, content: str, problems: Sequence[Problem]) -> None:
    """Write a file that is not there yet, and show it; or tell what would be wrong with it.

    Args:
        edition: The folder of the edition, which the file may not lead out of.
        file: In a folder of the edition, which is made where it is missing.
        content: The file's.
        problems: Of it, before it is written.

    Raises:
        click.ClickException: It cannot be written.
        SystemExit: It would be wrong.
    """
    if has_errors(problems):
        refuse(problems, said="nothing written")
    try:
        written = content.encode()
    except UnicodeEncodeError as error:
        said = "what was typed holds bytes that are not UTF-8; nothing written"
        raise click.ClickException(said) from error
    try:
        file.parent.mkdir(exist_ok=True)
        if not file.parent.resolve().is_relative_to(edition.resolve()):
            raise click.ClickException(f"{file.parent} leads out of the edition; nothing written")
        write_whole(file, written)
    except OSError as error:
        said = f"{file} cannot be written ({error.strerror}); nothing written"
        raise click.ClickException(said) from error
    click.echo(click.style(make_printable(str(show_path(file))), bold=True) + "\n")
    echo_words(content)


def echo_words(content: str) -> None:
    """Show what a file holds, so that no sign in it moves the cursor."""
    for line in content.rstrip("\n").split("\n"):
        click.echo(f"  {make_printable(line)}".rstrip())
    click.echo()


def shorten(words: str) -> str:
    """Return how some words begin, for a message."""
    shown = make_printable(words)
    return f"{shown[:80]}…" if len(shown) > 80 else shown


def show_path(file: Path) -> Path:
    """Return a path as one would type it here."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


def is_free(file: Path) -> bool:
    """Say whether nothing has this path, not even a link that leads nowhere."""
    return not (file.exists() or file.is_symlink())
