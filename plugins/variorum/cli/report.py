"""Problems as they are shown: to a reader in a terminal, on GitHub's pages, to a program."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from variorum.problems import Problem, make_printable

FORMATS = ("text", "github", "json")
_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
"""In the order in which they are shown."""
_STYLES: dict[str, dict[str, Any]] = {"why": {"dim": True}, "nearest": {}, "mend": {"fg": "green"}}
_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def print_problems(problems: Sequence[Problem], form: str) -> None:
    """Print problems in one of the formats, and where a person reads it how many there are: JSON on standard output, the others on standard error."""
    if form == "json":
        click.echo(_to_json(problems))
        return
    for line in map(_to_github, problems) if form == "github" else _list_by_severity(problems):
        click.echo(line, err=True)
    click.echo(_summarise(problems), err=True)
    if count := sum(problem.repair is not None for problem in problems):
        one = "is one" if count == 1 else f"are {count}"
        click.echo(f"there {one} that `variorum check --fix` may mend", err=True)
    if form == "text" and problems:
        worst = min(problems, key=lambda problem: list(_COLOURS).index(problem.severity))
        hint = f"what a code means: variorum check --explain {worst.code}"
        click.echo(click.style(hint, dim=True), err=True)


def show_problem(problem: Problem) -> str:
    """Return a problem as it is printed, in colours, which `click.echo` takes out where nobody sees them."""
    place = click.style(problem.show_place(), bold=True)
    code = click.style(problem.code, fg=_COLOURS[problem.severity], bold=True)
    lines = [f"{place}: {code} {make_printable(problem.text)}"]
    for name, shown in problem.show_details():
        lines.append(click.style(shown, **_STYLES[name]))
    return "\n".join(lines)


def _list_by_severity(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield what forbids to publish, then what may, then advice apart from both, each in the order given."""
    sorted_out: dict[str, list[Problem]] = {severity: [] for severity in _COLOURS}
    for problem in problems:
        sorted_out[problem.severity].append(problem)
    advice = sorted_out.pop("advice")
    for some in sorted_out.values():
        yield from map(show_problem, some)
    if advice:
        if any(sorted_out.values()):
            yield ""
        yield click.style("Advice, which an editor may follow or not:", bold=True)
        yield from map(show_problem, advice)
    if any(sorted_out.values()) or advice:
        yield ""


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
    data = [asdict(problem) | {"why": problem.why} for problem in problems]
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
