"""What a command is at, on standard error, for whoever waits, and what may be written there."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from variorum.problems import make_printable
from variorum.progress import show_progress

QUIET = click.option(
    "-q", "--quiet", is_flag=True, help="Don't say what is under way when it takes long."
)
"""The option of every command that may take long."""


class _Folder(click.Path):
    """A folder; of a file in an edition, the edition's."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.is_dir():
            return path
        for folder in path.parents:
            if (folder / "edition.yml").is_file():
                return folder
        self.fail(f'"{value}" is no folder, and no file of an edition', param, ctx)


FOLDER = _Folder()
"""What a command is about: an edition, a file of one, or a folder of editions."""

SINCE = (
    "The earlier state: a folder with the project as it was, or a commit, a branch or a tag of git."
)
"""The help of the option that names it."""

_START_OF_LINE = "\r\x1b[K"  # back to the beginning, and erase


def is_plain() -> bool:
    """Say whether even a terminal is to get no colours and no movements of the cursor.

    Source: no-color.org; `CI` is set by GitHub's, GitLab's and other runners, some of which pretend to be terminals.
    """
    asked = os.environ.get("NO_COLOR") or os.environ.get("CI")
    return bool(asked) or os.environ.get("TERM") == "dumb"


@contextmanager
def tell_steps(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give back a function to be told each step; in a terminal one line changes, elsewhere each has its own."""
    if quiet:
        yield lambda step: None
        return
    moves = sys.stderr.isatty() and not is_plain()
    written: list[str] = []

    def write(line: str) -> None:
        shown = make_printable(line)
        click.echo(f"{_START_OF_LINE}{shown}" if moves else shown, err=True, nl=not moves)
        written.append(line)

    try:
        with show_progress(write) as tell:
            yield tell
    finally:
        if moves and written:
            click.echo(_START_OF_LINE, err=True, nl=False)
