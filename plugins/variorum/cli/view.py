"""`variorum view`: a built site, read on this machine."""

import errno
import gc
import signal
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import click

from variorum.cli.hosting import HOME, Server, find_root, read_site

_EXAMPLES = """\b
Examples:
  variorum view
  variorum view ~/Downloads/site
  variorum view site/holding-the-reset-hostage/index.html
  variorum view --no-browser --port 8080
"""


@click.command(epilog=_EXAMPLES)
@click.argument("folder", default="site", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), help="By default one that is free.")
@click.option("--no-browser", is_flag=True, help="Say where the site is, and open nothing.")
def view(folder: Path, port: int | None, no_browser: bool) -> None:
    """Read a built site, with its search, as it will be when it is published.

    FOLDER is where the site is, by default site/, where `mkdocs build` puts it; a page of it is opened at once. Only this
    machine can read it there. Pages that are opened as files have no search: browsers run no modules of scripts in them.
    """
    if not folder.exists():
        said = f"{folder} is not here; build the site with `mkdocs build`, or name its folder"
        raise click.ClickException(said)
    page = (folder / HOME if folder.is_dir() else folder).resolve()
    root = find_root(page)
    if lacking := [file for file in (page, root / HOME) if not file.is_file()]:
        said = f"{lacking[0]} is not here; name the folder that `mkdocs build` wrote"
        raise click.ClickException(said)
    with _begin(root, port) as server:
        address = server.address + quote(page.relative_to(root).as_posix()).removesuffix(HOME)
        click.echo(address)
        click.echo("Ctrl-C ends it", err=True)
        if not no_browser:
            threading.Thread(target=_open, args=[address], daemon=True).start()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        gc.enable()  # it may run for long
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def _begin(root: Path, port: int | None) -> Server:
    try:
        return Server(read_site(root), port or 0)
    except OSError as error:
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        said = f"port {port} {why}; name another, or leave out --port to have one that is free"
        raise click.ClickException(said) from error


def _open(address: str) -> None:
    """Open an address; some browsers stay in the terminal, and come back when they are left."""
    if not webbrowser.open(address):
        click.echo("no browser is found here; open the address in yours", err=True)
