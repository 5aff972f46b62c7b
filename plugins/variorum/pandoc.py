"""Pandoc as a process of its own, and its inlines as HTML and plain text; used by `read.references` and `cite`."""

import html
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path

from variorum.problems import VariorumError

TIMEOUT = 120.0
"""Seconds for one run; 2,000 citations take one."""
MEMORY = 512
"""Megabytes of its heap: entries that refer to one another in a circle, or a style whose macros call one another, would fill any machine."""
_FULL = 251
"""Its exit status when it has used them (GHC User's Guide, "RTS options to control the garbage collector")."""

Node = Mapping[str, object]
"""An element of pandoc's JSON syntax tree: its type under `t`, what it holds under `c`."""

_TAGS = {
    "Emph": "i",
    "Strong": "b",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
}
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


class PandocError(VariorumError):
    """Pandoc is missing, took too much time or memory, or gave up."""

    def __init__(self, reason: str, *, status: int | None = None, output: str = "") -> None:
        self.reason = reason
        """`missing`, `too much` or `failed`."""
        self.status = status
        """Its exit status; negative when a signal ended it."""
        self.output = output
        """What it wrote to its standard error, shortened."""
        detail = f" (status {status})" if status is not None else ""
        super().__init__(f"pandoc: {reason}{detail}{': ' if output else ''}{output}")


@cache
def find_pandoc() -> Path:
    """Return the program: the one in the wheel `pypandoc-binary`, without starting it.

    Raises:
        PandocError: It is not installed.
    """
    spec = util.find_spec("pypandoc")  # importing it would start pandoc to ask for its version
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        program = Path(folder) / "files" / "pandoc"
        if program.is_file():
            return program
    raise PandocError("missing", output="install pypandoc-binary")


def identify_pandoc() -> str:
    """Return what changes whenever pandoc does: its wheel's version and its size.

    Raises:
        PandocError: It is not installed.
    """
    size = find_pandoc().stat().st_size
    try:
        version = metadata.version("pypandoc-binary")
    except metadata.PackageNotFoundError:
        version = ""
    return f"{version}/{size}"


def run_pandoc(
    arguments: Sequence[str],
    *,
    source: bytes,
    files: Mapping[str, bytes] | None = None,
    timeout: float = TIMEOUT,
) -> bytes:
    """Run pandoc in an empty folder of its own and return what it writes.

    Args:
        arguments: Beside `--sandbox`; name the files as `files` does.
        source: Its standard input.
        files: Put into the folder first.
        timeout: Seconds.

    Raises:
        PandocError: It is missing, took too much or gave up.
    """
    program = find_pandoc()
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        try:
            done = subprocess.run(
                [
                    *(str(program), "+RTS", f"-M{MEMORY}m", "-RTS"),
                    *("--sandbox", f"--data-dir={folder}", *arguments),
                ],
                input=source,
                capture_output=True,
                cwd=folder,
                env={"LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PandocError("too much", output=f"more than {timeout:g} seconds") from error
        except OSError as error:
            raise PandocError("missing", output=str(error.strerror)) from error
    if done.returncode == _FULL:
        raise PandocError("too much", output=f"more than {MEMORY} MB of memory")
    if done.returncode:
        output = done.stderr.decode("utf-8", "replace").strip()[:500]
        raise PandocError("failed", status=done.returncode, output=output)
    return done.stdout


def render_html(nodes: Iterable[object], *, link: Callable[[str], str]) -> str:
    """Return inlines and paragraphs as HTML: `a`, `i`, `b`, `sup`, `sub`, `u` and small capitals.

    Args:
        nodes: Of pandoc's syntax tree; what is not text is left out.
        link: Gives the address for a link's target; with an empty one the link's words stand alone.
    """
    parts: list[str] = []
    for kind, content, inner in _walk(nodes):
        words = render_html(inner, link=link)
        if kind == "Str":
            parts.append(html.escape(str(content), quote=False))
        elif kind in _SPACES:
            parts.append(" ")
        elif kind in _TAGS:
            parts.append(f"<{_TAGS[kind]}>{words}</{_TAGS[kind]}>")
        elif kind == "SmallCaps":
            parts.append(f'<span class="vr-small-capitals">{words}</span>')
        elif kind == "Link":
            address = link(_find_target(content))
            parts.append(f'<a href="{html.escape(address)}">{words}</a>' if address else words)
        elif kind == "Quoted":
            opening, closing = _find_quotes(content)
            parts.append(f"{opening}{words}{closing}")
        else:
            parts.append(words)
    return "".join(parts)


def render_text(nodes: Iterable[object]) -> str:
    """Return inlines and paragraphs as plain text."""
    parts: list[str] = []
    for kind, content, inner in _walk(nodes):
        words = render_text(inner)
        if kind == "Str":
            parts.append(str(content))
        elif kind in _SPACES:
            parts.append(" ")
        elif kind == "Quoted":
            opening, closing = _find_quotes(content)
            parts.append(f"{opening}{words}{closing}")
        else:
            parts.append(words)
    return "".join(parts)


def _walk(nodes: Iterable[object]) -> Iterable[tuple[str, object, Sequence[object]]]:
    """Yield the kind, content and inner nodes of each; paragraphs are parted by a space."""
    has_paragraph = False
    for node in nodes:
        if not isinstance(node, dict):
            continue
        kind, content = str(node.get("t")), node.get("c")
        if kind in ("Para", "Plain", "Div"):
            if has_paragraph:
                yield "Space", None, ()
            has_paragraph = True
        yield kind, content, _find_inner(kind, content)


def _find_inner(kind: str, content: object) -> Sequence[object]:
    if not isinstance(content, list):
        return ()
    if kind in ("Span", "Div", "Cite", "Link", "Quoted"):
        inner = content[1]
        return inner if isinstance(inner, list) else ()
    if kind in ("Para", "Plain", "Note", "SmallCaps", "Strikeout", *_TAGS):
        return content
    return ()


def _find_target(content: object) -> str:
    if isinstance(content, list) and isinstance(content[2], list):
        return str(content[2][0])
    return ""


def _find_quotes(content: object) -> tuple[str, str]:
    kind = content[0] if isinstance(content, list) else None
    return _QUOTES.get(str(kind.get("t")) if isinstance(kind, dict) else "", ("“", "”"))
