"""Every command that the README and the guide show is run, in its order, in a home where nothing is but what they say."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from guide import list_blocks, write_own_edition

PREAMBLE = """\
set -euo pipefail
serve() {  # until the first page is there
  printf '\\ndev_addr: 127.0.0.1:%s\\n' "$PORT" >> mkdocs.yml
  "$@" > served.log 2>&1 & pid=$!
  for _ in $(seq 600); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$PORT") 2> /dev/null; then kill "$pid"; wait "$pid" || true; return 0; fi
    kill -0 "$pid" || { cat served.log; return 1; }
    sleep 0.1
  done
  return 1
}
"""
BEFORE = {
    "README.md": {"python3 -m venv": "cd ~/clone"},
    "docs/guide/own-edition.md": {
        "git clone": "mkdir ~/work; cd ~/work",
        "variorum new": "mkdir ~/new; cd ~/new",
        "python -c": "cd ~/by-hand",
        "variorum check --since": "git init -q; git add .; git commit -qm One; git commit -qm Two --allow-empty",
    },
}
"""What a reader has done before the block that begins so: gone where the page says, or written what it shows."""
ELSEWHERE = {
    "CONTRIBUTING.md": "make test is what runs this; make serve and the check are below",
    "docs/contribute.md": "tests/unit/test_examples.py",
    "docs/guide/editors.md": "tests/unit/test_examples.py",
    "docs/guide/review.md": "make serve is below; variorum ids in tests/unit/test_examples.py",
}


def list_shown(root: Path) -> dict[str, list[str]]:
    """Return the blocks of commands of every document that has any."""
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    shown = {
        document.relative_to(root).as_posix(): list_blocks(document.read_text("utf-8"), "console")
        for document in documents
    }
    return {name: blocks for name, blocks in shown.items() if blocks}


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def home(root: Path, tmp_path: Path) -> Path:
    """The home of a reader with an article that he has saved, a clone of the repository, and what the guide has him write."""
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    shutil.copy(root / "tests/unit/articles/weblog.html", home / "Downloads" / "article.html")
    names = "[user]\nname = A reader\nemail = reader@example.org\n"
    address = f'[url "file://{root}"]\ninsteadOf = https://example.org/variorum/repository\n'
    (home / ".gitconfig").write_text(names + address, encoding="utf-8")
    clone = ["git", "clone", "-q", str(root), str(home / "clone")]
    subprocess.run(clone, check=True)
    write_own_edition(root, home / "by-hand")
    return home


@pytest.mark.parametrize("document", BEFORE)
def test_a_reader_who_types_what_is_shown_gets_what_is_promised(document, root, home, constraints):
    lines = [PREAMBLE]
    before = dict(BEFORE[document])
    for block in list_shown(root)[document]:
        for beginning in [words for words in before if block.startswith(words)]:
            lines.append(before.pop(beginning))
        for line in block.splitlines():
            lines.append(f"serve {line}" if line == "mkdocs serve" else line)
    assert not before, "what is prepared is shown"
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.pathsep.join([str(Path(sys.base_prefix) / "bin"), os.environ["PATH"]]),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "NO_MKDOCS_2_WARNING": "1",
            "PIP_CONSTRAINT": str(constraints),
            "PORT": str(find_port()),
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_serve_shows_the_edition(root):
    command = subprocess.Popen(
        ["make", "serve"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        while "Serving on" not in said:
            line = command.stdout.readline()
            assert line, said
            said += line
    finally:
        os.killpg(command.pid, signal.SIGTERM)
        command.wait()
        command.stdout.close()


def test_no_command_is_shown_that_nothing_runs(root):
    assert list_shown(root).keys() == BEFORE.keys() | ELSEWHERE.keys()
    commands = {
        line
        for name in ELSEWHERE
        for block in list_shown(root)[name]
        for line in block.splitlines()
    }
    assert {line for line in commands if not line.startswith("variorum ")} == {
        "make serve",
        "make test",
        ".venv/bin/variorum check",
    }
