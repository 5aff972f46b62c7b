"""A terminal that is no terminal: the commands ask there, and somebody answers."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SETTINGS = {"TERM": "dumb", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def answer(folder: Path, command: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Run `variorum` in a pseudo-terminal and type a line for each answer; return how it ended and all that was shown."""
    ours, theirs = pty.openpty()
    program = [str(Path(sys.executable).with_name("variorum"))]
    with subprocess.Popen(
        [*program, *command],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **SETTINGS},
    ) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{line}\n" for line in answers).encode())
        shown = b""
        try:
            while part := os.read(ours, 1 << 16):
                shown += part
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        status = process.wait()
    return status, shown.decode().replace("\r\n", "\n")
