"""Write the lock files below requirements/ from pyproject.toml, keeping what still fits.

`--upgrade` takes the newest versions; `--check` changes nothing, asks no registry and exits 1 if they are out of date.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"site": ("build",), "test": ("build", "test")}  # lock: groups beside the dependencies
OLDEST_PYTHON = "3.11"
PIN = re.compile(r"(?m)^[a-z0-9-]+==\S+.*(?:\n    .*)*")  # mkdocs==1.6.1 \    --hash=sha256:…
HOST = re.compile(r"(?m)^(?!\s*#).*(?:https?://|--(?:extra-)?index-url|--find-links)")
NPM_LOCK = Path("tests/browser/package-lock.json")


def main() -> int:
    """Write or check the locks; print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--upgrade", action="store_true")
    options = parser.parse_args()
    if not options.check:
        for name, groups in LOCKS.items():
            write(name, groups, upgrade=options.upgrade)
    faults = [fault for name, groups in LOCKS.items() for fault in check(name, groups)]
    faults += check_npm(ROOT / NPM_LOCK)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def digest(groups: tuple[str, ...]) -> str:
    """Return the digest of what pyproject.toml asks for, whatever its order and layout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [project["project"]["requires-python"], sorted(project["project"]["dependencies"])]
    wanted += [sorted(project["dependency-groups"][group]) for group in groups]
    return hashlib.sha256(json.dumps(wanted).encode()).hexdigest()


def head(groups: tuple[str, ...]) -> str:
    """Return the lines with which a lock begins."""
    return f"# Written by `make lock` from pyproject.toml, for every system and Python; never by hand.\n# {digest(groups)}\n"


def write(name: str, groups: tuple[str, ...], *, upgrade: bool) -> None:
    """Resolve for every platform and Python at once; the test lock holds the site's versions."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    target = ROOT / "requirements" / f"{name}.txt"
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    command += ["--no-emit-index-url", "--python-version", OLDEST_PYTHON, "pyproject.toml"]
    command += [part for group in groups for part in ("--group", group)]
    command += ["--output-file", str(target.relative_to(ROOT))]
    if upgrade:
        command += ["--upgrade"]
    if name != "site":
        command += ["--constraints", "requirements/site.txt"]
    subprocess.run(command, cwd=ROOT, check=True)
    target.write_text(head(groups) + target.read_text(encoding="utf-8"), encoding="utf-8")


def check(name: str, groups: tuple[str, ...]) -> list[str]:
    """Return what is wrong with one lock, without asking a registry."""
    shown = f"requirements/{name}.txt"
    path = ROOT / shown
    if not path.is_file():
        return [f"{shown}: missing; run `make lock`"]
    lock = path.read_text(encoding="utf-8")
    faults = []
    if not lock.startswith(head(groups)):
        faults.append(f"{shown}: older than the dependencies in pyproject.toml; run `make lock`")
    if HOST.search(lock):
        faults.append(f"{shown}: names a registry; run `make lock`")
    faults += [
        f"{shown}: no hash for {pin.split()[0]}; run `make lock`"
        for pin in PIN.findall(lock)
        if "--hash=sha256:" not in pin
    ]
    return faults


def check_npm(path: Path) -> list[str]:
    """Return what is wrong with npm's lock."""
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return [
        f"{path.relative_to(ROOT)}: {name} {fault}"
        for name, package in packages.items()
        for fault, is_so in (
            ("names a registry", "resolved" in package),
            ("has no hash", name != "" and "integrity" not in package),
        )
        if is_so
    ]


if __name__ == "__main__":
    sys.exit(main())
