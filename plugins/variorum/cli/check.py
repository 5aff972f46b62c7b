"""`variorum check`: what is wrong, or looks wrong, in the editions."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from variorum.build import load, read_blocks
from variorum.cli.project import takes_drafts
from variorum.cli.waiting import FOLDER, QUIET, SINCE, tell_steps
from variorum.figures import count_figures, say_drafts
from variorum.problems import Position, Problem, has_errors, make_printable, sort_problems
from variorum.published import FILE, compare_published
from variorum.read.folder import choose_editions
from variorum.read.sums import FILE as SUMS

_EXAMPLES = """\b
Examples:
  variorum check
  variorum check source/holding-the-reset-hostage
  variorum check --format github
  variorum check --published https://example.org/variorum/
"""
FORMATS = ("text", "github", "json")
_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


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
@QUIET
def check(
    folders: tuple[Path, ...],
    form: str,
    published: str | None,
    since: str | None,
    fix: bool,
    no_advice: bool,
    quiet: bool,
) -> None:
    """Check the editions in FOLDERS, by default every one below source/.

    Prints every problem as path:line:column with the way to mend it, on standard error (JSON on standard output).
    Where nothing forbids to publish, the figures of each edition come last, on standard output: notes, citations, references,
    and which notes are drafts.
    Ends with 1 if a problem forbids to publish; advice never does.
    """
    if published is not None and not published.strip():
        text = "names no site; give its address, or its folder"
        raise click.BadParameter(text, param_hint="--published")
    root = Path.cwd()
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
    if form == "json":
        click.echo(_to_json(problems))
    else:
        for problem in problems:
            click.echo(_to_github(problem) if form == "github" else _to_text(problem), err=True)
        click.echo(_summarise(problems), err=True)
        if count := sum(problem.repair is not None for problem in problems):
            one = "is one" if count == 1 else f"are {count}"
            click.echo(f"there {one} that `variorum check --fix` may mend", err=True)
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
    drafts = takes_drafts(root)
    chosen, problems = choose_editions(folders, root=root)
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
        yield from _miss_editions(published, {folder.name for folder in chosen})


def _miss_editions(published: str, present: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each edition that the site has and nobody would publish again."""
    from variorum.cli.online import read_editions  # the network takes a while to load

    at = Position("source")
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


def _to_text(problem: Problem) -> str:
    head, *rest = str(problem).split("\n")
    return "\n".join([click.style(head, fg=_COLOURS[problem.severity]), *rest])


def _to_github(problem: Problem) -> str:
    """Return the problem as a workflow command (GitHub Docs, Workflow commands, *Setting an error message*)."""
    at = problem.position
    details = "\n".join(str(problem).split("\n")[1:])
    message = f"{make_printable(problem.text)}\n{details}".strip()
    for sign, code in (("%", "%25"), ("\n", "%0A")):
        message = message.replace(sign, code)
    path = make_printable(at.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    level = _LEVELS[problem.severity]
    return f"::{level} file={path},line={at.line},col={at.column},title={problem.code}::{message}"


def _to_json(problems: Iterable[Problem]) -> str:
    """Return the problems as JSON that moves no cursor when shown: letters as they are, what is unseen by its number."""
    data = [asdict(problem) for problem in problems]
    flat = [{**fields.pop("position"), **fields} for fields in data]
    for fields in flat:
        del fields["repair"]  # which a program asks for by --fix
    text = json.dumps(flat, ensure_ascii=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _summarise(problems: Iterable[Problem]) -> str:
    counts = dict.fromkeys(("error", "warning", "advice"), 0)
    for problem in problems:
        counts[problem.severity] += 1
    shown = [
        f"{count} {name}{'s' if count != 1 and name != 'advice' else ''}"
        for name, count in counts.items()
        if count
    ]
    return ", ".join(shown) if shown else "no problems"
