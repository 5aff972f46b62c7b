"""`variorum reference`, run on the sample edition; online it asks a server that runs here."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result
from terminal import answer

from conftest import Project
from variorum.cli.main import main

BIBTEX = "@book{knuth84, author={Knuth, Donald E.}, title={The {TeXbook}}, year=1984, publisher={Addison-Wesley}}"
RECORD = {
    "type": "journal-article",
    "title": "Water<script>",
    "author": [{"given": "Henry", "family": "Frank", "sequence": "first"}],
    "container-title": "J. Foo",
    "issued": {"date-parts": [[1970, 8, 14]]},
    "DOI": "10.1126/science.169.3946.635",
    "URL": "http://dx.doi.org/10.1126/science.169.3946.635",
    "custom": {"verified": "text-read"},
}
BOOK = {"ISBN:9780306406157": {"title": "A book", "authors": [{"name": "Ada Byron"}], "publish_date": "1980"}}  # fmt: skip
PAGE = '<html lang="en"><meta name="citation_title" content="A page"><meta property="og:site_name" content="A site">'


def run(*words: str, pasted: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["reference", *words], input=pasted)


def read(desk: Project) -> str:
    return (desk.folder / "references.json").read_text(encoding="utf-8")


def find(desk: Project, key: str) -> dict[str, object]:
    (item,) = [item for item in json.loads(read(desk)) if item["id"] == key]
    return item


@contextmanager
def serve(answers: dict[str, tuple[str, bytes]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Answer at an address of this machine, and keep what was asked: the path, and what kind of answer was wanted."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Accept"]))
            kind, content = answers.get(self.path, ("", b""))
            self.send_response(302 if kind == "to" else 200 if kind else 404)
            if kind == "to":
                self.send_header("Location", content.decode())
                content = b""
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


# -- What is pasted or given ----------------------------------------------------------------------


def test_what_is_added_can_be_cited_and_is_not_said_to_be_read(desk, note):
    before = read(desk)
    done = run(BIBTEX)
    assert done.exit_code == 0, done.output
    assert find(desk, "knuth84") == {
        "id": "knuth84",
        "type": "book",
        "title": "The TeXbook",
        "author": [{"family": "Knuth", "given": "Donald E."}],
        "publisher": "Addison-Wesley",
        "issued": {"date-parts": [[1984]]},
    }
    assert read(desk).startswith(before.rstrip().removesuffix("]").rstrip())
    assert '"title": "The TeXbook"' in done.output
    assert "Knuth, Donald E. The TeXbook. Addison-Wesley, 1984." in done.output
    assert "cite it as [@knuth84]" in done.output
    desk.write("annotations/a.md", note("See [@knuth84]."))
    loaded = desk.load()
    assert loaded.edition, loaded.problems
    assert loaded.edition.references_by_id["knuth84"].verified == ""


@pytest.mark.parametrize("how", ["argument", "stdin", "dash", "file", "marked file"])
def test_it_is_given_in_several_ways(desk, how):
    file = desk.root / "cited.txt"
    file.write_bytes((b"\xef\xbb\xbf" if how == "marked file" else b"") + BIBTEX.encode())
    given = {"argument": [BIBTEX], "stdin": [], "dash": ["-"]}.get(how, ["cited.txt"])
    done = run(*given, pasted=BIBTEX if how in ("stdin", "dash") else None)
    assert done.exit_code == 0, done.output
    assert find(desk, "knuth84")


def test_several_records_come_in_together_or_not_at_all(desk):
    ris = "TY  - BOOK\nTI  - One\nPY  - 2001\nER  - \nTY  - BOOK\nTI  - Two\nPY  - 2002\nER  - \n"
    done = run("-", pasted=ris)
    assert done.exit_code == 0, done.output
    assert (find(desk, "one-2001")["title"], find(desk, "two-2002")["title"]) == ("One", "Two")
    before = read(desk)
    done = run("-", pasted='[{"type": "book", "title": "Three"}, {"type": "book"}]')
    assert (done.exit_code, read(desk)) == (1, before)
    assert run("-", "--key", "a", pasted=ris).exit_code == 2


def test_what_an_editor_said_of_a_source_is_kept(desk):
    custom = {"tier": "primary", "verified": "text-read"}
    item = {"id": "a", "type": "book", "title": "A", "custom": custom}
    done = run(json.dumps(item))
    assert done.exit_code == 0, done.output
    assert find(desk, "a") == item
    assert "have not checked" not in done.output


def test_a_key_that_is_taken_is_never_used_again(desk):
    taken = "@book{declaration-1776, title={Another}, author={Knuth, D.}, year=1984}"
    done = run(taken)
    assert done.exit_code == 0, done.output
    assert find(desk, "declaration-1776")["title"] == "The Declaration of Independence"
    assert find(desk, "knuth-1984")["title"] == "Another"
    done = run("@book{b, title={B}, author={Knuth, D.}, year=1984}", "--key", "knuth-1984")
    assert done.exit_code == 2
    assert '"knuth-1984" is the key of another reference; knuth-1984-2 is free' in done.output
    done = run("@book{b, title={B}}", "--key", "two words")
    assert (done.exit_code, "is no key that can be cited" in done.output) == (2, True)


def test_what_is_perhaps_there_already_is_added_only_anyway(desk):
    again = '{"type": "document", "title": "The declaration of independence", "issued": 1776}'
    before = read(desk)
    done = run(again)
    assert done.exit_code == 1
    assert "perhaps [@declaration-1776], which has the same title and year" in done.output
    assert "say --anyway" in done.output
    assert read(desk) == before
    assert run(again, "--anyway").exit_code == 0
    assert find(desk, "the-declaration-of-1776")
    twice = '[{"type": "book", "title": "A", "DOI": "10.1000/1"}, {"type": "book", "title": "B", "DOI": "10.1000/1"}]'
    assert "which has the same DOI" in run(twice).output


def test_what_cannot_be_right_is_left_out_and_said(desk):
    item = {"type": "book", "title": "A\x1b[2J <b>title", "URL": "javascript:alert(1)", "issued": "2011-02-30"}  # fmt: skip
    done = run(json.dumps(item))
    assert done.exit_code == 0, done.output
    assert "left out, since it cannot be right: URL: javascript:alert(1)" in done.output
    assert "left out, since it cannot be right: issued: 2011-02-30" in done.output
    assert "\x1b" not in done.output
    assert find(desk, "a-2j-title") == {
        "id": "a-2j-title",
        "type": "book",
        "title": "A[2J <b>title",
    }


def test_a_title_that_was_lost_is_missed(desk):
    done = run("@book{a, title={The #1 book}, author={Doe, Jo}}")
    assert done.exit_code == 0, done.output
    assert (
        "one of the records has no title that can be read; in BibTeX write # as \\#" in done.output
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nothing", "is no file here, no DOI, ISBN or web address, and neither BibTeX, RIS nor"),
        ("978-0-306-40615-8", "is no ISBN: its last digit does not fit the others"),
        ('{"type": "book"}', "neither title nor author"),
        ("@book{a, title={x", "not BibTeX"),
        ("http://127.0.0.1:9/", "cannot be reached"),
        ("http://[::1", "is no file here, no DOI, ISBN or web address"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(desk, source, said):
    before = read(desk)
    done = run(source)
    assert (done.exit_code, said in done.output, read(desk)) == (1, True, before), done.output


@pytest.mark.parametrize("pasted", [b"\xff\xfe", b"a" * 5_000_001])
def test_what_is_pasted_may_be_anything(desk, pasted):
    before = read(desk)
    assert (run("-", pasted=pasted).exit_code, read(desk)) == (1, before)


def test_nothing_given_is_said(desk):
    done = run(pasted="")
    assert (done.exit_code, "say SOURCE, or pipe it in" in done.output) == (2, True)


def test_a_file_that_is_wrong_already_is_mended_first(desk):
    desk.replace("references.json", '"type": "book"', '"type": "bok"')
    before = read(desk)
    done = run(BIBTEX)
    assert (done.exit_code, read(desk)) == (1, before)
    assert "V109" in done.output
    assert "this comes first" in done.output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("references.yml", "- id: old\n  type: book\n  title: Old\n"),
        ("references.bib", "@book{old, title = {Old}}\n"),
        ("references.json", ""),
    ],
)
def test_every_kind_of_file_is_added_to(desk, name, text):
    (desk.folder / "references.json").unlink()
    if text:
        desk.write(name, text)
    done = run(BIBTEX)
    assert done.exit_code == 0, done.output
    after = (desk.folder / name).read_text(encoding="utf-8")
    assert after.startswith(text)
    assert "knuth84" in after
    assert f"added to source/gettysburg/{name}" in done.output


def test_of_several_editions_one_is_named(desk):
    desk.write("../other/edition.yml", "format: 1\n")
    done = run(BIBTEX)
    assert done.exit_code == 2
    assert "say which with --edition (source/gettysburg, source/other)" in done.output
    assert run(BIBTEX, "--edition", "source/gettysburg").exit_code == 0


# -- Online ---------------------------------------------------------------------------------------


def test_a_doi_is_asked_of_whoever_registered_it(desk, monkeypatch):
    answers = {
        "/10.1126/science.169.3946.635": ("to", b"/registrar"),
        "/registrar": ("application/vnd.citationstyles.csl+json", json.dumps(RECORD).encode()),
    }
    with serve(answers) as (server, asked):
        monkeypatch.setenv("VARIORUM_DOI_SERVER", f"{server}/")
        done = run("https://doi.org/10.1126/science.169.3946.635")
    assert done.exit_code == 0, done.output
    assert {kind for _, kind in asked} == {"application/vnd.citationstyles.csl+json"}
    assert find(desk, "frank-1970") == {
        "id": "frank-1970",
        "type": "article-journal",
        "title": "Water",
        "author": [{"family": "Frank", "given": "Henry"}],
        "container-title": "J. Foo",
        "issued": {"date-parts": [[1970, 8, 14]]},
        "DOI": "10.1126/science.169.3946.635",
    }


def test_an_isbn_is_asked_of_a_catalogue(desk, monkeypatch):
    path = "/api/books?bibkeys=ISBN:9780306406157&jscmd=data&format=json"
    with serve({path: ("application/json", json.dumps(BOOK).encode())}) as (server, _):
        monkeypatch.setenv("VARIORUM_ISBN_SERVER", server)
        done = run("0-306-40615-2")
        assert done.exit_code == 0, done.output
        assert find(desk, "byron-1980")["ISBN"] == "9780306406157"
        done = run("080442957X")
    assert (done.exit_code, "nothing is at" in done.output) == (1, True)


def test_a_page_says_what_it_is(desk):
    with serve({"/%D1%89?a=b": ("text/html; charset=utf-8", PAGE.encode())}) as (server, _):
        done = run(f"{server}/щ?a=b#c", "--key", "page")
    assert done.exit_code == 0, done.output
    assert find(desk, "page") == {
        "id": "page",
        "type": "webpage",
        "title": "A page",
        "container-title": "A site",
        "language": "en",
        "URL": f"{server}/%D1%89?a=b",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", "has no record of 10.1000/182"),
        (b"[]", "has no record of 10.1000/182"),
        (b"\xff", "has no record of 10.1000/182"),
        (b"{" + b" " * 5_000_000, "more than 5,000,000 bytes"),
        (b'{"type": "book"}', "neither title nor author"),
    ],
)
def test_a_server_may_answer_anything(desk, monkeypatch, content, said):
    before = read(desk)
    with serve({"/10.1000/182": ("text/html", content)}) as (server, _):
        monkeypatch.setenv("VARIORUM_DOI_SERVER", server)
        done = run("10.1000/182")
    assert (done.exit_code, said in done.output, read(desk)) == (1, True, before), done.output


# -- At a terminal --------------------------------------------------------------------------------


def test_at_a_terminal_it_shows_the_reference_and_asks_for_its_key(desk):
    answers = ["declaration-1776", "the-texbook"]
    status, shown = answer(desk.root, ["reference", BIBTEX], answers)
    assert status == 0, shown
    assert "Key [knuth84]" in shown
    assert shown.index('"title": "The TeXbook"') < shown.index("Key [knuth84]")
    assert "is the key of another reference" in shown
    assert find(desk, "the-texbook")


def test_at_a_terminal_it_can_be_pasted_and_refused(desk):
    again = '{"type": "document", "title": "The declaration of independence", "issued": 1776}'
    before = read(desk)
    status, shown = answer(desk.root, ["reference"], [again, "\x04n"])
    assert (status, read(desk)) == (1, before), shown
    assert "end with Ctrl-D" in shown
    assert "Add it all the same?" in shown
