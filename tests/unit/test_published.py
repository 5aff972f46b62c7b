"""`variorum check --published`: beside a site as it is online, or in a folder; the server may be slow, wrong or gone."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from test_ids import PARAGRAPHS, Desk

from variorum.cli import fetching
from variorum.cli.check import check
from variorum.cli.ids import ids

LATER = "Words that came much later and want a number of their own, as everybody can see."


def run_ids(day: str) -> None:
    done = CliRunner().invoke(ids, ["--date", day])
    assert done.exit_code == 0, done.output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An edition, and beside it the folder of the site that has it as it is; its third paragraph was taken out before."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.write(PARAGRAPHS)
    run_ids("2026-11-24")
    desk.write([*PARAGRAPHS[:2], *PARAGRAPHS[3:]])
    run_ids("2026-11-25")
    site = tmp_path / "site" / "numbers"
    site.mkdir(parents=True)
    shutil.copy(desk.registry, site / "registry.jsonl")
    (site / "index.html").write_text("<!doctype html><title>On Numbers</title>", "utf-8")
    (site.parent / "index.html").write_text("<!doctype html><title>A site</title>", "utf-8")
    return desk


def compare(published: str) -> tuple[int, str]:
    done = CliRunner().invoke(check, ["--no-advice", "-q", "--published", published])
    return done.exit_code, done.output


def rewrite(desk, change: Callable[[list[dict]], list[dict]]) -> None:
    """Alter the registry by hand, and hide it: there is no file of sums any more."""
    rows = change([json.loads(line) for line in desk.registry.read_text("utf-8").splitlines()])
    desk.registry.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    desk.folder.joinpath("registry.sum").unlink()


def test_an_edition_that_goes_on_breaks_nothing(desk):
    assert compare("site")[0] == 0
    desk.write(
        [PARAGRAPHS[0].replace("one file", "a single file"), PARAGRAPHS[1], PARAGRAPHS[3], LATER]
    )
    run_ids("2026-11-26")
    code, said = compare("site")
    assert (code, said.partition("\n")[0]) == (0, "no problems")


def test_a_retired_number_that_is_lost_is_refused_and_its_words_are_said(desk):
    desk.write(PARAGRAPHS[:2])
    done = CliRunner().invoke(ids, ["--date", "2026-11-26", "--replace"])
    assert done.exit_code == 0
    rewrite(
        desk,
        lambda rows: [
            row | {"successor": ["p2"]} if row["retired"] else row
            for row in rows
            if row["id"] != "p5"
        ],
    )
    code, said = compare("site")
    assert code == 1
    assert 'V330 "p5"' in said
    assert "So the numbers were written down" in said


def test_a_retired_number_in_use_again_is_refused(desk):
    desk.write([*PARAGRAPHS[:2], LATER, *PARAGRAPHS[3:]])

    def reuse(rows):
        rows[2] |= {"retired": None, "reason": None, "successor": [], "words": LATER}
        return rows

    rewrite(desk, reuse)
    code, said = compare("site")
    assert code == 1
    assert 'V332 "p3" was retired on 2026-11-25' in said
    assert "A librarian proposed numbers" in said


@pytest.mark.parametrize(("number", "field"), [(0, "published"), (2, "retired")])
def test_another_day_than_was_published_is_refused(desk, number, field):
    def postpone(rows):
        rows[number][field] = "2026-12-24"
        return rows

    rewrite(desk, postpone)
    code, said = compare("site")
    assert code == 1
    assert f'V333 "p{number + 1}" says another day than was published' in said


def test_a_number_that_names_other_words_is_refused_and_so_are_two_exchanged(desk):
    def exchange(rows):
        rows[0]["words"], rows[1]["words"] = rows[1]["words"], rows[0]["words"]
        return rows

    rewrite(desk, exchange)
    code, said = compare("site")
    assert code == 1
    assert said.count(": V331 ") == 2
    assert "which are those of p2" in said


class Answer(BaseHTTPRequestHandler):
    """Answers by the function that a test has given."""

    act: Callable[["Answer"], None]

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        type(self).act(self)

    def send(self, code: int, content: bytes, *, length: int | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(act: Callable[[Answer], None]) -> Iterator[str]:
    handler = type("Handler", (Answer,), {"act": staticmethod(act)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/some/path/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_site_online_is_read_below_any_path(desk):
    registry = desk.registry.read_bytes()
    asked = []

    def act(answer):
        asked.append(answer.path)
        if answer.path.endswith(".jsonl"):
            answer.send(200, registry)
        else:
            answer.send(200, b'["numbers"]')

    with serve(act) as address:
        assert compare(address)[0] == 0
        assert compare(address.rstrip("/"))[0] == 0
    assert asked[::2] == ["/some/path/numbers/registry.jsonl"] * 2
    assert asked[1::2] == ["/some/path/assets/variorum/editions.json"] * 2


def test_an_edition_that_is_no_longer_here_is_refused(desk):
    shelf = desk.root / "site/assets/variorum/editions.json"
    shelf.parent.mkdir(parents=True)
    shelf.write_text('["letters", "numbers"]\n', "utf-8")
    code, said = compare("site")
    assert code == 1
    assert 'V336 "letters" is published and is not here' in said
    done = CliRunner().invoke(check, ["-q", "--published", "site", str(desk.folder)])
    assert done.exit_code == 0, "of one edition alone nothing is said about others"


@pytest.mark.parametrize("content", ["[", "{}", "[1]", "\udcff"])
def test_a_list_of_editions_that_cannot_be_read_is_no_list(desk, content):
    shelf = desk.root / "site/assets/variorum/editions.json"
    shelf.parent.mkdir(parents=True)
    shelf.write_text(content, "utf-8", "surrogateescape")
    code, said = compare("site")
    assert code == 1
    assert "V334 the list of the published editions" in said


def test_an_empty_registry_or_no_name_of_a_site_is_nothing_to_compare_with(desk):
    (desk.root / "site/numbers/registry.jsonl").write_text("", "utf-8")
    code, said = compare("site")
    assert code == 1
    assert "V334" in said
    assert "nothing was compared" in said
    code, said = compare("")
    assert code == 2
    assert "names no site" in said


def drip(answer: Answer) -> None:
    """Send a byte now and then, for as long as anybody listens."""
    answer.send_response(200)
    answer.end_headers()
    try:
        for _ in range(200):
            answer.wfile.write(b"{")
            answer.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def drip_headers(answer: Answer) -> None:
    """Begin an answer, and never come to its words."""
    try:
        answer.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            answer.wfile.write(b"a")
            answer.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


FAULTY = {
    "slow to begin": (lambda answer: time.sleep(3), "not there after 1 seconds"),
    "slow to say what comes": (drip_headers, "not there after 1 seconds"),
    "slow in all": (drip, "not there after 1 seconds"),
    "another page": (
        lambda a: a.send(200, b"<!doctype html><title>Welcome</title>"),
        "is no registry",
    ),
    "broken off": (lambda a: a.send(200, b'{"id": "p1"', length=5_000), "broken off"),
    "not text": (lambda a: a.send(200, b"\xff\xfe\x00"), "not UTF-8"),
    "out of order": (lambda a: a.send(503, b""), "the server answers 503"),
    "nothing there": (lambda a: a.send(404, b""), "no site at"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_server_that_fails_is_a_problem_and_no_licence(name, desk, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 1.0)
    act, said = FAULTY[name]
    with serve(act) as address:
        code, output = compare(address)
    assert code == 1
    assert "V334" in output
    assert said in output
    assert "nothing was compared" in output


def test_a_server_that_is_gone_is_a_problem(desk):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code, output = compare(f"http://127.0.0.1:{port}/")
    assert code == 1
    assert "cannot be reached" in output


def test_an_edition_new_to_its_site_is_let_through_and_one_published_without_a_registry_is_not(
    desk,
):
    published = desk.root / "site" / "numbers" / "registry.jsonl"
    published.unlink()
    code, output = compare("site")
    assert code == 1
    assert "without its registry" in output
    shutil.rmtree(published.parent)
    assert compare("site")[0] == 0
    done = CliRunner().invoke(check, ["-q", "--published", "site"])
    assert "V335" in done.output
    assert compare("no-such-folder")[0] == 1


def test_no_server_leads_out_of_the_web(desk):
    def act(answer):
        answer.send_response(302)
        answer.send_header("Location", "ftp://127.0.0.1/a")
        answer.send_header("Content-Length", "0")
        answer.end_headers()

    with serve(act) as site:
        code, output = compare(site)
    assert code == 1
    assert "it leads out of the web, to ftp://127.0.0.1/a" in output
