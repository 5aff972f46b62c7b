"""A repository's address, as a site's configuration has it → the forge's addresses for new files, edits, histories and issues.

Sources, by forge. GitHub: docs.github.com, "Creating an issue", "Creating an issue from a URL query", and "Syntax for
GitHub's form schema", `id`, "can be used as a parameter in the URL"; `filename` and `value` of a new file are used by many
and documented nowhere (github.com/isaacs/github, issue 1527). GitLab: docs.gitlab.com, "Create an issue", "Using a URL with
prefilled values", where a template would replace the description (gitlab-org/gitlab, issue 559093); `file_name` of
app/controllers/projects/blob_controller.rb, whose `content` its editor ignores (issue 594214). Gitea and Forgejo, which is one
of it: routers/web/repo/editor.go, `filename`; web_src/js/features/repo-editor.ts, `value`; routers/web/repo/issue_new.go,
`template`, a path, `field:ID`, `title` and `body`; routers/web/web.go for the rest.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from variorum.model import Way, Ways

LIMIT = 7_500
"""GitHub takes 8,191 bytes (github.com/github/docs, issue 5136), and so do most servers."""
MAIL_LIMIT = 1_900
"""Programs for mail are handed addresses by the system, which may cut them at 2,048."""
FORMS = ".github/ISSUE_TEMPLATE/"
"""Where a repository has its issue forms, `note.yml` and `correction.yml`; GitHub, Gitea and Forgejo look there."""
FORM_NAMES = ("note.yml", "correction.yml")
_NOTE = ("quote", "prefix", "suffix")
_CORRECTION = ("printed", "reading")
"""Fields of the forms, beside `edition` and `target`."""
_HOSTS = {
    "github": "github",
    "gitlab": "gitlab",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
}
"""What forges are called in the names of their hosts: git.example.org says nothing, gitlab.example.org does."""
_EDITING = re.compile(
    r"(?:(?P<gitlab>-/(?:edit|blob|tree|raw))|(?P<gitea>_edit|src/branch)|(?:edit|blob|tree|raw))/(?P<place>.+)"
)  # edit/main/docs, -/edit/main/docs, _edit/main/docs
_TEMPLATE = re.compile(r"(?P<before>[^{}]*)\{path(?:!q)?\}")  # edit/main/docs/{path}
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Forge:
    """What a forge calls things, after a repository's address and before the branch and a path."""

    new: str
    named: str
    """The parameter that names a new file."""
    content: str
    """The one that fills it; empty where the editor has none."""
    edit: str
    history: str
    issue: str
    title: str
    body: str
    template: str
    """The parameter for a form, and what stands before the form's name; empty where a form can't be filled in."""
    field: str
    """What stands before the name of a form's field."""
    is_open: bool
    """Whoever may not write is given a copy to write in; elsewhere they find no page."""


_FORGES: Mapping[str, _Forge] = {
    "github": _Forge(
        new="new",
        named="filename",
        content="value",
        edit="edit",
        history="commits",
        issue="issues/new",
        title="title",
        body="body",
        template="template=",
        field="",
        is_open=True,
    ),
    "gitlab": _Forge(
        new="-/new",
        named="file_name",
        content="",
        edit="-/edit",
        history="-/commits",
        issue="-/issues/new",
        title="issue%5Btitle%5D",
        body="issue%5Bdescription%5D",
        template="",
        field="",
        is_open=False,
    ),
    "gitea": _Forge(
        new="_new",
        named="filename",
        content="value",
        edit="_edit",
        history="commits/branch",
        issue="issues/new",
        title="title",
        body="body",
        template=f"template={quote(FORMS, safe='')}",
        field="field:",
        is_open=False,
    ),
}


def find_ways(
    repository: str,
    *,
    edit_uri: str = "",
    edit_template: str = "",
    project: str = "..",
    has_forms: bool = False,
    email: str = "",
) -> Ways:
    """Find how a site's readers can write to its editors.

    Args:
        repository: Its address; what is none on the web gives nothing.
        edit_uri: Where files are edited, to which a path from the folder of pages is added: absolute, or from the repository.
        edit_template: The same with the path as `{path}`; it goes before the other.
        project: The way to the project from its folder of pages.
        has_forms: The repository has the issue forms; else what they would ask is written into an issue.
        email: The editors' address; empty where they have none.
    """
    letter = _write_letter(email) if email else ()
    home = _check_address(repository).rstrip("/").removesuffix(".git")
    if not home:
        return Ways(letter, letter)
    if found := _TEMPLATE.fullmatch(edit_template):
        edit_uri = found["before"]
    name, place = _find_place(home, edit_uri, project)
    forge = _FORGES.get(name)
    if forge is None:
        way = Way("repository", home)
        return Ways((way, *letter), (way, *letter))
    note, correction = (
        (*_propose(forge, home, place, folder), _ask(forge, home, form, fields, has_forms))
        for folder, form, fields in (
            ("annotations", FORM_NAMES[0], _NOTE),
            ("emendations", FORM_NAMES[1], _CORRECTION),
        )
    )
    # who may not write finds no page for a new file
    step = 1 if forge.is_open else -1
    return Ways(
        (*note[::step], *letter),
        (*correction[::step], *letter),
        f"{home}/{forge.edit}/{place}/{{path}}" if place else "",
        f"{home}/{forge.history}/{place}/{{path}}" if place else "",
    )


def _check_address(address: str) -> str:
    """Return an address on the web with all that is not of addresses encoded; empty for any other, or one with a password."""
    if not _WEB.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if not parts.hostname or parts.username is not None or parts.query or parts.fragment:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{quote(host, safe='[]:.-')}{port}{quote(parts.path, safe='/%~-')}"


def _find_place(home: str, edit_uri: str, project: str) -> tuple[str, str]:
    """Find the forge, and the branch with the project's place in the repository: `main`, `main/site`; empty where unknown."""
    labels = (urlsplit(home).hostname or "").split(".")
    by_host = next((_HOSTS[label] for label in labels if label in _HOSTS), "")
    try:
        editing = _check_address(urljoin(f"{home}/", edit_uri))
    except ValueError:  # a host in brackets that is none
        return by_host, ""
    inner = editing.removeprefix(f"{home}/") if editing.startswith(f"{home}/") else ""
    found = _EDITING.fullmatch(inner)
    if not found:
        return by_host, ""
    name = "gitlab" if found["gitlab"] else "gitea" if found["gitea"] else by_host
    place = posixpath.normpath(posixpath.join(found["place"], quote(project, safe="/.~-")))
    return name, "" if place.startswith((".", "/")) else place


def _propose(forge: _Forge, home: str, place: str, folder: str) -> Sequence[Way]:
    """Return the way to a new file in a folder of an edition; none where the branch is unknown."""
    if not place:
        return ()
    return (
        Way(
            "file" if forge.is_open else "file-access",
            f"{home}/{forge.new}/{place}/{{folder}}/{folder}?{forge.named}={{name}}",
            f"&{forge.content}={{file}}" if forge.content else "",
            LIMIT,
        ),
    )


def _ask(forge: _Forge, home: str, form: str, fields: Sequence[str], has_forms: bool) -> Way:
    """Return the way to an issue: by a form with its fields, or by one text."""
    if not (has_forms and forge.template):
        query = f"{forge.title}={{title}}"
        return Way("issue", f"{home}/{forge.issue}?{query}", f"&{forge.body}={{text}}", LIMIT)
    first, rest = (
        "".join(f"&{forge.field}{name}={{{name}}}" for name in names)
        for names in (("edition", "target"), fields)
    )
    query = f"{forge.template}{form}&{forge.title}={{title}}{first}"
    return Way("issue", f"{home}/{forge.issue}?{query}", rest, LIMIT)


def _write_letter(email: str) -> tuple[Way]:
    """Return the way by e-mail (RFC 6068)."""
    return (
        Way(
            "email",
            f"mailto:{quote(email, safe='@')}?subject={{title}}",
            "&body={mail}",
            MAIL_LIMIT,
        ),
    )
