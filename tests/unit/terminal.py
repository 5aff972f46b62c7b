"""A terminal that is no terminal: the commands ask there, and somebody answers."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SETTINGS = {"TERM": "dumb", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def answer(folder: Path, command: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Run `variorum` in a pseudo-terminal and type a line for each answer; return how it ended and all that was shown."""
    program = str(Path(sys.executable).with_name("variorum"))
    return type_in(folder, [program, *command], answers, {**os.environ, **SETTINGS})


def type_in(
    folder: Path, command: Sequence[str], answers: Sequence[str], environment: Mapping[str, str]
) -> tuple[int, str]:
    """Run any program likewise."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
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
