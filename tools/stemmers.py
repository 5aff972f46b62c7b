"""A checkout of Snowball → the search's stemmers: `python tools/stemmers.py FOLDER`, at the tag of a version.

The checkout's own compiler, built with its `make`, writes each algorithm as JavaScript. What has a code of ISO 639-1
becomes `plugins/variorum/stems/CODE.js`, a module that gives `stem`; what all share stands in `base.js` beside them. The
tests compare them with the Python package `snowballstemmer` of the same version, which pyproject.toml asks for.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "plugins" / "variorum" / "stems"
BASE, LICENCE = "base.js", "LICENSE.txt"
CODE = re.compile(r"[a-z]{2}")
IMPORT = re.compile(r"^import B from '\./base-stemmer\.js'$", re.MULTILINE)
CLASS = "export default class extends B {"
STRING = r'(?P<kept>"(?:[^"\\\n]|\\.)*")'
REMARK = re.compile(rf"{STRING}|/\*.*?\*/|//[^\n]*", re.DOTALL)
LINE = re.compile(r"\s*\n\s*")
JOINED = re.compile(r"(?<=[={}(\[,;:?&|])\n|\n(?=[})\]])")
"""The end of a line that ends no statement."""
SPACED = re.compile(rf"{STRING}|\x20*(?P<sign>[={{}}()\[\],;:?<>&|!])\x20*|(?P<space>\x20)\x20+")


def main(checkout: Path) -> None:
    """Write the stemmers of every language in place of those that are there."""
    subprocess.run(["make", "snowball"], cwd=checkout, check=True)
    compiler = checkout.resolve() / "snowball"
    told = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True)
    version = told.stdout.split()[-1]
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.js"):
        old.unlink()
    write(LICENCE, (checkout / "COPYING").read_text(encoding="utf-8"))
    base = (checkout / "javascript" / "base-stemmer.js").read_text(encoding="utf-8")
    write(BASE, head(version, "base-stemmer") + squeeze(base))
    for code, algorithm in list_algorithms(checkout):
        source = translate(compiler, checkout / "algorithms" / f"{algorithm}.sbl")
        write(f"{code}.js", head(version, algorithm) + squeeze(make_module(source)))


def head(version: str, name: str) -> str:
    """Return the line with which a script begins."""
    return f"// Snowball {version}, {name}; https://snowballstem.org/; BSD-3-Clause: {LICENCE}\n"


def write(name: str, content: str) -> None:
    """Write a file with the ends of lines that all files here have."""
    (OUT / name).write_text(content, encoding="utf-8", newline="\n")


def list_algorithms(checkout: Path) -> Iterator[tuple[str, str]]:
    """Yield the code and the algorithm of each language that has a code of two letters."""
    for line in (checkout / "libstemmer" / "modules.txt").read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            algorithm, _, names, *_ = line.split()
            yield from ((name, algorithm) for name in names.split(",") if CODE.fullmatch(name))


def translate(compiler: Path, algorithm: Path) -> str:
    """Return an algorithm in JavaScript, as the compiler writes it."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "stemmer.js"
        subprocess.run([compiler, algorithm, "-js", "-o", written], check=True)
        return written.read_text(encoding="utf-8")


def make_module(source: str) -> str:
    """Return a stemmer as a module that gives one function, `stem`.

    Raises:
        ValueError: The compiler writes other JavaScript than it did.
    """
    needed, imports = IMPORT.subn(f'import B from "./{BASE}";', source)
    if imports != 1 or needed.count(CLASS) != 1:
        raise ValueError("no class where one was written before")
    return (
        needed.replace(CLASS, "class Stemmer extends B {")
        + "const stemmer = new Stemmer();\nexport const stem = (word) => stemmer.stem(word);\n"
    )


def squeeze(script: str) -> str:
    """Return a script without what only people need to read it."""
    code = REMARK.sub(lambda found: found["kept"] or "", script)
    code = JOINED.sub("", LINE.sub("\n", code).strip() + "\n")
    code = SPACED.sub(lambda found: found["kept"] or found["sign"] or found["space"], code)
    return f"{code.strip()}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
