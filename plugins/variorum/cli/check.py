"""`variorum check`: what is wrong, or looks wrong, in the editions."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import click

from variorum.build import load, read_blocks
from variorum.cli.project import read_source, takes_drafts
from variorum.cli.report import FORMATS, print_problems
from variorum.cli.waiting import FOLDER, QUIET, SINCE, tell_steps
from variorum.figures import count_figures, say_drafts
from variorum.problems import Position, Problem, has_errors, sort_problems
from variorum.published import FILE, compare_published
from variorum.read.editions import choose_editions
from variorum.read.sums import FILE as SUMS

_EXAMPLES = """\b
Examples:
  variorum check
  variorum check source/holding-the-reset-hostage
  variorum check --format github
  variorum check --published https://example.org/variorum/
  variorum check --explain V204
"""


@click.command(epilog=_EXAMPLES)
@click.argument("folders", nargs=-1, type=FOLDER)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How problems are written: for a reader, for GitHub's pages, for a program.",
)
@click.option(
    "--published",
    metavar="URL-OR-FOLDER",
    help="Compare with the registry of the site as it is published, and refuse what would break an address there.",
)
@click.option(
    "--since",
    metavar="FOLDER-OR-COMMIT",
    help=f"Refuse a copy-text that was altered, and an id that would not answer as it did. {SINCE}",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Mend first what is certain (mistyped names, quotes whose passage moved), and show each change.",
)
@click.option("--no-advice", is_flag=True, help="Leave out what only looks wrong.")
@click.option(
    "--explain",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Say what a code means and check nothing; may be given several times.",
)
@QUIET
def check(
    folders: tuple[Path, ...],
    form: str,
    published: str | None,
    since: str | None,
    fix: bool,
    no_advice: bool,
    codes: tuple[str, ...],
    quiet: bool,
) -> None:
    """Check the editions in FOLDERS, by default every one below source/.

    Prints every problem as path:line:column with why it matters and the way to mend it, on standard error (JSON on
    standard output). Errors come first, then warnings, then advice.
    Where nothing forbids to publish, the figures of each edition come last, on standard output: notes, citations, references,
    and which notes are drafts.
    Ends with 1 if a problem forbids to publish; advice never does.
    """
    root = Path.cwd()
    if codes:
        from variorum.cli.explain import explain

        explain(codes, root=root)
        return
    if published is not None and not published.strip():
        text = "names no site; give its address, or its folder"
        raise click.BadParameter(text, param_hint="--published")
    figures: list[str] = []
    if fix:
        from variorum.cli.fixing import fix_editions  # most checks only look

        with tell_steps(quiet=quiet) as tell:
            for line in list(fix_editions(folders, root=root, tell=tell)):
                click.echo(line, err=True)
    with tell_steps(quiet=quiet) as tell:
        found = [*_check(folders, root, tell, figures, published=published)]
        if since is not None:
            from variorum.cli.past import check_past

            tell(f"comparing with {since}")
            found += check_past(since, folders, root=root)
        problems = sort_problems(found)
    if no_advice:
        problems = tuple(problem for problem in problems if problem.severity != "advice")
    print_problems(problems, form)
    if form != "json":
        for line in () if has_errors(problems) else figures:
            click.echo(line)
    if has_errors(problems):
        raise SystemExit(1)


def _check(
    folders: Sequence[Path],
    root: Path,
    tell: Callable[[str], None],
    figures: list[str],
    *,
    published: str | None,
) -> Iterator[Problem]:
    """Yield the problems of the editions; for each that can be published its figures are added, and its drafts."""
    source, drafts = read_source(root), takes_drafts(root)
    chosen, problems = choose_editions(folders, root=root, source=source)
    yield from problems
    for folder in chosen:
        cache = root / ".cache" / "variorum"
        loaded = load(folder, root=root, cache=cache, drafts=drafts, tell=tell)
        if loaded.edition:
            figures.append(f"{loaded.edition.slug}: {count_figures(loaded.edition)}")
            if loaded.drafts:
                said = say_drafts(loaded.drafts, taken_in=drafts)
                figures.append(f"{loaded.edition.slug}: {said}")
        yield from loaded.problems
        home = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
        yield from _miss_sums(folder, path=f"{home}/{FILE}")
        if published:
            tell(f"comparing {folder.name} with the published site")
            yield from _compare(folder, published, root=root, path=f"{home}/{FILE}")
    if published and not folders:
        present = {folder.name for folder in chosen}
        yield from _miss_editions(published, present, at=Position(source.as_posix()))


def _miss_editions(published: str, present: Collection[str], *, at: Position) -> Iterator[Problem]:
    """Yield a problem for each edition that the site has and nobody would publish again."""
    from variorum.cli.online import read_editions  # the network takes a while to load

    slugs, problems = read_editions(published, at=at)
    yield from problems
    for slug in slugs:
        if slug not in present:
            text = f'"{slug}" is published and is not here: none of its addresses would answer'
            mend = "restore its folder; its name is part of every address and is not changed"
            yield Problem("V336", at, text, mend=mend)


def _miss_sums(folder: Path, *, path: str) -> Iterator[Problem]:
    """Yield advice where nothing would show that a line of the registry was altered."""
    if (folder / FILE).is_file() and not (folder / SUMS).is_file():
        text = f"no {SUMS} beside it: a line altered by hand would not be noticed"
        mend = "run `variorum ids`, which writes it"
        yield Problem("V320", Position(path), text, mend=mend, severity="advice")


def _compare(folder: Path, published: str, *, root: Path, path: str) -> Iterator[Problem]:
    """Yield what differs from the published registry in a way that breaks an address."""
    from variorum.cli.online import read_published

    read = read_blocks(folder, root=root)
    lines, problems = read_published(published, folder.name, path=path)
    yield from problems
    yield from compare_published(lines, read.lines, path=path)
