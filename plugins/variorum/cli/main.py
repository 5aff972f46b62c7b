"""`variorum`: the commands, gathered."""

import click

from variorum.cli.check import check
from variorum.cli.export import export
from variorum.cli.ids import ids
from variorum.cli.waiting import is_plain
from variorum.problems import VariorumError

_EXAMPLES = """\b
Examples:
  variorum check    what is wrong, or looks wrong, in every edition below source/
  variorum ids      give new paragraphs their permanent ids
  variorum export   write an edition as files for other programs
  mkdocs serve      read the editions while you write
"""


class _Group(click.Group):
    """Says what is wrong with the machine in a line; what is wrong with the files are problems."""

    def invoke(self, ctx: click.Context) -> object:
        try:
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


main.add_command(check)
main.add_command(ids)
main.add_command(export)
