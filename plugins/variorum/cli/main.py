"""`variorum`: the commands, gathered."""

from importlib import import_module

import click

from variorum.cli.waiting import is_plain
from variorum.collector import without_collector
from variorum.problems import VariorumError

_EXAMPLES = """\b
Examples:
  variorum new        begin an edition from an article, in an empty folder
  variorum note       begin a note on words of a text
  variorum emend      correct the copy-text
  variorum reference  add a source, by its DOI, ISBN or address, or as BibTeX, RIS or CSL-JSON
  variorum check      what is wrong, or looks wrong, in every edition below source/
  variorum ids        give new paragraphs their permanent ids
  variorum changes    what is new since a commit, for whoever reviews it
  variorum export     write an edition as files for other programs
  variorum schemas    let your editor know the fields of every file
  variorum view       read a built site, with its search
  mkdocs serve        read the editions while you write
"""


COMMANDS = (
    "new",
    "note",
    "emend",
    "reference",
    "check",
    "ids",
    "changes",
    "export",
    "schemas",
    "view",
)
"""Each is the function of its name in the module of its name."""


class _Group(click.Group):
    """Says what is wrong with the machine in a line; what is wrong with the files are problems.

    A command is loaded when it is called: what the others need takes longer than a check of a small edition.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"variorum.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            with without_collector():  # an eighth of the time that a check takes
                return super().invoke(ctx)
        except VariorumError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-variorum", prog_name="variorum")
@click.pass_context
def main(context: click.Context) -> None:
    """Make and check annotated editions."""
    if is_plain():
        context.color = False
