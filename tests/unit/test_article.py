"""Files are read whole, inside their folder, as UTF-8, or it is said what is wrong."""

import hashlib
import os

import pytest

from variorum.read.article import Home, read_source


@pytest.fixture
def read(tmp_path):
    def _read(data: bytes):
        file = tmp_path / "a.md"
        file.write_bytes(data)
        return read_source(str(file), path="a.md", home=Home(tmp_path))

    return _read


def test_mark_and_line_ends_are_taken_off_but_count_in_the_digest(read):
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    source, problems = read(data)
    assert source.text == "one\ntwo\nthree\n"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert problems == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_bytes_that_are_not_utf_8_are_named_by_offset(read, mark):
    _, (problem,) = read(mark + "é\nab".encode() + b"\xff\n")
    assert str(problem.position.line) == "2"
    assert problem.position.column == 3
    assert f"byte 0xff at offset {len(mark) + 5}" in problem.text


def test_nul_is_refused(read):
    _, (problem,) = read(b"one\ntw\0o")
    assert (problem.code, problem.position.line, problem.position.column) == ("V114", 2, 3)


def test_a_missing_file_a_folder_and_a_large_file_are_problems(tmp_path):
    (tmp_path / "large.md").write_bytes(b"a" * 20_000_001)
    codes = [
        read_source(f"{tmp_path}/{name}", path=name, home=Home(tmp_path))[1][0].code
        for name in ("missing.md", ".", "large.md")
    ]
    assert codes == ["V101", "V101", "V112"]


def test_links_that_leave_the_folder_are_refused(tmp_path):
    edition = tmp_path / "edition"
    edition.mkdir()
    (tmp_path / "secret").write_text("secret")
    (edition / "out.md").symlink_to(tmp_path / "secret")
    (edition / "loop.md").symlink_to(edition / "loop.md")
    (edition / "in.md").write_text("in")
    (edition / "link.md").symlink_to("in.md")
    found = {
        name: read_source(f"{edition}/{name}", path=name, home=Home(edition))
        for name in ("out.md", "loop.md", "link.md")
    }
    assert found["out.md"][0] is None
    assert found["out.md"][1][0].code == "V111"
    assert found["loop.md"][1][0].code == "V101"
    assert found["link.md"][0].text == "in"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    _, (problem,) = read_source(f"{tmp_path}/pipe.md", path="pipe.md", home=Home(tmp_path))
    assert problem.code == "V101"
