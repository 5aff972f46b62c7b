"""`variorum export`: an edition as files, without a site."""

from pathlib import Path

import click

from variorum.build import load
from variorum.cli.project import read_site
from variorum.cli.waiting import FOLDER, QUIET, tell_steps
from variorum.cli.writing import write_whole
from variorum.export import FORMATS, choose_formats
from variorum.read.folder import choose_editions
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
    "out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
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
def export(formats: tuple[str, ...], out: Path, folders: tuple[Path, ...], quiet: bool) -> None:
    """Write an edition as files that other programs read: the same bytes as in the site.

    FORMAT is the name of a file, or of several without what follows the full stop; by default all are written.
    Addresses in them begin with the site_url of mkdocs.yml. Nothing is written of an edition that has an error.
    """
    try:
        chosen = choose_formats(formats)
    except KeyError as error:
        known = ", ".join(item.name for item in FORMATS)
        text = f"no format {error.args[0]!r}; there are {known}"
        raise click.BadParameter(text, param_hint="FORMAT") from error
    root = Path.cwd()
    site = read_site(root)
    editions, problems = choose_editions(folders, root=root)
    for problem in problems:
        click.echo(str(problem), err=True)
    failed = bool(problems)
    for folder in editions:
        with tell_steps(quiet=quiet) as tell:
            cache = root / ".cache" / "variorum"
            loaded = load(folder, root=root, cache=cache, site=site, tell=tell)
            if loaded.edition is None:
                for problem in loaded.problems:
                    if problem.severity == "error":
                        click.echo(str(problem), err=True)
                failed = True
                continue
            target = out / loaded.edition.slug
            target.mkdir(parents=True, exist_ok=True)
            for item in chosen:
                tell(f"writing {item.name}")
                write_whole(target / item.name, item.make(loaded.edition))
                click.echo(str(target / item.name))
                if item.name == "edition.json":  # which says where its schema is
                    (out / SCHEMA).parent.mkdir(parents=True, exist_ok=True)
                    write_whole(out / SCHEMA, read_schema().encode())
    if failed:
        raise SystemExit(1)
