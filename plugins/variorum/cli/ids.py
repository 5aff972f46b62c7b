"""`variorum ids`: bring the registries up to date, so that every block has its permanent id."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import click

from variorum.build import BlocksRead, read_blocks
from variorum.cli.asking import read_day
from variorum.cli.project import read_source
from variorum.cli.report import show_problem
from variorum.cli.waiting import FOLDER, QUIET, tell_steps
from variorum.cli.writing import write_whole
from variorum.problems import has_errors, make_printable
from variorum.read.editions import choose_editions
from variorum.read.registry import dump_registry
from variorum.read.sums import FILE as SUMS
from variorum.read.sums import dump_sums
from variorum.registry.proposal import Proposal, Question
from variorum.registry.propose import propose

Answer = Literal["same", "new"]

_EXAMPLES = """\b
Examples:
  variorum ids
  variorum ids --check
  variorum ids source/holding-the-reset-hostage --same p5 --new p7
"""


@click.command(epilog=_EXAMPLES)
@click.argument("folders", nargs=-1, type=FOLDER)
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    help="The day on which new ids are published and old ones retire; by default today.",
)
@click.option(
    "--check",
    "only_look",
    is_flag=True,
    help="Write nothing; end with 1 if there is anything to do.",
)
@click.option("--same", multiple=True, metavar="ID", help="This block is the old one, reworded.")
@click.option(
    "--new", multiple=True, metavar="ID", help="This block is another; its old id retires."
)
@click.option(
    "--replace",
    is_flag=True,
    help="Let most of a text's ids retire, or a name take what another named.",
)
@QUIET
def ids(
    folders: tuple[Path, ...],
    day: str | None,
    only_look: bool,
    same: tuple[str, ...],
    new: tuple[str, ...],
    replace: bool,
    quiet: bool,
) -> None:
    """Give permanent ids to what is new in FOLDERS, by default every edition below source/.

    Compares the blocks with registry.jsonl, says what was reworded, inserted, split, merged or deleted, and writes
    the registry. Commit it with the change. Where it cannot tell a reworded block from another one it asks; without
    a terminal it writes nothing and names the options that answer. In an edition of several texts an ID is slug#p3.
    """
    when = read_day(day)
    root = Path.cwd()
    chosen, problems = choose_editions(folders, root=root, source=read_source(root))
    for problem in problems:
        click.echo(show_problem(problem), err=True)
    if problems:
        raise SystemExit(1)
    answers: dict[str, Answer] = dict.fromkeys(same, "same")
    if twice := sorted(set(same) & set(new)):
        raise click.UsageError(f"{twice[0]} cannot be both the same and new")
    answers |= dict.fromkeys(new, "new")
    if answers and len(chosen) > 1:
        raise click.UsageError("--same and --new are about one edition: name its folder")
    good = True
    for folder in chosen:
        with tell_steps(quiet=quiet) as tell:
            read = read_blocks(folder, root=root, tell=tell)
        name = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
        click.echo(click.style(make_printable(name), bold=True))
        good &= _bring_up_to_date(
            read, day=when, answers=answers, replace=replace, only_look=only_look, quiet=quiet
        )
    if not good:
        raise SystemExit(1)


def settle_questions(
    read: BlocksRead,
    *,
    day: date,
    answers: Mapping[str, Answer],
    replace: bool,
    ask: Callable[[Question], Answer] | None,
    quiet: bool = True,
) -> Proposal:
    """Return the proposal with every question answered, or as far as the answers go when there is nobody to ask."""
    count = sum(len(blocks) for _, blocks in read.texts)
    known = dict(answers)
    while True:
        with tell_steps(quiet=quiet) as tell:
            tell(f"comparing {count:,} blocks with the registry")
            proposal = propose(
                read.texts, read.addresses, read.lines, day=day, answers=known, replace=replace
            )
        # An answer sets blocks free, about which new questions may arise.
        if not ask or proposal.refusals or not proposal.unsure:
            return proposal
        known |= {question.address: ask(question) for question in proposal.unsure}


def _bring_up_to_date(
    read: BlocksRead,
    *,
    day: date,
    answers: Mapping[str, Answer],
    replace: bool,
    only_look: bool,
    quiet: bool,
) -> bool:
    """Write the registry of one edition and say what was done; return whether nothing is left to do."""
    if has_errors(read.problems):
        for problem in read.problems:
            if problem.severity == "error":
                click.echo(show_problem(problem), err=True)
        click.echo("nothing written: the errors come first", err=True)
        return False
    latest = max(
        (max(line.published, line.retired or line.published) for line in read.lines), default=day
    )
    if day < latest:
        text = f"nothing written: {day} is before {latest}, the last day in the registry"
        click.echo(f"  {text}; give --date {latest} or later", err=True)
        return False
    ask = None if only_look or not sys.stdin.isatty() else _ask
    proposal = settle_questions(
        read, day=day, answers=answers, replace=replace, ask=ask, quiet=quiet
    )
    for line in proposal.report:
        click.echo(f"  {make_printable(line)}")
    for question in proposal.unsure:
        click.echo(f"  {_show(question)}", err=True)
        click.echo(f"    say --same {question.address} or --new {question.address}", err=True)
    for refusal in proposal.refusals:
        click.echo(f"  {make_printable(refusal.sentence)}", err=True)
        if refusal.what == "replaced":
            click.echo("    if it is, say --replace", err=True)
        if refusal.what == "address-taken":
            text = "give each its own name; if this is what was there before, say --replace"
            click.echo(f"    {text}", err=True)
    if proposal.unsure or proposal.refusals:
        click.echo("nothing written", err=True)
        return False
    sums = read.registry_path.with_name(SUMS)
    is_done = proposal.lines == tuple(read.lines)
    if is_done:
        click.echo("  nothing to do")
    if is_done and (only_look or sums.is_file()):
        return True
    if only_look:
        click.echo("  nothing written: run `variorum ids`", err=True)
        return False
    known = {(line.text, line.id) for line in read.lines}
    changed = [line for line in proposal.lines if (line.text, line.id) in known]
    try:
        if sums.is_file():  # both are good for as long as only one of the files is written
            write_whole(sums, sums.read_bytes() + dump_sums(changed).encode())
        write_whole(read.registry_path, dump_registry(proposal.lines).encode())
        write_whole(sums, dump_sums(proposal.lines).encode())
    except OSError as error:
        click.echo(f"  nothing written: {read.registry_path.name}: {error.strerror}", err=True)
        return False
    return True


def _ask(question: Question) -> Answer:
    click.echo(f"  {_show(question)}")
    choice = click.prompt(
        "  the same block, or a new one?", type=click.Choice(["same", "new"], case_sensitive=False)
    )
    return "same" if choice == "same" else "new"


def _show(question: Question) -> str:
    shown = f"{question.address} is perhaps reworded, perhaps replaced: {question.change}"
    return make_printable(shown)
