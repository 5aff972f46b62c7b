"""Problems to MkDocs' own log, which counts them, and to the end of a build that one forbids."""

from collections.abc import Sequence

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from variorum.problems import Problem

log = get_plugin_logger("variorum")


def report(problems: Sequence[Problem], *, is_strict: bool) -> None:
    """Log every problem as MkDocs counts them, and end the build if one forbids to publish.

    A strict build ends at a warning too: MkDocs itself would, but only after it has replaced the site.
    """
    levels = {"warning": log.warning, "advice": log.info}
    fatal = {"error", "warning"} if is_strict else {"error"}
    for problem in problems:
        # what ends the build is an error, whatever it is else: `--quiet` leaves no warning
        (log.error if problem.severity in fatal else levels[problem.severity])(str(problem))
    count = sum(problem.severity in fatal for problem in problems)
    if count:
        raise PluginError(
            f"{count} {'problem' if count == 1 else 'problems'}; the site stays as it was"
        )
