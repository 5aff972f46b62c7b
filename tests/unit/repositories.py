"""Git, for tests of what a commit shows."""

import subprocess
from pathlib import Path


def run_git(folder: Path, *words: str) -> None:
    """Run git as somebody whom no configuration has to know."""
    names = ["-c", "user.name=The Variorum editors", "-c", "user.email=editors@example.org"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)
