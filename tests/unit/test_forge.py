"""A repository's address, as a configuration has it, gives the forge's own addresses, and a hostile one none."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from mkdocs.config import load_config

from variorum.forge import find_ways
from variorum.mkdocs_plugin.config import VariorumConfig
from variorum.mkdocs_plugin.place import describe_site
from variorum.model import Site, Way, Ways
from variorum.render.ways import link_file, write_ways

GITHUB, GITLAB, FORGEJO = (
    "https://github.com/o/r",
    "https://gitlab.com/g/sub/r",
    "https://codeberg.org/o/r",
)


def find(repository: str, edit_uri: str = "", **options) -> Ways:
    return find_ways(repository, edit_uri=edit_uri, **options)


def kinds(ways: tuple[Way, ...]) -> list[str]:
    return [way.kind for way in ways]


@pytest.mark.parametrize(
    ("repository", "edit_uri", "new", "edit", "history"),
    [
        (
            GITHUB,
            "edit/main/docs/",
            "https://github.com/o/r/new/main/{folder}/annotations?filename={name}",
            "https://github.com/o/r/edit/main/{path}",
            "https://github.com/o/r/commits/main/{path}",
        ),
        (
            GITLAB,
            "-/edit/main/docs/",
            "https://gitlab.com/g/sub/r/-/new/main/{folder}/annotations?file_name={name}",
            "https://gitlab.com/g/sub/r/-/edit/main/{path}",
            "https://gitlab.com/g/sub/r/-/commits/main/{path}",
        ),
        (
            FORGEJO,
            "_edit/main/docs/",
            "https://codeberg.org/o/r/_new/main/{folder}/annotations?filename={name}",
            "https://codeberg.org/o/r/_edit/main/{path}",
            "https://codeberg.org/o/r/commits/branch/main/{path}",
        ),
    ],
)
def test_each_forge_has_its_own_addresses(repository, edit_uri, new, edit, history):
    ways = find(repository, edit_uri)
    (form,) = [way.form for way in ways.note if way.kind.startswith("file")]
    assert (form, ways.edit, ways.history) == (new, edit, history)
    (form,) = [way.form for way in ways.correction if way.kind.startswith("file")]
    assert form == new.replace("annotations", "emendations")


@pytest.mark.parametrize(
    ("repository", "edit_uri", "edit"),
    [
        # what edits says which forge it is, before the host's name does
        ("https://git.example.org/o/r", "-/edit/main/docs/", "/-/edit/main/{path}"),
        ("https://git.example.org/o/r", "_edit/main/docs/", "/_edit/main/{path}"),
        ("https://git.example.org/o/r", "src/branch/main/docs/", "/_edit/main/{path}"),
        ("https://github.example.org/o/r", "_edit/main/docs/", "/_edit/main/{path}"),
        # the host's name where that says nothing
        ("https://github.example.org/o/r", "edit/main/docs/", "/edit/main/{path}"),
        ("https://gitlab.example.org/o/r", "edit/master/docs/", "/-/edit/master/{path}"),
        ("https://forgejo.example.org:8443/o/r", "edit/main/docs/", "/_edit/main/{path}"),
        # where files are only looked at, they can be edited too
        (GITHUB, "blob/main/docs/", "/edit/main/{path}"),
        (GITHUB, "tree/release/1.0/docs/", "/edit/release/1.0/{path}"),
        # absolute, with a .git or a slash at the end
        (GITHUB, "https://github.com/o/r/edit/main/docs/", "/edit/main/{path}"),
        ("https://github.com/o/r.git", "edit/main/docs/", "/edit/main/{path}"),
        ("https://GitHub.com/o/r/", "edit/main/docs/", "/edit/main/{path}"),
        # a project that is not the repository's root
        (GITHUB, "edit/main/site/docs/", "/edit/main/site/{path}"),
        # what has a meaning in addresses or in these templates
        (GITHUB, "edit/ma@in/{name}/docs/", "/edit/ma%40in/%7Bname%7D/{path}"),
        (GITHUB, "edit/100%25/docs/", "/edit/100%25/{path}"),
    ],
)
def test_the_branch_and_the_place_of_the_project_are_found(repository, edit_uri, edit):
    assert find(repository, edit_uri).edit.endswith(edit)


@pytest.mark.parametrize(
    ("template", "edit"),
    [
        ("edit/main/docs/{path}", "https://github.com/o/r/edit/main/{path}"),
        ("edit/main/docs/{path!q}", "https://github.com/o/r/edit/main/{path}"),
        ("https://github.com/o/r/edit/dev/docs/{path}", "https://github.com/o/r/edit/dev/{path}"),
        ("edit/main/docs/{path_noext}.md", ""),
        ("?file={path}", ""),
    ],
)
def test_a_template_for_editing_is_read_too(template, edit):
    assert find(GITHUB, edit_template=template).edit == edit


def test_a_template_is_taken_from_the_configuration(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: A\nrepo_url: {GITHUB}\nedit_uri_template: edit/dev/docs/{{path!q}}\n", "utf-8"
    )
    site = describe_site(load_config(str(tmp_path / "mkdocs.yml")), email="")
    assert site.ways.edit == "https://github.com/o/r/edit/dev/{path}"


def test_the_pages_folder_may_be_anywhere():
    assert find(GITHUB, "edit/main/site/pages/", project="../..").edit.endswith("/edit/main/{path}")
    assert find(GITHUB, "edit/main/pages/", project="../site").edit.endswith("/main/site/{path}")
    # above the branch there is nothing
    assert find(GITHUB, "edit/main/", project="../..").edit == ""


def test_without_a_branch_there_are_issues_and_no_files():
    ways = find(FORGEJO)
    assert kinds(ways.note) == ["issue"]
    assert (ways.edit, ways.history) == ("", "")


def test_the_way_that_most_can_go_is_the_first():
    assert kinds(find(GITHUB, "edit/main/docs/").note) == ["file", "issue"]
    for repository, edit_uri in ((GITLAB, "-/edit/main/docs/"), (FORGEJO, "_edit/main/docs/")):
        ways = find(repository, edit_uri, email="editors@example.org")
        assert kinds(ways.note) == kinds(ways.correction) == ["issue", "file-access", "email"]


def test_the_content_goes_only_where_the_forge_takes_it():
    file = {
        repository: next(way for way in find(repository, uri).note if "file" in way.kind).filled
        for repository, uri in (
            (GITHUB, "edit/main/docs/"),
            (GITLAB, "-/edit/main/docs/"),
            (FORGEJO, "_edit/main/docs/"),
        )
    }
    assert file == {GITHUB: "&value={file}", GITLAB: "", FORGEJO: "&value={file}"}


def read_issue(repository: str, **options) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the parameters of a note's and a correction's issue."""
    ways = find(repository, **options)
    note, correction = (
        next(way for way in each if way.kind == "issue") for each in (ways.note, ways.correction)
    )
    return tuple(
        parse_qs(urlsplit(way.form + way.filled).query, strict_parsing=True)
        for way in (note, correction)
    )


def test_a_form_is_filled_in_field_by_field():
    note, correction = read_issue(GITHUB, has_forms=True)
    assert note == {
        "template": ["note.yml"],
        "title": ["{title}"],
        **{name: [f"{{{name}}}"] for name in ("edition", "target", "quote", "prefix", "suffix")},
    }
    assert correction == {
        "template": ["correction.yml"],
        "title": ["{title}"],
        **{name: [f"{{{name}}}"] for name in ("edition", "target", "printed", "reading")},
    }
    note, correction = read_issue(FORGEJO, has_forms=True)
    assert note["template"] == [".github/ISSUE_TEMPLATE/note.yml"]
    assert note["field:quote"] == ["{quote}"]
    assert correction["field:printed"] == ["{printed}"]


@pytest.mark.parametrize(
    ("repository", "has_forms", "fields"),
    [
        (GITHUB, False, {"title", "body"}),
        (FORGEJO, False, {"title", "body"}),
        (GITLAB, False, {"issue[title]", "issue[description]"}),
        # there a template would take the description's place
        (GITLAB, True, {"issue[title]", "issue[description]"}),
    ],
)
def test_without_forms_an_issue_has_title_and_text(repository, has_forms, fields):
    for query in read_issue(repository, has_forms=has_forms):
        assert query.keys() == fields
        assert ["{text}"] in query.values()


def test_a_letter_is_addressed_and_nothing_of_the_address_breaks_out():
    (letter,) = find("", email="a+b&cc=x@example.org").note
    assert letter.form == "mailto:a%2Bb%26cc%3Dx@example.org?subject={title}"
    assert letter.filled == "&body={mail}"


@pytest.mark.parametrize(
    "repository",
    [
        "",
        "javascript:alert(1)//github.com/o/r",
        "data:text/html,x",
        "//github.com/o/r",
        "github.com/o/r",
        "ssh://git@github.com/o/r",
        "https://user:password@github.com/o/r",
        "https://github.com/o/r?x=1",
        'https://github.com/o/r"onclick="x',
        "https://github.com/o/r\njavascript:x",
        "https://[github.com/o/r",
        "https://github.com:port/o/r",
    ],
)
def test_what_is_no_address_of_a_repository_gives_nothing(repository):
    assert find(repository, "edit/main/docs/") == Ways()


@pytest.mark.parametrize(
    "edit_uri",
    [
        "javascript:alert(1)/",
        "https://elsewhere.example.org/o/r/edit/main/docs/",
        "//[x/",
        "../../x",
    ],
)
def test_what_is_edited_elsewhere_is_not_offered(edit_uri):
    ways = find(GITHUB, edit_uri)
    assert kinds(ways.note) == ["issue"]
    assert ways.edit == ""


def test_of_an_unknown_forge_only_the_repository_is_known():
    ways = find("https://example.org/o/r", "edit/main/docs/", email="e@example.org")
    assert ways.note == (Way("repository", "https://example.org/o/r"), ways.note[1])
    assert kinds(ways.correction) == ["repository", "email"]
    assert ways.edit == ""


def test_a_page_has_the_addresses_with_what_is_known_of_its_edition(whole_editions):
    ways = find(GITHUB, "edit/main/docs/", has_forms=True)
    edition = replace(whole_editions["first"], path="source/a b", site=Site(ways=ways))
    ways = json.loads(write_ways(edition))
    assert "/new/main/source/a%20b/annotations?" in ways["note"][0]["form"]
    assert f"edition={edition.slug}&" in ways["note"][1]["form"]
    assert (
        unquote(ways["edit"]) == "https://github.com/o/r/edit/main/source/a b/annotations/{name}.md"
    )
    links = link_file(edition, "source/a b/annotations/x.md", "A <title>")
    assert 'href="https://github.com/o/r/commits/main/source/a%20b/annotations/x.md"' in links
    assert "A &lt;title&gt;" in links


def test_a_site_without_a_repository_has_none_of_it(whole_editions):
    edition = replace(whole_editions["first"], site=Site("Variorum"))
    assert write_ways(edition) is None
    assert link_file(edition, "source/a/annotations/x.md", "x") == ""


@pytest.mark.parametrize("email", ["", "editors@example.org", "first.last+note@mail.example.org"])
def test_an_e_mail_address_is_an_option_of_the_plugin(email):
    config = VariorumConfig()
    config.load_dict({"email": email})
    assert config.validate() == ([], [])
    assert config.email == email


@pytest.mark.parametrize(
    "email", ["editors", "a@b@example.org", "a b@example.org", "a@example.org?cc=x", "<a@x.org>"]
)
def test_what_is_no_e_mail_address_is_refused(email):
    config = VariorumConfig()
    config.load_dict({"email": email})
    ((name, error),), _ = config.validate()
    assert name == "email"
    assert str(email) in str(error)
