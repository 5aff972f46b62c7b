"""`variorum export`: an edition as files, without a site."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from variorum.build import load
from variorum.cli.project import read_site, read_source, takes_drafts
from variorum.cli.report import show_problem
from variorum.cli.waiting import FOLDER, QUIET, tell_steps
from variorum.cli.writing import write_whole
from variorum.export import FORMATS, Format, choose_formats
from variorum.model import Edition
from variorum.read.editions import choose_editions
from variorum.render.assets import SCHEMA, read_schema

_EXAMPLES = """\b
Examples:
  variorum export --to out
  variorum export tei.xml edition.json --to out
  variorum export references --to out --edition source/holding-the-reset-hostage
"""


@click.command(epilog=_EXAMPLES)
@click.argument("formats", nargs=-1, metavar="[FORMAT]...")
@click.option(
    "--to",
    required=True,
    type=click.Path(file_okay=False),
    help="The folder to write to; each edition has its own in it, as in the site.",
)
@click.option(
    "--edition",
    "folders",
    multiple=True,
    type=FOLDER,
    help="The edition's folder; by default every one below source/.",
)
@QUIET
def export(formats: tuple[str, ...], to: str, folders: tuple[Path, ...], quiet: bool) -> None:
    """Write an edition as files that other programs read: the same bytes as in the site.

    FORMAT is the name of a file, or of several without what follows the full stop; by default all are written.
    Addresses in them begin with the site_url of mkdocs.yml, and drafts are in them where it has `drafts: true`. Nothing is written of
    an edition that has an error.
    """
    try:
        chosen = choose_formats(formats)
    except KeyError as error:
        known = ", ".join(item.name for item in FORMATS)
        text = f"no format {error.args[0]!r}; there are {known}"
        raise click.BadParameter(text, param_hint="FORMAT") from error
    root = Path.cwd()
    out = Path(to)
    if reason := _find_objection(to):
        raise click.BadParameter(reason, param_hint="--to")
    site, drafts = read_site(root), takes_drafts(root)
    editions, problems = choose_editions(folders, root=root, source=read_source(root))
    for problem in problems:
        click.echo(show_problem(problem), err=True)
    failed = bool(problems)
    for folder in editions:
        with tell_steps(quiet=quiet) as tell:
            cache = root / ".cache" / "variorum"
            loaded = load(folder, root=root, cache=cache, site=site, drafts=drafts, tell=tell)
            if loaded.edition is None:
                for problem in loaded.problems:
                    if problem.severity == "error":
                        click.echo(show_problem(problem), err=True)
                failed = True
                continue
            try:
                _write(loaded.edition, chosen, out, tell)
            except OSError as error:
                place = error.filename2 or error.filename or out
                said = f"{place}: cannot be written ({error.strerror})"
                raise click.ClickException(f"{said}; name another folder with --to") from error
    if failed:
        raise SystemExit(1)


def _find_objection(to: str) -> str:
    """Say why files may not be written to a folder; empty where they may: an edition's own files have names of these."""
    if not to.strip():
        return "names no folder; the current one is called ."
    place = Path(to).resolve()
    if any((folder / "edition.yml").is_file() for folder in (place, *place.parents)):
        return f"{to} is in an edition, whose own files would be overwritten; name a folder outside"
    if any(place.glob("*/edition.yml")):
        return f"{to} holds editions, whose own files would be overwritten; name another folder"
    return ""


def _write(
    edition: Edition, chosen: Sequence[Format], out: Path, tell: Callable[[str], None]
) -> None:
    """Write an edition's files, each whole or not at all.

    Raises:
        OSError: One cannot be written.
    """
    target = out / edition.slug
    target.mkdir(parents=True, exist_ok=True)
    for item in chosen:
        tell(f"writing {item.name}")
        write_whole(target / item.name, item.make(edition))
        click.echo(str(target / item.name))
        if item.name == "edition.json":  # which says where its schema is
            (out / SCHEMA).parent.mkdir(parents=True, exist_ok=True)
            write_whole(out / SCHEMA, read_schema().encode())
