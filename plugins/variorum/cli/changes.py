"""`variorum changes`: what a change does to the editions, for whoever reviews it."""

from pathlib import Path

import click

from variorum.build import Pieces, read_pieces
from variorum.changes import EditionChanges, compare, write_changes
from variorum.cli.past import open_past, pair_editions
from variorum.cli.waiting import FOLDER, QUIET, SINCE, tell_steps

_EXAMPLES = """\b
Examples:
  variorum changes --since main
  variorum changes --since HEAD^1 >> "$GITHUB_STEP_SUMMARY"
  variorum changes source/holding-the-reset-hostage --since ../as-it-was
"""


@click.command(epilog=_EXAMPLES)
@click.argument("folders", nargs=-1, type=FOLDER)
@click.option("--since", metavar="FOLDER-OR-COMMIT", required=True, help=SINCE)
@QUIET
def changes(folders: tuple[Path, ...], since: str, quiet: bool) -> None:
    """Say what differs in FOLDERS, by default in every edition below source/, since an earlier state.

    Writes Markdown on standard output: notes, essays, corrections and sources that are new, changed or gone, each with its passage and
    what is to be looked at; and first of all whether a copy-text or the registry was altered. Words of contributors do nothing in it.
    """
    root = Path.cwd()
    with tell_steps(quiet=quiet) as tell, open_past(since, folders, root=root) as past:
        found: list[EditionChanges] = []
        pairs = pair_editions(folders, root=root, past=past)
        if not pairs:
            text = "there is no edition, now or then; run it in the project’s folder, where mkdocs.yml is"
            raise click.ClickException(text)
        for name, (old, new) in pairs.items():
            tell(f"comparing {name}")
            slug = Path(name).name or root.name  # an edition may be the folder one is in
            found.append(compare(_read(old, past), _read(new, root), slug=slug))
    click.echo(write_changes(found, since=since), nl=False)


def _read(folder: Path | None, root: Path) -> Pieces | None:
    return read_pieces(folder, root=root) if folder else None
