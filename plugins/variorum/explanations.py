"""What the codes of problems mean: a small file each, of which one is read when its code is first met."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

GUIDE = "../../../docs/guide/"
"""How a link of an explanation to a page of the guide begins: it leads there from the explanation's own file."""
_CODE = re.compile(r"V[0-9]{3}")  # V204


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means."""

    code: str
    title: str
    """Lower case, no full stop."""
    severity: str
    """`error`, `warning` or `advice`, and when it is another: `error, in a preview a warning`."""
    why: str
    """Why it matters to whoever reads or cites the edition: a sentence, plain."""
    text: str
    """What it means and how to mend it; Markdown."""


@cache
def find_explanation(code: str) -> Explanation | None:
    """Find the explanation of a code, None where there is none."""
    file = resources.files("variorum") / "explanations" / f"{code}.md"
    if not _CODE.fullmatch(code) or not file.is_file():
        return None
    head, why, text = file.read_text(encoding="utf-8").split("\n\n", 2)
    title, severity = head.split("\n")
    return Explanation(code, title.removeprefix("# "), severity, " ".join(why.split()), text)


def list_codes() -> tuple[str, ...]:
    """Return every code that is explained, in order."""
    names = (file.name for file in (resources.files("variorum") / "explanations").iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in names if name.endswith(".md")))
