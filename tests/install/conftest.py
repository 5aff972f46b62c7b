"""The package as a stranger has it: installed by pip into an environment of its own, with what it declares."""

import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PIN = re.compile(r"(?m)^([a-z0-9._-]+==.+?) \\$")  # colorama==0.4.6 ; sys_platform == 'win32' \


@pytest.fixture(scope="session")
def constraints(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions of the site's lock, as pip takes them: what is new elsewhere breaks no test."""
    pins = PIN.findall((root / "requirements" / "site.txt").read_text(encoding="utf-8"))
    file = tmp_path_factory.mktemp("lock") / "constraints.txt"
    file.write_text("\n".join(pins), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def strangers_python(
    root: Path, constraints: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The Python of a new environment after `pip install ./`, held to the versions of the site's lock."""
    folder = tmp_path_factory.mktemp("stranger")
    venv.create(
        folder / "venv", symlinks=True
    )  # the test environment's pip serves it: it needs none of its own
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", "--constraint", str(constraints), "./"]
    done = subprocess.run(install, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return python
