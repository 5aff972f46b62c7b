"""`variorum view`, run on a small site and asked by real requests."""

import http.client
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from click.testing import CliRunner

from variorum.cli.main import main

PROGRAM = str(Path(sys.executable).with_name("variorum"))
FILES = {
    "index.html": "<p>Home",
    "404.html": "<p>Not found",
    "edition/index.html": "<p>An edition",
    "edition/p1/index.html": "<p>A passage",
    "page.html": "<p>A page",
    "search/catalogue.json": "{}",
    "search/finder.js": "",
    "search/stem.mjs": "",
    "map.svg": "<svg/>",
    "notes.jsonld": "{}",
    "edition.epub": "",
    "feed.atom": "<feed/>",
    "serif.woff2": "",
    "references.bib": "",
    "odd.thing": "",
    "строки.txt": "слово",
}


def write_site(root: Path, **files: str) -> Path:
    for name, content in {**FILES, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


@contextmanager
def run(
    *words: str, cwd: Path | None = None, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command while the block lasts, and give it with the address that it says."""
    command = [PROGRAM, "view", *words]
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings},
    ) as process:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.terminate()


def ask(address: str, path: str = "", *, method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Ask for a path exactly as it is written, and return status, headers and body."""
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname, at.port, timeout=30)
    connection.request(method, path or at.path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def find_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("built") / "site")
    (root.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (root.parent / "secrets").mkdir()
    (root.parent / "secrets" / "index.html").write_text("secret", encoding="utf-8")
    (root / "out.txt").symlink_to(root.parent / "secret.txt")
    (root / "outer").symlink_to(root.parent / "secrets")
    (root / "round").symlink_to(root / "round")
    (root / "inner.html").symlink_to(root / "page.html")
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with run(str(site), "--no-browser") as (_, said):
        yield said


# -- What is served -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", "<p>Home"),
        ("/index.html", "<p>Home"),
        ("/edition/", "<p>An edition"),
        ("/edition/p1/?h=war#p1", "<p>A passage"),
        ("/page.html", "<p>A page"),
        ("/inner.html", "<p>A page"),
        ("/%D1%81%D1%82%D1%80%D0%BE%D0%BA%D0%B8.txt", "слово"),
    ],
)
def test_pages_are_where_a_static_host_has_them(address, path, body):
    status, _, found = ask(address, path)
    assert (status, found) == (200, body)


def test_a_folder_is_left_for_its_address_with_a_slash_so_that_links_in_its_page_hold(address):
    status, headers, _ = ask(address, "/edition/p1?h=war")
    assert (status, headers["location"]) == (302, "/edition/p1/?h=war")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("search/finder.js", "text/javascript; charset=utf-8"),
        ("search/stem.mjs", "text/javascript; charset=utf-8"),
        ("search/catalogue.json", "application/json"),
        ("map.svg", "image/svg+xml"),
        ("notes.jsonld", "application/ld+json"),
        ("edition.epub", "application/epub+zip"),
        ("feed.atom", "application/atom+xml"),
        ("serif.woff2", "font/woff2"),
        ("odd.thing", "application/octet-stream"),
    ],
)
def test_files_are_what_their_names_say(address, name, kind):
    assert ask(address, f"/{name}")[1]["content-type"] == kind


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/page",
        "/page.html/",
        "/search/",  # which has no page
        "/search",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/edition/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secrets/",
        "/out.txt",
        "/outer/",
        "/outer",
        "/outer/index.html",
        "/round",
        "/%00",
        f"/{'long' * 100}",
    ],
)
def test_what_is_not_in_the_site_is_answered_with_its_page_for_that(address, path):
    status, headers, body = ask(address, path)
    assert (status, body) == (404, "<p>Not found")
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_an_absolute_path_of_this_machine_is_no_address(address, site):
    assert ask(address, f"/{site.parent}/secret.txt")[0] == 404
    assert ask(address, f"/%2F{site.parent}/secret.txt")[0] == 404


def test_only_what_is_asked_is_said_and_nothing_can_be_sent(address):
    status, headers, body = ask(address, "/page.html", method="HEAD")
    assert (status, headers["content-length"], body) == (200, "9", "")
    assert ask(address, "/nothing", method="HEAD")[::2] == (404, "")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(address, "/page.html", method=method)[0] == 501


def test_a_site_that_is_built_anew_is_read_anew(tmp_path):
    root = write_site(tmp_path)
    with run(str(root), "--no-browser") as (_, address):
        assert ask(address)[2] == "<p>Home"
        (root / "index.html").write_text("<p>Later", encoding="utf-8")
        _, headers, body = ask(address)
    assert (headers["cache-control"], body) == ("no-cache", "<p>Later")


def test_a_site_without_a_page_for_what_is_missing_says_so_in_words_of_the_server(tmp_path):
    root = write_site(tmp_path)
    (root / "404.html").unlink()
    with run(str(root), "--no-browser") as (_, address):
        status, _, body = ask(address, "/nothing")
    assert status == 404
    assert "404" in body


def test_a_site_is_where_it_is_to_be_published_as_links_of_its_page_for_what_is_missing_begin_so(
    tmp_path,
):
    page = '<script type="application/json">{"base": "/a%20b/c/", "tags": null}</script>'
    root = write_site(tmp_path, **{"404.html": page})
    with run(str(root), "--no-browser") as (_, address):
        assert urlsplit(address).path == "/a%20b/c/"
        assert ask(address)[2] == "<p>Home"
        for outer in ("/", "/a%20b/c"):
            status, headers, _ = ask(address, outer)
            assert (status, headers["location"]) == (302, "/a%20b/c/")
        assert ask(address, "/a%20b/c/edition/")[2] == "<p>An edition"
        assert ask(address, "/edition/")[::2] == (404, page)


# -- Which site, and where ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ([], "/"),
        (["site"], "/"),
        (["site/index.html"], "/"),
        (["site/page.html"], "/page.html"),
        (["site/edition"], "/edition/"),
        (["site/edition/p1/index.html"], "/edition/p1/"),
    ],
)
def test_a_page_of_a_site_is_opened_in_the_whole_site(site, words, path):
    with run(*words, "--no-browser", cwd=site.parent) as (_, address):
        at = urlsplit(address)
        assert (at.scheme, at.hostname, at.path) == ("http", "127.0.0.1", path)
        assert ask(address)[0] == 200
        assert ask(address, "/search/catalogue.json")[0] == 200


def test_a_site_without_an_edition_is_served_from_the_folder_that_is_named(tmp_path):
    root = write_site(tmp_path)
    (root / "search" / "catalogue.json").unlink()
    with run(str(root / "edition" / "index.html"), "--no-browser") as (_, address):
        assert ask(address, "/")[2] == "<p>An edition"


def test_the_port_may_be_chosen(site):
    port = find_port()
    with run(str(site), "--no-browser", "--port", port) as (_, address):
        assert address == f"http://127.0.0.1:{port}/"


def test_the_site_is_opened_in_the_browser_unless_that_is_forbidden(site, tmp_path):
    opened = tmp_path / "opened"
    opened.touch()
    browser = f"{shlex.quote(sys.executable)} -c \"import sys; open({str(opened)!r}, 'a').write(sys.argv[1])\" %s"
    with run(str(site), "--no-browser", BROWSER=browser) as (_, address):
        assert ask(address)[0] == 200
    with run(str(site / "page.html"), BROWSER=browser) as (_, address):
        for _ in range(5_000):  # until the browser has begun
            if opened.read_text(encoding="utf-8"):
                break
            assert ask(address)[0] == 200
    assert opened.read_text(encoding="utf-8") == address


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well_when_it_is_told_to_and_has_said_how_and_nothing_of_the_requests(site, how):
    with run(str(site), "--no-browser") as (process, address):
        ask(address)
        ask(address, "/nothing")
        process.send_signal(how)
        said, hint = process.communicate(timeout=30)
    assert (process.returncode, said, hint) == (0, "", "Ctrl-C ends it\n")


def refuse(*words: str) -> str:
    done = CliRunner().invoke(main, ["view", "--no-browser", *words])
    assert done.exit_code != 0
    return done.output


def test_a_folder_that_is_not_there_is_said_with_what_makes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mend = "build the site with `mkdocs build`, or name its folder"
    assert refuse() == f"Error: site is not here; {mend}\n"
    assert refuse("elsewhere") == f"Error: elsewhere is not here; {mend}\n"


def test_a_folder_that_is_no_built_site_is_said(tmp_path):
    mend = "name the folder that `mkdocs build` wrote"
    (tmp_path / "source.md").touch()
    home = tmp_path / "index.html"
    assert refuse(str(tmp_path)) == f"Error: {home} is not here; {mend}\n"
    assert refuse(str(tmp_path / "source.md")) == f"Error: {home} is not here; {mend}\n"


def test_a_port_that_another_has_is_said_with_what_else_may_be_done(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refuse(str(site), "--port", port)
    assert (
        said
        == f"Error: port {port} is taken; name another, or leave out --port to have one that is free\n"
    )


def test_every_example_is_one_that_works(site, tmp_path):
    epilog = main.get_command(click.Context(main), "view").epilog
    examples = re.findall(r"^  variorum view(.*)$", epilog, re.M)
    assert len(examples) == 4
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "site").symlink_to(site)
    project = tmp_path / "project"
    write_site(project / "site", **{"holding-the-reset-hostage/index.html": "<p>Holding"})
    for example in examples:
        words = [
            word.replace("~", str(tmp_path)).replace("8080", find_port())
            for word in shlex.split(example)
        ]
        with run(*words, cwd=project, BROWSER="true") as (_, address):
            assert ask(address)[0] == 200
