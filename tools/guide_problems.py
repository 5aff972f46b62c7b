"""MkDocs hook: a page of the guide for every code, and the lists of them, both made of what the check itself explains."""

import json
import re
from collections.abc import Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from variorum.explanations import GUIDE, Explanation, find_explanation, list_codes

OVERVIEW = "guide/problems.md"
FOLDER = "guide/problems"
_PLACE_OF_LIST = re.compile(r"^<!-- (V[1-9]) -->$", re.MULTILINE)  # <!-- V2 -->


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page of each code; the navigation has the page of them all."""
    for name, content in write_pages():
        inclusion = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, name, content=content, inclusion=inclusion))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Put the lists into the page that is written by hand."""
    return write_lists(markdown) if page.file.src_uri == OVERVIEW else None


def write_pages() -> Iterator[tuple[str, str]]:
    """Yield the page of each code: its path below `docs/`, and its Markdown."""
    codes = list_codes()
    for code in codes:
        yield f"{FOLDER}/{code}.md", _write_page(_explain(code), codes)


def _write_page(explanation: Explanation, codes: Sequence[str]) -> str:
    code = explanation.code
    title = f"{code}: {explanation.title}"
    at = codes.index(code)
    around = [
        *(f"[← {before}]({before}.md)" for before in codes[max(at - 1, 0) : at]),
        f"[All codes](../problems.md#{code})",
        *(f"[{after} →]({after}.md)" for after in codes[at + 1 : at + 2]),
    ]
    return f"""---
title: {json.dumps(title, ensure_ascii=False)}
template: prose.html
description: {json.dumps(explanation.why, ensure_ascii=False)}
---

# {title}

*{explanation.severity[0].upper()}{explanation.severity[1:]}.*

**Why it matters:** {explanation.why}

{explanation.text.replace(GUIDE, "../").strip()}

{" · ".join(around)}
"""


def write_lists(markdown: str) -> str:
    """Return a page with a list of codes, `V204` and its like, wherever it has the sign for one: `<!-- V2 -->`."""
    return _PLACE_OF_LIST.sub(lambda place: _write_list(place[1]), markdown)


def _write_list(stage: str) -> str:
    # the id on each link is where the code was explained before it had a page
    rows = [
        f"| [{one.code}](problems/{one.code}.md){{#{one.code}}} | {one.title} | {one.severity} |"
        for one in map(_explain, list_codes())
        if one.code.startswith(stage)
    ]
    return "\n".join(["| Code | What is wrong | It is |", "| --- | --- | --- |", *rows])


def _explain(code: str) -> Explanation:
    explanation = find_explanation(code)
    assert explanation, code
    return explanation
