"""What a command is at, on standard error, for whoever waits."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from variorum.progress import show_progress

QUIET = click.option(
    "-q", "--quiet", is_flag=True, help="Don't say what is under way when it takes long."
)
"""The option of every command that may take long."""

_START_OF_LINE = "\r\x1b[K"  # back to the beginning, and erase


@contextmanager
def tell_steps(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give back a function to be told each step; in a terminal one line changes, elsewhere each has its own."""
    if quiet:
        yield lambda step: None
        return
    is_terminal = sys.stderr.isatty()
    written: list[str] = []

    def write(line: str) -> None:
        click.echo(f"{_START_OF_LINE}{line}" if is_terminal else line, err=True, nl=not is_terminal)
        written.append(line)

    try:
        with show_progress(write) as tell:
            yield tell
    finally:
        if is_terminal and written:
            click.echo(_START_OF_LINE, err=True, nl=False)
